"""Term success as the terminology task of WMT 2025 counts it in its track of whole documents.

Of a document, a term counts where its Chinese stands in the source and one of its renderings in the reference. Its
success is the number of times that its renderings stand in the hypothesis over the number of times that the Chinese
stands in the source, at most one; the score is the mean over all terms of all documents. Strings are counted, in
lower case, without overlaps; a term inside a longer one counts beside it. (Definition:
https://github.com/wmt-conference/wmt25-terminology, ``ranking/metric_track2``.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from jingci.evaluation.corpus import Corpus, at
from jingci.evaluation.tally import MeanSuccess, Tally, score_of
from jingci.folding import fold
from jingci.glossary import Glossary

#: The English of each Chinese term, all in lower case.
Terms = Mapping[str, tuple[str, ...]]


def term_success(source: str, hypothesis: str, reference: str, terms: Mapping[str, Sequence[str]]) -> float | None:
    """The term success of one document, 0 to 100; None where no term counts.

    :param terms: the renderings of each source term.

    >>> terms = {"社区": ["community"], "社区民警": ["community police officer", "community officer"]}
    >>> english = "Community officers visit the community."
    >>> term_success("社区民警走访社区。社区民警服务社区。", english, english, terms)
    50.0
    """
    lowered = lower_terms(terms)
    success = TermSuccess(Corpus((reference,), (source,), ("",)), [source.lower()], lowered)
    return score_of(success.tally([hypothesis]), 1)


def lower_terms(terms: Mapping[str, Sequence[str]]) -> Terms:
    """The terms in lower case, without white space at their ends; empty ones are left out."""
    result: dict[str, tuple[str, ...]] = {}
    for term, renderings in terms.items():
        if name := term.strip().lower():
            result[name] = tuple(text for r in renderings if (text := r.strip().lower()))
    return result


def terms_of(glossary: Glossary) -> Terms:
    """Every Chinese form that the termbase looks for, simplified, with the approved renderings of its concept."""
    return lower_terms(
        {
            fold(form.text).text: [rendering.text for rendering in concept.en if rendering.status != "deprecated"]
            for concept in glossary.concepts
            if concept.link == "match"
            for form in concept.zh
        }
    )


@dataclass(frozen=True, slots=True)
class _Term:
    """A term that counts in a document: its renderings, and its occurrences by place of segment."""

    document: str
    renderings: tuple[str, ...]
    occurrences: dict[int, int]


class TermSuccess:
    """The terms that count in a corpus, ready for scoring hypotheses.

    :param sources: the Chinese as it is to be searched: in lower case, folded where the terms are.
    """

    def __init__(self, corpus: Corpus, sources: Sequence[str], terms: Terms) -> None:
        self._corpus = corpus
        self._terms = list(_terms_that_count(corpus, sources, terms))

    def tally(self, hypotheses: Sequence[str]) -> Tally:
        """The counts of a system."""
        english = {
            name: _Joined(places, [text.lower() for text in at(places, hypotheses)])
            for name, places in self._corpus.members.items()
        }
        renderings: list[dict[int, int]] = []
        for term in self._terms:
            counts: dict[int, int] = {}
            for text in term.renderings:
                for place, number in english[term.document].counts(text).items():
                    counts[place] = counts.get(place, 0) + number
            renderings.append(counts)
        return Tally([*(term.occurrences for term in self._terms), *renderings], MeanSuccess())


def _terms_that_count(corpus: Corpus, sources: Sequence[str], terms: Terms) -> Iterable[_Term]:
    for name, places in corpus.members.items():
        source = _Joined(places, at(places, sources))
        reference = _Joined(places, [text.lower() for text in at(places, corpus.references)])
        for term, renderings in terms.items():
            if term in source.text and any(text in reference.text for text in renderings):
                yield _Term(name, renderings, source.counts(term))


class _Joined:
    """The segments of a document as one text, a line break between them."""

    def __init__(self, places: Sequence[int], texts: Sequence[str]) -> None:
        self.text = "\n".join(texts)
        self._places = places
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def counts(self, sought: str) -> dict[int, int]:
        """How often a string stands in each segment that has it, by place; overlapping ones once."""
        found: dict[int, int] = {}
        start = self.text.find(sought)
        while start >= 0:
            place = self._places[bisect_right(self._starts, start) - 1]
            found[place] = found.get(place, 0) + 1
            start = self.text.find(sought, start + len(sought))
        return found
