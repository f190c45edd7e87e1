"""EPUB: chapters in the order of the spine."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from documents.contract import HEADING, PARAGRAPHS, TITLE, ReaderContract, assert_partition, error_of, kinds
from jingci.formats import read_report

CONTAINER = '<container xmlns="urn:c"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def chapter(*blocks: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://127.0.0.1:9/xhtml11.dtd">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{"".join(blocks)}</body></html>'
    )


def book(*, encryption: str = "", **chapters: str) -> bytes:
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"{" properties=" + chr(34) + "nav" + chr(34) if name == "nav" else ""}/>'
        for name in chapters
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{TITLE}</dc:title><dc:creator>王某</dc:creator><dc:publisher>群众出版社</dc:publisher><dc:date>2016-11-22</dc:date>"
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/book.opf", package)
        if encryption:
            archive.writestr("META-INF/encryption.xml", encryption)
        for name, text in chapters.items():
            archive.writestr(f"OEBPS/text/{name}.xhtml", text)
    return buffer.getvalue()


class TestEpub(ReaderContract):
    suffix = ".epub"
    kind = "EPUB; 2 chapters"

    def make(self, path: Path) -> None:
        first = chapter(f"<h1>{TITLE}</h1><h2>{HEADING}</h2><p>{PARAGRAPHS[0]}</p>")
        path.write_bytes(book(one=first, two=chapter(f"<p>{PARAGRAPHS[1]}</p>")))


def test_contents_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(
        book(
            nav=chapter(f"<nav><ol><li>{HEADING}</li></ol></nav>"),
            one=chapter(f"<h2>{HEADING}</h2><p>{PARAGRAPHS[0]}</p>"),
        )
    )
    report = read_report(path)
    assert_partition(report)
    assert (report.author_zh, report.issuer_zh, report.published) == ("王某", "群众出版社", "2016-11-22")
    assert report.title_zh == TITLE
    assert kinds(report)[0] == ("heading", HEADING)
    assert report.segments[0].kind == "skip"


def test_protected_and_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    locked = '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/{0}"/></CipherData></EncryptedData></encryption>'
    path.write_bytes(book(one=chapter(f"<p>{PARAGRAPHS[0]}</p>"), encryption=locked.format("text/one.xhtml")))
    assert "copy protection" in error_of(path)
    path.write_bytes(book(one=chapter(f"<p>{PARAGRAPHS[0]}</p>"), encryption=locked.format("fonts/a.otf")))
    assert_partition(read_report(path))
    path.write_bytes(book())
    assert "without text" in error_of(path)
    path.write_bytes(book(one="<html><body></body></html>"))
    assert "without text" in error_of(path)
