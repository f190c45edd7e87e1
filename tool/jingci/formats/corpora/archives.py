"""Zip and tar archives of documents, a member at a time, in memory and within limits."""

from __future__ import annotations

import contextlib
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from jingci.corpus.documents import UnreadDocument
from jingci.formats.corpora.items import Item, Raw

#: No archive of documents unpacks to so many times its size; below so many bytes it does not matter.
_EXPANSION = 200
_HARMLESS = 100_000_000
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


def zip_items(path: str, name: str, max_size: int) -> Iterator[Item]:
    """The members of a zip archive in its order. One that cannot be read is recorded; the others are read."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        yield UnreadDocument(name, "is a damaged archive")
        return
    with archive:
        left = _allowance(path)
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(_name_of(info)):
                continue
            member = f"{name}/{_name_of(info)}"
            if info.file_size > max_size:
                yield UnreadDocument(member, f"larger than {max_size:,} bytes")
                continue
            try:
                with archive.open(info) as stream:
                    # Whatever the archive says of the size, no more than this is unpacked.
                    data = stream.read(max_size + 1)
            except RuntimeError:
                yield UnreadDocument(member, "is protected with a password")
                continue
            except _BROKEN:
                yield UnreadDocument(member, "is damaged in the archive")
                continue
            left -= len(data)
            if left < 0:
                yield UnreadDocument(name, _bomb())
                return
            yield _member(member, data, max_size)


def tar_items(path: str, name: str, max_size: int) -> Iterator[Item]:
    """The regular files of a tar archive, plain or compressed, in its order; links and devices are not read."""
    left = _allowance(path)
    try:
        # As a stream: nothing is read twice, and no more than a member is held.
        with tarfile.open(path, "r|*") as archive:
            while (info := archive.next()) is not None:
                # The archive would otherwise remember every member.
                archive.members.clear()  # type: ignore[attr-defined]
                if not info.isreg() or _is_hidden(info.name):
                    continue
                member = f"{name}/{info.name}"
                left -= info.size
                if left < 0:
                    yield UnreadDocument(name, _bomb())
                    return
                if info.size > max_size:
                    yield UnreadDocument(member, f"larger than {max_size:,} bytes")
                    continue
                stream = archive.extractfile(info)
                data = stream.read(max_size + 1) if stream is not None else b""
                if len(data) < info.size:
                    yield UnreadDocument(member, "is damaged in the archive")
                    return
                yield _member(member, data, max_size)
    except _BROKEN:
        yield UnreadDocument(name, "is a damaged archive")


def zip_size(path: str) -> int:
    """The bytes of a zip archive's members, as it says."""
    with contextlib.suppress(*_BROKEN), zipfile.ZipFile(path) as archive:
        return sum(info.file_size for info in archive.infolist()) or 1
    return 1


def _allowance(path: str) -> int:
    try:
        return max(_HARMLESS, os.path.getsize(path) * _EXPANSION)
    except OSError:
        return _HARMLESS


def _bomb() -> str:
    return f"unpacks to more than {_EXPANSION} times its size: the rest is not read"


def _member(name: str, data: bytes, max_size: int) -> Item:
    if len(data) > max_size:
        return UnreadDocument(name, f"larger than {max_size:,} bytes")
    return Raw(name, data)


def _is_hidden(name: str) -> bool:
    """Whether a member is one of those that systems add (``__MACOSX/``, ``.DS_Store``)."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _name_of(info: zipfile.ZipInfo) -> str:
    """A member's name; what older Chinese archivers wrote is GBK, which Python reads as code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
