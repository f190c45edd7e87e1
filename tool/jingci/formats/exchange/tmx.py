"""The editions as TMX 1.4b: one unit a segment."""

from __future__ import annotations

from collections.abc import Iterator

from jingci.formats.exchange import Export
from jingci.formats.exchange.segments import count_losses, damage_notes, english, notes_by_segment, problem_notes
from jingci.formats.xml import DECLARATION, Node, closed, node, opened, rendered
from jingci.model import Report, Segment
from jingci.sic import as_read
from jingci.version import __version__


def tmx(export: Export) -> Iterator[str]:
    """The segments that have English."""
    yield DECLARATION
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield opened(node("tmx", version="1.4"))
    yield rendered(_header(export), 1)
    yield opened(node("body"), 1)
    for report in export.reports():
        notes = notes_by_segment(export, report)
        for segment in report.segments:
            count_losses(export, segment)
            if segment.kind != "skip" and not segment.en:
                export.left_out["segments without English"] += 1
            elif segment.kind != "skip":
                yield rendered(_unit(export, report, segment, notes.get(segment.id, [])), 2)
    yield closed("body", 1)
    yield closed("tmx")


def _header(export: Export) -> Node:
    return node(
        "header",
        creationtool="jingci",
        creationtoolversion=__version__,
        segtype="sentence",
        o_tmf="jingci",
        adminlang="en",
        srclang=export.source_lang,
        datatype="plaintext",
    )


def _unit(export: Export, report: Report, segment: Segment, notes: list[str]) -> Node:
    marked = english(segment)
    if marked.marks:
        export.left_out["term marks in the English (their words are kept)"] += len(marked.marks)
    properties = {
        "report": report.id,
        "segment": segment.id,
        "kind": segment.kind,
        "state": segment.state,
        "origin": segment.origin,
    }
    return node(
        "tu",
        *(node("note", text, xml__lang="en") for text in (*notes, *problem_notes(segment), *damage_notes(segment))),
        *(node("prop", value, type=f"x-jingci-{name}") for name, value in properties.items() if value),
        node("tuv", node("seg", as_read(segment).text), xml__lang=export.source_lang),
        node("tuv", node("seg", marked.text), xml__lang=export.target_lang),
        tuid=f"{report.id}#{segment.id}",
    )
