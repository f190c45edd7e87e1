"""English quantities: what a reader of English takes each figure for."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from jingci.errors import UsageError
from jingci.numerals import Quantity, find_quantities


def english(text: str) -> list[Quantity]:
    return find_quantities(text, "en")


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (quantity,) = english(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("220 million records", 220_000_000),
        ("11,000,000", 11_000_000),
        ("2.2 billion", 2_200_000_000),
        ("1.35 trillion", 1_350_000_000_000),
        ("3m people", 3_000_000),
        ("4.5bn shares", 4_500_000_000),
        ("30k followers", 30_000),
        ("500 thousand", 500_000),
        ("10 000 people", 10_000),
        ("two hundred and fifty people", 250),
        ("twenty-one cases", 21),
        ("nine hundred ninety-nine", 999),
        ("one hundred thousand", 100_000),
        ("three million two hundred thousand", 3_200_000),
        ("half a million", 500_000),
        ("two dozen officers", 24),
        ("3 dozen", 36),
        ("two and a half million", 2_500_000),
        (".5", F(1, 2)),
        ("1,251 enterprises", 1251),
        ("5½", F(11, 2)),
        ("2 1/2", F(5, 2)),
    ],
)
def test_value(text: str, value: F) -> None:
    firm = [q for q in english(text) if q.unit == "count"]
    assert [q.value for q in firm] == [value]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("35.6%", "ratio", F(356, 1000)),
        ("30 percent", "ratio", F(3, 10)),
        ("30 per cent", "ratio", F(3, 10)),
        ("thirty percent", "ratio", F(3, 10)),
        ("8.9 per 10,000", "ratio", F(89, 100_000)),
        ("8.9 calls per 10,000 people", "ratio", F(89, 100_000)),
        ("6 per thousand", "ratio", F(6, 1000)),
        ("0.53 percentage points", "points", F(53, 10_000)),
        ("3 percent points", "points", F(3, 100)),
        ("25 basis points", "points", F(25, 10_000)),
        ("25bps", "points", F(25, 10_000)),
        ("one third", "ratio", F(1, 3)),
        ("two-thirds", "ratio", F(2, 3)),
        ("three quarters", "ratio", F(3, 4)),
        ("one-fiftieth", "ratio", F(1, 50)),
        ("a fifth of them", "ratio", F(1, 5)),
        ("one in three", "ratio", F(1, 3)),
        ("1 in 5", "ratio", F(1, 5)),
        ("half of them", "ratio", F(1, 2)),
        ("doubled", "multiple", F(2)),
        ("a tenfold increase", "multiple", F(10)),
        ("three times as many", "multiple", F(3)),
        ("quadrupled", "multiple", F(4)),
    ],
)
def test_shares_and_multiples(text: str, unit: str, value: F) -> None:
    quantity = only(text)
    assert (quantity.unit, quantity.value) == (unit, value)


def test_three_out_of_ten_says_both_numbers_too() -> None:
    assert {q.value for q in english("3 out of 10")} == {F(3, 10), 3, 10}


def test_in_a_year_is_no_share() -> None:
    assert [q.value for q in english("3 in 2018, 5 in 12 months")] == [3, 2018, 5, 12]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 500 people", "over"),
        ("over 500 people", "over"),
        ("exceeding 500", "over"),
        ("nearly 500 people", "under"),
        ("nearly a third of species", "under"),
        ("over half of them", "over"),
        ("about a quarter of cases", "about"),
        ("less than 500", "under"),
        ("about 500", "about"),
        ("some 500 officers", "about"),
        ("500 or so", "about"),
        ("at least 500", "at-least"),
        ("500 or more", "at-least"),
        ("500+", "at-least"),
        ("up to 500", "at-most"),
        ("no more than 500", "at-most"),
        ("500 or fewer", "at-most"),
        ("500", "exact"),
        ("more than $500", "over"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nov. 27, 2018", [("date:month", 11), ("date:day", 27), ("date:year", 2018)]),
        ("November 27, 2018", [("date:month", 11), ("date:day", 27), ("date:year", 2018)]),
        ("27 November 2018", [("date:day", 27), ("date:month", 11), ("date:year", 2018)]),
        ("the 27th of November", [("ordinal", 27), ("date:month", 11)]),
        ("November 2018", [("date:month", 11), ("date:year", 2018)]),
        ("2018-11-27", [("date:year", 2018), ("date:month", 11), ("date:day", 27)]),
        ("11/27/2018", [("date:month", 11), ("date:day", 27), ("date:year", 2018)]),
        ("27/11/2018", [("date:day", 27), ("date:month", 11), ("date:year", 2018)]),
        ("May 1-3", [("date:month", 5), ("date:day", 1), ("date:day", 3)]),
        ("the 1990s", [("date:decade", 1990)]),
        ("in his 20s", [("date:decade", 20)]),
        ("in her thirties", [("date:decade", 30)]),
        ("1998-99", [("date:year", 1998), ("date:year", 1999)]),
        ("in 2018", [("date:year", 2018)]),
        ("8:30 p.m.", [("clock:hour", 20), ("clock:minute", 30)]),
        ("6 p.m.", [("clock:hour", 18)]),
        ("12 a.m.", [("clock:hour", 0)]),
        ("24 hours", [("duration:hour", 24)]),
        ("two and a half years", [("duration:year", F(5, 2))]),
        ("a year and a half", [("duration:year", F(3, 2))]),
        ("two decades", [("duration:year", 20)]),
        ("half a century", [("duration:year", 50)]),
        ("18-year-old", [("age", 18)]),
        ("the third quarter", [("ordinal", 3), ("ratio", F(1, 4))]),
    ],
)
def test_dates_and_times(text: str, expected: list[tuple[str, F]]) -> None:
    assert [(q.unit, q.value) for q in english(text)] == expected


@pytest.mark.parametrize("text", ["It may rain.", "They march on.", "We may go", "a marching band"])
def test_may_and_march_are_also_verbs(text: str) -> None:
    assert english(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("$1.2bn", "money:dollar", 1_200_000_000),
        ("US$500 million", "money:USD", 500_000_000),
        ("HK$3", "money:HKD", 3),
        ("€350m", "money:EUR", 350_000_000),
        ("RMB 200 million", "money:CNY", 200_000_000),
        ("RMB200", "money:CNY", 200),
        ("5 million yuan", "money:CNY", 5_000_000),
        ("RUB12.4 billion", "money:RUB", 12_400_000_000),
        ("60 US dollars", "money:USD", 60),
        ("100m race", "length:m", 100),
        ("1.83m tall", "length:m", F(183, 100)),
        ("100 square kilometers", "area:km2", 100),
        ("17,304 m2", "area:m2", 17_304),
        ("5,000 square feet", "area:ft2", 5000),
        ("7 mu", "area:mu", 7),
        ("35 degrees Celsius", "temperature:C", 35),
        ("85 billion kilowatt hours", "energy:kWh", 85_000_000_000),
        ("Article 12", "ordinal", 12),
        ("No. 3", "ordinal", 3),
        ("the 19th Congress", "ordinal", 19),
        ("twenty-first", "ordinal", 21),
        ("20 times", "multiple", 20),
    ],
)
def test_units(text: str, unit: str, value: F) -> None:
    quantity = only(text)
    assert (quantity.unit, quantity.value) == (unit, value)


@pytest.mark.parametrize("text", ["G20", "F-16", "COVID-19", "CRH380", "4K"])
def test_numbers_of_names(text: str) -> None:
    assert only(text).kind == "label"


@pytest.mark.parametrize(
    ("text", "value"), [("World War II", 2), ("Chapter XIV", 14), ("Elizabeth II", 2), ("Part IX", 9), ("Chapter V", 5)]
)
def test_roman_numerals(text: str, value: int) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.exempt) == (value, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("hundreds of people", 100, 900),
        ("tens of thousands", 10_000, 90_000),
        ("hundreds of millions", 100_000_000, 900_000_000),
        ("several million", 2_000_000, 9_000_000),
        ("dozens", 12, 96),
    ],
)
def test_vague_figures(text: str, low: int, high: int) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.value, quantity.high, quantity.exempt) == ("vague", low, high, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20-30%", [F(1, 5), F(3, 10)]),
        ("20 to 30 percent", [F(1, 5), F(3, 10)]),
        ("30 and 40 percent", [F(3, 10), F(2, 5)]),
        ("$3-4 billion", [3_000_000_000, 4_000_000_000]),
        ("between 3 and 4 million", [3_000_000, 4_000_000]),
        ("3 million to 4 million", [3_000_000, 4_000_000]),
        ("200 cars and 4 million people", [200, 4_000_000]),
    ],
)
def test_both_ends_of_a_range(text: str, expected: list[F]) -> None:
    assert [q.value for q in english(text)] == expected


def test_spans_are_in_the_text_as_given() -> None:
    text = "On Nov. 27, İstanbul counted 2.2 Million records and 30 PERCENT more"
    assert [q.span.of(text) for q in english(text)] == ["Nov", "27", "2.2 Million", "30 PERCENT"]


def test_an_unknown_language_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="zh, en"):
        find_quantities("1", "fr")  # type: ignore[arg-type]
