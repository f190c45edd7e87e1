"""The kitchen-sink report through every format, against golden files.

To renew them after a change that is meant: ``JINGCI_GOLDEN=write pytest tests/formats/test_golden.py``; then read the
diff.
"""

from __future__ import annotations

import html.parser
import json
import re
from dataclasses import replace
from html import escape as html_escape

import pytest

from conftest import KITCHEN_SINK
from golden import assert_golden
from jingci.annotation import annotate
from jingci.edition import load_edition
from jingci.formats import render
from jingci.formats.markdown import escaped
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport, MemoryMatch, Report, Segment
from jingci.version import __version__

GOLDEN = KITCHEN_SINK / "golden"
CASES = {
    "report.md": ("markdown", {}),
    "parallel.md": ("markdown", {"parallel": True}),
    "terminal.md": ("markdown", {"links": False}),
    "report.html": ("html", {}),
    "parallel.html": ("html", {"parallel": True}),
    "report.json": ("json", {}),
}
#: The formats that are read as text here.
TEXTS = sorted({format for format, _ in CASES.values()})


def unfinished() -> Report:
    """The kitchen sink's edition with a segment that has no English yet, and one that an engine drafted."""
    report = load_edition(KITCHEN_SINK / "edition")
    empty = Segment("s1p3c1", "sentence", "近3000名民警<i>走访</i>283万余人次,李某被“三\n化”小组抓获。", start=134)
    drafted = Segment(
        "s1p3c2",
        "sentence",
        "派出所民警共12人。",
        en="The police station has 12 officers.",
        origin="engine:chat:test",
        state="draft",
        start=172,
    )
    return replace(report, segments=(*report.segments, empty, drafted))


@pytest.fixture(scope="module")
def annotated(small: Glossary) -> AnnotatedReport:
    return annotate(unfinished(), small)


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, annotated: AnnotatedReport) -> None:
    format, options = CASES[name]
    text = render(annotated, format, **options).replace(f'"version": "{__version__}"', '"version": "VERSION"')
    if format == "html":
        text = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", re.sub(r"'sha256-[^']*'", "'HASH'", text))
    assert_golden(GOLDEN / name, text)


class Elements(html.parser.HTMLParser):
    """Collects the elements and the visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_page_is_well_formed_and_inert(annotated: AnnotatedReport) -> None:
    page = Elements(render(annotated, "html", parallel=True))
    assert page.open == []
    assert not {"img", "iframe", "object", "link"} & {tag for tag, _ in page.tags}
    assert [attrs for tag, attrs in page.tags if tag in ("script", "style")] == [{}, {}]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    links = [attrs["href"] or "" for tag, attrs in page.tags if tag == "a"]
    assert links
    assert all(link.startswith(("#", "https://example.org/")) for link in links)
    assert "<script>alert(1)</script>" in "".join(page.words)


def test_links_of_a_page_lead_somewhere(annotated: AnnotatedReport) -> None:
    page = Elements(render(annotated, "html", parallel=True))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] or "" for tag, attrs in page.tags if tag == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_page_asks_for_nothing(annotated: AnnotatedReport) -> None:
    page = render(annotated, "html")
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|src=", page.replace("&lt;img src=x", ""))


def test_footnotes_are_numbered_in_reading_order(annotated: AnnotatedReport) -> None:
    text = render(annotated, "markdown", links=False)
    references = [int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)]
    notes = [int(n) for n in re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)]
    assert references == sorted(references) == notes == list(range(1, len(notes) + 1))


def test_json_spans_slice_what_they_name(annotated: AnnotatedReport) -> None:
    value = json.loads(render(annotated, "json"))
    hits = [(s["zh"][h["zh"][0] : h["zh"][1]], h["form"]) for s in value["segments"] for h in s["hits"]]
    assert ("警情", "警情") in hits
    assert ("三\n化", "三化") in hits
    assert all(shown.replace("\n", "") == form for shown, form in hits)
    words = [(s["zh"][w["zh"][0] : w["zh"][1]], w["text"]) for s in value["segments"] for w in s["gloss"]]
    assert len(words) > 10
    assert all(shown.replace("\n", "") == text for shown, text in words)
    marks = [s["en"][m["en"][0] : m["en"][1]] for s in value["segments"] for m in s["marks"]]
    assert "gridding work" in marks
    assert "police incidents" in marks


@pytest.mark.parametrize("format", TEXTS)
def test_a_gloss_is_said_to_be_one_and_whose_words_it_has(format: str, annotated: AnnotatedReport) -> None:
    text = render(annotated, format)
    for said in ("It is not a translation", "CC-CEDICT", "CC BY-SA 4.0", "over 2.83 million", "nearly 3,000"):
        assert said in text


@pytest.mark.parametrize("format", TEXTS)
def test_drafts_are_marked_and_the_mark_is_explained(format: str, annotated: AnnotatedReport) -> None:
    text = render(annotated, format)
    assert "† marks a draft (chat:test), 2 of 9 segments" in text
    assert "‡ marks a draft that a check had something against" in text
    if format == "json":
        assert [s["id"] for s in json.loads(text)["segments"] if s["state"] == "draft"] == ["s1p1c3", "s1p3c2"]
    else:
        plain = re.sub("<[^>]*>", "", text)
        assert "are satisfied. ‡" in plain
        assert "has 12 officers. †" in plain
        assert "Doubtful drafts" in plain


def test_matches_of_the_memory_are_shown(small: Glossary) -> None:
    class Memory:
        def matches(self, zh: str, before: str = "", after: str = "") -> list[MemoryMatch]:
            assert (before, after) == ("|表格*星号*[括号]<script>alert(1)</script>派出所。", "派出所民警共12人。")
            return [MemoryMatch("走访\n群众", "[visits](term:x) <b>", 83, "fuzzy", "other#s1", "reviewed")] * 5

    annotated = annotate(unfinished(), small, Memory())
    shown = "83% like 走访 群众: “visits <b>” (other#s1, reviewed)"
    assert render(annotated, "html").count(html_escape(shown)) == 3
    assert render(annotated, "markdown").count(escaped(shown)) == 3
    assert [m["score"] for s in json.loads(render(annotated, "json"))["segments"] for m in s["matches"]] == [83] * 3


def test_without_a_gloss_the_chinese_stands_alone(small: Glossary) -> None:
    annotated = annotate(unfinished(), small, gloss=False)
    assert not annotated.attributions
    assert "It is not a translation" not in "".join(render(annotated, format) for format in TEXTS)


def test_damage_is_matched_as_read_and_shown_as_printed(annotated: AnnotatedReport) -> None:
    segment = next(s for s in annotated.segments if s.segment.sic)
    assert segment.damage
    assert "4,10余所" in render(annotated, "markdown")


def test_term_of_another_word_is_no_hit(annotated: AnnotatedReport) -> None:
    segment = next(s for s in annotated.segments if s.segment.zh.startswith("民警情绪"))
    assert segment.hits == ()
