"""``jingci reports``."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--shelf", is_flag=True, help="As the Markdown page that presents them (translations/README.md).")
def reports(as_json: bool, shelf: bool) -> None:
    """List the translated reports."""
    from jingci.columns import wrap
    from jingci.edition import edition_folders, load_edition
    from jingci.formats.parts import source_line
    from jingci.screen import visible

    loaded = [load_edition(folder) for folder in edition_folders().values()]
    if shelf:
        from jingci.formats.shelf import to_shelf
        from jingci.glossary import load_glossary

        click.echo(to_shelf(loaded, load_glossary()), nl=False)
        return
    if as_json:
        rows = [
            {
                "id": report.id,
                "title_en": report.title_en,
                "title_zh": report.title_zh,
                "published": report.published,
                "segments": sum(1 for _ in report.body),
                "version": report.version,
            }
            for report in loaded
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    indent = max((len(report.id) for report in loaded), default=0) + 2
    for report in loaded:
        first = report.id + " " * (indent - len(report.id))
        for text in (report.title_en, report.title_zh, source_line(report)):
            for line in wrap(visible(text), 80, indent=" " * indent, first=first):
                click.echo(line)
            first = " " * indent
