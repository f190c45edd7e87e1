"""Word documents: styles, numbers, tables, footnotes, changes, boxes; made by python-docx and by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx

from documents.contract import HEADING, PARAGRAPHS, TITLE, ReaderContract, assert_partition, error_of, kinds
from jingci.formats import read_report
from jingci.formats.documents.numbering import numeral
from jingci.model import Report

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class TestDocx(ReaderContract):
    suffix = ".docx"
    kind = "Word document"

    def make(self, path: Path) -> None:
        document = docx.Document()
        document.add_heading(TITLE, 0)
        document.add_heading(HEADING, 1)
        for paragraph in PARAGRAPHS:
            document.add_paragraph(paragraph)
        document.sections[0].header.paragraphs[0].text = "某市公安局"
        document.save(str(path))

    def test_running_heads_are_skipped(self, path: Path) -> None:
        skipped = [(s.zh, s.reason) for s in read_report(path).segments if s.kind == "skip"]
        assert skipped == [("某市公安局", "running head or foot of the pages")]


def package(body: str, **parts: str) -> bytes:
    """A document of the given body, with further parts by name (``numbering``, ``footnotes``)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NS}>{text}</w:{name}>")
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(tmp_path: Path, data: bytes) -> Report:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    report = read_report(path)
    assert_partition(report)
    return report


def in_list(level: int, list_id: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def test_printed_numbers_are_part_of_the_text(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="(%2)"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
        '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    body = "".join(
        paragraph(text, in_list(level))
        for level, text in [
            (0, "总体情况"),
            (1, "警情下降。"),
            (1, "打击有力。"),
            (2, "抓获百余人。"),
            (0, "存在问题"),
            (1, "警力不足。"),
            (3, "装备陈旧。"),
        ]
    )
    report = read(tmp_path, package(body, numbering=numbering))
    assert report.source.splitlines() == [
        "一、总体情况", "(一)警情下降。", "(二)打击有力。", "3.抓获百余人。", "二、存在问题", "(一)警力不足。", "装备陈旧。",
    ]  # fmt: skip
    assert ("heading", "二、存在问题") in kinds(report)


def test_numerals() -> None:
    assert [numeral(n, "chineseCounting") for n in (1, 10, 11, 20, 101, 110, 1001)] == [
        "一", "十", "十一", "二十", "一百零一", "一百一十", "一千零一",
    ]  # fmt: skip
    assert [numeral(n, "upperRoman") for n in (4, 9, 14, 40)] == ["IV", "IX", "XIV", "XL"]
    assert numeral(27, "lowerLetter") == "aa"
    assert numeral(3, "decimalEnclosedCircle") == "③"
    assert numeral(10**9, "chineseCounting") == "1000000000"


def test_footnotes_stand_after_their_paragraph(tmp_path: Path) -> None:
    body = f'<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph(PARAGRAPHS[1])}'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>数据来自市局统计。</w:t></w:r></w:p></w:footnote>'
    )
    report = read(tmp_path, package(body, footnotes=notes))
    assert [text for _, text in kinds(report)][-2:] == ["数据来自市局统计。", PARAGRAPHS[1]]
    assert ("aside", "数据来自市局统计。") in kinds(report)


def test_changes_comments_hidden_text_and_boxes(tmp_path: Path) -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>'
        "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    ).format(paragraph("框里的文字。"))
    body = (
        "<w:p><w:r><w:t>警情</w:t></w:r><w:del><w:r><w:delText>上升</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>下降</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:hyperlink><w:r><w:t>明显</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>。</w:t></w:r><w:r>{box}</w:r></w:p>"
    )
    report = read(tmp_path, package(body, comments=paragraph("批注")))
    assert kinds(report) == [("sentence", "警情下降明显。"), ("sentence", "框里的文字。")]
    assert "tracked changes read as accepted" in report.how
    assert "comments left out" in report.how


def test_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(PARAGRAPHS[0])
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, (("类别", "数量", "同比"), ("刑事警情", "1.2万起", "下降8.9%")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    single = document.add_table(rows=1, cols=1).cell(0, 0)
    single.text = "说明一。"
    single.add_paragraph("说明二。")
    document.save(str(tmp_path / "b.docx"))
    report = read(tmp_path, (tmp_path / "b.docx").read_bytes())
    assert "刑事警情\t1.2万起\t下降8.9%" in report.source
    texts = [text for _, text in kinds(report)]
    assert texts[-5:] == ["刑事警情", "1.2万起", "下降8.9%", "说明一。", "说明二。"]
    ids = {segment.zh: segment.id for segment in report.body}
    assert ids["刑事警情"].partition("c")[0] == ids["1.2万起"].partition("c")[0] != ids["数量"].partition("c")[0]


def test_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/styles.xml", "<a/>")
    path.write_bytes(buffer.getvalue())
    assert "it has no text part" in error_of(path)
    path.write_bytes(package("<w:p>").replace(b"PK\x03\x04", b"PK\x03\x04", 1))
    assert "not well-formed XML" in error_of(path)
