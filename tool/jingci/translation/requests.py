"""What an engine is asked: a segment with its terms, formulas and figures, what a memory knows, what went before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Protocol

from jingci.annotation import find_in_segment
from jingci.formulas.report import formulas_by_segment
from jingci.glossary import Glossary
from jingci.markup import strip_markup
from jingci.model import DraftRequest, MemoryMatch, Report, Segment
from jingci.numerals import Quantity, find_quantities
from jingci.sic import as_read

_MATCHES = 3
_LEAST_SCORE = 70
#: The text before a segment: the nearest neighbour, and so many with English that is not to change any more.
_WITH_ENGLISH = 2


class Memory(Protocol):
    """What is asked of a translation memory (:class:`jingci.memory.Memory`)."""

    def matches(
        self,
        zh: str,
        before: str = ...,
        after: str = ...,
        limit: int = ...,
        min_score: int = ...,
        exclude: Collection[str] = ...,
    ) -> Sequence[MemoryMatch]:
        """The units that resemble a text, best first; ``before`` and ``after`` are the Chinese beside it."""


class Requests:
    """Makes the requests of one report.

    What a request says of the text before its segment is a matter of the text, not of which answer came first: the
    segment just before it, and the nearest two with English. English is given where a person or a memory made it, or
    where it is a draft that stands at least ``distance`` segments before: the job sees to it that those are done. So
    the same answers give the same requests, however many are under way at once and however often the job was stopped.

    :param body: the segments that are not skipped. A segment is replaced here once it has English (:attr:`segments`).
    :param distance: 1 gives every request all English before it, and allows no two at once.
    """

    def __init__(
        self, report: Report, body: Sequence[Segment], glossary: Glossary, memory: Memory | None, distance: int
    ):
        self.segments = list(body)
        self._report = report.id
        self._glossary = glossary
        self._memory = memory
        self._distance = distance
        self._formulas = formulas_by_segment(report, glossary)
        self._chinese = [as_read(segment).text for segment in body]

    def matches(self, place: int) -> tuple[MemoryMatch, ...]:
        """What the memory knows of a segment."""
        if self._memory is None:
            return ()
        before = self._chinese[place - 1] if place else ""
        after = self._chinese[place + 1] if place + 1 < len(self._chinese) else ""
        return tuple(
            self._memory.matches(
                self._chinese[place],
                before=before,
                after=after,
                limit=_MATCHES,
                min_score=_LEAST_SCORE,
                exclude=(self._report,),
            )
        )

    def request(self, place: int, matches: tuple[MemoryMatch, ...]) -> DraftRequest:
        """The first request about a segment."""
        segment = self.segments[place]
        return DraftRequest(
            segment=segment,
            hits=tuple(find_in_segment(segment, self._glossary)),
            formulas=self._formulas.get(segment.id, ()),
            quantities=_quantities(segment),
            matches=matches,
            before=self._before(place),
        )

    def _before(self, place: int) -> tuple[Segment, ...]:
        chosen: list[Segment] = []
        for there in range(place - 1, max(-1, place - 2 * self._distance - _WITH_ENGLISH), -1):
            shown = self._shown(there, place)
            if not chosen or shown.en:
                chosen.append(shown)
            if sum(1 for segment in chosen if segment.en) == _WITH_ENGLISH:
                break
        return tuple(reversed(chosen))

    def _shown(self, there: int, place: int) -> Segment:
        segment = self.segments[there]
        settled = not is_engine_draft(segment) or place - there >= self._distance
        plain = Segment(segment.id, segment.kind, segment.zh, start=segment.start, sic=segment.sic)
        if not segment.en or not settled:
            return plain
        return replace(plain, en=strip_markup(segment.en), origin=segment.origin, state=segment.state)


def is_engine_draft(segment: Segment) -> bool:
    """Whether the English is an engine's and no person has touched it."""
    return segment.state == "draft" and segment.origin.startswith("engine:")


def _quantities(segment: Segment) -> tuple[Quantity, ...]:
    reading = as_read(segment)
    return tuple(replace(q, span=reading.printed(q.span)) for q in find_quantities(reading.text, "zh"))


def request_key(request: DraftRequest, signature: str) -> str:
    """A hash of all that an answer can depend on: equal for requests that would be put in the same words.

    :param signature: which engine is asked, and how.
    """
    segment = request.segment
    value: dict[str, Any] = {
        "engine": signature,
        "segment": [segment.id, segment.kind, segment.zh, [[s.print, s.read] for s in segment.sic]],
        "terms": [
            [h.text, h.concept.id, h.span.start, _renderings(h.concept.en), h.concept.gloss] for h in request.hits
        ],
        "formulas": [
            [f.text, f.span.start, [[m.text, m.en] for m in f.members], f.origin, f.attribution]
            for f in request.formulas
        ],
        "figures": [[q.span.start, q.span.end, str(q.value), str(q.high), q.unit, q.bound] for q in request.quantities],
        "memory": [[m.zh, m.en, m.score, m.kind, m.place] for m in request.matches],
        "before": [[s.id, s.zh, s.en] for s in request.before],
        "draft": request.draft,
        "findings": [[f.code, f.message] for f in request.findings],
    }
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()


def _renderings(renderings: Sequence[Any]) -> list[list[str]]:
    return [[rendering.text, rendering.status] for rendering in renderings]
