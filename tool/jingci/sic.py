"""A segment as it is read: its damage repaired for matching and checks, with the way back to the print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingci.model import Segment, Span

_BREAK = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class AsRead:
    """The Chinese as read. ``places[i]`` is the span of the print that code point ``i`` of ``text`` was read from."""

    text: str
    places: tuple[Span, ...] | None = None

    def printed(self, span: Span) -> Span:
        """The span of the print that a span of the reading stands for."""
        if self.places is None or not len(span):
            return span
        return Span(self.places[span.start].start, self.places[span.end - 1].end)


def as_read(segment: Segment) -> AsRead:
    """The segment's Chinese with each ``sic`` replaced by its reading and line breaks inside it taken out."""
    if not segment.sic and not _BREAK.search(segment.zh):
        return AsRead(segment.zh)
    changes = [(Span(at, at + len(s.print)), s.read) for s in segment.sic if (at := segment.zh.find(s.print)) >= 0]
    changes += [
        (span, "")
        for match in _BREAK.finditer(segment.zh)
        if not any((span := Span(*match.span())).overlaps(taken) for taken, _ in changes)
    ]
    chars: list[str] = []
    places: list[Span] = []
    at = 0
    for span, new in sorted(changes):
        _keep(segment.zh, at, span.start, chars, places)
        chars.extend(new)
        places.extend([span] * len(new))
        at = span.end
    _keep(segment.zh, at, len(segment.zh), chars, places)
    return AsRead("".join(chars), tuple(places))


def _keep(text: str, start: int, end: int, chars: list[str], places: list[Span]) -> None:
    chars.extend(text[start:end])
    places.extend(Span(i, i + 1) for i in range(start, end))
