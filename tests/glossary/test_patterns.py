"""From termbase to hits: spellings, scripts, and words in which a form is not the term."""

from __future__ import annotations

from functools import lru_cache

import opencc
import pytest

import jingci
from jingci.edition import edition_folders
from jingci.folding import fold
from jingci.glossary import Glossary
from jingci.glossary.index import Layer
from jingci.glossary.patterns import form_patterns
from jingci.model import Concept, Form, Rendering

REPORTS = sorted(edition_folders())
#: What a web capture does to a term.
DAMAGED = [
    "网格化管理",
    "網格化管理",
    "网格\u200b化管理",
    "网格\n化管理",
    "網格\r\n　　化管理",
    "网\ufeff格化\u00ad管理",
    "网格化\u2060\n管理",
]


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The project's own termbase."""
    return jingci.load_glossary()


def concept(name: str, *forms: str, not_in: tuple[str, ...] = ()) -> Concept:
    zh = tuple(Form(form, "-") for form in forms)
    return Concept(id=name, kind="term", zh=zh, en=(Rendering(name),), gloss="", not_in=not_in)


@pytest.mark.parametrize("way", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_has_the_same_terms_in_either_script(report: str, way: str) -> None:
    text = (edition_folders()[report] / "source.zh.txt").read_text(encoding="utf-8")
    other = opencc.OpenCC(way).convert(text)
    assert len(other) == len(text)
    hits = list(glossary().scan(text))
    assert len(hits) > 100
    assert list(glossary().scan(other)) == hits


@pytest.mark.parametrize("spelling", DAMAGED, ids=ascii)
def test_spans_slice_the_text_as_given(spelling: str, small: Glossary) -> None:
    text = f"\ufeff要推进{spelling}，\u3000见ＧＰＳ。"
    (hit,) = small.find(text)
    assert (hit.concept.id, hit.form.text, hit.text) == ("wanggehua-guanli", "网格化管理", spelling)
    assert text[hit.span.start : hit.span.end] == spelling
    assert [(start, end) for start, end, _ in small.scan(text)] == [(hit.span.start, hit.span.end)]


def test_the_veto_is_at_work(small: Glossary) -> None:
    assert [hit.text for hit in small.find("推进网格化，疏导民警情绪，研判警情，辅警情绪")] == ["网格化", "警情"]


def test_users_lists_get_the_veto_too() -> None:
    rows = "zh,en\n天网,Skynet\n人大,people's congress\n网安,cyber police\n"
    own = Glossary([Layer("own.csv", [("own.csv", rows.encode())])])
    text = "三天网上巡查，两人大打出手，互联网安全；市人大视察天网，网安支队"
    assert [(hit.text, hit.span.start) for hit in own.find(text)] == [("人大", 21), ("天网", 25), ("网安", 28)]
    assert [hit.text for hit in own.find("兩人大打出手，市人大視察天網，網安支隊")] == ["人大", "天網", "網安"]


def test_parts_of_a_longer_term_are_nested_hits(small: Glossary) -> None:
    hits = small.find("推进网格化管理", nested=True)
    assert [hit.text for hit in hits] == ["网格化管理", "网格化"]


def test_regional_spellings_are_patterns_of_their_own() -> None:
    rows = form_patterns([concept("a", "网络安全"), concept("b", "电信网路"), concept("c", "电信网络")])
    spellings = [(row.concept, row.pattern.text) for row in rows]
    # 电信网路 is a form of another concept, which keeps it.
    assert spellings == [(0, "网络安全"), (1, "电信网路"), (2, "电信网络"), (0, "网路安全")]
    assert all(fold(row.pattern.text).text == row.pattern.text for row in rows)


def test_words_block_only_their_own_concept() -> None:
    rows = form_patterns([concept("a", "探头", "探", not_in=("探头探脑",)), concept("b", "脑")])
    assert rows[0].pattern.not_in == (("", "探脑"),)
    assert rows[2].pattern.not_in == ()


def test_what_the_veto_sees_by_itself_is_left_to_it() -> None:
    rows = form_patterns([concept("a", "人防", not_in=("人防护",))])
    assert rows[0].pattern.not_in == ()


def test_a_form_leaves_its_first_syllable_to_a_longer_one() -> None:
    rows = form_patterns([concept("a", "市人大"), concept("b", "人大", "人大常委会")])
    assert rows[0].pattern.not_in == (("", "常委会"),)
    assert rows[1].pattern.not_in == ()


def test_a_number_before_another_term_is_looked_at() -> None:
    rows = form_patterns([concept("a", "两卡"), concept("b", "卡点")])
    assert "点" in (rows[0].pattern.right or "")


def test_a_concept_that_is_never_linked_has_no_pattern() -> None:
    never = Concept(id="x", kind="term", zh=(Form("意见", "-"),), en=(Rendering("x"),), gloss="", link="never")
    assert form_patterns([never]) == []
