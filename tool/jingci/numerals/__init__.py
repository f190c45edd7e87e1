"""Figures in Chinese and English: quantities as exact values with unit, bound and place, and their comparison.

>>> [q] = find_quantities("采集信息2.2亿条")
>>> q.value, q.unit, q.span
(Fraction(220000000, 1), 'count', Span(start=4, end=9))
"""

from __future__ import annotations

from typing import Literal

from jingci.errors import UsageError
from jingci.numerals import chinese, english
from jingci.numerals.compare import FigureFinding, compare, compare_quantities
from jingci.numerals.quantity import Bound, Quantity, QuantityKind


def find_quantities(text: str, lang: Literal["zh", "en"] = "zh") -> list[Quantity]:
    """All quantities of a text, in order of place.

    :param text: a sentence or more, simplified or traditional, half- or full-width.
    :param lang: ``zh`` or ``en``.
    :returns: quantities whose spans count code points of ``text`` as given, in order of their starts. They do not
        overlap, except that "3 out of 10" is a share and the two numbers it is made of. A Chinese range (20至30人) is
        one quantity with ``high``; an English range ("20 to 30 people") is two, in the same unit.
    """
    if lang == "zh":
        return chinese.find(text)
    if lang == "en":
        return english.find(text)
    raise UsageError(f"no numerals for language {lang!r}", hint="one of: zh, en")


__all__ = ["Bound", "FigureFinding", "Quantity", "QuantityKind", "compare", "compare_quantities", "find_quantities"]
