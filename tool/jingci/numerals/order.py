"""Figures that are all there but stand in one another's places.

Two signs are used, both measured on professional translations, where they are rare: two figures of the same unit in
reverse order, which translators seldom produce, and two figures whose units and nouns would agree better exchanged.
"""

from __future__ import annotations

import re
from collections import Counter

from jingci.numerals.pairing import Pair
from jingci.numerals.quantity import Quantity

#: How many following figures each one is held against; keeps the time linear.
_WINDOW = 12
#: Constructions that English turns round: 14个邻国中的12个, "12 of the 14"; 24个街镇的106个家庭, "106 families in
#: 24 towns"; 从2.9%退至2.6%, "to 2.6% from 2.9%"; 与257人相比, "compared to 257".
_TURNED = re.compile(r"\b(?:of|in|from|at|than|compared|to|on|by|since|over|with)\b")
_TURNED_ZH = re.compile(r"[中里占的至到较比]|相对|其中|以来")
#: How much better the units must agree after an exchange.
_GAIN = 8


def displaced(zh_text: str, en_text: str, pairs: list[Pair]) -> list[tuple[Pair, Pair]]:
    """Pairs of figures that seem to be exchanged, each figure reported at most once."""
    firm = [p for p in pairs if not p.zh.exempt and p.en.quantity.digits]
    firm.sort(key=lambda p: (p.zh.place, p.zh.value))
    # A value that stands twice on a side may have been paired with the wrong one of the two.
    seen_zh = Counter(p.zh.value for p in pairs)
    out: list[tuple[Pair, Pair]] = []
    used: set[int] = set()
    for i, p in enumerate(firm):
        for k in range(i + 1, min(len(firm), i + 1 + _WINDOW)):
            q = firm[k]
            if i in used or k in used or p.zh.value == q.zh.value:
                continue
            single = seen_zh[p.zh.value] == seen_zh[q.zh.value] == 1
            if (single and _reversed(zh_text, en_text, p, q)) or _exchanged(p, q):
                out.append((p, q))
                used |= {i, k}
    return out


def misdated(zh: list[Quantity], en: list[Quantity], pairs: list[Pair]) -> list[Pair]:
    """Days and years that belong to a date in the Chinese and stand apart from any month in the English."""
    months = [q.span for q in en if q.unit == "date:month"]
    if not months:
        return []
    out = []
    seen = Counter(pair.zh.value for pair in pairs)
    for pair in pairs:
        a, b = pair.zh.quantity, pair.en.quantity
        if seen[pair.zh.value] > 1:
            continue  # it may have been paired with its other mention
        if a.high is not None or not b.digits or (b.unit in ("ordinal", "date:day") and a.unit == "date:day"):
            continue
        place = pair.zh.place
        if a.unit == "date:day" and place and _touching(zh[place - 1], a, "date:month"):
            reach = 8
        elif a.unit == "date:year" and place + 1 < len(zh) and _touching(a, zh[place + 1], None):
            reach = 14
        else:
            continue
        near = (min(abs(b.span.start - m.end), abs(m.start - b.span.end)) for m in months[:_MONTHS])
        if min(near) > reach:
            out.append(pair)
    return out


#: How many months of a text are looked at for each date; a sentence never has more.
_MONTHS = 40


def _touching(first: Quantity, second: Quantity, unit: str | None) -> bool:
    if (unit is not None and first.unit != unit) or (unit is None and second.unit != "date:month"):
        return False
    return 0 <= second.span.start - first.span.end <= 1


def _reversed(zh_text: str, en_text: str, p: Pair, q: Pair) -> bool:
    a, b, c, d = p.zh.quantity, q.zh.quantity, p.en.quantity, q.en.quantity
    if a.span == b.span:
        return c.span.start > d.span.start  # the two ends of one range
    if a.unit != b.unit or a.noun != b.noun:
        return False
    if (c.unit != d.unit and a.unit != "count") or c.span.start <= d.span.start:
        return False
    between = en_text[d.span.end : c.span.start]
    return not (
        len(between) < 60
        and _TURNED.search(between)
        and (_TURNED_ZH.search(zh_text, a.span.end, b.span.start) or a.kind == "ordinal" or a.noun == "clause")
    )


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
    if (a in ("date:day", "duration:year", "date:century") and b == "ordinal") or (
        zh.unit_class == "age" and b == "duration:year"
    ):
        return 9
    if zh.unit_class == en.unit_class:
        return 8
    if a == "label" or b == "label":
        return 5
    return 3
