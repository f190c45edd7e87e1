"""A memory file: one SQLite database that holds units, the files they came from, and the index of their Chinese.

Everything that changes it is one transaction, so a process that is killed leaves it as it was, and what is read is
never half of a file. Several processes may read while one writes (write-ahead log); a second writer waits. A unit's
Chinese is stored once however many units have it (table ``text``); only these texts are indexed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jingci.errors import DataError, UsageError
from jingci.memory.connection import as_ours, connected
from jingci.memory.schema import APPLICATION, FORMAT
from jingci.memory.tokens import key_of
from jingci.model import TranslationUnit

if TYPE_CHECKING:
    from jingci.memory.candidates import Candidates

#: Units with a longer text, in code points, are left out.
MAX_LENGTH = 20_000
_CACHE_KB = 48_000
#: Units that are written at a time.
_HELD = 5_000


@dataclass(frozen=True, slots=True)
class MemorySource:
    """A file whose units a memory holds: ``name`` as matches show it, ``path`` as it was added."""

    name: str
    path: str
    units: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a file did: units taken in, and left out (without text on one side, or too long).

    ``known`` is the name of a file of equal content that was there already (nothing was done then); ``replaced`` is
    whether the file's former units were taken out.
    """

    units: int = 0
    left_out: int = 0
    known: str = ""
    replaced: bool = False


class MemoryFile:
    """An open memory file. Use it in a ``with`` statement, or close it.

    :param path: the file, or ``:memory:``.
    :param create: make it where it is not there.
    :param fixed: it is whole and nobody writes to it any more, so that no lock is needed; its size is checked.
    :raises FileError: it is not there, or cannot be opened.
    :raises DataError: it is another kind of file, or damaged.
    """

    def __init__(self, path: str | Path, *, create: bool = False, fixed: bool = False) -> None:
        self.path = str(path)
        self.lock = threading.RLock()
        with self.mapped():
            self.connection = connected(self.path, create=create, fixed=fixed)
            try:
                self._check()
                if fixed:
                    self._check_size()
            except BaseException:
                self.connection.close()
                raise

    def __enter__(self) -> MemoryFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def candidates(self) -> Candidates:
        """What finds the texts that could resemble a text."""
        from jingci.memory.candidates import Candidates

        return Candidates(self.connection)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def settle(self) -> None:
        """Make the file one that nobody writes to any more: without a log beside it."""
        with self.lock, self.mapped():
            self.connection.execute("PRAGMA journal_mode = DELETE")

    def sources(self) -> list[MemorySource]:
        """The files whose units are here, in the order in which they were added."""
        with self.mapped():
            rows = self.connection.execute("SELECT name, path, units FROM source ORDER BY id").fetchall()
        return [MemorySource(*row) for row in rows]

    def add(
        self,
        units: Iterable[TranslationUnit],
        *,
        name: str,
        path: str = "",
        digest: str = "",
        on_unit: Callable[[int], None] | None = None,
    ) -> Added:
        """Take in a file's units, whole or not at all; those it had before under the same path are replaced.

        The order of the units is their context: a unit's neighbours are those before and after it.

        :param name: what matches call the file; an edition's report id.
        :param path: what tells files apart (``name`` where it is empty).
        :param digest: a hash of the file's content; where a file of this digest is here already, nothing is done.
        :param on_unit: called now and then with the number of units read.
        """
        name, path = _storable(name), _storable(path or name)
        with self._writing():
            if digest and (row := self._one("SELECT name FROM source WHERE digest = ?", digest)):
                return Added(known=str(row[0]))
            former = self._one("SELECT id FROM source WHERE path = ?", path)
            if former:
                # Out of the way of its successor, for whose sake texts that both have are kept.
                self.connection.execute("UPDATE source SET path = char(0) || path WHERE id = ?", former)
            query = "INSERT INTO source (name, path, digest, units) VALUES (?, ?, ?, 0)"
            cursor = self.connection.execute(query, (name, path, digest))
            writer = _Writer(self.connection, cursor.lastrowid or 0)
            for number, (unit, key, *hashes) in enumerate(_in_context(units), 1):
                writer.add(unit, key, *hashes)
                if on_unit is not None and number % 100 == 0:
                    on_unit(number)
            writer.finish()
            if former:
                self._take_out(int(former[0]))
            return Added(writer.units, writer.left_out, replaced=former is not None)

    def remove(self, name: str) -> MemorySource:
        """Take a file's units out.

        :param name: the file's name, or its path where several have that name.
        :raises UsageError: no file, or several, go by that name.
        """
        name = _storable(name)
        with self._writing():
            query = "SELECT id, name, path, units FROM source WHERE path = ? OR path = ? OR name = ?"
            rows = self.connection.execute(query, (name, os.path.realpath(name), name)).fetchall()
            if len(rows) != 1:
                problem, hint = self._unclear(name, [str(row[2]) for row in rows])
                raise UsageError(problem, hint=hint)
            self._take_out(int(rows[0][0]))
            return MemorySource(*rows[0][1:])

    def _unclear(self, name: str, paths: list[str]) -> tuple[str, str]:
        if paths:
            return f"“{name}” is the name of several files in the memory", f"name one: {', '.join(paths)}"
        from jingci.data import nearest_hint

        known = [source.name for source in self.sources()]
        return f"“{name}” is no file in the memory", nearest_hint(name, known) or "jingci memory list shows them"

    def _take_out(self, source: int) -> None:
        """Remove a source and its units, and the texts that no other unit has."""
        from jingci.memory.postings import rewrite_emptied

        execute = self.connection.execute
        execute("CREATE TEMP TABLE IF NOT EXISTS freed (text INTEGER PRIMARY KEY)")
        execute("DELETE FROM temp.freed")
        execute("INSERT OR IGNORE INTO temp.freed SELECT text FROM unit WHERE source = ?", (source,))
        execute("DELETE FROM unit WHERE source = ?", (source,))
        execute("DELETE FROM source WHERE id = ?", (source,))
        execute("DELETE FROM temp.freed WHERE EXISTS (SELECT 1 FROM unit WHERE unit.text = freed.text)")
        execute("DELETE FROM text WHERE id IN (SELECT text FROM temp.freed)")
        execute("INSERT INTO gone SELECT text FROM temp.freed")
        rewrite_emptied(self.connection)

    def _one(self, query: str, value: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self.connection.execute(query, (value,)).fetchone()
        return row

    def _check(self) -> None:
        self.connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        (kind,) = self.connection.execute("PRAGMA application_id").fetchone()
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        if kind != APPLICATION:
            raise DataError("is not a memory file of jingci", path=self.path)
        if version != FORMAT:
            raise DataError(f"a memory of format {version}; this jingci has format {FORMAT}", path=self.path)

    def _check_size(self) -> None:
        (pages,) = self.connection.execute("PRAGMA page_count").fetchone()
        (page,) = self.connection.execute("PRAGMA page_size").fetchone()
        if pages * page != os.path.getsize(self.path):
            raise DataError("the memory is damaged: a part is missing", path=self.path)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it, or nothing."""
        with self.lock, self.mapped():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """What is read in it is of one state of the file, whatever other processes write meanwhile.

        :raises JingciError: naming the file.
        """
        with self.lock, self.mapped():
            # Who writes reads in their own transaction.
            outermost = not self.connection.in_transaction
            if outermost:
                self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if outermost:
                    with contextlib.suppress(sqlite3.Error):
                        self.connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def mapped(self) -> Iterator[None]:
        """SQLite's errors as ours.

        :raises JingciError: naming the file.
        """
        try:
            yield
        except sqlite3.Error as error:
            raise as_ours(error, self.path) from error


class _Writer:
    """Writes the units of one source, some thousand at a time."""

    def __init__(self, connection: sqlite3.Connection, source: int) -> None:
        from jingci.memory.postings import Indexer

        self.units = self.left_out = 0
        self._connection = connection
        self._source = source
        self._indexer = Indexer(connection)
        self._held: list[tuple[str, int, tuple[Any, ...]]] = []
        (self._last,) = connection.execute(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'text'"
        ).fetchone()

    def add(self, unit: TranslationUnit, key: str, hashed: int, before: int, after: int) -> None:
        """A unit with its key, its hash and those of the keys before and after it."""
        if not key or not unit.en.strip() or len(unit.en) > 10 * MAX_LENGTH:
            self.left_out += 1
            return
        texts = map(_storable, (unit.zh, unit.en, unit.id, unit.state))
        self._held.append((key, hashed, (before, after, self._source, *texts)))
        self.units += 1
        if len(self._held) >= _HELD:
            self._write()

    def finish(self) -> None:
        """Write what is still held, the index, and the number of units."""
        self._write()
        self._indexer.finish()
        self._connection.execute("UPDATE source SET units = ? WHERE id = ?", (self.units, self._source))

    def _write(self) -> None:
        known = self._known()
        new: list[tuple[int, int, str]] = []
        for key, hashed, _ in self._held:
            if key not in known:
                self._last += 1
                known[key] = self._last
                new.append((self._last, hashed, key))
                self._indexer.add(self._last, key)
        self._connection.executemany("INSERT INTO text VALUES (?, ?, ?)", new)
        units = ((known[key], *row) for key, _, row in self._held)
        self._connection.executemany("INSERT INTO unit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", units)
        self._held = []

    def _known(self) -> dict[str, int]:
        """The numbers of those texts that are here already."""
        keys = {key for key, _, _ in self._held}
        query = "SELECT key, id FROM text WHERE hash IN (SELECT value FROM json_each(?))"
        rows = self._connection.execute(query, (json.dumps([hashed for _, hashed, _ in self._held]),))
        return {key: number for key, number in rows if key in keys}


def _in_context(units: Iterable[TranslationUnit]) -> Iterator[tuple[TranslationUnit, str, int, int, int]]:
    """Each unit with its key (empty where the unit is too long), its hash and those of the keys before and after it."""
    waiting: tuple[TranslationUnit, str, int] | None = None
    before = 0
    for unit in units:
        key = key_of(unit.zh) if len(unit.zh) <= MAX_LENGTH else ""
        this = unit, key, hash_of(key)
        if waiting is not None:
            yield *waiting, before, this[2]
            before = waiting[2]
        waiting = this
    if waiting is not None:
        yield *waiting, before, 0


def hash_of(key: str) -> int:
    """A key's hash as a signed 64-bit integer; 0 for the empty key (no neighbour)."""
    if not key:
        return 0
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _storable(text: str) -> str:
    """Lone surrogates cannot be stored."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
