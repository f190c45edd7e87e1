"""Collocates: the words that stand near a key word more often than elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jingci.corpus.association import log_likelihood, pointwise_mutual_information
from jingci.corpus.concordance import Language, Query
from jingci.corpus.texts import Text
from jingci.corpus.words import Segmenter, english_words
from jingci.folding import fold
from jingci.model import Span


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near the key word: how often there, how often in all, and how strongly the two go together."""

    word: str
    near: int
    total: int
    log_likelihood: float
    pmi: float


def collocates(
    texts: Iterable[Text], query: Query, segmenter: Segmenter, language: Language, *, window: int = 5, minimum: int = 2
) -> list[Collocate]:
    """The words within a window of the query's occurrences, the strongest first, those that come by chance left out.

    :param window: words to either side, in the same sentence.
    :param minimum: how often a word must stand in the windows.
    """
    near: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for text in texts:
        own = fold(text.zh).text if language == "zh" else text.en
        spans = list(segmenter.words(own) if language == "zh" else english_words(own))
        words = [span.of(own).casefold() for span in spans]
        everywhere.update(words)
        near.update(words[place] for place in _near(spans, [s for s, _ in query.find(own, language)], window))
    in_windows, total = near.total(), everywhere.total()
    found = [
        Collocate(
            word,
            count,
            everywhere[word],
            log_likelihood(count, in_windows, everywhere[word], total),
            pointwise_mutual_information(count, in_windows, everywhere[word], total),
        )
        for word, count in near.items()
        if count >= minimum
    ]
    return sorted((c for c in found if c.log_likelihood > 0), key=lambda c: (-c.log_likelihood, c.word))


def _near(words: list[Span], keys: list[Span], window: int) -> set[int]:
    """The places of the words within the window of any key word, each once, those of the key words left out."""
    inside = [n for n, word in enumerate(words) if any(word.overlaps(key) for key in keys)]
    around = {n for place in inside for n in range(place - window, place + window + 1) if 0 <= n < len(words)}
    return around - set(inside)
