"""Readers of translation files: one literal table, streamed, so that a file of any length takes bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from jingci.errors import FileError, UsageError
from jingci.model import TranslationUnit

#: Module and function by suffix: ``function(path) -> Iterator[TranslationUnit]``.
READERS = {
    ".tmx": "jingci.formats.bilingual.tmx:read_tmx",
    ".xlf": "jingci.formats.bilingual.xliff:read_xliff",
    ".xliff": "jingci.formats.bilingual.xliff:read_xliff",
    ".sdlxliff": "jingci.formats.bilingual.xliff:read_xliff",
    ".mqxliff": "jingci.formats.bilingual.xliff:read_xliff",
    ".tsv": "jingci.formats.bilingual.tables:read_delimited",
    ".csv": "jingci.formats.bilingual.tables:read_delimited",
    ".xlsx": "jingci.formats.bilingual.tables:read_xlsx",
    ".docx": "jingci.formats.bilingual.tables:read_docx",
}


def read_units(path: str | Path, target: str | Path | None = None) -> Iterator[TranslationUnit]:
    """The units of a translation file, one at a time.

    :param path: an edition's folder, a file with one of the known suffixes, or the Chinese of two line-aligned texts.
    :param target: the English of two line-aligned texts.
    :raises JingciError: naming the file and what is wrong with it.
    """
    if target is not None:
        from jingci.formats.bilingual.lines import read_lines

        return read_lines(path, target)
    file = Path(path)
    if file.is_dir():
        return _edition_units(file)
    if file.suffix.lower() not in READERS:
        hint = f"an edition's folder, two line-aligned texts, or one of {', '.join(READERS)}"
        raise UsageError(f"the suffix “{file.suffix}” names no translation file", path=str(path), hint=hint)
    if not file.exists():
        raise FileError("no such file or folder", path=str(path))
    module, _, name = READERS[file.suffix.lower()].partition(":")
    function: Callable[[str | Path], Iterator[TranslationUnit]] = getattr(import_module(module), name)
    return function(path)


def _edition_units(folder: Path) -> Iterator[TranslationUnit]:
    from jingci.formats import read_report
    from jingci.markup import strip_markup
    from jingci.sic import as_read

    for segment in read_report(folder).body:
        place = f"{folder.name}#{segment.id}"
        english = strip_markup(segment.en)
        yield TranslationUnit(segment.id, as_read(segment).text, english, place, segment.state, segment.waive)


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters in it."""
    return any("\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" for char in text)
