"""Sentences word by word: what is known comes first, every character is accounted for, spans are in the print."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci import load_glossary
from jingci.annotation import annotate, find_in_segment
from jingci.edition import load_edition
from jingci.formats import read_report
from jingci.formulas import find_formulas
from jingci.glossary import Glossary
from jingci.glossing import Glosser
from jingci.glossing.fixed import known_stretches
from jingci.model import Concept, Form, GlossedWord, Hit, MemoryMatch, Rendering, Report, Segment, Sic, Span
from jingci.names import Name
from jingci.paths import data_root


@pytest.fixture(scope="module")
def glosser() -> Glosser:
    return Glosser()


def glossed(glosser: Glosser, zh: str, glossary: Glossary | None = None) -> tuple[GlossedWord, ...]:
    segment = Segment("s1", "sentence", zh)
    hits = find_in_segment(segment, glossary) if glossary else []
    return glosser.words(segment, hits=hits, formulas=find_formulas(zh, glossary))


def english(words: tuple[GlossedWord, ...]) -> dict[str, str]:
    return {word.text: word.en for word in words if word.origin != "punctuation"}


@pytest.mark.parametrize(
    ("zh", "word", "en", "origin"),
    [
        ("推进网格化管理工作", "网格化管理", "grid management", "termbase"),
        ("民警情绪稳定", "情绪", "mood", "dictionary"),
        ("采集信息2.2亿条", "2.2亿条", "220 million", "figure"),
        ("走访群众近283万人次", "近283万人次", "nearly 2.83 million person-times", "figure"),
        ("占总人口的万分之八点九", "万分之八点九", "8.9 per 10,000", "figure"),
        ("低于全省0.53个百分点", "0.53个百分点", "0.53 percentage points", "figure"),
        ("警情万人比低于全省0.53个点", "0.53个点", "0.53 per 10,000", "figure"),
        ("达到90%以上", "90%以上", "at least 90%", "figure"),
        ("达到90%", "90%", "90%", "figure"),  # 达到 is a word of its own
        ("于2015年3月4日召开", "2015年3月4日", "March 4, 2015", "figure"),
        ("2011-10-27 14:53:17", "14:53:17", "14:53:17", "figure"),
        ("抽调3000名民警", "3000名", "3,000", "figure"),
        ("鄂州市公安局发布", "鄂州市公安局", "Ezhou Public Security Bureau", "name"),
        ("局长董煜华说", "局长董煜华", "Dong Yuhua, director of the bureau", "name"),
        ("抓获李某", "李某", "Li (name withheld)", "name"),
        ("见 http://example.org/2015/3 一页", "http://example.org/2015/3", "http://example.org/2015/3", ""),
        ("使用ＧＰＳ定位", "ＧＰＳ", "GPS", ""),
    ],
)
def test_a_word_of_a_sentence(small: Glossary, glosser: Glosser, zh: str, word: str, en: str, origin: str) -> None:
    words = glossed(glosser, zh, small)
    found = next((w for w in words if w.text == word), None)
    assert found is not None, [w.text for w in words]
    assert (found.en, found.origin) == (en, origin)
    assert found.span.of(zh) == word


def test_a_formula_has_its_members_unless_they_stand_beside_it(small: Glossary, glosser: Glosser) -> None:
    alone = english(glossed(glosser, "深化“三化”建设", small))["三化"]
    assert alone.startswith("three transformations (")
    assert "informatization" in alone
    spelled = english(glossed(glosser, "按照“三化”(信息化、网格化、社会化)建设", small))
    assert spelled["三化"] == "three transformations"


def test_a_formula_of_another_text_is_said_to_be_its_own(glosser: Glosser) -> None:
    glossary = load_glossary()
    words = glossed(glosser, "深化“四警”联动机制。", glossary)
    assert "(in Ezhou 2015: " in next(word.en for word in words if word.text == "四警")


def test_pinyin_of_a_name(glosser: Glosser) -> None:
    words = glossed(glosser, "中山市古镇镇海洲村")
    assert [word.pinyin for word in words] == ["Zhōngshān Shì Gǔzhèn Zhèn Hǎizhōu Cūn"]


def test_traditional_script(small: Glossary, glosser: Glosser) -> None:
    words = glossed(glosser, "會議強調,全面推進網格化管理。", small)
    assert [word.text for word in words] == ["會議", "強調", ",", "全面", "推進", "網格化管理", "。"]
    assert [word.en for word in words][3:6] == ["comprehensive", "advance", "grid management"]


def test_damage_is_read_as_it_was_meant_and_keeps_its_place(small: Glossary, glosser: Glosser) -> None:
    zh = "建设派出所4,10余所,群众满\n意。"
    segment = Segment("s1", "sentence", zh, sic=(Sic("4,10余所", "410余所", "a comma too many"),))
    words = glosser.words(segment, hits=find_in_segment(segment, small))
    figure = next(word for word in words if word.origin == "figure")
    assert (figure.text, figure.en, figure.span.of(zh)) == ("4,10余所", "over 410", "4,10余所")
    satisfied = next(word for word in words if word.text == "满意")
    assert satisfied.span.of(zh) == "满\n意"


def test_words_of_one_damaged_place_are_one(glosser: Glosser) -> None:
    segment = Segment("s1", "sentence", "当天网X行正常", sic=(Sic("网X行", "网络运行", "smudged"),))
    words = glosser.words(segment)
    assert [(word.text, word.en) for word in words][1] == ("网X行", "network operation")


def test_hits_of_the_caller_are_used(glosser: Glosser) -> None:
    concept = Concept("x", "term", (Form("网", "wǎng"),), (Rendering("web of ours"),), "", "noun")
    hit = Hit(Span(2, 3), concept, concept.zh[0], "网")
    words = glosser.words(Segment("s1", "sentence", "当天网络正常"), hits=[hit])
    assert english(words)["网"] == "web of ours"


ALPHABET = st.sampled_from("民警情绪网络格化管理三四两5.%万亿年月日,。“”（\n 　\u200b著國Ab/<>李某")


@given(st.text(ALPHABET, max_size=40) | st.text(max_size=30))
def test_every_character_is_accounted_for(zh: str) -> None:
    words = Glosser().words(Segment("s1", "sentence", zh))
    at = 0
    for word in words:
        assert word.span.start >= at
        assert len(word.span) > 0
        assert not zh[at : word.span.start].strip()
        at = word.span.end
    assert not zh[at:].strip()


def test_from_several_threads(small: Glossary) -> None:
    glosser = Glosser()
    texts = [f"推进网格化管理,采集信息{n}.2亿条,群众满意。" for n in range(1, 40)]
    alone = [glossed(Glosser(), zh, small) for zh in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda zh: glossed(glosser, zh, small), texts))
    assert together == alone


class TestAnnotation:
    """A report without English, as ``jingci annotate`` takes it."""

    def test_every_sentence_is_glossed(self, small: Glossary) -> None:
        texts = ["推进网格化管理。", "群众满意。", "12345"]
        segments = tuple(Segment(f"s1p1c{n}", "sentence", zh) for n, zh in enumerate(texts))
        annotated = annotate(Report("r", "报告", segments), small)
        shown = {item.segment.zh: english(item.gloss) for item in annotated.segments}
        assert shown["推进网格化管理。"] == {"推进": "advance", "网格化管理": "grid management"}
        # What an edition must ask for is in a gloss all the same.
        assert shown["群众满意。"] == {"群众": "the masses", "满意": "satisfied"}
        assert shown["12345"] == {}
        assert [attribution.licence for attribution in annotated.attributions] == ["CC BY-SA 4.0"]

    def test_a_memory_is_asked_with_the_neighbours(self, tmp_path: Path, small: Glossary) -> None:
        asked = []

        class Memory:
            def matches(self, zh: str, before: str = "", after: str = "") -> list[MemoryMatch]:
                asked.append((before, zh, after))
                return [MemoryMatch(zh, str(n), 90, "fuzzy", "x#1") for n in range(9)]

        path = tmp_path / "report.txt"
        path.write_text("群众满意。民警情绪稳定。", encoding="utf-8")
        annotated = annotate(read_report(path), small, Memory())
        assert asked == [("", "群众满意。", "民警情绪稳定。"), ("群众满意。", "民警情绪稳定。", "")]
        assert [match.en for match in annotated.segments[0].matches] == ["0", "1", "2"]

    def test_an_edition_in_english_asks_no_dictionary(self, small: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("jingci.glossing.report.Glosser", lambda: pytest.fail("a gloss was made"))
        folder = Path(data_root()) / "translations" / "ezhou-2015"
        assert not any(item.gloss for item in annotate(load_edition(folder), small).segments)


def overlapping(spans: list[Span]) -> list[Span]:
    """The oracle: the longest first, whatever overlaps one that is taken left out."""
    taken: list[Span] = []
    for span in sorted(spans, key=lambda s: (-len(s), s)):
        if len(span) and not any(span.overlaps(other) for other in taken):
            taken.append(span)
    return sorted(taken)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=12))
def test_of_two_that_overlap_the_longer_is_taken(places: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in places]
    names = [Name(span, "", "place", "x", (), 1.0) for span in spans]
    assert [known.span for known in known_stretches("市" * 40, [], [], names, [])] == overlapping(spans)
