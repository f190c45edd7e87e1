"""Evaluations in formats for machines and browsers: one literal table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from jingci.data import nearest_hint
from jingci.errors import UsageError
from jingci.evaluation import Evaluation

#: Module and function of each writer: ``function(evaluation) -> str``.
WRITERS = {"json": "jingci.formats.scores.json:to_json", "html": "jingci.formats.scores.html:to_html"}


def render(evaluation: Evaluation, format: str) -> str:
    """An evaluation as text in a format.

    :raises UsageError: for an unknown format.
    """
    if format not in WRITERS:
        hint = nearest_hint(format, WRITERS) or f"one of {', '.join(WRITERS)}"
        raise UsageError(f"unknown format “{format}”", hint=hint)
    module, _, name = WRITERS[format].partition(":")
    function: Callable[[Evaluation], str] = getattr(import_module(module), name)
    return function(evaluation)
