"""Comparison of the figures of a Chinese sentence and its English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingci.model import Severity, Span
from jingci.numerals import chinese, english, order, rewriting
from jingci.numerals.chinese_words import fold
from jingci.numerals.pairing import Atom, Pair, atoms, pair_equal
from jingci.numerals.quantity import Quantity


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """What the comparison has to say about a figure.

    :ivar code: ``figure-missing``, ``figure-extra``, ``figure-mismatch``, ``figure-magnitude``, ``figure-unit``,
        ``figure-order``, ``figure-rounded`` or ``figure-bound``.
    :ivar zh_spans: the figures concerned, in code points of the Chinese; ``en_spans`` likewise of the English.
    """

    code: str
    severity: Severity
    message: str
    zh_spans: tuple[Span, ...] = ()
    en_spans: tuple[Span, ...] = ()


#: What only a number can stand before: "the th Congress", "$ million", "a -day visit".
_ORPHAN = re.compile(
    r"(?:^|\s|[\"“(])(?P<suffix>th|nd|rd|(?<=the )st|(?<=and )st)(?=[\s,.;)]|$)"
    r"|(?P<money>[$£€]|\bRMB) ?(?=(?:million|billion|trillion)\b)"
    r"|(?:^|\s)(?P<joined>-(?:day|year|month|hour|minute|meter|metre|percent|year-old))\b"
    r"|(?:^|\s)(?P<clock>:[0-5][0-9])(?![0-9])|(?P<hour>[0-9]:)(?= (?:[ap]\.?m\b|local))"
    r"|(?:^|(?<![0-9])\s)(?P<share>%)(?=[\s,.])"
)


def compare(zh_text: str, en_text: str) -> list[FigureFinding]:
    """Findings about the figures of a sentence pair, in order of severity and place."""
    zh, en = chinese.find(zh_text), english.find(en_text)
    if not zh and not en:
        return []
    return compare_quantities(zh_text, en_text, zh, en)


def compare_quantities(zh_text: str, en_text: str, zh: list[Quantity], en: list[Quantity]) -> list[FigureFinding]:
    """The same for quantities already found."""
    folded = fold(zh_text)
    zh_atoms, en_atoms = atoms(zh), atoms(en)
    pairs, zh_left, en_left = pair_equal(zh_atoms, en_atoms)
    out: list[FigureFinding] = []
    for pair in pairs:
        if pair.code:
            out.append(_finding(pair.code, "warning", zh_text, en_text, pair.zh, pair.en))
        elif not pair.zh.exempt and _bound_lost(pair.zh.quantity, pair.en.quantity):
            out.append(_finding("figure-bound", "info", zh_text, en_text, pair.zh, pair.en))
    for pair in order.misdated(zh, en, pairs):
        out.append(_finding("figure-order", "warning", zh_text, en_text, pair.zh, pair.en))
    for match in _ORPHAN.finditer(en_text):
        span = Span(*match.span(match.lastgroup or 0))
        out.append(FigureFinding("figure-missing", "warning", f"no number before {span.of(en_text)!r}", (), (span,)))
    left = rewriting.settle(folded, en_text, zh_atoms, en_atoms, pairs, zh_left, en_left)
    for p, q in order.displaced(folded, en_text, pairs):
        out.append(_swapped(zh_text, en_text, p, q))
    for a, b in left.rounded:
        out.append(_finding("figure-rounded", "info", zh_text, en_text, a, b))
    for a, b, code in left.conflicts:
        out.append(_finding(code, "warning", zh_text, en_text, a, b))
    for a in left.missing:
        out.append(_finding("figure-missing", "warning", zh_text, en_text, a, None))
    for b in left.extra:
        out.append(_finding("figure-extra", "warning", zh_text, en_text, None, b))
    return out


def _bound_lost(zh: Quantity, en: Quantity) -> bool:
    return zh.bound != "exact" and en.bound == "exact" and zh.unit_class not in ("date", "clock", "ordinal")


def _swapped(zh_text: str, en_text: str, p: Pair, q: Pair) -> FigureFinding:
    spans = [x.quantity.span for x in (p.zh, q.zh, p.en, q.en)]
    message = (
        f"{spans[0].of(zh_text)} and {spans[1].of(zh_text)} seem to be exchanged: "
        f"the English has {spans[2].of(en_text)} and {spans[3].of(en_text)} in each other's places"
    )
    return FigureFinding("figure-order", "warning", message, (spans[0], spans[1]), (spans[2], spans[3]))


def _finding(
    code: str, severity: Severity, zh_text: str, en_text: str, zh: Atom | None, en: Atom | None
) -> FigureFinding:
    left = f"{zh.quantity.span.of(zh_text)} = {float(zh.value):,}" if zh else ""
    right = f"the English has {en.quantity.span.of(en_text)}" if en else "the English has no such figure"
    return FigureFinding(
        code,
        severity,
        f"{left}; {right}",
        (zh.quantity.span,) if zh else (),
        (en.quantity.span,) if en else (),
    )
