"""How good a translation is, in scores that can be cited: of the text, of its terms, its figures, its completeness.

BLEU, chrF++ and TER are sacrebleu's, with its signatures. The measures of terms, figures and completeness compare the
hypothesis with the Chinese; the reference is scored by them too, for what a good translation reaches.
``docs/evaluate.md`` defines every measure.
"""

from __future__ import annotations

from jingci.evaluation.embedded import Offer, evaluate_embedded
from jingci.evaluation.running import evaluate
from jingci.evaluation.scores import METRICS, TESTS, Comparison, DifferingSegment, Evaluation, Scores, Test, Version
from jingci.evaluation.success import term_success

__all__ = [
    "METRICS",
    "TESTS",
    "Comparison",
    "DifferingSegment",
    "Evaluation",
    "Offer",
    "Scores",
    "Test",
    "Version",
    "evaluate",
    "evaluate_embedded",
    "term_success",
]
