"""Comparison of the figures of a Chinese sentence and its English.

The figures of the two sides are paired one to one by value, unit and noun (:mod:`~jingci.numerals.pairing`); what a
translator may do with a figure is allowed for (:mod:`~jingci.numerals.rewriting`); figures that are all there but in
one another's places are found by order and unit (:mod:`~jingci.numerals.order`); the rest is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from jingci.model import Severity, Span
from jingci.numerals import chinese, english, messages, order, rewriting
from jingci.numerals.chinese_words import fold
from jingci.numerals.pairing import Atom, Pair, atoms, pair_equal
from jingci.numerals.quantity import Quantity
from jingci.numerals.script import SIMPLIFIED_OF

FigureCode = Literal[
    "figure-missing",
    "figure-extra",
    "figure-mismatch",
    "figure-magnitude",
    "figure-unit",
    "figure-order",
    "figure-rounded",
    "figure-bound",
]
#: Severity of each code: only the last two are below the default.
SEVERITY: dict[str, Severity] = {
    "figure-missing": "warning",
    "figure-extra": "warning",
    "figure-mismatch": "warning",
    "figure-magnitude": "warning",
    "figure-unit": "warning",
    "figure-order": "warning",
    "figure-rounded": "info",
    "figure-bound": "info",
}
#: What only a number can stand before: "the th Congress", "$ million", "a -day visit", "at 7: a.m.".
_ORPHAN = re.compile(
    r"(?:^|\s|[\"“(])(?P<suffix>th|nd|rd|(?<=the )st|(?<=and )st)(?=[\s,.;)]|$)"
    r"|(?P<money>[$£€]|\bRMB) ?(?=(?:million|billion|trillion)\b)"
    r"|(?:^|\s)(?P<joined>-(?:day|year|month|hour|minute|meter|metre|percent|year-old))\b"
    r"|(?:^|\s)(?P<clock>:[0-5][0-9])(?![0-9])|(?P<hour>[0-9]:)(?= (?:[ap]\.?m\b|local))"
    r"|(?:^|(?<![0-9])\s)(?P<share>%)(?=[\s,.])"
)


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """What the comparison has to say about a figure.

    :ivar code: ``figure-missing`` (the English lacks it), ``figure-extra`` (only the English has it),
        ``figure-mismatch`` (another value), ``figure-magnitude`` (off by a power of ten, or by magnitudes),
        ``figure-unit`` (same value, contradicting unit), ``figure-order`` (in another figure's place),
        ``figure-rounded``, ``figure-bound`` (余, 近 or 以上 not rendered).
    :ivar severity: ``warning``; ``info`` for the last two codes.
    :ivar message: one line that shows values and, where it is the case, the factor.
    :ivar zh_spans: the figures concerned, in code points of the Chinese; ``en_spans`` likewise of the English.
    """

    code: FigureCode
    severity: Severity
    message: str
    zh_spans: tuple[Span, ...] = ()
    en_spans: tuple[Span, ...] = ()


def compare(zh_text: str, en_text: str) -> list[FigureFinding]:
    """Findings about the figures of one sentence pair: warnings before information, each in the order of the text.

    >>> [finding] = compare("采集数据2.2亿条", "2.2 billion records were collected")
    >>> finding.code, finding.message
    ('figure-magnitude', '2.2亿 = 220,000,000; the English has 2.2 billion (×10)')
    """
    return compare_quantities(zh_text, en_text, chinese.find(zh_text), english.find(en_text))


def compare_quantities(zh_text: str, en_text: str, zh: list[Quantity], en: list[Quantity]) -> list[FigureFinding]:
    """The same for quantities already found in the two texts by :func:`jingci.numerals.find_quantities`."""
    found: list[FigureFinding] = []

    def report(code: FigureCode, message: str, *quantities: Quantity | None) -> None:
        half = len(quantities) // 2
        zh_spans, en_spans = (
            tuple(q.span for q in side if q is not None) for side in (quantities[:half], quantities[half:])
        )
        found.append(FigureFinding(code, SEVERITY[code], message, zh_spans, en_spans))

    for match in _ORPHAN.finditer(en_text):
        span = Span(*match.span(match.lastgroup or 0))
        message = f"the English has {span.of(en_text)!r} without its number"
        found.append(FigureFinding("figure-missing", "warning", message, (), (span,)))
    if not zh and not en:
        return found
    say = messages.Sayer(zh_text, en_text)
    folded = fold(zh_text)
    zh_atoms, en_atoms = atoms(zh), atoms(en)
    pairs, zh_left, en_left = pair_equal(zh_atoms, en_atoms)
    for pair in pairs:
        a, b = pair.zh, pair.en
        if pair.code == "figure-unit" and not _local_dollar(zh_text, a.quantity, b.quantity):
            report("figure-unit", say.unit(a, b), a.quantity, b.quantity)
        elif pair.code == "figure-order":
            report("figure-order", say.place(a, b), a.quantity, b.quantity)
        elif _bound_lost(a, b):
            report("figure-bound", say.bound(a, b), a.quantity, b.quantity)
    for p, q in order.displaced(folded, en_text, pairs):
        quantities = [atom.quantity for atom in (p.zh, q.zh, p.en, q.en)]
        report("figure-order", say.exchanged(*quantities), *quantities)
    for pair in order.misdated(zh, en, pairs):
        report("figure-order", say.place(pair.zh, pair.en), pair.zh.quantity, pair.en.quantity)
    rest = rewriting.settle(folded, en_text, zh_atoms, en_atoms, pairs, zh_left, en_left)
    for a, b, code in rest.conflicts:
        message = say.other(a, b)
        report("figure-magnitude" if code == "figure-magnitude" else "figure-mismatch", message, a.quantity, b.quantity)
    for a in rest.missing:
        report("figure-missing", say.missing(a), a.quantity, None)
    for b in rest.extra:
        report("figure-extra", say.extra(b), None, b.quantity)
    for a, b in rest.rounded:
        report("figure-rounded", say.rounded(a, b), a.quantity, b.quantity)
    found.sort(key=_rank)
    return found


def _rank(finding: FigureFinding) -> tuple[bool, int, int]:
    zh, en = finding.zh_spans, finding.en_spans
    return finding.severity == "info", zh[0].start if zh else 1 << 60, en[0].start if en else 0


def _local_dollar(zh_text: str, zh: Quantity, en: Quantity) -> bool:
    """Whether 元 is the dollar of Hong Kong or Taiwan, as it may be in a text in traditional characters."""
    if zh.unit != "money:CNY" or en.unit not in ("money:dollar", "money:HKD", "money:TWD"):
        return False
    return any(c in SIMPLIFIED_OF for c in zh_text)


def _bound_lost(a: Atom, b: Atom) -> bool:
    zh, en = a.quantity, b.quantity
    if zh.exempt or zh.bound == "exact" or zh.bound == en.bound:
        return False
    if zh.unit_class in ("date", "clock", "ordinal"):
        return False
    opposite = {zh.bound, en.bound} <= {"over", "at-least", "under", "at-most"} and (
        (zh.bound in ("over", "at-least")) != (en.bound in ("over", "at-least"))
    )
    return en.bound == "exact" or opposite


__all__ = ["SEVERITY", "FigureCode", "FigureFinding", "Pair", "compare", "compare_quantities"]
