"""Figures that are all there but stand in one another's places.

Two signs are used, both measured on professional translations, where they are rare: two figures of the same unit in
reverse order, which translators seldom produce, and two figures whose units and nouns would agree better exchanged.
"""

from __future__ import annotations

import re

from jingci.numerals.pairing import Pair
from jingci.numerals.quantity import Quantity

#: How many following figures each one is held against; keeps the time linear.
_WINDOW = 12
#: Constructions that English turns round: 14个邻国中的12个 "12 of the 14", 24个街镇的106个家庭 "106 families in 24 towns",
#: 从2.9%退至2.6% "to 2.6% from 2.9%", 与257人相比 "compared to 257".
_TURNED = re.compile(r"\b(?:of|in|from|at|than|compared|to|on|by|since|over|with)\b")
_TURNED_ZH = re.compile(r"[中里占的至到较比]|相对|其中|以来")
#: How much better the units must agree after an exchange.
_GAIN = 8


def displaced(zh_text: str, en_text: str, pairs: list[Pair]) -> list[tuple[Pair, Pair]]:
    """Pairs of figures that seem to be exchanged, each figure reported at most once."""
    firm = [p for p in pairs if not p.zh.exempt and p.en.quantity.digits]
    firm.sort(key=lambda p: (p.zh.place, p.zh.value))
    out: list[tuple[Pair, Pair]] = []
    used: set[int] = set()
    for i, p in enumerate(firm):
        for k in range(i + 1, min(len(firm), i + 1 + _WINDOW)):
            q = firm[k]
            if i in used or k in used or p.zh.value == q.zh.value:
                continue
            if _reversed(zh_text, en_text, p, q) or _exchanged(p, q):
                out.append((p, q))
                used |= {i, k}
    return out


def _reversed(zh_text: str, en_text: str, p: Pair, q: Pair) -> bool:
    a, b, c, d = p.zh.quantity, q.zh.quantity, p.en.quantity, q.en.quantity
    if a.unit != b.unit or a.noun != b.noun or a.span == b.span:
        return False
    if c.span.start <= d.span.start:
        return False
    between = en_text[d.span.end : c.span.start]
    if len(between) < 60 and _TURNED.search(between) and (
        _TURNED_ZH.search(zh_text, a.span.end, b.span.start) or a.kind == "ordinal" or a.noun == "clause"
    ):
        return False
    return True


def _exchanged(p: Pair, q: Pair) -> bool:
    a, b, c, d = p.zh.quantity, q.zh.quantity, p.en.quantity, q.en.quantity
    return affinity(a, d) + affinity(b, c) - affinity(a, c) - affinity(b, d) >= _GAIN


def affinity(zh: Quantity, en: Quantity) -> int:
    """How well unit and noun of two quantities agree, whatever their values."""
    a, b = zh.unit, en.unit
    if a == "count" and b == "count":
        if zh.noun and en.noun:
            return 10 if zh.noun == en.noun else 5
        return 7
    if a == b:
        return 10
    if b == "count" and en.noun and a.endswith(":" + en.noun):
        return 10
    if a == "date:day" and b == "ordinal" or zh.unit_class == "age" and b == "duration:year":
        return 9
    if zh.unit_class == en.unit_class:
        return 8
    if a == "label" or b == "label":
        return 5
    return 3
