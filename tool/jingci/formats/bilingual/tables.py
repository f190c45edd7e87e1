"""Two-column tables: TSV, CSV, XLSX, DOCX.

A first row that names its columns (zh, en, source, target, Chinese, English, 中文, 英文 …) is a head; otherwise the
first two columns are taken, and whichever holds Chinese is the Chinese.
"""

from __future__ import annotations

import contextlib
import csv
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jingci.errors import DataError, EncodingError, FileError, LimitError, MissingExtraError
from jingci.formats.bilingual import is_chinese
from jingci.model import TranslationUnit

_ZH_NAMES = {"zh", "zh-cn", "zh-tw", "zh-hans", "zh-hant", "chinese", "source", "src", "中文", "原文", "汉语", "中"}
_EN_NAMES = {"en", "en-us", "en-gb", "english", "target", "tgt", "translation", "英文", "译文", "英语", "英"}
#: An office file that unpacks to more than this is refused (a "zip bomb").
_MAX_UNPACKED = 500_000_000


def read_delimited(path: str | Path) -> Iterator[TranslationUnit]:
    """The rows of a TSV or CSV file in UTF-8.

    :raises DataError: not a table of two columns, or not CSV.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            sample = file.read(8192)
            file.seek(0)
            yield from _units(csv.reader(file, _dialect(path, sample)), str(path))
    except UnicodeDecodeError as error:
        raise EncodingError(f"not valid UTF-8 at byte {error.start:,}", path=str(path)) from error
    except csv.Error as error:
        raise DataError(f"not valid CSV: {error}", path=str(path)) from error
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=str(path)) from error


def _dialect(path: str | Path, sample: str) -> type[csv.Dialect]:
    if str(path).lower().endswith(".tsv"):
        return csv.excel_tab
    try:
        return csv.Sniffer().sniff(sample, delimiters=",;\t")
    except csv.Error:
        return csv.excel


def read_xlsx(path: str | Path) -> Iterator[TranslationUnit]:
    """The rows of a workbook's first sheet.

    :raises MissingExtraError: openpyxl is not installed.
    :raises DataError: not a workbook.
    """
    with sheet_rows(path) as rows:
        yield from _units(rows, str(path))


@contextlib.contextmanager
def sheet_rows(path: str | Path) -> Iterator[Iterator[list[str]]]:
    """The cells of a workbook's first sheet as text, row by row, as long as the context lasts.

    :raises MissingExtraError: openpyxl is not installed.
    :raises DataError: not a workbook.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("reading XLSX needs openpyxl", hint="pip install 'jingci[office]'") from error
    _check_archive(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises a dozen unrelated types on broken files
        raise DataError(f"is not a readable workbook: {error}", path=str(path)) from error
    try:
        sheet = book.worksheets[0]
        yield (["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True))
    finally:
        book.close()


def read_docx(path: str | Path) -> Iterator[TranslationUnit]:
    """The rows of every table of a document that has two columns or more.

    :raises MissingExtraError: python-docx is not installed.
    :raises DataError: not a document, or one without such a table.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("reading DOCX needs python-docx", hint="pip install 'jingci[office]'") from error
    _check_archive(path)
    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx raises several unrelated types on broken files
        raise DataError(f"is not a readable document: {error}", path=str(path)) from error
    tables = [table for table in document.tables if len(table.columns) >= 2]
    if not tables:
        raise DataError("has no table of two columns", path=str(path))
    for number, table in enumerate(tables, 1):
        rows = ([cell.text for cell in row.cells] for row in table.rows)
        prefix = f"table {number}, " if len(tables) > 1 else ""
        yield from _units(rows, str(path), prefix)


def _check_archive(path: str | Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DataError("is not an office file (no zip archive)", path=str(path)) from error
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=str(path)) from error
    if unpacked > _MAX_UNPACKED:
        raise LimitError(f"unpacks to {unpacked:,} bytes (at most {_MAX_UNPACKED:,})", path=str(path))


def _units(rows: Iterable[Sequence[str]], path: str, prefix: str = "") -> Iterator[TranslationUnit]:
    numbered = enumerate(rows, 1)
    first = next(((number, row) for number, row in numbered if any(cell.strip() for cell in row)), None)
    if first is None:
        raise DataError("the file is empty", path=path)
    columns = _named_columns(first[1])
    if columns is None:
        if len(first[1]) < 2:
            raise DataError("has no two columns", path=path, line=first[0])
        columns = (0, 1)
        numbered = itertools.chain([first], numbered)  # type: ignore[assignment]
    for number, row in numbered:
        zh, en = (row[column] if column < len(row) else "" for column in columns)
        if is_chinese(en) and not is_chinese(zh):
            zh, en = en, zh
        if zh.strip() or en.strip():
            yield TranslationUnit(str(number), zh, en, f"{prefix}row {number}")


def _named_columns(row: Sequence[str]) -> tuple[int, int] | None:
    names = [cell.strip().lower() for cell in row]
    zh = next((place for place, name in enumerate(names) if name in _ZH_NAMES), None)
    en = next((place for place, name in enumerate(names) if name in _EN_NAMES), None)
    return None if zh is None or en is None else (zh, en)
