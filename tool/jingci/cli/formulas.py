"""``jingci formulas``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary, opened_report, size_option
from jingci.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from jingci.model import Formula

_COLUMNS = 80


@click.command()
@click.argument("source", metavar="REPORT-ID|FILE")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the places in the text.")
@glossary_options
@size_option
def formulas(source: str, as_json: bool, layers: tuple[str, ...], only: bool, max_size: float | None) -> int:
    """Print the counted formulas of a text and what each stands for; exit 1 if there are none.

    REPORT-ID is one of the translated reports. FILE is a Chinese document, an edition's folder, or - for standard
    input.
    Members that the text does not give are the termbase's, and the line says whose reading they are.
    """
    from jingci.formulas.report import formulas_by_segment

    report = opened_report(source, max_size)
    found = formulas_by_segment(report, opened_glossary(layers, only))
    if as_json:
        click.echo(_json(report.id, found))
    else:
        for name, segment_formulas in found.items():
            for formula in segment_formulas:
                for line in _lines(name, formula):
                    click.echo(line)
    number = sum(map(len, found.values()))
    click.echo(f"{number} counted formula{'' if number == 1 else 's'}" if number else "no counted formulas", err=True)
    return 0 if number else EXIT_FINDINGS


def _json(report: str, found: dict[str, tuple[Formula, ...]]) -> str:
    from jingci.formats.json import formula_value

    rows = [{"segment": name, **formula_value(formula)} for name, formulas in found.items() for formula in formulas]
    return json.dumps({"report": report, "formulas": rows}, ensure_ascii=False, indent=1)


def _lines(segment: str, formula: Formula) -> list[str]:
    """The formula, its count and its place; under it, what it stands for."""
    from jingci.columns import pad, wrap
    from jingci.formulas.wording import spelled
    from jingci.screen import visible

    head = f"{pad(visible(formula.text), 20)} {formula.count:>3}  {segment}"
    return [head, *wrap(visible(spelled(formula)), _COLUMNS, indent="    ", first="    ")]
