"""The termbase as SKOS (https://www.w3.org/TR/skos-reference/), written as Turtle.

Concepts have names under ``urn:jingci:``, which lead nowhere and never change. Simplified and traditional Chinese,
pinyin and English are labels in their own languages; what is deprecated or superseded is a hidden label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.folding import traditional_forms
from jingci.formats.exchange import Export
from jingci.model import Concept

_PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix j: <urn:jingci:concept:> .
@prefix f: <urn:jingci:field:> .

<urn:jingci:termbase> a skos:ConceptScheme ;
  dct:title "jingci: Chinese policing and public security"@en ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dct:identifier {version} .
"""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: What an IRI cannot hold (https://www.w3.org/TR/turtle/#grammar-production-IRIREF).
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def skos(export: Export) -> Iterator[str]:
    """The concepts, and a collection for each field."""
    yield _PREFIXES.format(version=_literal(export.glossary.hash))
    members: dict[str, list[str]] = {}
    for concept in export.glossary.concepts:
        if concept.field:
            members.setdefault(concept.field, []).append(concept.id)
        yield _statement(f"j:{concept.id}", [("a", "skos:Concept"), *_about(export, concept)])
    for field, ids in members.items():
        pairs = [("a", "skos:Collection"), ("skos:prefLabel", _literal(field, "en"))]
        yield _statement(f"f:{field}", [*pairs, *(("skos:member", f"j:{name}") for name in ids)])


def _statement(subject: str, pairs: list[tuple[str, str]]) -> str:
    lines = " ;\n".join(f"  {verb} {thing}" for verb, thing in pairs)
    return f"\n{subject}\n{lines} .\n"


def _about(export: Export, concept: Concept) -> Iterator[tuple[str, str]]:
    yield "skos:inScheme", "<urn:jingci:termbase>"
    yield "skos:notation", _literal(concept.id)
    yield "dct:type", _literal(concept.kind)
    yield from _labels(export, concept)
    if concept.gloss:
        yield "skos:definition", _literal(concept.gloss, "en")
    if concept.note:
        yield "skos:scopeNote", _literal(export.prose(concept.note), "en")
    if concept.years:
        yield "dct:temporal", _literal(concept.years)
    if concept.homograph:
        yield "skos:note", _literal(export.prose(concept.homograph), "en")
    if concept.status == "provisional":
        yield "skos:editorialNote", _literal("provisional: no source was found", "en")
    for target in dict.fromkeys(concept.see):
        if target in export.glossary.by_id:
            yield "skos:related", f"j:{target}"
    if concept.replaced_by in export.glossary.by_id:
        yield "dct:isReplacedBy", f"j:{concept.replaced_by}"
    yield from _sources(export, concept)
    _count(export, concept)


def _labels(export: Export, concept: Concept) -> Iterator[tuple[str, str]]:
    """One preferred label a language; the three kinds of label share none."""
    seen: set[tuple[str, str]] = set()
    preferred: set[str] = set()

    def label(text: str, language: str, status: str) -> Iterator[tuple[str, str]]:
        if not text or (text, language) in seen:
            return
        seen.add((text, language))
        hidden = status in ("deprecated", "former")
        verb = "skos:hiddenLabel" if hidden else "skos:altLabel"
        if not hidden and language not in preferred:
            preferred.add(language)
            verb = "skos:prefLabel"
        yield verb, _literal(text, language)

    ordered = [concept.headword, *(form for form in concept.zh if form is not concept.headword)]
    for form in ordered:
        yield from label(form.text, "zh-Hans", form.status)
        for text in (form.hant,) if form.hant else traditional_forms(form.text) or (form.text,):
            yield from label(text, "zh-Hant", form.status)
        yield from label(form.pinyin if form.pinyin != "-" else "", "zh-Latn-pinyin", form.status)
    usable = [concept.preferred, *(r for r in concept.en if r is not concept.preferred)]
    for rendering in usable:
        yield from label(rendering.text, export.target_lang, rendering.status)


def _sources(export: Export, concept: Concept) -> Iterator[tuple[str, str]]:
    keys = [e.source for e in concept.evidence] + [s for r in concept.en for s in r.sources]
    for key in dict.fromkeys(keys):
        work = export.bibliography.sources.get(key)
        if work is not None and work.url.startswith(("http://", "https://")):
            yield "dct:source", f"<{_NOT_IN_IRI.sub(lambda match: f'%{ord(match[0]):02X}', work.url)}>"
        elif work is not None:
            yield "dct:source", _literal(export.bibliography.full(work))


def _count(export: Export, concept: Concept) -> None:
    for what, values in (
        ("readings of formulas", concept.readings),
        ("false matches (not_in)", concept.not_in),
        ("reasons why a rendering is deprecated", [r for r in concept.en if r.why]),
    ):
        if values:
            export.left_out[what] += len(values)


def _literal(text: str, language: str = "") -> str:
    escaped = "".join(_ESCAPES.get(char) or (char if char.isprintable() else _code(char)) for char in text)
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def _code(char: str) -> str:
    return f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\U{ord(char):08X}"
