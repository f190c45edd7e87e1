"""Whether one system is better than another, or was lucky: paired bootstrap and approximate randomisation.

For BLEU, chrF++ and TER this is sacrebleu's own test; for the other measures the same is done with the same resamples,
for the same seed: sacrebleu's, 12345, or what the environment variable ``SACREBLEU_SEED`` says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jingci.errors import UsageError
from jingci.evaluation.scores import TESTS, Comparison, Test
from jingci.evaluation.tally import Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_SACREBLEU_TESTS: Mapping[Test, str] = {"bootstrap": "bs", "randomisation": "ar"}
#: Trials whose selections are held as numbers at once.
_TRIALS = 250


def seed() -> int | None:
    """The seed of all resampling; None where it is to be different each time.

    :raises UsageError: the environment names no number.
    """
    text = os.environ.get("SACREBLEU_SEED", "12345")
    if text.lower() == "none":
        return None
    if not text.isdecimal():
        raise UsageError("the environment variable SACREBLEU_SEED is no whole number", hint="unset it")
    return int(text)


def compare_texts(
    systems: Mapping[str, Sequence[str]], metrics: Mapping[str, Any], test: Test, samples: int
) -> Iterator[Comparison]:
    """Every system beside the first, by sacrebleu's metrics, which have the references."""
    from sacrebleu.significance import PairedTest

    seed()
    named: list[tuple[str, Sequence[str]]] = [(name, list(texts)) for name, texts in systems.items()]
    paired: Any = PairedTest(named, metrics, None, test_type=_SACREBLEU_TESTS[test], n_samples=samples)
    results: dict[str, list[Any]] = paired()[1]
    baseline = named[0][0]
    columns = [key for key in results if key != "System"]
    for metric, key in zip(metrics, columns, strict=True):
        first, *others = results[key]
        for (name, _), result in zip(named[1:], others, strict=True):
            difference = float(result.score - first.score)
            p = float(result.p_value) if difference else None
            yield Comparison(test, metric, name, baseline, difference, p, _number(result.mean), _number(result.ci))


def compare_tallies(
    systems: Mapping[str, Mapping[str, Tally]], segments: int, test: Test, samples: int
) -> Iterator[Comparison]:
    """Every system beside the first, by our measures.

    :param systems: the tallies by metric, by system.
    """
    baseline, *others = systems
    for metric, first in systems[baseline].items():
        for name in others:
            yield _compared(test, metric, name, baseline, systems[name][metric], first, segments, samples)


def _compared(
    test: Test, metric: str, name: str, baseline: str, system: Tally, first: Tally, segments: int, samples: int
) -> Comparison:
    import numpy as np

    everything = np.ones((1, segments))
    difference = float(system.scores(everything)[0] - first.scores(everything)[0])
    if np.isnan(difference):
        difference = 0.0
    resampled = _bootstrapped if test == "bootstrap" else _randomised
    one, other = resampled(system, first, segments, samples)
    apart = np.nan_to_num(np.abs(one - other))
    mean = margin = None
    if test == "bootstrap":
        apart = apart - apart.mean()
        mean, margin = _interval(one)
    p = float((np.sum(apart > abs(difference)) + 1) / (samples + 1)) if difference else None
    return Comparison(test, metric, name, baseline, difference, p, mean, margin)


def _bootstrapped(system: Tally, first: Tally, segments: int, samples: int) -> tuple[Array, Array]:
    """The scores of two systems over the same resamples of the segments."""
    import numpy as np

    drawn = np.random.default_rng(seed()).choice(segments, size=(samples, segments), replace=True)
    weights = np.zeros((samples, segments))
    for row, places in zip(weights, drawn, strict=True):
        row[:] = np.bincount(places, minlength=segments)
    return system.scores(weights), first.scores(weights)


def _randomised(system: Tally, first: Tally, segments: int, samples: int) -> tuple[Array, Array]:
    """The scores of two systems that have exchanged each segment or not, by the toss of a coin."""
    import numpy as np

    selected = np.random.default_rng(seed()).integers(2, size=(samples, segments), dtype=bool)
    everything = np.ones((1, segments))
    all_first, all_system = first.sums(everything), system.sums(everything)
    one, other = np.empty(samples), np.empty(samples)
    for at in range(0, samples, _TRIALS):
        kept = selected[at : at + _TRIALS].astype(np.float64)
        of_first, of_system = first.sums(kept), system.sums(kept)
        one[at : at + _TRIALS] = system.formula(of_first + (all_system - of_system))
        other[at : at + _TRIALS] = system.formula((all_first - of_first) + of_system)
    return one, other


def _interval(scores: Array) -> tuple[float | None, float | None]:
    """The mean of the scores, and half the width of the interval that holds 95% of them."""
    import numpy as np

    known = np.sort(scores[~np.isnan(scores)])
    cut = len(known) // 40
    if not len(known):
        return None, None
    known_inside = known[cut : len(known) - cut]
    return float(known.mean()), float(known_inside[-1] - known_inside[0]) / 2


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def resampling(tests: Sequence[Test], samples: int) -> dict[str, int | str]:
    """What a signature says of the tests, in sacrebleu's words: ``bs`` and ``ar`` with their numbers, ``seed``."""
    if not tests:
        return {}
    numbers: dict[str, int | str] = {_SACREBLEU_TESTS[test]: samples or TESTS[test] for test in tests}
    return {**numbers, "seed": str(seed()).lower()}
