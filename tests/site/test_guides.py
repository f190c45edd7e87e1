"""The documentation as pages of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from jingci.site.guides import Guide, all_guides, guide_html, guides_html

DOCS = Path(__file__).parents[2] / "docs"


def test_every_page_of_the_documentation_is_there_the_guides_by_task_first() -> None:
    found = all_guides()
    assert [guide.name for guide in found][:3] == ["translator", "researcher", "glossary-editor"]
    assert sorted(guide.name for guide in found) == sorted(path.stem for path in DOCS.rglob("*.md"))
    listed = html.fromstring(guides_html(found, "")).xpath("//main//a/@href")
    assert listed == [f"{guide.name}.html" for guide in found]


@pytest.mark.parametrize("guide", all_guides(), ids=lambda guide: guide.name)
def test_a_page_has_its_title_and_all_its_text(guide: Guide) -> None:
    tree = html.fromstring(guide_html(guide, all_guides(), ""))
    assert [heading.text_content() for heading in tree.iter("h1")] == [guide.title]
    blocks = [block.text_content() for block in tree.iter("pre")]
    assert len(blocks) == guide.text.count("\n```") / 2
    assert all(block.strip() in guide.text for block in blocks)
    assert not tree.xpath("//@style")


def test_links_lead_to_pages_or_are_text() -> None:
    text = "[a](../scan.md#figures) [b](https://example.org/x) [c](../../LICENSE) [d](#here) [e](scan.md)"
    tree = html.fromstring(guide_html(Guide("x", "X", text), all_guides(), ""))
    assert [(a.text, a.get("href")) for a in tree.xpath("//main//a")] == [
        ("a", "scan.html"),
        ("b", "https://example.org/x"),
        ("e", "scan.html"),
    ]
    assert tree.xpath("//main//p")[0].text_content() == "a b c d e"


def test_what_is_written_in_them_does_nothing() -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) `<b>` \u202eabc\n\n    <i>\n"
    page = guide_html(Guide("x", "<X>", text), (), "")
    tree = html.fromstring(page)
    assert not tree.xpath("//main//script | //main//a | //main//b | //main//i")
    assert "<script>alert" in tree.xpath("//main")[0].text_content()
    assert "\u202e" not in page
