"""Literal tables of formats, engines and checks by name, whose code is loaded where it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar

from jingci.data import nearest_hint
from jingci.errors import UsageError

_Entry = TypeVar("_Entry")


def entry_named(table: Mapping[str, _Entry], name: str, what: str) -> _Entry:
    """What a table has under a name.

    :param what: what the table lists, in one word, for the message.
    :raises UsageError: for an unknown name, with the nearest one or all.
    """
    if name not in table:
        raise UsageError(f"unknown {what} “{name}”", hint=nearest_hint(name, table) or f"one of {', '.join(table)}")
    return table[name]


def loaded(place: str) -> Callable[..., Any]:
    """The function at a place such as ``jingci.formats.json:to_json``; its module is imported now."""
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
