"""The score: OmegaT's formula by the slow way, and figures that differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.memory import differs_in_figures_only, score
from jingci.memory.tokens import key_of, tokens_of

text = st.text(st.sampled_from("警情網网格管理三四3.1 ab,。"), max_size=14)


def slow_distance(one: list[str], other: list[str]) -> int:
    """Levenshtein's distance by its definition."""
    row = list(range(len(other) + 1))
    for number, token in enumerate(one, 1):
        diagonal, row[0] = row[0], number
        for place, against in enumerate(other, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (token != against))
    return row[-1]


@given(text, text)
def test_the_formula(one: str, other: str) -> None:
    tokens = tokens_of(key_of(one)), tokens_of(key_of(other))
    longest = max(map(len, tokens))
    expected = int(100 * (longest - slow_distance(*tokens)) / longest) if longest else 0
    assert score(one, other) == score(other, one) == expected
    assert (score(one, other) == 100) == (key_of(one) == key_of(other) != "")


@pytest.mark.parametrize(
    ("one", "other", "expected", "figures"),
    [
        ("全市破获案件324起。", "全市破獲案件３２４起。", 100, False),
        ("全市破获案件324起。", "全市破获案件227起。", 88, True),
        ("下降三成。", "下降四成。", 80, True),
        ("采集数据2.2亿条。", "采集数据3万余条。", 66, True),
        ("采集数据2.2亿条。", "采集警情2.2亿条。", 75, False),
        ("建成“三圈”模式。", "建成“四圈”模式。", 88, False),
        ("一是抓管理。", "二是抓管理。", 83, False),
        ("see police", "see policy", 50, False),
        ("", "", 0, False),
    ],
)
def test_scores(one: str, other: str, expected: int, figures: bool) -> None:
    assert score(one, other) == expected
    assert differs_in_figures_only(one, other) is figures


@pytest.mark.parametrize("length", [200, 1999, 6000])
def test_one_figure_is_never_lost_in_a_long_text(length: int) -> None:
    one, other = "管" * length + "3起", "管" * length + "4起"
    assert score(one, other) == 99
    assert differs_in_figures_only(one, other)
