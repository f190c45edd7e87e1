"""The tables of a memory file, and how a new one is made."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile

#: To be raised when the tables change, or what a key is (:mod:`jingci.memory.tokens`).
FORMAT = 1
#: "jcTM": says what kind of SQLite file this is.
APPLICATION = 0x6A63544D
_PAGE = 8192
_SCHEMA = """
CREATE TABLE source (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL, units INTEGER NOT NULL);
CREATE TABLE text (id INTEGER PRIMARY KEY AUTOINCREMENT, hash INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX text_by_hash ON text (hash);
CREATE TABLE unit (id INTEGER PRIMARY KEY AUTOINCREMENT, text INTEGER NOT NULL, before INTEGER NOT NULL,
    after INTEGER NOT NULL, source INTEGER NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, name TEXT NOT NULL,
    state TEXT NOT NULL);
CREATE INDEX unit_by_text ON unit (text, before, after);
CREATE INDEX unit_by_source ON unit (source);
CREATE TABLE block (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
    texts INTEGER NOT NULL);
CREATE TABLE chunk (id INTEGER PRIMARY KEY, block INTEGER NOT NULL, first INTEGER NOT NULL, grams BLOB NOT NULL,
    ends BLOB NOT NULL, texts BLOB NOT NULL);
CREATE UNIQUE INDEX chunk_by_gram ON chunk (block, first);
CREATE TABLE gone (text INTEGER PRIMARY KEY)
"""


def make_file(path: str) -> None:
    """Make an empty memory file, unless there is one: beside its place first, so that nobody sees it half made.

    :raises OSError: the folder cannot be made or written to.
    """
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".memory.", dir=folder) as beside:
        new = os.path.join(beside, "new.sqlite")
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            make_tables(connection)
        try:
            # Unlike a renaming, this leaves alone what another process has made meanwhile.
            os.link(new, path)
        except FileExistsError:
            return
        except OSError:
            # A file system without links.
            if not os.path.exists(path):
                os.replace(new, path)


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database, all or none."""
    marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}"
    connection.executescript(f"BEGIN; {_SCHEMA}; {marks}; COMMIT")
