"""Exchange: the termbase and the editions in the formats of other tools. One literal table, loaded where used.

A writer takes an :class:`Export`; what its format cannot hold it counts in ``left_out``.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from jingci.bibliography import Bibliography
from jingci.errors import UsageError
from jingci.files import atomic_file, atomic_folder
from jingci.formats.exchange.languages import checked_language
from jingci.glossary import Glossary
from jingci.markup import replace_citations
from jingci.model import Report
from jingci.registry import entry_named, loaded

Shape = Literal["text", "file", "folder"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its writer, what it is in one line, and the shape of what is written.

    A writer of shape ``text`` is ``function(export) -> Iterator[str]``; of ``file``, ``function(export, path)``, where
    the path is a temporary one; of ``folder``, ``function(export, folder)``, where the folder is new and empty.
    """

    writer: str
    about: str
    shape: Shape = "text"


_HERE = "jingci.formats.exchange"
EXPORTS = {
    "tbx": Format(f"{_HERE}.tbx:tbx", "the termbase as TBX 3 (ISO 30042:2019, TBX-Basic)"),
    "tbx2": Format(f"{_HERE}.tbx:tbx2", "the termbase as TBX 2 (martif, TBX-Basic)"),
    "tmx": Format(f"{_HERE}.tmx:tmx", "the editions as a translation memory, TMX 1.4b"),
    "xliff": Format(f"{_HERE}.xliff:xliff", "the editions for translation, XLIFF 1.2"),
    "xliff2": Format(f"{_HERE}.xliff2:xliff2", "the editions for translation, XLIFF 2.1"),
    "omegat": Format(f"{_HERE}.omegat:omegat", "an OmegaT project: editions, memory, termbase (a folder)", "folder"),
    "multiterm": Format(f"{_HERE}.multiterm:multiterm", "the termbase as MultiTerm XML"),
    "memoq": Format(f"{_HERE}.tables:memoq", "the termbase as CSV with memoQ's columns"),
    "csv": Format(f"{_HERE}.tables:csv_table", "the termbase as CSV, every column"),
    "csv-bom": Format(f"{_HERE}.tables:csv_with_bom", "the same with a byte-order mark, for Excel"),
    "tsv": Format(f"{_HERE}.tables:tsv_table", "the same, tab-separated"),
    "xlsx": Format(f"{_HERE}.tables:xlsx", "the same as a workbook (needs jingci[office])", "file"),
    "deepl": Format(f"{_HERE}.tables:deepl", "pairs for a DeepL glossary, tab-separated"),
    "llm": Format(f"{_HERE}.llm:llm", "the termbase as JSON for a language model's prompt"),
    "stardict": Format(
        f"{_HERE}.stardict:stardict", "a dictionary for GoldenDict, KOReader, sdcv (a folder)", "folder"
    ),
    "yomitan": Format(f"{_HERE}.yomitan:yomitan", "a dictionary for Yomitan, in the browser (.zip)", "file"),
    "anki": Format(f"{_HERE}.anki:anki", "cards for Anki (.apkg; needs jingci[anki])", "file"),
    "skos": Format(f"{_HERE}.skos:skos", "the termbase as SKOS, in Turtle"),
    "csl": Format(f"{_HERE}.works:csl", "the works cited as CSL-JSON, for citation managers"),
    "bibtex": Format(f"{_HERE}.works:bibtex", "the works cited as BibTeX"),
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


def format_named(name: str) -> Format:
    """A format of the registry.

    :raises UsageError: for an unknown one.
    """
    return entry_named(EXPORTS, name, "format")


def exported(name: str, export: Export) -> Iterator[str]:
    """An export as text, piece by piece; ``export.left_out`` is complete after the last one.

    :raises UsageError: for an unknown format, or one that is no text.
    """
    chosen = format_named(name)
    if chosen.shape != "text":
        thing = "a folder" if chosen.shape == "folder" else "no text"
        raise UsageError(f"the format “{name}” is {thing}", hint="name where it goes with --output")
    writer: Callable[[Export], Iterator[str]] = loaded(chosen.writer)
    return writer(export)


def write_export(name: str, export: Export, path: str | Path) -> None:
    """Write an export, whole or not at all. What is a folder must not be there yet, or be empty.

    :raises UsageError: for an unknown format.
    :raises FileError: where the file or folder cannot be written.
    """
    chosen = format_named(name)
    if chosen.shape == "folder":
        with atomic_folder(path) as folder:
            loaded(chosen.writer)(export, folder)
    elif chosen.shape == "file":
        with atomic_file(path) as temporary:
            loaded(chosen.writer)(export, Path(temporary))
    else:
        _write_pieces(exported(name, export), path)


def _write_pieces(pieces: Iterable[str], path: str | Path) -> None:
    with atomic_file(path) as temporary, open(temporary, "w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())
