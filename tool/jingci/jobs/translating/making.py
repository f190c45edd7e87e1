"""A new edition's folder from a document: whole or not at all, and taken by the loader before it gets its name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from jingci.data import dump_yaml
from jingci.edition import REPORT_KEYS, load_edition, segment_record
from jingci.errors import DataError
from jingci.files import atomic_folder, write_bytes, write_text
from jingci.model import Report
from jingci.screen import visible
from jingci.version import __version__

_NO_NAME = re.compile(r"[^\w.-]+")


def make_edition(report: Report, folder: str | Path, document: str) -> None:
    """Write a document as an edition, for translating and editing.

    :param folder: a path where nothing is, or an empty folder.
    :param document: the document's name, for the statement of origin.
    :raises DataError: the text cannot be stored.
    :raises FileError: there is something at the path, or it cannot be written.
    """
    with atomic_folder(folder) as temporary:
        _write(report, temporary, Path(folder), document)


def _write(report: Report, folder: Path, target: Path, document: str) -> None:
    try:
        source = report.source.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"character {error.start:,} of its text is half a character (a lone surrogate)"
        raise DataError(message, path=document) from error
    if not report.source.strip():
        raise DataError("has no text that could be translated", path=document)
    write_bytes(folder / "source.zh.txt", source)
    write_text(folder / "report.yaml", dump_yaml(_report_record(report, target, document, source)))
    write_text(folder / "segments.yaml", dump_yaml([segment_record(segment) for segment in report.segments]))
    write_text(folder / "notes.yaml", "[]\n")
    write_text(folder / "intro.md", _introduction(document))
    loaded = load_edition(folder)
    if [(s.kind, s.zh) for s in loaded.segments] != [(s.kind, s.zh) for s in report.segments]:
        raise DataError("its segments cannot be stored as they are", path=document)


def _report_record(report: Report, folder: Path, document: str, source: bytes) -> dict[str, Any]:
    values: dict[str, str] = {key: getattr(report, key) for key in REPORT_KEYS}
    read = f" ({report.how})" if report.how else ""
    values["how"] = (
        f"Made with jingci {__version__} from {_shown(document)}{read}. The English is drafted by machine: the origin"
        " of each sentence stands in segments.yaml. The states mean: draft, not yet compared with the Chinese; edited,"
        " corrected by a person; reviewed, compared with the Chinese sentence by sentence."
    )
    values["sha256"] = hashlib.sha256(source).hexdigest()
    name = _NO_NAME.sub("-", folder.absolute().name).strip("-.") or "report"
    head = {"id": name, "title_zh": report.title_zh, "title_en": report.title_en}
    return {**head, **{key: value for key, value in values.items() if value}}


def _introduction(document: str) -> str:
    return (
        f"This is a machine draft, made from {_shown(document)} with jingci. No person has compared it with the"
        " Chinese, unless the state of a sentence says so; sentences marked † are drafts. Figures, terms and the"
        " completeness of the drafts were checked by program: what such checks cannot see may still be wrong. Do not"
        " quote a draft without comparing it with the source.\n\n"
        "(Whoever edits this translation replaces this page by an introduction for the reader: what the document is,"
        " who speaks, and what to watch for.)\n"
    )


def _shown(document: str) -> str:
    return "standard input" if document == "-" else f"“{visible(Path(document).name)}”"
