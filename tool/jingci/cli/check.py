"""``jingci check``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from jingci.cli.options import glossary_options, opened_glossary
from jingci.errors import EXIT_FINDINGS, EXIT_OK, UsageError

if TYPE_CHECKING:
    from jingci.jobs.checking import Result, Totals

_FORMATS = ("text", "json", "junit", "sarif", "html")
_SUFFIXES = {".json": "json", ".xml": "junit", ".sarif": "sarif", ".html": "html", ".htm": "html"}


@click.command()
@click.argument("path", required=False)
@click.argument("target", required=False, metavar="[ENGLISH]")
@click.option("--family", "families", multiple=True, metavar="NAME", help="Only this family of checks (repeatable).")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only findings of this code (repeatable).")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="warning",
    show_default=True,
    help="The least severity that is shown and counts.",
)
@click.option("--format", "-f", "format_", type=click.Choice(_FORMATS), help="[default: by suffix of FILE, else text]")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of the terminal.")
@click.option("--explain", metavar="CODE", help="Explain a code of a finding, with an example; “all” lists them.")
@glossary_options
def check(
    path: str | None,
    target: str | None,
    families: tuple[str, ...],
    codes: tuple[str, ...],
    severity: str,
    format_: str | None,
    as_json: bool,
    output: str | None,
    explain: str | None,
    layers: tuple[str, ...],
    only: bool,
) -> int:
    """Check a translation: figures by value, terms, formulas, completeness.

    PATH is an edition's folder, a folder with editions, or a translation file (TMX, XLIFF, SDLXLIFF, MQXLIFF, TSV, CSV,
    XLSX, DOCX); two line-aligned texts may be given instead. The exit code is 1 where something is found that no waiver
    covers.
    """
    if explain is not None:
        return _explain(explain)
    if path is None:
        raise click.UsageError("name a file or folder to check")
    from jingci.cli.progress import Progress
    from jingci.jobs.checking import Selection, Totals, check_documents, documents, estimated_units

    format_ = "json" if as_json else format_ or _SUFFIXES.get(Path(output or "").suffix.lower(), "text")
    totals = Totals()
    selection = Selection(severity, codes, families)
    found = documents(path, target, opened_glossary(layers, only))
    with Progress(estimated_units(path) if sys.stderr.isatty() else 0, "segments") as progress, _opened(output) as out:
        results: Iterator[Result] = check_documents(found, selection, totals, lambda seen: progress.update(seen.units))
        # What cannot be read is mostly found out before anything is written.
        results = chain([first] if (first := next(results, None)) is not None else [], results)
        for piece in _rendered(format_, results, totals, plain=output is not None):
            progress.clear()
            out.write(piece)
    if format_ == "text":
        _summarise(totals)
    return EXIT_FINDINGS if totals.findings else EXIT_OK


def _rendered(format_: str, results: Iterator[Result], totals: Totals, *, plain: bool) -> Iterator[str]:
    if format_ == "text":
        from jingci.cli.findings import to_text, wants_colour

        return to_text(results, totals, colour=not plain and wants_colour())
    from jingci.formats.findings import render

    return render(format_, results, totals)


def _summarise(totals: Totals) -> None:
    from jingci.cli.findings import summary_lines

    for line in summary_lines(totals.found, totals):
        click.echo(line, err=True)


@contextlib.contextmanager
def _opened(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is whole or absent."""
    if output is None or output == "-":
        yield sys.stdout
        return
    from jingci.files import atomic_file

    with atomic_file(output) as temporary, open(temporary, "w", encoding="utf-8", errors="replace") as out:
        yield out


def _explain(name: str) -> int:
    from jingci.checks import CODES
    from jingci.cli.findings import explanation_lines
    from jingci.columns import pad
    from jingci.data import nearest_hint

    if name == "all":
        for code, entry in CODES.items():
            click.echo(f"{pad(code, 18)}{pad(entry.severity, 9)}{entry.meaning}")
        return EXIT_OK
    if name not in CODES:
        raise UsageError(f"unknown code “{name}”", hint=nearest_hint(name, CODES) or "--explain all lists them")
    for line in explanation_lines(name, CODES[name]):
        click.echo(line)
    return EXIT_OK
