"""A segment as it is read: its damage repaired for matching and checks, with the way back to the print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingci.model import Segment, Sic, Span

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
    chars: list[str] = []
    places: list[Span] = []
    at = 0
    for start, damage in _located(segment):
        if start < at:
            continue
        _keep(segment.zh, at, start, chars, places)
        at = start + len(damage.print)
        chars.extend(damage.read)
        places.extend([Span(start, at)] * len(damage.read))
    _keep(segment.zh, at, len(segment.zh), chars, places)
    return AsRead("".join(chars), tuple(places))


def _keep(text: str, start: int, end: int, chars: list[str], places: list[Span]) -> None:
    """Take over what is printed, without the line breaks in it."""
    for match in _BREAK.finditer(text, start, end):
        _keep_line(text, start, match.start(), chars, places)
        start = match.end()
    _keep_line(text, start, end, chars, places)


def _keep_line(text: str, start: int, end: int, chars: list[str], places: list[Span]) -> None:
    chars.extend(text[start:end])
    places.extend(Span(i, i + 1) for i in range(start, end))


def _located(segment: Segment) -> list[tuple[int, Sic]]:
    return sorted(((segment.zh.find(damage.print), damage) for damage in segment.sic), key=lambda pair: pair[0])
