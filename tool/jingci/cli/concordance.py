"""``jingci concordance``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary, opened_reports, size_option
from jingci.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from jingci.corpus.collocates import Collocate
    from jingci.corpus.concordance import Query
    from jingci.corpus.texts import Text
    from jingci.glossary import Glossary


@click.command()
@click.argument("term", metavar="TERM")
@click.argument("corpus", nargs=-1, metavar="[REPORT-ID|FILE|FOLDER]...")
@click.option("--text", "as_text", is_flag=True, help="Look for TERM as it stands, not for the concept that it names.")
@click.option("--regex", "as_pattern", is_flag=True, help="TERM is a regular expression.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(["text", "left", "right"]),
    default="text",
    show_default=True,
    help="In the order of the text, by what stands before, or by what follows.",
)
@click.option("--language", type=click.Choice(["zh", "en"]), help="Only the lines in this language.")
@click.option(
    "--collocates", "number", type=click.IntRange(min=1), metavar="N", help="Also the N strongest collocates."
)
@click.option("--window", type=click.IntRange(1, 50), default=5, show_default=True, help="Words to either side of it.")
@click.option("--csv", "format_", flag_value="csv", help="As CSV.")
@click.option("--json", "format_", flag_value="json", help="As JSON, with the places in the sentences.")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE (.csv, .json or .html).")
@glossary_options
@size_option
def concordance(
    term: str,
    corpus: tuple[str, ...],
    as_text: bool,
    as_pattern: bool,
    order: str,
    language: str | None,
    number: int | None,
    window: int,
    format_: str | None,
    output: str | None,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> int:
    """Print a term in its contexts; exit 1 if it does not occur.

    TERM is a term of the termbase (Chinese in either script, English, or an id), which is found in all its forms,
    inside longer terms too, and in all its renderings; anything else is looked for as it stands. Without a corpus the
    translated reports are searched, in both languages; a folder is searched with everything in it that can be read.
    """
    from jingci.corpus.concordance import concordance as lines_of
    from jingci.corpus.concordance import query_for
    from jingci.errors import UsageError
    from jingci.files import write_text
    from jingci.formats.concordance import as_csv, as_html, as_json, terminal

    suffix = output.lower().rpartition(".")[2] if output and output != "-" else ""
    if suffix and suffix not in ("csv", "json", "html"):
        raise UsageError("the suffix names no format", path=output, hint="use .csv, .json or .html")
    glossary = opened_glossary(layers, only)
    query = query_for(term, glossary, as_text=as_text, as_pattern=as_pattern)
    texts = list(_texts(corpus, max_size))
    lines = [line for line in lines_of(texts, query, order=order) if language in (None, line.language)]  # type: ignore[arg-type]
    near = _near(texts, query, glossary, number, window, language or (lines[0].language if lines else "zh"))
    name = suffix or format_ or ""
    if name:
        text = as_csv(lines) if name == "csv" else (as_json if name == "json" else as_html)(term, lines, near)
        write_text(output, text) if suffix and output else sys.stdout.write(text)
    else:
        for row in (*terminal(lines, shutil.get_terminal_size().columns), *_table(near)):
            click.echo(row)
    click.echo(f"{len(lines):,} occurrences in {len(texts):,} sentences", err=True)
    return EXIT_OK if lines else EXIT_FINDINGS


def _texts(corpus: tuple[str, ...], max_size: float | None) -> Iterator[Text]:
    from jingci.corpus.texts import texts_of
    from jingci.edition import edition_folders

    for source in corpus or tuple(edition_folders()):
        for report in opened_reports(source, max_size):
            yield from texts_of(report)


def _near(
    texts: list[Text], query: Query, glossary: Glossary, number: int | None, window: int, language: str
) -> list[Collocate]:
    if number is None:
        return []
    from jingci.corpus.collocates import collocates
    from jingci.corpus.words import Segmenter

    return collocates(texts, query, Segmenter(glossary), language, window=window)[:number]  # type: ignore[arg-type]


def _table(near: list[Collocate]) -> Iterator[str]:
    from jingci.columns import pad
    from jingci.screen import visible

    if near:
        yield ""
        yield f"{pad('collocate', 24)}{'near':>6}{'in all':>8}{'G²':>9}{'PMI':>7}"
    for found in near:
        counts = f"{found.near:>6}{found.total:>8}{found.log_likelihood:>9.1f}{found.pmi:>7.2f}"
        yield f"{pad(visible(found.word), 24)}{counts}"
