"""How well counted formulas are found and spelled out: precision, recall and F1 of detection, members exact.

    python tests/benchmarks/formulas.py [--glossary] [--errors]

A formula is right if its span is exactly the expected one, and its count too; its members are right if they are exactly
the expected ones in the text (none where the text spells nothing out). Members are scored over the formulas found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jingci
from jingci.data import parse_yaml
from jingci.formulas.finding import IN_TEXT
from jingci.model import Formula

HERE = Path(__file__).parent
DATA = HERE.parent / "formulas"
REPORTS = HERE.parents[1] / "translations"


def expected(entry: dict[str, Any]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Text, count and members of the formulas of one annotated sentence."""
    return [(f["text"], int(f["count"]), tuple(f.get("members", ()))) for f in entry["formulas"]]


def sets() -> Iterable[tuple[str, list[tuple[str, list[tuple[str, int, tuple[str, ...]]]]]]]:
    """The sets of texts with their expected formulas."""
    for name in ("sentences", "held-out", "fresh"):
        entries = parse_yaml((DATA / f"{name}.yaml").read_text(encoding="utf-8"), name)
        yield name, [(entry["text"], expected(entry)) for entry in entries]
    reports = parse_yaml((DATA / "reports.yaml").read_text(encoding="utf-8"), "reports")
    yield "reports", [(source(name), expected({"formulas": found})) for name, found in reports.items()]


def source(name: str) -> str:
    """The Chinese of an edition."""
    return (REPORTS / name / "source.zh.txt").read_text(encoding="utf-8")


def in_text(formula: Formula) -> tuple[str, ...]:
    """The members that the text itself gives."""
    return tuple(m.text for m in formula.members) if formula.origin in IN_TEXT else ()


def aligned(text: str, wanted: list[tuple[str, int, tuple[str, ...]]], found: list[Formula]) -> list[int]:
    """Starts of the expected formulas; one that stands more than once in the text is where it was found, if it was."""
    starts = [(f.span.start, f.text) for f in found]
    places, at = [], 0
    for name, _, _ in wanted:
        hit = next((start for start, own in starts if own == name and start >= at), None)
        place = text.index(name, at) if hit is None else hit
        places.append(place)
        at = place + len(name) if hit is not None else at
    return places


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--glossary", action="store_true", help="with the project's termbase")
    parser.add_argument("--errors", action="store_true", help="show what is wrong")
    parser.add_argument("--only", default="", help="one set")
    options = parser.parse_args()
    glossary = jingci.load_glossary() if options.glossary else None
    print(f"{'set':<12}{'texts':>6}{'formulas':>9}{'P':>8}{'R':>8}{'F1':>8}{'members':>9}{'spelled':>9}")
    for name, texts in sets():
        if options.only and name != options.only:
            continue
        right = found_all = wanted_all = members_right = spelled = spelled_right = 0
        problems: list[str] = []
        for text, wanted in texts:
            found = jingci.find_formulas(text, glossary)
            places = aligned(text, wanted, found)
            gold = {(start, t, c): m for start, (t, c, m) in zip(places, wanted, strict=True)}
            ours = {(f.span.start, f.text, f.count): in_text(f) for f in found}
            both = gold.keys() & ours.keys()
            right, found_all, wanted_all = right + len(both), found_all + len(ours), wanted_all + len(gold)
            members_right += sum(gold[key] == ours[key] for key in both)
            spelled += sum(bool(members) for members in gold.values())
            spelled_right += sum(bool(gold[key]) and gold[key] == ours[key] for key in both)
            problems += [f"  missed   {key[1]}  in {text[:40]!r}" for key in gold.keys() - both]
            problems += [f"  wrong    {key[1:]}  in {text[:40]!r}" for key in ours.keys() - both]
            problems += [
                f"  members  {key[1]}: {ours[key]} for {gold[key]}" for key in sorted(both) if gold[key] != ours[key]
            ]
        precision, recall = right / max(found_all, 1), right / max(wanted_all, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(
            f"{name:<12}{len(texts):>6}{wanted_all:>9}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}"
            f"{members_right / max(right, 1):>9.3f}{f'{spelled_right}/{spelled}':>9}"
        )
        if options.errors:
            print("\n".join(problems))
    return 0


if __name__ == "__main__":
    sys.exit(main())
