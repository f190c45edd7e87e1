"""How well the figure check does on clean and on damaged reference translations, beside translate-toolkit's check.

    python tests/benchmarks/figures.py [--data DIR] [--sample N]

``DIR`` (``../shared/data`` beside the checkout by default) holds ``wmt17-20.zh``, ``wmt17-20.en`` and the script
``figure_trials.py``, which makes the trials: every pair with a quantity as it is, and with one error injected. A check
is scored on the share of clean pairs it flags, and on the share of damaged ones it flags among the pairs whose clean
form it passed. ``--sample N`` prints the numbers of N flagged clean pairs, drawn with a fixed seed, for reading.

translate-toolkit's ``numbers`` is included when that package is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from jingci.numerals import compare

KINDS = ("clean", "digit", "times-ten", "dropped", "magnitude-word", "percent-to-points", "swapped")
SEED = 20181127
Check = Callable[[str, str], bool]


def ours(zh: str, en: str) -> bool:
    """Whether the figure comparison has a finding at default severity."""
    return any(finding.severity != "info" for finding in compare(zh, en))


def toolkit() -> Check | None:
    """translate-toolkit's ``numbers`` filter, or None where the package is not installed."""
    try:
        from translate.filters import checks
        from translate.filters.checks.exceptions import FilterFailure
    except ImportError:
        return None
    checker = checks.StandardChecker(checks.CheckerConfig(targetlanguage="en"))

    def flags(zh: str, en: str) -> bool:
        try:
            return not checker.numbers(zh, en)
        except FilterFailure:
            return True

    return flags


def trials(data: Path) -> Iterator[tuple[int, str, str, str]]:
    """Pair number, kind, Chinese and English of every trial."""
    spec = importlib.util.spec_from_file_location("figure_trials", data / "figure_trials.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rng = random.Random(7)
    with open(data / "wmt17-20.zh", encoding="utf8") as zh_file, open(data / "wmt17-20.en", encoding="utf8") as en_file:
        for n, (zh, en) in enumerate(zip(zh_file, en_file, strict=True), 1):
            zh, en = zh.rstrip("\n"), en.rstrip("\n")
            if module.HAS_QUANTITY.search(zh):
                for kind, trial in [("clean", en), *module.errors(rng, en)]:
                    yield n, kind, zh, trial


def part(pair: int) -> str:
    """Two thirds of the pairs were developed on; the third that is divisible by three was looked at last."""
    return "held out" if pair % 3 == 0 else "developed on"


def score(check: Check, cases: list[tuple[int, str, str, str]]) -> tuple[dict[str, Counter[str]], list[int], float]:
    """Counts per part of trials ("n:kind") and flags ("kind"), the flagged clean pairs, and trials a minute."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    flagged: list[int] = []
    seen: set[int] = set()
    start = time.process_time()
    done = 0
    for pair, kind, zh, en in cases:
        if pair in seen:
            continue
        done += 1
        hit = check(zh, en)
        for name in (part(pair), "all"):
            counts[name][f"n:{kind}"] += 1
            counts[name][kind] += hit
        if hit and kind == "clean":
            flagged.append(pair)
            seen.add(pair)
    return counts, flagged, 60 * done / (time.process_time() - start)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data")
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    if not (options.data / "figure_trials.py").is_file():
        print("no test data; see --help", file=sys.stderr)
        return 2
    cases = list(trials(options.data))
    rows: list[tuple[str, str, Counter[str], float]] = []
    flagged: list[int] = []
    checks: list[tuple[str, Check | None]] = [("jingci", ours), ("translate-toolkit", toolkit())]
    for name, check in checks:
        if check is None:
            print(f"{name} is not installed and left out", file=sys.stderr)
            continue
        counts, hits, speed = score(check, cases)
        rows += [(name, where, counts[where], speed) for where in ("developed on", "held out", "all")]
        flagged = flagged or hits
    print("| check | pairs | " + " | ".join(f"{k} %" for k in KINDS) + " | trials/min |")
    print("|---|---|" + "---:|" * (len(KINDS) + 1))
    for name, where, count, speed in rows:
        cells = [f"{100 * count[k] / count['n:' + k]:.1f}" if count["n:" + k] else "–" for k in KINDS]
        print(f"| {name} | {where} ({count['n:clean']}) | " + " | ".join(cells) + f" | {speed:,.0f} |")
    if options.sample:
        print(sorted(random.Random(SEED).sample(flagged, min(options.sample, len(flagged)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
