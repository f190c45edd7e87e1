"""The formulas of a report by segment: found in the document as a whole, placed in each segment as printed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from jingci.formulas.finding import find_formulas
from jingci.formulas.readings import Termbase
from jingci.model import Formula, FormulaMember, Report, Segment, Span
from jingci.sic import AsRead, as_read


def formulas_by_segment(report: Report, glossary: Termbase | None = None) -> dict[str, tuple[Formula, ...]]:
    """The formulas of each segment, by its id; spans count code points of the segment's ``zh``.

    Members often stand in another segment than their formula (一是 … 二是 …): such a member has no span.
    """
    document = _Document.of(report)
    found: dict[str, list[Formula]] = {}
    for formula in find_formulas(document.text, glossary, report=report.id):
        place = document.segment_at(formula.span)
        if place is not None:
            found.setdefault(document.segments[place].id, []).append(document.printed(formula, place))
    return {name: tuple(formulas) for name, formulas in found.items()}


@dataclass(frozen=True, slots=True)
class _Document:
    """The segments as read, one after another; ``starts[i]`` is where segment ``i`` begins in ``text``."""

    text: str
    segments: tuple[Segment, ...]
    readings: tuple[AsRead, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, report: Report) -> _Document:
        segments = tuple(report.body)
        parts: list[str] = []
        starts: list[int] = []
        length = 0
        last = ""
        readings = tuple(as_read(segment) for segment in segments)
        for segment, reading in zip(segments, readings, strict=True):
            paragraph = _paragraph(segment)
            if parts and paragraph != last:
                parts.append("\n\n")
                length += 2
            last = paragraph
            starts.append(length)
            parts.append(reading.text)
            length += len(reading.text)
        return cls("".join(parts), segments, readings, tuple(starts))

    def segment_at(self, span: Span) -> int | None:
        """The segment that a span lies in; None for one across two."""
        place = bisect_right(self.starts, span.start) - 1
        inside = place >= 0 and span.end <= self.starts[place] + len(self.readings[place].text)
        return place if inside else None

    def printed(self, formula: Formula, place: int) -> Formula:
        """The formula with its spans in the segment as printed."""
        span = self._in_print(formula.span, place)
        members = tuple(self._member(member, place) for member in formula.members)
        return replace(formula, span=span, text=span.of(self.segments[place].zh), members=members)

    def _member(self, member: FormulaMember, place: int) -> FormulaMember:
        if member.span is None or self.segment_at(member.span) != place:
            return replace(member, span=None)
        return replace(member, span=self._in_print(member.span, place))

    def _in_print(self, span: Span, place: int) -> Span:
        start = self.starts[place]
        return self.readings[place].printed(Span(span.start - start, span.end - start))


def _paragraph(segment: Segment) -> str:
    return segment.id.rpartition("c")[0] if segment.kind == "sentence" else segment.id
