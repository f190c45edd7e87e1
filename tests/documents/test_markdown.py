"""Markdown: by way of the page it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.contract import HEADING, PARAGRAPHS, TITLE, ReaderContract, assert_partition, kinds
from jingci.errors import LimitError, MissingExtraError
from jingci.formats import read_report


class TestMarkdown(ReaderContract):
    suffix = ".md"
    kind = "Markdown read as utf-8"

    def make(self, path: Path) -> None:
        path.write_text(f"# {TITLE}\n\n## {HEADING}\n\n" + "\n\n".join(PARAGRAPHS) + "\n", encoding="utf-8")


def test_marks_are_left_out_and_front_matter_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 全市公安工作报告\ndate: 2016-11-22\nsource: 市公安局\nurl: https://example.invalid/a\n---\n"
        "**近年来**,[公安机关](http://127.0.0.1:9/)推进`网格化`管理[^1]。\n![图](http://127.0.0.1:9/a.png)\n\n"
        "1. 一是打击。\n2. 二是防范。\n\n| 类别 | 数量 |\n|---|---|\n| 警情 | 8起 |\n\n> 引用一句话。\n\n"
        "<script>alert(1)</script><p>内嵌一段。</p>\n\n[^1]: 脚注的文字。\n",
        encoding="utf-8",
    )
    report = read_report(path)
    assert_partition(report)
    assert (report.title_zh, report.published, report.issuer_zh) == (TITLE, "2016-11-22", "市公安局")
    assert report.url == "https://example.invalid/a"
    assert [text for _, text in kinds(report)] == [
        "近年来,公安机关推进网格化管理。", "一是打击。", "二是防范。", "类别", "数量", "警情", "8起", "引用一句话。", "内嵌一段。", "脚注的文字。",
    ]  # fmt: skip


def test_deep_nesting(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("> " * 5000 + "近年来公安机关推进网格化管理。\n", encoding="utf-8")
    with pytest.raises(LimitError):
        read_report(path)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    path = tmp_path / "a.md"
    path.write_text("# 报告\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'jingci\[documents\]'"):
        read_report(path)
