"""JSON lines, plain or compressed with gzip: one document to a line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import IO

from jingci.corpus.documents import UnreadDocument
from jingci.formats.corpora.items import Columns, Item, Raw

_BOM = b"\xef\xbb\xbf"
_SKIPPED = 1 << 20


def line_items(path: str, name: str, columns: Columns, max_size: int) -> Iterator[Item]:
    """The lines that are not empty, each named by file and line.

    :param max_size: bytes of a line; a longer one is recorded, and never held as a whole.
    """
    try:
        with gzip.open(path, "rb") if path.lower().endswith(".gz") else open(path, "rb") as stream:
            yield from _lines(stream, name, columns, max_size)
    except (OSError, EOFError, zlib.error):
        yield UnreadDocument(name, "is damaged or cannot be read: the rest is not read")


def _lines(stream: IO[bytes] | gzip.GzipFile, name: str, columns: Columns, max_size: int) -> Iterator[Item]:
    number = 0
    while line := stream.readline(max_size + 1):
        number += 1
        if len(line) > max_size and not line.endswith(b"\n"):
            while (rest := stream.readline(_SKIPPED)) and not rest.endswith(b"\n"):
                pass
            yield UnreadDocument(f"{name}:{number}", f"larger than {max_size:,} bytes")
            continue
        if number == 1:
            line = line.removeprefix(_BOM)
        if line.strip():
            yield Raw(f"{name}:{number}", line, columns)
