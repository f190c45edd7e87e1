"""Counts by segment, and how their sums become a score.

A measure of ours is a function of sums over segments. So it can be computed for a document, for all, and for thousands
of resamples, from counts that are made once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Numbers that are held at once while sums are made.
_AT_ONCE = 4_000_000


class Formula(Protocol):
    """How sums become a score."""

    def __call__(self, sums: Array) -> Array:
        """Scores of 0 to 100, one a row; NaN where there is nothing to be scored.

        :param sums: a row a sample, a column a count.
        """


@dataclass(frozen=True, slots=True)
class Share:
    """The first column as a share of the second."""

    def __call__(self, sums: Array) -> Array:
        import numpy as np

        right, total = sums[:, 0], sums[:, 1]
        return np.where(total > 0, 100 * right / np.where(total > 0, total, 1), np.nan)


@dataclass(frozen=True, slots=True)
class MeanSuccess:
    """The mean over terms of renderings per occurrence, capped at one.

    The first half of the columns has the occurrences of each term, the second its renderings.
    """

    def __call__(self, sums: Array) -> Array:
        import numpy as np

        terms = sums.shape[1] // 2
        occurrences, renderings = sums[:, :terms], sums[:, terms:]
        there = occurrences > 0
        success = np.where(there, np.minimum(renderings / np.where(there, occurrences, 1), 1), 0).sum(axis=1)
        number = there.sum(axis=1)
        return np.where(number > 0, 100 * success / np.where(number > 0, number, 1), np.nan)


@dataclass(frozen=True, slots=True)
class MostFrequent:
    """The occurrences that have their term's most frequent rendering, as a share of all.

    The first column has all occurrences; the others have those of each rendering.

    :ivar starts: where, among those others, the columns of each term begin.
    """

    starts: tuple[int, ...]

    def __call__(self, sums: Array) -> Array:
        import numpy as np

        total = sums[:, 0]
        if not self.starts:
            return np.full(len(sums), np.nan)
        best: Array = np.maximum.reduceat(sums[:, 1:], self.starts, axis=1).sum(axis=1)
        return np.where(total > 0, 100 * best / np.where(total > 0, total, 1), np.nan)


@dataclass(frozen=True)
class Tally:
    """The counts of one system by one measure.

    :ivar columns: of each column the counts by place of segment; segments without any may be left out.
    """

    columns: Sequence[Mapping[int, int]]
    formula: Formula

    def scores(self, weights: Array) -> Array:
        """One score a row of weights, each of which has a weight a segment."""
        return self.formula(self.sums(weights))

    def sums(self, weights: Array) -> Array:
        """The weighted sums of the columns, a row a row of weights."""
        import numpy as np

        rows, counts, starts = self._flat
        result = np.zeros((len(weights), len(self.columns)))
        if not self.columns:
            return result
        step = max(1, _AT_ONCE // len(rows))
        for at in range(0, len(weights), step):
            chunk = weights[at : at + step]
            result[at : at + step] = np.add.reduceat(chunk[:, rows] * counts, starts, axis=1)
        return result

    @cached_property
    def _flat(self) -> tuple[NDArray[np.int64], Array, NDArray[np.int64]]:
        """The places of all counts, the counts, and where each column begins; none is empty, or it could not begin."""
        import numpy as np

        columns = [column or {0: 0} for column in self.columns]
        rows = np.array([place for column in columns for place in column], dtype=np.int64)
        counts = np.array([count for column in columns for count in column.values()], dtype=np.float64)
        lengths = np.array([len(column) for column in columns], dtype=np.int64)
        return rows, counts, np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)


def score_of(tally: Tally, segments: int, places: Sequence[int] | None = None) -> float | None:
    """The score of all segments, or of those at some places; None where there is nothing to be scored."""
    import numpy as np

    weights = np.zeros((1, segments))
    weights[0, slice(None) if places is None else list(places)] = 1
    score = float(tally.scores(weights)[0])
    return None if np.isnan(score) else score
