"""What jingci offers for a document with nothing but itself: its memory, its glosses, its figures.

Each report is looked at as a new one: its own segments are left out of the memory, and the readings that the termbase
has from it are not its own any more. The termbase as a whole is not taken apart: it was made with these reports at
hand, so how many of their terms it knows says nothing of other documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from jingci.annotation import annotate, place_hits
from jingci.checks import Pair
from jingci.evaluation.corpus import Corpus
from jingci.evaluation.pairs import figures_tally
from jingci.glossary import Glossary
from jingci.model import AnnotatedSegment, GlossedWord, GlossOrigin, MemoryMatch, Report
from jingci.sic import as_read

#: The least score of each band of memory matches, and its name.
BANDS: Mapping[str, int] = {"100": 100, "95–99": 95, "85–94": 85, "70–84": 70}
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff]")


class Memory(Protocol):
    """What is asked of a translation memory (:class:`jingci.memory.Memory`)."""

    def matches(
        self, zh: str, before: str = ..., after: str = ..., limit: int = ..., *, exclude: Sequence[str] = ...
    ) -> Sequence[MemoryMatch]:
        """The units that resemble a text, best first, but for those of the files in ``exclude``."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is for one document before anybody translates it.

    :ivar memory: how many segments have their best match in each band of :data:`BANDS`.
    :ivar characters: Chinese characters, and in ``glossed`` those of them in words whose gloss has English, by where
        that comes from.
    :ivar terms: occurrences of terms, and in ``terms_rendered`` those whose rendering stands in the gloss.
    :ivar figures: that need a figure in English, and in ``figures_right`` those whose value stands in the gloss.
    """

    report: str
    segments: int
    memory: Mapping[str, int]
    characters: int
    glossed: Mapping[GlossOrigin, int]
    terms: int
    terms_rendered: int
    figures: int
    figures_right: int


def evaluate_embedded(reports: Iterable[Report], glossary: Glossary, memory: Memory) -> list[Offer]:
    """What jingci offers for each report where that report is left out.

    :param memory: its files are named by the reports' ids, as the memory of the editions is.
    :raises MissingExtraError: the dictionary of the glosses is not installed.
    """
    return [_offer(report, glossary, memory) for report in reports]


def _offer(report: Report, glossary: Glossary, memory: Memory) -> Offer:
    segments = annotate(_new(report), glossary).segments
    sources = [as_read(item.segment).text for item in segments]
    glosses = [_english(item) for item in segments]
    corpus = Corpus(tuple(glosses), tuple(sources), (report.id,) * len(segments))
    right, figures = figures_tally(corpus, glosses, glossary).columns
    hits = [Pair(text, "", glossary).hits for text in sources]
    placed = [
        sum(span is not None for span in place_hits(found, gloss, len(text)))
        for found, gloss, text in zip(hits, glosses, sources, strict=True)
    ]
    return Offer(
        report=report.id,
        segments=len(segments),
        memory=_bands(sources, memory, report.id),
        characters=sum(_characters(word) for item in segments for word in item.gloss),
        glossed=_glossed(segments),
        terms=sum(map(len, hits)),
        terms_rendered=sum(placed),
        figures=sum(figures.values()),
        figures_right=sum(right.values()),
    )


def _new(report: Report) -> Report:
    """The report as if nobody had translated it, and under no name that the termbase knows."""
    segments = tuple(
        replace(segment, en="", state="empty", problems=()) if segment.kind != "skip" else segment
        for segment in report.segments
    )
    return replace(report, id="", segments=segments, notes=())


def _bands(sources: Sequence[str], memory: Memory, report: str) -> dict[str, int]:
    bands = dict.fromkeys(BANDS, 0)
    texts = ["", *sources, ""]
    for before, text, after in zip(texts, sources, texts[2:], strict=False):
        found = memory.matches(text, before, after, 1, exclude=[report])
        band = next((name for name, least in BANDS.items() if found and found[0].score >= least), None)
        if band is not None:
            bands[band] += 1
    return bands


def _english(item: AnnotatedSegment) -> str:
    """A gloss as running words; what is not glossed stands as it is."""
    return " ".join(word.en or word.text for word in item.gloss)


def _glossed(segments: Sequence[AnnotatedSegment]) -> dict[GlossOrigin, int]:
    found: Counter[GlossOrigin] = Counter()
    for item in segments:
        for word in item.gloss:
            if word.en:
                found[word.origin] += _characters(word)
    return {origin: number for origin, number in found.most_common() if number}


def _characters(word: GlossedWord) -> int:
    return len(_HAN.findall(word.text))
