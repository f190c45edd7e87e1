"""Concepts as YAML records: the inverse of reading them (:mod:`jingci.glossary.schema`)."""

from __future__ import annotations

from typing import Any

from jingci.model import Concept, Evidence, Form, Member, Reading, Rendering


def as_record(concept: Concept) -> dict[str, Any]:
    """A concept as the record that reads back as the same, keys in the canonical order, what is empty left out.

    The field and the layer are not in it: they belong to the file.
    """
    record: dict[str, Any] = {
        "id": concept.id,
        "kind": concept.kind,
        "pos": concept.pos if concept.pos != "noun" else "",
        "zh": [_form(form) for form in concept.zh],
        "en": [_rendering(rendering) for rendering in concept.en],
        "gloss": concept.gloss,
        "note": concept.note,
        "readings": [_reading(reading) for reading in concept.readings],
        "years": concept.years,
        "link": concept.link if concept.link != "match" else "",
        "not_in": list(concept.not_in),
        "homograph": concept.homograph,
        "see": list(concept.see),
        "evidence": [_evidence(evidence) for evidence in concept.evidence],
        "status": concept.status,
        "replaced_by": concept.replaced_by,
        "pinyin_note": concept.pinyin_note,
    }
    return {key: value for key, value in record.items() if value or key == "gloss"}


def _form(form: Form) -> dict[str, Any]:
    return _filled({"text": form.text, "pinyin": form.pinyin, "status": form.status, "hant": form.hant})


def _rendering(rendering: Rendering) -> dict[str, Any]:
    values = {"text": rendering.text, "status": rendering.status, "sources": list(rendering.sources)}
    return _filled({**values, "why": rendering.why})


def _reading(reading: Reading) -> dict[str, Any]:
    members = [_member(member) for member in reading.members]
    return _filled({"where": reading.where, "scope": reading.scope, "label": reading.label, "members": members})


def _member(member: Member) -> dict[str, Any]:
    return _filled({"zh": member.zh, "en": member.en, "concept": member.concept})


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"source": evidence.source, "supports": list(evidence.supports), **_filled({"where": evidence.where})}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
