"""What the words around an English number say about it: unit, currency, noun, bound."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from jingci.numerals import english_patterns as patterns
from jingci.numerals import english_units as units
from jingci.numerals.quantity import Bound, Quantity, QuantityKind


class Named(NamedTuple):
    """The unit that words name, its kind, what the written number is divided by, and where the words end."""

    unit: str
    kind: QuantityKind
    divisor: int
    stop: int


class Counted(NamedTuple):
    """What a number counts: unit, kind, noun group, and where the unit ends (the noun is not part of it)."""

    unit: str
    kind: QuantityKind
    noun: str
    stop: int


_SHARES: dict[str, tuple[str, QuantityKind, int]] = {
    "pp": ("points", "points", 100),
    "bp": ("points", "points", 10_000),
    "pct": ("ratio", "percent", 100),
    "mille": ("ratio", "per-mille", 1000),
    "myriad": ("ratio", "per-ten-thousand", 10_000),
}
_MEASURES = {"cubic": "volume:m3", "kwh": "energy:kWh", "kmh": "speed:kmh"}
_POWERS = {"km2": "area:km2", "m2": "area:m2", "m3": "volume:m3", "ft2": "area:ft2"}


def unit_named(t: str, pos: int) -> tuple[Named | None, str]:
    """The unit named right after a number, and ``a`` or ``p`` where it is a clock time with a.m. or p.m."""
    after = units.AFTER.match(t, pos)
    if after is None:
        return None, ""
    end = after.end()
    for group, (unit, kind, worth) in _SHARES.items():
        if after[group]:
            return Named(unit, kind, worth, end), ""
    for group, unit in _MEASURES.items():
        if after[group]:
            return Named(unit, "measure", 1, end), ""
    if after["age"]:
        return Named("age", "age", 1, end), ""
    if after["area"]:
        return Named(units.area(after["sq"]), "measure", 1, end), ""
    if after["power"]:
        power = after["power"].replace("²", "2").replace("³", "3")
        return Named(_POWERS.get(power, "count"), "measure", 1, end), ""
    if after["temp"]:
        scale = after["scale"] or ""
        return Named(f"temperature:{scale[:1].upper() if scale else 'any'}", "measure", 1, end), ""
    if after["clock"]:
        return Named("clock:hour", "time", 1, end), after["pm"] or ""
    return Named(f"money:{units.CURRENCY_WORD[after['cur'][:2]]}", "money", 1, end), ""


def currency_before(t: str, start: int) -> str:
    """The currency written before a number: US$, RMB, €; ``dollar`` for a bare $, empty where there is none."""
    match = units.CURRENCY_BEFORE.search(t[max(0, start - 5) : start])
    if match is None:
        return ""
    code, sign = match["code"] or match["short"], match["sign"]
    if sign and sign != "$":
        return units.CURRENCY_SIGN[sign]
    if code:
        return units.CURRENCY_CODE[code]
    return "dollar" if sign else ""


def counted(t: str, raw: str, start: int, end: int, stop: int, value: Fraction, last: Quantity | None) -> Counted:
    """What the number in digits or words ``t[start:end]`` counts; ``last`` is the quantity before it."""
    if t[start] in "0123456789" and value.denominator == 1 and end - start <= 4 and stop == end:
        dated = _dated(t, raw, start, end, value, last)
        if dated is not None:
            return dated
    return following(t, stop)


def _dated(t: str, raw: str, start: int, end: int, value: Fraction, last: Quantity | None) -> Counted | None:
    if end - start == 2 and last is not None and last.unit == "date:year":
        century = last.value // 100 * 100
        if patterns.SHORT_YEAR.fullmatch(t, last.span.end, start) and century + value > last.value:
            return Counted("short-year", "year", "", end)
    if end - start == 4 and 1000 <= value < 2200:
        word = patterns.WORDS.match(t, end)
        follower = word[1] if word else ""
        if follower not in units.UNIT_OF and units.NOUN_OF.get(follower) not in ("person", "case", "household"):
            return Counted("date:year", "year", "", end)
    if _beside_month(t, raw, start, end, last):
        # A value no month has (a slip, or two figures exchanged) still stands in the place of a day.
        return Counted("date:day", "day", "", end) if value <= 31 else Counted("count", "cardinal", "day", end)
    if patterns.LABEL_BEFORE.search(t[max(0, start - 16) : start]):
        return Counted("ordinal", "label", "", end)
    return None


def _beside_month(t: str, raw: str, start: int, end: int, last: Quantity | None) -> bool:
    if last is not None and last.unit == "date:month" and patterns.AFTER_MONTH.fullmatch(t, last.span.end, start):
        return True
    if last is not None and last.unit == "date:day" and patterns.AFTER_DAY.fullmatch(t, last.span.end, start):
        return True
    word = patterns.WORDS.match(t, end)
    return bool(word and word[1] in units.MONTHS and raw[word.start(1)].isupper())


def following(t: str, stop: int) -> Counted:
    """The unit or noun among the next few words."""
    at, noun = stop, ""
    for place in range(4):
        match = patterns.WORDS.match(t, at)
        if match is None:
            break
        word = match[1]
        unit = units.UNIT_OF.get(word, "")
        cls, _, name = unit.partition(":")
        if place == 0 and unit:
            kind: QuantityKind = "money" if cls == "money" else "multiple" if unit == "multiple" else "measure"
            return Counted(unit, kind, name if cls == "duration" else "", match.end())
        if word in patterns.STOP:
            break
        if group := units.NOUN_OF.get(word):
            noun = group
            break
        if unit:
            if cls == "duration" and (name != "year" or word == "years"):
                return Counted(unit, "measure", name, stop)
            if cls in ("duration", "money"):
                noun = name
            break
        noun = noun or word
        at = match.end()
    return Counted("count", "cardinal", noun, stop)


def is_metres(t: str, value: Fraction, stop: int) -> bool:
    """Whether the m of 1.83m, 100m or (11.5m) is metres rather than million."""
    if value > 99 or patterns.LENGTH_WORD.match(t, stop):
        return True
    word = patterns.WORDS.match(t, stop)
    return value.denominator > 1 and not (word and word[1] not in patterns.STOP)


def bound_around(t: str, start: int, stop: int) -> Bound:
    """The bound that stands before or after ``t[start:stop]``."""
    head = t[max(0, start - 24) : start]
    for pattern, bound in units.BOUND_BEFORE:
        if pattern.search(head):
            return bound
    for pattern, bound in units.BOUND_AFTER:
        if pattern.match(t, stop):
            return bound
    return "exact"


def is_month(t: str, raw: str, start: int, end: int) -> bool:
    """Whether a month name is one here: May and March are also verbs."""
    word = t[start:end]
    if word not in patterns.DOUBTFUL_MONTHS:
        return True
    if not raw[start].isupper():
        return False
    if word not in patterns.VERB_MONTHS and start > 1:
        return True
    return bool(patterns.MONTH_AFTER.match(t, end) or patterns.MONTH_BEFORE.search(t[max(0, start - 12) : start]))


def in_name(t: str, raw: str, start: int) -> bool:
    """Whether a number is part of a name: G20, F-16, COVID-19; but not FY2018, mid-2018 or RMB20."""
    before = t[start - 1] if start else ""
    if before.isascii() and before.isalpha():
        return not t.endswith("fy", 0, start) and not currency_before(t, start)
    if before != "-" or start < 2 or not t[start - 2].isalpha():
        return False
    i = start - 2
    while i > 0 and start - i <= 12 and raw[i - 1].isalpha():
        i -= 1
    return raw[i : start - 1].isupper()
