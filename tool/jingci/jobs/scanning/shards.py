"""A corpus in shards, and the one function that makes tables of a shard, wherever it runs."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jingci.corpus.dating import settled
from jingci.corpus.documents import CorpusDocument, UnreadDocument
from jingci.corpus.scanning import DocumentScan, Plan, scan_document
from jingci.corpus.trends import Counts
from jingci.formats.corpora import STUMBLES, Item, Raw, read_item
from jingci.jobs.scanning.tables import part

#: A shard ends with the item that fills so many bytes, or with so many items.
SHARD_BYTES = 4_000_000
SHARD_ITEMS = 4_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Items that follow one another; ``number`` counts from 0, ``size`` is in bytes."""

    number: int
    items: tuple[Item, ...]
    size: int


@dataclass(frozen=True)
class Order:
    """What is to be made of a shard.

    :ivar format: ``parquet`` or ``csv``.
    :ivar max_size: bytes that a document may have.
    """

    plan: Plan
    format: str
    max_size: int


@dataclass(frozen=True, slots=True)
class Part:
    """A shard's part of each table, ready to be written, and its sums as JSON."""

    number: int
    tables: dict[str, bytes]
    counts: bytes
    documents: int
    size: int


def shards(items: Iterable[Item], size: int = SHARD_BYTES) -> Iterator[Shard]:
    """The items in shards: always the same ones for the same corpus."""
    number, filled = 0, 0
    waiting: list[Item] = []
    for item in items:
        waiting.append(item)
        filled += _size(item)
        if filled >= size or len(waiting) >= SHARD_ITEMS:
            yield Shard(number, tuple(waiting), filled)
            number, filled, waiting = number + 1, 0, []
    if waiting:
        yield Shard(number, tuple(waiting), filled)


def _size(item: Item) -> int:
    if isinstance(item, Raw):
        return len(item.data)
    return len(item.text.encode("utf-8", "replace")) if isinstance(item, CorpusDocument) else 0


def scan_shard(shard: Shard, order: Order) -> Part:
    """The tables of a shard's documents. What is wrong with one of them stands in the table of documents."""
    with _uncollected():
        return _part(shard, order)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, for a shard makes many objects, and hardly any cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _part(shard: Shard, order: Order) -> Part:
    scans: list[DocumentScan | UnreadDocument] = [_scanned(item, order) for item in shard.items]
    read = [scan for scan in scans if isinstance(scan, DocumentScan)]
    tables = {name: part(name, scans, order.format) for name in tables_of(order.plan)}
    counts = json.dumps(Counts.of(read, len(scans) - len(read)).as_json(), separators=(",", ":")).encode()
    return Part(shard.number, tables, counts, len(scans), shard.size)


def _scanned(item: Item, order: Order) -> DocumentScan | UnreadDocument:
    document = read_item(item, order.max_size)
    if isinstance(document, UnreadDocument):
        return document
    try:
        return scan_document(settled(document), order.plan)
    except (*STUMBLES, AssertionError) as error:
        # One document that a finder stumbles over must not end a scan of a million; the table says which.
        return UnreadDocument(document.name, f"cannot be scanned ({type(error).__name__}: {error})"[:300])


def tables_of(plan: Plan) -> tuple[str, ...]:
    """The names of the tables that a plan makes."""
    return ("documents", "terms") if plan.terms_only else ("documents", "terms", "formulas", "figures")
