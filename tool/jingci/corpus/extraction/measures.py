"""The measures of a candidate, each by itself and pure.

- C-value: Frantzi, Ananiadou and Mima, “Automatic recognition of multi-word terms: the C-value/NC-value method”,
  International Journal on Digital Libraries 3 (2000).
- Branching entropy: Jin and Tanaka-Ishii, “Unsupervised Segmentation of Chinese Text by Use of Branching Entropy”,
  COLING/ACL 2006.
- Deviation of proportions: Gries, “Dispersions and adjusted frequencies in corpora”, International Journal of Corpus
  Linguistics 13 (2008).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2


def c_values(counts: Mapping[str, int]) -> dict[str, float]:
    """The C-value of each candidate, from the counts of all: log₂|a| · (f(a) − the mean count of those around it).

    A candidate that mostly stands inside longer ones is worth little. Lengths are in characters, for what is a word is
    the question.

    >>> c_values({"治安防控": 10, "治安防控体系": 6, "治安防控网络": 2})["治安防控"]
    12.0
    """
    around: dict[str, list[int]] = defaultdict(list)
    for text, count in counts.items():
        for part in _parts(text):
            if part in counts:
                around[part].append(count)
    return {
        text: log2(len(text)) * (count - (sum(around[text]) / len(around[text]) if text in around else 0))
        for text, count in counts.items()
    }


def _parts(text: str) -> set[str]:
    """The stretches inside a text, without the whole."""
    length = len(text)
    return {text[i:j] for i in range(length) for j in range(i + 1, length + 1) if j - i < length}


def branching_entropy(neighbours: Iterable[int], edges: int = 0) -> float:
    """The entropy in bits of what stands beside a stretch: high where it is free, 0 where it always stands in the same.

    :param neighbours: how often each different character stands there.
    :param edges: how often nothing does: the stretch begins or ends a clause. Each time counts as a neighbour of its
        own, for nothing is freer.

    >>> branching_entropy([2, 1, 1]), branching_entropy([4]), branching_entropy([2], edges=2)
    (1.5, 0.0, 1.5)
    """
    counts = [count for count in neighbours if count > 0]
    total = sum(counts) + edges
    if not total:
        return 0.0
    bits = sum(count / total * log2(total / count) for count in counts)
    return bits + edges / total * log2(total)


def deviation_of_proportions(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Gries' DP: half the sum of the differences between each part's share of the counts and its share of the corpus.

    0 where a candidate is spread as the parts are large, near 1 where it stands in a small part alone.

    :param counts: how often it stands in each part; ``sizes`` how large the parts are.

    >>> deviation_of_proportions([2, 2], [100, 100]), deviation_of_proportions([4, 0], [100, 300])
    (0.0, 0.75)
    """
    total, size = sum(counts), sum(sizes)
    if not total or not size:
        return 0.0
    return sum(abs(count / total - part / size) for count, part in zip(counts, sizes, strict=True)) / 2
