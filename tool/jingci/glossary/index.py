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
#: Bytes that the files of one kind may take in the cache folder, and that the notes of :func:`_remember` may take.
_LIMIT = 256_000_000
_LIMIT_OF_STAMPS = 1_000_000
#: Seconds after which a temporary file in it is one that a killed process left.
_ABANDONED = 86_400


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
        make_room(path, _LIMIT_OF_STAMPS)


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
    if not fresh and (connection := opened(_shipped(), key) or opened_cached(path, key)) is not None:
        return connection
    from jingci.glossary.compile import build_file, build_in_memory
    from jingci.glossary.layers import merge

    termbase = merge(layers)
    with contextlib.suppress(OSError, sqlite3.Error):
        build_file(path, termbase, key)
        make_room(path)
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


def opened_cached(path: str, key: str) -> sqlite3.Connection | None:
    """The same of a file in the cache folder, which is marked as used now."""
    connection = opened(path, key)
    if connection is not None:
        mark_used(path)
    return connection


def mark_used(path: str) -> None:
    """Have a file of the cache folder count as used now, so that :func:`make_room` removes others first."""
    with contextlib.suppress(OSError):
        os.utime(path)


def make_room(path: str, limit: int | None = None) -> None:
    """Remove from the cache folder what was not used for longest of the files of one kind, and what killed processes
    left.

    An index is made for each state of a termbase, so that the folder would else grow with each change of a list.

    :param path: a new file of that kind, which its name tells up to the hyphen.
    :param limit: the bytes that may remain, 256 MB by default; the new file remains in any case.
    """
    folder, name = os.path.split(path)
    kind, ending = name.partition("-")[0] + "-", os.path.splitext(name)[1]
    found: list[tuple[float, int, str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = entry.stat()
                if not entry.name.lstrip(".").startswith(kind) or entry.name == name:
                    continue
                if entry.name.endswith(ending):
                    found.append((status.st_mtime, status.st_size, entry.path))
                elif entry.name.endswith(".tmp") and time.time() - status.st_mtime > _ABANDONED:
                    os.unlink(entry.path)
    taken = os.path.getsize(path) if os.path.exists(path) else 0
    for _, size, old in sorted(found, reverse=True):
        taken += size
        if taken > (_LIMIT if limit is None else limit):
            # Another process may have removed it, or (under Windows) have it open.
            with contextlib.suppress(OSError):
                os.unlink(old)


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
