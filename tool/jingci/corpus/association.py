"""How strongly two events go together, from how often each and both happen.

Every measure takes a 2 × 2 table: ``both``, the first event in all, the second in all, and everything.
"""

from __future__ import annotations

from math import inf, log, log2


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """The log-likelihood ratio G², signed: negative where the two meet less often than by chance.

    Dunning, “Accurate Methods for the Statistics of Surprise and Coincidence”, Computational Linguistics 19 (1993).

    >>> round(log_likelihood(10, 20, 30, 1000), 2)
    46.5
    """
    cells = (
        (both, first, second),
        (first - both, first, total - second),
        (second - both, total - first, second),
        (total - first - second + both, total - first, total - second),
    )
    score = 2 * sum(seen * log(seen * total / (row * column)) for seen, row, column in cells if seen > 0)
    return score if both * total >= first * second else -score


def pointwise_mutual_information(both: int, first: int, second: int, total: int) -> float:
    """Pointwise mutual information in bits; minus infinity where the two never meet.

    Church and Hanks, “Word Association Norms, Mutual Information, and Lexicography”, Computational Linguistics 16
    (1990).

    >>> round(pointwise_mutual_information(10, 20, 30, 1000), 3)
    4.059
    """
    return log2(both * total / (first * second)) if both else -inf
