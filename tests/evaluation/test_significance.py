"""Resampling of our own measures: the slow way, with the same draws; and what a test says of equal systems."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evaluation import oracles
from jingci.errors import UsageError
from jingci.evaluation import Comparison, evaluate
from jingci.glossary import Glossary

ZH = [
    "派出所处理警情12起。",
    "派出所推进网格化管理。",
    "共有民警3人,警情5起。",
    "派出所来了。",
    "警情下降8%。",
    "网格化",
]
REFERENCE = [
    "The police station handled 12 police incidents.", "The police station advances grid management.",
    "There are 3 officers and 5 police incidents.", "The police station came.", "Police incidents fell by 8%.",
    "Gridding",
]  # fmt: skip
WORSE = [
    "The station handled 13 police incidents.", "The police station advances gridding.", "There are 3 officers.",
    "The police station came.", "Incidents fell by 9%.", "",
]  # fmt: skip
SEGMENTS = len(ZH)
SAMPLES = 80
METRICS = ("terms", "terms_exclusive", "consistency", "figures", "completeness")


def compared(small: Glossary, test: str, worse: Sequence[str] = WORSE) -> dict[str, Comparison]:
    systems = {"good": REFERENCE, "worse": list(worse)}
    found = evaluate(systems, REFERENCE, ZH, small, tests=(test,), samples=SAMPLES)  # type: ignore[arg-type]
    return {comparison.metric: comparison for comparison in found.comparisons}


def scored(small: Glossary, english: Sequence[str], metric: str) -> float:
    return evaluate(english, REFERENCE, ZH, small, tests=(), differing=0).systems[0].overall[metric] or 0.0


def test_bootstrap_is_that_of_drawn_texts(small: Glossary) -> None:
    """The figures of each resample, computed anew from the texts that were drawn."""
    draws = np.random.default_rng(12345).choice(SEGMENTS, size=(SAMPLES, SEGMENTS), replace=True).tolist()

    def score(system: int, places: Sequence[int]) -> float | None:
        english = (REFERENCE, WORSE)[system]
        return oracles.figures([(ZH[place], english[place], "") for place in places])

    found = compared(small, "bootstrap")["figures"]
    assert found.p == pytest.approx(oracles.bootstrap_p(SEGMENTS, draws, score))
    # A draw without any figure has no score.
    of_draws = sorted(value for places in draws if (value := score(1, places)) is not None)
    assert found.mean == pytest.approx(sum(of_draws) / len(of_draws))
    cut = len(of_draws) // 40
    assert found.margin == pytest.approx((of_draws[-1 - cut] - of_draws[cut]) / 2)


def test_randomisation_is_that_of_exchanged_texts(small: Glossary) -> None:
    """Every measure of each trial, computed anew from the texts that were exchanged."""
    kept = np.random.default_rng(12345).integers(2, size=(SAMPLES, SEGMENTS), dtype=bool)
    found = compared(small, "randomisation")
    exceeding = dict.fromkeys(METRICS, 0)
    for trial in kept:
        one = [a if keep else b for a, b, keep in zip(REFERENCE, WORSE, trial, strict=True)]
        other = [b if keep else a for a, b, keep in zip(REFERENCE, WORSE, trial, strict=True)]
        for metric in METRICS:
            apart = abs(scored(small, one, metric) - scored(small, other, metric))
            exceeding[metric] += apart > abs(found[metric].difference) + 1e-9
    for metric in METRICS:
        assert found[metric].p == pytest.approx((exceeding[metric] + 1) / (SAMPLES + 1)), metric


@pytest.mark.parametrize("test", ["bootstrap", "randomisation"])
def test_equal_scores_are_not_called_different(small: Glossary, test: str) -> None:
    found = compared(small, test, REFERENCE)
    assert {comparison.p for comparison in found.values()} == {None}
    assert {comparison.difference for comparison in found.values()} == {0}


def test_the_same_seed_says_the_same(small: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compared(small, "bootstrap")
    assert compared(small, "bootstrap") == first
    monkeypatch.setenv("SACREBLEU_SEED", "7")
    assert compared(small, "bootstrap")["figures"].mean != first["figures"].mean
    monkeypatch.setenv("SACREBLEU_SEED", "seven")
    with pytest.raises(UsageError, match="SACREBLEU_SEED"):
        compared(small, "bootstrap")


def test_every_other_system_is_compared_with_the_first(small: Glossary) -> None:
    systems = {"a": REFERENCE, "b": WORSE, "c": [""] * SEGMENTS}
    found = evaluate(systems, REFERENCE, ZH, small, samples=20)
    assert {(c.system, c.baseline, c.test) for c in found.comparisons} == {
        (system, "a", test) for system in "bc" for test in ("bootstrap", "randomisation")
    }
    assert found.signatures["figures"].startswith("jingci:figures|bs:20|ar:20|seed:12345|")
    assert small.hash in found.signatures["terms"]
