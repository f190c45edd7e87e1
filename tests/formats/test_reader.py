"""The parts of the reader's page: what they promise to a site, and what they say."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest

from conftest import KITCHEN_SINK
from jingci.annotation import annotate
from jingci.edition import load_edition
from jingci.errors import MissingExtraError
from jingci.formats.html import to_html
from jingci.formats.reader import Home, page, reader_parts
from jingci.formats.reader.citing import bibtex, csl_json
from jingci.formats.reader.safe import attribute, outward
from jingci.formats.reader.scripts import script_of, traditional_pairs
from jingci.formats.reader.text import Text
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport


@pytest.fixture(scope="module")
def annotated(small: Glossary) -> AnnotatedReport:
    return annotate(load_edition(KITCHEN_SINK / "edition"), small)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(annotated: AnnotatedReport) -> None:
    text = to_html(annotated)
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    for element in ("style", "script"):
        bodies = re.findall(f"(?s)<{element}>(.*?)</{element}>", text)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert rules[f"{element}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy[1]


def test_a_site_gives_entries_pages_and_the_bar_a_home(annotated: AnnotatedReport) -> None:
    parts = reader_parts(
        annotated,
        concept_link=lambda concept: "" if concept.id == "sanhua" else f"../term/{concept.id}.html",
        home=Home("../", "Shelf & co."),
    )
    assert '<a href="../term/jingqing.html">警情</a>' in parts.main
    assert "sanhua" not in parts.main
    assert '<a class="home" href="../">Shelf &amp; co.</a>' in parts.bar
    assert page(parts).index(parts.bar) < page(parts).index(parts.script) < page(parts).index(parts.main)
    assert "../" not in to_html(annotated)


def test_each_note_stands_once(annotated: AnnotatedReport) -> None:
    text = to_html(annotated, parallel=True)
    for footnote in annotated.footnotes:
        assert text.count(f'<li id="n-{footnote.number}">') == 1
    assert text.count("each with staff who know it") == 1


def test_two_numbers_side_by_side_are_told_apart(annotated: AnnotatedReport) -> None:
    item = next(item for item in annotated.segments if item.damage)
    twice = replace(item, damage=(item.damage[0], 9))
    assert '7</a>,</sup><sup class="sic"><a href="#n-9">9</a></sup>' in Text(annotated).read(twice)


def test_the_same_page_every_time(annotated: AnnotatedReport) -> None:
    assert to_html(annotated) == to_html(annotated)


def test_a_report_as_csl_and_as_bibtex(annotated: AnnotatedReport) -> None:
    (item,) = json.loads(csl_json(annotated.report))
    assert item["author"] == [{"literal": "Zhang San"}]
    assert item["original-title"] == "测试市公安局工作报告"
    assert item["original-date"] == {"date-parts": [[2020, 2, 29]]}
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
    entry = bibtex(annotated.report)
    assert entry.startswith("@techreport{kitchen-sink,")
    assert "title = {{Work Report of the Test City Public Security Bureau}}" in entry


def test_without_a_dictionary_there_is_no_pinyin_and_no_choice_of_it(
    annotated: AnnotatedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def __init__(self) -> None:
            raise MissingExtraError("no dictionary")

    assert 'class="y"' in to_html(annotated)
    monkeypatch.setattr("jingci.glossing.Glosser", Missing)
    text = to_html(annotated)
    assert 'class="y"' not in text
    assert 'id="pinyin"' not in text


def test_whose_readings_the_pinyin_has_is_said(annotated: AnnotatedReport) -> None:
    assert "CC-CEDICT" in reader_parts(annotated).main


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        " https://a.b",
        "https://",
        "https://a b",
        "ftp://a",
        "//a.b",
        "https://a@b",
    ],
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert "<a" not in outward(url)


def test_an_address_of_the_web_bears_the_name_of_its_host() -> None:
    link = outward('https://www.example.org:80/a"b?c=<d>')
    assert link == '<a href="https://www.example.org:80/a&quot;b?c=&lt;d&gt;">example.org</a>'
    assert attribute('"><script>') == "&quot;&gt;&lt;script&gt;"


def test_either_script_finds_the_other() -> None:
    pairs = traditional_pairs("网格化管理 著名")
    assert "網网" in pairs
    assert len(pairs) % 2 == 0
    assert traditional_pairs("abc") == ""
    assert script_of("推進網格化管理") == "zh-Hant"
