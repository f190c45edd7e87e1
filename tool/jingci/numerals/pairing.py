"""Which figures of the two sides may stand for one another, and the one-to-one pairing with the best total."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from jingci.numerals.quantity import Quantity

#: Above this many figures of one value on a side, they are paired in order rather than by trying all pairings.
_EXACT_LIMIT = 6
_ONLY_FOR = {"short": "label", "part": "ordinal", "republic": "date:year"}
_DOLLARS = frozenset(f"money:{code}" for code in ("USD", "AUD", "CAD", "HKD", "SGD", "TWD", "other"))
_GENERIC = frozenset(("count", "ordinal", "label"))


@dataclass(frozen=True, slots=True)
class Atom:
    """One value to be paired: a quantity, or one end of its range. ``place`` is its rank in the text."""

    value: Fraction
    quantity: Quantity
    place: int

    @property
    def exempt(self) -> bool:
        return self.quantity.exempt


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese and an English atom taken for the same figure; ``code`` names what is wrong with it, if anything."""

    zh: Atom
    en: Atom
    weight: int
    code: str = ""


def atoms(quantities: list[Quantity]) -> list[Atom]:
    """The values to be paired: both ends of a range, but a vague range (几十) only once."""
    out: list[Atom] = []
    for place, quantity in enumerate(quantities):
        out.append(Atom(quantity.value, quantity, place))
        if quantity.high is not None and quantity.kind != "vague":
            out.append(Atom(quantity.high, quantity, place))
    return out


def likeness(zh: Quantity, en: Quantity) -> tuple[int, str]:
    """How well two quantities of one value go together, and the code of the finding if their units contradict."""
    a, b = zh.unit, en.unit
    if a == b:
        return (12 if zh.noun and zh.noun == en.noun else 10), ""
    ca, cb = zh.unit_class, en.unit_class
    if a == "points:any" and cb in ("points", "ratio"):
        return 9, ""
    if ca == cb:
        if ca == "money":
            if b == "money:dollar":
                return (9, "") if a in _DOLLARS else (3, "figure-unit")
            return (6, "") if "money:other" in (a, b) else (3, "figure-unit")
        if ca == "clock":
            return 2, ""
        if ca in ("temperature", "date"):
            return 4, ""
        return 3, "figure-unit"
    pair = frozenset((ca, cb))
    if pair == {"ratio", "points"}:
        return 5, "figure-unit"
    if {a, b} in ({"mass:lb", "money:GBP"}, {"length:km", "speed:kmh"}, {"length:m", "speed:kmh"}):
        return 8, ""
    if pair <= _GENERIC:
        return 7, ""
    if a == "date:month" and b == "duration:month" and zh.high is not None:
        return 4, ""  # 1-9月份: "the first nine months"
    if pair in ({"clock", "duration"}, {"age", "date"}, {"temperature", "date"}, {"power", "energy"}):
        return 4, ""
    if pair == {"age", "duration"}:
        return 8, ""
    if a == "date:day" and b == "ordinal":
        return 8, ""
    if a == "date:day" and b == "duration:day":
        return 5, ""
    if ca in _GENERIC or cb in _GENERIC:
        if a == "date:year" and en.noun in ("person", "case", "household"):
            return 1, "figure-order"
        return 5, ""
    if pair in ({"multiple", "ratio"}, {"date", "ordinal"}):
        return 5, ""
    return 1, "figure-order"


def alternatives(zh: Quantity, value: Fraction) -> list[tuple[Fraction, int, str]]:
    """The English values that may render a Chinese one, each with what it costs and the finding it brings."""
    out: list[tuple[Fraction, int, str]] = [(value, 0, "")]
    unit = zh.unit
    if unit == "clock:hour":
        out += [(value + 12, 1, ""), (value - 12, 1, ""), (value - 24, 2, "")]
    elif unit == "date:decade" and value < 100:
        out += [(value + century, 1, "") for century in (1900, 2000, 1800)]
    elif unit == "date:decade":
        out += [(value % 100, 2, "")]
    elif unit == "date:year" and value < 100:
        out += [(value + century, 1, "") for century in (2000, 1900)]
    elif unit == "duration:year" and 80 <= value <= 130:
        out += [(value + 1911, 5, "republic")]  # years of the Republic, as Taiwan counts them
    elif unit == "date:year" and value > 1900:
        out += [(value % 100, 4, "short")]  # FY18
    elif unit == "date:century":
        out += [((value - 1) * 100, 1, "")]
    elif unit == "multiple":
        out += [(value + 1, 3, ""), (value - 1, 3, ""), (value * 100, 4, "")]
    elif zh.unit_class in ("ratio", "points"):
        out += [(value * (10_000 if zh.kind == "per-ten-thousand" else 100), 4, "written")]
        if value.numerator == 1 and 3 <= value.denominator <= 10:
            out += [(Fraction(value.denominator), 5, "part")]  # 三分之一: "by a third"
    elif unit == "label":
        out += [(value * 10**6, 4, "")]  # 3M
    elif unit == "count":
        out += [(value / 100, 6, "written")]
    return out


def pair_equal(zh: list[Atom], en: list[Atom]) -> tuple[list[Pair], list[Atom], list[Atom]]:
    """Pair atoms of equal value, best total first; return the pairs and what is left on either side."""
    by_value: dict[Fraction, list[int]] = defaultdict(list)
    for j, atom in enumerate(en):
        by_value[atom.value].append(j)
    edges: list[tuple[int, int, int, str]] = []
    for i, atom in enumerate(zh):
        for value, cost, remark in alternatives(atom.quantity, atom.value):
            bucket = by_value.get(value)
            if not bucket:
                continue
            if len(bucket) > _EXACT_LIMIT:
                near = bisect_left(bucket, i)
                bucket = bucket[max(0, near - _EXACT_LIMIT) : near + _EXACT_LIMIT]
            for j in bucket:
                other = en[j].quantity
                weight, code = likeness(atom.quantity, other)
                if code and (atom.exempt or other.exempt):
                    weight, code = 2, ""
                if remark in _ONLY_FOR and other.unit != _ONLY_FOR[remark]:
                    continue
                if remark == "written":
                    if not _same_written(atom.quantity, other):
                        continue
                    weight, code = 5, "" if other.noun in ("point", "percentage") else "figure-unit"
                weight = 100 * (weight - cost) - min(99, abs(i - j))
                if atom.exempt or en[j].exempt:
                    weight -= 50
                edges.append((weight, i, j, code))
    chosen = _best(edges)
    pairs = [Pair(zh[i], en[j], w, code) for w, i, j, code in chosen]
    used_zh = {i for _, i, _, _ in chosen}
    used_en = {j for _, _, j, _ in chosen}
    return (
        pairs,
        [a for i, a in enumerate(zh) if i not in used_zh],
        [a for j, a in enumerate(en) if j not in used_en],
    )


def _same_written(zh: Quantity, en: Quantity) -> bool:
    """Whether one is a share and the other the bare number of it: 30% and 30."""
    shares = ("ratio", "points")
    return (zh.unit_class in shares) != (en.unit_class in shares) and "count" in (zh.unit, en.unit)


def _best(edges: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """A one-to-one choice of edges of greatest total weight.

    Figures of one value are few, so every group of connected figures is solved exactly by branching; a group beyond
    the limit is taken greedily by weight, which keeps the time near linear for any text.
    """
    group: dict[tuple[int, int], int] = {}
    members: dict[int, list[tuple[int, int, int, str]]] = {}
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for _, i, j, _ in edges:
        parent[root((0, i))] = root((1, j))
    for edge in edges:
        key = group.setdefault(root((0, edge[1])), len(group))
        members.setdefault(key, []).append(edge)
    chosen: list[tuple[int, int, int, str]] = []
    for part in members.values():
        if len(part) == 1:
            chosen.append(part[0])
            continue
        part.sort(key=lambda e: (-e[0], e[1], e[2]))
        chosen += _exact(part) if len(part) <= 9 else _greedy(part)
    chosen.sort(key=lambda e: e[1])
    return chosen


def _greedy(edges: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for edge in edges:
        if edge[1] not in left and edge[2] not in right:
            out.append(edge)
            left.add(edge[1])
            right.add(edge[2])
    return out


def _exact(edges: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    best: list[tuple[int, int, int, str]] = []
    best_total = -1
    suffix = [0] * (len(edges) + 1)
    for k in range(len(edges) - 1, -1, -1):
        suffix[k] = suffix[k + 1] + max(0, edges[k][0])

    def branch(k: int, total: int, taken: list[tuple[int, int, int, str]]) -> None:
        nonlocal best, best_total
        if total > best_total:
            best, best_total = list(taken), total
        if k == len(edges) or total + suffix[k] <= best_total:
            return
        edge = edges[k]
        if all(edge[1] != t[1] and edge[2] != t[2] for t in taken):
            taken.append(edge)
            branch(k + 1, total + edge[0], taken)
            taken.pop()
        branch(k + 1, total, taken)

    branch(0, 0, [])
    return best
