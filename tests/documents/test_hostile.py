"""Documents that would cost, read or send what they must not."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

from documents.contract import PARAGRAPHS, assert_partition, error_of, kinds
from documents.test_docx import package, paragraph
from documents.test_epub import book, chapter
from jingci.formats import read_report

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "警情"}">' for n in range(10))
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the requests that it got."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write('<!ENTITY secret "泄露">'.encode())

        def log_message(self, *arguments: object) -> None:
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}", requests
    http.shutdown()
    http.server_close()
    thread.join()


def with_parts(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + (".rels" if name.endswith("rels") else ".xml"), text)
    return buffer.getvalue()


def test_nothing_is_fetched(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, requests = server
    page = (
        f'<!DOCTYPE html SYSTEM "{address}/a.dtd"><html><head><link rel="stylesheet" href="{address}/a.css">'
        f'<base href="{address}/"><script src="{address}/a.js"></script><meta http-equiv="refresh" content="0;url={address}/b">'
        f'</head><body><img src="{address}/a.png"><iframe src="{address}/f"></iframe><p>{PARAGRAPHS[0]}</p>'
        f'<object data="{address}/o"></object></body></html>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="{address}/t.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    body = f"<w:document {NS}><w:body>{paragraph(PARAGRAPHS[0])}</w:body></w:document>"
    xhtml = chapter(f'<p>{PARAGRAPHS[0]}</p><img src="{address}/a.png"/>').replace("http://127.0.0.1:9", address)
    files = {
        "a.html": page.encode(),
        "a.docx": with_parts(word__document=body, word___rels__settings_xml_rels=relations),
        "a.epub": book(one=xhtml),
        "a.md": f"# 报告\n\n{PARAGRAPHS[0]} ![图]({address}/a.png) <{address}/x>\n".encode(),
    }
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert any(PARAGRAPHS[0].startswith(text) for _, text in kinds(read_report(path))), name
    dtd = f'<!DOCTYPE x SYSTEM "{address}/x.dtd"><w:document {NS}><w:body>{paragraph(PARAGRAPHS[0])}</w:body></w:document>'
    (tmp_path / "b.docx").write_bytes(with_parts(word__document=dtd))
    assert_partition(read_report(tmp_path / "b.docx"))
    assert requests == []


@pytest.mark.parametrize(
    "declaration",
    [ENTITIES, '<!ENTITY e9 SYSTEM "file:///etc/hostname">', '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;'],
    ids=["bomb", "file", "parameter"],
)
def test_entities(declaration: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    text = f"<!DOCTYPE x [{declaration}]><w:document {NS}><w:body>{paragraph('&e9;')}</w:body></w:document>"
    path.write_bytes(with_parts(word__document=text))
    error_of(path)
    page = tmp_path / "a.html"
    page.write_text(
        f"<!DOCTYPE html [{declaration}]><html><body><p>{PARAGRAPHS[0]}&e9;</p></body></html>", encoding="utf-8"
    )
    source = read_report(page).source
    assert len(source) < 1_000
    assert Path("/etc/hostname").read_text().strip() not in source


def test_archives_that_unpack_to_too_much(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package("<w:p/>" + " " * 30_000_000))
    assert path.stat().st_size < 100_000
    assert "unpacks to more than 10,000,000 bytes" in error_of(path, max_size=1_000_000)
    path = tmp_path / "a.epub"
    path.write_bytes(book(**{f"c{n}": chapter(f"<p>{PARAGRAPHS[0]}</p>", " " * 2_000_000) for n in range(8)}))
    assert "unpacks to more than" in error_of(path, max_size=1_000_000)


def test_archives_with_too_many_files(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    buffer = io.BytesIO(package(paragraph(PARAGRAPHS[0])))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(20_001):
            archive.writestr(f"x/{number}", "")
    path.write_bytes(buffer.getvalue())
    assert "holds more than 20,000 files" in error_of(path)


def test_nesting(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    for tag in ("div", "b", "ul><li", "table><tr><td"):
        page.write_text(f"<html><body>{f'<{tag}>' * 30_000}{PARAGRAPHS[0]}", encoding="utf-8")
        assert "nested deeper than 255 levels" in error_of(page)
    path = tmp_path / "a.docx"
    path.write_bytes(package("<w:sdt><w:sdtContent>" * 5_000 + paragraph("字") + "</w:sdtContent></w:sdt>" * 5_000))
    assert "nested deeper" in error_of(path)


def test_a_book_that_names_files_outside_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    data = book(one=chapter(f"<p>{PARAGRAPHS[0]}</p>"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item.filename, content.replace(b"text/one.xhtml", b"../../../../etc/passwd"))
    path.write_bytes(buffer.getvalue())
    assert "without text" in error_of(path)


def test_what_steers_a_terminal_stays_out(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<html><head><meta name="ArticleTitle" content="报告&#27;[31m标题"><meta name="author" content="王&#x202e;某"></head>'
        f"<body><h1>报告&#27;[31m标题</h1><p>{PARAGRAPHS[0]}&#27;]0;x&#7;</p></body></html>",
        encoding="utf-8",
    )
    report = read_report(page)
    assert "\x1b" not in report.source + report.title_zh + report.author_zh
    assert "\x07" not in report.source
    assert report.author_zh == "王某"


def test_a_member_under_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph(PARAGRAPHS[0])
    document.save(str(path))
    data = bytearray(path.read_bytes())
    # The flag of encryption, in every local header and in every entry of the directory.
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(start)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(start, at + 4)
    path.write_bytes(bytes(data))
    assert "password" in error_of(path)


def test_pages_of_broken_markup_come_to_an_end(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    for piece in ("<a<", "<p", "</", "<!--", '<a href="', "&#", "<table><b>", "]]>", "<p/>" * 10):
        page.write_text(f"<html><body><p>{PARAGRAPHS[0]}</p>" + piece * 20_000, encoding="utf-8")
        try:
            report = read_report(page)
        except Exception as error:
            message = str(error)
            assert message.startswith(str(page)), piece
        else:
            assert_partition(report)
