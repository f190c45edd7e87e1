"""Literal tables of formats, engines and checks by name, whose code is loaded where it is used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any, TypeVar

from jingci.data import nearest_hint
from jingci.errors import UsageError

_Entry = TypeVar("_Entry")


def require_named(names: Collection[str], name: str, what: str) -> None:
    """See to it that a name is among those that there are.

    :param what: what is named, in one word, for the message.
    :raises UsageError: for an unknown name, with the nearest one or all.
    """
    if name not in names:
        raise UsageError(f"unknown {what} “{name}”", hint=nearest_hint(name, names) or f"one of {', '.join(names)}")


def entry_named(table: Mapping[str, _Entry], name: str, what: str) -> _Entry:
    """What a table has under a name; ``what`` and what is raised as :func:`require_named` has them."""
    require_named(table, name, what)
    return table[name]


def loaded(place: str) -> Callable[..., Any]:
    """The function at a place such as ``jingci.formats.json:to_json``; its module is imported now."""
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
