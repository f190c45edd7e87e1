"""How English comes about where there is none: what an engine is asked, what it answers, and the memory beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from jingci.model.report import Finding, Segment
from jingci.model.termbase import Formula, Hit, Span

if TYPE_CHECKING:
    from jingci.numerals import Quantity

MatchKind = Literal["context", "exact", "fuzzy"]
#: Where the English of a glossed word comes from: the termbase, a formula, a name, a figure, or a general dictionary;
#: empty where nothing is known of it.
GlossOrigin = Literal["termbase", "formula", "name", "figure", "dictionary", "punctuation", ""]


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A translation unit of the memory that resembles a source text.

    ``score`` is 0 to 100, 100 for an equal text; ``kind`` is ``context`` where the neighbouring segments are equal
    too. ``place`` names the unit: ``report-id#segment-id``, or a file and its unit. ``only_figures`` is whether a fuzzy
    match differs from the text in figures alone.
    """

    zh: str
    en: str
    score: int
    kind: MatchKind
    place: str
    state: str = ""
    only_figures: bool = False


@dataclass(frozen=True, slots=True)
class GlossedWord:
    """One word of a Chinese sentence with its reading and its English; ``span`` is in the segment's ``zh``."""

    span: Span
    text: str
    pinyin: str = ""
    en: str = ""
    origin: GlossOrigin = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """A segment to be put into English, with all that is known of it.

    Spans of ``hits``, ``formulas`` and ``quantities`` are in ``segment.zh``. ``before`` are the preceding segments,
    nearest last, with their English as far as there is any. On a second attempt ``draft`` is the English to be mended
    and ``findings`` what the checks found in it.
    """

    segment: Segment
    hits: tuple[Hit, ...] = ()
    formulas: tuple[Formula, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    matches: tuple[MemoryMatch, ...] = ()
    before: tuple[Segment, ...] = ()
    draft: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer consumed: tokens, and their cost in the currency of the price that the user gave.

    ``estimated`` tells that some of the tokens were not counted by the server.
    """

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.cost + other.cost,
            self.estimated or other.estimated,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's answer.

    ``en`` is empty where the engine gives none; ``problem`` says why, or why what there is cannot be trusted (an answer
    cut off, a refusal). ``words`` is a word-by-word gloss, where the engine makes one.
    """

    en: str = ""
    problem: str = ""
    words: tuple[GlossedWord, ...] = ()
    usage: Usage = Usage()


class Engine(Protocol):
    """What drafts English. ``draft`` may be called from several threads at once, up to ``concurrency``.

    An answer that is wrong for one segment is a :class:`Draft` with a ``problem``; what stops the whole job (no such
    host, no permission, a spent budget) is an :class:`~jingci.errors.EngineError`.
    """

    @property
    def name(self) -> str:
        """What ``origin`` records after ``engine:``, such as ``chat:MODEL``."""

    @property
    def concurrency(self) -> int:
        """How many drafts may be under way at once."""

    def draft(self, request: DraftRequest) -> Draft:
        """One segment's English.

        :raises EngineError: where the job cannot go on.
        """

    def close(self) -> None:
        """Let go of connections and models."""
