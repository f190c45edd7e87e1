"""A report with everything that was found in it, ready to be written out in any format."""

from __future__ import annotations

from dataclasses import dataclass

from jingci.model.drafting import GlossedWord, MemoryMatch
from jingci.model.report import Note, Report, Segment, Sic
from jingci.model.termbase import Concept, Formula, Hit, Source, Span


@dataclass(frozen=True, slots=True)
class TermMark:
    """A term's rendering in a segment's plain English; ``footnote`` is set at the term's first occurrence."""

    span: Span
    concept: str
    why: str = ""
    footnote: int = 0


@dataclass(frozen=True, slots=True)
class NoteMark:
    """An edition's note in a segment's plain English."""

    span: Span
    note: Note
    footnote: int


@dataclass(frozen=True, slots=True)
class UnplacedTerm:
    """A term that stands in a segment's Chinese and whose rendering was not located in its English."""

    hit: Hit
    footnote: int = 0


@dataclass(frozen=True, slots=True)
class FormulaMark:
    """A formula that has no entry in the termbase and is spelled out in the text; it has a note of its own."""

    formula: Formula
    footnote: int


@dataclass(frozen=True, slots=True)
class AnnotatedSegment:
    """A segment with everything that was found in it.

    ``hits`` and ``formulas`` have spans in ``segment.zh`` as printed; ``marks`` and ``notes`` in ``en``, the English
    without mark-up. ``damage`` holds the footnote numbers of the segment's ``sic`` records, ``counted`` the formulas
    that have a note without having an entry. ``gloss`` and ``matches`` help where there is no English: a word-by-word
    gloss, and what the memory holds that resembles the segment.
    """

    segment: Segment
    en: str
    hits: tuple[Hit, ...] = ()
    marks: tuple[TermMark, ...] = ()
    notes: tuple[NoteMark, ...] = ()
    unplaced: tuple[UnplacedTerm, ...] = ()
    damage: tuple[int, ...] = ()
    formulas: tuple[Formula, ...] = ()
    counted: tuple[FormulaMark, ...] = ()
    gloss: tuple[GlossedWord, ...] = ()
    matches: tuple[MemoryMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note at a segment: on a term's first occurrence (``concept``), the edition's own (``note``), or on
    damage of the source (``sic``). ``formula`` says what a counted formula stands for in this text; it comes with its
    ``concept``, or alone where the termbase has none."""

    number: int
    at: str
    concept: Concept | None = None
    note: Note | None = None
    sic: Sic | None = None
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A work that is not ours and whose words are shown; its licence asks that this be said. ``date`` is its data's."""

    name: str
    licence: str
    licence_url: str
    url: str
    date: str = ""

    def __str__(self) -> str:
        """All of it in one line."""
        return f"{self.name}{f' of {self.date}' if self.date else ''}, {self.url}, {self.licence} ({self.licence_url})"


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report ready to be written out in any format.

    ``entries`` are the concepts found, in order of first appearance, with the segment id of that; ``bibliography`` the
    works that the shown notes cite, ``attributions`` the dictionaries that glosses come from.
    """

    report: Report
    segments: tuple[AnnotatedSegment, ...]
    footnotes: tuple[Footnote, ...]
    entries: tuple[tuple[Concept, str], ...]
    bibliography: tuple[Source, ...]
    glossary_hash: str = ""
    tool_version: str = ""
    remarks: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = ()
