"""What shows only beside the neighbouring segments: the same English twice, English that belongs to a neighbour.

A segment is compared with the one before and the one after it, so that a document of any length passes in bounded
memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from jingci.checks.pair import Pair
from jingci.model import Finding

_WORD = re.compile(r"\w+")
_LEAST_WORDS = 4
#: Chinese texts that share so much of their characters may well have one English.
_ALIKE = 0.8
#: How many figures and terms a segment needs for a verdict, which share of them may be its own, and a neighbour's.
_LEAST_TRACES, _OWN, _THEIRS = 2, 0.34, 0.67
#: Figures below this are everywhere.
_TELLING = 10


def check(before: Pair | None, pair: Pair, after: Pair | None) -> Iterator[Finding]:
    """Findings about a segment beside its neighbours."""
    if not pair.en.strip():
        return
    if before is not None and _repeats(before, pair):
        yield pair.finding("duplicate", f"the same English as {before.id or 'the segment before'}, for other Chinese")
    for neighbour, where in ((before, "before"), (after, "after")):
        if neighbour is not None and (own := _shifted(pair, neighbour)):
            name = f"{neighbour.id} ({where})" if neighbour.id else f"the segment {where}"
            message = f"figures and terms fit the English of {name}, not this one: {', '.join(own[:4])}"
            yield pair.finding("shifted", message)
            return


def _repeats(before: Pair, pair: Pair) -> bool:
    ours = _WORD.findall(pair.en.casefold())
    if len(ours) < _LEAST_WORDS or ours != _WORD.findall(before.en.casefold()):
        return False
    one, other = set(_WORD.findall(before.zh)), set(_WORD.findall(pair.zh))
    if one == other:
        return False
    a, b = set("".join(one)), set("".join(other))
    return len(a & b) < _ALIKE * max(1, len(a | b))


def _shifted(pair: Pair, neighbour: Pair) -> list[str]:
    """What of the Chinese stands in the neighbour's English and not in its own, where that decides."""
    if not neighbour.en.strip() or neighbour.en == pair.en:
        return []
    figures = {q.value for q in pair.quantities[0] if not q.exempt and (q.value >= _TELLING or q.value.denominator > 1)}
    if len(figures) + len(pair.concepts) < _LEAST_TRACES:
        return []
    here = _traces(pair, pair, figures)
    total = len(figures) + len(pair.concepts)
    if len(here) > total * _OWN:
        return []
    there = _traces(pair, neighbour, figures)
    news = there - here
    return sorted(news) if len(there) >= total * _THEIRS and len(news) >= _LEAST_TRACES else []


def _traces(pair: Pair, english: Pair, figures: set[Fraction]) -> set[str]:
    """The figures and terms of one segment's Chinese that stand in a segment's English."""
    values = {q.value for q in english.quantities[1]}
    found = {str(value) for value in figures & values}
    for hits in pair.concepts.values():
        concept = hits[0].concept
        places = pair.approved(concept) if english is pair else _anywhere(english, [r.text for r in concept.en])
        if places:
            found.add(hits[0].text)
    return found


def _anywhere(pair: Pair, renderings: list[str]) -> bool:
    return any(pair.english.locate(rendering) for rendering in renderings)
