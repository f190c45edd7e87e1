"""The editions as XLIFF 2.1: a file a report, a unit a segment.

The core namespace and schema are those of 2.0; tools that read 2.0 read this too.
"""

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
from jingci.formats.xml import DECLARATION, Node, closed, is_name_token, node, opened, rendered
from jingci.model import Report, Segment

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
#: The state of a segment by ours; what 2.1 does not tell apart stands in its ``subState``.
STATES = {"empty": "initial", "draft": "translated", "edited": "translated", "reviewed": "reviewed"}


def xliff2(export: Export) -> Iterator[str]:
    """All segments, with English or without."""
    yield DECLARATION
    root = {"version": "2.1", "srcLang": export.source_lang, "trgLang": export.target_lang, "xml:space": "preserve"}
    yield opened(Node("xliff", (("xmlns", NAMESPACE), *root.items())))
    number = 0
    for number, report in enumerate(export.reports(), 1):
        yield from _file(export, report, number)
    if not number:
        # The schema wants one file at least, and in it one group or unit.
        yield rendered(node("file", node("group", id="g"), id="f0"), 1)
    yield closed("xliff")


def _file(export: Export, report: Report, number: int) -> Iterator[str]:
    name = report.id if is_name_token(report.id) else f"f{number}"
    yield opened(node("file", id=name, original=report.id), 1)
    title = " / ".join(part for part in (report.title_zh, report.title_en) if part)
    yield rendered(node("notes", node("note", title, category="title")), 2)
    notes = notes_by_segment(export, report)
    taken = {segment.id for segment in report.body}
    empty = True
    for place, segment in enumerate(report.segments):
        count_losses(export, segment)
        if segment.kind != "skip":
            name = segment.id if is_name_token(segment.id) else _free_name(place, taken)
            yield rendered(_unit(export, segment, name, notes.get(segment.id, [])), 2)
            empty = False
    if empty:
        yield rendered(node("group", id="g"), 2)
    yield closed("file", 1)


def _free_name(place: int, taken: set[str]) -> str:
    """A unit's name where its segment's id cannot be one; the id stands in the attribute ``name``."""
    name = f"u{place}"
    while name in taken:
        name += "-"
    taken.add(name)
    return name


def _unit(export: Export, segment: Segment, name: str, notes: list[str]) -> Node:
    said = [
        *(node("note", text, category="edition", appliesTo="target") for text in notes),
        *(node("note", text, category="problem", appliesTo="target") for text in problem_notes(segment)),
        *(node("note", text, category="damage", appliesTo="source") for text in damage_notes(segment)),
        *([node("note", segment.origin, category="origin", appliesTo="target")] if segment.en else []),
    ]
    target = [node("target", *_marked(english(segment), "e"))] if segment.en else []
    state = segment.state if segment.en else "empty"
    return node(
        "unit",
        *([node("notes", *said)] if said else []),
        node(
            "segment",
            node("source", *_marked(chinese(export, segment), "z")),
            *target,
            id="s",
            state=STATES[state],
            subState=f"jingci:{state}",
        ),
        id=name,
        name=segment.id,
        type=f"jingci:{segment.kind}",
    )


def _marked(marked: Marked, letter: str) -> Iterator[Node | str]:
    number = 0
    for text, mark in marked.pieces():
        if mark is None:
            yield text
        else:
            number += 1
            yield node("mrk", text, id=f"{letter}{number}", type="term", ref=f"term:{mark.concept}", value=mark.about)
