"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jingci.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from jingci.model import Report

Command = TypeVar("Command", bound=Callable[..., Any])


def glossary_options(command: Command) -> Command:
    """``--glossary FILE`` (repeatable) and ``--only-glossary``."""
    command = click.option(
        "--only-glossary", "only", is_flag=True, help="Use only the lists given with --glossary, not jingci's own."
    )(command)
    return click.option(
        "--glossary",
        "-g",
        "layers",
        multiple=True,
        metavar="FILE",
        help="A list of your own over ours (YAML, CSV, TBX).",
    )(command)


def opened_glossary(layers: tuple[str, ...], only: bool) -> Any:
    """The glossary that the shared options describe."""
    from jingci.glossary import Glossary

    return Glossary(chosen_layers(layers, only))


def chosen_layers(layers: tuple[str, ...], only: bool) -> Any:
    """The layers that the shared options describe.

    :raises UsageError: ``--only-glossary`` without a list.
    """
    from jingci.glossary.index import open_layers

    if only and not layers:
        raise UsageError("--only-glossary needs at least one --glossary FILE")
    stack = open_layers(tuple(path for path in layers if not _is_tbx(path)), only=only)
    for place, path in enumerate(layers, 0 if only else 1):
        if _is_tbx(path):
            from jingci.formats.exchange.proposals import tbx_layer

            stack.insert(place, tbx_layer(path))
    return stack


def _is_tbx(path: str) -> bool:
    return path.lower().endswith(".tbx")


def opened_report(source: str, max_size: float | None) -> Report:
    """The project's edition of this id, or the report that a file, a folder or standard input (``-``) holds.

    Standard error says as what a document was read, unless it is plain UTF-8.

    :param max_size: megabytes.
    """
    from pathlib import Path

    from jingci.edition import find_report
    from jingci.formats import read_report
    from jingci.screen import visible

    if report := find_report(source):
        return report
    report = read_report(source, max_size=int(max_size * 1_000_000) if max_size else None)
    if not Path(source).is_dir() and report.how != "read as utf-8":
        click.echo(f"jingci: {visible(source)}: {visible(report.how)}", err=True)
    return report


def chosen_editions(names: tuple[str, ...]) -> list[Path]:
    """The folders of the editions named, by id or folder; of all editions of the project where none is."""
    from pathlib import Path

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


def opened_reports(
    source: str, max_size: float | None, tell: Callable[[str], object] = lambda line: click.echo(line, err=True)
) -> Iterator[Report]:
    """The document itself, or those of a folder that is no edition; what cannot be read in a folder is told.

    :param tell: shows a line to the user.
    :raises FileError: a folder in which nothing can be read.
    """
    from pathlib import Path

    from jingci.edition import find_report
    from jingci.errors import FileError, JingciError
    from jingci.formats.corpora.folder import files_below
    from jingci.screen import visible

    folder = Path(source)
    if find_report(source) or not folder.is_dir() or (folder / "report.yaml").is_file():
        yield opened_report(source, max_size)
        return
    read = 0
    for path, _ in files_below(folder):
        try:
            report = opened_report(path, max_size)
        except JingciError as error:
            tell(f"jingci: left out: {visible(str(error))}")
            continue
        read += 1
        yield report
    if not read:
        raise FileError("holds no document that can be read", path=source)


def size_option(command: Command) -> Command:
    """``--max-size MB``."""
    return click.option(
        "--max-size", type=click.FloatRange(min=0.001), metavar="MB", help="Refuse larger files [default: 20]."
    )(command)
