"""Editions: a report's folder in and out, verified.

The loader walks the records in source order and proves that every character of the source stands in a segment or in a
skipped stretch with a reason, with nothing but white space between them; that the source is the captured one (its
SHA-256); that ids are unique; and that every note's quotation stands exactly once where it says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from jingci.data import Items, Record, check_keys, dump_yaml, items_at, parse_yaml, text_at, texts_at
from jingci.errors import DataError, FileError, ReferenceError_, SchemaError
from jingci.files import read_text, write_text
from jingci.markup import strip_markup
from jingci.model import Note, Report, Review, Segment, SegmentKind, SegmentState, Sic, Span, Waiver
from jingci.paths import data_root

REPORT_KEYS = (
    "short",
    "issuer",
    "issuer_zh",
    "author",
    "author_zh",
    "published",
    "dated",
    "url",
    "rights",
    "how",
    "version",
    "released",
    "sha256",
    "summary",
)
_SEGMENT_KEYS = (
    "zh",
    "sic",
    "en",
    "origin",
    "state",
    "problems",
    "terms",
    "waive",
    "retired",
    "reason",
    "length",
    "id",
)
#: A memory may be followed by the place of the unit: ``memory:ezhou-2015#s1p1c1``.
_ORIGIN = re.compile(r"(?:human|memory(?::\S(?:[^\n]*\S)?)?|engine:[\w.:/@+-]+)\Z")
#: Signs that a piece of "white space" between records is not.
_BLANK = re.compile(r"\s*\Z")


def edition_folders() -> dict[str, Path]:
    """The folders of the project's editions by report id."""
    folder = Path(data_root()) / "translations"
    return {path.parent.name: path.parent for path in sorted(folder.glob("*/report.yaml"))}


def load_edition(folder: str | Path) -> Report:
    """An edition's folder as a report, verified.

    :raises DataError: a file that does not fit the format or the source, naming file and line.
    """
    folder = Path(folder)
    meta = _load_meta(folder)
    source_path = folder / "source.zh.txt"
    source = _source_text(source_path, meta.sha256) if source_path.exists() else ""
    segments_path = folder / "segments.yaml"
    segments = _load_segments(segments_path, source, str(source_path))
    notes_path = folder / "notes.yaml"
    notes = _load_notes(notes_path, segments) if notes_path.exists() else ()
    intro_path = folder / "intro.md"
    intro = read_text(intro_path).text.strip() if intro_path.exists() else ""
    return replace(meta, segments=segments, notes=notes, intro=intro, source=source, path=str(folder))


def save_segments(report: Report, folder: str | Path) -> None:
    """Write a report's segments in the canonical layout, whole or not at all."""
    records = [segment_record(segment) for segment in report.segments]
    write_text(Path(folder) / "segments.yaml", dump_yaml(records))


def segment_record(segment: Segment) -> dict[str, Any]:
    """A segment as it is written: only the keys that say something."""
    if segment.kind == "skip":
        place = {"zh": segment.zh} if len(segment.zh) < 120 else {"length": str(len(segment.zh))}
        return {"kind": "skip", **place, "reason": segment.reason}
    record: dict[str, Any] = {"id": segment.id, "kind": segment.kind, "zh": segment.zh}
    if segment.sic:
        record["sic"] = [{"print": s.print, "read": s.read, "why": s.why} for s in segment.sic]
    if segment.en:
        record.update(en=segment.en, origin=segment.origin, state=segment.state)
    if segment.problems:
        record["problems"] = list(segment.problems)
    if segment.terms:
        record["terms"] = list(segment.terms)
    if segment.waive:
        record["waive"] = [{"code": w.code, "why": w.why} for w in segment.waive]
    if segment.retired:
        record["retired"] = list(segment.retired)
    return record


def _load_meta(folder: Path) -> Report:
    path = folder / "report.yaml"
    record = check_keys(
        parse_yaml(read_text(path).text, str(path)),
        str(path),
        ("id", "title_zh", "title_en"),
        (*REPORT_KEYS, "reviews"),
        "the report",
    )
    plain: dict[str, Any] = {key: text_at(record, key, str(path)) for key in REPORT_KEYS}
    return Report(
        id=text_at(record, "id", str(path)),
        title_zh=text_at(record, "title_zh", str(path)),
        title_en=text_at(record, "title_en", str(path)),
        segments=(),
        reviews=tuple(_review(item, str(path)) for item in items_at(record, "reviews", str(path))),
        **plain,
    )


def _review(item: Any, path: str) -> Review:
    record = check_keys(item, path, ("by", "on", "what"), (), "a review")
    return Review(text_at(record, "by", path), text_at(record, "on", path), text_at(record, "what", path))


def _source_text(path: Path, sha256: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=str(path)) from error
    if (found := hashlib.sha256(data).hexdigest()) != sha256:
        raise DataError(
            f"is not the captured source: its SHA-256 is {found}, report.yaml says {sha256}", path=str(path)
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"not valid UTF-8 at byte {error.start:,}", path=str(path)) from error


def _load_segments(path: Path, source: str, source_name: str) -> tuple[Segment, ...]:
    document = parse_yaml(read_text(path).text, str(path))
    if not isinstance(document, Items):
        raise SchemaError("a list of segments is expected", path=str(path), line=1)
    segments: list[Segment] = []
    ids: dict[str, int] = {}
    position = 0
    for item in document:
        segment = _segment(item, str(path), source, position)
        for name in (segment.id, *segment.retired):
            if name and name in ids:
                message = f"the segment id “{name}” stands already on line {ids[name]}"
                raise ReferenceError_(message, path=str(path), line=item.line)
            ids[name] = item.line
        if source:
            segment = _placed(segment, source, position, str(path), item.line)
            position = segment.start + len(segment.zh)
        segments.append(segment)
    if source and not _BLANK.match(source, position):
        rest = source[position:].strip()[:20]
        line = source.count("\n", 0, position) + 1
        raise DataError(f"text after the last segment is in no record: “{rest}…”", path=source_name, line=line)
    return tuple(segments)


def _placed(segment: Segment, source: str, position: int, path: str, line: int) -> Segment:
    start = position
    while start < len(source) and source[start].isspace() and not source.startswith(segment.zh, start):
        start += 1
    if not segment.zh or not source.startswith(segment.zh, start):
        place = source[start : start + 12]
        message = (
            f"segment “{segment.id or segment.kind}” does not stand in the source where it should: there is “{place}”"
        )
        raise DataError(message, path=path, line=line)
    return replace(segment, start=start)


def _segment(item: Any, path: str, source: str, position: int) -> Segment:
    record = check_keys(item, path, ("kind",), _SEGMENT_KEYS, "a segment")
    kind = text_at(record, "kind", path, choices=get_args(SegmentKind))
    if kind == "skip":
        return _skip(record, path, source, position)
    if "reason" in record:
        raise SchemaError("“reason” belongs to skipped stretches only", path=path, line=record.lines["reason"])
    # An edition that is distributed without the Chinese has lengths in its place, and no source text.
    check_keys(
        item, path, ("id", "kind", "zh" if source or "length" not in record else "length"), _SEGMENT_KEYS, "a segment"
    )
    english = text_at(record, "en", path)
    origin = text_at(record, "origin", path)
    if english and not _ORIGIN.match(origin):
        message = f"the origin “{origin}” is none of human, memory[:PLACE], engine:NAME"
        raise SchemaError(message, path=path, line=record.line)
    segment = Segment(
        id=text_at(record, "id", path),
        kind=kind,  # type: ignore[arg-type]
        zh=text_at(record, "zh", path),
        en=english,
        origin=origin,
        state=text_at(record, "state", path, default="empty", choices=get_args(SegmentState)),  # type: ignore[arg-type]
        sic=tuple(_sic(sic, path) for sic in items_at(record, "sic", path)),
        terms=texts_at(record, "terms", path),
        waive=tuple(_waiver(waiver, path) for waiver in items_at(record, "waive", path)),
        retired=texts_at(record, "retired", path),
        problems=texts_at(record, "problems", path),
    )
    if segment.problems and not (segment.en and segment.state == "draft"):
        message = "“problems” belong to drafts only"
        raise SchemaError(message, path=path, line=record.lines["problems"], hint="take them out")
    for damage in segment.sic:
        if segment.zh.count(damage.print) != 1:
            print_ = " ".join(damage.print.split())
            message = f"the damaged print “{print_}” does not stand exactly once in “{segment.id}”"
            raise DataError(message, path=path, line=record.line)
    return segment


def _skip(record: Record, path: str, source: str, position: int) -> Segment:
    reason = text_at(record, "reason", path)
    if not reason:
        raise SchemaError("a skipped stretch needs a “reason”", path=path, line=record.line)
    if "zh" in record:
        return Segment(id="", kind="skip", zh=text_at(record, "zh", path), reason=reason)
    length = text_at(record, "length", path)
    if not length.isascii() or not length.isdigit():
        raise SchemaError("a skipped stretch needs “zh” or a “length” in characters", path=path, line=record.line)
    while position < len(source) and source[position].isspace():
        position += 1
    return Segment(id="", kind="skip", zh=source[position : position + int(length)], reason=reason)


def _sic(item: Any, path: str) -> Sic:
    record = check_keys(item, path, ("print", "read", "why"), (), "a sic")
    return Sic(text_at(record, "print", path), text_at(record, "read", path), text_at(record, "why", path))


def _waiver(item: Any, path: str) -> Waiver:
    record = check_keys(item, path, ("code", "why"), (), "a waiver")
    if not text_at(record, "why", path):
        raise SchemaError("a waiver needs its reason", path=path, line=record.line)
    return Waiver(text_at(record, "code", path), text_at(record, "why", path))


def _load_notes(path: Path, segments: Sequence[Segment]) -> tuple[Note, ...]:
    document = parse_yaml(read_text(path).text, str(path))
    if not isinstance(document, Items):
        raise SchemaError("a list of notes is expected", path=str(path), line=1)
    texts = {segment.id: strip_markup(segment.en) for segment in segments if segment.id}
    return tuple(_anchored_notes(document, texts, str(path)))


def _anchored_notes(document: Items, texts: dict[str, str], path: str) -> Iterator[Note]:
    seen: set[str] = set()
    for item in document:
        record = check_keys(item, path, ("id", "at", "quote", "text"), (), "a note")
        note = Note(**{key: text_at(record, key, path) for key in ("id", "at", "quote", "text")})
        if note.id in seen:
            raise ReferenceError_(f"the note id “{note.id}” is used twice", path=path, line=record.line)
        seen.add(note.id)
        if note.at not in texts:
            raise ReferenceError_(f"“{note.at}” is no segment", path=path, line=record.lines["at"])
        count = texts[note.at].count(note.quote) if note.quote else 0
        if count != 1:
            times = "is not found" if not count else f"is found {count} times"
            message = f"the quotation “{note.quote}” {times} in the English of “{note.at}”"
            raise ReferenceError_(message, path=path, line=record.lines["quote"])
        yield note


def note_span(note: Note, english: str) -> Span:
    """Where a note's quotation stands in its segment's plain English."""
    start = english.index(note.quote)
    return Span(start, start + len(note.quote))


def find_report(report_id: str) -> Report | None:
    """The project's edition with this id, or None.

    :raises DataError: where the edition is there but faulty.
    """
    folder = edition_folders().get(report_id)
    return load_edition(folder) if folder else None
