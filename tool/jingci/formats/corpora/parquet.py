"""Parquet files: one document to a row, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from jingci.corpus.documents import UnreadDocument
from jingci.errors import DataError, MissingExtraError
from jingci.formats.corpora.items import Columns, Item, record

#: Rows that are held at once.
_ROWS = 64


def required() -> Any:
    """The module ``pyarrow.parquet``.

    :raises MissingExtraError: it is not installed.
    """
    try:
        return import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow", hint="pip install 'jingci[corpus]'") from error


def parquet_items(path: str, name: str, columns: Columns, max_size: int) -> Iterator[Item]:
    """The rows of a file, each named by file and row; only the columns that are asked for are read.

    :param max_size: bytes of a text.
    """
    try:
        with required().ParquetFile(path, memory_map=True) as file:
            chosen = columns.among(list(file.schema_arrow.names), name)
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=list(dict.fromkeys(chosen.values()))):
                for values in batch.to_pylist():
                    number += 1
                    item = record(f"{name}:{number}", values, chosen)
                    text = "" if isinstance(item, UnreadDocument) else item.text
                    if len(text) * 3 > max_size and len(text.encode("utf-8", "replace")) > max_size:
                        item = UnreadDocument(f"{name}:{number}", f"larger than {max_size:,} bytes")
                    yield item
    except DataError as error:
        yield UnreadDocument(name, f"{error.message} ({error.hint})" if error.hint else error.message)
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, NotImplementedError):
        # Arrow's errors are of these kinds.
        yield UnreadDocument(name, "is a damaged Parquet file: the rest is not read")


def parquet_size(path: str) -> int:
    """The bytes of a file's columns, unpacked."""
    try:
        with required().ParquetFile(path) as file:
            groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
            return sum(group.total_byte_size for group in groups) or 1
    except (OSError, ValueError):
        return 1
