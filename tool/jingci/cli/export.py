"""``jingci export``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from jingci.cli.options import chosen_editions, glossary_options, opened_glossary

if TYPE_CHECKING:
    from pathlib import Path

    from jingci.model import Report


_HELP = """Write the termbase or the editions in the format of another tool.

\b
FORMAT is one of
{formats}

Editions are named by their ids (see jingci reports) or folders; without a name all are taken. The termbase takes
its example sentences from them. What is a folder or no text needs --output.

Standard error says what the format could not hold.
"""


class _Export(click.Command):
    """A command whose help lists the registry's formats, read when it is asked for."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from jingci.formats.exchange import EXPORTS

        width = max(map(len, EXPORTS))
        lines = (f"  {name:{width}}  {chosen.about}" for name, chosen in EXPORTS.items())
        self.help = _HELP.format(formats="\n".join(lines))
        super().format_help_text(ctx, formatter)


@click.command(cls=_Export, help="Write the termbase or the editions in the format of another tool.")
@click.argument("format_", metavar="FORMAT")
@click.argument("editions", nargs=-1, metavar="[REPORT-ID|FOLDER]...")
@click.option("--output", "-o", metavar="PATH", help="Write to FILE (or a folder) instead of standard output.")
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
    from jingci.formats.exchange import Export, exported, write_export

    folders = chosen_editions(editions)
    request = Export(opened_glossary(layers, only), lambda: _loaded(folders), source_lang, target_lang)
    if output and output != "-":
        write_export(format_, request, output)
    else:
        for piece in exported(format_, request):
            sys.stdout.write(piece)
    for what, number in sorted(request.left_out.items()):
        click.echo(f"jingci: left out: {number:,} {what}", err=True)


def _loaded(folders: list[Path]) -> Iterator[Report]:
    from jingci.edition import load_edition

    return (load_edition(folder) for folder in folders)
