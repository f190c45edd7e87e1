"""The termbase and what is found with it: concepts, their forms and renderings, works, hits, formulas."""

from __future__ import annotations

from dataclasses import dataclass
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
