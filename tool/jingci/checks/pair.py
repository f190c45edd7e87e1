"""A segment pair as the checks see it: both texts, and what several checks need of them, computed once.

Spans of the English count code points of the English without mark-up (term links stripped).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from jingci.checks.codes import CODES
from jingci.folding import Folded, fold
from jingci.glossary import Glossary
from jingci.markup import plain_and_links
from jingci.model import Concept, Finding, Hit, Segment, Severity, Span, TranslationUnit, Waiver
from jingci.names import Name, find_names
from jingci.numerals import Quantity, find_quantities
from jingci.renderings import EnglishText
from jingci.sic import AsRead, as_read


class Pair:
    """One Chinese text and its English.

    :ivar zh: the Chinese as read; :ivar printed: the Chinese as it stands in the source.
    :ivar en: the English without mark-up; ``links`` its term links.
    """

    def __init__(
        self,
        zh: str,
        en: str,
        glossary: Glossary | None = None,
        *,
        id: str = "",
        place: str = "",
        marked: Iterable[str] = (),
        waive: tuple[Waiver, ...] = (),
        reading: AsRead | None = None,
    ) -> None:
        self.printed = zh
        self._reading = reading or AsRead(zh)
        self.zh = self._reading.text
        self.en, self.links = plain_and_links(en) if "](term:" in en else (en, ())
        self.glossary = glossary
        self.id = id
        self.place = place
        self.waive = waive
        self._marked = tuple(marked)

    @classmethod
    def of_segment(cls, segment: Segment, glossary: Glossary | None, place: str = "") -> Pair:
        """A segment of an edition: its damage is read, its term links count."""
        reading = as_read(segment)
        return cls(
            segment.zh,
            segment.en,
            glossary,
            id=segment.id,
            place=place,
            marked=segment.terms,
            waive=segment.waive,
            reading=reading,
        )

    @classmethod
    def of_unit(cls, unit: TranslationUnit, glossary: Glossary | None) -> Pair:
        """A unit of a translation file."""
        return cls(unit.zh, unit.en, glossary, id=unit.id, place=unit.place, waive=unit.waive)

    @cached_property
    def folded(self) -> Folded:
        """The Chinese as it is searched: simplified, half-width, plain quotation marks."""
        return fold(self.zh)

    @cached_property
    def english(self) -> EnglishText:
        """The English, ready for locating renderings."""
        return EnglishText(self.en)

    @cached_property
    def hits(self) -> list[Hit]:
        """The terms of the Chinese, longest first choice; spans in :attr:`zh`."""
        return self.glossary.find(self.zh, marked=self._marked) if self.glossary is not None else []

    @cached_property
    def names(self) -> list[Name]:
        """The places, organs and persons of the Chinese; spans in :attr:`zh`."""
        return find_names(self.zh)

    @cached_property
    def linked(self) -> frozenset[str]:
        """Concepts whose rendering is a term link: different on purpose."""
        return frozenset(link.concept for link in self.links)

    @cached_property
    def quantities(self) -> tuple[list[Quantity], list[Quantity]]:
        """The figures of both sides."""
        return find_quantities(self.zh, "zh"), find_quantities(self.en, "en")

    @cached_property
    def concepts(self) -> dict[str, list[Hit]]:
        """The hits by concept id."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.concept.id, []).append(hit)
        return found

    def approved(self, concept: Concept) -> list[tuple[Span, str]]:
        """Where an approved rendering of a concept stands in the English, with its text; longer ones first."""
        if concept.id not in self._approved:
            places = [
                (span, rendering.text)
                for rendering in concept.en
                if rendering.status != "deprecated"
                for span in self.english.locate(rendering.text)
            ]
            self._approved[concept.id] = sorted(places, key=lambda place: (-len(place[0]), place[0]))
        return self._approved[concept.id]

    @cached_property
    def rendered(self) -> list[Span]:
        """Every place of the English where an approved rendering of a hit or a term link stands."""
        spans = [span for hits in self.concepts.values() for span, _ in self.approved(hits[0].concept)]
        return spans + [link.span for link in self.links]

    @cached_property
    def _approved(self) -> dict[str, list[tuple[Span, str]]]:
        return {}

    def unfolded(self, start: int, end: int) -> Span:
        """The span of :attr:`zh` that a stretch of :attr:`folded` came from."""
        return self.folded.original(start, end) if end > start else Span(0, 0)

    def finding(
        self,
        code: str,
        message: str,
        zh: Iterable[Span] = (),
        en: Iterable[Span] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding about this pair; ``zh`` are spans of the Chinese as read, and are mapped to the print."""
        spans = tuple(self._reading.printed(span) for span in zh)
        return Finding(code, severity or CODES[code].severity, message, self.id, spans, tuple(en))
