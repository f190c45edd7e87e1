"""A dictionary entry for the terminal: 80 columns, aligned, quiet colour (click drops it where it is not wanted)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from jingci.cli.layout import pad, width, wrap
from jingci.text import visible

if TYPE_CHECKING:
    from jingci.attestation import Attestation
    from jingci.glossary import Glossary
    from jingci.model import Concept, Span

_COLUMNS = 80
_LABEL = 10
_MAX_EXAMPLES = 5
_FORM_NOTES = {"preferred": "", "short": "short", "variant": "also", "former": "former"}


def entry_lines(concept: Concept, glossary: Glossary) -> list[str]:
    """The entry of a concept, ready to be printed."""
    lines = [_head(concept)]
    lines += _forms(concept)
    lines += _renderings(concept, glossary)
    lines += _block("", visible(concept.gloss)) if concept.gloss else []
    lines += _readings(concept)
    lines += _note(concept, glossary)
    if concept.homograph:
        lines += _block("distinct", visible(concept.homograph))
    lines += _related(concept, glossary)
    lines += _sources(concept, glossary)
    return lines


def found_examples(concept: Concept, glossary: Glossary) -> list[Attestation]:
    """Where the concept stands in the project's editions."""
    from jingci.attestation import attestations
    from jingci.edition import edition_folders, load_edition

    reports = (load_edition(folder) for folder in edition_folders().values())
    return list(attestations(concept.id, reports, glossary))


def example_lines(concept: Concept, glossary: Glossary) -> list[str]:
    """The first examples of a concept, the term marked in both languages."""
    examples = found_examples(concept, glossary)
    lines = []
    for example in examples[:_MAX_EXAMPLES]:
        lines.append(_style(f"  {example.report}#{example.segment}", dim=True))
        lines += _excerpt(example.zh, example.zh_span, 60)
        if example.en:
            lines += _excerpt(example.en, example.en_span, 140)
    if len(examples) > _MAX_EXAMPLES:
        lines.append(_style(f"  and {len(examples) - _MAX_EXAMPLES} more places", dim=True))
    if not examples:
        lines.append(_style("  not in the translated reports", dim=True))
    return lines


def _head(concept: Concept) -> str:
    form = concept.headword
    pinyin = "" if form.pinyin == "-" else f"  {form.pinyin}"
    kind = f"{concept.kind}, {concept.years}" if concept.years else concept.kind
    flags = kind if concept.layer == "jingci" else f"{kind}; from {concept.layer}"
    if concept.status == "provisional" and concept.layer == "jingci":
        flags += "; provisional: not yet sourced"
    return f"{_style(visible(form.text), bold=True)}{visible(pinyin)}  {_style(visible(f'[{flags}]'), dim=True)}"


def _forms(concept: Concept) -> list[str]:
    others = [form for form in concept.zh if form is not concept.headword]
    if not others:
        return []
    texts = []
    for form in others:
        pinyin = "" if form.pinyin == "-" else f" {form.pinyin}"
        texts.append(f"{form.text}{pinyin} ({_FORM_NOTES[form.status] or 'also'})")
    return _block("forms", visible("; ".join(texts)))


def _renderings(concept: Concept, glossary: Glossary) -> list[str]:
    lines = []
    for place, rendering in enumerate(concept.en):
        works = [glossary.source(key) for key in rendering.sources]
        kinds = dict.fromkeys(work.authority for work in works if work is not None)
        users = ", ".join(kinds)
        mark = {"preferred": "", "admitted": "also", "short": "short", "deprecated": "avoid"}[rendering.status]
        text = visible(f"“{rendering.text}”")
        detail = "; ".join(part for part in (mark, users, visible(rendering.why)) if part)
        label = "English" if not place else ""
        lines += _block(label, f"{text}  ({detail})" if detail else text)
    return lines


def _readings(concept: Concept) -> list[str]:
    lines = []
    for reading in concept.readings:
        members = "; ".join(f"{m.zh} {m.en}".strip() for m in reading.members)
        where = reading.where.removeprefix("@")
        place = f"in {where}" if reading.scope == "local" else f"nationally ({where})"
        lines += _block("members", visible(f"{place}: {members}"))
    return lines


def _note(concept: Concept, glossary: Glossary) -> list[str]:
    if not concept.note:
        return []
    from jingci.bibliography import Bibliography
    from jingci.markup import citations, replace_citations

    works = [glossary.source(citation.source) for citation in citations(concept.note)]
    bibliography = Bibliography(work for work in works if work is not None)
    return _block("note", visible(replace_citations(concept.note, bibliography.short)))


def _related(concept: Concept, glossary: Glossary) -> list[str]:
    related = [target for key in concept.see if (target := glossary.get(key)) is not None]
    names = "; ".join(f"{target.headword.text} {target.preferred.text}" for target in related)
    return _block("see", visible(names)) if names else []


def _sources(concept: Concept, glossary: Glossary) -> list[str]:
    from jingci.bibliography import Bibliography

    works = {e.source: work for e in concept.evidence if (work := glossary.source(e.source)) is not None}
    bibliography = Bibliography(works.values())
    lines = []
    for place, evidence in enumerate(e for e in concept.evidence if e.source in works):
        where = f" {evidence.where}" if evidence.where else ""
        text = f"{bibliography.full(works[evidence.source])} [{', '.join(evidence.supports)}:{where}]"
        lines += _block("sources" if not place else "", visible(text.replace(":]", "]")))
    return lines


def _block(label: str, text: str) -> list[str]:
    indent = " " * _LABEL
    lines = wrap(text, _COLUMNS, indent=indent, first=indent)
    return [_style(pad(label, _LABEL), dim=True) + lines[0][_LABEL:], *lines[1:]]


def _excerpt(text: str, span: Span | None, around: int) -> list[str]:
    flat = text.replace("\n", " ")
    if span is None:
        cut = visible(flat[: 2 * around]) + ("…" if len(flat) > 2 * around else "")
        return wrap(cut, _COLUMNS, indent="    ", first="    ")
    start, end = max(0, span.start - around), min(len(flat), span.end + around)
    before = ("…" if start else "") + visible(flat[start : span.start])
    after = visible(flat[span.end : end]) + ("…" if end < len(flat) else "")
    marked = f"{before}[{visible(flat[span.start : span.end])}]{after}"
    return wrap(marked, _COLUMNS, indent="    ", first="    ")


def _style(text: str, **options: Any) -> str:
    return text if os.environ.get("NO_COLOR") else click.style(text, **options)
