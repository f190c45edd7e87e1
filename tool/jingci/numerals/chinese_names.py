"""Chinese numerals that name rather than count: G20, 110接处警, “9·11”, 十三五, 三峡, and dates in figures only."""

from __future__ import annotations

import re
from fractions import Fraction

from jingci.model import Span
from jingci.numerals import chinese_patterns as patterns
from jingci.numerals import chinese_values
from jingci.numerals.chinese_units import unit_word
from jingci.numerals.chinese_words import word_without_figure
from jingci.numerals.quantity import Quantity, QuantityKind, quantity


def named(t: str, start: int, end: int) -> tuple[list[Quantity], int] | None:
    """The quantities and the end of a name whose number starts at ``start`` with a digit, or None."""
    if t[start + 4 : start + 5] in patterns.ISO_MARKS and (iso := patterns.ISO.match(t, start)):
        found = []
        parts: tuple[tuple[str, QuantityKind], ...] = (("y", "year"), ("m", "month"), ("d", "day"))
        for group, kind in parts:
            found.append(_number(iso[group], iso.start(group), f"date:{kind}", kind, exempt=False))
        return found, iso.end()
    beside_latin = t[end] in patterns.LATIN or t[start - 1] in patterns.LATIN_OR_GAP
    if beside_latin and _in_latin_word(t, start, end):
        match = patterns.DIGITS.match(t, start)
        stop = match.end() if match else end
        value, step = chinese_values.decimal(t[start:stop])
        return [Quantity(value, Span(start, stop), "label", "label", step=step, digits=True)], stop
    if (call := patterns.SERVICE.match(t, start) if t[start] == "1" else None) and (
        patterns.SERVICE_AFTER.match(t, call.end()) or t.endswith(("拨打", "拨", "打"), 0, start)
    ):
        return [_number(call[0], start)], call.end()
    if t.startswith("911", start) and patterns.EVENT.match(t, start):
        return [_number("9", start), _number("11", start + 1)], start + 3
    if not patterns.DOTS.isdisjoint(t[start + 1 : start + 3]) and (dotted := patterns.DOTTED.match(t, start)):
        # 8·11 and 9·30 name an event by its date.
        first = re.split(r"[^0-9]", dotted[0])
        return [_number(first[0], start), _number(first[1], dotted.end() - len(first[1]))], dotted.end()
    return None


def _number(
    digits: str, start: int, unit: str = "label", kind: QuantityKind = "label", exempt: bool = True
) -> Quantity:
    span = Span(start, start + len(digits))
    return Quantity(Fraction(int(digits)), span, unit, kind, exempt=exempt, digits=True)


def _in_latin_word(t: str, start: int, end: int) -> bool:
    """Whether the digits are part of a name in letters: CRH380, F-16, 5G; but not GDP80%, 5km."""
    before = t[start - 1] if start else ""
    if before.isascii() and before.isalpha():
        return not patterns.SURE_UNIT.match(t, end)
    if before == " " and start > 1 and t[start - 2].isascii() and t[start - 2].isalpha():
        return not unit_word(t, end + t.startswith(" ", end)) and t[end - 1].isdigit()  # Galaxy 7, but NASA 2018年
    if before == "-" and start > 1 and t[start - 2].isascii() and t[start - 2].isalpha():
        return True
    after = t[end : end + 1]
    return after.isascii() and after.isalpha() and t[end - 1].isdigit() and not patterns.LATIN_UNIT.match(t, end)


def in_word(t: str, start: int, end: int) -> tuple[Quantity | None, int] | None:
    """The numeral of a word without a figure (三峡, 统一) and where the word ends, or None."""
    if end - start == 2 and patterns.QUOTED_HOLIDAY.match(t, max(0, start - 1)):
        return Quantity(Fraction(11), Span(start, end), exempt=True), end
    stop = word_without_figure(t, start)
    if not stop or "点" in t[start:end] or t.startswith(("十分钟", "十分之"), start):
        return None
    if end - start > 1 and ((t[start + 1] in "十百千万亿" and stop <= end) or t.startswith("第", max(0, start - 1))):
        return None
    last = min(end, stop)
    numeral = chinese_values.read(t[start:last])
    if numeral is None:
        return None, stop
    found = quantity(
        numeral.value, start, last, "count", "label", "exact", numeral.high, numeral.step, "", exempt=True, digits=False
    )
    return found, stop


def plan(t: str, start: int) -> Quantity | None:
    """十三五, short for the thirteenth five-year plan."""
    match = patterns.FIVE_YEAR_PLAN.match(t, start)
    number = chinese_values.read(t[start : match.end() - 1]) if match else None
    if match is None or number is None:
        return None
    return Quantity(number.value, Span(start, match.end()), "ordinal", "ordinal", exempt=True)


def may_be_named(t: str, start: int, end: int) -> bool:
    """Whether :func:`named` may find something for a run of digits that neither comma nor point follows: most are
    beside nothing of the kind."""
    return t[start - 1] in patterns.LATIN_OR_GAP or t[end] in patterns.NAME_AFTER or t[start:end] in patterns.NAMES


def roman(t: str, at: int) -> Quantity:
    """Ⅱ型: a Roman numeral of the Chinese character sets."""
    value = Fraction(patterns.ROMANS.index(t[at]) + 1)
    return Quantity(value, Span(at, at + 1), "label", "label", exempt=True)
