"""The value of a Chinese numeral: 2.2亿, 二十万亿, 三十多万, 二○一八, 三五, 十五六, 八点九."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")}
DIGIT.update(zip("〇○两壹贰叁肆伍陆柒捌玖幺", (0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1), strict=True))
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_OFTEN = 16
_ONE = Fraction(1)
_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\S")


class Numeral(NamedTuple):
    """A numeral read: its value, the upper end of a range, the worth of its last digit, and how it is written.

    ``vague`` marks 几十, 数百 and 十几, whose ends are only conventional; ``over`` an inner 多 or 余 (三十多万).
    """

    value: Fraction
    high: Fraction | None
    step: Fraction
    vague: bool = False
    over: bool = False


def decimal(digits: str) -> tuple[Fraction, Fraction]:
    """The value and the worth of the last place of a string of Arabic digits: ``1,234.50`` is 1234.5 to 1/100."""
    whole, _, places = digits.replace(",", "").partition(".")
    # No figure is longer; the cap keeps a pathological run of digits from building a huge integer.
    whole, places = whole[:40], places[:40]
    if not places:
        return Fraction(int(whole or "0")), Fraction(1)
    scale = 10 ** len(places)
    return Fraction(int((whole or "0") + places), scale), Fraction(1, scale)


def read(run: str) -> Numeral | None:
    """Read a folded (simplified, half-width) numeral, or None where the characters make no number."""
    # The same numerals stand in a text again and again; long runs of digits are not kept.
    return _read_often(run) if len(run) <= _OFTEN else _read(run)


@lru_cache(maxsize=4096)
def _read_often(run: str) -> Numeral | None:
    return _read(run)


def _read(run: str) -> Numeral | None:
    if len(run) <= _OFTEN and run.isascii() and run.isdigit():
        return Numeral(Fraction(int(run)), None, _ONE)
    whole, point, places = run.partition("点")
    if point:
        head = read(whole)
        factor = 1
        while places and places[-1] in LARGE | {"百": 100, "千": 1000} and factor < 10**16:
            factor *= (LARGE | {"百": 100, "千": 1000})[places[-1]]
            places = places[:-1].rstrip("多余来")
        if head is None or not places or any(c not in DIGIT for c in places):
            return None
        scale = 10 ** len(places)
        tail = int("".join(str(DIGIT[c]) for c in places))
        return Numeral((head.value + Fraction(tail, scale)) * factor, None, Fraction(factor, scale))
    tokens = _TOKEN.findall(run)
    if len(tokens) == 1 and tokens[0][0] in "0123456789":
        value, step = decimal(tokens[0])
        return Numeral(value, None, step)
    if all(t in DIGIT for t in tokens):
        return _positional([DIGIT[t] for t in tokens])
    return _with_units(tokens)


def _positional(digits: list[int]) -> Numeral:
    if len(digits) == 2 and 0 < digits[0] < digits[1] and (digits[1] - digits[0] == 1 or digits == [3, 5]):
        return Numeral(Fraction(digits[0]), Fraction(digits[1]), Fraction(1))
    return Numeral(Fraction(int("".join(map(str, digits[:40])))), None, Fraction(1))


def _with_units(tokens: list[str]) -> Numeral | None:
    """Read a numeral that has 十百千万亿; two neighbouring digits (十五六, 四五百) make it a range."""
    low: list[str] = []
    high: list[str] = []
    vague = over = ranged = False
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token in "几数":
            low.append("一" if before in SMALL else "二")
            high.append("九")
            vague = True
        elif token in "多余来":
            over = True
        elif token in DIGIT and before in DIGIT and DIGIT[before] > 0 and not ranged:
            if DIGIT[token] != DIGIT[before] + 1:
                return None
            high[-1] = token
            ranged = True
        elif token == "两" and not after and before in SMALL:
            # 十两 is a weight, not a number.
            return None
        else:
            low.append(token)
            high.append(token)
    bottom = _sum(low)
    if bottom is None:
        return None
    if not (vague or ranged):
        return Numeral(*bottom[:1], None, bottom[1], False, over)
    top = _sum(high)
    if top is None or top[0] <= bottom[0]:
        return None
    return Numeral(bottom[0], top[0], bottom[1], vague, over)


def _sum(tokens: list[str]) -> tuple[Fraction, Fraction] | None:
    """Value and step of a numeral in tokens, each a digit, a run of Arabic digits or a unit."""
    # Whole numbers as such: to reckon with fractions takes many times as long.
    total: int | Fraction = 0  # finished parts, up to the last 万 or 亿
    section: int | Fraction = 0  # the part being read
    pending: int | Fraction | None = None
    step: int | Fraction = 1
    last_unit = 1
    zero = False
    for token in tokens:
        if token in DIGIT:
            if pending is not None and pending != 0:
                return None
            pending, step = DIGIT[token], 1
            zero = zero or pending == 0
        elif token[0] in "0123456789":
            if pending is not None and pending != 0:
                return None
            pending, step = decimal(token)
        elif token in SMALL:
            unit = SMALL[token]
            if unit in (20, 30):
                section += unit
                unit = 10
            else:
                section += (pending or 1) * unit
            step = step * unit if pending else unit
            pending, last_unit, zero = None, unit, False
        elif token in LARGE:
            unit = LARGE[token]
            part = section + (pending or 0)
            if total and total < unit:
                total = (total + part) * unit  # 二十万亿: the units multiply
                step *= unit
            else:
                total += (part or (1 if not total else 0)) * unit
                step = step * unit if part else unit
            section, pending, last_unit, zero = 0, None, unit, False
        else:
            return None
    if pending is not None:
        # 一千二 is 1,200 and 三万五 is 35,000, but 一千零二 is 1,002.
        if (last_unit >= 100 and not zero and pending < 10 and pending.denominator == 1 and tokens[-1] in DIGIT) or (
            last_unit >= 100 and pending < 10 and tokens[-1][0] in "123456789" and len(tokens[-1]) == 1
        ):
            pending *= last_unit // 10
            step = last_unit // 10
        section += pending
    return Fraction(total + section), Fraction(step)
