"""Figures: the comparison of :mod:`jingci.numerals` as findings."""

from __future__ import annotations

from collections.abc import Iterator

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding
from jingci.numerals import FigureFinding, compare_quantities


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Findings about the figures of a pair."""
    if not pair.en.strip():
        return
    for found in compare_quantities(pair.zh, pair.en, *pair.quantities):
        if not _in_a_term(pair, found):
            yield pair.finding(found.code, found.message, found.zh_spans, found.en_spans, found.severity)


def _in_a_term(pair: Pair, found: FigureFinding) -> bool:
    """Whether the figures stand inside a term and its approved rendering, or a link: then that says them right."""
    for hits in pair.concepts.values():
        concept = hits[0].concept
        places = [span for span, _ in pair.approved(concept)]
        places += [link.span for link in pair.links if link.concept == concept.id]
        inside = all(any(hit.span.contains(span) for hit in hits) for span in found.zh_spans)
        if places and inside and all(any(p.contains(span) for p in places) for span in found.en_spans):
            return True
    return False
