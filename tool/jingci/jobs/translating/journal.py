"""A file that only grows: records as JSON lines with checksums, each on the disk before :meth:`append` returns.

A line is ``{"sum": the first 16 digits of the SHA-256 of the record's JSON, "record": {...}}``. A last line that was
cut off by a kill or a full disk is dropped; damage anywhere else is an error, for what it hid may have been paid for.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

from jingci.errors import DataError, FileError

#: Kept free beside the journal: room for the answers that are under way when the disk is full.
_SPARE = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT)
_MAX_LINE = 20_000_000


class Journal:
    """The journal in a file, which is made with the first record.

    :ivar records: what it held when it was opened.
    :ivar torn: whether its last line was cut off.
    :ivar full: whether the disk is: what is under way can still be recorded, nothing more should be asked.
    :raises DataError: where it is damaged.
    :raises FileError: where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.full = False
        self._lock = threading.Lock()
        self._handle = -1
        self._spare: IO[bytes] | None = None
        self.records, self._size, self.torn = _read(path)

    def prepare(self) -> None:
        """Open it for writing, and keep room on the disk.

        :raises FileError: the folder cannot be written, the disk is full.
        """
        try:
            self._spare = tempfile.TemporaryFile(dir=self.path.parent)  # noqa: SIM115
            self._spare.write(bytes(_SPARE))
            self._spare.flush()
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            os.ftruncate(self._handle, self._size)
            _sync_folder(self.path.parent)
        except OSError as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._release_spare()
            if self._handle >= 0:
                os.close(self._handle)
                self._handle = -1
                if not self._size:
                    self.path.unlink(missing_ok=True)

    def append(self, record: dict[str, Any]) -> None:
        """Put a record on the disk. Safe to be called from several threads.

        :raises FileError: where that fails; the file is then as it was.
        """
        line = _line(record)
        with self._lock:
            if self._handle < 0:
                raise FileError("is closed", path=str(self.path))
            try:
                try:
                    self._write(line)
                except OSError as error:
                    if error.errno not in _FULL:
                        raise
                    self.full = True
                    self._release_spare()
                    self._write(line)
            except OSError as error:
                raise self._unwritable(error) from error

    def require_room(self) -> None:
        """Refuse to go on where the disk is full.

        :raises FileError: then.
        """
        if self.full:
            raise self._unwritable(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    def _write(self, line: bytes) -> None:
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            os.fsync(self._handle)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._size)
            raise
        self._size += len(line)

    def _release_spare(self) -> None:
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def _unwritable(self, error: OSError) -> FileError:
        return FileError(
            f"cannot be written: {error.strerror or error}",
            path=str(self.path),
            hint="what was answered so far is kept; run again when there is room" if error.errno in _FULL else "",
        )


def _read(path: Path) -> tuple[list[dict[str, Any]], int, bool]:
    """The records, the size of what is whole, and whether something was cut off after it."""
    records: list[dict[str, Any]] = []
    size = 0
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(_MAX_LINE):
                number += 1
                record = _parsed(line)
                if record is None:
                    if stream.read(1):
                        raise _damaged(path, number)
                    return records, size, True
                records.append(record)
                size += len(line)
    except FileNotFoundError:
        return [], 0, False
    except OSError as error:
        raise FileError(f"cannot be read: {error.strerror}", path=str(path)) from error
    return records, size, False


def _damaged(path: Path, line: int) -> DataError:
    return DataError(
        "this line of the journal is damaged (its checksum does not fit)",
        path=str(path),
        line=line,
        hint="restore the file, or move it away: then what stands in segments.yaml remains, and the rest is asked anew",
    )


def _line(record: dict[str, Any]) -> bytes:
    # ASCII, so that a lone surrogate in an answer can be written, too.
    text = json.dumps(record, separators=(",", ":"))
    return f'{{"sum":"{_sum(text)}","record":{text}}}\n'.encode()


def _parsed(line: bytes) -> dict[str, Any] | None:
    """The record of a line, or None where the line is not whole. The line break is part of it."""
    if not line.endswith(b"}\n"):
        return None
    try:
        value = json.loads(line)
        record = value["record"]
        whole = isinstance(record, dict) and value["sum"] == _sum(json.dumps(record, separators=(",", ":")))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return record if whole else None


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
