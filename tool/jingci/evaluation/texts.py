"""BLEU, chrF++ and TER, by sacrebleu and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: What sacrebleu calls the metrics.
_NAMES = {"bleu": "BLEU", "chrf": "chrF2++", "ter": "TER"}


def text_metrics(references: Sequence[str]) -> dict[str, Any]:
    """sacrebleu's metrics by our names, with the options that its command has by default (chrF with word bigrams).

    They keep what they need of the references.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    kept = [list(references)]
    return {
        "bleu": BLEU(force=True, references=kept),
        "chrf": CHRF(word_order=2, references=kept),
        "ter": TER(references=kept),
    }


def text_scores(metrics: dict[str, Any], hypotheses: Sequence[str]) -> dict[str, float]:
    """The corpus scores of a text by each metric, against the references that the metrics have."""
    return {name: float(metric.corpus_score(list(hypotheses), None).score) for name, metric in metrics.items()}


def text_signatures(metrics: dict[str, Any], resampling: Mapping[str, int | str]) -> dict[str, str]:
    """sacrebleu's signatures as its command prints them, ``BLEU|nrefs:1|…``.

    :param resampling: what they say of tests: ``bs``, ``ar``, ``seed``.
    """
    found = {}
    for name, metric in metrics.items():
        signature = metric.get_signature()
        for key, value in resampling.items():
            signature.update(key, value)
        found[name] = f"{_NAMES[name]}|{signature}"
    return found


def segment_chrf(texts: Iterable[str], reference: str) -> dict[str, float]:
    """chrF++ of each version of one segment, by its text."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF(word_order=2, references=[[reference]])
    return {text: float(metric.corpus_score([text], None).score) for text in set(texts)}
