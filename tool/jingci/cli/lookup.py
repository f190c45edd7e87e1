"""``jingci lookup``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from jingci.cli.entry import entry_lines, example_lines, found_examples
from jingci.cli.options import chosen_layers, glossary_options
from jingci.columns import wrap
from jingci.errors import EXIT_FINDINGS
from jingci.screen import quoted, visible

if TYPE_CHECKING:
    from jingci.glossary.dictionary import Dictionary, Row
    from jingci.glossary.index import Layer

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

    Several terms may be given; without any, or with -, they are read from standard input, one a line. A Chinese
    compound without an entry is shown in the parts it is made of. Where nothing is found the nearest entries are named
    and the exit code is 1.
    """
    terms = _terms(queries)
    if not terms:
        raise click.UsageError("name a term to look up")
    from jingci.glossary.dictionary import Dictionary

    stack = chosen_layers(layers, only)
    dictionary = Dictionary(stack)
    missing = False
    for place, term in enumerate(terms):
        found = dictionary.rows(term, exact=exact)
        parts = [] if found or exact else dictionary.parts(term)
        missing = missing or not (found or parts)
        if as_json:
            import json

            click.echo(json.dumps(_as_json(term, found, parts, dictionary, stack, examples), ensure_ascii=False))
            continue
        if place and (found or parts):
            click.echo()
        if parts:
            _show_parts(term, [dictionary.entry(number) for number in parts])
        else:
            _show(term, found, dictionary, stack if examples else None)
    return EXIT_FINDINGS if missing else 0


def _terms(queries: tuple[str, ...]) -> list[str]:
    if queries and queries != ("-",):
        return [query for query in queries if query.strip()]
    if not queries and sys.stdin.isatty():
        return []
    return [line.strip() for line in sys.stdin if line.strip()]


def _show(term: str, found: list[Row], dictionary: Dictionary, examples_from: list[Layer] | None) -> None:
    if not found:
        near = "; ".join(_name(dictionary.entry(number), " ") for number in dictionary.nearest(term))
        click.echo(visible(f"jingci: nothing found for “{term}”" + (f"; nearest: {near}" if near else "")), err=True)
        return
    shown = _in_full(found, dictionary)
    for place, (number, _, _) in enumerate(shown):
        if place:
            click.echo()
        entry = dictionary.entry(number)
        for line in entry_lines(entry):
            click.echo(line)
        if examples_from is not None:
            for line in example_lines(found_examples(entry["id"], examples_from)):
                click.echo(line)
    _show_others([dictionary.entry(row[0]) for row in found if row not in shown])


def _show_parts(term: str, entries: list[dict[str, Any]]) -> None:
    """A compound without an entry of its own: what it is made of."""
    click.echo(visible(f"{term} has no entry of its own; it is made of"))
    for entry in entries:
        first = f"  {_name(entry, ' ')}: "
        for line in wrap(visible(f"{first}{entry['gloss']}"), 80, indent="    "):
            click.echo(line)


def _in_full(found: list[Row], dictionary: Dictionary) -> list[Row]:
    """The rows to be shown in full: the whole ones, or the first. The pinyin of a name hides no term made of it."""
    whole = [row for row in found if row[2]]
    only_names = all(by == "pinyin" and dictionary.entry(n)["kind"] in ("place", "person") for n, by, _ in whole)
    return found[: max(_FULL_ENTRIES, len(whole))] if only_names else whole


def _show_others(entries: list[dict[str, Any]]) -> None:
    if not entries:
        return
    names = "; ".join(_name(entry, "") for entry in entries[:12])
    more = f"; and {len(entries) - 12} more" if len(entries) > 12 else ""
    click.echo()
    for line in wrap(visible(f"{names}{more}"), 80, indent=" " * 10, first="see also  "):
        click.echo(line)


def _name(entry: dict[str, Any], pinyin_gap: str) -> str:
    text, pinyin, _ = entry["forms"][0]
    return f"{text}{pinyin_gap}{pinyin if pinyin_gap else ''} {quoted(entry['renderings'][0][0])}"


def _as_json(
    term: str, found: list[Row], parts: list[int], dictionary: Dictionary, stack: list[Layer], examples: bool
) -> dict[str, Any]:
    entries = []
    for number, by, whole in found:
        entry = {"by": by, "whole": whole, **dictionary.entry(number)}
        if examples:
            entry["examples"] = found_examples(entry["id"], stack)
        entries.append(entry)
    near = [] if found or parts else dictionary.nearest(term)
    made_of, nearest = ([dictionary.entry(number)["id"] for number in numbers] for numbers in (parts, near))
    return {"query": term, "found": entries, "parts": made_of, "nearest": nearest}
