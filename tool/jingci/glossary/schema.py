"""From YAML records to concepts and sources, strictly: every fault names its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args

from jingci.data import Items, Record, check_keys, items_at, text_at, texts_at
from jingci.errors import SchemaError
from jingci.model import (
    Authority,
    Concept,
    ConceptStatus,
    Evidence,
    Form,
    FormStatus,
    Kind,
    LinkPolicy,
    Member,
    Person,
    Reading,
    Rendering,
    RenderingStatus,
    Scope,
    Source,
)

PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "phrase")
SUPPORTS = ("meaning", "rendering", "history")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_CONCEPT_KEYS = (
    "pos",
    "note",
    "readings",
    "years",
    "link",
    "not_in",
    "homograph",
    "see",
    "evidence",
    "replaced_by",
    "pinyin_note",
)
_SOURCE_KEYS = ("author", "container", "publisher", "issued", "volume", "issue", "page", "url", "accessed", "language")


def read_field(document: Any, path: str) -> list[tuple[Concept, int]]:
    """The concepts of one field file, each with its line."""
    record = check_keys(document, path, ("field", "title", "concepts"), (), "the file")
    field = text_at(record, "field", path)
    return [(read_concept(item, path, field), item.line) for item in items_at(record, "concepts", path)]


def read_concept(item: Any, path: str, field: str = "") -> Concept:
    """One concept record."""
    record = check_keys(item, path, ("id", "kind", "zh", "en", "gloss", "status"), _CONCEPT_KEYS, "a concept")
    concept = Concept(
        id=_identifier(record, path),
        kind=_choice(record, "kind", path, Kind),
        pos=text_at(record, "pos", path, default="noun", choices=PARTS_OF_SPEECH),
        zh=tuple(_form(form, path) for form in _some(record, "zh", path)),
        en=tuple(_rendering(rendering, path) for rendering in _some(record, "en", path)),
        gloss=text_at(record, "gloss", path),
        note=text_at(record, "note", path),
        readings=tuple(_reading(reading, path) for reading in items_at(record, "readings", path)),
        years=text_at(record, "years", path),
        link=_choice(record, "link", path, LinkPolicy, default="match"),
        not_in=texts_at(record, "not_in", path),
        homograph=text_at(record, "homograph", path),
        see=texts_at(record, "see", path),
        evidence=tuple(_evidence(evidence, path) for evidence in items_at(record, "evidence", path)),
        status=_choice(record, "status", path, ConceptStatus),
        replaced_by=text_at(record, "replaced_by", path),
        pinyin_note=text_at(record, "pinyin_note", path),
        field=field,
    )
    _no_repeats((form.text for form in concept.zh), "form", record, path)
    _no_repeats((rendering.text for rendering in concept.en), "rendering", record, path)
    return concept


def read_sources(document: Any, path: str) -> list[tuple[Source, int]]:
    """The bibliography, each work with its line."""
    if not isinstance(document, Items):
        raise SchemaError("the bibliography must be a list", path=path, line=1)
    return [(_source(item, path), item.line) for item in document]


def _source(item: Any, path: str) -> Source:
    record = check_keys(item, path, ("id", "type", "title", "authority", "extent"), _SOURCE_KEYS, "a source")
    plain = {key: text_at(record, key, path) for key in _SOURCE_KEYS if key != "author"}
    return Source(
        id=_identifier(record, path),
        type=text_at(record, "type", path),
        title=text_at(record, "title", path),
        authority=_choice(record, "authority", path, Authority),
        extent=text_at(record, "extent", path, choices=("opening", "part", "whole")),
        author=tuple(_person(person, path) for person in items_at(record, "author", path)),
        **plain,
    )


def _person(item: Any, path: str) -> Person:
    record = check_keys(item, path, (), ("family", "given", "literal"), "an author")
    return Person(**{key: text_at(record, key, path) for key in ("family", "given", "literal")})


def _form(item: Any, path: str) -> Form:
    record = check_keys(item, path, ("text", "pinyin", "status"), ("hant",), "a Chinese form")
    return Form(
        text=_filled(record, "text", path),
        pinyin=_filled(record, "pinyin", path),
        status=_choice(record, "status", path, FormStatus),
        hant=text_at(record, "hant", path),
    )


def _rendering(item: Any, path: str) -> Rendering:
    record = check_keys(item, path, ("text", "status"), ("sources", "why"), "an English rendering")
    rendering = Rendering(
        text=_filled(record, "text", path),
        status=_choice(record, "status", path, RenderingStatus),
        sources=texts_at(record, "sources", path),
        why=text_at(record, "why", path),
    )
    if rendering.status == "deprecated" and not rendering.why:
        raise SchemaError(f"“{rendering.text}” is deprecated without a “why”", path=path, line=record.line)
    return rendering


def _reading(item: Any, path: str) -> Reading:
    record = check_keys(item, path, ("where", "scope", "members"), ("label",), "a reading")
    return Reading(
        where=_filled(record, "where", path),
        scope=_choice(record, "scope", path, Scope),
        members=tuple(_member(member, path) for member in _some(record, "members", path)),
        label=text_at(record, "label", path),
    )


def _member(item: Any, path: str) -> Member:
    record = check_keys(item, path, ("zh",), ("en", "concept"), "a member")
    return Member(_filled(record, "zh", path), text_at(record, "en", path), text_at(record, "concept", path))


def _evidence(item: Any, path: str) -> Evidence:
    record = check_keys(item, path, ("source", "supports"), ("where",), "a piece of evidence")
    supports = texts_at(record, "supports", path)
    for what in supports:
        if what not in SUPPORTS:
            message = f"“supports” lists “{what}”, which is none of {', '.join(SUPPORTS)}"
            raise SchemaError(message, path=path, line=record.lines["supports"])
    return Evidence(_filled(record, "source", path), supports, text_at(record, "where", path))


def _identifier(record: Record, path: str) -> str:
    value = text_at(record, "id", path)
    if not _ID.match(value):
        message = f"the id “{value}” is not a slug (lower-case letters, digits, single hyphens)"
        raise SchemaError(message, path=path, line=record.lines["id"])
    return value


def _choice(record: Record, key: str, path: str, literal: Any, default: str = "") -> Any:
    return text_at(record, key, path, default=default, choices=get_args(literal))


def _filled(record: Record, key: str, path: str) -> str:
    value = text_at(record, key, path)
    if not value.strip():
        raise SchemaError(f"“{key}” is empty", path=path, line=record.lines[key])
    return value


def _some(record: Record, key: str, path: str) -> list[Any]:
    items = items_at(record, key, path)
    if not items:
        raise SchemaError(f"“{key}” is an empty list", path=path, line=record.lines[key])
    return items


def _no_repeats(texts: Iterable[str], what: str, record: Record, path: str) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise SchemaError(f"the {what} “{text}” is listed twice", path=path, line=record.line)
        seen.add(text)
