"""Exclusive term success, consistency, figures, completeness: by hand, and against the slow implementations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation import oracles
from jingci.evaluation import evaluate
from jingci.glossary import Glossary, load_glossary


def scored(
    small: Glossary, sources: list[str], hypotheses: list[str], references: list[str] | None = None
) -> dict[str, float | None]:
    return dict(evaluate(hypotheses, references or hypotheses, sources, small).systems[0].overall)


def test_a_nested_term_is_counted_on_neither_side(tmp_path: Path) -> None:
    """社区 stands in 社区民警 only, and "community" in "community officers" only: to WMT it is there and rendered."""
    own = tmp_path / "own.csv"
    own.write_text("zh,pinyin,en\n社区,shèqū,community\n社区民警,shèqū mínjǐng,community officer\n", encoding="utf-8")
    glossary = load_glossary(own, only=True)
    sources, references = ["社区民警来了。"], ["Community officers came."]
    systems = {"same": references, "other": ["Officers of the community came."]}
    same, other = evaluate(systems, references, sources, glossary, tests=()).systems
    assert (same.overall["terms"], same.overall["terms_exclusive"]) == (100, 100)
    # 社区 1 of 1, 社区民警 0 of 1; exclusively 社区民警 0 of 1 alone.
    assert (other.overall["terms"], other.overall["terms_exclusive"]) == (50, 0)


def test_one_stretch_of_english_stands_for_one_occurrence(small: Glossary) -> None:
    # The longer 网格化管理 takes "grid management"; "gridding" is left for 网格化. One of two 派出所 is rendered.
    scores = scored(
        small,
        ["派出所推进网格化管理,派出所"],
        ["The police station advances grid management."],
        ["The police station advances grid management at the police station."],
    )
    assert scores["terms_exclusive"] == pytest.approx((0.5 + 1) / 2 * 100)


def test_inflected_renderings_count_and_word_boundaries_hold(small: Glossary) -> None:
    assert scored(small, ["警情下降。"], ["Police incidents fell."])["terms_exclusive"] == 100
    # 警情 in 民警情绪 is no occurrence; with none at all there is nothing to be scored.
    assert scored(small, ["民警情绪高涨。"], ["Police incidents."])["terms_exclusive"] is None


def test_consistency_by_hand(small: Glossary) -> None:
    # 派出所 three times, rendered twice: 2 of 3; 警情 once is not counted.
    scores = scored(
        small,
        ["派出所处理警情。", "派出所", "派出所"],
        ["The police station handles police incidents.", "Police stations.", "The station."],
    )
    assert scores["consistency"] == pytest.approx(100 * 2 / 3)
    assert scored(small, ["派出所"], ["police station"])["consistency"] is None


def test_figures_by_hand(small: Glossary) -> None:
    # 324 is right, 227 is 272; 2.2亿 is right though nothing is written alike; 五 in 五是 needs no figure.
    scores = scored(
        small,
        ["全市破获案件324起,抓获嫌疑人227名。", "采集数据2.2亿条。", "共有民警3人。"],
        ["The city solved 324 cases and caught 272 suspects.", "220 million records were collected.", ""],
    )
    assert scores["figures"] == pytest.approx(100 * 2 / 4)


def test_completeness_by_hand(small: Glossary) -> None:
    zh = "全市公安机关坚持以人民为中心的发展思想,不断完善社会治安防控体系,持续提升群众安全感和满意度。"
    en = "Public security organs of the whole city put the people first, steadily improved public order, and raised the sense of security and the satisfaction of the public."
    scores = scored(small, [zh, zh, zh, zh, "——"], [en, "", zh, "Public security.", ""], [en] * 5)
    assert scores["completeness"] == pytest.approx(100 / 4)


WORDS = st.sampled_from(
    [
        "police stations",
        "police station",
        "grid management",
        "gridding",
        "station",
        "police incident",
        "12",
        "1,200",
        "the",
    ]
)
ENGLISH = st.lists(WORDS, max_size=7).map(" ".join)
CHINESE = st.lists(
    st.sampled_from(["派出所", "网格化管理", "网格化", "警情", "民警情绪", "12起", "1200名", "走访"]), max_size=5
).map("".join)
DOCUMENT = st.lists(st.tuples(CHINESE, ENGLISH, ENGLISH), min_size=1, max_size=5)


@given(st.lists(DOCUMENT, min_size=1, max_size=3))
@settings(max_examples=60)
def test_all_agree_with_their_definitions(small: Glossary, documents: list[list[tuple[str, str, str]]]) -> None:
    flat = [segment for segments in documents for segment in segments]
    sources, hypotheses, references = (list(texts) for texts in zip(*flat, strict=True))
    names = [str(number) for number, segments in enumerate(documents) for _ in segments]
    found = evaluate(hypotheses, references, sources, small, documents=names, differing=0).systems[0].overall
    expected = {
        "terms_exclusive": oracles.exclusive_success(documents, small),
        "consistency": oracles.consistency(documents, small),
        "figures": oracles.figures(flat),
    }
    assert {name: found[name] for name in expected} == {
        name: None if score is None else pytest.approx(score) for name, score in expected.items()
    }
