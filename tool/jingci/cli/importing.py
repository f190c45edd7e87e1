"""``jingci import``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary

if TYPE_CHECKING:
    from jingci.glossary import Glossary


@click.command(name="import")
@click.argument("file", metavar="FILE")
@click.argument("folder", metavar="[EDITION-FOLDER]", required=False)
@click.option("--output", "-o", metavar="PROPOSALS", help="Where the proposed entries of a list of terms go (YAML).")
@click.option("--reviewed", is_flag=True, help="Overwrite segments whose state is reviewed too.")
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@glossary_options
def import_(
    file: str,
    folder: str | None,
    output: str | None,
    reviewed: bool,
    dry_run: bool,
    layers: tuple[str, ...],
    only: bool,
) -> int:
    """Take over a translator's work on an edition, or a list of terms as proposals.

    With an EDITION-FOLDER, FILE is an .xlf, .xliff, .sdlxliff or .mqxliff that was made from the edition's own export
    (jingci export xliff), or a memory (.tmx), such as the omegat/project_save.tmx of an OmegaT project. Changed
    English goes into the segments.yaml of EDITION-FOLDER, with the state edited and the origin human. What changed,
    what the file has and the edition has not, and what is missing in the file, is told. The exit code is 1 where
    something in the file was not taken over.

    Without a folder, FILE is a list of terms (.tbx, .csv, .tsv, .xlsx). What the termbase has not goes to PROPOSALS,
    for a person to review, never into the termbase. What it has, and where the two do not agree, is told; the exit
    code is 1 where they do not.
    """
    from jingci.errors import UsageError
    from jingci.formats.exchange.proposals import SUFFIXES

    is_terms = Path(file).suffix.lower() in SUFFIXES
    if is_terms and folder:
        raise UsageError("a list of terms goes into no edition", hint="name a file for the proposals with --output")
    if is_terms:
        return _import_terms(file, output, dry_run, opened_glossary(layers, only))
    if not folder:
        raise UsageError("name the folder of the edition that the file belongs to")
    return _import_segments(file, folder, reviewed, dry_run)


def _import_terms(file: str, output: str | None, dry_run: bool, glossary: Glossary) -> int:
    from jingci.errors import EXIT_FINDINGS, EXIT_OK, UsageError
    from jingci.files import write_text
    from jingci.formats.exchange.proposals import lines, proposals, read_terms

    if not output and not dry_run:
        raise UsageError("name a file for the proposals with --output, or say --dry-run")
    found = proposals(read_terms(file, glossary), glossary)
    if output and not dry_run and (found.new or found.conflicts):
        write_text(output, found.yaml())
    _tell(lines(found), dry_run)
    return EXIT_FINDINGS if found.conflicts else EXIT_OK


def _import_segments(file: str, folder: str, reviewed: bool, dry_run: bool) -> int:
    from jingci.data import Items, dump_yaml, parse_yaml
    from jingci.edition import load_edition
    from jingci.errors import EXIT_FINDINGS, EXIT_OK, FileError
    from jingci.files import read_text, write_text
    from jingci.formats.exchange.incoming import read_incoming
    from jingci.formats.exchange.merging import lines, merged, rewritten

    if not (Path(folder) / "report.yaml").is_file():
        raise FileError("is no edition (no report.yaml in it)", path=folder)
    result = merged(load_edition(folder), read_incoming(file), over_reviewed=reviewed)
    if result.changed and not dry_run:
        path = Path(folder) / "segments.yaml"
        document = parse_yaml(read_text(path).text, str(path))
        assert isinstance(document, Items)
        write_text(path, dump_yaml(rewritten(document, result.changed)))
    _tell(lines(result), dry_run)
    return EXIT_FINDINGS if result.new or result.held or result.reviewed else EXIT_OK


def _tell(told: Iterable[str], dry_run: bool) -> None:
    from jingci.screen import visible

    for line in told:
        click.echo(visible(line).replace("\n", " "))
    if dry_run:
        click.echo("jingci: nothing was written (--dry-run)", err=True)
