"""The translation memory: what has been put into English before, found again when something like it is to be.

A memory is the five editions, which come with jingci, and a file of the user's own, to which translation files and
editions are added. Matches are exact, exact in context, or fuzzy with a score (:mod:`jingci.memory.scoring`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jingci.memory.difference import Difference, difference_record, differences, marked
    from jingci.memory.editions import load_memory
    from jingci.memory.file import Added, MemoryFile, MemorySource
    from jingci.memory.scoring import differs_in_figures_only, score
    from jingci.memory.search import Memory

_EXPORTS = {
    "Added": "file",
    "Difference": "difference",
    "Memory": "search",
    "MemoryFile": "file",
    "MemorySource": "file",
    "difference_record": "difference",
    "differences": "difference",
    "differs_in_figures_only": "scoring",
    "load_memory": "editions",
    "marked": "difference",
    "score": "scoring",
}

__all__ = [
    "Added",
    "Difference",
    "Memory",
    "MemoryFile",
    "MemorySource",
    "difference_record",
    "differences",
    "differs_in_figures_only",
    "load_memory",
    "marked",
    "score",
]


def __getattr__(name: str) -> Any:
    if name not in _EXPORTS:
        raise AttributeError(f"module “jingci.memory” has no attribute “{name}”")
    return getattr(import_module(f"jingci.memory.{_EXPORTS[name]}"), name)
