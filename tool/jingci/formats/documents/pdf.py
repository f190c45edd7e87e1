"""PDF documents with a text layer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from jingci.errors import DataError, LimitError, MissingExtraError
from jingci.formats.documents.extract import MAX_TEXT, Extract
from jingci.formats.documents.pdf_lines import Line, passages_of_pages

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

_MAX_PAGES = 3_000
#: A page with fewer characters than this and a picture on it is a scanned page.
_LEAST_TEXT = 8
_PASSWORD_ERROR = 4
_NO_TEXT_LAYER = "run a program for text recognition first, for instance ocrmypdf -l chi_sim"


def read_pdf(data: bytes, path: str, max_size: int) -> Extract:
    """A PDF: lines joined to paragraphs, running heads skipped, page numbers dropped.

    :raises DataError: damaged, encrypted, or scanned without a text layer.
    :raises LimitError: more pages or text than any report has.
    :raises MissingExtraError: pypdfium2 is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError("reading PDF needs pypdfium2", hint="pip install 'jingci[documents]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise DataError("is encrypted with a password", path=path, hint="save it without one") from error
        raise DataError("is a damaged PDF", path=path, hint="get the file again") from error
    try:
        return _extract(document, path)
    except pypdfium2.PdfiumError as error:
        raise DataError(f"is a damaged PDF: {error}", path=path, hint="get the file again") from error
    finally:
        document.close()


def _extract(document: PdfDocument, path: str) -> Extract:
    count = len(document)
    if count > _MAX_PAGES:
        raise LimitError(f"has {count:,} pages (at most {_MAX_PAGES:,})", path=path, hint="split the document")
    pages: list[list[Line]] = []
    scanned: list[int] = []
    length = 0
    for number in range(count):
        page = document[number]
        lines = _lines_of(page, path)
        characters = sum(len(line.text) for line in lines)
        length += characters
        if length > MAX_TEXT:
            raise LimitError(f"holds more than {MAX_TEXT:,} characters of text", path=path, hint="split the document")
        if characters < _LEAST_TEXT and _has_picture(page):
            scanned.append(number + 1)
        pages.append(lines)
        page.close()
    if not any(pages) or len(scanned) == count:
        if scanned:
            what = f"is scanned: its {count} pages are pictures" if count > 1 else "is scanned: its page is a picture"
            raise DataError(f"{what} without text", path=path, hint=_NO_TEXT_LAYER)
        raise DataError("has no text", path=path, hint=_NO_TEXT_LAYER)
    passages, dropped = passages_of_pages(pages)
    information = document.get_metadata_dict()
    return Extract(
        f"PDF of {count} pages" if count > 1 else "PDF of 1 page",
        passages,
        title=_useful(information.get("Title", "")),
        author=_useful(information.get("Author", "")),
        remarks=(
            *((f"{dropped} page numbers dropped",) if dropped else ()),
            *((f"scanned and without text: {_ranges(scanned)}",) if scanned else ()),
        ),
    )


def _lines_of(page: PdfPage, path: str) -> list[Line]:
    """The lines of a page as its text layer gives them, each with its place (points from the lower left corner)."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MAX_TEXT:
            raise LimitError(f"holds more than {MAX_TEXT:,} characters of text", path=path)
        lines: list[Line] = []
        first, codes = 0, list[int]()
        for index in range(count + 1):
            code = raw.FPDFText_GetUnicode(text_page, index) if index < count else 10
            if code not in (10, 13):
                codes.append(code)
                continue
            if line := _line(text_page, first, codes, page.get_height()):
                lines.append(line)
            first, codes = index + 1, []
        return lines
    finally:
        text_page.close()


def _line(text_page: Any, first: int, codes: list[int], height: float) -> Line | None:
    # Characters beyond the basic plane may come as pairs of surrogates.
    text = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    inked = [first + place for place, code in enumerate(codes) if not chr(code).isspace() and code]
    if not text.strip() or not inked:
        return None
    left, bottom, _, _ = text_page.get_charbox(inked[0], loose=True)
    right = text_page.get_charbox(inked[-1], loose=True)[2]
    # The blanks that open a paragraph are part of its indent, not of its words.
    return Line(
        text.strip().replace("\0", ""), left, right, bottom, _type_size(text_page, inked[0]), height, text[:1].isspace()
    )


def _type_size(text_page: Any, index: int) -> float:
    """The height of a character's type as it is printed (points): its font's size, as the page scales it."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(text_page, index)
    scale = math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(text_page, index, matrix) else 1.0
    return max(float(size * scale), 1.0)


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _useful(text: str) -> str:
    """A title or author that a person wrote, not a program."""
    text = " ".join(text.split())
    return text if any("\u3400" <= char <= "\u9fff" for char in text) and not text.lower().endswith(".doc") else ""


def _ranges(pages: list[int]) -> str:
    """Page numbers as ranges: ``pages 3–5, 9``."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and page == parts[-1][-1] + 1:
            parts[-1].append(page)
        else:
            parts.append([page])
    shown = ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
    return f"page{'s' if len(pages) > 1 else ''} {shown}"
