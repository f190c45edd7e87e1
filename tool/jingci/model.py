"""The objects that everything else takes and returns.

All are frozen dataclasses. Offsets count Unicode code points of the text they refer to, start inclusive, end
exclusive, so that ``text[span.start:span.end]`` is what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "term", "abbreviation", "formula", "slogan", "organ", "role", "programme", "law", "event", "place", "person"
]
FormStatus = Literal["preferred", "short", "variant", "former"]
RenderingStatus = Literal["preferred", "admitted", "short", "deprecated"]
ConceptStatus = Literal["reviewed", "provisional"]
LinkPolicy = Literal["match", "marked", "never"]
Scope = Literal["national", "local"]
Authority = Literal["official", "scholarly", "press", "reference", "project"]
SegmentKind = Literal["title", "subtitle", "byline", "dateline", "heading", "sentence", "caption", "aside", "skip"]
SegmentState = Literal["empty", "draft", "edited", "reviewed"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: code points ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Form:
    """One Chinese spelling of a concept, in simplified script; ``hant`` is its traditional spelling."""

    text: str
    pinyin: str
    status: FormStatus = "preferred"
    hant: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English rendering of a concept; ``sources`` are bibliography ids of works that use it."""

    text: str
    status: RenderingStatus = "preferred"
    sources: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a counted formula, as a place spells it out."""

    zh: str
    en: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a counted formula stands for in one place.

    ``where`` is ``report-id#segment-id`` for a reading that an edition gives, or a pandoc citation (``@key, p. 3``).
    """

    where: str
    scope: Scope
    members: tuple[Member, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which source supports what (meaning, rendering, history) of a concept, and where in it."""

    source: str
    supports: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the termbase: several Chinese forms, several English renderings, one meaning."""

    id: str
    kind: Kind
    zh: tuple[Form, ...]
    en: tuple[Rendering, ...]
    gloss: str
    pos: str = "noun"
    note: str = ""
    readings: tuple[Reading, ...] = ()
    years: str = ""
    link: LinkPolicy = "match"
    not_in: tuple[str, ...] = ()
    homograph: str = ""
    see: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    status: ConceptStatus = "provisional"
    replaced_by: str = ""
    pinyin_note: str = ""
    field: str = ""
    layer: str = "jingci"

    @property
    def preferred(self) -> Rendering:
        """The rendering this termbase recommends (the first one where none is marked preferred)."""
        return next((r for r in self.en if r.status == "preferred"), self.en[0])

    @property
    def headword(self) -> Form:
        """The preferred Chinese form."""
        return next((f for f in self.zh if f.status == "preferred"), self.zh[0])


@dataclass(frozen=True, slots=True)
class Person:
    """A name in CSL terms; ``literal`` for an organisation or a name that is not divided."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Source:
    """One work of the bibliography, in CSL terms (https://docs.citationstyles.org/en/stable/specification.html)."""

    id: str
    type: str
    title: str
    authority: Authority
    author: tuple[Person, ...] = ()
    container: str = ""
    publisher: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    extent: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in a text. ``form`` is the form that matched, ``text`` what stands there."""

    span: Span
    concept: Concept
    form: Form
    text: str


@dataclass(frozen=True, slots=True)
class FormulaMember:
    """A member of a formula: found in the text (``span``), or elsewhere, or taken from a reading (``span`` is None)."""

    text: str
    span: Span | None = None
    en: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A counted formula found in a text.

    ``origin`` says where the members come from: ``bracket``, ``before``, ``clause``, ``run``, ``composed``,
    ``elsewhere`` (spelled out in this text, the last at another place of it), ``speaker`` (whose two offices, by the
    words before),
    ``edition`` (this report's edition reads it so), ``national`` or ``local`` (the termbase's reading: ``attribution``
    says whose in words, ``source`` as a citation ``@key, p. 3`` where it is a work's), or ``none``.
    """

    span: Span
    text: str
    count: int
    head: str
    members: tuple[FormulaMember, ...] = ()
    origin: str = "none"
    attribution: str = ""
    source: str = ""
    concept: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check has to say about a segment. ``spans`` are in the source, ``target_spans`` in the English."""

    code: str
    severity: Severity
    message: str
    segment: str = ""
    spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    waived: str = ""


@dataclass(frozen=True, slots=True)
class Sic:
    """Damage in the source: what is printed, what is read instead, and why."""

    print: str
    read: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding of one code that is wrong about one segment, with the reason."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source with its English.

    ``zh`` is the verbatim slice; ``start`` its offset in the source (-1 where there is no source text). A skipped
    stretch has kind ``skip`` and a ``reason`` instead of English.
    """

    id: str
    kind: SegmentKind
    zh: str
    en: str = ""
    origin: str = ""
    state: SegmentState = "empty"
    sic: tuple[Sic, ...] = ()
    terms: tuple[str, ...] = ()
    waive: tuple[Waiver, ...] = ()
    reason: str = ""
    start: int = -1
    retired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A Chinese text and its English, as a translation file pairs them.

    ``id`` is the file's own name for the unit, or its number; ``place`` is where it stands in the file (a line, a row).
    Inline tags are left out of both texts.
    """

    id: str
    zh: str
    en: str
    place: str = ""
    state: str = ""
    waive: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note of an edition, anchored at the one place where ``quote`` stands in the segment's English."""

    id: str
    at: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """A pass over the English of an edition: who, when, and what was compared with what."""

    by: str
    on: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """A document in segments, with its English as far as there is any."""

    id: str
    title_zh: str
    segments: tuple[Segment, ...]
    title_en: str = ""
    short: str = ""
    issuer: str = ""
    issuer_zh: str = ""
    author: str = ""
    author_zh: str = ""
    published: str = ""
    dated: str = ""
    url: str = ""
    rights: str = ""
    how: str = ""
    version: str = ""
    released: str = ""
    sha256: str = ""
    reviews: tuple[Review, ...] = ()
    notes: tuple[Note, ...] = ()
    intro: str = ""
    summary: str = ""
    source: str = ""
    path: str = field(default="", compare=False)

    @property
    def body(self) -> Iterator[Segment]:
        """The segments that are not skipped, in source order."""
        return (s for s in self.segments if s.kind != "skip")


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
    that have a note without having an entry.
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
class AnnotatedReport:
    """A report ready to be written out in any format.

    ``entries`` are the concepts found, in order of first appearance, with the segment id of that; ``bibliography`` the
    works that the shown notes cite.
    """

    report: Report
    segments: tuple[AnnotatedSegment, ...]
    footnotes: tuple[Footnote, ...]
    entries: tuple[tuple[Concept, str], ...]
    bibliography: tuple[Source, ...]
    glossary_hash: str = ""
    tool_version: str = ""
    remarks: tuple[str, ...] = ()
