"""Readers and writers of documents: two literal tables, loaded where used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from jingci.data import nearest_hint
from jingci.errors import FileError, UsageError
from jingci.model import AnnotatedReport, Report

#: Name, module and function of each writer: ``function(annotated, parallel=False) -> str``.
WRITERS = {
    "markdown": "jingci.formats.markdown:to_markdown",
    "html": "jingci.formats.html:to_html",
    "json": "jingci.formats.json:to_json",
}
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json"}


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
    :raises FileError: where the file cannot be written.
    """
    from jingci.files import write_text

    write_text(path, render(annotated, format or format_of(path), parallel=parallel))


def render(annotated: AnnotatedReport, format: str, **options: Any) -> str:
    """An annotated report as text in a format.

    :raises UsageError: for an unknown format.
    """
    if format not in WRITERS:
        hint = nearest_hint(format, WRITERS) or f"one of {', '.join(WRITERS)}"
        raise UsageError(f"unknown format “{format}”", hint=hint)
    module, _, name = WRITERS[format].partition(":")
    function: Callable[..., str] = getattr(import_module(module), name)
    return function(annotated, **options)


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
