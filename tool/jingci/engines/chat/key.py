"""The key to an endpoint: from the environment or a private file, and kept out of everything that is written."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

from jingci.errors import FileError, UsageError

VARIABLE = "JINGCI_CHAT_KEY"
#: The variable of one provider, used for that provider only, so that its key never travels to another.
PROVIDER_VARIABLES = {"api.openai.com": "OPENAI_API_KEY"}
_MAX_SIZE = 10_000
_FRAGMENT = 6


class Key:
    """A key. Its ``repr`` does not show it; :meth:`redacted` takes it out of a text."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Key(…)" if self._value else "Key()"

    def header(self) -> dict[str, str]:
        """The header that carries it; none where there is no key."""
        return {"Authorization": f"Bearer {self._value}"} if self._value else {}

    def redacted(self, text: str) -> str:
        """The text with the key, and every stretch of six or more characters of it, made illegible."""
        value = self._value
        if not value or not text:
            return text
        size = min(_FRAGMENT, len(value))
        hidden = bytearray(len(text))
        for piece in {value[i : i + size] for i in range(len(value) - size + 1)}:
            at = text.find(piece)
            while at >= 0:
                hidden[at : at + size] = b"\1" * size
                at = text.find(piece, at + 1)
        return "".join("…" if hide else char for char, hide in zip(text, hidden, strict=True))

    def removed(self, text: str) -> str:
        """The text without the whole key: for answers, in which a stretch of it may be an innocent word."""
        return text.replace(self._value, "…") if self._value else text


def find_key(key_file: str, hostname: str, environment: Mapping[str, str] | None = None) -> Key:
    """The key to a host: the named file's, else that of ``JINGCI_CHAT_KEY``, else that of the host's own variable.

    :param environment: the environment's variables, those of this process by default.
    :raises FileError: where the file cannot be read.
    :raises UsageError: where others may read the file, or what it holds is no key.
    """
    environment = os.environ if environment is None else environment
    if key_file:
        return _checked(_read(os.path.expanduser(key_file)), key_file)
    for name in (VARIABLE, PROVIDER_VARIABLES.get(hostname, "")):
        if value := environment.get(name, "").strip():
            return _checked(value, name)
    return Key()


def _read(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            # Of the file that is open, not of what the path names by now.
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UsageError("a key file must be a regular file", path=path)
            if os.name == "posix" and status.st_mode & 0o077:
                mode = stat.S_IMODE(status.st_mode)
                raise UsageError(
                    f"others may read this key file (mode {mode:04o})", path=path, hint=f"chmod 600 {path}"
                )
            return stream.read(_MAX_SIZE).decode("utf-8", "replace").strip()
    except OSError as error:
        raise FileError(f"the key file cannot be read: {error.strerror}", path=path) from error


def _checked(value: str, where: str) -> Key:
    if not value or not value.isascii() or not value.isprintable() or " " in value:
        raise UsageError("this holds no key: one line of visible ASCII characters", path=where)
    return Key(value)
