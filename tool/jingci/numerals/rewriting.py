"""What a translator may legitimately do with a figure, and what is left when that is allowed for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from jingci.numerals.pairing import Atom, Pair
from jingci.numerals.quantity import Quantity

#: Worth of each unit in the base unit of its dimension, for conversions (里 and 斤 into miles and pounds).
_BASE: dict[str, tuple[str, Fraction]] = {
    f"{cls}:{name}": (cls, Fraction(worth))
    for cls, names in {
        "length": "km=1000 m=1 cm=1/100 mm=1/1000 um=1/1000000 nm=1/1000000000 mile=1609.344 nmile=1852 foot=0.3048 inch=0.0254 "
        "yard=0.9144 li=500",
        "area": "km2=1000000 m2=1 ft2=0.09290304 mi2=2589988 ha=10000 mu=666.667 acre=4046.856",
        "mass": "t=1000 kg=1 jin=1/2 g=1/1000 mg=1/1000000 lb=0.4536 oz=0.02835",
        "volume": "m3=1 l=1/1000 ml=1/1000000 gal=0.003785 bbl=0.158987",
        "duration": "year=360 quarter=90 month=30 week=7 day=1 night=1 hour=1/24 minute=1/1440 second=1/86400",
        "power": "W=1 kW=1000 MW=1000000",
    }.items()
    for name, _, worth in (entry.partition("=") for entry in names.split())
}
_THIS_YEAR = re.compile("[今去明前同当翌]年|本[月年]|上个?月")
#: What 1-5月 may become: "the first five months", "the first quarter".
_PERIOD = re.compile(r"\b(?:months|quarters?|half)\b")
_DATED = frozenset(("date:year", "date:month", "date:day", "ordinal", "label", "clock:hour", "clock:minute"))


@dataclass(slots=True)
class Rest:
    """What is left: figures rounded, in conflict, missing in the English, or found only there."""

    rounded: list[tuple[Atom, Atom]] = field(default_factory=list)
    conflicts: list[tuple[Atom, Atom, str]] = field(default_factory=list)
    missing: list[Atom] = field(default_factory=list)
    extra: list[Atom] = field(default_factory=list)


def settle(
    zh_text: str,
    en_text: str,
    zh: list[Atom],
    en: list[Atom],
    pairs: list[Pair],
    zh_left: list[Atom],
    en_left: list[Atom],
) -> Rest:
    """Allow for what is legitimate among the unpaired figures, and sort the others into findings."""
    rest = Rest()
    zh_left, en_left = list(zh_left), list(en_left)
    _match(zh_left, en_left, _vague)
    _match(zh_left, en_left, _converted)
    for a, b in _match(zh_left, en_left, _rounded):
        rest.rounded.append((a, b))
    en_values = {b.value for b in en}
    zh_values = {a.value for a in zh}
    month_left = any(b.quantity.unit == "date:month" for b in en_left)
    zh_left = [
        a
        for a in zh_left
        if not (
            a.value in en_values and _said_before(a, zh_text) and not (month_left and a.quantity.unit == "date:day")
        )
    ]
    zh_left = [a for a in zh_left if not _bare_unit(a, en_text)]
    if _PERIOD.search(en_text):
        zh_left = [a for a in zh_left if not (a.quantity.unit == "date:month" and a.quantity.high is not None)]
    en_left = [b for b in en_left if b.value not in zh_values]
    if _THIS_YEAR.search(zh_text) or not any(a.quantity.unit == "date:year" for a in zh):
        # 今年11月1日 becomes "November 1, 2018"; so may a date whose year the Chinese leaves unsaid.
        dated = any(p.zh.quantity.unit == "date:month" for p in pairs)
        en_left = [b for b in en_left if b.quantity.unit != "date:year" or not (dated or _THIS_YEAR.search(zh_text))]
    if not month_left:
        # A newswire's bare 27日 is often left out or becomes a weekday; the month standing alone would show a slip.
        zh_left = [a for a in zh_left if not (a.quantity.unit == "date:day" and _said_before(a, zh_text))]
    zh_hard = [a for a in zh_left if not a.exempt]
    en_hard = [b for b in en_left if not b.exempt and b.quantity.digits]
    en_soft = [b for b in en_left if not b.exempt and not b.quantity.digits]
    zh_soft = [a for a in zh_left if a.exempt]
    vague = [b for b in en_left if b.quantity.kind == "vague"]
    for a, b in _match(zh_soft, en_hard + en_soft + vague, _far_apart):
        rest.conflicts.append((a, b, "figure-magnitude"))
        en_hard = [x for x in en_hard if x is not b]
    for a, b in _match(zh_soft, en_soft, _counted_alike):
        rest.conflicts.append((a, b, "figure-mismatch"))
    for a, b in _match(zh_hard, en_hard, _same_kind) + _match(zh_hard, en_hard, lambda a, b: True):
        rest.conflicts.append((a, b, _how(a, b)))
    rest.missing = zh_hard
    rest.extra = en_hard
    return rest


#: Durations that are one of a larger unit, and the English that may say so without a figure.
_ONE_OF = {
    ("duration:month", 12): re.compile(r"\b(?:years?|annual(?:ly)?|yearly)\b", re.I),
    ("duration:day", 7): re.compile(r"\bweek(?:s|ly|-long)?\b", re.I),
    ("duration:day", 30): re.compile(r"\bmonth(?:s|ly|-long)?\b", re.I),
    ("duration:day", 365): re.compile(r"\byear(?:s|ly|-long|-round)?\b", re.I),
    ("duration:hour", 24): re.compile(r"\b(?:a day|one day|daily|(?:a)?round[- ]the[- ]clock|clock)\b", re.I),
    ("duration:minute", 60): re.compile(r"\bhour(?:s|ly)?\b", re.I),
    ("duration:month", 6): re.compile(r"\bhalf[- ](?:a[- ])?year\b", re.I),
    ("duration:month", 3): re.compile(r"\bquarter(?:ly)?\b", re.I),
    ("duration:week", 2): re.compile(r"\bfortnight\b", re.I),
    ("count", 0): re.compile(r"\b(?:no|none|nil|not|without|scoreless|never)\b", re.I),
}


def _bare_unit(a: Atom, en_text: str) -> bool:
    if a.value.denominator != 1 or a.value > 365:
        return False
    said = _ONE_OF.get((a.quantity.unit, int(a.value)))
    return bool(said and said.search(en_text))


def _said_before(a: Atom, zh_text: str) -> bool:
    """Whether a date repeats one that English need not repeat: a year, or a day or month named without its year."""
    if a.quantity.unit == "date:year":
        return True
    span = a.quantity.span
    if zh_text.startswith(("内", "以"), span.end) or zh_text[span.end - 1 : span.end] == "号":
        return False  # 15日内 is a term of days, 8号 may be a number
    before = zh_text[max(0, a.quantity.span.start - 2) : a.quantity.span.start].rstrip()
    return a.quantity.unit_class == "date" and not before.endswith(("月", "年", "份"))


def _match(zh: list[Atom], en: list[Atom], test) -> list[tuple[Atom, Atom]]:
    """Take out, in order, the pairs that pass the test."""
    out = []
    for a in list(zh):
        for b in en:
            if test(a, b):
                out.append((a, b))
                en.remove(b)
                zh.remove(a)
                break
    return out


def _vague(a: Atom, b: Atom) -> bool:
    for x, y in ((a, b), (b, a)):
        if (
            x.quantity.kind == "vague"
            and x.quantity.high is not None
            and x.value <= (y.quantity.high or y.value)
            and y.value <= x.quantity.high
        ):
            return True
    return False


def _converted(a: Atom, b: Atom) -> bool:
    p, q = _BASE.get(a.quantity.unit), _BASE.get(b.quantity.unit)
    if p is None or q is None or p[0] != q[0] or a.quantity.unit == b.quantity.unit:
        return False
    x, y = a.value * p[1], b.value * q[1]
    return abs(x - y) * 100 <= 4 * max(x, y)


def _grain(q: Quantity, value: Fraction) -> Fraction:
    """The worth of the last digit that says something: 1,000 for 26,000."""
    if q.step != 1 or value.denominator != 1 or not value:
        return q.step
    n, grain = int(value), 1
    while n % 10 == 0:
        n //= 10
        grain *= 10
    return Fraction(grain)


def _rounded(a: Atom, b: Atom) -> bool:
    if a.quantity.unit in _DATED or b.quantity.unit in _DATED:
        return False
    if a.quantity.unit_class != b.quantity.unit_class and "count" not in (a.quantity.unit, b.quantity.unit):
        return False
    if a.value <= 0 or b.value <= 0:
        return False
    if b.quantity.step == 12:  # dozens
        return abs(a.value - b.value) * 4 <= a.value
    fine, coarse = _grain(a.quantity, a.value), _grain(b.quantity, b.value)
    diff = abs(a.value - b.value)
    if fine >= coarse or diff >= coarse:
        # English that is more precise than the Chinese has it from nowhere.
        return False
    hedged = b.quantity.bound != "exact"
    return diff * (10 if hedged else 20) <= a.value and (hedged or diff * 2 <= coarse)


def _far_apart(a: Atom, b: Atom) -> bool:
    """Whether two large round figures (几百万, 近百万; "several billion", "almost one billion") are magnitudes apart."""
    if a.value < 1000 or b.value < 1000 or a.quantity.unit_class == "date" or b.quantity.unit_class == "date":
        return False
    low, high = (a.value, a.quantity.high or a.value), (b.value, b.quantity.high or b.value)
    return low[0] >= 10 * high[1] or high[0] >= 10 * low[1]


def _counted_alike(a: Atom, b: Atom) -> bool:
    """Whether two unpaired numbers in words count the same thing: 三名民警, "four officers"."""
    p, q = a.quantity, b.quantity
    if a.value < 2 or b.value < 2 or p.unit != q.unit:
        return False
    return (p.unit != "count" and p.unit_class != "ordinal") or (bool(p.noun) and p.noun == q.noun)


def _same_kind(a: Atom, b: Atom) -> bool:
    return a.quantity.unit == b.quantity.unit


def _how(a: Atom, b: Atom) -> str:
    if a.value and b.value:
        ratio = a.value / b.value if a.value > b.value else b.value / a.value
        while ratio >= 10 and ratio % 10 == 0:
            ratio /= 10
        if ratio == 1:
            return "figure-magnitude"
    return "figure-mismatch"
