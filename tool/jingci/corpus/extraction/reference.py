"""General Chinese, to compare a corpus with: the counts of jieba's dictionary, from which the lexicon is compiled."""

from __future__ import annotations

from math import exp, inf

from jingci.boundaries import SCALE
from jingci.corpus.association import log_likelihood
from jingci.lexicon import load_lexicon

#: The words that the counts of jieba's dictionary (dict.txt of 0.42.1) add up to.
SIZE = 60_101_967


def reference_count(text: str) -> int:
    """How often a word is counted in general Chinese; 0 of what the lexicon lacks.

    Costs are sixteenths of a nat, so that a count is right to about three in a hundred.
    """
    cost = load_lexicon().get(text)
    return 0 if cost is None else round(SIZE * exp(-cost / SCALE))


def keyness(text: str, count: int, size: int) -> float:
    """The log-likelihood ratio of a count in a corpus of ``size`` words against general Chinese; signed.

    Rayson and Garside, “Comparing corpora using frequency profiling”, Workshop on Comparing Corpora, ACL 2000; with all
    four cells, as in :func:`jingci.corpus.association.log_likelihood`.
    """
    return log_likelihood(count, count + reference_count(text), size, size + SIZE)


def specificity(text: str, count: int, size: int) -> float:
    """How many times more often it stands in the corpus than in general Chinese; infinite where that lacks it.

    Ahmad, Gillam and Tostevin, “University of Surrey Participation in TREC8: Weirdness Indexing” (1999).
    """
    known = reference_count(text)
    return (count / size) / (known / SIZE) if known and size else inf
