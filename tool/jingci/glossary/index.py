"""The compiled index: what a lookup opens in milliseconds.

One SQLite file per stack of layers, index format and OpenCC version, in the user's cache folder. It is built beside its
final name and renamed, so that two processes may build it at once; a corrupt one is built again; where the folder
cannot be written the index lives in memory and only costs time. An installed package ships its own index, compiled.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import json
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jingci.folding import fold, traditional_forms
from jingci.glossary.layers import Layer, Termbase, fingerprint, merge
from jingci.model import Concept, Evidence, Form, Member, Person, Reading, Rendering, Source
from jingci.text import plain_pinyin

FORMAT = 1
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (ord INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, data TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE key (kind TEXT NOT NULL, key TEXT NOT NULL, ord INTEGER NOT NULL, rank INTEGER NOT NULL);
"""
_FORM_RANK = {"preferred": 0, "short": 1, "variant": 2, "former": 3}
_RENDERING_RANK = {"preferred": 0, "admitted": 1, "short": 2, "deprecated": 3}


def open_index(
    layers: Sequence[Layer], shipped: Path | None = None, *, fresh: bool = False
) -> sqlite3.Connection:
    """The index of these layers: the shipped one if it is theirs, the cached one, or a new one.

    :param fresh: compile anew, whatever is there.

    :raises DataError: where a layer cannot be compiled.
    """
    key = index_key(layers)
    path = _cache_folder() / f"glossary-{key}.sqlite"
    for candidate in (shipped, path):
        if candidate is not None and not fresh and (connection := _opened(candidate, key)) is not None:
            return connection
    termbase = merge(layers)
    with contextlib.suppress(OSError, sqlite3.Error):
        build_file(path, termbase, key)
        if (connection := _opened(path, key)) is not None:
            return connection
    connection = sqlite3.connect(":memory:")
    _fill(connection, termbase, key)
    return connection


def index_key(layers: Sequence[Layer]) -> str:
    """What an index is valid for: the layers' content, the index format, OpenCC's version."""
    return f"{fingerprint(layers)}-{FORMAT}-{opencc_version()}"


def build_file(path: Path, termbase: Termbase, key: str) -> None:
    """Compile a termbase into a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, termbase, key)
        finally:
            connection.close()
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


@lru_cache(maxsize=1)
def opencc_version() -> str:
    """OpenCC's version, read off its installed metadata's name: importing it would cost more than the lookup."""
    spec = importlib.util.find_spec("opencc")
    if spec is None or spec.origin is None:
        return "none"
    site = Path(spec.origin).parent.parent
    for name in os.listdir(site):
        if match := re.fullmatch(r"opencc-([^-]+)\.dist-info", name, re.IGNORECASE):
            return match[1]
    return "unknown"


def _cache_folder() -> Path:
    if root := os.environ.get("JINGCI_CACHE"):
        return Path(root)
    if root := os.environ.get("XDG_CACHE_HOME"):
        return Path(root) / "jingci"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / "jingci" / "Cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/jingci").expanduser()
    return Path("~/.cache/jingci").expanduser()


def _opened(path: Path, key: str) -> sqlite3.Connection | None:
    """The index in a file, or None where there is none, it is another's, or it is damaged."""
    if not path.is_file():
        return None
    with contextlib.suppress(sqlite3.Error):
        # immutable: the file is never written in place, so no lock and no journal need be looked for.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        if _is_whole(connection, key):
            return connection
        connection.close()
    return None


def _is_whole(connection: sqlite3.Connection, key: str) -> bool:
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    if meta.get("key") != key:
        return False
    (count,) = connection.execute("SELECT count(*) FROM key").fetchone()
    (length,) = connection.execute("SELECT total(length(data)) FROM concept").fetchone()
    return str(count) == meta.get("keys") and str(int(length)) == meta.get("length")


def _fill(connection: sqlite3.Connection, termbase: Termbase, key: str) -> None:
    rows = [row for number, concept in enumerate(termbase.concepts) for row in _keys(number, concept)]
    data = [(n, concept.id, _packed(concept)) for n, concept in enumerate(termbase.concepts)]
    with connection:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO concept VALUES (?, ?, ?)", data)
        connection.executemany("INSERT INTO key VALUES (?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO source VALUES (?, ?)", [(s.id, _packed(s)) for s in termbase.sources])
        connection.execute("CREATE INDEX key_by_kind ON key (kind, key)")
        meta = {"key": key, "keys": str(len(rows)), "length": str(sum(len(row[2]) for row in data))}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())


def _keys(number: int, concept: Concept) -> Iterator[tuple[str, str, int, int]]:
    """Everything a concept can be found by: (kind, key, concept number, rank)."""
    yield "id", concept.id, number, 0
    for form in concept.zh:
        rank = _FORM_RANK[form.status]
        spellings = {fold(form.text).text, form.hant, *traditional_forms(form.text)} - {""}
        for spelling in sorted(spellings):
            yield "zh", spelling, number, rank
        if pinyin := plain_pinyin(form.pinyin):
            yield "pinyin", pinyin, number, rank
    for rendering in concept.en:
        if key := english_key(rendering.text):
            yield "en", key, number, _RENDERING_RANK[rendering.status]


def english_key(text: str) -> str:
    """English words as they are compared: lower case, without punctuation, single spaces."""
    return " ".join(re.findall(r"[a-z0-9À-ÖØ-öø-ɏ%+&]+", text.casefold().replace("’", "").replace("'", "")))


def _packed(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Dataclasses as dicts without their empty and default fields."""
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        pairs = ((f.name, getattr(value, f.name), f.default) for f in fields)
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


def like_pattern(words: Iterable[str]) -> list[str]:
    """LIKE patterns for keys that contain each of the words, wildcards in them taken literally."""
    return ["%" + re.sub(r"([%_\\])", r"\\\1", word) + "%" for word in words]
