"""What every document of a report has, whatever its format: its head, its statement of origin, its citation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby

from jingci.markup import strip_markup
from jingci.model import AnnotatedReport, AnnotatedSegment, MemoryMatch, Report
from jingci.screen import quoted

STATES = (
    "Draft: not yet compared with the source. Edited: corrected by an editor. Reviewed: compared with the source "
    "sentence by sentence in a pass separate from the first."
)
DRAFT, DOUBTFUL = "†", "‡"
NO_TRANSLATION = (
    "jingci holds no translation of this document: its sentences are shown in Chinese, with notes on the terms found."
)
GLOSS = (
    "Below each Chinese sentence stands a gloss, word by word. It is not a translation. Terms are rendered as in "
    "the termbase, names and figures by rule; every other word has one sense of a general dictionary, which need not "
    "be the one that is meant."
)


def has_english(annotated: AnnotatedReport) -> bool:
    """Whether any segment has English."""
    return any(segment.en for segment in annotated.segments)


def is_glossed(item: AnnotatedSegment) -> bool:
    """Whether a segment is shown in Chinese with help below it."""
    return not item.en and bool(item.gloss or item.matches)


def draft_mark(item: AnnotatedSegment) -> str:
    """The mark of a segment whose English is a draft; empty for any other."""
    if not item.en or item.segment.state != "draft":
        return ""
    return DOUBTFUL if item.segment.problems else DRAFT


def doubtful(annotated: AnnotatedReport) -> list[AnnotatedSegment]:
    """The drafts that something speaks against."""
    return [item for item in annotated.segments if draft_mark(item) == DOUBTFUL]


def notices(annotated: AnnotatedReport) -> list[str]:
    """What a reader must know before reading: that there is no English, what a gloss is, which English is a draft."""
    lines = []
    missing = sum(not item.en for item in annotated.segments)
    if not has_english(annotated):
        lines.append(NO_TRANSLATION)
    elif missing:
        have, are = ("has", "is") if missing == 1 else ("have", "are")
        total = len(annotated.segments)
        lines.append(f"{missing} of {total} segments {have} no English yet and {are} shown in Chinese.")
    if any(item.gloss for item in annotated.segments):
        lines.append(GLOSS)
        lines += [f"Dictionary: {attribution}." for attribution in annotated.attributions]
    drafts = [item for item in annotated.segments if draft_mark(item)]
    if drafts:
        engines = dict.fromkeys(d.segment.origin for d in drafts if d.segment.origin.startswith("engine:"))
        whose = f" ({', '.join(name.removeprefix('engine:') for name in engines)})" if engines else ""
        lines.append(
            f"{DRAFT} marks a draft{whose}, {len(drafts)} of {len(annotated.segments)} segments: nobody has compared "
            "it with the Chinese yet."
        )
    if doubtful(annotated):
        lines.append(f"{DOUBTFUL} marks a draft that a check had something against; it is listed after the report.")
    return lines


def match_line(match: MemoryMatch) -> str:
    """What the memory holds that resembles a sentence: its score, its English, where it is from, its Chinese."""
    said = [match.place, *([match.state] if match.state else [])]
    if match.only_figures:
        said.append("only figures differ")
    chinese, english = (" ".join(text.split()) for text in (match.zh, strip_markup(match.en)))
    like = "the same sentence" if match.kind != "fuzzy" else f"{match.score}% like {chinese}"
    return f"{like}: {quoted(english)} ({', '.join(said)})"


def paragraphs(annotated: AnnotatedReport) -> Iterator[list[AnnotatedSegment]]:
    """The segments by paragraph; a heading, title, caption or the like is one of its own, and so is a glossed one."""

    def key(item: AnnotatedSegment) -> tuple[str, str]:
        kind = item.segment.kind
        together = kind == "sentence" and not is_glossed(item)
        return (kind, item.segment.id.rpartition("c")[0] if together else item.segment.id)

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
