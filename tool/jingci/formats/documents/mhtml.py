"""Web pages saved as one file (MHTML: .mht, .mhtml)."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from jingci.errors import DataError
from jingci.formats.documents.decoding import decode_page
from jingci.formats.documents.extract import Extract
from jingci.formats.documents.html import extract_of

#: Parts looked at before the page must have come.
_MAX_PARTS = 1_000


def read_mhtml(data: bytes, path: str, max_size: int) -> Extract:
    """The page of an MHTML archive; its pictures and frames are not read.

    :raises DataError: without a page in it.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    page = next((part for part in islice(message.walk(), _MAX_PARTS) if _is_page(part)), None)
    if page is None:
        raise DataError("is a web archive without a page in it", path=path)
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise DataError("is a damaged web archive", path=path)
    text, how = decode_page(content, path, page.get_content_charset() or "")
    extract = extract_of(text, path, ("web archive " + how,))
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    return replace(extract, url=extract.url or address)


def _is_page(part: EmailMessage) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")
