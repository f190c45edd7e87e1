"""English for what has none: memory, then an engine, then the checks; what fails is sent back, then marked.

Pure: a report, an engine and a memory in, a report out. Nothing here knows of files or networks; what a long job over
files needs besides is in :mod:`jingci.jobs.translating`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from jingci.glossary import Glossary
from jingci.model import Engine, Report, Segment
from jingci.translation.drafting import MAX_REPAIR, Drafted, Drafting, wanted
from jingci.translation.requests import Memory, request_key

__all__ = ["MAX_REPAIR", "Drafted", "Drafting", "Memory", "request_key", "translate", "wanted"]


def translate(
    report: Report,
    engine: Engine,
    glossary: Glossary,
    memory: Memory | None = None,
    on_segment: Callable[[Drafted], None] | None = None,
    *,
    repair: int = 2,
    redo: Collection[str] = (),
) -> Report:
    """The report with English in its empty segments, as far as memory and engine have any; the rest is as it was.

    A segment whose Chinese the memory knows is taken from there. Any other goes to the engine, and its draft through
    the checks; what they find is sent back with the draft. The draft with the fewest findings is kept, and its
    ``problems`` name those that remain. All English is recorded as a draft with its origin.

    Drafts are asked for in the order of the text, up to ``engine.concurrency`` at once; what a request says of the
    text before it does not depend on which answer came first (see :class:`jingci.translation.requests.Requests`).

    :param on_segment: called, from the calling thread, with each segment as soon as it is done.
    :param repair: how often a draft is sent back with its findings, 0 to :data:`MAX_REPAIR`.
    :param redo: ids of drafts that are made anew; English that is edited or reviewed never is.
    :raises EngineError: where the engine cannot go on. What ``on_segment`` was told of is done.
    :raises UsageError: a ``repair`` out of range.
    """
    done: dict[str, Segment] = {}

    def note(drafted: Drafted) -> None:
        done[drafted.segment.id] = drafted.segment
        if on_segment is not None:
            on_segment(drafted)

    Drafting(report, engine, glossary, memory, repair=repair, redo=redo).run(note)
    segments = (done.get(s.id, s) if s.kind != "skip" else s for s in report.segments)
    return replace(report, segments=tuple(segments))
