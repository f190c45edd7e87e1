"""What a model is told: the rules of the style sheet, and one segment with everything known of it as data.

The rules are the system message; the segment is one JSON object in the user message, so that no text of a source can
end it, and the answer is one JSON object too. :data:`VERSION` changes with every change of either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jingci.engines.cleaning import clean
from jingci.markup import strip_markup
from jingci.model import Concept, DraftRequest, Formula, Hit, MemoryMatch, Segment
from jingci.numerals.messages import plain
from jingci.numerals.quantity import Quantity
from jingci.numerals.writing import write
from jingci.screen import visible
from jingci.sic import as_read

VERSION = "1"
_MATCHES = 3
_BEFORE = 3
_TERMS = 60
_CONTEXT = 400
_GLOSS = 200

#: The rules, as the model is told them.
SYSTEM = Path(__file__).with_name("rules.txt").read_text(encoding="utf-8")
#: Of the version and the rules: what a draft's record names.
HASH = hashlib.sha256(f"{VERSION}\n{SYSTEM}".encode()).hexdigest()[:12]


def messages(request: DraftRequest) -> list[dict[str, str]]:
    """The messages of a request."""
    return [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": json.dumps(payload(request), ensure_ascii=False, indent=1)},
    ]


def payload(request: DraftRequest) -> dict[str, Any]:
    """The segment and what is known of it; what is empty is left out."""
    segment = request.segment
    parts = {
        "before": [_context(s) for s in request.before[-_BEFORE:]],
        "memory": [_match(m) for m in request.matches[:_MATCHES]],
        "terms": _terms(request.hits),
        "formulas": [_formula(f) for f in request.formulas],
        "figures": _figures(segment, request.quantities),
        "segment": {"id": segment.id, "kind": segment.kind, "zh": _text(as_read(segment).text)},
        "draft": _text(strip_markup(request.draft)),
        "findings": [_text(f"{finding.code}: {finding.message}") for finding in request.findings],
    }
    return {name: part for name, part in parts.items() if part}


def _text(text: str, limit: int = 20_000) -> str:
    """A text without characters that steer, of bounded length."""
    text = visible(text)
    return text if len(text) <= limit else f"{text[:limit]}…"


def _context(segment: Segment) -> dict[str, str]:
    part = {"zh": _text(as_read(segment).text, _CONTEXT)}
    if segment.en:
        part["english"] = _text(strip_markup(segment.en), 2 * _CONTEXT)
    return part


def _match(match: MemoryMatch) -> dict[str, Any]:
    part = {"similar": match.score, "zh": _text(match.zh, _CONTEXT), "english": clean(match.en)[: 2 * _CONTEXT]}
    return part | ({"only_figures_differ": True} if match.only_figures else {})


def _terms(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Each term once, in order of place."""
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.text, hit.concept.id), hit)
    return [_term(hit) for hit in list(first.values())[:_TERMS]]


def _term(hit: Hit) -> dict[str, Any]:
    concept: Concept = hit.concept
    preferred = concept.preferred
    also = [r.text for r in concept.en if r.status in ("admitted", "short") and r is not preferred]
    wrong = [r.text for r in concept.en if r.status == "deprecated"]
    term: dict[str, Any] = {"zh": _text(hit.text), "english": preferred.text}
    if also:
        term["also"] = also
    if wrong:
        term["not"] = wrong
    if concept.gloss:
        term["gloss"] = _text(concept.gloss, _GLOSS)
    return term


def _formula(formula: Formula) -> dict[str, Any]:
    members = [_text(f"{m.text} ({m.en})" if m.en else m.text, _GLOSS) for m in formula.members]
    part: dict[str, Any] = {"zh": _text(formula.text), "count": formula.count}
    if members:
        part["members"] = members
    if formula.attribution:
        part["members_as_given_by"] = _text(formula.attribution)
    return part


def _figures(segment: Segment, quantities: Iterable[Quantity]) -> list[dict[str, str]]:
    """Each figure in the words of the source, its value and its English; what need not become a figure is left out."""
    return [
        {"zh": _text(quantity.span.of(segment.zh)), "value": plain(quantity.value), "english": write(quantity)}
        for quantity in quantities
        if not quantity.exempt
    ]
