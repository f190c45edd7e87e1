"""The termbase as tables: CSV, TSV and XLSX with all its columns, memoQ's CSV, DeepL's pairs.

No cell is taken for a formula by a spreadsheet: an apostrophe goes before what looks like the beginning of one
(:func:`jingci.glossary.table.guarded`), except in DeepL's pairs, which are read by no spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jingci.errors import LimitError, MissingExtraError
from jingci.formats.exchange import Export
from jingci.formats.exchange.losses import count_entry_losses
from jingci.formats.xml import is_storable, storable
from jingci.glossary.table import COLUMNS, guarded, row_of
from jingci.model import Concept, Form

_BOM = "\ufeff"
#: What one cell of a workbook can hold (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
_MAX_CELL = 32_767
#: DeepL's limits in bytes: of a source or target text, and of a glossary
#: (https://developers.deepl.com/docs/v/ru/api-reference/glossaries).
_DEEPL_TEXT, _DEEPL_FILE = 1024, 10 * 1024 * 1024


def csv_table(export: Export) -> Iterator[str]:
    """All columns, comma-separated."""
    return _delimited(export, ",")


def csv_with_bom(export: Export) -> Iterator[str]:
    """The same with a byte-order mark, which Excel needs to see that a file is UTF-8."""
    yield _BOM
    yield from _delimited(export, ",")


def tsv_table(export: Export) -> Iterator[str]:
    """All columns, tab-separated."""
    return _delimited(export, "\t")


def _delimited(export: Export, delimiter: str) -> Iterator[str]:
    line = _line_writer(delimiter)
    yield line(COLUMNS)
    for concept in export.glossary.concepts:
        yield line([guarded(cell) for cell in row_of(concept).values()])


def _line_writer(delimiter: str) -> Callable[[Sequence[str]], str]:
    """A function that gives a row as a line."""
    stream = io.StringIO()
    # With another line end a lone carriage return in a cell would stand unquoted.
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")

    def line(cells: Sequence[str]) -> str:
        stream.seek(0)
        stream.truncate()
        writer.writerow(cells)
        return stream.getvalue()

    return line


def xlsx(export: Export, path: Path) -> None:
    """All columns as a workbook with one sheet; every cell is text.

    :raises MissingExtraError: openpyxl is not installed.
    :raises LimitError: a cell is longer than a workbook can hold.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
    except ImportError as error:
        raise MissingExtraError("writing XLSX needs openpyxl", hint="pip install 'jingci[office]'") from error
    # The library leaves a temporary file behind where it is stopped half-way: nothing can fail after this.
    rows = [_checked_row(export, concept) for concept in export.glossary.concepts]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("termbase")
    sheet.freeze_panes = "A2"
    for column, width in _widths():
        sheet.column_dimensions[column].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def cells(texts: Iterable[str], *, head: bool = False) -> list[Any]:
        made = []
        for text in texts:
            cell = WriteOnlyCell(sheet, storable(text))
            cell.data_type = "s"
            cell.alignment = wrapped
            if head:
                cell.font = bold
            made.append(cell)
        return made

    sheet.append(cells(COLUMNS, head=True))
    for row in rows:
        sheet.append(cells(row))
    book.save(path)


def _widths() -> Iterator[tuple[str, int]]:
    """Column letters and their widths in characters."""
    wide = {"zh": 24, "zh_pinyin": 28, "en": 36, "gloss": 40, "note": 60, "evidence": 30}
    for place, name in enumerate(COLUMNS):
        yield chr(ord("A") + place), wide.get(name, 14)


def _checked_row(export: Export, concept: Concept) -> list[str]:
    row = [guarded(cell) for cell in row_of(concept).values()]
    if max(map(len, row)) > _MAX_CELL:
        message = f"the entry “{concept.id}” has a cell of more than {_MAX_CELL:,} characters"
        raise LimitError(message, hint="export CSV instead")
    if not all(map(is_storable, row)):
        export.left_out["entries with characters that a workbook cannot hold (U+FFFD stands for them)"] += 1
    return row


_MEMOQ_ENTRY = ("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note")
_MEMOQ_LANGUAGES = {"zh": "Chinese_PRC", "en": "English_United_States"}


def memoq(export: Export) -> Iterator[str]:
    """memoQ's own columns: one row a concept, a group of three columns for each of its terms.

    memoQ reads the columns by their names (https://docs.memoq.com/9-0/en/Places/term-base-csv-import-settings.html).
    """
    concepts = export.glossary.concepts
    chinese = max((len(concept.zh) for concept in concepts), default=1)
    english = max((len(_usable(concept)) for concept in concepts), default=1)
    line = _line_writer(",")
    groups = [_MEMOQ_LANGUAGES["zh"]] * chinese + [_MEMOQ_LANGUAGES["en"]] * english
    yield _BOM
    yield line([*_MEMOQ_ENTRY, *(cell for group in groups for cell in (group, "Term_Info", "Term_Example"))])
    for number, concept in enumerate(concepts, 1):
        count_entry_losses(export, concept)
        terms = [(form.text, _form_about(form)) for form in concept.zh]
        terms += [("", "")] * (chinese - len(terms))
        terms += (renderings := _usable(concept))
        terms += [("", "")] * (english - len(renderings))
        head = [str(number), concept.kind, concept.field, _memoq_note(export, concept)]
        yield line([guarded(cell) for cell in [*head, *(cell for term in terms for cell in (*term, ""))]])


def _usable(concept: Concept) -> list[tuple[str, str]]:
    """The renderings that memoQ may offer, the preferred one first; it has no status for those to be avoided."""
    chosen = [concept.preferred, *(r for r in concept.en if r is not concept.preferred and r.status != "deprecated")]
    return [(rendering.text, rendering.status) for rendering in chosen]


def _form_about(form: Form) -> str:
    pinyin = form.pinyin if form.pinyin != "-" else ""
    return "; ".join(filter(None, (form.status, pinyin, form.hant)))


def _memoq_note(export: Export, concept: Concept) -> str:
    avoid = [f"Not “{r.text}”: {export.prose(r.why)}" for r in concept.en if r.status == "deprecated"]
    state = "Provisional: no source was found." if concept.status == "provisional" else ""
    return "\n".join(filter(None, (concept.gloss, export.prose(concept.note), *avoid, state)))


def deepl(export: Export) -> Iterator[str]:
    """Pairs for a DeepL glossary, tab-separated, as DeepL has them: each source once, no control characters.

    :raises LimitError: more than a glossary can hold.
    """
    seen: set[str] = set()
    size = 0
    for concept in export.glossary.concepts:
        if concept.link != "match":
            # DeepL replaces wherever it finds: what is marked by hand only would be replaced in the wrong places.
            export.left_out["entries that are not linked everywhere"] += 1
            continue
        for form in concept.zh:
            pair = _deepl_text(form.text), _deepl_text(concept.preferred.text)
            if pair[0] in seen:
                export.left_out["further meanings of a Chinese form"] += 1
            elif not all(0 < len(text.encode()) <= _DEEPL_TEXT for text in pair):
                export.left_out[f"pairs with a text of over {_DEEPL_TEXT:,} bytes"] += 1
            else:
                seen.add(pair[0])
                text = "\t".join(pair) + "\n"
                size += len(text.encode())
                if size > _DEEPL_FILE:
                    raise LimitError("the termbase is more than a DeepL glossary can hold (10 MiB)")
                yield text


def _deepl_text(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
