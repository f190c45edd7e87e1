"""What every document of a report has, whatever its format: its head, its statement of origin, its citation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby

from jingci.model import AnnotatedReport, AnnotatedSegment, Report
from jingci.screen import quoted

STATES = (
    "Draft: not yet compared with the source. Edited: corrected by an editor. Reviewed: compared with the source "
    "sentence by sentence in a pass separate from the first."
)
NO_TRANSLATION = (
    "jingci holds no translation of this document: its sentences are shown in Chinese, with notes on the terms found."
)


def has_english(annotated: AnnotatedReport) -> bool:
    """Whether any segment has English."""
    return any(segment.en for segment in annotated.segments)


def paragraphs(annotated: AnnotatedReport) -> Iterator[list[AnnotatedSegment]]:
    """The segments by paragraph; a heading, title, caption or the like is a paragraph of its own."""

    def key(item: AnnotatedSegment) -> tuple[str, str]:
        kind = item.segment.kind
        return (kind, item.segment.id.rpartition("c")[0] if kind == "sentence" else item.segment.id)

    for _, group in groupby(annotated.segments, key=key):
        yield list(group)


def source_line(report: Report) -> str:
    """Who published the Chinese, and when: ``Ezhou Municipal Government website, March 4, 2015``."""
    parts = [report.author, report.issuer, long_date(report.published)]
    return ", ".join(part for part in parts if part)


def citation_line(annotated: AnnotatedReport) -> str:
    """How to cite the edition (Chicago, notes and bibliography)."""
    report = annotated.report
    author = f"{report.author}. " if report.author else f"{report.issuer}. " if report.issuer else ""
    # A descriptive title stands in brackets of its own: the document bears none.
    described = report.title_en.startswith("[")
    title = f"{report.title_en}." if described else f"{quoted(report.title_en or report.title_zh)} [{report.title_zh}]."
    original = f" Originally published {long_date(report.published)}." if report.published else ""
    edition = (
        f" Annotated English edition, version {report.version}" if report.version else " Annotated English edition"
    )
    released = f", {long_date(report.released)}" if report.released else ""
    return f"{author}{title}{original}{edition}{released}. jingci, {report.id}."


def state_line(annotated: AnnotatedReport) -> str:
    """How many of the segments with English are in which state."""
    counts: dict[str, int] = {}
    for item in annotated.segments:
        if item.en:
            counts[item.segment.state] = counts.get(item.segment.state, 0) + 1
    total = sum(counts.values())
    parts = [f"{counts[state]} {state}" for state in ("reviewed", "edited", "draft") if state in counts]
    return f"Of {total} segments: {', '.join(parts)}." if total else ""


def long_date(iso: str) -> str:
    """``2015-03-04`` as ``March 4, 2015``; anything else as it is."""
    try:
        date = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date:%B} {date.day}, {date.year}"
