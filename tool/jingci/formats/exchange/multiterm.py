"""The termbase as MultiTerm XML (the MTF schema of the MultiTerm API documentation, “MTF Source”).

A term's status, part of speech and pinyin, and a concept's definition, note and sources are fields by name: a termbase
into which the file is read must have text fields of these names (``docs/interchange.md`` lists them).
"""

from __future__ import annotations

from collections.abc import Iterator

from jingci.formats.exchange import Export
from jingci.formats.exchange.losses import count_entry_losses
from jingci.formats.xml import DECLARATION, Node, closed, node, opened, rendered
from jingci.markup import Citation
from jingci.model import Concept, Form, Rendering

#: The fields written, by level.
FIELDS = {
    "entry": ("ID", "Subject", "Kind", "Entry status", "Definition", "Note", "Years", "Homograph", "Source"),
    "term": ("Status", "Part of speech", "Pinyin", "Traditional", "Usage note", "Source"),
}


def multiterm(export: Export) -> Iterator[str]:
    """The termbase as MultiTerm XML."""
    yield DECLARATION
    yield opened(node("mtf"))
    for number, concept in enumerate(export.glossary.concepts, 1):
        count_entry_losses(export, concept)
        yield rendered(_entry(export, concept, number), 1)
    yield closed("mtf")


def _entry(export: Export, concept: Concept, number: int) -> Node:
    fields = [
        ("ID", concept.id),
        ("Subject", concept.field),
        ("Kind", concept.kind),
        ("Entry status", concept.status),
        ("Definition", concept.gloss),
        ("Note", export.prose(concept.note)),
        ("Years", concept.years),
        ("Homograph", export.prose(concept.homograph)),
        *(("Source", _short(export, evidence.source, evidence.where)) for evidence in concept.evidence),
    ]
    chinese = [_form(concept, form) for form in concept.zh]
    english = [_rendering(export, rendering) for rendering in concept.en]
    return node(
        "conceptGrp",
        node("concept", str(number)),
        *_described(fields),
        node("languageGrp", node("language", type="Chinese", lang=export.source_lang.upper()), *chinese),
        node("languageGrp", node("language", type="English", lang=export.target_lang.upper()), *english),
    )


def _described(fields: list[tuple[str, str]]) -> Iterator[Node]:
    for kind, text in fields:
        if text:
            yield node("descripGrp", node("descrip", text, type=kind))


def _form(concept: Concept, form: Form) -> Node:
    pinyin = form.pinyin if form.pinyin != "-" else ""
    fields = [
        ("Status", form.status),
        ("Part of speech", concept.pos),
        ("Pinyin", pinyin),
        ("Traditional", form.hant),
    ]
    return node("termGrp", node("term", form.text), *_described(fields))


def _rendering(export: Export, rendering: Rendering) -> Node:
    sources = [("Source", _short(export, source)) for source in rendering.sources]
    fields = [("Status", rendering.status), ("Usage note", export.prose(rendering.why)), *sources]
    return node("termGrp", node("term", rendering.text), *_described(fields))


def _short(export: Export, source: str, where: str = "") -> str:
    return export.bibliography.short([Citation(source, where)])[1:-1]
