"""What the characters around a Chinese numeral say about it: unit, bound, and whether it must be rendered."""

from __future__ import annotations

import re
from fractions import Fraction

from jingci.numerals import chinese_patterns as patterns
from jingci.numerals.chinese_units import COUNTED, UNITS, Unit, unit_word
from jingci.numerals.chinese_values import Numeral
from jingci.numerals.quantity import Bound

_YEAR = Unit("date:year", "year", "", True)
#: What shows that 四点 is four o'clock and not four points of an argument.
_CLOCK_AFTER = re.compile(r"[半钟分整许多一二三四五十零左前]|以[前后]|之[前后]")
_CLOCK_BEFORE = re.compile(r"[午晨晚早日夜间约到至从]$")
_AFTER_BOUNDS: dict[str, Bound] = {"about": "about", "least": "at-least", "most": "at-most", "over": "over"}
#: What makes these no unit: the next characters belong with them to another word.
_OTHER_WORD = {
    "里": tuple("约昂斯德奇尔"),
    "成": tuple("为功立员长就了绩本果熟交分"),
    "只": tuple("比有是能要会需"),
}
#: Units only after digits; after characters they are parts of other words (三面, 四大, 两地).
_DIGITS_ONLY = frozenset("平方比后大发手面线路地万对")
#: Units that are not always units, or not always the same ones.
_DOUBTFUL = _DIGITS_ONLY | _OTHER_WORD.keys() | {"年间", "年度", "个点", *"年个月日号时点后块度番"}
_COUNTED = tuple(COUNTED)


def unit_at(
    t: str, start: int, end: int, pos: int, numeral: Numeral, arabic: bool, over: bool
) -> tuple[Unit | None, int]:
    """The unit of the numeral ``t[start:end]``, looked for at ``pos``, and where it ends.

    :param t: folded text, with its end (:data:`patterns.END`), as everywhere here.
    :param over: whether 多 or 余 stands between numeral and unit, which no date has.
    """
    word = unit_word(t, pos)
    if not word:
        return None, end
    stop, value, unit = pos + len(word), numeral.value, UNITS[word]
    if word not in _DOUBTFUL:
        return unit, stop
    if word in ("年", "年间", "年度") and not over and _is_date(t, start, end, stop, word, value, arabic):
        return _YEAR, stop
    if word == "个":
        return _after_ge(t, unit, stop)
    if word in _OTHER_WORD and t.startswith(_OTHER_WORD[word], stop):
        return None, end
    if word in ("月", "日", "号", "时", "点"):
        if over or value.denominator != 1 or value.numerator > 31:
            return (Unit("ordinal", "ordinal", "", True), stop) if word == "号" else (None, end)
        if (word == "月" and value > 12) or (word in ("时", "点") and (value > 24 or t.startswith("击", stop))):
            return None, end
    if (
        word == "点"
        and not arabic
        and not _CLOCK_AFTER.match(t, stop)
        and not _CLOCK_BEFORE.search(t, max(0, start - 2), start)
    ):
        return None, end  # 四点原因
    if word == "后" and not (value % 10 == 0 and value < 100 and pos == end and t[end - 1] in "0十"):
        return None, end
    if word == "成" and value > 10:
        return None, end
    if word == "个点" and t.startswith(tuple("位球评子赞"), stop):
        return UNITS["个"], pos + 1
    if word == "块" and t[stop] not in f"，。、的钱{patterns.END}":
        return UNITS["枚"], stop
    if word == "度" and not arabic:
        return UNITS["次"], stop
    if word == "番" and t.startswith("翻", start - 1 if start else 0):
        return Unit("multiple", "multiple", "", True), stop
    if word in _DIGITS_ONLY and not arabic:
        return None, end
    return unit, stop


def _is_date(t: str, start: int, end: int, stop: int, word: str, value: Fraction, arabic: bool) -> bool:
    """Whether 年 ends a year of the calendar rather than a number of years."""
    if value.denominator != 1:
        return False
    four = end - start == 4
    if arabic:
        if four and int(value) in patterns.DATE_YEAR:
            return True
        if word == "年" and end - start == 2 and t[start] in "0189" and not t.startswith("第", max(0, start - 1)):
            month = patterns.NUMERAL.match(t, stop)
            return month is not None and t.startswith("月", month.end())
        return False
    return word == "年" and four and not any(c in "十百千万" for c in t[start:end])


def _after_ge(t: str, unit: Unit, stop: int) -> tuple[Unit, int]:
    """个 goes with any noun; what follows says which (两个半小时, 50个国家)."""
    if t.startswith("半", stop) and (rest := patterns.AND_HALF.match(t, stop)):
        return Unit(f"duration:{patterns.HALF_NAMES[rest[1]]}", "measure", "half", True), rest.end()
    if t.startswith(_COUNTED, stop):
        noun = next(noun for counted, noun in COUNTED.items() if t.startswith(counted, stop))
        return Unit(unit.unit, unit.kind, noun, True), stop
    return unit, stop


def bound_around(t: str, start: int, stop: int, over: bool) -> Bound:
    """The bound that stands before or after ``t[start:stop]``; ``over`` if 多 or 余 stands inside."""
    if t[start - 1] in patterns.BOUND_BESIDE:
        head = t[max(0, start - 5) : start].rstrip(patterns.AFTER_BOUND)
        if head[-1:] in patterns.BOUND_ENDS and (bound := _bound_before(head)):
            return bound
    if t[stop] in patterns.BOUND_BEGINS:
        after = patterns.BOUND_AFTER.match(t, stop)
        if after and after.lastgroup:
            return _AFTER_BOUNDS[after.lastgroup]
    return "over" if over else "exact"


def _bound_before(head: str) -> Bound | None:
    for size in (4, 3, 2, 1):
        if len(head) >= size and (bound := patterns.BOUND_BEFORE.get(head[-size:])):
            return None if size == 1 and head.endswith(patterns.NOT_BOUND) else bound
    return None


def may_go_unsaid(
    t: str, start: int, end: int, value: Fraction, high: Fraction | None, unit: Unit | None, ordinal: bool
) -> bool:
    """Whether a numeral in characters may go without a figure in English (一个, 两岸, 四部门, 百姓)."""
    if unit is not None and unit.unit in ("date:year", "date:month", "date:day"):
        if unit.unit == "date:month":
            return value == 1 and t.startswith("一", start + 2)  # 一月一通报
        # 一日, 三日 without a month are as often durations or idioms as dates.
        return unit.unit == "date:day" and value <= 3 and t[max(0, start - 1) : start] not in ("月", "至", "到")
    # To compare a fraction takes many times as long.
    number = value.numerator if value.denominator == 1 else value
    if t.startswith("大", start + 2) and 12 <= number <= 30:
        return False  # 十九大
    if number == 1 or (t[start] != "十" and not t[start:end].strip("十百千万亿多余")):
        return True
    if high is not None:
        return False
    if unit is None:
        return number <= 10 or (not ordinal and number < 20)
    if number == 2 or (number <= 10 and unit.kind == "cardinal" and not ordinal):
        return True
    return not unit.sure and number <= 10


def magnitude_written(t: str, start: int, end: int) -> int:
    """The magnitude a numeral is written with, which the lower end of a range shares: 3至4万."""
    worth = 1
    for c in t[start:end]:
        worth *= {"万": 10**4, "亿": 10**8, "兆": 10**12}.get(c, 1)
    return worth
