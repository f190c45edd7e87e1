"""The job: what the journal knows is merged, the rest is drafted, and everything is on the disk when it is needed."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from jingci.data import nearest_hint
from jingci.errors import ReferenceError_, UsageError
from jingci.glossary import Glossary
from jingci.jobs.translating.history import Outcome, digest
from jingci.jobs.translating.recorded import Recorded
from jingci.jobs.translating.workspace import Workspace
from jingci.model import Draft, DraftRequest, Engine, Report, Segment, Usage
from jingci.translation import Drafted, Drafting, Memory, wanted

#: ``segments.yaml`` is brought up to date no more often than this, in seconds, and for a tenth of the time at most.
_MERGE_EVERY = 5.0
_MERGE_SHARE = 10


@dataclass
class Tally:
    """What a run has done so far, and how the edition stands. Filled while the job runs; good to be read at any time.

    :ivar todo: how many segments the run is to draft; ``done`` of them are.
    :ivar restored: how many drafts came from the journal, where an earlier run left them.
    :ivar origins: how many segments of the edition are a person's (``edited``, ``reviewed``, ``human``), from
        ``memory``, from an engine (``engine:NAME``), and ``untranslated``.
    :ivar doubtful: drafts with problems, and what they are; of the whole edition.
    :ivar failed: segments of this run without English, and why.
    :ivar kept: drafts that a person has changed, which are not made anew.
    :ivar usage: what the answers of this run consumed; ``paid`` those of all runs.
    :ivar unmerged: whether drafts are in the journal only, because a person changed ``segments.yaml`` meanwhile.
    """

    todo: int = 0
    done: int = 0
    restored: int = 0
    origins: Counter[str] = field(default_factory=Counter)
    doubtful: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    paid: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    unmerged: bool = False

    @property
    def untranslated(self) -> int:
        """How many segments have no English."""
        return self.origins["untranslated"]


class MemoryOnly:
    """The engine of who names none: it drafts nothing, so that only the memory is asked."""

    name = "none"
    concurrency = 1

    def draft(self, request: DraftRequest) -> Draft:
        """Nothing."""
        return Draft()

    def close(self) -> None:
        """Nothing is open."""


def translate_workspace(
    workspace: Workspace,
    engine: Engine,
    glossary: Glossary,
    memory: Memory | None = None,
    *,
    repair: int = 2,
    refresh: bool = False,
    only: Collection[str] = (),
    tally: Tally | None = None,
    on_progress: Callable[[Tally], None] | None = None,
    stop: threading.Event | None = None,
) -> Tally:
    """Draft what an edition has no English for, or go on with a job that was stopped.

    :param refresh: make drafts anew (of engines and memories; a person's are kept). A refresh that was stopped is
        finished first; asking for it again does not begin it anew.
    :param only: with ``refresh``, the ids of the segments that it is for; all by default.
    :param tally: is filled while the job runs, so that it tells what was done also where an error ends it.
    :param stop: ends the job with :class:`KeyboardInterrupt` where it is set, once the answers under way are in.
    :raises JingciError: where the job cannot go on; what was answered is in the journal, and merged where possible.
    """
    job = _Job(workspace, engine, tally or Tally(), on_progress, stop)
    return job.run(glossary, memory, repair, refresh, only)


class _Job:
    def __init__(
        self,
        workspace: Workspace,
        engine: Engine,
        tally: Tally,
        on_progress: Callable[[Tally], None] | None,
        stop: threading.Event | None,
    ) -> None:
        self.workspace = workspace
        self.history = workspace.history
        self.engine = Recorded(engine, self.history)
        self.tally = tally
        self.on_progress = on_progress
        self.stop = stop
        self.started = time.monotonic()
        self.merged_at = self.started
        self.merge_took = 0.0
        self.silent = False
        self.english: dict[str, str] = {}

    def run(
        self, glossary: Glossary, memory: Memory | None, repair: int, refresh: bool, only: Collection[str]
    ) -> Tally:
        self.history.journal.prepare()
        was_open = self.history.is_open
        before = self.workspace.report
        try:
            self._merge()
            self.tally.restored = _differing(before, self.workspace.report)
            redo = self._to_redo(refresh, only)
            report = self.workspace.report
            self.english = {segment.id: segment.en for segment in report.body}
            self.tally.todo = len(wanted(report, redo))
            drafting = Drafting(report, self.engine, glossary, memory, repair=repair, redo=redo)
            self._tell()
            drafting.run(self._done, self.stop)
            # Who asks the memory alone leaves a job of an engine as it is.
            if not (was_open and self.silent) and self._merge():
                self.history.end()
        finally:
            try:
                self._merge()
                self.workspace.add_title()
            finally:
                self._count()
        return self.tally

    def _to_redo(self, refresh: bool, only: Collection[str]) -> frozenset[str]:
        """The drafts to be made anew: those of a refresh that was stopped, or of a new one."""
        known = {segment.id: segment for segment in self.workspace.report.body}
        if refresh and not self.history.pending:
            for name in only:
                _require_draft(known, name)
            drafts = [s for s in known.values() if (not only or s.id in only) and self._is_to_redo(s)]
            self.history.end()
            self.history.begin(drafts)
        # What a person has changed since the refresh was begun is no longer what was to be made anew.
        was = self.history.refreshing
        changed = {name for name in self.history.pending if name in known and digest(known[name].en) != was[name]}
        self.tally.kept += sorted(changed)
        return frozenset(self.history.pending - changed)

    def _is_to_redo(self, segment: Segment) -> bool:
        if segment.state not in ("empty", "draft"):
            return False
        outcome = self.history.outcomes.get(segment.id)
        if segment.en and (segment.origin == "human" or (outcome and outcome.en != segment.en)):
            self.tally.kept.append(segment.id)
            return False
        return bool(segment.en or outcome)

    def _done(self, drafted: Drafted) -> None:
        segment = drafted.segment
        if segment.en:
            self.history.add_outcome(Outcome.of(drafted, self.english[segment.id]))
        if not segment.en:
            self.silent = self.silent or not drafted.problem
            if drafted.problem:
                self.tally.failed[segment.id] = drafted.problem
        self.tally.done += 1
        if time.monotonic() - self.merged_at > max(_MERGE_EVERY, _MERGE_SHARE * self.merge_took):
            self._merge()
        self._tell()

    def _merge(self) -> bool:
        start = time.monotonic()
        whole = self.workspace.merge()
        self.merged_at = time.monotonic()
        self.merge_took = self.merged_at - start
        return whole

    def _tell(self) -> None:
        self.tally.usage = self.engine.spent
        if self.on_progress is not None:
            self.on_progress(self.tally)

    def _count(self) -> None:
        tally = self.tally
        tally.usage, tally.paid = self.engine.spent, self.history.paid
        tally.seconds = time.monotonic() - self.started
        tally.unmerged = self.workspace.changed
        report = self.workspace.report
        tally.origins = Counter(_origin(segment.en, segment.state, segment.origin) for segment in report.body)
        tally.doubtful = {segment.id: segment.problems for segment in report.body if segment.problems}


def _origin(english: str, state: str, origin: str) -> str:
    if not english:
        return "untranslated"
    if state in ("edited", "reviewed"):
        return state
    return "memory" if origin.startswith("memory") else origin


def _differing(before: Report, after: Report) -> int:
    return sum(one != other for one, other in zip(before.segments, after.segments, strict=True))


def _require_draft(known: dict[str, Segment], name: str) -> None:
    if name not in known:
        raise ReferenceError_(f"“{name}” is no segment", hint=nearest_hint(name, known))
    if (state := known[name].state) in ("edited", "reviewed"):
        raise UsageError(f"“{name}” is {state}: only drafts are made anew")
