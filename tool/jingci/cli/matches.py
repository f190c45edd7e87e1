"""Matches of the memory for the terminal, in 80 columns, and for JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import click

from jingci.columns import pad, wrap
from jingci.memory import difference_record, differences, marked
from jingci.model import MemoryMatch
from jingci.screen import visible

_COLUMNS = 80
_LABEL = 10
_KINDS = {"context": "same text, same neighbours", "exact": "same text", "fuzzy": "similar"}


def match_lines(found: Sequence[tuple[str, Sequence[MemoryMatch]]]) -> Iterator[str]:
    """What was found for each text."""
    for number, (text, matches) in enumerate(found):
        if number:
            yield ""
        if len(found) > 1:
            yield from _block("", text, indent=0)
        for match in matches:
            yield from _one(text, match)
        if len(found) > 1 and not matches:
            yield "  nothing"


def match_record(text: str, match: MemoryMatch) -> dict[str, Any]:
    """A match of a text with the places where they differ."""
    found = differences(text, match.zh)
    return {
        "score": match.score,
        "kind": match.kind,
        "only_figures": match.only_figures,
        "zh": match.zh,
        "en": match.en,
        "place": match.place,
        "state": match.state,
        "differences": [difference_record(difference, text, match.zh) for difference in found],
    }


def _one(text: str, match: MemoryMatch) -> Iterator[str]:
    kind = "differs in figures only" if match.only_figures else _KINDS[match.kind]
    state = f"  [{match.state}]" if match.state else ""
    score = f"{match.score:>3}  "
    lines = wrap(_flat(f"{kind}, {match.place}{state}"), _COLUMNS, indent=" " * len(score), first=score)
    yield _style(score, bold=True) + _style(lines[0][len(score) :], dim=True)
    for line in lines[1:]:
        yield _style(line, dim=True)
    found = differences(text, match.zh)
    if found:
        yield from _block("sought", marked(text, found, unit=False))
    yield from _block("memory", marked(match.zh, found, unit=True))
    yield from _block("English", match.en)


def _block(label: str, text: str, indent: int = _LABEL + 5) -> Iterator[str]:
    first = " " * (indent - _LABEL) + pad(label, _LABEL) if indent else ""
    lines = wrap(_flat(text), _COLUMNS, indent=" " * indent, first=first)
    yield _style(first, dim=True) + lines[0][len(first) :]
    yield from lines[1:]


def _flat(text: str) -> str:
    return " ".join(visible(text).split())


def _style(text: str, **options: Any) -> str:
    return text if os.environ.get("NO_COLOR") else click.style(text, **options)
