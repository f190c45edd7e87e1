"""What a figure in a text says: one value with its unit, its bound and its place."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from jingci.model import Span

Bound = Literal["exact", "about", "over", "under", "at-least", "at-most"]
QuantityKind = Literal[
    "cardinal",
    "ordinal",
    "year",
    "month",
    "day",
    "decade",
    "century",
    "time",
    "percent",
    "per-mille",
    "per-ten-thousand",
    "fraction",
    "points",
    "multiple",
    "money",
    "measure",
    "age",
    "vague",
    "label",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text, in either language.

    :ivar value: the exact value in ``unit``, with magnitudes applied: 2.2亿 is 220,000,000. A share (unit ``ratio``)
        and percentage points (unit ``points``) are given as a part of one: 三成 is 3/10, 0.5个百分点 is 1/200. The sign
        is not part of the value: 零下5度 is 5.
    :ivar span: where it stands, in code points of the text as given; it covers the number and, where it is written
        next to it, the magnitude and the unit, not the bound.
    :ivar unit: the unit class, with the unit after a colon where one is named: ``count``, ``ratio``, ``points``,
        ``multiple``, ``ordinal``, ``label``, ``age``, ``date:year``, ``date:month``, ``date:day``, ``date:decade``,
        ``date:century``, ``clock:hour``, ``clock:minute``, ``duration:day``, ``money:CNY``, ``length:km`` and so on.
    :ivar kind: how it is written or what it counts, for display.
    :ivar bound: how the text limits it: 283万余 is ``over``.
    :ivar high: the upper end where the text gives a range (20至30, 三五个), else None.
    :ivar step: the worth of the last digit written (2.2亿: 10,000,000), by which rounding is recognised; 0 of an exact
        fraction (三分之一).
    :ivar noun: what is counted, as a group name such as ``person`` where known, else the classifier or word itself.
    :ivar exempt: part of a name, an idiom, a formula or another expression that need not be rendered by a figure.
        It may still correspond to a figure on the other side.
    :ivar digits: written with Arabic digits.
    """

    value: Fraction
    span: Span
    unit: str = "count"
    kind: QuantityKind = "cardinal"
    bound: Bound = "exact"
    high: Fraction | None = None
    step: Fraction = Fraction(1)
    noun: str = ""
    exempt: bool = False
    digits: bool = False

    @property
    def unit_class(self) -> str:
        """The unit class without the unit: ``money`` of ``money:CNY``."""
        return self.unit.partition(":")[0]


class _OpenSpan:
    __slots__ = Span.__slots__


class _OpenQuantity:
    __slots__ = Quantity.__slots__


#: Makes an object without calling its class, which would take longer than to fill it.
new = object.__new__


def quantity(
    value: Fraction,
    start: int,
    end: int,
    unit: str,
    kind: QuantityKind,
    bound: Bound,
    high: Fraction | None,
    step: Fraction,
    noun: str,
    exempt: bool,
    digits: bool,
) -> Quantity:
    """The same as :class:`Quantity` with its span, in a third of the time, for readers that make many.

    A frozen dataclass sets each field by a detour around its own lock. So objects with the same slots, but without a
    lock, are filled and then made what they are to be.
    """
    span: Any = new(_OpenSpan)
    span.start, span.end = start, end
    span.__class__ = Span
    made: Any = new(_OpenQuantity)
    made.value, made.span, made.unit, made.kind, made.bound = value, span, unit, kind, bound
    made.high, made.step, made.noun, made.exempt, made.digits = high, step, noun, exempt, digits
    made.__class__ = Quantity
    result: Quantity = made
    return result
