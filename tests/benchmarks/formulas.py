"""How well counted formulas are found and spelled out: precision, recall and F1 of detection, members exact, speed.

    python tests/benchmarks/formulas.py [--glossary] [--errors]

"members" is the share of rightly found formulas whose members in the text are exactly right (none where the text spells
nothing out); "spelled" counts only the formulas that the text spells out, over all of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "formulas"))

from scoring import SETS, annotated, score

import jingci


def main() -> int:
    parser = argparse.ArgumentParser(description="Counted formulas: detection and members.")
    parser.add_argument("--glossary", action="store_true", help="with the project's termbase")
    parser.add_argument("--errors", action="store_true", help="show what is wrong")
    options = parser.parse_args()
    glossary = jingci.load_glossary() if options.glossary else None
    print(f"{'set':<12}{'texts':>6}{'formulas':>9}{'P':>8}{'R':>8}{'F1':>8}{'members':>9}{'spelled':>9}")
    for name in SETS:
        result = score(name, glossary)
        print(
            f"{name:<12}{result.texts:>6}{result.wanted:>9}{result.precision:>8.3f}{result.recall:>8.3f}"
            f"{result.f1:>8.3f}{result.members:>9.3f}{f'{result.spelled_right}/{result.spelled}':>9}"
        )
        if options.errors:
            print("".join(f"  {problem}\n" for problem in result.problems), end="")
    text = "\n\n".join(text for text, _ in annotated("reports"))
    for times in (1, 10):
        start = time.perf_counter()
        jingci.find_formulas(text * times, glossary)
        seconds = time.perf_counter() - start
        print(f"{len(text) * times:>9,} characters in {seconds:.2f} s: {seconds / len(text) / times * 1e6:.1f} µs each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
