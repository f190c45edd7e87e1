"""Web pages: article, furniture, metadata, encodings, layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.contract import HEADING, PARAGRAPHS, TITLE, ReaderContract, assert_partition, error_of, kinds
from documents.pages import LAYOUTS, RELATED, government
from jingci.edition import edition_folders, load_edition
from jingci.formats import read_report
from jingci.model import Report

BODY = (HEADING, *PARAGRAPHS)
SHORT = ("近日，市公安局组织开展集中夜查行动。", "行动中，共出动警力300余人次，检查场所56家。")


def saved(path: Path, page: str, encoding: str = "utf-8") -> Report:
    path.write_bytes(page.encode(encoding))
    report = read_report(path)
    assert_partition(report)
    return report


class TestPage(ReaderContract):
    suffix = ".html"
    kind = "web page read as utf-8"

    def make(self, path: Path) -> None:
        path.write_text(government(TITLE, BODY), encoding="utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("body", [BODY, SHORT], ids=["report", "short"])
def test_layouts(layout: str, body: tuple[str, ...], tmp_path: Path) -> None:
    report = saved(tmp_path / "a.html", LAYOUTS[layout](TITLE, body))
    told = {"title", "dateline", "byline", "caption", "aside"}
    assert "".join(text for kind, text in kinds(report) if kind not in told) == "".join(body)
    assert [text for kind, text in kinds(report) if kind == "title"] == [TITLE]
    skipped = "".join(segment.zh for segment in report.segments if segment.kind == "skip")
    assert "脚本里的文字" not in report.source
    if layout != "messenger":
        assert all(text in skipped for text in RELATED[:1])


@pytest.mark.parametrize(
    ("layout", "issuer", "author", "published", "url"),
    [
        ("government", "市公安局治安支队", "王某", "2016-11-22", "http://www.example.gov.cn/art/2016/11/22/art_1.html"),
        ("tables", "法制网", "李某", "2011-10-27", ""),
        ("messenger", "公众平台", "平安某市", "2022-12-08", "http://mp.example.invalid/s/abc"),
        ("news", "法制日报", "李某", "2019-06-26", ""),
    ],
)
def test_metadata(layout: str, issuer: str, author: str, published: str, url: str, tmp_path: Path) -> None:
    report = saved(tmp_path / "a.html", LAYOUTS[layout](TITLE, BODY))
    assert (report.title_zh, report.issuer_zh, report.author_zh) == (TITLE, issuer, author)
    assert (report.published, report.url) == (published, url)


@pytest.mark.parametrize("name", sorted(edition_folders()))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_reports_in_every_layout(name: str, layout: str, tmp_path: Path) -> None:
    """No sentence of a report is lost to the furniture, whatever the page around it."""
    edition = load_edition(edition_folders()[name])
    paragraphs: dict[str, str] = {}
    for segment in edition.body:
        if segment.kind in ("sentence", "heading"):
            key = segment.id.partition("c")[0]
            paragraphs[key] = paragraphs.get(key, "") + segment.zh
    report = saved(tmp_path / "a.html", LAYOUTS[layout](edition.title_zh.strip("[]"), list(paragraphs.values())))
    kept = "".join("".join(segment.zh.split()) for segment in report.body)
    assert [text for text in paragraphs.values() if "".join(text.split()) not in kept] == []


@pytest.mark.parametrize(
    ("declared", "encoding", "how"),
    [
        ("gb2312", "gb18030", "read as gb18030, declared as gb2312"),
        ("big5", "big5", "read as big5hkscs, declared as big5"),
        ("utf-8", "utf-8", "read as utf-8"),
        ("gb2312", "utf-8", "read as utf-8, though declared as gb2312"),
        ("utf-8", "gb18030", "read as gb18030 (detected), though declared as utf-8"),
        ("no-such-encoding", "gb18030", "read as gb18030 (detected), though declared as no-such-encoding"),
        ("utf-8", "utf-16", "read as utf-16"),
    ],
)
def test_encodings(declared: str, encoding: str, how: str, tmp_path: Path) -> None:
    body = "<p>近年來,公安機關推進網格化管理,警情下降。</p><p>群眾對這項工作的滿意度提高了。</p>"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>{body}</body></html>'
    report = saved(tmp_path / "a.html", page, encoding)
    assert how in report.how
    assert kinds(report)[0] == ("sentence", "近年來,公安機關推進網格化管理,警情下降。")


def test_a_few_bad_bytes_do_not_lose_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = '<html><head><meta charset="gbk"></head><body>' + f"<p>{PARAGRAPHS[0]}</p>" * 60 + "</body></html>"
    data = page.encode("gb18030")
    path.write_bytes(data[:5000] + b"\xff" + data[5000:])
    report = read_report(path)
    assert "1 unreadable bytes" in report.how


def test_breaks_blanks_and_hidden_text(tmp_path: Path) -> None:
    page = """<html><body><div><p>近年来，公安机关推进网格化
    管理，警情 8 起。<br>　　第二段，<b>群众</b>满意&nbsp;得很。</p>
    <p style="display: none">看不见的文字。</p><p hidden>也看不见。</p><template>模板</template>
    <p>他说：<a href="x">“治安好了”</a>。</p></div></body></html>"""
    report = saved(tmp_path / "a.html", page)
    assert [text for _, text in kinds(report)] == [
        "近年来，公安机关推进网格化管理，警情 8 起。",
        "第二段，群众满意\xa0得很。",
        "他说：“治安好了”。",
    ]
    assert [(s.zh, s.reason) for s in report.segments if s.kind == "skip"] == [
        ("看不见的文字。\n也看不见。", "hidden in the page")
    ]


def test_an_article_that_only_a_script_shows(tmp_path: Path) -> None:
    page = government(TITLE, BODY).replace('<div id="zoom">', '<div id="zoom" style="display:none">')
    assert ("sentence", PARAGRAPHS[1]) in kinds(saved(tmp_path / "a.html", page))


def test_a_body_named_after_its_footer(tmp_path: Path) -> None:
    page = government(TITLE, BODY).replace("<body>", '<body class="page footer fixed">')
    assert ("sentence", PARAGRAPHS[1]) in kinds(saved(tmp_path / "a.html", page))


def test_nesting_within_the_limit(tmp_path: Path) -> None:
    page = f"<html><body>{'<div>' * 240}<p>{PARAGRAPHS[1]}</p>"
    assert kinds(saved(tmp_path / "a.html", page)) == [("sentence", PARAGRAPHS[1])]


def test_tables_of_figures_are_rows(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{figure}</td></tr>"
        for name, figure in (("刑事警情", "1.2万起"), ("治安警情", "2.3万起"))
    )
    page = f"<html><body><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><table><caption>表1 警情统计</caption>{rows}</table><p>{PARAGRAPHS[1]}</p></body></html>"
    report = saved(tmp_path / "a.html", page)
    found = kinds(report)
    assert ("caption", "表1 警情统计") in found
    assert [text for _, text in found if "警情" in text and len(text) < 5] == ["刑事警情", "治安警情"]
    assert ("sentence", "1.2万起") in found
    assert "刑事警情\t1.2万起" in report.source


def test_saved_by_a_browser_as_one_file(tmp_path: Path) -> None:
    import base64

    page = base64.encodebytes(government(TITLE, BODY).replace("<!-- saved", "<!-- ").encode()).decode()
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/a.html\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n----x\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{page}\r\n----x\r\nContent-Type: image/png\r\n\r\nxx\r\n----x--\r\n"
    )
    path = tmp_path / "a.mhtml"
    path.write_text(archive, encoding="ascii", newline="")
    report = read_report(path)
    assert_partition(report)
    assert report.url == "https://www.example.gov.cn/a.html"
    assert report.title_zh == TITLE
    assert "web archive" in report.how


def test_without_the_extractor_everything_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    report = saved(tmp_path / "a.html", government(TITLE, BODY))
    assert "resiliparse" in report.how
    assert "".join(PARAGRAPHS) == "".join(
        text for kind, text in kinds(report) if kind == "sentence" and text in "".join(PARAGRAPHS)
    )


def test_addresses_that_are_none_are_not_taken(tmp_path: Path) -> None:
    page = government(TITLE, BODY).replace("http://www.example.gov.cn/art/2016/11/22/art_1.html", "javascript:alert(1)")
    assert saved(tmp_path / "a.html", page).url == ""


def test_nothing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    for page in ("", " \n", "<html></html>", "<!-- -->", "<html><body><script>近年来</script></body></html>"):
        path.write_text(page, encoding="utf-8")
        assert "empty" in (message := error_of(path)) or "no Chinese" in message
