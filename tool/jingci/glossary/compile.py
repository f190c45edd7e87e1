"""Compiling a termbase into its index: everything a query can find it by, and entries ready to be shown."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from jingci.bibliography import Bibliography
from jingci.boundaries import term_costs
from jingci.folding import fold, traditional_forms
from jingci.glossary.dictionary import bare, english_key
from jingci.glossary.layers import Termbase
from jingci.glossary.lexicon import load_lexicon
from jingci.glossary.patterns import FormPattern, form_patterns
from jingci.markup import citations, replace_citations
from jingci.match import Pattern
from jingci.model import Concept, Evidence, Form, Member, Person, Reading, Rendering, Source
from jingci.pinyin import plain_pinyin

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (ord INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, data TEXT NOT NULL, entry TEXT NOT NULL,
    link TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pattern (number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, form INTEGER NOT NULL, text TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, not_in TEXT NOT NULL);
CREATE TABLE form (text TEXT PRIMARY KEY, ord INTEGER NOT NULL, formula INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE word (text TEXT PRIMARY KEY, cost INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE key (kind TEXT NOT NULL, key TEXT NOT NULL, ord INTEGER NOT NULL, rank INTEGER NOT NULL);
"""
_FORM_RANK = {"preferred": 0, "short": 1, "variant": 2, "former": 3}
_RENDERING_RANK = {"preferred": 0, "admitted": 1, "short": 2, "deprecated": 3}


def build_file(path: str, termbase: Termbase, key: str) -> None:
    """Compile a termbase into a file, whole or not at all.

    :raises OSError: where the folder cannot be written.
    """
    write_index(path, lambda connection: _fill(connection, termbase, key))


def write_index(path: str, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Write an SQLite file, whole or not at all.

    :param fill: makes its tables; one of them ``meta``, where ``key`` says what the file is valid for.
    :raises OSError: where the folder cannot be written.
    """
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(path)}.", suffix=".tmp", dir=folder)
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(temporary)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            fill(connection)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def build_in_memory(termbase: Termbase, key: str) -> sqlite3.Connection:
    """The index of a termbase where no file can be written."""
    connection = sqlite3.connect(":memory:")
    _fill(connection, termbase, key)
    return connection


def _fill(connection: sqlite3.Connection, termbase: Termbase, key: str) -> None:
    show = _Shower(termbase)
    concepts = [(n, c.id, _packed(c), json.dumps(show.entry(c), ensure_ascii=False), c.link) for n, c in show.numbered]
    rows = [row for number, concept in show.numbered for row in _keys(number, concept)]
    with connection:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO concept VALUES (?, ?, ?, ?, ?)", concepts)
        connection.executemany("INSERT INTO key VALUES (?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO source VALUES (?, ?)", [(s.id, _packed(s)) for s in termbase.sources])
        patterns = form_patterns(termbase.concepts)
        connection.executemany("INSERT INTO pattern VALUES (?, ?, ?, ?, ?, ?, ?)", map(_packed_pattern, patterns))
        connection.executemany("INSERT INTO form VALUES (?, ?, ?)", _forms(termbase))
        # What the terms cost as words is dear to find out, and every text needs it.
        words = term_costs((row.pattern.text for row in patterns), load_lexicon())
        connection.executemany("INSERT INTO word VALUES (?, ?)", sorted(words.items()))
        connection.execute("CREATE INDEX key_by_kind ON key (kind, key)")
        connection.execute("INSERT INTO meta VALUES ('key', ?)", (key,))


def _forms(termbase: Termbase) -> Iterator[tuple[str, int, bool]]:
    """The folded forms as formulas need them: each with its concept's number, and whether it is a formula's."""
    from jingci.formulas.readings import entries_among

    entries = entries_among(termbase.concepts)
    numbers = {concept.id: number for number, concept in enumerate(termbase.concepts)}
    formulas = set(entries.forms)
    for text, concept in entries.by_form.items():
        yield text, numbers[concept.id], text in formulas


def _packed_pattern(row: FormPattern) -> tuple[int, int, int, str, str, str, str]:
    found = row.pattern
    words = json.dumps(found.not_in, ensure_ascii=False) if found.not_in else ""
    return found.number, row.concept, row.form, found.text, found.left or "", found.right or "", words


def unpacked_pattern(row: tuple[int, int, int, str, str, str, str]) -> FormPattern:
    """A pattern from the index."""
    number, concept, form, text, before, after, words = row
    not_in = tuple((left, right) for left, right in json.loads(words)) if words else ()
    return FormPattern(concept, form, Pattern(text, number, before, after, not_in))


class _Shower:
    """Makes entries as they are shown: works named in full, related entries by their names, citations resolved."""

    def __init__(self, termbase: Termbase) -> None:
        self.numbered = list(enumerate(termbase.concepts))
        self.names = {c.id: f"{c.headword.text} {c.preferred.text}" for c in termbase.concepts}
        self.sources = {source.id: source for source in termbase.sources}

    def entry(self, concept: Concept) -> dict[str, Any]:
        keys = [*(c.source for c in citations(concept.note)), *(e.source for e in concept.evidence)]
        works = Bibliography({key: self.sources[key] for key in keys if key in self.sources}.values())
        return {
            "id": concept.id,
            "kind": concept.kind,
            "years": concept.years,
            "status": concept.status,
            "layer": concept.layer,
            "forms": [[form.text, form.pinyin, form.status] for form in concept.zh],
            "renderings": [[r.text, r.status, r.why, self.users(r)] for r in concept.en],
            "gloss": concept.gloss,
            "readings": [self.reading(reading) for reading in concept.readings],
            "note": replace_citations(concept.note, works.short),
            "homograph": concept.homograph,
            "see": [self.names[key] for key in concept.see if key in self.names],
            "sources": [
                self.source(evidence, works) for evidence in concept.evidence if evidence.source in works.sources
            ],
        }

    def users(self, rendering: Rendering) -> str:
        kinds = [self.sources[key].authority for key in rendering.sources if key in self.sources]
        return ", ".join(dict.fromkeys(kinds))

    def reading(self, reading: Reading) -> list[Any]:
        members = [[member.zh, member.en] for member in reading.members]
        key, _, where = reading.where.removeprefix("@").partition(",")
        if (source := self.sources.get(key)) is None:
            return [reading.scope, reading.where, reading.label, members]
        place = Bibliography([source]).label(key) + (f",{where}" if where else "")
        return [reading.scope, place, reading.label, members]

    @staticmethod
    def source(evidence: Evidence, works: Bibliography) -> str:
        where = f": {evidence.where}" if evidence.where else ""
        return f"{works.full(works.sources[evidence.source])} [{', '.join(evidence.supports)}{where}]"


def _keys(number: int, concept: Concept) -> Iterator[tuple[str, str, int, int]]:
    """Everything a concept can be found by: (kind, key, concept number, rank)."""
    for form in concept.zh:
        rank = _FORM_RANK[form.status]
        spellings = {form.text, fold(form.text).text, form.hant, *traditional_forms(form.text)} - {""}
        for spelling in sorted(spellings):
            yield "zh", spelling, number, rank
        if (plain := bare(fold(form.text).text)) != form.text:
            yield "bare", plain, number, rank
        if pinyin := plain_pinyin(form.pinyin):
            yield "pinyin", pinyin, number, rank
    for rendering in concept.en:
        if key := english_key(rendering.text):
            yield "en", key, number, _RENDERING_RANK[rendering.status]


def _packed(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Dataclasses as dicts without the fields that have their default."""
    if dataclasses.is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name), f.default) for f in dataclasses.fields(value))
        return {name: _plain(item) for name, item, default in pairs if item != default}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def unpacked_concept(data: str) -> Concept:
    """A concept from the index."""
    raw = json.loads(data)
    raw["zh"] = tuple(Form(**form) for form in raw["zh"])
    raw["en"] = tuple(Rendering(**_tuples(rendering, "sources")) for rendering in raw["en"])
    raw["readings"] = tuple(
        Reading(**{**reading, "members": tuple(Member(**member) for member in reading["members"])})
        for reading in raw.get("readings", ())
    )
    raw["evidence"] = tuple(Evidence(**_tuples(item, "supports")) for item in raw.get("evidence", ()))
    return Concept(**_tuples(raw, "not_in", "see"))


def unpacked_source(data: str) -> Source:
    """A work of the bibliography from the index."""
    raw = json.loads(data)
    raw["author"] = tuple(Person(**person) for person in raw.get("author", ()))
    return Source(**raw)


def _tuples(raw: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: tuple(value) if key in names else value for key, value in raw.items()}
