"""``jingci extract``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary, opened_reports, size_option
from jingci.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from jingci.corpus.extraction import Extraction
    from jingci.glossary import Glossary


@click.command()
@click.argument("corpus", nargs=-1, required=True, metavar="REPORT-ID|FILE|FOLDER...")
@click.option(
    "--min-count",
    "minimum",
    type=click.IntRange(min=2),
    default=3,
    show_default=True,
    help="How often a term must stand in the corpus; a formula needs only once.",
)
@click.option(
    "--top", type=click.IntRange(min=1), default=100, show_default=True, help="The N best terms, and formulas."
)
@click.option(
    "--examples",
    type=click.IntRange(0, 20),
    default=1,
    show_default=True,
    help="How many sentences are shown with each.",
)
@click.option("--csv", "format_", flag_value="csv", help="As CSV.")
@click.option("--json", "format_", flag_value="json", help="As JSON.")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE (.csv or .json).")
@click.option("--propose", metavar="FILE.yaml", help="Also write draft entries, a list that --glossary takes.")
@glossary_options
@size_option
def extract(
    corpus: tuple[str, ...],
    minimum: int,
    top: int,
    examples: int,
    format_: str | None,
    output: str | None,
    propose: str | None,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> int:
    """Find candidate terms and formulas that the termbase does not have; exit 1 if there are none.

    A corpus is the id of a translated report, a document, or a folder with everything in it that can be read. Terms are
    ranked by C-value, branching entropy and keyness together; a variant of a known term names that term. Drafts
    (--propose) are no translations: their English is a word-by-word gloss and says so.
    """
    from jingci.corpus.extraction.output import as_csv, as_json, as_lines
    from jingci.errors import UsageError
    from jingci.files import write_text

    suffix = output.lower().rpartition(".")[2] if output and output != "-" else ""
    if suffix and suffix not in ("csv", "json"):
        raise UsageError("the suffix names no format", path=output, hint="use .csv or .json")
    if propose and not propose.lower().endswith((".yaml", ".yml")):
        raise UsageError("drafts are written as YAML", path=propose, hint="use .yaml")
    glossary = opened_glossary(layers, only)
    found = _best(_found(corpus, glossary, minimum, examples, max_size), top)
    if propose:
        _propose(found, glossary, propose)
    name = suffix or format_ or ""
    if name:
        text = as_csv(found) if name == "csv" else as_json(found)
        write_text(output, text) if suffix and output else sys.stdout.write(text)
    else:
        for line in as_lines(found, examples=examples):
            click.echo(line)
    click.echo(
        f"{len(found.candidates):,} terms and {len(found.formulas):,} formulas in {found.documents:,} documents, "
        f"{found.characters:,} characters",
        err=True,
    )
    return EXIT_OK if found.candidates or found.formulas else EXIT_FINDINGS


def _found(
    corpus: tuple[str, ...], glossary: Glossary, minimum: int, examples: int, max_size: float | None
) -> Extraction:
    from jingci.cli.progress import Progress
    from jingci.corpus.extraction import extract as candidates_of

    with Progress(0, "documents") as progress:

        def tell(line: str) -> None:
            progress.clear()
            click.echo(line, err=True)

        reports = (report for source in corpus for report in opened_reports(source, max_size, tell))
        return candidates_of(reports, glossary, minimum=minimum, examples=max(1, examples), on_document=progress.update)


def _best(found: Extraction, top: int) -> Extraction:
    from dataclasses import replace

    return replace(found, candidates=found.candidates[:top], formulas=found.formulas[:top])


def _propose(found: Extraction, glossary: Glossary, path: str) -> None:
    from jingci.corpus.extraction.proposals import as_yaml, drafts
    from jingci.files import write_text

    write_text(path, as_yaml(drafts((*found.candidates, *found.formulas), glossary)))
