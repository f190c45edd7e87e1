"""Exchange: the termbase and the editions in the formats of other tools. One literal table, written as a stream.

A writer takes an :class:`Export` and yields text; what its format cannot hold it counts in ``left_out``.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path

from jingci.bibliography import Bibliography
from jingci.data import nearest_hint
from jingci.errors import UsageError
from jingci.files import atomic_file
from jingci.formats.exchange.languages import checked_language
from jingci.glossary import Glossary
from jingci.markup import replace_citations
from jingci.model import Report

#: Module and function of each format: ``function(export) -> Iterator[str]``.
EXPORTS = {
    "tbx": "jingci.formats.exchange.tbx:tbx",
    "tbx2": "jingci.formats.exchange.tbx:tbx2",
    "tmx": "jingci.formats.exchange.tmx:tmx",
    "xliff": "jingci.formats.exchange.xliff:xliff",
    "xliff2": "jingci.formats.exchange.xliff2:xliff2",
}


@dataclass
class Export:
    """What is exported, and what was left out of it.

    :param glossary: the termbase with any layers.
    :param reports: gives the editions, one at a time; it may be called more than once.
    :param source_lang: the language code that the file gives the Chinese (BCP 47).
    :param target_lang: the language code that the file gives the English.

    ``left_out`` counts, by a description in the plural, what the format could not hold.

    :raises UsageError: for a language code that is none, or not of these languages.
    """

    glossary: Glossary
    reports: Callable[[], Iterable[Report]]
    source_lang: str = "zh-CN"
    target_lang: str = "en-US"
    left_out: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        checked_language(self.source_lang, "zh")
        checked_language(self.target_lang, "en")

    @cached_property
    def bibliography(self) -> Bibliography:
        """The works that notes cite."""
        return Bibliography(self.glossary.sources.values())

    def prose(self, text: str) -> str:
        """A note with its citations as short references, ``(Pei 2021, introduction)``."""
        return replace_citations(text, self.bibliography.short)


def exported(name: str, export: Export) -> Iterator[str]:
    """An export as text, piece by piece; ``export.left_out`` is complete after the last one.

    :raises UsageError: for an unknown format.
    """
    if name not in EXPORTS:
        hint = nearest_hint(name, EXPORTS) or f"one of {', '.join(EXPORTS)}"
        raise UsageError(f"unknown format “{name}”", hint=hint)
    module, _, function = EXPORTS[name].partition(":")
    writer: Callable[[Export], Iterator[str]] = getattr(import_module(module), function)
    return writer(export)


def write_export(name: str, export: Export, path: str | Path) -> None:
    """Write an export, whole or not at all.

    :raises UsageError: for an unknown format.
    :raises FileError: where the file cannot be written.
    """
    pieces = exported(name, export)
    with atomic_file(path) as temporary, open(temporary, "w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())
