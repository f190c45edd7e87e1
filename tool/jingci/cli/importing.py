"""``jingci import``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="import")
@click.argument("file", metavar="FILE")
@click.argument("folder", metavar="EDITION-FOLDER")
@click.option("--reviewed", is_flag=True, help="Overwrite segments whose state is reviewed too.")
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
def import_(file: str, folder: str, reviewed: bool, dry_run: bool) -> int:
    """Take the English of an XLIFF or TMX file over into an edition.

    FILE is an .xlf, .xliff, .sdlxliff or .mqxliff that was made from the edition's own export (jingci export xliff), or
    a memory (.tmx), such as the omegat/project_save.tmx of an OmegaT project.
    Changed English goes into the segments.yaml of EDITION-FOLDER, with the state edited and the origin human. What
    changed, what the file has and the edition has not, and what is missing in the file, is told. The exit code is 1
    where something in the file was not taken over.
    """
    from jingci.data import Items, dump_yaml, parse_yaml
    from jingci.edition import load_edition
    from jingci.errors import EXIT_FINDINGS, EXIT_OK, FileError
    from jingci.files import read_text, write_text
    from jingci.formats.exchange.incoming import read_incoming
    from jingci.formats.exchange.merging import lines, merged, rewritten
    from jingci.screen import visible

    if not (Path(folder) / "report.yaml").is_file():
        raise FileError("is no edition (no report.yaml in it)", path=folder)
    result = merged(load_edition(folder), read_incoming(file), over_reviewed=reviewed)
    if result.changed and not dry_run:
        path = Path(folder) / "segments.yaml"
        document = parse_yaml(read_text(path).text, str(path))
        assert isinstance(document, Items)
        write_text(path, dump_yaml(rewritten(document, result.changed)))
    for line in lines(result):
        click.echo(visible(line).replace("\n", " "))
    if dry_run:
        click.echo("jingci: nothing was written (--dry-run)", err=True)
    return EXIT_FINDINGS if result.new or result.held or result.reviewed else EXIT_OK
