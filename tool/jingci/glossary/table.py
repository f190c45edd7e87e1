"""Concepts as rows of a table: one row a concept, one column a key, several values in a cell set apart by a bar.

The columns and the manner of the cells are documented in ``docs/interchange.md``. The columns ``zh_…`` and ``en_…``
run in parallel: the second pinyin is that of the second form. Evidence and readings, which are records, stand as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from jingci.errors import SchemaError
from jingci.glossary.records import as_record
from jingci.model import Concept, FormStatus, RenderingStatus

COLUMNS = (
    "id",
    "field",
    "kind",
    "pos",
    "status",
    "zh",
    "zh_pinyin",
    "zh_status",
    "zh_hant",
    "en",
    "en_status",
    "en_sources",
    "en_why",
    "gloss",
    "note",
    "years",
    "link",
    "not_in",
    "homograph",
    "see",
    "evidence",
    "readings",
    "replaced_by",
    "pinyin_note",
)
_LISTS = ("not_in", "see")
_RECORDS = ("evidence", "readings")
_BAR = " | "
#: A bar that no backslash stands before, or only an even number of them.
_CUT = re.compile(r"(?<!\\)((?:\\\\)*)\|")
#: What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection), and
#: the apostrophe that takes that meaning away, which is doubled so that it can be taken off again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def row_of(concept: Concept) -> dict[str, str]:
    """A concept's cells by column; every column is there."""
    record = as_record(concept)
    cells = {key: record.get(key, "") for key in COLUMNS if isinstance(record.get(key, ""), str)}
    cells |= {"field": concept.field, "pos": concept.pos, "link": concept.link}
    cells |= {"zh": joined(f.text for f in concept.zh), "en": joined(r.text for r in concept.en)}
    cells["zh_pinyin"] = joined(form.pinyin for form in concept.zh)
    cells["zh_status"] = joined(form.status for form in concept.zh)
    cells["zh_hant"] = joined(form.hant for form in concept.zh)
    cells["en_status"] = joined(rendering.status for rendering in concept.en)
    cells["en_sources"] = joined(" ".join(rendering.sources) for rendering in concept.en)
    cells["en_why"] = joined(rendering.why for rendering in concept.en)
    cells |= {key: joined(record.get(key, [])) for key in _LISTS}
    cells |= {key: json.dumps(record[key], ensure_ascii=False) if key in record else "" for key in _RECORDS}
    return {key: cells[key] for key in COLUMNS}


def joined(values: Any) -> str:
    """Several values as one cell; nothing where all are empty.

    >>> joined(["公安", "a | b", ""])
    '公安 | a \\\\| b | '
    """
    texts = [value.replace("\\", "\\\\").replace("|", "\\|") for value in values]
    return _BAR.join(texts) if any(texts) else ""


def split(cell: str) -> list[str]:
    """The values of a cell, without blanks around them.

    >>> split(joined(["公安", "a | b", "c\\\\"]))
    ['公安', 'a | b', 'c\\\\']
    """
    if not cell.strip():
        return []
    parts = _CUT.sub(lambda match: f"{match[1]}\x00", cell).split("\x00")
    return [re.sub(r"\\(.)", r"\1", part.strip()) for part in parts]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded; one that begins with another's apostrophe stays as it is."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def record_of(cells: Mapping[str, str], path: str, line: int) -> dict[str, Any]:
    """The record that a row stands for. Columns may be missing, but not ``zh`` and ``en``.

    :raises SchemaError: a cell that does not fit its column.
    """
    row = {key: unguarded(value).strip() for key, value in cells.items()}
    _check(row, path, line)
    record: dict[str, Any] = {key: row[key] for key in COLUMNS if (row.get(key) or key == "gloss") and key in row}
    record = {key: value for key, value in record.items() if "_" not in key}
    record |= {key: row[key] for key in ("replaced_by", "pinyin_note") if row.get(key)}
    record |= {key: split(row[key]) for key in _LISTS if row.get(key)}
    record |= {key: _json(row[key], key, path, line) for key in _RECORDS if row.get(key)}
    record["zh"] = _parallel(
        row, {"text": "zh", "pinyin": "zh_pinyin", "status": "zh_status", "hant": "zh_hant"}, path, line
    )
    for form in record["zh"]:
        form.setdefault("pinyin", "-")
    _number(record["zh"], ("preferred", "variant"))
    record["en"] = _parallel(
        row, {"text": "en", "status": "en_status", "sources": "en_sources", "why": "en_why"}, path, line
    )
    for rendering in record["en"]:
        if "sources" in rendering:
            rendering["sources"] = rendering["sources"].split()
    _number(record["en"], ("preferred", "admitted"))
    return record


def _check(row: dict[str, str], path: str, line: int) -> None:
    if row.get("pinyin") and not row.get("zh_pinyin"):
        row["zh_pinyin"] = row["pinyin"]
    for key in ("zh", "en"):
        if not any(split(row.get(key, ""))):
            raise SchemaError(f"the column “{key}” is empty", path=path, line=line)
    for key, choices in (("zh_status", get_args(FormStatus)), ("en_status", get_args(RenderingStatus))):
        for value in split(row.get(key, "")):
            if value and value not in choices:
                raise SchemaError(f"“{key}” has “{value}”, none of {', '.join(choices)}", path=path, line=line)


def _parallel(row: Mapping[str, str], columns: Mapping[str, str], path: str, line: int) -> list[dict[str, Any]]:
    """The columns that run in parallel, as records; ``text`` sets their number."""
    cells = {key: split(row.get(column, "")) for key, column in columns.items()}
    number = len(cells["text"])
    for key, values in cells.items():
        if len(values) > number:
            message = f"the column “{columns[key]}” has {len(values)} values, “{columns['text']}” has {number}"
            raise SchemaError(message, path=path, line=line)
    records = [
        {key: values[place] for key, values in cells.items() if place < len(values) and values[place]}
        for place in range(number)
    ]
    return [record for record in records if "text" in record]


def _number(records: Sequence[dict[str, Any]], statuses: tuple[str, str]) -> None:
    """Give the first record without a status the first one, and the others the second."""
    for place, record in enumerate(records):
        record.setdefault("status", statuses[0] if not place else statuses[1])


def _json(cell: str, column: str, path: str, line: int) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"the column “{column}” is not JSON: {error}", path=path, line=line) from error
