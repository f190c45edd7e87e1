"""Zip archives of documents (DOCX, EPUB), read in memory and within limits, and the XML in them."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jingci.errors import DataError, LimitError

if TYPE_CHECKING:
    from lxml.etree import _Element

#: An archive may unpack to so many times the limit of the file's own size.
_EXPANSION = 10
_MAX_MEMBERS = 20_000


class Archive:
    """A zip archive's members, each unpacked only when asked for; nothing is written anywhere.

    :param max_size: bytes, of the file; ten times as many may be unpacked, whatever the archive says of its sizes.
    :raises DataError: not a zip archive.
    :raises LimitError: more members than any document has.
    """

    def __init__(self, data: bytes, path: str, max_size: int) -> None:
        self.path = path
        self._left = self._limit = max_size * _EXPANSION
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise DataError("is a damaged archive", path=path, hint="get the file again") from error
        self.names = frozenset(self._zip.namelist())
        if len(self.names) > _MAX_MEMBERS:
            raise LimitError(f"holds more than {_MAX_MEMBERS:,} files", path=path)

    def read(self, name: str) -> bytes | None:
        """A member's bytes; None where there is no such member.

        :raises DataError: damaged or encrypted.
        :raises LimitError: the archive unpacks to more than it may.
        """
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except RuntimeError as error:
            raise DataError("is protected with a password", path=self.path, hint="save it unprotected") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
            message = f"is a damaged archive: “{name}” cannot be unpacked"
            raise DataError(message, path=self.path, hint="get the file again") from error
        self._left -= len(data)
        if self._left < 0:
            message = f"unpacks to more than {self._limit:,} bytes"
            raise LimitError(message, path=self.path, hint="raise the limit with --max-size")
        return data

    def xml(self, name: str) -> _Element | None:
        """A member as an XML tree; None where there is no such member.

        :raises DataError: not well-formed, or with a document type of its own.
        :raises LimitError: nested too deep.
        """
        data = self.read(name)
        return None if data is None else parsed(data, f"{self.path}: {name}")


def beside(base: str, reference: str) -> str:
    """The name of the member that a reference in another member names; empty where it leads outside the archive.

    >>> beside("OEBPS/content.opf", "text/ch%201.xhtml#a")
    'OEBPS/text/ch 1.xhtml'
    >>> beside("a.opf", "../../etc/passwd")
    ''
    """
    target = unquote(reference.partition("#")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), target)).lstrip("/")
    return "" if joined.startswith("..") else joined


def parsed(data: bytes, path: str) -> _Element:
    """XML as a tree: no entity is expanded, no document type is read, nothing is fetched.

    :raises DataError: not well-formed, or with entities of its own.
    :raises LimitError: nested too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or "depth" in str(error):
            raise LimitError("is nested deeper than 255 levels", path=path) from error
        raise DataError(f"is not well-formed XML: {error.msg}", path=path) from error
    if root is None:
        raise DataError("is not XML", path=path)
    if b"<!ENTITY" in data[:100_000]:
        raise DataError("declares entities of its own, which no document needs", path=path)
    return root
