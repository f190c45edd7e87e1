"""Every error jingci raises on purpose, and the exit codes of its command line.

    JingciError                  exit 2
    ├── UsageError               an option or argument that cannot be used
    ├── DataError                a file whose content is wrong; names file and place
    │   ├── EncodingError        bytes that are not text in any supported encoding
    │   ├── SchemaError          a record with a wrong, missing or unknown key or value
    │   └── ReferenceError_      an id, source or member that resolves to nothing
    ├── FileError                a path that cannot be read or written
    ├── LimitError               input beyond a stated limit
    ├── EngineError              an engine that cannot go on: unreachable, not permitted, out of budget
    └── MissingExtraError        an optional dependency that is not installed

Lower errors (OSError, UnicodeError, yaml.YAMLError …) are mapped to one of these where they arise, so that a caller of
the library catches ``JingciError`` and a user of the command line sees one line.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_ERROR = 2
EXIT_STOPPED = 130


class JingciError(Exception):
    """Base of all errors raised on purpose. ``str(error)`` is one line fit for a user.

    :param message: what is wrong.
    :param path: the file concerned, as the user named it.
    :param line: 1-based line in that file.
    :param hint: what to do about it.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = ""
        if self.path is not None:
            place = f"{self.path}:{self.line}: " if self.line is not None else f"{self.path}: "
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class UsageError(JingciError):
    """An option or argument that cannot be used."""


class DataError(JingciError):
    """A file whose content is wrong."""


class EncodingError(DataError):
    """Bytes that are not text in any supported encoding."""


class SchemaError(DataError):
    """A record with a wrong, missing or unknown key or value."""


class ReferenceError_(DataError):
    """An id, source or member that resolves to nothing."""


class FileError(JingciError):
    """A path that cannot be read or written."""


class LimitError(JingciError):
    """Input beyond a stated limit."""


class EngineError(JingciError):
    """An engine that cannot go on: unreachable, not permitted, out of budget."""


class MissingExtraError(JingciError):
    """An optional dependency that is not installed."""
