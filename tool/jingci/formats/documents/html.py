"""Web pages as saved from a browser."""

from __future__ import annotations

import re
from dataclasses import replace

from jingci.formats.documents.article import OUTSIDE, outside_article
from jingci.formats.documents.decoding import decode_page
from jingci.formats.documents.extract import Extract, Passage
from jingci.formats.documents.metadata import metadata_of
from jingci.formats.documents.page import HIDDEN, parse_page, passages_of
from jingci.segmentation.wording import is_prose, squeezed

#: The private characters that mark passages; a page has no use for them.
_MARKS = re.compile("[\U000f0000-\U000ffffd]")


def read_html(data: bytes, path: str, max_size: int) -> Extract:
    """A page: the article as passages, the rest of what a reader sees as skipped ones.

    :raises DataError: in no supported encoding, or empty.
    :raises LimitError: nested too deep, or too much text.
    """
    text, how = decode_page(data, path)
    return extract_of(text, path, ("web page " + how,))


def extract_of(text: str, path: str, remarks: tuple[str, ...], *, article: bool = True) -> Extract:
    """A page that is decoded, as an extract.

    :param article: whether the page has anything around its article; a chapter of a book has not.
    :raises DataError: empty.
    :raises LimitError: nested too deep, or too much text.
    """
    text = _MARKS.sub("", text)
    root = parse_page(text, path)
    metadata = metadata_of(root, text)
    found = passages_of(root, path)
    if not any(is_prose(p.text) for p in found if not p.reason):
        # A page that hides its article shows it by a script.
        for passage in found:
            if passage.reason == HIDDEN and is_prose(passage.text):
                passage.role, passage.reason = "", ""
    outside: set[int] = set()
    if article:
        outside, remark = outside_article(root, found, metadata.title)
        remarks += (remark,) if remark else ()
    passages = [
        Passage(p.text, "skip", OUTSIDE) if number in outside else Passage(p.text, p.role, p.reason)
        for number, p in enumerate(found)
    ]
    return Extract(
        "",
        _titled(passages, metadata.title),
        title=metadata.title,
        issuer=metadata.issuer,
        author=metadata.author,
        published=metadata.published,
        url=metadata.url,
        remarks=remarks,
    )


def _titled(passages: list[Passage], title: str) -> list[Passage]:
    """The passages with the page's title, where it is printed, marked as such."""
    wanted = squeezed(title)
    place = next(
        (n for n, p in enumerate(passages) if p.role != "skip" and wanted and squeezed(p.text) == wanted), None
    )
    if place is None:
        place = next((n for n, p in enumerate(passages) if p.role == "heading"), None) if not wanted else None
    if place is not None:
        passages[place] = replace(passages[place], role="title")
    return passages
