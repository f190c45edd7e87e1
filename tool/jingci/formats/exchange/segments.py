"""What the formats of segments have in common: term marks, notes, what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jingci.formats.exchange import Export
from jingci.formats.xml import is_storable
from jingci.markup import plain_and_links
from jingci.model import Report, Segment, Span
from jingci.sic import as_read


@dataclass(frozen=True, slots=True)
class Mark:
    """A term in a text. ``about`` is what a tool may show of it."""

    span: Span
    concept: str
    about: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the terms marked in it, in order and apart from each other."""

    text: str
    marks: tuple[Mark, ...]

    def pieces(self) -> list[tuple[str, Mark | None]]:
        """The text cut at the marks."""
        found: list[tuple[str, Mark | None]] = []
        at = 0
        for mark in self.marks:
            found += [(self.text[at : mark.span.start], None), (mark.span.of(self.text), mark)]
            at = mark.span.end
        found.append((self.text[at:], None))
        return [(text, mark) for text, mark in found if text]


def chinese(export: Export, segment: Segment) -> Marked:
    """The Chinese as read, with the termbase's terms; each says its rendering and its gloss."""
    hits = export.glossary.find(as_read(segment).text, marked=segment.terms)
    marks = [Mark(hit.span, hit.concept.id, f"{hit.concept.preferred.text}: {hit.concept.gloss}") for hit in hits]
    return Marked(as_read(segment).text, tuple(marks))


def english(segment: Segment) -> Marked:
    """The English without mark-up, with the terms that an edition marks itself; each says why."""
    text, links = plain_and_links(segment.en)
    return Marked(text, tuple(Mark(link.span, link.concept, link.why) for link in links))


def notes_by_segment(export: Export, report: Report) -> dict[str, list[str]]:
    """The edition's notes by segment, each with the words it is on, its citations as short references."""
    notes: dict[str, list[str]] = {}
    for note in report.notes:
        notes.setdefault(note.at, []).append(f"“{note.quote}”: {export.prose(note.text)}")
    return notes


def damage_notes(segment: Segment) -> Iterable[str]:
    """What is printed where the source is damaged."""
    for damage in segment.sic:
        yield f"The source prints “{' '.join(damage.print.split())}”, read as “{damage.read}”: {damage.why}"


def problem_notes(segment: Segment) -> Iterable[str]:
    """Why a draft is doubtful."""
    yield from (f"Doubtful draft: {problem}" for problem in segment.problems)


def count_losses(export: Export, segment: Segment) -> None:
    """Count what no format of segments holds."""
    left_out = export.left_out
    if segment.kind == "skip":
        left_out["skipped stretches of the source"] += 1
    if segment.waive:
        left_out["waivers of checks"] += len(segment.waive)
    if not is_storable(segment.zh) or not is_storable(segment.en):
        left_out["segments with characters that XML cannot hold (U+FFFD stands for them)"] += 1
