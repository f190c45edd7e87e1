"""``jingci lookup``."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from jingci.cli.options import glossary_options, opened_glossary
from jingci.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from jingci.glossary import Found, Glossary
    from jingci.model import Concept

#: Beyond so many entries found by a part of their spelling, only their names are listed.
_FULL_ENTRIES = 3


@click.command()
@click.argument("queries", nargs=-1, metavar="TERM...")
@click.option("--exact", is_flag=True, help="Whole forms and renderings only: no pinyin, no parts.")
@click.option("--examples", is_flag=True, help="Show where the term stands in the translated reports.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each query.")
@glossary_options
def lookup(
    queries: tuple[str, ...], exact: bool, examples: bool, as_json: bool, layers: tuple[str, ...], only: bool
) -> int:
    """Explain a term: Chinese in either script, pinyin with or without tones, or English.

    Several terms may be given; without any, or with -, they are read from standard input, one a line. Where nothing is
    found the nearest entries are named and the exit code is 1.
    """
    terms = _terms(queries)
    if not terms:
        raise click.UsageError("name a term to look up")
    glossary = opened_glossary(layers, only)
    missing = False
    for place, term in enumerate(terms):
        found = glossary.lookup(term, exact=exact)
        missing = missing or not found
        if as_json:
            click.echo(json.dumps(_as_json(term, found, glossary, examples), ensure_ascii=False))
            continue
        if place and found:
            click.echo()
        _show(term, found, glossary, examples)
    return EXIT_FINDINGS if missing else 0


def _terms(queries: tuple[str, ...]) -> list[str]:
    if queries and queries != ("-",):
        return [query for query in queries if query.strip()]
    if not queries and sys.stdin.isatty():
        return []
    return [line.strip() for line in click.get_text_stream("stdin", errors="replace") if line.strip()]


def _show(term: str, found: list[Found], glossary: Glossary, examples: bool) -> None:
    from jingci.cli.entry import entry_lines
    from jingci.text import visible

    if not found:
        near = "; ".join(f"{c.headword.text} {c.headword.pinyin} “{c.preferred.text}”" for c in glossary.nearest(term))
        click.echo(visible(f"jingci: nothing found for “{term}”" + (f"; nearest: {near}" if near else "")), err=True)
        return
    whole = [entry for entry in found if entry.whole]
    shown = whole or found[:_FULL_ENTRIES]
    for place, entry in enumerate(shown):
        if place:
            click.echo()
        for line in entry_lines(entry.concept, glossary):
            click.echo(line)
        if examples:
            _show_examples(entry.concept, glossary)
    also = [entry.concept for entry in found if entry not in shown]
    if also:
        from jingci.cli.layout import wrap

        names = ", ".join(f"{concept.headword.text} ({concept.preferred.text})" for concept in also[:12])
        more = f" and {len(also) - 12} more" if len(also) > 12 else ""
        click.echo()
        for line in wrap(visible(f"{names}{more}"), 80, indent="          ", first="see also  "):
            click.echo(line)


def _show_examples(concept: Concept, glossary: Glossary) -> None:
    from jingci.cli.entry import example_lines

    for line in example_lines(concept, glossary):
        click.echo(line)


def _as_json(term: str, found: list[Found], glossary: Glossary, examples: bool) -> dict[str, Any]:
    from dataclasses import asdict

    entries = []
    for entry in found:
        value: dict[str, Any] = {"by": entry.by, "whole": entry.whole, **asdict(entry.concept)}
        if examples:
            from jingci.cli.entry import found_examples

            value["examples"] = [asdict(example) for example in found_examples(entry.concept, glossary)]
        entries.append(value)
    nearest = [] if found else [{"id": c.id, "zh": c.headword.text, "en": c.preferred.text} for c in glossary.nearest(term)]
    return {"query": term, "found": entries, "nearest": nearest}
