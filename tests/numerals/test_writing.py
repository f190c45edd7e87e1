"""Figures written in English by value: what is written is found again with the same value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.numerals import compare, find_quantities
from jingci.numerals.writing import number, write, write_date


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2.2亿条", ["220 million"]),
        ("283万余人", ["over 2.83 million"]),
        ("近3000名", ["less than 3,000"]),
        ("万分之八点九", ["8.9 per 10,000"]),
        ("三成", ["30%"]),
        ("三分之一", ["1/3"]),
        ("下降0.53个百分点", ["0.53 percentage points"]),
        ("低于全省0.53个点", ["0.53 points"]),
        ("增长3倍", ["3 times"]),
        ("第3届", ["3rd"]),
        ("数百名群众", ["hundreds of"]),
        ("500万元", ["5 million yuan"]),
        ("123.45678万元", ["1,234,567.8 yuan"]),
        ("1.2万平方公里", ["12,000 square kilometers"]),
        ("1公里", ["1 kilometer"]),
        ("20至30名", ["20 to 30"]),
        ("1-5月", ["January to May"]),
        ("21世纪80年代", ["21st century", "2080s"]),
        ("两年半", ["2.5 years"]),
        ("18岁以上", ["at least 18 years old"]),
        ("30公里/小时", ["30 kilometers per hour"]),
    ],
)
def test_written(zh: str, en: list[str]) -> None:
    assert [write(quantity) for quantity in find_quantities(zh)] == en


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2015年3月4日", "March 4, 2015"),
        ("2015年3月", "March 2015"),
        ("3月4日至7日", "March 4 to 7"),
        ("8时05分", "8:05"),
        ("20:30", "20:30"),
    ],
)
def test_dates(zh: str, en: str) -> None:
    assert write_date(find_quantities(zh)) == en


@given(st.integers(1, 10**13))
def test_a_number_is_read_back(value: int) -> None:
    (found,) = find_quantities(f"there were {number(Fraction(value))} records", "en")
    assert found.value == value


@given(
    st.integers(2, 99_999),
    st.integers(0, 2),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["元", "美元", "公里", "亩", "吨", "%", "个百分点", "条", "名", "小时", "倍"]),
)
def test_what_is_written_passes_the_check_of_figures(digits: int, places: int, magnitude: str, unit: str) -> None:
    if magnitude and unit in ("%", "个百分点"):
        magnitude = ""
    zh = f"共{Fraction(digits, 10**places).__float__():.{places}f}{magnitude}{unit}。"
    (quantity,) = find_quantities(zh)
    assert compare(zh, f"It was {write(quantity)}.") == []
