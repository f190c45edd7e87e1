"""``jingci glossary``: lint, stats, format, index."""

from __future__ import annotations

import json
from pathlib import Path

import click

from jingci.cli.options import glossary_options, opened_glossary
from jingci.errors import EXIT_FINDINGS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def glossary() -> None:
    """Check and describe the termbase."""


@glossary.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
def lint(files: tuple[str, ...]) -> int:
    """Check the termbase as an editor would; exit 1 on findings.

    Without FILE, the project's own termbase with its bibliography, its index page and the places its formulas name;
    with FILEs, lists of your own.
    """
    from jingci.glossary.check import lint_files, lint_project

    findings = lint_files(files) if files else lint_project()
    for finding in findings:
        click.echo(str(finding))
    click.echo(f"{len(findings)} findings" if findings else "no findings", err=True)
    return EXIT_FINDINGS if findings else 0


@glossary.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@glossary_options
def stats(as_json: bool, layers: tuple[str, ...], only: bool) -> None:
    """Count concepts by field, kind and status."""
    from dataclasses import asdict

    from jingci.glossary.stats import count

    opened = opened_glossary(layers, only)
    counts = count(opened.concepts, opened.sources.values())
    if as_json:
        click.echo(json.dumps(asdict(counts), ensure_ascii=False, indent=1))
        return
    rows = [("field", "concepts", "reviewed")]
    rows += [(field, str(total), str(reviewed)) for field, (total, reviewed) in counts.by_field.items()]
    rows += [("all", str(counts.concepts), str(counts.reviewed))]
    for name, total, reviewed in rows:
        click.echo(f"{name:<28}{total:>9}{reviewed:>10}")
    click.echo()
    for kind, number in counts.by_kind.items():
        click.echo(f"{kind:<28}{number:>9}")
    click.echo()
    works = ", ".join(f"{number} {authority}" for authority, number in counts.works.items())
    click.echo(f"{counts.forms} Chinese forms, {counts.renderings} English renderings")
    click.echo(f"{sum(counts.works.values())} works: {works}")


@glossary.command(name="format")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def format_files(files: tuple[str, ...]) -> None:
    """Write YAML files of the glossary or of an edition in the canonical layout."""
    from jingci.data import dump_yaml, parse_yaml
    from jingci.files import read_text, write_text

    for name in files:
        text = read_text(name).text
        laid_out = dump_yaml(parse_yaml(text, name))
        if laid_out != text:
            write_text(name, laid_out)
            click.echo(f"laid out anew: {name}", err=True)


@glossary.command()
@click.argument("readme", metavar="README", type=click.Path(path_type=Path))
def index(readme: Path) -> None:
    """Renew the generated table of fields in the termbase's README."""
    from jingci.files import read_text, write_text
    from jingci.glossary.check import with_index

    text = read_text(readme).text
    write_text(readme, with_index(text, str(readme)))
