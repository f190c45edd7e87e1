"""A scan from the corpus to the tables."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jingci.corpus.scanning import Plan
from jingci.corpus.trends import Counts
from jingci.errors import DataError, UsageError
from jingci.formats.corpora import Corpus
from jingci.glossary import Glossary
from jingci.jobs.scanning.folder import ScanFolder
from jingci.jobs.scanning.shards import SHARD_BYTES, Order, Part, Shard, shards, tables_of
from jingci.jobs.scanning.tables import checked_format, merge
from jingci.jobs.scanning.workers import cores, in_processes, in_this_process
from jingci.version import __version__


@dataclass(frozen=True)
class Scan:
    """How a corpus is to be scanned.

    :ivar jobs: processes on this machine; 0 for as many as there are cores.
    :ivar cluster: the address of a Dask scheduler, where the work is done instead.
    """

    terms_only: bool = False
    format: str = "parquet"
    jobs: int = 0
    cluster: str = ""
    shard_bytes: int = SHARD_BYTES


@dataclass
class Outcome:
    """How far a scan has come, and what it led to.

    :ivar resumed: shards that an earlier run had finished.
    :ivar size: bytes of documents that are done, and ``fresh`` those of this run.
    :ivar again: whether the folder held the whole scan already.
    """

    counts: Counts = field(default_factory=Counts)
    documents: int = 0
    size: int = 0
    fresh: int = 0
    resumed: int = 0
    again: bool = False
    files: list[Path] = field(default_factory=list)


def scan_corpus(
    corpus: Corpus,
    glossary: Glossary,
    folder: str | Path,
    scan: Scan | None = None,
    on_progress: Callable[[Outcome, str], None] | None = None,
) -> Outcome:
    """Scan a corpus into a folder, or go on with that where an earlier run was stopped.

    :param on_progress: called with what is done so far, and what is being done (``scan`` or ``tables``).
    :raises UsageError: the folder holds something else.
    :raises EngineError: a worker cannot go on.
    :raises JingciError: what is wrong with the folder or an option.
    """
    scan = scan or Scan()
    if scan.jobs < 0:
        raise UsageError("--jobs must be 0 (all cores) or more")
    checked_format(scan.format)
    _refuse_inside(corpus, Path(folder))
    plan = Plan.of(glossary, terms_only=scan.terms_only)
    order = Order(plan, scan.format, corpus.max_size)
    outcome = Outcome()
    report = on_progress or (lambda outcome, step: None)
    tables = tables_of(plan)
    with ScanFolder(folder, _signature(corpus, plan, scan), tables, scan.format) as place:
        outcome.files = [place.file(table) for table in tables]
        if place.is_done:
            outcome.again = True
            done = place.head["done"]
            outcome.documents, outcome.size = done["documents"], done["size"]
            outcome.counts = Counts.from_json(done["counts"])
            return outcome
        for record in place.finished.values():
            outcome.documents += record["documents"]
            outcome.size += record["size"]
        outcome.resumed = len(place.finished)
        skipped = frozenset(place.finished)
        waiting = (shard for shard in shards(corpus.items(), scan.shard_bytes) if shard.number not in skipped)
        for part in _worked(waiting, order, scan):
            place.keep(part)
            outcome.documents += part.documents
            outcome.size += part.size
            outcome.fresh += part.size
            report(outcome, "scan")
        if corpus.fingerprint() != place.head["signature"]["corpus"]:
            hint = "scan it again into another folder"
            raise DataError("was changed while it was scanned", path=corpus.path, hint=hint)
        _merged(place, tables, scan, lambda: report(outcome, "tables"))
        for value in place.counts():
            outcome.counts.add(Counts.from_json(value))
        place.finish({"documents": outcome.documents, "size": outcome.size, "counts": outcome.counts.as_json()})
    return outcome


def _merged(place: ScanFolder, tables: tuple[str, ...], scan: Scan, on_part: Callable[[], None]) -> None:
    """Make the tables of their parts: side by side, for they need no Python most of the time, where more than one core
    may be used. Where one cannot be made, or the run is stopped, the others end after the part they are at."""
    stopped = threading.Event()

    def step() -> None:
        if stopped.is_set():
            raise InterruptedError
        on_part()

    def make(table: str) -> None:
        merge(table, place.parts(table), place.file(table), scan.format, step)

    with ThreadPoolExecutor(min(len(tables), scan.jobs or cores())) as pool:
        try:
            for _ in pool.map(make, tables):
                pass
        except BaseException:
            stopped.set()
            raise


def _worked(waiting: Iterator[Shard], order: Order, scan: Scan) -> Iterator[Part]:
    if scan.cluster:
        from jingci.jobs.scanning.dask import on_cluster

        return on_cluster(waiting, order, scan.cluster)
    jobs = scan.jobs or cores()
    return in_processes(waiting, order, jobs) if jobs > 1 else in_this_process(waiting, order)


def _signature(corpus: Corpus, plan: Plan, scan: Scan) -> dict[str, Any]:
    """What makes two scans the same, whatever they are run on."""
    return {
        "corpus": corpus.fingerprint(),
        "termbase": plan.key,
        "version": __version__,
        "format": scan.format,
        "tables": list(tables_of(plan)),
        "shards": scan.shard_bytes,
    }


def _refuse_inside(corpus: Corpus, folder: Path) -> None:
    """A folder of results inside the corpus would become part of it."""
    source = Path(corpus.path).resolve()
    if source.is_dir() and folder.resolve().is_relative_to(source):
        raise UsageError("lies inside the corpus", path=str(folder), hint="name a folder outside of it")
