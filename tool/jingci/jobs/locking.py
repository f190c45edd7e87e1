"""A folder that one run works on at a time."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from jingci.errors import FileError, UsageError


def locked(folder: Path, command: str) -> int:
    """A handle of the folder that no other run has; closing it, or the end of the process, gives the folder free.

    :param command: what runs, for the message.
    :raises UsageError: another run is at work on it.
    :raises FileError: it cannot be opened or locked.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise FileError(f"cannot be opened: {error.strerror}", path=str(folder)) from error
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            raise UsageError(f"another {command} is at work on this folder", path=str(folder)) from error
        raise FileError(f"cannot be locked: {error.strerror}", path=str(folder)) from error
    return handle
