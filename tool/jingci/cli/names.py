"""``jingci names``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from jingci.cli.options import opened_report, size_option
from jingci.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from jingci.names import Name

_COLUMNS = 80


@click.command()
@click.argument("source", metavar="REPORT-ID|FILE")
@click.option("--json", "as_json", is_flag=True, help="As JSON: every occurrence, with its place in its segment.")
@size_option
def names(source: str, as_json: bool, max_size: float | None) -> int:
    """Print the places, organs and titled persons of a text with their English; exit 1 if there are none.

    REPORT-ID is one of the translated reports. FILE is a Chinese document, an edition's folder, or - for standard
    input.
    Each name is printed once, with how often it occurs and the segment where it first does.
    """
    from jingci.names.segments import names_of_segments

    report = opened_report(source, max_size)
    segments = list(report.body)
    found = names_of_segments([segment.zh for segment in segments])
    placed = [(segment.id, name) for segment, here in zip(segments, found, strict=True) for name in here]
    if as_json:
        rows = [{"segment": segment, **_value(name)} for segment, name in placed]
        click.echo(json.dumps({"report": report.id, "names": rows}, ensure_ascii=False, indent=1))
    else:
        for line in _table(placed):
            click.echo(line)
    click.echo(f"{len(placed)} names" if placed else "no names", err=True)
    return 0 if placed else EXIT_FINDINGS


def _value(name: Name) -> dict[str, object]:
    parts = [
        {"text": part.text, "english": part.english, "kind": part.kind}
        | ({"code": part.code} if part.code else {})
        | ({"also": list(part.also)} if part.also else {})
        for part in name.parts
    ]
    return {
        "start": name.span.start,
        "end": name.span.end,
        "text": name.text,
        "kind": name.kind,
        "english": name.english,
        "confidence": name.confidence,
        "parts": parts,
    }


def _table(placed: list[tuple[str, Name]]) -> list[str]:
    """Each name once, in the order of the text: Chinese, kind, number and first place; under it the English."""
    from jingci.columns import pad, wrap
    from jingci.screen import visible

    first: dict[tuple[str, str, str], str] = {}
    counts: dict[tuple[str, str, str], int] = {}
    for segment, name in placed:
        key = (name.text, name.kind, name.english)
        first.setdefault(key, segment)
        counts[key] = counts.get(key, 0) + 1
    lines: list[str] = []
    for (text, kind, english), segment in first.items():
        shown = visible(text).replace("\n", " ")
        lines.append(f"{pad(shown, 40)} {kind:<12} {counts[text, kind, english]:>3}  {segment}")
        lines += wrap(visible(english), _COLUMNS, indent="    ", first="    ")
    return lines
