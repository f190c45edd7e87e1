"""The built-in memory: the five editions, in a file of the cache folder.

As with the glossary's index, the file's name says what it was made from (the editions' content, the format, OpenCC's
version), so a stale one is never opened; it is built beside its final name and renamed; where the folder cannot be
written it lives in memory.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from jingci.edition import edition_folders, load_edition
from jingci.errors import JingciError
from jingci.files import atomic_file
from jingci.glossary.index import Layer, cache_folder, fingerprint, make_room, mark_used, opencc_version
from jingci.markup import strip_markup
from jingci.memory.file import MemoryFile
from jingci.memory.schema import FORMAT
from jingci.memory.search import Memory
from jingci.model import Report, TranslationUnit
from jingci.paths import user_folder
from jingci.sic import as_read


def load_memory(path: str | Path | None = None, *, editions: bool = True) -> Memory:
    """The user's memory and the built-in one, ready to be asked.

    :param path: a memory file; without it, the one in the user's data folder, if there is one.
    :param editions: whether the five editions are asked too, after the user's file.
    :raises FileError: the file named is not there.
    :raises DataError: it is no memory file.
    """
    files = []
    if path is not None or os.path.exists(default_path()):
        files.append(MemoryFile(path if path is not None else default_path()))
    if editions:
        files.append(open_editions())
    return Memory(*files)


def default_path() -> str:
    """The user's memory file where none is named."""
    return os.path.join(user_folder(), "memory.sqlite")


def open_editions() -> MemoryFile:
    """The built-in memory: the cached file, or a new one."""
    folders = edition_folders()
    path = os.path.join(cache_folder(), f"memory-{_key(folders)}.sqlite")
    with contextlib.suppress(JingciError):
        file = MemoryFile(path, fixed=True)
        mark_used(path)
        return file
    with contextlib.suppress(JingciError, OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with atomic_file(path) as temporary:
            os.unlink(temporary)
            with MemoryFile(temporary, create=True) as file:
                _fill(file, folders)
                file.settle()
        make_room(path)
        return MemoryFile(path, fixed=True)
    file = MemoryFile(":memory:", create=True)
    _fill(file, folders)
    return file


def units_of(report: Report) -> Iterator[TranslationUnit]:
    """A report's segments as units: the Chinese as read, the English without marks."""
    for segment in report.body:
        english = strip_markup(segment.en)
        yield TranslationUnit(segment.id, as_read(segment).text, english, state=segment.state if english else "")


def _key(folders: dict[str, Path]) -> str:
    files = [str(folder / name) for folder in folders.values() for name in ("report.yaml", "segments.yaml")]
    return f"{fingerprint([Layer('editions', paths=tuple(files))])}-{FORMAT}-{opencc_version()}"


def _fill(file: MemoryFile, folders: dict[str, Path]) -> None:
    for name, folder in folders.items():
        file.add(units_of(load_edition(folder)), name=name, path=str(folder))
