"""Annotated texts with counted formulas, and how the tool's answers compare with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jingci
from jingci.data import parse_yaml
from jingci.formulas.finding import IN_TEXT
from jingci.glossary import Glossary
from jingci.model import Formula

HERE = Path(__file__).parent
TRANSLATIONS = HERE.parents[1] / "translations"
SETS = ("sentences", "held-out", "fresh", "blind", "reports")


@dataclass(frozen=True)
class Expected:
    """A formula as annotated: its text, its count, and the members that the text gives."""

    text: str
    count: int
    members: tuple[str, ...]


@dataclass
class Score:
    """Counts over one set; ``problems`` says in words what was wrong."""

    texts: int = 0
    right: int = 0
    found: int = 0
    wanted: int = 0
    members_right: int = 0
    spelled: int = 0
    spelled_right: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.wanted, 1)

    @property
    def members(self) -> float:
        """The share of rightly found formulas whose members are exactly right."""
        return self.members_right / max(self.right, 1)


@lru_cache(maxsize=len(SETS))
def annotated(name: str) -> tuple[tuple[str, tuple[Expected, ...]], ...]:
    """The texts of a set with their formulas in order."""
    data = parse_yaml((HERE / f"{name}.yaml").read_text(encoding="utf-8"), name)
    if name == "reports":
        return tuple((source(report), _expected(found)) for report, found in data.items())
    return tuple((entry["text"], _expected(entry["formulas"])) for entry in data)


def source(report: str) -> str:
    """The Chinese of an edition."""
    return (TRANSLATIONS / report / "source.zh.txt").read_text(encoding="utf-8")


def _expected(found: Sequence[dict[str, Any]]) -> tuple[Expected, ...]:
    return tuple(Expected(f["text"], int(f["count"]), tuple(f.get("members", ()))) for f in found)


def members_in_text(formula: Formula) -> tuple[str, ...]:
    """The members that the text itself gives."""
    return tuple(m.text for m in formula.members) if formula.origin in IN_TEXT else ()


def score(name: str, glossary: Glossary | None = None) -> Score:
    """The score of one set. A formula is right if text, place and count are; its members if they are exactly so."""
    total = Score()
    for text, wanted in annotated(name):
        found = jingci.find_formulas(text, glossary)
        gold = {
            (start, e.text, e.count): e.members for start, e in zip(_places(text, wanted, found), wanted, strict=True)
        }
        ours = {(f.span.start, f.text, f.count): members_in_text(f) for f in found}
        both = gold.keys() & ours.keys()
        total.texts += 1
        total.right += len(both)
        total.found += len(ours)
        total.wanted += len(gold)
        total.members_right += sum(gold[key] == ours[key] for key in both)
        total.spelled += sum(bool(members) for members in gold.values())
        total.spelled_right += sum(bool(gold[key]) and gold[key] == ours[key] for key in both)
        total.problems += [f"missed {key[1]} in {text[:40]!r}" for key in gold.keys() - both]
        total.problems += [f"wrong {key[1]} ({key[2]}) in {text[:40]!r}" for key in ours.keys() - both]
        total.problems += [f"{key[1]}: {ours[key]} for {gold[key]}" for key in sorted(both) if gold[key] != ours[key]]
    return total


def _places(text: str, wanted: Sequence[Expected], found: Sequence[Formula]) -> list[int]:
    """Where the expected formulas stand. One whose text occurs more than once is taken where the tool has it, after the
    one before it; the annotation gives their order, not their places."""
    places, at = [], 0
    for item in wanted:
        hit = next((f.span.start for f in found if f.text == item.text and f.span.start >= at), None)
        places.append(text.index(item.text, at) if hit is None else hit)
        at = places[-1] if hit is None else hit + len(item.text)
    return places
