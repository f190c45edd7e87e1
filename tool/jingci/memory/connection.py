"""Opening a memory file, and what can go wrong with it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from urllib.parse import quote

from jingci.errors import DataError, FileError, JingciError
from jingci.memory.schema import make_file, make_tables

#: Seconds for which a second writer waits.
_WAIT = 30.0


def as_ours(error: sqlite3.Error, path: str) -> JingciError:
    """SQLite's error as one of ours, in words for a user."""
    text = str(error)
    if "locked" in text:
        return FileError("another process is writing to the memory", path=path, hint="try again when it has finished")
    if "full" in text:
        return FileError("cannot be written: the disk is full; the memory is as it was", path=path)
    if "readonly" in text or "read-only" in text:
        return FileError("cannot be written: it is read-only", path=path)
    if "unable to open" in text:
        return FileError("cannot be opened: permission denied, or its folder is missing", path=path)
    if "not a database" in text:
        return DataError("is not a memory file of jingci", path=path)
    if "malformed" in text:
        return DataError("the memory is damaged", path=path, hint="delete it and add the files again")
    return FileError(f"cannot be used: {text}", path=path)


def connected(path: str, *, create: bool, fixed: bool) -> sqlite3.Connection:
    """A connection in which transactions are begun and ended by hand; several threads may use it in turn.

    :param path: the file, or ``:memory:``.
    :param create: make it, and its folder, where it is not there.
    :param fixed: nobody writes to it any more.
    :raises FileError: it is not there, or is a directory, or its folder cannot be made.
    """
    if path == ":memory:":
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        make_tables(connection)
        return connection
    if os.path.isdir(path):
        raise FileError("is a directory; name a file", path=path)
    if not os.path.exists(path):
        if not create:
            raise FileError("no such memory file", path=path, hint="jingci memory add FILE makes it")
        with _os_errors(path):
            make_file(path)
    full = os.path.abspath(path)
    mode = "mode=ro&immutable=1" if fixed else "mode=rw"
    if not fixed and not (os.access(full, os.W_OK) and os.access(os.path.dirname(full), os.W_OK)):
        # Without a log beside it nobody writes to it, and SQLite cannot make the log's index here.
        mode = "mode=ro" if os.path.exists(f"{full}-wal") else "mode=ro&immutable=1"
    address = f"file:{quote(os.fsencode(full), safe='/:')}?{mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT, check_same_thread=False)


@contextlib.contextmanager
def _os_errors(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(f"cannot be written: {error.strerror}", path=path) from error
