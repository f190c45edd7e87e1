"""The one-line explanations of findings about figures."""

from __future__ import annotations

from fractions import Fraction

from jingci.numerals.pairing import Atom
from jingci.numerals.quantity import Quantity
from jingci.numerals.rewriting import times

_BOUNDS = {"over": "over", "under": "under", "about": "about", "at-least": "at least", "at-most": "at most"}
_WRITTEN = {"percent": (100, "%"), "per-mille": (1000, "‰"), "per-ten-thousand": (10_000, " per 10,000")}


def plain(value: Fraction) -> str:
    """A value for display: 220,000,000; 8.9; 1/3."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    places = next((n for n in range(1, 13) if 10**n % value.denominator == 0), 0)
    if places:
        whole, rest = divmod(int(abs(value) * 10**places), 10**places)
        return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{places}}"
    return f"{value.numerator}/{value.denominator}"


def shown(value: Fraction, quantity: Quantity) -> str:
    """A value in the way its quantity is written: 30%, 8.9 per 10,000, 2.3 points."""
    if quantity.unit_class == "points" and quantity.kind == "points":
        return f"{plain(value * 100)} points"
    if quantity.kind in _WRITTEN:
        scale, sign = _WRITTEN[quantity.kind]
        return plain(value * scale) + sign
    if quantity.unit == "date:year":
        return str(value.numerator)
    return plain(value)


class Sayer:
    """Writes the messages about one sentence pair."""

    def __init__(self, zh_text: str, en_text: str) -> None:
        self._zh = zh_text
        self._en = en_text

    def _left(self, a: Atom) -> str:
        """The Chinese figure and its value, unless its digits already say it: 2.2亿 = 220,000,000, but 3800台."""
        text = a.quantity.span.of(self._zh)
        value = shown(a.value, a.quantity)
        if a.quantity.unit_class in ("date", "clock", "ordinal", "label"):
            return text
        unit = _without_unit(text) if a.quantity.unit_class in ("count", "money", "ratio") else text
        said = unit.replace(" ", "").replace(",", "").startswith(value.replace(",", ""))
        return text if said else f"{unit} = {value}"

    def _right(self, b: Atom) -> str:
        return b.quantity.span.of(self._en)

    def other(self, a: Atom, b: Atom) -> str:
        """Another value stands in the English."""
        factor = times(a, b)
        return f"{self._left(a)}; the English has {self._right(b)}" + (f" ({factor})" if factor else "")

    def missing(self, a: Atom) -> str:
        """No such figure stands in the English."""
        return f"{self._left(a)}; the English has no such figure"

    def extra(self, b: Atom) -> str:
        """The English has a figure that the Chinese does not give."""
        return f"the Chinese has no figure for {self._right(b)}"

    def unit(self, a: Atom, b: Atom) -> str:
        """Same value, contradicting units."""
        names = {a.quantity.unit, b.quantity.unit}
        hint = " (percent is not percentage points)" if names == {"ratio", "points"} else ""
        return f"{a.quantity.span.of(self._zh)} has another unit than {self._right(b)}{hint}"

    def place(self, a: Atom, b: Atom) -> str:
        """The value is there, but as something else."""
        return f"{a.quantity.span.of(self._zh)} stands in the English as something else: {self._right(b)}"

    def exchanged(self, a: Quantity, b: Quantity, c: Quantity, d: Quantity) -> str:
        """Two figures stand in one another's places."""
        left, right = a.span.of(self._zh), b.span.of(self._zh)
        return f"{left} and {right} seem to be exchanged: {c.span.of(self._en)} and {d.span.of(self._en)}"

    def rounded(self, a: Atom, b: Atom) -> str:
        """The English rounds."""
        return f"{self._left(a)}, rounded to {self._right(b)}"

    def bound(self, a: Atom, b: Atom) -> str:
        """余, 近 or 以上 is not in the English, or turned round."""
        said = _BOUNDS.get(b.quantity.bound)
        end = f"{said} {self._right(b)}" if said else f"{self._right(b)} without it"
        return f"{a.quantity.span.of(self._zh)} is {_BOUNDS[a.quantity.bound]}; the English has {end}"


def _without_unit(text: str) -> str:
    """The numeral without classifier or unit, for the left side of an equation: 2.2亿 of 2.2亿条."""
    end = len(text)
    while end > 1 and text[end - 1] not in _NUMERIC:
        end -= 1
    return text[:end]


_NUMERIC = frozenset(
    "0123456789０１２３４５６７８９零〇○一二三四五六七八九十百千万萬亿億兆两兩廿卅半%％‰成壹贰叁肆伍陆柒捌玖拾佰仟点點"
)
