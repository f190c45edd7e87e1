"""``jingci scan``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jingci.cli.options import glossary_options, opened_glossary, size_option
from jingci.cli.progress import Progress

if TYPE_CHECKING:
    from jingci.jobs.scanning import Outcome

_MEGABYTE = 1_000_000


@click.command()
@click.argument("corpus", metavar="CORPUS")
@click.option("--output", "-o", required=True, metavar="FOLDER", help="Where the tables and plots go: a new folder.")
@click.option("--terms-only", is_flag=True, help="Only terms: no formulas, no figures (several times as fast).")
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["parquet", "csv"]),
    default="parquet",
    show_default=True,
    help="Of the tables.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="Processes [default: as many as cores].")
@click.option("--cluster", default="", metavar="ADDRESS", help="Work on a Dask cluster: tcp://HOST:PORT or its file.")
@click.option("--text-column", default="", metavar="NAME", help="Of JSON lines or Parquet: where the text is.")
@click.option("--name-column", default="", metavar="NAME", help="… what the document is called.")
@click.option("--date-column", default="", metavar="NAME", help="… when it was written.")
@click.option("--place-column", default="", metavar="NAME", help="… where it was written.")
@click.option("--no-plots", is_flag=True, help="Only the tables, without plots and summary.")
@click.option("--json", "as_json", is_flag=True, help="Print the sums as JSON.")
@glossary_options
@size_option
def scan(
    corpus: str,
    output: str,
    terms_only: bool,
    format_: str,
    jobs: int,
    cluster: str,
    text_column: str,
    name_column: str,
    date_column: str,
    place_column: str,
    no_plots: bool,
    as_json: bool,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> None:
    """Find the terms, counted formulas and figures of a whole corpus.

    CORPUS is a folder of documents, a zip or tar archive, JSON lines (.jsonl, .jsonl.gz), Parquet, or a folder with
    such files. FOLDER gets the tables documents, terms, formulas and figures, plots by year and
    place, and summary.html. A run that was stopped, or killed, goes on when the same command is given again.
    """
    from jingci.formats.corpora import Columns, open_corpus
    from jingci.jobs.scanning import Scan, scan_corpus

    limit = int(max_size * _MEGABYTE) if max_size else None
    columns = Columns(text_column, name_column, date_column, place_column)
    if not no_plots:
        from jingci.formats.trends import required

        required()
    found = open_corpus(corpus, columns, max_size=limit)
    glossary = opened_glossary(layers, only)
    if cluster:
        click.echo(f"jingci: the corpus's text goes to the cluster at {cluster}", err=True)
    bar = _Bar(found.size())
    with bar:
        outcome = scan_corpus(found, glossary, output, Scan(terms_only, format_, jobs, cluster), bar.show)
    files = [*outcome.files]
    if not no_plots:
        from jingci.formats.trends import write_trends

        files += write_trends(outcome.counts, glossary, Path(output), Path(corpus).name)
    _tell(outcome, files, as_json)


def _tell(outcome: Outcome, files: list[Path], as_json: bool) -> None:
    from jingci.screen import visible

    counts, total = outcome.counts, outcome.counts.total
    numbers: dict[str, Any] = {
        "documents": total.documents,
        "unread": counts.unread,
        "characters": total.characters,
        "terms": sum(total.hits.values()),
        "concepts": len(total.hits),
        "formulas": sum(counts.formulas.values()),
        "figures": sum(counts.figures.values()),
    }
    if as_json:
        click.echo(json.dumps({**numbers, "files": [str(file) for file in files]}, ensure_ascii=False, indent=1))
        return
    if outcome.again:
        click.echo("jingci: this scan was finished before", err=True)
    elif outcome.resumed:
        click.echo("jingci: went on where an earlier run was stopped", err=True)
    for name, number in numbers.items():
        click.echo(f"{name:<12}{number:>14,}")
    for file in files:
        click.echo(visible(str(file)))
    if counts.unread:
        many = "1 document" if counts.unread == 1 else f"{counts.unread:,} documents"
        click.echo(f"jingci: {many} could not be read; the table of documents says why", err=True)


class _Bar(Progress):
    """Megabytes done, and how many a second in this run."""

    def __init__(self, total: int) -> None:
        super().__init__(total, "MB")
        self._fresh = 0

    def show(self, outcome: Outcome, step: str) -> None:
        """Draw how far the scan has come."""
        self._fresh = outcome.fresh
        self.update(outcome.size, f", {outcome.documents:,} documents" if step == "scan" else ", writing tables")

    def _line(self, done: int, seconds: float) -> str:
        rate = f"{done / _MEGABYTE:,.0f} MB, {self._fresh / _MEGABYTE / seconds:.1f} MB/s"
        if not self._total:
            return rate
        share = min(1.0, done / self._total)
        return f"{self._drawing(share)} {share:4.0%}  {rate}"
