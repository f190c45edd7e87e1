"""Plain text: encodings, lines that were broken at one width, what is kept to the character."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.contract import HEADING, PARAGRAPHS, TITLE, ReaderContract, assert_partition, error_of, kinds
from jingci.formats import read_report

TEXT = f"{TITLE}\n\n{HEADING}\n{PARAGRAPHS[0]}\n　　{PARAGRAPHS[1]}\n"


class TestText(ReaderContract):
    suffix = ".txt"
    kind = "read as utf-8"

    def make(self, path: Path) -> None:
        path.write_text(TEXT, encoding="utf-8")

    def test_the_source_is_kept_to_the_character(self, path: Path) -> None:
        assert read_report(path).source == TEXT


@pytest.mark.parametrize(
    ("encoding", "how"),
    [
        ("utf-8", "read as utf-8"),
        ("utf-8-sig", "read as utf-8-sig"),
        ("gb18030", "read as gb18030 (detected)"),
        ("utf-16", "read as utf-16"),
        ("utf-16-be", "read as utf-16-be (detected)"),
    ],
)
def test_encodings(encoding: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    report = read_report(path)
    assert report.how == how
    assert ("heading", HEADING) in kinds(report)


def test_big5(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("近年來,公安機關推進網格化管理,警情下降。群眾對這項工作的滿意度提高了。".encode("big5"))
    assert read_report(path).how == "read as big5hkscs (detected)"


def test_lines_broken_at_one_width_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "　　" + "".join(PARAGRAPHS) * 2
    lines = [text[at : at + 24] for at in range(0, len(text), 24)]
    path.write_text(
        f"{TITLE}\n\n" + "\n".join(lines) + f"\n{HEADING}\n　　{PARAGRAPHS[1][:22]}\n{PARAGRAPHS[1][22:]}\n",
        encoding="utf-8",
    )
    report = read_report(path)
    assert_partition(report)
    assert [text for kind, text in kinds(report) if kind == "sentence"][-1] == PARAGRAPHS[1]
    assert ("heading", HEADING) in kinds(report)
    assert "lines broken at 24 characters joined to paragraphs" in report.how


def test_lines_of_a_list_are_not_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("市局\n一分局\n二分局\n三分局\n指挥中心\n巡特警支队\n", encoding="utf-8")
    assert len(read_report(path).segments) == 6


def test_nothing_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n\n", encoding="utf-8")
    assert "the file is empty" in error_of(path)
    path.write_text("No Chinese at all.", encoding="utf-8")
    assert "holds no Chinese text" in error_of(path)


def test_a_single_word_of_a_button_is_what_was_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("举报", encoding="utf-8")
    assert kinds(read_report(path)) == [("title", "举报")]


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word file of before 2007"),
        (b"{\\rtf1\\ansi", "rich text"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"PK\x03\x04 nothing", "damaged archive"),
    ],
)
def test_formats_that_are_not_read(start: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(start + b"\0" * 100)
    assert message in error_of(path)
