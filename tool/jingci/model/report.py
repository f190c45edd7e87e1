"""A document in segments, its English, and what the checks say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from jingci.model.termbase import Span

SegmentKind = Literal["title", "subtitle", "byline", "dateline", "heading", "sentence", "caption", "aside", "skip"]
SegmentState = Literal["empty", "draft", "edited", "reviewed"]
Severity = Literal["error", "warning", "info"]


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
    stretch has kind ``skip`` and a ``reason`` instead of English. ``problems`` say, line by line, why a draft is
    doubtful (what the checks or the engine had against it); no other state has any.
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
    problems: tuple[str, ...] = ()


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
