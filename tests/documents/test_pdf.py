"""PDF: paragraphs over lines and pages, running heads, titles, scans, passwords; made by reportlab."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from documents.contract import HEADING, PARAGRAPHS, TITLE, ReaderContract, assert_partition, error_of, kinds
from jingci.formats import read_report

FONT = "STSong-Light"
WIDTH = 408.0


def set_in_lines(text: str, size: float) -> list[str]:
    """Lines as full as they go; no punctuation opens one."""
    lines = [""]
    for char in text:
        if pdfmetrics.stringWidth(lines[-1] + char, FONT, size) > WIDTH:
            carried = lines[-1][-1] if char in "，。、”％%" else ""
            lines[-1] = lines[-1].removesuffix(carried)
            lines.append(carried)
        lines[-1] += char
    return lines


def typeset(path: Path, paragraphs: list[str], *, per_page: int = 30, size: float = 12, **options: object) -> None:
    """A document as an office prints it: a running head, centred title, indented paragraphs, page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), **options)
    lines = [("title", TITLE), ("text", HEADING)]
    for paragraph in paragraphs:
        lines += [("text", line) for line in set_in_lines("　　" + paragraph, size)]
    for number, at in enumerate(range(0, len(lines), per_page), 1):
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 800, "某市公安局文件汇编")
        canvas.drawCentredString(300, 30, f"— {number} —")
        y = 760.0
        for kind, text in lines[at : at + per_page]:
            canvas.setFont(FONT, 20 if kind == "title" else size)
            if kind == "title":
                canvas.drawCentredString(290, y, text)
            else:
                canvas.drawString(72, y, text)
            y -= 22
        canvas.showPage()
    canvas.save()


class TestPdf(ReaderContract):
    suffix = ".pdf"
    kind = "PDF of 1 page"

    def make(self, path: Path) -> None:
        typeset(path, list(PARAGRAPHS))


def test_paragraphs_over_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    # No two lines alike, as in a report.
    words = [
        f"第{number}次行动中，出动警力{number * 37}名，盘查车辆{number * 113}台，抓获{number + 11}人。"
        for number in range(90)
    ]
    body = ["".join(words[at : at + 15]) + "完" * (at // 15) for at in range(0, 90, 15)]
    typeset(path, body, per_page=11)
    report = read_report(path)
    assert_partition(report)
    assert report.source.splitlines()[:-1] == [TITLE, HEADING, *body]
    assert [s.zh for s in report.segments if s.reason == "running head or foot of the pages"] == ["某市公安局文件汇编"]
    assert "page numbers dropped" in report.how


def test_a_scan_says_so(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    for _ in range(3):
        canvas.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    message = error_of(path)
    assert "is scanned: its 3 pages are pictures without text" in message
    assert "ocrmypdf" in message


def test_a_document_with_scanned_pages_says_which(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    path = tmp_path / "a.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path))
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, PARAGRAPHS[1])
    canvas.showPage()
    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    assert "scanned and without text: pages 2–3" in read_report(path).how


def test_passwords(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    typeset(path, list(PARAGRAPHS), encrypt=StandardEncryption("secret"))
    assert "encrypted with a password" in error_of(path)
    # A document that anybody may open, with rights withheld, is read.
    typeset(path, list(PARAGRAPHS), encrypt=StandardEncryption("", "owner", canCopy=0))
    assert ("sentence", PARAGRAPHS[1]) in kinds(read_report(path))


def test_damaged_and_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")
    assert "is a damaged PDF" in error_of(path)
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    assert "has no text" in error_of(path)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    from jingci.errors import MissingExtraError

    with pytest.raises(MissingExtraError, match=r"pip install 'jingci\[documents\]'"):
        read_report(path)
