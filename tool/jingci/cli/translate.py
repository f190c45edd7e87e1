"""``jingci translate``."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from jingci.cli.engine_options import EngineChoice, engine_options
from jingci.cli.options import glossary_options, opened_glossary, opened_report, size_option
from jingci.errors import EXIT_FINDINGS, EXIT_OK, UsageError

if TYPE_CHECKING:
    from jingci.cli.progress import Progress
    from jingci.jobs.translating import Tally, Workspace
    from jingci.model import Engine


@click.command()
@click.argument("source", metavar="FILE|FOLDER")
@click.option("--output", "-o", metavar="FOLDER", help="The edition's folder to be made, or to go on with.")
@engine_options
@click.option("--memory", metavar="FILE", help="Your translation memory [default: memory.sqlite in your data folder].")
@click.option("--no-memory", is_flag=True, help="Take nothing from translation memories.")
@click.option(
    "--repair",
    type=click.IntRange(0, 5),
    default=2,
    metavar="N",
    help="How often a draft is sent back with what the checks found [default: 2].",
)
@click.option("--refresh", is_flag=True, help="Make drafts anew; what a person edited or reviewed is kept.")
@click.option(
    "--segment", "segments", multiple=True, metavar="ID", help="With --refresh: only this segment (repeatable)."
)
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON on standard output.")
@glossary_options
@size_option
def translate(
    source: str,
    output: str | None,
    engine: EngineChoice,
    memory: str | None,
    no_memory: bool,
    repair: int,
    refresh: bool,
    segments: tuple[str, ...],
    as_json: bool,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> int:
    """Translate a Chinese document into an edition that a person can edit.

    FILE is a document (- for standard input); FOLDER an edition that has sentences without English, such as one that
    this command made: then it goes on where it stopped. Sentences that a memory knows are taken from there; the rest
    goes to the engine, if one is named, and each draft through the checks. Nothing that a person has edited or reviewed
    is overwritten. The exit code is 1 where drafts remain doubtful or sentences have none.
    """
    from jingci.jobs.translating import Tally, Workspace, translate_workspace
    from jingci.memory import load_memory

    if segments and not refresh:
        raise UsageError("--segment belongs to --refresh")
    if memory and no_memory:
        raise UsageError("--memory and --no-memory exclude each other")
    tally, done = Tally(), False
    with contextlib.ExitStack() as stack:
        drafting = stack.enter_context(contextlib.closing(_opened(engine, refresh)))
        glossary = opened_glossary(layers, only)
        known = None if no_memory else stack.enter_context(load_memory(memory))
        folder = _workspace(source, output, max_size)
        workspace = stack.enter_context(Workspace(folder))
        watch = stack.enter_context(_Watch(drafting))
        try:
            translate_workspace(
                workspace,
                drafting,
                glossary,
                known,
                repair=repair,
                refresh=refresh,
                only=segments,
                tally=tally,
                on_progress=watch.show,
                stop=watch.stop,
            )
            done = True
        finally:
            watch.clear()
            # An error at the very beginning is all there is to say.
            if done or tally.done:
                _report(folder, workspace, tally, as_json)
    return EXIT_FINDINGS if tally.doubtful or tally.failed or tally.unmerged else EXIT_OK


def _opened(choice: EngineChoice, refresh: bool) -> Engine:
    """The engine, or one that drafts nothing where only glosses were asked for: those are made when annotating."""
    from jingci.engines.configuration import DEFAULT, chosen
    from jingci.jobs.translating import MemoryOnly

    name, settings = chosen(choice.name, choice.settings)
    if name != DEFAULT:
        return choice.open()
    settings.refuse_unused(name)
    if refresh:
        raise UsageError("--refresh needs an engine that drafts", hint="such as --engine chat")
    return MemoryOnly()


def _workspace(source: str, output: str | None, max_size: float | None) -> str:
    """The edition's folder: the one named, or one made of the document."""
    from jingci.jobs.translating import is_workspace, make_edition, require_same_source

    if source != "-" and is_workspace(source):
        if output is not None:
            raise UsageError("is an edition already, in which the English is put", path=source, hint="leave -o away")
        return source
    if output is None and not Path(source).is_dir():
        raise UsageError("name the folder of the edition to be made", hint="-o FOLDER")
    report = opened_report(source, max_size)
    if any(segment.en for segment in report.body):
        raise UsageError(f"“{source}” is translated already", hint=f"jingci annotate {source}")
    assert output is not None
    if is_workspace(output):
        require_same_source(output, report)
    else:
        make_edition(report, output, source)
    return output


class _Watch:
    """The bar while the job runs, and the first Ctrl-C, which lets what is under way come in."""

    def __init__(self, engine: Engine) -> None:
        self.stop = threading.Event()
        self._engine = engine
        self._progress: Progress | None = None
        self._before: Any = None

    def __enter__(self) -> _Watch:
        self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)
        self.clear()

    def show(self, tally: Tally) -> None:
        """Show how far it has come."""
        if self._progress is None:
            from jingci.cli.progress import Progress

            self._progress = Progress(tally.todo, "sentences")
        tokens = tally.usage.tokens_in + tally.usage.tokens_out
        cost = f", cost {tally.usage.cost:,.4f}" if tally.usage.cost else f", {tokens:,} tokens" if tokens else ""
        self._progress.update(tally.done, cost)

    def clear(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.clear()

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        self.clear()
        if self._progress is None or self.stop.is_set():
            raise KeyboardInterrupt
        # Drafting has begun: it ends where no answer can be lost.
        self.stop.set()
        if self._engine.name != "none":
            click.echo("jingci: stopping once the answers under way are in (Ctrl-C again does not wait)", err=True)


def _report(folder: str, workspace: Workspace, tally: Tally, as_json: bool) -> None:
    from jingci.cli.translated import summary_lines, summary_value

    for line in summary_lines(folder, tally):
        click.echo(line, err=True)
    if as_json:
        sys.stdout.write(
            json.dumps(summary_value(folder, workspace.report, tally), ensure_ascii=False, indent=1) + "\n"
        )
