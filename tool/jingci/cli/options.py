"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from jingci.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., Any])


def glossary_options(command: Command) -> Command:
    """``--glossary FILE`` (repeatable) and ``--only-glossary``."""
    command = click.option(
        "--only-glossary", "only", is_flag=True, help="Use only the lists given with --glossary, not jingci's own."
    )(command)
    return click.option(
        "--glossary", "-g", "layers", multiple=True, metavar="FILE", help="A list of your own over ours (YAML, CSV)."
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
    return open_layers(layers, only=only)


def size_option(command: Command) -> Command:
    """``--max-size MB``."""
    return click.option(
        "--max-size", type=click.FloatRange(min=0.001), metavar="MB", help="Refuse larger files [default: 20]."
    )(command)
