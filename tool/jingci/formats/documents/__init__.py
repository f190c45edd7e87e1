"""Documents in: a literal table of readers, each loaded when a document of its kind is read.

A reader gets the document's bytes and returns what it extracted: passages in reading order, and what the document says
of itself. :func:`read_document` makes a report of that. No reader opens anything but the bytes it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from jingci.errors import DataError
from jingci.files import MAX_SIZE, read_bytes
from jingci.formats.documents.extract import Extract, report_of
from jingci.formats.documents.kinds import kind_of
from jingci.model import Report

#: Kind, module and function of each reader: ``function(data, path, max_size) -> Extract``.
READERS = {
    "text": "jingci.formats.documents.text:read_text",
    "html": "jingci.formats.documents.html:read_html",
    "mhtml": "jingci.formats.documents.mhtml:read_mhtml",
    "docx": "jingci.formats.documents.docx:read_docx",
    "pdf": "jingci.formats.documents.pdf:read_pdf",
    "epub": "jingci.formats.documents.epub:read_epub",
    "markdown": "jingci.formats.documents.markdown:read_markdown",
}


def read_document(path: str | Path, *, max_size: int | None = None) -> Report:
    """A document as a report without English; ``-`` is standard input, whose kind is told by its content.

    Every character of ``Report.source`` stands in a segment or in a skipped stretch with a reason; white space lies
    between. ``Report.how`` says as what the document was read.

    :param max_size: bytes, of the file; an archive may unpack to ten times as much.
    :raises DataError: broken, encrypted, scanned, or without Chinese text.
    :raises FileError: cannot be read.
    :raises LimitError: larger, deeper or longer than the limits.
    :raises MissingExtraError: the reader of this kind needs a package that is not installed.
    """
    size = MAX_SIZE if max_size is None else max_size
    report = report_from(read_bytes(path, max_size=size), str(path), size)
    if not any("\u3400" <= char <= "\u9fff" for segment in report.body for char in segment.zh):
        raise DataError("holds no Chinese text", path=str(path), hint="jingci annotates Chinese documents")
    return report


def report_from(data: bytes, path: str, max_size: int) -> Report:
    """The same of a document's bytes, whatever language it is in.

    :param path: its name, for messages, and for kinds that only the suffix tells.
    """
    module, _, name = READERS[kind_of(data, path)].partition(":")
    reader: Callable[[bytes, str, int], Extract] = getattr(import_module(module), name)
    return report_of(reader(data, path, max_size), path)
