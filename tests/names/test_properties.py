"""What holds of any text."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jingci.names import default_gazetteer, find_names

WORDS = [
    "锦州市", "河北", "省", "公安局", "分局", "派出所", "长安", "和平", "镇", "街道", "村", "支队长", "杨立东", "民警", "王", "治", "安",
    "、", "。", "在", "的", "\n", "\n\n", "\u200b", "中共", "委", "110", "開發區", "經濟技術", "大队", "一", "区", "县", "市", "和", " ",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=25).map("".join),
    st.lists(st.sampled_from(sorted(default_gazetteer().forms)), max_size=6).map("".join),
)


@given(TEXTS)
def test_spans_slice_the_text_in_order_without_overlap(text: str) -> None:
    names = find_names(text)
    for name in names:
        assert text[name.span.start : name.span.end] == name.text != ""
        assert name.english
        assert 0 < name.confidence <= 1
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))


@given(TEXTS, TEXTS)
def test_a_name_does_not_cross_a_blank_line(first: str, second: str) -> None:
    edge = len(first) + 1
    for name in find_names(f"{first}\n\n{second}"):
        assert name.span.end <= edge or name.span.start >= edge


def test_the_cost_per_character_does_not_grow() -> None:
    sentence = "河北省沧州市运河公安分局局长吴志平在黄冈、黄石介绍,石柱县中益乡、和平区的民警王某到平川派出所报到。"

    def seconds(copies: int) -> float:
        text = sentence * copies
        begin = time.process_time()
        found = find_names(text)
        assert len(found) >= copies * 6
        return time.process_time() - begin

    seconds(10)
    small = min(seconds(100) for _ in range(3))
    assert min(seconds(1600) for _ in range(2)) < small * 16 * 3
