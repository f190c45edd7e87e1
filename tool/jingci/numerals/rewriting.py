"""What a translator may legitimately do with a figure, and what is left when that is allowed for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from jingci.numerals.pairing import Atom, Pair
from jingci.numerals.quantity import Quantity

_UNITS = {
    "length": "km=1000 m=1 cm=1/100 mm=1/1000 um=1/1000000 nm=1/1000000000 mile=1609.344 nmile=1852 foot=0.3048 "
    "inch=0.0254 yard=0.9144 li=500",
    "area": "km2=1000000 m2=1 ft2=0.09290304 mi2=2589988 ha=10000 mu=666.667 acre=4046.856",
    "mass": "t=1000 kg=1 jin=1/2 g=1/1000 mg=1/1000000 lb=0.4536 oz=0.02835",
    "volume": "m3=1 l=1/1000 ml=1/1000000 gal=0.003785 bbl=0.158987",
    "duration": "year=360 quarter=90 month=30 week=7 day=1 night=1 hour=1/24 minute=1/1440 second=1/86400",
    "power": "W=1 kW=1000 MW=1000000",
}
#: Worth of each unit in the base unit of its dimension, for conversions such as 斤 into pounds.
_BASE: dict[str, tuple[str, Fraction]] = {}
for _dimension, _names in _UNITS.items():
    for _name, _, _worth in (entry.partition("=") for entry in _names.split()):
        _BASE[f"{_dimension}:{_name}"] = (_dimension, Fraction(_worth))

_DATED = frozenset(("date:year", "date:month", "date:day", "ordinal", "label", "clock:hour", "clock:minute"))
_THIS_YEAR = re.compile("[今去明前同当翌]年|本[月年]|上个?月|[上下]半年|季|[今昨明][天日晚晨]|今[(（][0-9]")
#: What 1-5月 may become: "the first five months", "the first quarter".
_PERIOD = re.compile(r"\b(?:months|quarters?|half)\b")
#: Durations that are one of a larger unit, and the English that may say so without a figure; and 0 as a negation.
_UNSAID = {
    ("duration:month", 12): re.compile(r"\b(?:years?|annual(?:ly)?|yearly)\b", re.I),
    ("duration:day", 7): re.compile(r"\bweek(?:s|ly|-long)?\b", re.I),
    ("duration:day", 30): re.compile(r"\bmonth(?:s|ly|-long)?\b", re.I),
    ("duration:day", 365): re.compile(r"\byear(?:s|ly|-long|-round)?\b", re.I),
    ("duration:hour", 24): re.compile(
        r"\b(?:a day|one day|daily|(?:a)?round[- ]the[- ]clock|always|any ?time)\b", re.I
    ),
    ("duration:minute", 60): re.compile(r"\bhour(?:s|ly)?\b", re.I),
    ("duration:month", 6): re.compile(r"\bhalf[- ](?:a[- ])?year\b", re.I),
    ("duration:month", 3): re.compile(r"\bquarter(?:ly)?\b", re.I),
    ("duration:week", 2): re.compile(r"\bfortnight\b", re.I),
    ("count", 0): re.compile(r"\b(?:no|none|nil|not|without|scoreless|never)\b", re.I),
}
#: How many figures on the other side each unpaired one is held against; a sentence has fewer, any text stays linear.
_WINDOW = 24


@dataclass(slots=True)
class Rest:
    """What is left: figures rounded, in conflict (with the code), missing in the English, or found only there."""

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
    """Allow for what is legitimate among the unpaired figures, and sort the others into findings.

    :param zh_text: the folded Chinese; ``en_text`` the English as given.
    :param zh: all Chinese atoms; ``zh_left`` those without a partner; ``en`` and ``en_left`` likewise.
    """
    rest = Rest()
    _match(zh_left, en_left, _vaguely_equal)
    _match(zh_left, en_left, _converted)
    rest.rounded = _match(zh_left, en_left, _rounded)
    zh_left, en_left = _not_needed(zh_text, en_text, zh, en, pairs, zh_left, en_left)

    zh_hard = [a for a in zh_left if not a.exempt]
    zh_soft = [a for a in zh_left if a.exempt]
    en_hard = [b for b in en_left if not b.exempt and b.quantity.digits]
    en_soft = [b for b in en_left if not b.exempt and not b.quantity.digits]
    vague = [b for b in en_left if b.quantity.kind == "vague"]

    apart = _match(zh_soft, en_hard + en_soft + vague, _far_apart)
    rest.conflicts += [(a, b, "figure-magnitude") for a, b in apart]
    taken = {id(b) for _, b in apart}
    en_hard = [b for b in en_hard if id(b) not in taken]
    rest.conflicts += [(a, b, "figure-mismatch") for a, b in _match(zh_soft, en_soft, _counted_alike)]
    for test in (_same_digits, _same_unit, _any):
        rest.conflicts += [(a, b, _conflict(a, b)) for a, b in _match(zh_hard, en_hard, test)]
    rest.missing = zh_hard
    rest.extra = en_hard
    return rest


def _match(zh: list[Atom], en: list[Atom], test: Callable[[Atom, Atom], bool]) -> list[tuple[Atom, Atom]]:
    """Pair off, in order, the atoms that pass the test, removing them from both lists."""
    out: list[tuple[Atom, Atom]] = []
    if not zh or not en:
        return out
    taken: set[int] = set()
    kept: list[Atom] = []
    first = 0
    for a in zh:
        while first in taken:
            first += 1
        for j in range(first, min(len(en), first + _WINDOW)):
            if j not in taken and test(a, en[j]):
                taken.add(j)
                out.append((a, en[j]))
                break
        else:
            kept.append(a)
    zh[:] = kept
    en[:] = [b for j, b in enumerate(en) if j not in taken]
    return out


def _not_needed(
    zh_text: str,
    en_text: str,
    zh: list[Atom],
    en: list[Atom],
    pairs: list[Pair],
    zh_left: list[Atom],
    en_left: list[Atom],
) -> tuple[list[Atom], list[Atom]]:
    """Drop what need not be said: dates named again, one-of-a-unit durations, years that the context gives."""
    en_values = {b.value for b in en}
    zh_values = {a.value for a in zh}
    # A month standing without its day in the English shows that the day was dropped, not left unsaid.
    lone_month = any(b.quantity.unit == "date:month" for b in en_left)
    spared = []
    for a in zh_left:
        unit = a.quantity.unit
        if unit in ("date:day", "date:month") and _short_date(a.quantity, zh_text):
            if unit == "date:day" and not lone_month:
                continue  # a newswire's bare 27日 is often left out or becomes a weekday
            if unit == "date:month" and a.value in en_values:
                continue
        bracketed = zh_text.startswith((")", "）"), a.quantity.span.end)
        if unit == "label" and (a.value >= 1000 or bracketed) and a.value in en_values:
            continue  # a name given in its own letters beside its translation
        if unit == "date:month" and a.quantity.high is not None and _PERIOD.search(en_text):
            continue
        if a.value.denominator == 1 and a.value <= 365:
            said = _UNSAID.get((unit, int(a.value)))
            if said and said.search(en_text):
                continue
        spared.append(a)
    added = [b for b in en_left if b.value not in zh_values]
    if "首" in zh_text:
        added = [b for b in added if not (b.value == 1 and b.quantity.unit == "ordinal")]  # 首次: "for the 1st time"
    if any(b.quantity.unit == "date:year" for b in added):
        relative = _THIS_YEAR.search(zh_text) is not None
        unsaid = not any(a.quantity.unit == "date:year" for a in zh)
        if relative or (unsaid and any(p.zh.quantity.unit == "date:month" for p in pairs)):
            # 今年11月1日 becomes "November 1, 2018"; so may a date whose year the Chinese leaves unsaid.
            added = [b for b in added if b.quantity.unit != "date:year"]
    return spared, added


def _short_date(q: Quantity, zh_text: str) -> bool:
    """Whether a day or month is named without what it belongs to, as when a date is named again."""
    start, end = q.span.start, q.span.end
    if zh_text.startswith(("内", "以内", "以上", "以下"), end) or zh_text.endswith("号", start, end):
        return False  # 15日内 is a term of days, 8号 may be a number
    return not zh_text[max(0, start - 2) : start].rstrip().endswith(("月", "年", "份"))


def _vaguely_equal(a: Atom, b: Atom) -> bool:
    """Whether 几十 or "dozens" covers the other side; an exact Chinese figure does not become "dozens"."""
    if a.quantity.digits and a.quantity.kind != "vague" and a.quantity.bound == "exact":
        return False
    for x, y in ((a.quantity, b), (b.quantity, a)):
        if x.kind == "vague" and x.high is not None:
            high = y.quantity.high if y.quantity.high is not None else y.value
            if x.value <= high and y.value <= x.high:
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
    """Whether the English is the Chinese rounded: 2.56万, "about 26,000"."""
    p, q = a.quantity, b.quantity
    if p.unit in _DATED or q.unit in _DATED or a.value <= 0 or b.value <= 0:
        return False
    if p.unit_class != q.unit_class and "count" not in (p.unit, q.unit):
        return False
    diff = abs(a.value - b.value)
    if q.step == 12:  # dozens
        return diff * 4 <= a.value
    fine, coarse = _grain(p, a.value), _grain(q, b.value)
    if fine >= coarse or diff >= coarse:
        return False  # English that is more precise than the Chinese has it from nowhere
    hedged = q.bound != "exact"
    return diff * (10 if hedged else 20) <= a.value and (hedged or diff * 2 <= coarse)


def _far_apart(a: Atom, b: Atom) -> bool:
    """Whether two large round figures are magnitudes apart: 几百万 and "several billion"."""
    if a.value < 1000 or b.value < 1000 or a.quantity.kind == "label":
        return False
    if a.quantity.unit_class == "date" or b.quantity.unit_class == "date":
        return False
    a_high, b_high = a.quantity.high or a.value, b.quantity.high or b.value
    return a.value >= 10 * b_high or b.value >= 10 * a_high


def _counted_alike(a: Atom, b: Atom) -> bool:
    """Whether two unpaired numbers in words count the same thing: 三名民警, "four officers"."""
    p, q = a.quantity, b.quantity
    if a.value < 2 or b.value < 2 or p.unit != q.unit:
        return False
    if p.unit == "count":
        return bool(p.noun) and p.noun == q.noun
    return p.unit != "ordinal"


def _power_of_ten(a: Atom, b: Atom) -> int:
    """How many places the English is larger than the Chinese, 0 where they differ otherwise."""
    if not a.value or not b.value:
        return 0
    ratio, sign = (b.value / a.value, 1) if b.value > a.value else (a.value / b.value, -1)
    places = 0
    while ratio >= 10 and ratio.denominator == 1 and ratio.numerator % 10 == 0:
        ratio /= 10
        places += 1
    return sign * places if ratio == 1 else 0


def _same_digits(a: Atom, b: Atom) -> bool:
    return _power_of_ten(a, b) != 0


def _same_unit(a: Atom, b: Atom) -> bool:
    return a.quantity.unit == b.quantity.unit


def _any(a: Atom, b: Atom) -> bool:
    return True


def _conflict(a: Atom, b: Atom) -> str:
    return "figure-magnitude" if _power_of_ten(a, b) else "figure-mismatch"


def times(a: Atom, b: Atom) -> str:
    """``×10`` or ``÷1,000`` where the English differs from the Chinese by a power of ten only, else empty."""
    places = _power_of_ten(a, b)
    return f"×{10**places:,}" if places > 0 else f"÷{10**-places:,}" if places < 0 else ""
