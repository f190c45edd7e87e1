"""The folder of a scan: parts of tables, the journal of finished shards, and at the end the tables.

``scan.json`` says what the folder is the scan of. While it is under way, ``parts/`` holds the parts of each finished
shard, and ``parts/journal.jsonl`` a line for each with the sizes of its parts: a shard is finished when its line is on
the disk, and its parts are there before. A torn line, or a part that is missing or cut off, only makes that shard anew.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from jingci.errors import DataError, FileError, UsageError
from jingci.files import write_bytes, write_text
from jingci.jobs.locking import locked
from jingci.jobs.scanning.shards import Part
from jingci.jobs.scanning.tables import PART_SUFFIXES

HEAD = "scan.json"
_COUNTS = "counts"


class ScanFolder:
    """A folder that one run works on. A context manager.

    :param signature: what the scan is of and with what; a folder with another is refused.
    :ivar finished: shards that earlier runs finished.
    :raises UsageError: another run is at work on it; it holds another scan, or something else.
    :raises FileError: it cannot be made, read or written.
    """

    def __init__(self, path: str | Path, signature: dict[str, Any], tables: tuple[str, ...], suffix: str) -> None:
        self.path = Path(path)
        self.tables = tables
        self.suffix = suffix
        self._parts = self.path / "parts"
        self._journal: IO[bytes] | None = None
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"cannot be made: {error.strerror}", path=str(path)) from error
        self._lock = locked(self.path, "jingci scan")
        try:
            self.head = self._opened(signature)
            self.finished: dict[int, dict[str, Any]] = {} if self.is_done else self._read_journal()
        except BaseException:
            os.close(self._lock)
            raise

    def __enter__(self) -> ScanFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._journal is not None:
            self._journal.close()
        os.close(self._lock)

    @property
    def is_done(self) -> bool:
        """Whether the tables are whole."""
        return bool(self.head.get("done"))

    def _opened(self, signature: dict[str, Any]) -> dict[str, Any]:
        """The head of the folder, which is made where the folder is empty."""
        file = self.path / HEAD
        if not file.exists():
            if any(self.path.iterdir()):
                message = "is a folder with other things in it"
                raise UsageError(message, path=str(self.path), hint="name a folder that is new or empty")
            head = {"signature": signature}
            write_text(file, _as_text(head))
            return head
        try:
            head = json.loads(file.read_text(encoding="utf-8"))
            known = head["signature"]
            differing = [key for key in signature if known.get(key) != signature[key]]
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise DataError("is damaged", path=str(file), hint="name another folder") from error
        if differing:
            message = f"holds a scan with another {' and '.join(differing)}"
            raise UsageError(message, path=str(self.path), hint="name another folder, or remove this one")
        return dict(head)

    # -- shards ------------------------------------------------------------------------------------------------

    def _read_journal(self) -> dict[int, dict[str, Any]]:
        finished: dict[int, dict[str, Any]] = {}
        try:
            self._parts.mkdir(exist_ok=True)
            # What a killed run was writing.
            for torn in self._parts.glob(".*.tmp"):
                torn.unlink(missing_ok=True)
            self._journal = (self._parts / "journal.jsonl").open("a+b")
            self._journal.seek(0)
            for line in self._journal:
                record = _record(line)
                if record is not None and self._is_there(record):
                    finished[record["shard"]] = record
            # A line that was cut off must not swallow the next one.
            self._journal.write(b"\n")
        except OSError as error:
            raise FileError(f"cannot be written: {error.strerror}", path=str(self._parts)) from error
        return finished

    def _is_there(self, record: dict[str, Any]) -> bool:
        files = {name: self._part(name, record["shard"]) for name in (*self.tables, _COUNTS)}
        return all(file.is_file() and file.stat().st_size == record["sizes"].get(n) for n, file in files.items())

    def _part(self, name: str, shard: int) -> Path:
        return self._parts / f"{name}-{shard:06}.{'json' if name == _COUNTS else PART_SUFFIXES[self.suffix]}"

    def keep(self, part: Part) -> None:
        """Put a shard's parts on the disk, then its line in the journal.

        :raises FileError: that fails; the shard is then not finished.
        """
        if part.number in self.finished:
            return
        contents = part.tables | {_COUNTS: part.counts}
        for name, data in contents.items():
            write_bytes(self._part(name, part.number), data)
        sizes = {name: len(data) for name, data in contents.items()}
        record = {"shard": part.number, "documents": part.documents, "size": part.size, "sizes": sizes}
        assert self._journal is not None
        try:
            self._journal.write(json.dumps(record).encode() + b"\n")
            self._journal.flush()
            os.fsync(self._journal.fileno())
        except OSError as error:
            raise FileError(f"cannot be written: {error.strerror}", path=str(self._parts)) from error
        self.finished[part.number] = record

    # -- the end -----------------------------------------------------------------------------------------------

    def parts(self, table: str) -> list[Path]:
        """The parts of a table in order."""
        return [self._part(table, number) for number in sorted(self.finished)]

    def counts(self) -> Iterator[dict[str, Any]]:
        """The sums of each shard, in order.

        :raises DataError: they are damaged.
        """
        for file in self.parts(_COUNTS):
            try:
                yield json.loads(file.read_bytes())
            except (OSError, ValueError) as error:
                raise DataError("is damaged", path=str(file), hint="remove it and scan again") from error

    def file(self, table: str) -> Path:
        """Where a table is written."""
        return self.path / f"{table}.{self.suffix}"

    def finish(self, summary: dict[str, Any]) -> None:
        """Say that the tables are whole; then the parts are not needed any more.

        :raises FileError: that cannot be written.
        """
        self.head = {**self.head, "done": summary}
        write_text(self.path / HEAD, _as_text(self.head))
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        shutil.rmtree(self._parts, ignore_errors=True)


def _record(line: bytes) -> dict[str, Any] | None:
    """A line of the journal; None of one that is not whole."""
    try:
        record = json.loads(line)
        whole = isinstance(record["shard"], int) and isinstance(record["sizes"], dict) and line.endswith(b"\n")
        return {**record, "size": int(record["size"]), "documents": int(record["documents"])} if whole else None
    except (ValueError, KeyError, TypeError):
        return None


def _as_text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
