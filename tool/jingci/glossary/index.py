"""The compiled index: one SQLite file that a lookup opens in milliseconds.

There is one per stack of layers, index format and OpenCC version, in the user's cache folder. It is built beside its
final name and renamed, so that two processes may build it at once; a corrupt one is built again; where the folder
cannot be written the index lives in memory and only costs time. An installed package ships its own, compiled.

This module imports next to nothing, because every lookup pays for it; what compiles is in
:mod:`jingci.glossary.compile`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
from importlib.util import find_spec

from jingci.errors import FileError
from jingci.paths import data_root

FORMAT = 4
BASE = "jingci"


class Layer:
    """One layer's files as bytes: the project's own termbase (named ``jingci``), or a user's list (named as its file).

    :param name: the layer's name, which lookups show.
    :param files: paths for messages, and contents.
    """

    __slots__ = ("files", "name")

    def __init__(self, name: str, files: list[tuple[str, bytes]]) -> None:
        self.name = name
        self.files = files


def base_layer(folder: str) -> Layer:
    """The termbase in a folder: every ``*.yaml`` in it, the bibliography among them.

    :raises FileError: where it cannot be read.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
        return Layer(BASE, [(_shown(path), _bytes(path)) for path in (os.path.join(folder, n) for n in names)])
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=error.filename or folder) from error


def user_layer(path: str) -> Layer:
    """A user's list.

    :raises FileError: where it cannot be read.
    """
    if os.path.isdir(path):
        raise FileError("is a directory; name a .yaml, .csv or .tsv file", path=path)
    try:
        return Layer(os.path.basename(path), [(path, _bytes(path))])
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=path) from error


def open_layers(paths: tuple[str, ...] = (), *, only: bool = False) -> list[Layer]:
    """The project's termbase (unless ``only``) and the users' lists over it, the later winning by form."""
    stack = [] if only else [base_layer(os.path.join(data_root(), "glossary"))]
    return stack + [user_layer(path) for path in paths]


def fingerprint(layers: list[Layer]) -> str:
    """A hash of the layers' content and order: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for layer in layers:
        for path, data in layer.files:
            name = f"{layer.name}\0{os.path.basename(path)}\0{len(data)}\0"
            digest.update(name.encode("utf-8", "surrogatepass"))
            digest.update(data)
    return digest.hexdigest()[:16]


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
            if (connection := _opened(candidate, key)) is not None:
                return connection
    from jingci.glossary.compile import build_file, build_in_memory
    from jingci.glossary.layers import merge

    termbase = merge(layers)
    with contextlib.suppress(OSError, sqlite3.Error):
        build_file(path, termbase, key)
        if (connection := _opened(path, key)) is not None:
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


def _opened(path: str, key: str) -> sqlite3.Connection | None:
    """The index in a file, or None where there is none, it is another's, or it is damaged."""
    if not os.path.isfile(path):
        return None
    with contextlib.suppress(sqlite3.Error):
        # immutable: the file is never written in place, so no lock and no journal need be looked for.
        name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        connection = sqlite3.connect(f"file:{name}?immutable=1", uri=True)
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
    with open(path, "rb") as stream:
        return stream.read()


def _shown(path: str) -> str:
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
