"""Every remark of the editor's lint can be made, and a clean termbase gets none."""

from __future__ import annotations

import pytest

from conftest import KITCHEN_SINK
from jingci.data import dump_yaml, parse_yaml
from jingci.glossary.index import Layer
from jingci.glossary.layers import merge
from jingci.glossary.lint import NOTED, lint, pinyin_agrees
from jingci.model import Form

TERMS = (KITCHEN_SINK / "glossary" / "terms.yaml").read_text(encoding="utf-8")
SOURCES = (KITCHEN_SINK / "glossary" / "sources.yaml").read_text(encoding="utf-8")
SEGMENTS = {"kitchen-sink": {"s1p1c2"}}


def codes(terms: str, sources: str = SOURCES, *, layout: bool = False) -> set[str]:
    if not layout:
        terms, sources = (dump_yaml(parse_yaml(text, "x")) for text in (terms, sources))
    layers = [Layer("jingci", [("g/sources.yaml", sources.encode()), ("g/terms.yaml", terms.encode())])]
    return {finding.code for finding in lint(layers, merge(layers), SEGMENTS)}


def test_clean() -> None:
    assert codes(TERMS) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("gloss: the lowest office of the police", f"gloss: {'x' * 121}", "gloss-long"),
        ("gloss: the lowest office of the police", "gloss: ''", "gloss-missing"),
        ("gloss: the lowest office of the police", "gloss: the lowest office.", "gloss-period"),
        ("Counted in 起 and compared", '"Counted" in 起 and compared', "quote-straight"),
        ("gloss: the lowest office of the police", "gloss: the police's lowest office", "quote-straight"),
        ("Counted in 起 and compared", "It should be noted that counted in 起 and compared", "note-padding"),
        ("@law-2005-penalties, Art. 3", "@lost-2005, Art. 3", "note-source"),
        ("pinyin: pàichūsuǒ", "pinyin: pàichūshuǒ", "pinyin"),
        ("pinyin: jǐngqíng", "pinyin: jǐngqing", "pinyin"),
        ("text: 派出所", "text: 派出處", "form-script"),
        ("where: kitchen-sink#s1p1c2", "where: kitchen-sink#s9p9c9", "reading-place"),
        ("where: kitchen-sink#s1p1c2", "where: '@lost, p. 1'", "reading-place"),
        ("text: 派出所\n    pinyin: pàichūsuǒ", "text: 警情\n    pinyin: jǐngqíng", "form-shared"),
        ("supports: [meaning, rendering]", "supports: [history]", "evidence-weak"),
        ("    sources: [doe-2020-grids]\n", "", "evidence-rendering"),
        ("    sources: [doe-2020-grids]\n", "    sources: [doe-2020-grids, doe-2020-grids]\n", "repeated"),
        ("see: [jingqing]", "see: [jingqing, jingqing]", "repeated"),
        ("see: [jingqing]", "see: [wanggehua-guanli]", "repeated"),
    ],
)
def test_remark(old: str, new: str, code: str) -> None:
    assert TERMS.count(old) == 1
    assert code in codes(TERMS.replace(old, new))


def test_a_character_of_both_scripts_is_no_remark() -> None:
    changed = TERMS.replace("text: 派出所\n    pinyin: pàichūsuǒ", "text: 著作权\n    pinyin: zhùzuòquán")
    assert {"form-script", "form-traditional"}.isdisjoint(codes(changed))


def test_short_note() -> None:
    record = parse_yaml(TERMS, "x")
    record["concepts"][1]["note"] = "Too short."
    assert "note-length" in codes(dump_yaml(record))


def test_a_note_may_stand_at_the_entry_that_is_referred_to() -> None:
    record = parse_yaml(TERMS, "x")
    seen = {concept["id"]: concept for concept in record["concepts"]}
    concept = next(c for c in record["concepts"] if c["kind"] in NOTED and c.get("see") and c.get("note"))
    del concept["note"]
    assert seen[concept["see"][0]]["note"]
    found = codes(dump_yaml(record))
    assert "note-length" not in found
    del concept["see"]
    assert "note-length" in codes(dump_yaml(record))


def test_orphan_source_and_layout() -> None:
    orphan = SOURCES.replace("doe-2020-grids", "doe-2021-orphan").replace("law-2005-penalties", "law-2021-orphan")
    assert "source-orphan" in codes(TERMS, SOURCES + orphan)
    assert "layout" in codes(TERMS.replace("link: marked", "link:   marked"), layout=True)


def test_an_exception_with_its_reason_is_no_remark() -> None:
    text = TERMS.replace("pinyin: pàichūsuǒ", "pinyin: pāichūsuǒ").replace(
        "kind: organ", "kind: organ\n  pinyin_note: as they say"
    )
    assert "pinyin" not in codes(text)


@pytest.mark.parametrize(
    ("text", "pinyin", "agrees"),
    [
        ("公安局", "gōng'ānjú", True),
        ("公安局", "Gōng'ān Jú", True),
        ("律师", "lǜshī", True),
        ("一标三实", "yībiāo-sānshí", True),
        ("2个40%", "liǎng ge bǎi fēn zhī sìshí", False),
        ("110接警", "yāoyāolíng jiējǐng", True),
        ("公安局", "gōngānju", False),
        ("派出所", "pàichūsuǒ a", False),
    ],
)
def test_pinyin_agrees(text: str, pinyin: str, agrees: bool) -> None:
    assert pinyin_agrees(Form(text, pinyin)) is agrees
