"""One item of a corpus, and how it becomes a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jingci.corpus.dating import metadata_date
from jingci.corpus.documents import CorpusDocument, UnreadDocument
from jingci.errors import DataError, JingciError
from jingci.files import decode

#: The columns that are looked for where none is named, in this order; capitals do not matter.
KNOWN = {
    "text": ("text", "content", "body", "fulltext", "full_text", "正文", "内容", "文本"),
    "name": ("id", "document", "doc_id", "url", "path", "file", "title", "编号", "标题"),
    "date": (
        "date",
        "published",
        "pubdate",
        "publish_date",
        "publication_date",
        "time",
        "year",
        "日期",
        "时间",
        "年份",
    ),
    "place": ("place", "location", "region", "province", "city", "地点", "地区", "省份", "省", "城市"),
}
_LONGEST_FIELD = 300
#: What code raises that meets what its author did not think of.
STUMBLES = (ValueError, LookupError, ArithmeticError, RecursionError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold a document's text, name, date and place; looked for by their usual names where empty."""

    text: str = ""
    name: str = ""
    date: str = ""
    place: str = ""

    def among(self, present: list[str], path: str) -> dict[str, str]:
        """Which of the columns that are there holds what; without what is not there.

        :raises DataError: one that was named is not there, or none holds the text.
        """
        folded = {column.lower(): column for column in reversed(present)}
        chosen: dict[str, str] = {}
        for role, usual in KNOWN.items():
            named = getattr(self, role)
            if named and named not in present:
                raise DataError(f"has no column “{named}”", path=path, hint=_listed(present))
            if column := named or next((folded[name] for name in usual if name in folded), ""):
                chosen[role] = column
        if "text" not in chosen:
            hint = f"name it with --text-column; {_listed(present)}"
            raise DataError("has no column of texts that is known by its name", path=path, hint=hint)
        return chosen


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it is stored: a file's bytes, or (``columns``) a line of JSON with its metadata."""

    name: str
    data: bytes
    columns: Columns | None = None


Item = Raw | CorpusDocument | UnreadDocument


def read_item(item: Item, max_size: int) -> CorpusDocument | UnreadDocument:
    """An item as a document; whatever is wrong with it concerns this one only.

    :param max_size: bytes; an archive such as DOCX may unpack to ten times as much.
    """
    if not isinstance(item, Raw):
        return item
    try:
        return _read_json(item, item.columns) if item.columns is not None else _read_file(item, max_size)
    except JingciError as error:
        return UnreadDocument(item.name, error.message + (f" ({error.hint})" if error.hint else ""))
    except STUMBLES as error:
        # A reader that stumbles over one broken document must not end a scan of a million.
        return UnreadDocument(item.name, f"cannot be read ({type(error).__name__})")


def record(name: str, values: Mapping[str, Any], chosen: Mapping[str, str]) -> CorpusDocument | UnreadDocument:
    """A record of a table as a document.

    :param chosen: which column holds what.
    """
    text = values.get(chosen["text"])
    if not isinstance(text, str) or not text.strip():
        return UnreadDocument(name, f"has no text in “{chosen['text']}”")
    date, place, own = (_field(values.get(chosen.get(role, ""))) for role in ("date", "place", "name"))
    return CorpusDocument(f"{name} {own}" if own else name, text, metadata_date(date), place)


def _field(value: object) -> str:
    if value is None or isinstance(value, (bool, list, dict)):
        return ""
    if isinstance(value, float):
        # A column of years with gaps is one of floats.
        value = int(value) if value.is_integer() else ""
    return " ".join(str(value).split())[:_LONGEST_FIELD]


def _read_json(item: Raw, columns: Columns) -> CorpusDocument | UnreadDocument:
    try:
        values = json.loads(item.data)
    except (ValueError, RecursionError) as error:
        raise DataError("is not valid JSON") from error
    if not isinstance(values, dict):
        raise DataError("is not a JSON object (“{…}”)")
    return record(item.name, values, columns.among(list(values), item.name))


def _read_file(item: Raw, max_size: int) -> CorpusDocument | UnreadDocument:
    from jingci.formats.documents import report_from
    from jingci.formats.documents.kinds import kind_of

    if kind_of(item.data, item.name) == "text":
        text = decode(item.data, item.name).text
        if "\0" in text[:4000]:
            raise DataError("is no text")
        return CorpusDocument(item.name, text) if text.strip() else UnreadDocument(item.name, "the file is empty")
    report = report_from(item.data, item.name, max_size)
    return CorpusDocument(item.name, report.source, report.published)


def _listed(present: list[str]) -> str:
    shown = ", ".join(column[:40] for column in present[:12])
    return f"there are: {shown}{' …' if len(present) > 12 else ''}" if present else "there is none"
