"""The ``jingci`` command: its subcommands, loaded when called, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from jingci.errors import EXIT_ERROR, EXIT_OK, EXIT_STOPPED, JingciError
from jingci.version import __version__

#: Name, module and attribute of each command, and its help line (so that listing them loads none of them).
COMMANDS = {
    "lookup": ("jingci.cli.lookup:lookup", "Explain a term: Chinese, pinyin or English."),
    "annotate": ("jingci.cli.annotate:annotate", "Write the annotated version of a report or a Chinese text."),
    "translate": ("jingci.cli.translate:translate", "Translate a Chinese document into an edition to be edited."),
    "formulas": ("jingci.cli.formulas:formulas", "Print the counted formulas of a text and what each stands for."),
    "names": ("jingci.cli.names:names", "Print the places, organs and titled persons of a text, in English."),
    "check": ("jingci.cli.check:check", "Check a translation: figures, terms, completeness."),
    "evaluate": ("jingci.cli.evaluate:evaluate", "Score translations against a reference, with significance."),
    "memory": ("jingci.cli.memory:memory", "Search the translation memory; add your own translations to it."),
    "concordance": ("jingci.cli.concordance:concordance", "Print a term in its contexts."),
    "scan": ("jingci.cli.scan:scan", "Find the terms, formulas and figures of a corpus of any size."),
    "extract": ("jingci.cli.extract:extract", "Find candidate terms and formulas that the termbase does not have."),
    "export": ("jingci.cli.export:export", "Write the termbase or the editions in the format of another tool."),
    "site": ("jingci.cli.site:site", "Build the web site of the editions and the termbase; look at it here."),
    "import": ("jingci.cli.importing:import_", "Take over a translator's work, or a list of terms as proposals."),
    "reports": ("jingci.cli.reports:reports", "List the translated reports."),
    "glossary": ("jingci.cli.glossary:glossary", "Check and describe the termbase."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from jingci.data import nearest_hint

            hint = nearest_hint(args[0], COMMANDS)
            ctx.fail(f"no command “{args[0]}”" + (f" ({hint})" if hint else "; see jingci --help"))
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="jingci")
def group() -> None:
    """Chinese policing documents in annotated English that can be cited.

    Data go to standard output, messages to standard error. Exit codes: 0 done, 1 something found (or nothing, for a
    lookup), 2 wrong usage or data, 130 stopped.
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:] if args is None else args))


def run(args: list[str]) -> int:
    """Run the command line; the exit code."""
    _use_utf8()
    try:
        result = group.main(args=args, prog_name="jingci", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return EXIT_STOPPED
    except click.ClickException as error:
        message = error.format_message()
        click.echo(f"jingci: {message}", err=True)
        return EXIT_ERROR
    except BrokenPipeError:
        _discard_output()
        return EXIT_OK
    except OSError as error:
        # What the library reads and writes is mapped where it arises: this is standard output, on a full disk, say.
        click.echo(f"jingci: standard output cannot be written: {error.strerror}", err=True)
        _discard_output()
        return EXIT_ERROR
    except JingciError as error:
        from jingci.screen import visible

        click.echo(f"jingci: {visible(str(error)).replace(chr(10), ' ')}", err=True)
        return EXIT_ERROR
    return result if isinstance(result, int) else 0


def _discard_output() -> None:
    # Python would complain again when it flushes standard output at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _use_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
