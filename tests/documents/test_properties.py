"""The partition holds for whatever a document holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.contract import assert_partition
from documents.test_docx import package, paragraph
from jingci.errors import JingciError
from jingci.formats import read_report
from jingci.formats.documents.extract import Extract, Passage, report_of

WORDS = st.sampled_from(
    [
        "近年来，公安机关推进网格化管理。", "一、总体情况", "(一)打击。", "1.防范", "首页 > 要闻 > 正文", "责任编辑：", "记者 李 亚",
        "2019-06-26 来源：法制日报 语音:播放", "版权所有", "京ICP备1号", "相关新闻", "扫一扫", "【成效】明显", "\u200b", "——", "\t",
        "a<b&c", "“未闭合", "\x1b[0m", "\u2028", "图1 示意", "分享 打印", " ", "\n", "\r\n", "😀", "\ud83d".encode("utf-8", "replace").decode(),
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=12).map("".join)
ROLES = st.sampled_from(["", "title", "subtitle", "heading", "caption", "aside", "text", "row", "skip"])


@given(st.lists(st.tuples(TEXTS, ROLES), max_size=12), TEXTS)
def test_passages(passages: list[tuple[str, str]], title: str) -> None:
    made = [Passage(text, role, "a reason" if role == "skip" else "") for text, role in passages]  # type: ignore[arg-type]
    assert_partition(report_of(Extract("test", made, title=title), "-"))


TAGS = st.sampled_from(
    ["p", "div", "h1", "h2", "td", "tr", "table", "li", "a", "b", "nav", "form", "br", "section", "script", "span"]
)
PAGES = st.recursive(
    TEXTS.map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"
    ),
    max_leaves=20,
)


@settings(max_examples=60)
@given(PAGES, st.sampled_from([".html", ".md", ".docx", ".txt"]))
def test_documents(page: str, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        data = (
            f"<html><body>{page}</body></html>".encode("utf-8", "replace")
            if suffix == ".html"
            else page.encode("utf-8", "replace")
        )
        if suffix == ".docx":
            clean = "".join(char for char in page if char.isprintable()).replace("&", "&amp;").replace("<", "&lt;")
            data = package(paragraph(clean) * 2)
        path.write_bytes(data)
        try:
            report = read_report(path)
        except JingciError as error:
            told = str(error)
            assert told.startswith(str(path)), told
        else:
            assert_partition(report)
