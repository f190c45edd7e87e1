"""The numbers that formulas count with."""

from __future__ import annotations

import re

from jingci.formulas.words import DIGIT

#: A number up to 999 in figures or up to ninety-nine in characters.
NUMBER = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九双]|[0-9]{1,3})"
A_NUMBER = re.compile(NUMBER)
_TENS = re.compile(r"([二三四五六七八九]?)十([一二三四五六七八九]?)")


def value(number: str) -> int:
    """The value of what :data:`NUMBER` matches.

    >>> [value(n) for n in ("两", "十二", "三十", "29")]
    [2, 12, 30, 29]
    """
    if number.isascii():
        return int(number)
    if match := _TENS.fullmatch(number):
        return (DIGIT[match[1]] if match[1] else 1) * 10 + (DIGIT[match[2]] if match[2] else 0)
    return DIGIT[number]
