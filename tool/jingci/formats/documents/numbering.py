"""The numbers that a word processor prints before paragraphs and does not store in them: 一、 (一) 1."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_MAX_NUMBER = 9_999


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the number it starts with, the kind of its numerals, its pattern (``"(%1)"``)."""

    start: int = 1
    numerals: str = "decimal"
    pattern: str = "%1."


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """What is printed before the next paragraph of a list; empty for bullets and unknown lists."""
        levels = self.levels.get(list_id, {})
        if level not in levels:
            return ""
        # Lists made of one definition count on, one after the other.
        counts = self.counts.setdefault(self.shared.get(list_id, list_id), {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if levels[level].numerals in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            here = levels.get(at, Level())
            return numeral(counts.get(at, here.start), here.numerals)

        return re.sub(r"%([1-9])", number, levels[level].pattern)


def numbering_of(root: _Element | None) -> Numbering:
    """The lists that a document's numbering part defines."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions = {item.get(f"{W}abstractNumId"): _levels(item) for item in root.iterfind(f"{W}abstractNum")}
    for item in root.iterfind(f"{W}num"):
        list_id = item.get(f"{W}numId") or ""
        definition = _value(item, "abstractNumId")
        numbering.levels[list_id] = dict(definitions.get(definition, {}))
        numbering.shared[list_id] = f"definition {definition}"
        for override in item.iterfind(f"{W}lvlOverride"):
            start = _value(override, "startOverride")
            at = override.get(f"{W}ilvl") or ""
            if start.isdigit() and at.isdigit() and (old := numbering.levels[list_id].get(int(at))):
                numbering.levels[list_id][int(at)] = Level(int(start), old.numerals, old.pattern)
                numbering.shared[list_id] = list_id
    return numbering


def _levels(definition: _Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for item in definition.iterfind(f"{W}lvl"):
        at, start = item.get(f"{W}ilvl") or "", _value(item, "start")
        if at.isdigit():
            numerals = _value(item, "numFmt") or "decimal"
            levels[int(at)] = Level(int(start) if start.isdigit() else 1, numerals, _value(item, "lvlText"))
    return levels


def _value(element: _Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val") or ""


def numeral(number: int, numerals: str) -> str:
    """A number in one of the kinds of numerals of WordprocessingML; decimal where the kind is unknown.

    >>> [numeral(12, kind) for kind in ("decimal", "chineseCounting", "upperLetter", "lowerRoman")]
    ['12', '十二', 'L', 'xii']
    """
    if not 0 < number <= _MAX_NUMBER:
        return str(number)
    if numerals in (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
    ):
        return _chinese(number)
    if numerals == "decimalEnclosedCircle" and number <= 20:
        return chr(0x2460 + number - 1)
    if numerals in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if numerals == "upperLetter" else letter.lower()
    if numerals in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if numerals == "upperRoman" else roman.lower()
    return str(number)


def _chinese(number: int) -> str:
    text, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (number // value)
        number %= value
    return text
