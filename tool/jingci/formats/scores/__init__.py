"""Evaluations in formats for machines and browsers: one literal table."""

from __future__ import annotations

from collections.abc import Callable

from jingci.evaluation import Evaluation
from jingci.registry import entry_named, loaded

#: Module and function of each writer: ``function(evaluation) -> str``.
WRITERS = {"json": "jingci.formats.scores.json:to_json", "html": "jingci.formats.scores.html:to_html"}


def render(evaluation: Evaluation, format: str) -> str:
    """An evaluation as text in a format.

    :raises UsageError: for an unknown format.
    """
    function: Callable[[Evaluation], str] = loaded(entry_named(WRITERS, format, "format"))
    return function(evaluation)
