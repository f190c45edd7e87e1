"""``jingci export``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary

if TYPE_CHECKING:
    from jingci.model import Report


@click.command()
@click.argument("format_", metavar="FORMAT")
@click.argument("editions", nargs=-1, metavar="[REPORT-ID|FOLDER]...")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--source-lang", default="zh-CN", show_default=True, metavar="CODE", help="Language code of the Chinese.")
@click.option("--target-lang", default="en-US", show_default=True, metavar="CODE", help="Language code of the English.")
@glossary_options
def export(
    format_: str,
    editions: tuple[str, ...],
    output: str | None,
    source_lang: str,
    target_lang: str,
    layers: tuple[str, ...],
    only: bool,
) -> None:
    """Write the termbase or the editions in the format of another tool.

    \b
    FORMAT is one of
      tbx     the termbase as TBX 3 (ISO 30042:2019, TBX-Basic)
      tbx2    the termbase as TBX 2 (martif, TBX-Basic)
      tmx     the editions as a translation memory, TMX 1.4b
      xliff   the editions for translation, XLIFF 1.2
      xliff2  the editions for translation, XLIFF 2.1

    Editions are named by their ids (see jingci reports) or folders; without a name all are taken. The termbase takes
    its example sentences from them.

    Standard error says what the format could not hold.
    """
    from jingci.formats.exchange import Export, exported, write_export

    folders = _folders(editions)
    request = Export(opened_glossary(layers, only), lambda: _loaded(folders), source_lang, target_lang)
    if output and output != "-":
        write_export(format_, request, output)
    else:
        for piece in exported(format_, request):
            sys.stdout.write(piece)
    for what, number in sorted(request.left_out.items()):
        click.echo(f"jingci: left out: {number:,} {what}", err=True)


def _folders(names: tuple[str, ...]) -> list[Path]:
    """The folders of the editions named; of all editions of the project where none is."""
    from jingci.data import nearest_hint
    from jingci.edition import edition_folders
    from jingci.errors import FileError

    known = edition_folders()
    folders = [known.get(name, Path(name)) for name in names] or list(known.values())
    for folder in folders:
        if not (folder / "report.yaml").is_file():
            hint = nearest_hint(str(folder), known) or "jingci reports lists the ids"
            raise FileError("neither a report's id nor an edition's folder", path=str(folder), hint=hint)
    return folders


def _loaded(folders: list[Path]) -> Iterator[Report]:
    from jingci.edition import load_edition

    return (load_edition(folder) for folder in folders)
