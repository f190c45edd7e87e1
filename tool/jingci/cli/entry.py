"""A dictionary entry for the terminal: 80 columns, aligned, quiet colour (click drops it where it is not wanted)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from jingci.columns import pad, wrap
from jingci.screen import quoted, visible

if TYPE_CHECKING:
    from jingci.glossary.index import Layer

_COLUMNS = 80
_LABEL = 10
_MAX_EXAMPLES = 5
_FORM_NOTES = {"preferred": "", "short": "short", "variant": "also", "former": "former"}
_RENDERING_NOTES = {"preferred": "", "admitted": "also", "short": "short", "deprecated": "avoid"}


def entry_lines(entry: dict[str, Any]) -> list[str]:
    """An entry of the index, ready to be printed."""
    lines = [_head(entry), *_forms(entry), *_renderings(entry)]
    lines += _block("meaning", entry["gloss"])
    for scope, place, label, members in entry["readings"]:
        listed = "; ".join(f"{zh} {en}".strip() for zh, en in members)
        whose = f"in {place}" if scope == "local" else f"nationally ({place})"
        lines += _block("members", f"{whose}{f', {label}' if label else ''}: {listed}")
    lines += _block("note", entry["note"])
    lines += _block("distinct", entry["homograph"])
    lines += _block("see", "; ".join(entry["see"]))
    for place, source in enumerate(entry["sources"]):
        lines += _block("" if place else "sources", source, hang=2)
    return lines


def found_examples(concept_id: str, layers: list[Layer]) -> list[dict[str, Any]]:
    """Where a concept stands in the project's editions."""
    from dataclasses import asdict

    from jingci.attestation import attestations
    from jingci.edition import edition_folders, load_edition
    from jingci.glossary import Glossary

    reports = (load_edition(folder) for folder in edition_folders().values())
    return [asdict(example) for example in attestations(concept_id, reports, Glossary(layers))]


def example_lines(examples: list[dict[str, Any]]) -> list[str]:
    """The first examples of a concept, the term marked in both languages."""
    lines: list[str] = []
    for example in examples[:_MAX_EXAMPLES]:
        place = f"{example['report']}#{example['segment']}"
        lines.append(_style(pad("example" if not lines else "", _LABEL) + place, dim=True))
        lines += _excerpt(example["zh"], example["zh_span"], 40)
        if example["en"]:
            lines += _excerpt(example["en"], example["en_span"], 130)
    if len(examples) > _MAX_EXAMPLES:
        lines += _block("", f"and {len(examples) - _MAX_EXAMPLES} more places")
    return lines or _block("example", "none in the translated reports")


def _head(entry: dict[str, Any]) -> str:
    text, pinyin, _ = entry["forms"][0]
    flags = ", ".join(part for part in (entry["kind"], entry["years"]) if part)
    if entry["layer"] != "jingci":
        flags += f"; from {entry['layer']}"
    elif entry["status"] == "provisional":
        flags += "; provisional: not yet sourced"
    shown = f"  {pinyin}" if pinyin != "-" else ""
    return f"{_style(visible(text), bold=True)}{visible(shown)}  {_style(visible(f'[{flags}]'), dim=True)}"


def _forms(entry: dict[str, Any]) -> list[str]:
    others = [
        f"{text}{f' {pinyin}' if pinyin != '-' else ''} ({_FORM_NOTES[status] or 'also'})"
        for text, pinyin, status in entry["forms"][1:]
    ]
    return _block("forms", "; ".join(others))


def _renderings(entry: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for place, (text, status, why, users) in enumerate(entry["renderings"]):
        detail = "; ".join(part for part in (_RENDERING_NOTES[status], users, why) if part)
        shown = f"{quoted(text)}  ({detail})" if detail else quoted(text)
        lines += _block("" if place else "English", shown, hang=2)
    return lines


def _block(label: str, text: str, hang: int = 0) -> list[str]:
    if not text:
        return []
    indent = " " * _LABEL
    lines = wrap(visible(text), _COLUMNS, indent=indent + " " * hang, first=indent)
    return [_style(pad(label, _LABEL), dim=True) + lines[0][_LABEL:], *lines[1:]]


def _excerpt(text: str, span: dict[str, int] | None, around: int) -> list[str]:
    flat, indent = text.replace("\n", " "), " " * _LABEL
    if span is None:
        cut = visible(flat[: 2 * around]) + ("…" if len(flat) > 2 * around else "")
        return wrap(cut, _COLUMNS, indent=indent, first=indent)
    start, end = max(0, span["start"] - around), min(len(flat), span["end"] + around)
    before = ("…" if start else "") + flat[start : span["start"]]
    after = flat[span["end"] : end] + ("…" if end < len(flat) else "")
    marked = visible(f"{before}[{flat[span['start'] : span['end']]}]{after}")
    return wrap(marked, _COLUMNS, indent=indent, first=indent)


def _style(text: str, **options: Any) -> str:
    return text if os.environ.get("NO_COLOR") else click.style(text, **options)
