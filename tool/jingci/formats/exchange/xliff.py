"""The editions as XLIFF 1.2: a file a report, a unit a segment."""

from __future__ import annotations

from collections.abc import Iterator

from jingci.formats.exchange import Export
from jingci.formats.exchange.segments import (
    Marked,
    chinese,
    count_losses,
    damage_notes,
    english,
    notes_by_segment,
    problem_notes,
)
from jingci.formats.xml import DECLARATION, Node, closed, node, opened, rendered
from jingci.model import Report, Segment

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
#: The state of a target by the segment's state.
STATES = {"empty": "new", "draft": "needs-review-translation", "edited": "translated", "reviewed": "final"}


def xliff(export: Export) -> Iterator[str]:
    """All segments, with English or without."""
    yield DECLARATION
    yield opened(node("xliff", version="1.2", xmlns=NAMESPACE))
    for report in export.reports():
        yield from _file(export, report)
    yield closed("xliff")


def _file(export: Export, report: Report) -> Iterator[str]:
    attributes = {"original": report.id, "source-language": export.source_lang, "target-language": export.target_lang}
    kind = {"datatype": "plaintext", "xml:space": "preserve"}
    yield opened(Node("file", (*attributes.items(), *kind.items())), 1)
    title = " / ".join(part for part in (report.title_zh, report.title_en) if part)
    yield rendered(node("header", node("note", title)), 2)
    yield opened(node("body"), 2)
    notes = notes_by_segment(export, report)
    for segment in report.segments:
        count_losses(export, segment)
        if segment.kind != "skip":
            yield rendered(_unit(export, segment, notes.get(segment.id, [])), 3)
    yield closed("body", 2)
    yield closed("file", 1)


def _unit(export: Export, segment: Segment, notes: list[str]) -> Node:
    target = [node("target", *_marked(english(segment)), state=STATES[segment.state])] if segment.en else []
    return node(
        "trans-unit",
        node("source", *_marked(chinese(export, segment))),
        *target,
        *(node("note", text, from_="jingci", annotates="target") for text in notes),
        *(node("note", text, from_="jingci", annotates="target") for text in problem_notes(segment)),
        *(node("note", text, from_="jingci", annotates="source") for text in damage_notes(segment)),
        *([node("note", f"Origin: {segment.origin}", from_="jingci")] if segment.en else []),
        id=segment.id,
        restype=f"x-{segment.kind}",
        approved="yes" if segment.state == "reviewed" else "no",
    )


def _marked(marked: Marked) -> Iterator[Node | str]:
    # In a target, “mid” may only name a segment of the source: the concept stands in the comment.
    for text, mark in marked.pieces():
        if mark is None:
            yield text
        else:
            yield node("mrk", text, mtype="term", comment=f"term:{mark.concept} {mark.about}".rstrip())
