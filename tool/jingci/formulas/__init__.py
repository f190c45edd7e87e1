"""Counted formulas: numbers used as names (“三化”, 两抢, 3366), found and spelled out.

What counts as one, and what its members are, is laid down in ``docs/formulas.md``.
"""

from __future__ import annotations

from jingci.formulas.finding import find_formulas

__all__ = ["find_formulas"]
