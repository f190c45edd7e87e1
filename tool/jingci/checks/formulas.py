"""Counted formulas: the number of a formula is kept in the English (“三圈” → three rings)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.formulas import find_formulas
from jingci.model import Finding, Formula, Severity
from jingci.numerals import find_quantities

_NUMBER = re.compile("[0-9]+|[一二三四五六七八九十百两双]+")
_MAY_COUNT = re.compile("[0-9二三四五六七八九十百两双]")
#: A count without quotation marks that the termbase does not know may just be a count: 浙江、云南两省.
_OPENING = '“"「『‘'
_WORD = re.compile(r"[a-z]+|[0-9]+")
#: What says a small number without being its numeral.
_SAYS = {
    2: {"two", "both", "pair", "pairs", "double", "doubly", "dual", "twin", "twofold", "second", "either", "couple",
        "bi", "twice"},
    3: {"three", "tri", "triple", "threefold", "third", "trinity", "trio", "thrice"},
    4: {"four", "quad", "quadruple", "fourfold", "fourth", "quartet"},
    5: {"five", "quintuple", "fivefold", "fifth", "quintet"},
    6: {"six", "sixfold", "sixth", "sextuple"},
    7: {"seven", "sevenfold", "seventh"},
    8: {"eight", "eightfold", "eighth"},
    9: {"nine", "ninefold", "ninth"},
    10: {"ten", "tenfold", "tenth"},
}  # fmt: skip


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Formulas whose number the English does not say."""
    if not pair.en.strip() or not _MAY_COUNT.search(pair.zh):
        return
    for formula in find_formulas(pair.zh, pair.glossary):
        missing = [text for text, value in _numbers(formula) if not _is_said(value, pair)]
        if not missing or _is_rendered(formula, pair):
            continue
        # 四川造 counts nothing.
        if any(name.kind == "place" and name.span.overlaps(formula.span) for name in pair.names):
            continue
        before = pair.zh[formula.span.start - 1 : formula.span.start]
        named = bool(formula.concept) or (before != "" and before in _OPENING)
        severity: Severity = "warning" if named else "info"
        message = f"the formula {formula.text} counts {'、'.join(missing)}; the English does not say that number"
        yield pair.finding("formula-count", message, [formula.span], severity=severity)


def _numbers(formula: Formula) -> list[tuple[str, int]]:
    """The numbers of a formula but one: 两降两升 has two of them."""
    numbers = []
    for match in _NUMBER.finditer(formula.text):
        value = _value(match[0])
        if value > 1:
            numbers.append((match[0], value))
    return numbers


def _value(text: str) -> int:
    if text in ("双", "两"):
        return 2
    quantities = find_quantities(f"{text}个", "zh")
    return int(quantities[0].value) if quantities else 0


def _is_said(value: int, pair: Pair) -> bool:
    words = frozenset(_WORD.findall(pair.en.casefold()))
    if str(value) in words or not words.isdisjoint(_SAYS.get(value, ())):
        return True
    return any(quantity.value == value for quantity in pair.quantities[1])


def _is_rendered(formula: Formula, pair: Pair) -> bool:
    """Whether an approved rendering of the formula, or one that differs on purpose, stands in the English."""
    if formula.concept in pair.linked:
        return True
    concept = pair.glossary.by_id.get(formula.concept) if pair.glossary is not None else None
    return concept is not None and bool(pair.approved(concept))
