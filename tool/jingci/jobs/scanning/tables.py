"""The tables: their columns, a shard's part of them as bytes, and the whole made of the parts.

Each row begins with the document's name, date, place and province. ``spans`` are the places in the document's text, in
code points counted from 0, the end not included.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from importlib import import_module
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import Any

from jingci.corpus.documents import UnreadDocument
from jingci.corpus.scanning import DocumentScan
from jingci.errors import DataError, MissingExtraError, UsageError
from jingci.files import atomic_file
from jingci.glossary.table import guarded

FORMATS = ("parquet", "csv")
#: How the files of parts end, by format.
PART_SUFFIXES = {"parquet": "arrow", "csv": "csv"}
_SHARED = {"document": "text", "date": "text", "place": "text", "province": "text"}
#: The columns of each table and what they hold, after those that all have.
COLUMNS = {
    "documents": {
        "characters": "int",
        "terms": "int",
        "formulas": "int",
        "figures": "int",
        "problem": "text",
    },
    "terms": {"concept": "text", "count": "int", "spans": "spans"},
    "formulas": {
        "formula": "text",
        "counts": "int",
        "members": "texts",
        "origin": "text",
        "concept": "text",
        "count": "int",
        "spans": "spans",
    },
    "figures": {
        "figure": "text",
        "value": "float",
        "high": "float",
        "exact": "text",
        "unit": "text",
        "kind": "text",
        "bound": "text",
        "noun": "text",
        "exempt": "bool",
        "count": "int",
        "spans": "spans",
    },
}
#: Cells of a list stand between these in CSV.
_BAR = " | "
Scans = Sequence[DocumentScan | UnreadDocument]


def checked_format(name: str) -> str:
    """The format itself.

    :raises UsageError: there is no such format.
    :raises MissingExtraError: it needs pyarrow, which is not installed.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format “{name}”", hint=f"one of {', '.join(FORMATS)}")
    if name == "parquet":
        _arrow()
    return name


def part(table: str, scans: Scans, format: str) -> bytes:
    """The rows of some documents: an Arrow file that Parquet is made of, or lines of CSV without their heading."""
    rows: list[list[tuple[Any, ...]]] = [_ROWS[table](scan) for scan in scans]
    shared = [_shared(scan) for scan in scans]
    return _arrow_file(table, shared, rows) if format == "parquet" else _csv(table, shared, rows)


def merge(table: str, parts: Iterable[Path], path: Path, format: str, on_part: Callable[[], None]) -> None:
    """Make a table of its parts, in their order, one at a time; the file is whole or absent.

    :raises FileError: it cannot be written.
    :raises DataError: a part is damaged.
    """
    with atomic_file(path) as temporary:
        if format == "parquet":
            _merge_parquet(table, parts, temporary, on_part)
            return
        with open(temporary, "wb") as out:
            out.write((",".join([*_SHARED, *COLUMNS[table]]) + "\n").encode())
            for file in parts:
                with file.open("rb") as stream:
                    shutil.copyfileobj(stream, out)
                on_part()


# Rows


def _shared(scan: DocumentScan | UnreadDocument) -> tuple[str, str, str, str]:
    if isinstance(scan, UnreadDocument):
        return (_clean(scan.name), "", "", "")
    document = scan.document
    return (_clean(document.name), document.date, _clean(document.place), document.province)


def _documents(scan: DocumentScan | UnreadDocument) -> list[tuple[Any, ...]]:
    if isinstance(scan, UnreadDocument):
        return [(0, 0, 0, 0, _clean(scan.problem))]
    formulas = sum(map(len, scan.formulas.values())) // 2
    figures = sum(len(places) for _, _, places in scan.figures) // 2
    return [(len(scan.document.text), scan.hits, formulas, figures, "")]


def _terms(scan: DocumentScan | UnreadDocument) -> list[tuple[Any, ...]]:
    if isinstance(scan, UnreadDocument):
        return []
    return [(concept, len(places) // 2, places) for concept, places in scan.terms.items()]


def _formulas(scan: DocumentScan | UnreadDocument) -> list[tuple[Any, ...]]:
    if isinstance(scan, UnreadDocument):
        return []
    return [
        (_clean(text), counts, [_clean(member) for member in members], origin, concept, len(places) // 2, places)
        for (text, counts, members, origin, concept), places in scan.formulas.items()
    ]


def _figures(scan: DocumentScan | UnreadDocument) -> list[tuple[Any, ...]]:
    if isinstance(scan, UnreadDocument):
        return []
    rows = []
    for text, quantity, places in scan.figures:
        value, exact = _float_and_exact(quantity.value)
        high = None if quantity.high is None else _float_and_exact(quantity.high)[0]
        said = (quantity.unit, quantity.kind, quantity.bound, quantity.noun, quantity.exempt)
        rows.append((_clean(text), value, high, exact, *said, len(places) // 2, places))
    return rows


_ROWS: dict[str, Callable[[DocumentScan | UnreadDocument], list[tuple[Any, ...]]]] = {
    "documents": _documents,
    "terms": _terms,
    "formulas": _formulas,
    "figures": _figures,
}


def _float_and_exact(value: Fraction) -> tuple[float | None, str]:
    """A fraction as the nearest number (None of one beyond all numbers), and exactly: ``1/3``, ``324``."""
    above, below = value.as_integer_ratio()
    exact = str(above) if below == 1 else f"{above}/{below}"
    try:
        return above / below, exact
    except OverflowError:
        return None, exact


def _clean(text: str) -> str:
    """The text without what no encoding has."""
    return text if text.isascii() or text.isprintable() else text.encode("utf-8", "replace").decode("utf-8")


# CSV


def _csv(table: str, shared: list[tuple[str, str, str, str]], rows: list[list[tuple[Any, ...]]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    kinds = list(COLUMNS[table].values())
    for document, found in zip(shared, rows, strict=True):
        head = [guarded(cell) for cell in document]
        writer.writerows([*head, *map(_cell, kinds, row)] for row in found)
    return out.getvalue().encode("utf-8", "replace")


def _cell(kind: str, value: Any) -> Any:
    if kind == "text":
        return guarded(value)
    if kind == "texts":
        return guarded(_BAR.join(value))
    if kind == "spans":
        return " ".join(f"{start}-{end}" for start, end in zip(value[::2], value[1::2], strict=True))
    if kind == "bool":
        return "yes" if value else "no"
    return "" if value is None else value


# Parquet


def _arrow() -> tuple[Any, Any]:
    """The modules ``pyarrow`` and ``pyarrow.parquet``."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        hint = "pip install 'jingci[corpus]', or use --format csv"
        raise MissingExtraError("Parquet needs pyarrow", hint=hint) from error


def _types(pa: Any) -> dict[str, Any]:
    return {
        "text": pa.string(),
        "int": pa.int32(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "spans": pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())])),
    }


def schema(table: str) -> Any:
    """The Arrow schema of a table."""
    pa, _ = _arrow()
    types = _types(pa)
    return pa.schema([(name, types[kind]) for name, kind in (_SHARED | COLUMNS[table]).items()])


def _arrow_file(table: str, shared: list[tuple[str, str, str, str]], rows: list[list[tuple[Any, ...]]]) -> bytes:
    """Arrow's own file: it costs a third of what Parquet costs, and is written as Parquet only once, at the end."""
    pa, _ = _arrow()
    numbers = pa.array([*chain.from_iterable(repeat(n, len(found)) for n, found in enumerate(rows))], pa.int32())
    columns = [
        pa.DictionaryArray.from_arrays(numbers, pa.array([cells[place] for cells in shared], pa.string()))
        for place in range(len(_SHARED))
    ]
    flat = list(zip(*chain.from_iterable(rows), strict=True))
    types = _types(pa)
    for place, kind in enumerate(COLUMNS[table].values()):
        values = flat[place] if flat else ()
        columns.append(_spans(pa, values) if kind == "spans" else pa.array(values, types[kind]))
    rows_of_it = pa.table(columns, names=schema(table).names)
    out = pa.BufferOutputStream()
    with pa.ipc.new_file(out, rows_of_it.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(rows_of_it)
    data: bytes = out.getvalue().to_pybytes()
    return data


def _spans(pa: Any, places: Sequence[list[int]]) -> Any:
    """Lists of spans, made without an object for each of them."""
    flat = [*chain.from_iterable(places)]
    offsets = [0, *accumulate(len(row) // 2 for row in places)]
    ends = [pa.array(flat[first::2], pa.int32()) for first in (0, 1)]
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.StructArray.from_arrays(ends, ["start", "end"]))


def _merge_parquet(table: str, parts: Iterable[Path], path: str, on_part: Callable[[], None]) -> None:
    pa, pq = _arrow()
    with pq.ParquetWriter(path, schema(table), compression="zstd") as writer:
        for piece in _gathered(pa, parts, on_part):
            writer.write_table(piece.cast(schema(table)))


#: Rows of a row group: parts of a shard alone would make too many small ones.
_GROUP = 500_000


def _gathered(pa: Any, parts: Iterable[Path], on_part: Callable[[], None]) -> Iterator[Any]:
    waiting: list[Any] = []
    rows = 0
    for file in parts:
        try:
            with pa.ipc.open_file(file.read_bytes()) as reader:
                waiting.append(reader.read_all())
        except (OSError, ValueError) as error:
            hint = "remove the folder and scan again"
            raise DataError("this part of a table is damaged", path=str(file), hint=hint) from error
        rows += waiting[-1].num_rows
        on_part()
        if rows >= _GROUP:
            yield pa.concat_tables(waiting)
            waiting, rows = [], 0
    if waiting:
        yield pa.concat_tables(waiting)
