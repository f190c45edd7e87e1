"""What kind of document some bytes are: by their first bytes, then by the name of the file."""

from __future__ import annotations

import re
from pathlib import Path

from jingci.errors import DataError

_SUFFIXES = {
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
#: First bytes of formats that are not read, with what to do about it.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "is a Word file of before 2007 or a password-protected one", "save it as .docx, unprotected"),
    (b"{\\rtf", "is rich text (RTF)", "save it as .docx or as text"),
    (b"\x89PNG", "is a picture", "extract its text first (OCR)"),
    (b"\xff\xd8\xff", "is a picture", "extract its text first (OCR)"),
    (b"GIF8", "is a picture", "extract its text first (OCR)"),
    (b"\x1f\x8b", "is a compressed file (gzip)", "unpack it first"),
    (b"Rar!", "is an archive (RAR)", "unpack it first"),
    (b"7z\xbc\xaf", "is an archive (7-Zip)", "unpack it first"),
    (b"SQLite format 3\0", "is a database", "give a document"),
    (b"\x7fELF", "is a program", "give a document"),
)
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"\A(?:From: |MIME-Version: |Snapshot-Content-Location: )", re.IGNORECASE)
_MARKDOWN = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:---\r?\n(?:[\w-]+:.{0,500}\r?\n){1,50}---\r?\n|\s*#{1,3} \S)")


def kind_of(data: bytes, path: str) -> str:
    """The kind of a document, one of the names of :data:`~jingci.formats.documents.READERS`.

    :param path: the file's name; ``-`` for standard input, which has none.
    :raises DataError: a format that is known and not read.
    """
    for start, what, hint in _REFUSED:
        if data.startswith(start):
            raise DataError(what, path=path, hint=hint)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data, path)
    if _MHTML.match(data) and re.search(rb"^Content-Type:\s*multipart/related", data[:4000], re.I | re.M):
        return "mhtml"
    head = _as_ascii(data[:4000])
    named = _SUFFIXES.get(Path(path).suffix.lower())
    if _HTML.match(head) and named != "markdown":
        return "html"
    if named:
        return named
    return "markdown" if path == "-" and _MARKDOWN.match(head) else "text"


def _as_ascii(head: bytes) -> bytes:
    """The start of a text in UTF-16 with the zero bytes left out, so that its mark-up can be seen."""
    return head[2:].replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _kind_of_archive(data: bytes, path: str) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DataError("is a damaged archive", path=path, hint="get the file again") from error
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise DataError("is a workbook or a presentation, not a document", path=path, hint="save its text as .docx")
    if "content.xml" in names:
        raise DataError("is an OpenDocument file", path=path, hint="save it as .docx")
    raise DataError("is an archive that holds no document jingci reads", path=path, hint="unpack it first")
