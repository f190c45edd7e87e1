"""What must hold of any text, and the agreement of numbers written out by a slow and obvious writer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingci.numerals import compare, find_quantities

DIGITS = "零一二三四五六七八九"
PIECES = [
    *"零一二三四五六七八九十百千万亿兆两廿半几数余多第约近超逾双点分之至和、成倍番元米年月日时号个起件人名％%‰0123456789,.-~:/ ",
    *"萬億兩餘個點０１２９，．", "百分之", "万分之", "个百分点", "个点", "以上", "左右", "民国", "世纪", "年代", "十三五", "9·11", "Ⅱ",
    *["one", "two", "three", "twenty", "hundred", "thousand", "million", "billion", "half", "third", "quarter", "dozen", "percent", "percentage", "points", "of", "in"],
    *["out", "and", "a", "first", "tenth", "May", "March", "1990s", "2018", "$", "US$", "£", "RMB", "bn", "m", "k", "th", "p.m.", "000", "per", "10,000", "½", "IV", "Chapter", "x", "No."],
]  # fmt: skip
ANY = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)) | st.lists(
    st.sampled_from(PIECES), max_size=60
).map("".join)


@given(ANY, st.sampled_from(["zh", "en"]))
@settings(max_examples=400, deadline=None)
def test_spans_slice_the_text_and_lie_in_order(text: str, lang: str) -> None:
    last = 0
    for quantity in find_quantities(text, "zh" if lang == "zh" else "en"):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.span.start >= last
        last = quantity.span.start
        assert quantity.value >= 0
        assert quantity.high is None or quantity.high > quantity.value


@given(ANY, ANY)
@settings(max_examples=400, deadline=None)
def test_comparison_never_fails_and_explains(zh: str, en: str) -> None:
    for finding in compare(zh, en):
        assert finding.message
        assert "\n" not in finding.message or "\n" in zh + en
        assert all(0 <= s.start < s.end <= len(zh) for s in finding.zh_spans)
        assert all(0 <= s.start < s.end <= len(en) for s in finding.en_spans)


def in_characters(n: int) -> str:
    """A whole number below 10^12 in Chinese characters, the long way."""
    if n >= 10**8:
        rest = n % 10**8
        return (
            in_characters(n // 10**8)
            + "亿"
            + ("零" if 0 < rest < 10**7 else "")
            + (in_characters(rest) if rest else "")
        )
    if n >= 10**4:
        rest = n % 10**4
        return (
            in_characters(n // 10**4)
            + "万"
            + ("零" if 0 < rest < 10**3 else "")
            + (in_characters(rest) if rest else "")
        )
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            rest = n % size
            gap = "零" if 0 < rest < size // 10 else ""
            return DIGITS[n // size] + name + gap + (in_characters(rest) if rest else "")
    return DIGITS[n]


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
WORDS = [*SMALL.split(), "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    """A whole number below 10^12 in English words, the long way."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            joint = " and " if size == 100 else " "
            return f"{in_words(n // size)} {name}" + (joint + in_words(rest) if rest else "")
    if n >= 20:
        return TENS[n // 10 - 2] + (f"-{WORDS[n % 10]}" if n % 10 else "")
    return WORDS[n]


NUMBERS = st.integers(3, 10**12 - 1)


@given(NUMBERS)
@settings(max_examples=300, deadline=None)
def test_numbers_in_characters_read_back(n: int) -> None:
    (quantity,) = find_quantities(f"共{in_characters(n)}人")
    assert (quantity.value, quantity.high) == (n, None)


@given(NUMBERS)
@settings(max_examples=300, deadline=None)
def test_numbers_in_words_read_back(n: int) -> None:
    (quantity,) = find_quantities(f"{in_words(n)} people", "en")
    assert quantity.value == n


@given(NUMBERS)
@settings(max_examples=200, deadline=None)
def test_both_languages_agree_however_written(n: int) -> None:
    for zh in (in_characters(n), str(n), f"{n:,}"):
        for en in (in_words(n), str(n), f"{n:,}"):
            if 1000 <= n < 2200 and en == str(n):
                continue  # a bare 2018 may be a year
            assert compare(f"共{zh}人", f"{en} people in all") == []


@given(st.integers(1, 99_999), st.sampled_from([(10**4, "万"), (10**8, "亿")]))
@settings(max_examples=200, deadline=None)
def test_magnitudes_are_exact(n: int, magnitude: tuple[int, str]) -> None:
    size, name = magnitude
    (quantity,) = find_quantities(f"{n / 100:.2f}{name}元")
    assert quantity.value == Fraction(n * size, 100)


@given(NUMBERS, st.integers(1, 6))
@settings(max_examples=200, deadline=None)
def test_a_shifted_point_is_always_found(n: int, places: int) -> None:
    found = [f for f in compare(f"共{n}起", f"{n * 10**places:,} cases") if f.severity != "info"]
    assert found


def calls(function: Callable[[], object]) -> int:
    """How many Python and C calls a function makes: a measure of its work that does not depend on the machine."""
    count = 0

    def tally(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tally)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2.2亿条，", "2.2 billion records, "),
        ("三五个", "three or five "),
        ("一", "one "),
        ("万一", "a million "),
        ("半", "half "),
        ("1,111", ",111"),
        ("9月27日", "September 27, 2018 "),
        ("20-30%", "20-30% "),
        ("第一", "1"),
        ("7个", "eight "),
        ("３，", "$3 "),
        ("35起、", "the cases "),
    ],
)
def test_the_work_is_linear_in_the_length(zh: str, en: str) -> None:
    compare(zh, en)  # fills what is cached
    small = calls(lambda: compare(zh * 200, en * 200))
    large = calls(lambda: compare(zh * 800, en * 800))
    assert large <= 6 * small + 2000
