"""Differences: complete, at their places, and shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jingci.memory import difference_record, differences, marked, score
from jingci.memory.tokens import placed_tokens

text = st.text(st.sampled_from("警情網网格管理三四3.1 ab,。\u200b\n"), max_size=14)


@given(text, text)
def test_differences_turn_one_text_into_the_other(one: str, other: str) -> None:
    found = differences(one, other)
    ours, theirs = placed_tokens(one), placed_tokens(other)
    rest = [token for token, span in ours if not any(d.span.overlaps(span) for d in found)]
    assert rest == [token for token, span in theirs if not any(d.unit_span.overlaps(span) for d in found)]
    assert bool(found) == (score(one, other) < 100 and bool(ours or theirs))
    for number, difference in enumerate(found):
        assert bool(len(difference.span)) == (difference.kind != "insert")
        assert bool(len(difference.unit_span)) == (difference.kind != "delete")
        if number:
            before = found[number - 1]
            assert before.span.end <= difference.span.start
            assert before.unit_span.end <= difference.unit_span.start


@given(text, text)
def test_marks_are_all_that_is_added(one: str, other: str) -> None:
    found = differences(one, other)
    for side, unit in ((one, False), (other, True)):
        shown = marked(side, found, unit=unit, marks=("<", ">"))
        assert shown.replace("<", "").replace(">", "") == side


def test_shown() -> None:
    one, other = "全市破獲案件324起。", "全市共破获案件227。"
    found = differences(one, other)
    assert [d.kind for d in found] == ["insert", "replace"]
    assert marked(one, found, unit=False) == "全市破獲案件[324起]。"
    assert marked(other, found, unit=True) == "全市[共]破获案件[227]。"
    assert difference_record(found[1], one, other) == {
        "kind": "replace",
        "text": {"start": 6, "end": 10, "text": "324起"},
        "unit": {"start": 7, "end": 10, "text": "227"},
    }
