"""The termbase as JSON for the prompt of a language model: keys that say what they are, and nothing not needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jingci.formats.exchange import Export
from jingci.model import Concept
from jingci.version import __version__

_INSTRUCTIONS = (
    "Terminology for translating Chinese policing documents. Render each of the Chinese forms in “zh” by “en”; “also” "
    "lists renderings that are admitted, “avoid” those that are wrong here, with the reason. “about” says what the "
    "term means. Do not translate a form inside one of the longer words in “not_in”."
)


def llm(export: Export) -> Iterator[str]:
    """One JSON object: ``instructions``, ``version``, ``terms``; one term a line."""
    head = {"instructions": _INSTRUCTIONS, "version": f"jingci {__version__}, termbase {export.glossary.hash}"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "terms": [\n'
    separator = ""
    for concept in export.glossary.concepts:
        yield separator + json.dumps(_term(concept), ensure_ascii=False)
        separator = ",\n"
        if concept.note:
            export.left_out["notes (the one-line gloss is given)"] += 1
    yield "\n]}\n"


def _term(concept: Concept) -> dict[str, Any]:
    preferred = concept.preferred
    others = [r for r in concept.en if r is not preferred]
    term = {
        "id": concept.id,
        "zh": [form.text for form in concept.zh],
        "en": preferred.text,
        "also": [r.text for r in others if r.status != "deprecated"],
        "avoid": [{"en": r.text, "why": r.why} for r in others if r.status == "deprecated"],
        "about": concept.gloss,
        "not_in": list(concept.not_in),
    }
    return {key: value for key, value in term.items() if value}
