"""Corpora in: folders, zip and tar archives, JSON lines, Parquet.

A corpus is a stream of items in a fixed order. An item is as raw as it can be (a file's bytes, a line of JSON), so that
whoever sends it to another process sends little, and that process does the work of reading it: :func:`read_item`.
Nothing is ever unpacked to the disk, and no name in an archive is used as a path.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jingci.corpus.documents import UnreadDocument
from jingci.errors import DataError, FileError, JingciError
from jingci.files import MAX_SIZE, read_bytes
from jingci.formats.corpora import archives, lines, parquet
from jingci.formats.corpora.folder import files_below
from jingci.formats.corpora.items import STUMBLES, Columns, Item, Raw, read_item

__all__ = ["STUMBLES", "Columns", "Corpus", "Item", "Raw", "open_corpus", "read_item"]

#: Containers by the end of the name; what is none of them is a document.
_KINDS = {
    ".zip": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tar.xz": "tar",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".jsonl.gz": "lines",
    ".ndjson.gz": "lines",
    ".parquet": "parquet",
    ".pq": "parquet",
}


@dataclass(frozen=True)
class Corpus:
    """A corpus that was found: its files in order, and how they are to be read.

    :ivar files: paths, with what they are called in the tables.
    :ivar max_size: bytes that a document may have.
    """

    path: str
    files: tuple[tuple[str, str], ...]
    columns: Columns
    max_size: int

    def items(self) -> Iterator[Item]:
        """Everything in it, in order, one at a time; what cannot be read is an item that says so."""
        for path, name in self.files:
            yield from _items(path, name, self.columns, self.max_size)

    def size(self) -> int:
        """About how many bytes of documents it holds, as far as that can be told without reading them; else 0."""
        sizes = [_size(path) for path, _ in self.files]
        return sum(sizes) if all(sizes) else 0

    def fingerprint(self) -> str:
        """A hash of the files' names, sizes and times of change, and of how they are read: 16 hexadecimal digits."""
        digest = hashlib.sha256(repr((self.columns, self.max_size)).encode("utf-8", "surrogatepass"))
        for path, name in self.files:
            try:
                status = os.stat(path)
                stamp = f"\0{name}\0{status.st_size}\0{status.st_mtime_ns}"
            except OSError:
                stamp = f"\0{name}\0gone"
            digest.update(stamp.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:16]


def open_corpus(path: str | Path, columns: Columns | None = None, *, max_size: int | None = None) -> Corpus:
    """The corpus at a path: a folder (with all that is below it), an archive, a file of records, or one document.

    :param columns: which columns of JSON lines and Parquet hold what; by their names where it is not said.
    :param max_size: bytes that a document may have [20,000,000].
    :raises FileError: there is no such file, or it cannot be read.
    :raises DataError: the folder holds no file.
    :raises MissingExtraError: it holds Parquet, and pyarrow is not installed.
    """
    place = Path(path)
    if not place.exists():
        raise FileError("no such file or folder", path=str(path))
    if place.is_dir():
        files = files_below(place)
        if not files:
            raise DataError("is a folder without files", path=str(path), hint="name a folder of documents")
    else:
        files = ((str(place), place.name),)
    if any(_kind(name) == "parquet" for _, name in files):
        parquet.required()
    return Corpus(str(path), files, columns or Columns(), max_size or MAX_SIZE)


def _kind(name: str) -> str:
    lower = name.lower()
    return next((kind for suffix, kind in _KINDS.items() if lower.endswith(suffix)), "document")


def _items(path: str, name: str, columns: Columns, max_size: int) -> Iterator[Item]:
    kind = _kind(name)
    if kind == "zip":
        yield from archives.zip_items(path, name, max_size)
    elif kind == "tar":
        yield from archives.tar_items(path, name, max_size)
    elif kind == "lines":
        yield from lines.line_items(path, name, columns, max_size)
    elif kind == "parquet":
        yield from parquet.parquet_items(path, name, columns, max_size)
    else:
        yield _file(path, name, max_size)


def _file(path: str, name: str, max_size: int) -> Item:
    try:
        return Raw(name, read_bytes(path, max_size=max_size))
    except JingciError as error:
        return UnreadDocument(name, error.message)


def _size(path: str) -> int:
    """The bytes of the documents in a file; 0 where it does not tell."""
    kind = _kind(path)
    if kind == "zip":
        return archives.zip_size(path)
    if kind == "parquet":
        return parquet.parquet_size(path)
    if kind in ("tar", "lines") and not path.lower().endswith((".tar", ".jsonl", ".ndjson")):
        return 0
    try:
        return os.path.getsize(path) or 1
    except OSError:
        return 1
