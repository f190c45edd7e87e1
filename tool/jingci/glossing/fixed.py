"""What is known of stretches of a sentence before its other words are cut: terms, formulas, names, figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jingci.boundaries import SURNAMES
from jingci.model import Concept, Form, Formula, GlossOrigin, Hit, Span
from jingci.names import Name, Part, default_gazetteer
from jingci.numerals import Quantity
from jingci.numerals.writing import write, write_date
from jingci.screen import quoted, visible

_RANK: dict[GlossOrigin, int] = {"": 0, "formula": 1, "termbase": 2, "name": 3, "figure": 4}
_ADDRESS = re.compile(r"https?://[!-~]+")
_OVER = re.compile("[余多]")
_BEFORE = re.compile(
    "(?:(?:不?[超多大高低少]|超出|不少|不多)[过于]|[超逾约近]|至少|最少|至多|最多|不足|不到|将近|接近|大约|约为|大概)"
)
_WITHHELD = re.compile(f"([{''.join(sorted(SURNAMES))}])某(?:某|[甲乙丙])?(?![些个种一地市县区镇乡村街路省所局校])")
_AFTER = re.compile("左右|上下|前后|(?:及|或)?以[上下内]|之内|有余|[余多许]")
_NEARLY = ("近", "将近", "接近")
_NOUNS = ("民警", "警力")
#: What is counted, by the measure word that stands for it.
_COUNTED = {"人次": "person-times", "人": "people", "户": "households", "次": "times", "口人": "people"}
#: What a figure that stands for "1" of these is called.
_SINGLE = {"people": "person", "households": "household", "times": "time", "person-times": "person-time"}
#: What follows each part of a date or a time of day, and what may stand between.
_NEXT = {
    "date:year": "date:month",
    "date:month": "date:day",
    "clock:hour": "clock:minute",
    "clock:minute": "clock:second",
}
_JOINTS = ("", "-", "/", ".", ":", "：", " ")
#: A figure of these needs no bound of the text around it.
_UNBOUNDED = ("date", "clock", "ordinal", "label")


@dataclass(frozen=True, slots=True)
class Known:
    """A stretch with its English. ``span`` counts in the sentence as read; ``parts`` are those of a name."""

    span: Span
    en: str
    origin: GlossOrigin
    pinyin: str = ""
    concept: str = ""
    parts: tuple[Part, ...] = ()


def known_stretches(
    text: str,
    hits: Iterable[Hit],
    formulas: Iterable[Formula],
    names: Iterable[Name],
    quantities: Sequence[Quantity],
) -> list[Known]:
    """What stands where, in order and without overlaps: of two that overlap, the longer; then formula, term, name,
    figure. A figure gives way by its measure word: 5名|民警.

    :param text: the sentence as read; all spans count in it.
    """
    found = [_of_hit(hit) for hit in hits]
    by_span = {known.span: known for known in found}
    spelled = (_of_formula(formula, by_span.get(formula.span)) for formula in formulas)
    found += [known for known in spelled if known is not None]
    found += [*map(_of_name, names), *_withheld(text)]
    found += [Known(Span(m.start(), m.end()), m[0], "") for m in _ADDRESS.finditer(text)]
    taken = _apart(found)
    return _apart([*taken, *figures_of(text, quantities, [known.span for known in taken])])


def _apart(found: Iterable[Known]) -> list[Known]:
    taken: list[Known] = []
    for known in sorted(found, key=lambda k: (-len(k.span), _RANK[k.origin], k.span)):
        place = bisect_left(taken, known.span, key=lambda other: other.span)
        beside = taken[max(0, place - 1) : place + 1]
        if len(known.span) and not any(known.span.overlaps(other.span) for other in beside):
            taken.insert(place, known)
    return taken


def _of_hit(hit: Hit) -> Known:
    pinyin = "" if hit.form.pinyin == "-" else hit.form.pinyin
    return Known(hit.span, rendering(hit.concept, hit.form), "termbase", pinyin, hit.concept.id)


def _of_name(name: Name) -> Known:
    return Known(name.span, name.english, "name", parts=name.parts)


def _withheld(text: str) -> list[Known]:
    """Persons of whom a report gives only the surname: 李某, 王某某."""
    found = []
    for match in _WITHHELD.finditer(text):
        english = f"{default_gazetteer().readings.place(match[1])} (name withheld)"
        parts = (Part(match[0], english, "person"),)
        found.append(Known(Span(match.start(), match.end()), english, "name", parts=parts))
    return found


def rendering(concept: Concept, form: Form) -> str:
    """The rendering that a gloss shows: for a short form the short one, if there is one."""
    if form.status == "short":
        return next((r.text for r in concept.en if r.status == "short"), concept.preferred.text)
    return concept.preferred.text


def _of_formula(formula: Formula, hit: Known | None) -> Known | None:
    """A formula with its members, unless they are spelled out beside it; those of another text are said to be its own.

    None where nothing is known of it that its words do not say.
    """
    beside = all(member.span is not None for member in formula.members)
    members = [] if beside else [visible(member.en) for member in formula.members if member.en]
    if hit is None and not members:
        return None
    name = hit.en if hit is not None else f"{formula.count} {quoted(visible(formula.head))}"
    whose = f"in {visible(formula.attribution)}: " if formula.origin == "local" and formula.attribution else ""
    listed = f" ({whose}{'; '.join(members)})" if members else ""
    pinyin = hit.pinyin if hit is not None else ""
    return Known(formula.span, f"{name}{listed}", "formula", pinyin, formula.concept)


def figures_of(text: str, quantities: Sequence[Quantity], taken: Sequence[Span]) -> list[Known]:
    """The figures of a sentence in English, by value; parts of one date or time as one.

    A numeral in characters that English need not give as a figure (一些, 三大) is left to the dictionary.
    """
    figures: list[Known] = []
    at = 0
    while at < len(quantities):
        group = _one_date(text, quantities, at)
        at += len(group)
        if len(group) > 1:
            span = Span(group[0].span.start, group[-1].span.end)
            figures.append(Known(span, write_date(group), "figure"))
            continue
        quantity = group[0]
        if quantity.digits or not quantity.exempt or quantity.kind == "vague" or quantity.bound != "exact":
            figures.append(_figure(text, quantity))
    return [shorter for figure in figures if (shorter := _freed(figure, taken)) is not None]


def _one_date(text: str, quantities: Sequence[Quantity], at: int) -> list[Quantity]:
    """The quantities from ``at`` on that make one date, or one time of day."""
    group = [quantities[at]]
    for following in quantities[at + 1 :]:
        last = group[-1]
        joined = text[last.span.end : following.span.start] in _JOINTS and last.high is None
        if not joined or following.unit != _NEXT.get(last.unit):
            break
        group.append(following)
    return group


def _figure(text: str, quantity: Quantity) -> Known:
    """One figure with the bound that stands beside it."""
    start, end = quantity.span.start, quantity.span.end
    # Some units have the noun in them that they count: 名民警.
    end -= 2 if text.endswith(_NOUNS, start, end) else 0
    printed = text[start:end]
    bound = ""
    if quantity.bound != "exact" and quantity.unit_class not in _UNBOUNDED:
        before = next((n for n in (4, 3, 2, 1) if n <= start and _BEFORE.fullmatch(text, start - n, start)), 0)
        after = _AFTER.match(text, end)
        bound = text[start - before : start] + (after[0] if after else "") + "".join(_OVER.findall(printed))
        start, end = start - before, after.end() if after else end
    if quantity.unit == "count" and printed.endswith("届"):
        quantity = replace(quantity, unit="ordinal", kind="ordinal")
    # A bound that is a word of its own (达到) is glossed as that word.
    english = write(quantity, bounded=bool(bound))
    if bound.startswith(_NEARLY):
        english = english.replace("less than", "nearly", 1)
    if quantity.unit == "date:day" and printed.endswith("号"):
        english = f"No. {quantity.value}"
    if quantity.unit_class == "label" or (quantity.unit == "count" and printed.isdigit() and len(printed) == 3):
        english = printed
    if quantity.unit == "count":
        english = _with_noun(english, printed, single=quantity.value == 1 and quantity.high is None)
    return Known(Span(start, end), english, "figure")


def _with_noun(english: str, printed: str, *, single: bool) -> str:
    for measure, noun in _COUNTED.items():
        if printed.endswith(measure):
            return f"{english} {_SINGLE.get(noun, noun) if single else noun}"
    return english


def _freed(figure: Known, taken: Sequence[Span]) -> Known | None:
    """The figure without what a term or a name has of it at its end; None where one has its beginning.

    :param taken: in order, none overlapping another.
    """
    start, end = figure.span.start, figure.span.end
    place = bisect_left(taken, Span(start, start))
    if place and taken[place - 1].end > start:
        return None
    if place < len(taken) and taken[place].start < end:
        end = taken[place].start
    return replace(figure, span=Span(start, end)) if start < end else None
