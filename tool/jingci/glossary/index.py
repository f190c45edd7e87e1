"""The compiled index: one SQLite file that a lookup opens in milliseconds.

There is one per stack of layers, index format and OpenCC version, in the user's cache folder. It is built beside its
final name and renamed, so that two processes may build it at once; a corrupt one is built again; where the folder
cannot be written the index lives in memory and only costs time. An installed package ships its own, compiled.

This module imports next to nothing, because every lookup pays for it; what compiles is in
:mod:`jingci.glossary.compile`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import time
import zlib
from importlib.util import find_spec

from jingci.errors import FileError
from jingci.paths import data_root

FORMAT = 9
BASE = "jingci"
#: Nanoseconds after which a file system is sure to give a changed file another time.
_SETTLED = 2_000_000_000


class Layer:
    """One layer's files: the project's own termbase (named ``jingci``), or a user's list (named as its file).

    :param name: the layer's name, which lookups show.
    :param files: paths for messages, and contents.
    :param paths: where the contents are to be read from, when they are asked for, instead of ``files``.
    """

    __slots__ = ("_files", "name", "paths")

    def __init__(self, name: str, files: list[tuple[str, bytes]] | None = None, paths: tuple[str, ...] = ()) -> None:
        self.name = name
        self.paths = paths
        self._files = files

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """Paths for messages, and contents.

        :raises FileError: where a file cannot be read.
        """
        if self._files is None:
            self._files = [(_shown(path), _bytes(path)) for path in self.paths]
        return self._files


def base_layer(folder: str) -> Layer:
    """The termbase in a folder: every ``*.yaml`` in it, the bibliography among them.

    :raises FileError: where the folder cannot be read.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=folder) from error
    return Layer(BASE, paths=tuple(os.path.join(folder, name) for name in names))


def user_layer(path: str) -> Layer:
    """A user's list.

    :raises FileError: where it cannot be read.
    """
    if os.path.isdir(path):
        raise FileError("is a directory; name a .yaml, .csv or .tsv file", path=path)
    return Layer(os.path.basename(path), [(path, _bytes(path))])


def open_layers(paths: tuple[str, ...] = (), *, only: bool = False) -> list[Layer]:
    """The project's termbase (unless ``only``) and the users' lists over it, the later winning by form."""
    stack = [] if only else [base_layer(os.path.join(data_root(), "glossary"))]
    return stack + [user_layer(path) for path in paths]


def fingerprint(layers: list[Layer]) -> str:
    """A hash of the layers' content and order: 16 hexadecimal digits.

    What it was for files of this name, size and time of change is remembered in the cache folder, so that a lookup
    need not read megabytes.
    """
    stamp = _stamp(layers)
    if stamp and (known := _remembered(stamp)):
        return known
    import hashlib

    digest = hashlib.sha256()
    for layer in layers:
        for path, data in layer.files:
            name = f"{layer.name}\0{os.path.basename(path)}\0{len(data)}\0"
            digest.update(name.encode("utf-8", "surrogatepass"))
            digest.update(data)
    result = digest.hexdigest()[:16]
    if stamp and _stamp(layers) == stamp:
        _remember(stamp, result)
    return result


def _stamp(layers: list[Layer]) -> str:
    """Name, size and time of change of every file; empty where a layer is not on disk or was changed just now."""
    lines, newest = [], 0
    for layer in layers:
        if not layer.paths:
            return ""
        for path in layer.paths:
            try:
                status = os.stat(path)
            except OSError:
                return ""
            newest = max(newest, status.st_mtime_ns)
            lines.append(f"{layer.name}\t{os.path.realpath(path)}\t{status.st_size}\t{status.st_mtime_ns}")
    # A file that was written within the clock's resolution could be written again without a trace.
    return "\n".join(lines) if time.time_ns() - newest > _SETTLED else ""


def _stamp_file(stamp: str) -> str:
    return os.path.join(cache_folder(), f"stamp-{zlib.crc32(stamp.encode('utf-8', 'surrogatepass')):08x}.txt")


def _remembered(stamp: str) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        with open(_stamp_file(stamp), encoding="utf-8", errors="surrogatepass") as file:
            result, _, written = file.read().partition("\n")
        if written == stamp and len(result) == 16:
            return result
    return ""


def _remember(stamp: str, result: str) -> None:
    path = _stamp_file(stamp)
    temporary = f"{path}.{os.getpid()}.tmp"
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(f"{result}\n{stamp}")
        os.replace(temporary, path)


def index_key(layers: list[Layer]) -> str:
    """What an index is valid for: the layers' content, the index format, OpenCC's version."""
    return f"{fingerprint(layers)}-{FORMAT}-{opencc_version()}"


def open_index(layers: list[Layer], *, fresh: bool = False) -> sqlite3.Connection:
    """The index of these layers: the shipped one if it is theirs, the cached one, or a new one.

    :param fresh: compile anew, whatever is there.
    :raises DataError: where a layer cannot be compiled.
    """
    key = index_key(layers)
    path = os.path.join(cache_folder(), f"glossary-{key}.sqlite")
    if not fresh:
        for candidate in (_shipped(), path):
            if (connection := opened(candidate, key)) is not None:
                return connection
    from jingci.glossary.compile import build_file, build_in_memory
    from jingci.glossary.layers import merge

    termbase = merge(layers)
    with contextlib.suppress(OSError, sqlite3.Error):
        build_file(path, termbase, key)
        if (connection := opened(path, key)) is not None:
            return connection
    return build_in_memory(termbase, key)


def opencc_version() -> str:
    """OpenCC's version, read off its installed metadata's name: importing it would cost more than the lookup."""
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        return "none"
    site = os.path.dirname(os.path.dirname(spec.origin))
    for name in os.listdir(site):
        if name.lower().startswith("opencc-") and name.endswith(".dist-info"):
            return name[len("opencc-") : -len(".dist-info")]
    return "unknown"


def cache_folder() -> str:
    """The user's cache folder for jingci: ``JINGCI_CACHE``, or the platform's."""
    if root := os.environ.get("JINGCI_CACHE"):
        return root
    if root := os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(root, "jingci")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "jingci", "Cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/jingci")
    return os.path.expanduser("~/.cache/jingci")


def _shipped() -> str:
    return os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "_data", "glossary.sqlite")


def opened(path: str, key: str) -> sqlite3.Connection | None:
    """The index in a file, or None where there is none, it is another's, or it is damaged.

    It may be asked from several threads, one at a time.
    """
    if not os.path.isfile(path):
        return None
    with contextlib.suppress(sqlite3.Error):
        # immutable: the file is never written in place, so no lock and no journal need be looked for.
        name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        connection = sqlite3.connect(f"file:{name}?immutable=1", uri=True, check_same_thread=False)
        if _is_whole(connection, key, os.path.getsize(path)):
            return connection
        connection.close()
    return None


def _is_whole(connection: sqlite3.Connection, key: str, size: int) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE key = 'key'").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    return row == (key,) and int(pages) * int(page) == size


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=path) from error


def _shown(path: str) -> str:
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
