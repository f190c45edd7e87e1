"""A user's own list: short records, and the rows of a table, as concepts."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jingci.data import Items, Record, Text, located
from jingci.errors import SchemaError
from jingci.glossary.schema import read_concept
from jingci.glossary.table import record_of
from jingci.model import Concept

_COLUMNS_HINT = "the first line must name the columns: zh, en, and if you like zh_pinyin, gloss, note and more"


def read_own(document: object, path: str) -> list[tuple[Concept, int]]:
    """The concepts of a YAML document, each with its line; almost every key may be missing.

    :raises SchemaError: naming file and line.
    """
    items = document.get("concepts") if isinstance(document, Record) else document
    if not isinstance(items, Items):
        raise SchemaError("a list of concepts is expected, or a mapping with “concepts”", path=path, line=1)
    return [(read_concept(_completed(item), path), item.line) for item in items]


def read_csv(text: str, path: str) -> list[tuple[Concept, int]]:
    """The concepts of a CSV or TSV text.

    :raises SchemaError: naming file and line.
    """
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel_tab if path.lower().endswith(".tsv") else csv.excel
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), dialect=dialect)
    return read_rows(_numbered(reader, path), path)


def _numbered(reader: Iterator[list[str]], path: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for row in reader:
            yield reader.line_num, row  # type: ignore[attr-defined]
    except csv.Error as error:
        raise SchemaError(f"not valid CSV: {error}", path=path) from error


def read_rows(rows: Iterable[tuple[int, list[str]]], path: str) -> list[tuple[Concept, int]]:
    """The concepts of a table's rows, each with the line it begins in; the first row names the columns.

    :param rows: line numbers and cells.
    :raises SchemaError: naming file and line.
    """
    stream = iter(rows)
    columns = [name.strip().lower() for name in next(stream, (1, []))[1]]
    if "zh" not in columns or "en" not in columns:
        raise SchemaError("no columns “zh” and “en”", path=path, line=1, hint=_COLUMNS_HINT)
    concepts: dict[str, tuple[Concept, int]] = {}
    for line, row in stream:
        _add_row(concepts, {key: cell for key, cell in zip(columns, row, strict=False) if key}, path, line)
    return list(concepts.values())


def _add_row(concepts: dict[str, tuple[Concept, int]], cells: dict[str, str], path: str, line: int) -> None:
    """A row as a concept; a further row on the same Chinese adds its English to the first one's."""
    if not cells.get("zh", "").strip() and not cells.get("en", "").strip():
        return
    record = record_of(cells, path, line)
    field = str(record.pop("field", ""))
    concept = read_concept(_completed(located(record, line)), path, field)
    key = concept.zh[0].text
    if key in concepts:
        first, place = concepts[key]
        known = {rendering.text for rendering in first.en}
        added = (replace(r, status="admitted") for r in concept.en if r.text not in known)
        concept, line = replace(first, en=(*first.en, *added)), place
    concepts[key] = concept, line


def _completed(item: object) -> object:
    """A user's short record in full: ``zh`` and ``en`` may be plain texts, and everything else may be missing."""
    if not isinstance(item, Record):
        return item
    for key, extra in (("zh", {"pinyin": "-"}), ("en", {})):
        value = item.get(key)
        if isinstance(value, Text):
            item[key] = located([{"text": value, **extra, "status": "preferred"}], value.line)
        elif isinstance(value, Items):
            for entry in value:
                if isinstance(entry, Record):
                    _default(entry, {**extra, "status": "preferred"})
    zh = item.get("zh")
    if "id" not in item and zh and isinstance(zh[0], Record):
        _default(item, {"id": own_id(str(zh[0].get("text", "")))})
    _default(item, {"kind": "term", "gloss": "", "status": "provisional"})
    return item


def _default(record: Record, values: dict[str, str]) -> None:
    for key, value in values.items():
        if key not in record:
            record[key] = located(value, record.line)
            record.lines[key] = record.line


def own_id(text: str) -> str:
    """An id for an entry that has none, the same for the same Chinese."""
    return "user-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
