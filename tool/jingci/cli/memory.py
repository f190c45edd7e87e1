"""``jingci memory``: add, list, remove, search."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jingci.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from jingci.memory import Added

Command = TypeVar("Command", bound=Callable[..., Any])


def memory_option(command: Command) -> Command:
    """``--memory PATH``."""
    return click.option(
        "--memory", "path", metavar="PATH", help="The memory file [default: memory.sqlite in your data folder]."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def memory() -> None:
    """Search the translation memory; add your own translations to it.

    The five editions are in it from the start. What you add is kept in a file of your own.
    """


@memory.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@memory_option
def add(files: tuple[str, ...], path: str | None) -> None:
    """Add translation files or editions.

    FILE is a translation file (TMX, XLIFF, SDLXLIFF, MQXLIFF, TSV, CSV, XLSX, DOCX) or the folder of an edition. A file
    that was added before and has not changed is passed over; if it has changed, its units are replaced.
    """
    from jingci.cli.progress import Progress
    from jingci.jobs.checking import estimated_units
    from jingci.jobs.memorising import add_file
    from jingci.memory import MemoryFile
    from jingci.memory.editions import default_path
    from jingci.screen import visible

    path = path or default_path()
    new = not os.path.exists(path)
    with MemoryFile(path, create=True) as opened:
        if new:
            click.echo(f"jingci: made {visible(path)}", err=True)
        for name in files:
            with Progress(estimated_units(name) if sys.stderr.isatty() else 0, "units") as progress:
                done = add_file(opened, name, progress.update)
            click.echo(f"{visible(name)}: {_said(done)}")


def _said(done: Added) -> str:
    if done.known:
        from jingci.screen import visible

        return f"is there already, as {visible(done.known)}"
    left_out = f", {done.left_out:,} left out (no text on one side, or too long)" if done.left_out else ""
    return f"{_units(done.units)}{left_out}{'; what it had before is replaced' if done.replaced else ''}"


def _units(count: int) -> str:
    return f"{count:,} unit{'' if count == 1 else 's'}"


@memory.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@memory_option
def list_(as_json: bool, path: str | None) -> None:
    """List the files that the memory holds."""
    from jingci.memory import load_memory

    with load_memory(path) as opened:
        *own, editions = opened.files
        rows = [(source, "") for file in own for source in file.sources()]
        rows += [(source, "built in") for source in editions.sources()]
    if as_json:
        files = [
            {"name": source.name, "units": source.units, "path": source.path, "built_in": bool(kind)}
            for source, kind in rows
        ]
        click.echo(json.dumps({"files": files}, ensure_ascii=False, indent=1))
        return
    from jingci.columns import pad, width
    from jingci.screen import visible

    names = [visible(source.name).replace("\n", " ") for source, _ in rows]
    columns = max(map(width, names), default=0)
    for name, (source, kind) in zip(names, rows, strict=True):
        place = kind or visible(source.path).replace("\n", " ")
        click.echo(f"{pad(name, columns)} {source.units:>9,}  {place}")


@memory.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@memory_option
def remove(names: tuple[str, ...], path: str | None) -> None:
    """Take files out of the memory again, by the names that “list” shows, or by their paths."""
    from jingci.memory import MemoryFile
    from jingci.memory.editions import default_path
    from jingci.screen import visible

    with MemoryFile(path or default_path()) as opened:
        for name in names:
            gone = opened.remove(name)
            click.echo(f"{visible(gone.name)}: {_units(gone.units)} removed")


@memory.command()
@click.argument("text", metavar="TEXT")
@click.option(
    "--min-score", type=click.IntRange(1, 100), default=70, show_default=True, help="The least score that is shown."
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many matches at most.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the places where a match differs.")
@click.option("--only-memory", is_flag=True, help="Leave the five editions out.")
@memory_option
def search(text: str, min_score: int, limit: int, as_json: bool, only_memory: bool, path: str | None) -> int:
    """Find what resembles a Chinese text, the best first; exit 1 if there is nothing.

    TEXT is in either script. With - each line of standard input is looked for, the lines before and after it being its
    context. What differs stands in square brackets.
    """
    from jingci.cli.matches import match_lines, match_record
    from jingci.memory import load_memory

    lines = _lines(text)
    with load_memory(path, editions=not only_memory) as opened:
        padded = ["", *lines, ""]
        found = [
            (line, opened.matches(line, padded[n], padded[n + 2], limit=limit, min_score=min_score))
            for n, line in enumerate(lines)
        ]
    if as_json:
        records = [{"text": line, "matches": [match_record(line, match) for match in some]} for line, some in found]
        click.echo(json.dumps({"searches": records}, ensure_ascii=False, indent=1))
    else:
        for line in match_lines(found):
            click.echo(line)
    count = sum(len(matches) for _, matches in found)
    click.echo(f"{count} match{'' if count == 1 else 'es'}" if count else "no matches", err=True)
    return EXIT_OK if count else EXIT_FINDINGS


def _lines(text: str) -> list[str]:
    if text != "-":
        return [text]
    from jingci.files import read_text

    return [line for line in read_text("-").text.splitlines() if line.strip()]
