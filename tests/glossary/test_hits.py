"""What a notebook shows of hits."""

from __future__ import annotations

from lxml import html

from jingci.glossary import Glossary
from jingci.glossary.hits import Hits


def test_hits_are_a_list_with_the_text_marked(small: Glossary) -> None:
    text = "推进网格化管理,网格化管理使警情下降。"
    hits = small.find(text)
    assert isinstance(hits, Hits)
    assert hits == list(hits)
    shown = html.fromstring(hits._repr_html_())
    assert [mark.text for mark in shown.iter("mark")] == [hit.text for hit in hits]
    assert shown.find("p").text_content() == text
    rows = [[cell.text_content() for cell in row] for row in shown.iter("tr")][1:]
    assert [(row[0], row[2], row[4]) for row in rows] == [
        ("网格化管理", "grid management", "2"),
        ("警情", "police incident", "1"),
    ]


def test_nested_hits_are_marked_once(small: Glossary) -> None:
    text = "网格化管理"
    shown = html.fromstring(small.find(text, nested=True)._repr_html_())
    assert shown.find("p").text_content() == text


def test_a_hostile_text_is_inert(small: Glossary) -> None:
    page = small.find("<script>alert(1)</script>警情\u202e\x1b")._repr_html_()
    assert "<script" not in page
    assert "\u202e" not in page
    assert "<mark" in page


def test_no_hits(small: Glossary) -> None:
    assert "<tbody></tbody>" in small.find("没有")._repr_html_()
