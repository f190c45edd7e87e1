"""The files of a corpus in a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jingci.errors import FileError


def files_below(folder: Path) -> tuple[tuple[str, str], ...]:
    """The regular files below a folder, in the order of their names, each with its path from there.

    Hidden files and folders are left out; links to folders are not followed, nor is anything read that is no file (a
    pipe would be waited for).

    :raises FileError: the folder, or one below it, cannot be listed.
    """
    found: list[tuple[str, str]] = []

    def refuse(error: OSError) -> None:
        raise FileError(f"cannot be listed: {error.strerror}", path=str(error.filename)) from error

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(here, name)
            if not name.startswith(".") and _is_file(path):
                found.append((path, os.path.relpath(path, folder).replace(os.sep, "/")))
    return tuple(found)


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        # A link that leads nowhere.
        return False
