"""``jingci annotate``."""

from __future__ import annotations

import sys

import click

from jingci.cli.options import glossary_options, opened_glossary, opened_report, size_option


@click.command()
@click.argument("source", metavar="REPORT-ID|FILE")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE (.md, .html, .json) instead of the terminal.")
@click.option("--parallel", is_flag=True, help="Show the Chinese beside the English.")
@click.option("--format", "-f", "format_", metavar="NAME", help="markdown, html or json [default: by suffix].")
@glossary_options
@size_option
def annotate(
    source: str,
    output: str | None,
    parallel: bool,
    format_: str | None,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> None:
    """Write the annotated version of a report or a Chinese document.

    REPORT-ID is one of the translated reports (see jingci reports). FILE is a Chinese text, a web page saved from a
    browser, a DOCX, PDF, EPUB or Markdown document, an edition's folder, or - for standard input; a document without a
    translation is annotated in Chinese, with a note on each term.
    """
    from jingci import formats
    from jingci.annotation import annotate as annotated_report

    name = format_ or (formats.format_of(output) if output else "markdown")
    report = opened_report(source, max_size)
    annotated = annotated_report(report, opened_glossary(layers, only))
    if not any(segment.en for segment in annotated.segments):
        click.echo(f"jingci: {source}: no translation of this document is held; its Chinese is annotated", err=True)
    if output and output != "-":
        formats.write(annotated, output, format=name, parallel=parallel)
        return
    options = {"links": False} if name == "markdown" else {}
    text = formats.render(annotated, name, parallel=parallel, **options)
    sys.stdout.write(_wrapped(text) if name == "markdown" and sys.stdout.isatty() else text)


def _wrapped(text: str) -> str:
    """Markdown wrapped to the terminal, at most 100 columns; tables and headings as they are."""
    import shutil

    from jingci.cli.layout import wrap

    width = min(shutil.get_terminal_size().columns, 100)
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(("#", "|", "    ")) or len(line) * 2 < width:
            lines.append(line)
        else:
            lines += wrap(line, width, indent="    " if line.startswith("[^") else "")
    return "\n".join(lines) + "\n"
