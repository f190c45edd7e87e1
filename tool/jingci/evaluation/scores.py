"""What an evaluation says: scores by system and document, comparisons, the segments that differ most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Test = Literal["bootstrap", "randomisation"]
#: The tests of significance, with sacrebleu's number of resamples or trials.
TESTS: Mapping[Test, int] = {"bootstrap": 1000, "randomisation": 10000}


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure, on a scale of 0 to 100 (TER may be more).

    :ivar label: at most seven characters, for the head of a column.
    :ivar better: whether a higher or a lower score is the better one.
    :ivar needs: what it needs besides hypotheses and references.
    """

    label: str
    meaning: str
    better: Literal["higher", "lower"] = "higher"
    needs: Literal["", "sources", "glossary"] = ""


METRICS: Mapping[str, Metric] = {
    "bleu": Metric("BLEU", "BLEU of sacrebleu."),
    "chrf": Metric("chrF++", "chrF++ of sacrebleu (chrF2 with word bigrams)."),
    "ter": Metric("TER", "Translation edit rate of sacrebleu; less is better.", "lower"),
    "terms": Metric(
        "terms", "Terms with a rendering of the termbase, counted by document as WMT 2025 does.", needs="glossary"
    ),
    "terms_exclusive": Metric(
        "excl.", "The same, each stretch of text counted for one term only, the longest.", needs="glossary"
    ),
    "consistency": Metric(
        "consist", "Occurrences of a repeated term that have the term's most frequent rendering.", needs="glossary"
    ),
    "figures": Metric("figures", "Figures of the Chinese that stand in the English with their value.", needs="sources"),
    "completeness": Metric(
        "compl.", "Segments with an English that is neither empty nor Chinese nor far too short.", needs="sources"
    ),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one system, or of the reference, by metric; None where there is nothing to be scored.

    ``documents`` has them by document too, where there are several.
    """

    name: str
    overall: Mapping[str, float | None]
    documents: Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One system beside the baseline, by one metric and one test.

    :ivar difference: the system's score less the baseline's.
    :ivar p: how probable so large a difference is by chance; None where the scores are equal.
    :ivar mean: of the system's scores over the bootstrap resamples, and ``margin`` half the width of their 95%
        confidence interval; None for a randomisation.
    """

    test: Test
    metric: str
    system: str
    baseline: str
    difference: float
    p: float | None
    mean: float | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One system's English of a segment, and its chrF++ against the reference."""

    system: str
    text: str
    chrf: float


@dataclass(frozen=True, slots=True)
class DifferingSegment:
    """A segment in which the systems differ much (or the one system from the reference).

    :ivar number: from 1, in all segments.
    :ivar difference: between the best and the worst chrF++ (of one system: between its chrF++ and 100).
    """

    number: int
    document: str
    zh: str
    reference: str
    versions: tuple[Version, ...]
    difference: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that an evaluation found out.

    :ivar documents: their names, in order.
    :ivar reference: the reference's own scores, for what can be reached; None without sources.
    :ivar comparisons: of every other system with the first one.
    :ivar signatures: by metric, what must be the same for a score to be compared with another.
    """

    segments: int
    documents: tuple[str, ...]
    systems: tuple[Scores, ...]
    reference: Scores | None
    comparisons: tuple[Comparison, ...]
    differing: tuple[DifferingSegment, ...]
    signatures: Mapping[str, str]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics that were computed, in the order of :data:`METRICS`."""
        return tuple(self.signatures)
