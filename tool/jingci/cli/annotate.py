"""``jingci annotate``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary, opened_report, size_option
from jingci.errors import UsageError
from jingci.formats import WRITERS

if TYPE_CHECKING:
    from jingci.memory import Memory
    from jingci.model import Report


@click.command()
@click.argument("source", metavar="REPORT-ID|FILE")
@click.option(
    "--output", "-o", metavar="FILE", help="Write to FILE instead of the terminal; its suffix names the format."
)
@click.option("--parallel", is_flag=True, help="Show the Chinese beside the English.")
@click.option("--format", "-f", "format_", metavar="NAME", help=f"One of {', '.join(WRITERS)} [default: by suffix].")
@click.option("--no-gloss", is_flag=True, help="Leave out the word-by-word gloss of what has no English.")
@click.option("--memory", metavar="FILE", help="A translation memory of yours [default: the one of jingci memory].")
@click.option("--no-memory", is_flag=True, help="Show nothing from translation memories.")
@glossary_options
@size_option
def annotate(
    source: str,
    output: str | None,
    parallel: bool,
    format_: str | None,
    no_gloss: bool,
    memory: str | None,
    no_memory: bool,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> None:
    """Write the annotated version of a report or a Chinese document.

    REPORT-ID is one of the translated reports (see jingci reports). FILE is a Chinese text, a web page saved from a
    browser, a DOCX, PDF, EPUB or Markdown document, an edition's folder, or - for standard input; a document without a
    translation is annotated in Chinese, with a note on each term, a gloss of each sentence, word by word, and what the
    translation memory has that is like it. All of this is made here, without a network; the general dictionary is
    CC-CEDICT (CC BY-SA 4.0).
    """
    from jingci import formats
    from jingci.annotation import annotate as annotated_report

    name = format_ or (formats.format_of(output) if output and output != "-" else "markdown")
    if formats.writer_named(name).binary and output in (None, "-"):
        raise UsageError(f"the format “{name}” is no text", hint="name the file to be written with --output")
    report = opened_report(source, max_size)
    with _memory(report, memory, no_memory) as known:
        annotated = annotated_report(report, opened_glossary(layers, only), known, gloss=not no_gloss)
    if not any(segment.en for segment in annotated.segments):
        click.echo(f"jingci: {source}: no translation of this document is held; its Chinese is annotated", err=True)
    if output and output != "-":
        formats.write(annotated, output, format=name, parallel=parallel)
        return
    options = {"links": False} if name == "markdown" else {}
    text = formats.render(annotated, name, parallel=parallel, **options)
    sys.stdout.write(_wrapped(text) if name == "markdown" and sys.stdout.isatty() else text)


@contextlib.contextmanager
def _memory(report: Report, path: str | None, no_memory: bool) -> Iterator[Memory | None]:
    """The memory to be asked, where anything lacks English."""
    if path and no_memory:
        raise UsageError("--memory and --no-memory exclude each other")
    if no_memory or all(segment.en for segment in report.body):
        yield None
        return
    from jingci.memory import load_memory

    with load_memory(path) as memory:
        yield memory


def _wrapped(text: str) -> str:
    """Markdown wrapped to the terminal, at most 100 columns; tables and headings as they are."""
    import shutil

    from jingci.columns import wrap

    width = min(shutil.get_terminal_size().columns, 100)
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(("#", "|", "    ")) or len(line) * 2 < width:
            lines.append(line)
        else:
            lines += wrap(line, width, indent="    " if line.startswith("[^") else "")
    return "\n".join(lines) + "\n"
