"""The folder of a site: built beside the old one, what has not changed taken over, put in its place in one step.

A folder that jingci made says so in :data:`MANIFEST`, which lists every file with the key of what it was made from and
the hash of its bytes. Nothing else is ever replaced or removed: a folder that holds any other file is refused.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from jingci.errors import FileError

#: What is kept for the next build; a server need not have it.
KEPT = ".jingci-site"
MANIFEST = f"{KEPT}/manifest.json"
_FORMAT = 1
_BUILDING = ".building"


def key_of(*parts: str | bytes) -> str:
    """A key for what a file is made from."""
    key = blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        key.update(len(data).to_bytes(8, "big"))
        key.update(data)
    return key.hexdigest()


@dataclass
class SiteFolder:
    """A site under construction; use it as a context, which puts it in its place where no error leaves it.

    :param target: the folder of the site: new, empty, or a site of jingci's.
    :raises FileError: the folder holds something else; it cannot be written; the disk is full.

    ``written`` and ``reused`` count the files.
    """

    target: Path
    written: int = 0
    reused: int = 0
    _files: dict[str, tuple[str, str]] = field(default_factory=dict)
    _old: dict[str, tuple[str, str]] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)
    _lock: int = -1
    _made: int = 0

    def __post_init__(self) -> None:
        self._named = str(self.target)
        # A link is followed, so that it goes on leading to the site.
        self.target = Path(os.path.realpath(self.target))
        self._building = self.target

    def __enter__(self) -> SiteFolder:
        try:
            self._old = _checked(self.target, self._named)
            if self._old:
                self._made = (self.target / MANIFEST).stat().st_mtime_ns
            self.target.parent.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(self.target)
            name = tempfile.mkdtemp(prefix=f".{self.target.name}.", suffix=_BUILDING, dir=self.target.parent)
            self._building = Path(name)
            self._lock = _locked(self._building)
        except OSError as error:
            raise _cannot(error, self._named) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                self._finish()
            elif isinstance(error, OSError):
                raise _cannot(error, self._named) from error
        except OSError as failure:
            raise _cannot(failure, self._named) from failure
        finally:
            if self._lock >= 0:
                os.close(self._lock)
            shutil.rmtree(self._building, ignore_errors=True)

    def add(self, path: str, key: str, make: Callable[[], str | bytes]) -> None:
        """A file: the old one where it was made from the same and is as it was written, else a new one.

        :param path: from the folder, with ``/``.
        """
        if not self._taken_over(path, key):
            content = make()
            self._write(path, key, content.encode("utf-8", "replace") if isinstance(content, str) else content)

    def kept(self, path: str, key: str) -> bytes | None:
        """The old file of this key, taken over; None where there is none."""
        return Path(self._building, path).read_bytes() if self._taken_over(path, key) else None

    def _taken_over(self, path: str, key: str) -> bool:
        if path in self._files:
            raise FileError(f"two pages would be “{path}”", path=self._named, hint="give one of them another id")
        known = self._old.get(path)
        if known is None or known[0] != key:
            return False
        old = f"{self.target}/{path}"
        try:
            if not self._is_as_written(old, known[1]):
                return False
        except OSError:
            return False
        new = self._place(path)
        try:
            os.link(old, new)
        except OSError:
            shutil.copyfile(old, new)
        self._files[path] = known
        self.reused += 1
        return True

    def _is_as_written(self, path: str, hash_: str) -> bool:
        # The manifest is written last: what has been changed since is no older. To hash every page takes long.
        if os.stat(path).st_mtime_ns < self._made:
            return True
        with open(path, "rb") as stream:
            return _hash(stream.read()) == hash_

    def _write(self, path: str, key: str, data: bytes) -> None:
        Path(self._place(path)).write_bytes(data)
        self._files[path] = (key, _hash(data))
        self.written += 1

    def _place(self, path: str) -> str:
        # Thousands of files are taken over: pathlib alone would take a tenth of the time.
        if (folder := path.rpartition("/")[0]) not in self._folders:
            os.makedirs(f"{self._building}/{folder}", exist_ok=True)
            self._folders.add(folder)
        return f"{self._building}/{path}"

    def _finish(self) -> None:
        record = {"made by": "jingci", "format": _FORMAT, "files": dict(sorted(self._files.items()))}
        manifest = Path(self._place(MANIFEST))
        manifest.write_text(json.dumps(record, separators=(",\n", ":")) + "\n", encoding="utf-8")
        self._building.chmod(0o777 & ~_umask())
        # What has come into the old folder since the build began is not to be lost either.
        if self.target.exists() and any(self.target.iterdir()):
            _checked(self.target, self._named)
            _exchange(self._building, self.target)
        else:
            os.replace(self._building, self.target)


def _checked(target: Path, named: str) -> dict[str, tuple[str, str]]:
    """The files of the site that is there; none where nothing is.

    :raises FileError: the folder holds what is not jingci's.
    """
    if not target.exists():
        return {}
    if not target.is_dir():
        raise FileError("is a file, not a folder", path=named)
    if not any(target.iterdir()):
        return {}
    files = _manifest(target)
    if files is None:
        raise FileError(
            "is not a site that jingci made, and is not touched", path=named, hint="name a folder that is new or empty"
        )
    for folder, folders, names in os.walk(target):
        within = os.path.relpath(folder, target).replace(os.sep, "/")
        for name in [*names, *(one for one in folders if os.path.islink(os.path.join(folder, one)))]:
            path = name if within == "." else f"{within}/{name}"
            if path not in files and path != MANIFEST:
                raise FileError(
                    f"holds “{path}”, which jingci did not write", path=named, hint="move it elsewhere first"
                )
    return files


def _manifest(target: Path) -> dict[str, tuple[str, str]] | None:
    try:
        content = json.loads((target / MANIFEST).read_bytes())
        if content["made by"] != "jingci":
            return None
        # Keys of another layout of the folder are none of ours: everything is made anew.
        current = content["format"] == _FORMAT
        return {str(path): (str(key) if current else "", str(hash_)) for path, (key, hash_) in content["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _exchange(new: Path, old: Path) -> None:
    """Put the new folder in the place of the old one, which goes to the place of the new.

    Linux does this in one step. Elsewhere the old one is first put aside, and put back if the second step fails.
    """
    if sys.platform == "linux" and _exchanged_at_once(new, old):
        return
    aside = new.with_name(f"{new.name}.old")
    os.replace(old, aside)
    try:
        os.replace(new, old)
    except OSError:
        os.replace(aside, old)
        raise
    os.replace(aside, new)


def _exchanged_at_once(new: Path, old: Path) -> bool:
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(here, os.fsencode(new), here, os.fsencode(old), exchange) == 0)


def _remove_abandoned(target: Path) -> None:
    """Remove what builds of this folder left that were killed; a build that goes on holds a lock on its own."""
    for path in target.parent.glob(f".{_escaped(target.name)}.*{_BUILDING}"):
        lock = _locked(path)
        if lock >= 0:
            with suppress(OSError):
                shutil.rmtree(path)
            os.close(lock)


def _escaped(name: str) -> str:
    from glob import escape

    return escape(name)


def _locked(folder: Path) -> int:
    """A lock on a folder, held until it is closed or the process ends; -1 where there is none to be had."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return -1
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return -1
    return handle


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot(error: OSError, named: str) -> FileError:
    return FileError(f"cannot be written: {error.strerror or error}", path=named)
