"""EPUB books: their chapters in the order of the spine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jingci.errors import DataError
from jingci.formats.documents.archive import Archive, beside
from jingci.formats.documents.decoding import decode_page
from jingci.formats.documents.extract import Extract, Passage
from jingci.formats.documents.html import extract_of
from jingci.formats.documents.page import text_of
from jingci.segmentation.wording import squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE_TYPES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
CONTENTS = "the book's table of contents, which repeats its headings"


def read_epub(data: bytes, path: str, max_size: int) -> Extract:
    """A book's chapters; its table of contents is skipped, its pictures are not read.

    :raises DataError: damaged, protected, or without chapters.
    :raises LimitError: unpacks to more than it may, or is nested too deep.
    """
    archive = Archive(data, path, max_size)
    package_name = _package_name(archive)
    package = archive.xml(package_name) if package_name else None
    if package is None:
        raise DataError("is a damaged book: it does not say where its chapters are", path=path)
    chapters = _spine(archive, package, package_name)
    _refuse_protected(archive, {name for name, _ in chapters})
    title = _said(package, "title")
    passages: list[Passage] = []
    for name, is_contents in chapters:
        content = archive.read(name)
        if content is None or not content.strip():
            continue
        text, _ = decode_page(content, f"{path}: {name}")
        chapter = extract_of(text, f"{path}: {name}", (), article=False)
        # The first heading of a chapter is its title, and seldom the book's.
        found = [
            replace(p, role="heading") if p.role == "title" and squeezed(p.text) != squeezed(title) else p
            for p in chapter.passages
        ]
        passages += [replace(p, role="skip", reason=p.reason or CONTENTS) for p in found] if is_contents else found
    if not passages:
        raise DataError("is a book without text in its chapters", path=path)
    return Extract(
        "EPUB",
        passages,
        title=title,
        issuer=_said(package, "publisher"),
        author=_said(package, "creator"),
        published=_said(package, "date"),
        url=_said(package, "source"),
        remarks=(f"{len(chapters)} chapters" if len(chapters) > 1 else "1 chapter",),
    )


def _package_name(archive: Archive) -> str:
    container = archive.xml("META-INF/container.xml")
    roots = [] if container is None else container.findall(".//{*}rootfile")
    return next((beside("", root.get("full-path") or "") for root in roots if root.get("full-path")), "")


def _spine(archive: Archive, package: _Element, package_name: str) -> list[tuple[str, bool]]:
    """The names of the chapters in reading order, each with whether it is the table of contents."""
    items = {item.get("id"): item for item in package.findall(".//{*}manifest/{*}item")}
    chapters: list[tuple[str, bool]] = []
    for reference in package.findall(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGE_TYPES:
            continue
        name = beside(package_name, item.get("href") or "")
        if name in archive.names and (name, True) not in chapters and (name, False) not in chapters:
            chapters.append((name, "nav" in (item.get("properties") or "").split()))
    return chapters


def _refuse_protected(archive: Archive, chapters: set[str]) -> None:
    encryption = archive.xml("META-INF/encryption.xml")
    if encryption is None:
        return
    locked = {reference.get("URI") or "" for reference in encryption.iter("{*}CipherReference")}
    # Fonts are often obfuscated; a chapter is encrypted only by copy protection.
    if any(beside("", name) in chapters for name in locked):
        raise DataError("is a book under copy protection (DRM)", path=archive.path)


def _said(package: _Element, name: str) -> str:
    found = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return "" if found is None else text_of(found)
