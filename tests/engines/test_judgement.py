"""What a model gives for English, cleaned and judged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jingci.engines.chat.answer import read
from jingci.engines.chat.key import Key
from jingci.engines.cleaning import clean, has_tags, without_tags
from jingci.engines.judgement import judged, runs_in_circles

ZH = "全市推行网格化管理。"


@given(st.text())
@example("\x1b[31m\x9b0m\x1b]0;x\x07y\x1b")
@example("[[a](term:b)](term:c)")
@example("](te](term:rm:")
def test_clean_text_steers_nothing_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for char in cleaned)
    assert "](term:" not in cleaned
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned) == cleaned


@given(st.text(alphabet="ab <>/!-\"'=[]"))
def test_without_tags_leaves_no_tag(text: str) -> None:
    assert not has_tags(without_tags(text))


@given(st.binary())
@example(b'{"choices": [{"message": {"content": "{\\"english\\": 1}"}}]}')
@example(b'{"choices": [{"message": {"content": []}, "finish_reason": []}], "usage": [1]}')
def test_any_body_is_read_without_a_crash(body: bytes) -> None:
    found = read(body, "s1", ZH)
    assert found.problem or found.en


@given(st.text())
def test_any_content_gives_english_or_a_problem(text: str) -> None:
    en, problem = judged(text, ZH)
    assert en or problem
    assert "\n" not in problem


@pytest.mark.parametrize(
    "text",
    [
        "The “three robberies” (三抢) fell by 8.94 percent.",
        "Prices < 5 and > 3 are fine; a<b holds.",
        "Step by step, day by day, year by year.",
        "No, no, no, no!",
        "Sorry is what Officer Hu said.",
    ],
)
def test_good_english_is_left_as_it_is(text: str) -> None:
    assert judged(text, ZH) == (text, "")


@pytest.mark.parametrize("loop", ["the ", "and the police ", "a b c d e f g h "])
def test_a_loop_is_found(loop: str) -> None:
    assert runs_in_circles(loop * 6)
    assert not runs_in_circles(loop * 5)
    assert judged(f"It is {loop * 20}", ZH)[0] == ""


@given(st.text(alphabet="abcdef0123456789-", min_size=8, max_size=30), st.text(), st.text())
def test_a_key_is_never_left_in_a_message(value: str, before: str, after: str) -> None:
    key = Key(value)
    assert value not in key.redacted(before + value + after)
    assert value not in key.removed(before + value + after)
    assert value not in repr(key)


def test_stretches_of_a_key_are_hidden() -> None:
    key = Key("sk-abcdef123456")
    assert key.redacted("key sk-abcde*** is wrong") == "key ……………………*** is wrong"
    assert key.redacted("nothing of it") == "nothing of it"
    assert Key("").redacted("text") == "text"
