"""Taking files into a memory: translation files and editions, streamed, each known again by a hash of its content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from jingci.errors import FileError
from jingci.formats.bilingual import read_units
from jingci.memory import Added, MemoryFile

_CHUNK = 1 << 20
#: What of an edition's folder its units come from.
_EDITION = ("report.yaml", "source.zh.txt", "segments.yaml")


def add_file(memory: MemoryFile, path: str, on_unit: Callable[[int], None] | None = None) -> Added:
    """Take in a translation file or an edition's folder, whole or not at all.

    Its units are called after the file (``memory.tmx#12``) or the folder (``my-report#s1p1c2``). Where the file was
    taken in before and is as it was, nothing is done; where it has changed, its units are replaced.

    :param on_unit: called now and then with the number of units read.
    :raises JingciError: naming the file and what is wrong with it.
    """
    full = os.path.realpath(path)
    units = read_units(path)
    return memory.add(units, name=os.path.basename(full), path=full, digest=digest_of(path), on_unit=on_unit)


def digest_of(path: str) -> str:
    """A hash of a file's content, or of the files that an edition is made of.

    :raises FileError: it cannot be read.
    """
    file = Path(path)
    parts = [part for name in _EDITION if (part := file / name).is_file()] if file.is_dir() else [file]
    digest = hashlib.sha256()
    try:
        for part in parts:
            digest.update(f"{part.stat().st_size}\0".encode())
            with part.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=path) from error
    return digest.hexdigest()
