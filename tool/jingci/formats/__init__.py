"""Readers and writers of documents: two literal tables, loaded where used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jingci.errors import FileError, UsageError
from jingci.model import AnnotatedReport, Report
from jingci.registry import entry_named, loaded


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: the function that writes it, and what it is in one line.

    The function is ``function(annotated, parallel=False) -> str``; of a ``binary`` format it gives bytes.
    """

    function: str
    about: str
    binary: bool = False


_HERE = "jingci.formats"
WRITERS = {
    "markdown": Writer(f"{_HERE}.markdown:to_markdown", "Markdown with footnotes"),
    "html": Writer(f"{_HERE}.html:to_html", "one web page"),
    "json": Writer(f"{_HERE}.json:to_json", "everything, for programs"),
    "docx": Writer(f"{_HERE}.pandoc.docx:to_docx", "a word-processor document (needs jingci[pandoc])", binary=True),
    "pdf": Writer(f"{_HERE}.pandoc.pdf:to_pdf", "pages (needs jingci[pdf])", binary=True),
    "epub": Writer(f"{_HERE}.pandoc.epub:to_epub", "an electronic book (needs jingci[pandoc])", binary=True),
    "odt": Writer(f"{_HERE}.pandoc.odt:to_odt", "an OpenDocument text (needs jingci[pandoc])", binary=True),
    "latex": Writer(f"{_HERE}.pandoc.latex:to_latex", "a source for XeLaTeX or LuaLaTeX (needs jingci[pandoc])"),
    "tei": Writer(f"{_HERE}.tei:to_tei", "TEI P5, for digital editions"),
}
SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".docx": "docx",
    ".pdf": "pdf",
    ".epub": "epub",
    ".odt": "odt",
    ".tex": "latex",
    ".xml": "tei",
    ".tei": "tei",
}


def read_report(path: str | Path, *, max_size: int | None = None) -> Report:
    """A report: the folder of an edition, or a Chinese document (text, web page, DOCX, PDF, EPUB, Markdown).

    ``-`` is standard input. ``Report.how`` of a document says as what it was read.

    :raises JingciError: naming the file and what is wrong with it.
    """
    from jingci.edition import load_edition
    from jingci.formats.documents import read_document

    if str(path) != "-" and Path(path).is_dir():
        if not (Path(path) / "report.yaml").is_file():
            raise FileError("is a directory without a report.yaml, so not an edition", path=str(path))
        return load_edition(path)
    return read_document(path, max_size=max_size)


def write(annotated: AnnotatedReport, path: str | Path, *, format: str | None = None, parallel: bool = False) -> None:
    """Write an annotated report in the format of its suffix (or the one named), whole or not at all.

    :raises UsageError: for an unknown format.
    :raises MissingExtraError: where the format needs what is not installed.
    :raises FileError: where the file cannot be written.
    """
    from jingci.files import write_bytes, write_text

    name = format or format_of(path)
    if writer_named(name).binary:
        write_bytes(path, rendered_bytes(annotated, name, parallel=parallel))
    else:
        write_text(path, render(annotated, name, parallel=parallel))


def render(annotated: AnnotatedReport, format: str, **options: Any) -> str:
    """An annotated report as text in a format.

    :raises UsageError: for an unknown format, or one that is no text.
    """
    writer = writer_named(format)
    if writer.binary:
        raise UsageError(f"the format “{format}” is no text", hint="name the file to be written with --output")
    function: Callable[..., str] = loaded(writer.function)
    return function(annotated, **options)


def rendered_bytes(annotated: AnnotatedReport, format: str, **options: Any) -> bytes:
    """An annotated report as the bytes of a file in a format, whichever it is.

    :raises UsageError: for an unknown format.
    :raises MissingExtraError: where the format needs what is not installed.
    """
    writer = writer_named(format)
    if not writer.binary:
        return render(annotated, format, **options).encode("utf-8", "replace")
    function: Callable[..., bytes] = loaded(writer.function)
    return function(annotated, **options)


def writer_named(name: str) -> Writer:
    """A writer of the registry.

    :raises UsageError: for an unknown one.
    """
    return entry_named(WRITERS, name, "format")


def format_of(path: str | Path) -> str:
    """The format that a file's suffix names.

    :raises UsageError: where it names none.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"the suffix “{suffix}” names no format", path=str(path), hint=f"use one of {', '.join(SUFFIXES)}"
        )
    return SUFFIXES[suffix]
