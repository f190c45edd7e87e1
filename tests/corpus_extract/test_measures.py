"""The measures against values worked out by hand."""

from __future__ import annotations

from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.corpus.extraction.measures import branching_entropy, c_values, deviation_of_proportions
from jingci.corpus.extraction.reference import SIZE, keyness, reference_count, specificity
from jingci.corpus.extraction.variants import Variants, shared


def test_c_value_of_what_stands_in_nothing_longer() -> None:
    assert c_values({"社区警务": 5}) == {"社区警务": 10.0}  # log2(4) * 5


def test_c_value_takes_off_the_mean_of_what_stands_around() -> None:
    # Frantzi and others 2000, equation 3: log2(4) * (9 - (4 + 2) / 2) and log2(6) * 4.
    values = c_values({"社区警务": 9, "社区警务机制": 4, "新社区警务": 2})
    assert values["社区警务"] == pytest.approx(12.0)
    assert values["社区警务机制"] == pytest.approx(4 * log2(6))
    assert values["新社区警务"] == pytest.approx(2 * log2(5))


def test_c_value_of_what_stands_in_longer_ones_alone_is_nothing() -> None:
    assert c_values({"警务": 3, "社区警务": 3})["警务"] == 0.0


def test_a_longer_one_that_holds_a_term_twice_counts_once() -> None:
    assert c_values({"警": 4, "警警": 2})["警"] == 0.0
    assert c_values({"警务": 4, "警务警务": 2})["警务"] == 2.0  # log2(2) * (4 - 2)


def test_branching_entropy() -> None:
    assert branching_entropy([]) == 0.0
    assert branching_entropy([7]) == 0.0
    assert branching_entropy([1, 1, 1, 1]) == 2.0
    # 3/4 log2(4/3) + 1/4 log2(4)
    assert branching_entropy([3, 1]) == pytest.approx(0.75 * log2(4 / 3) + 0.5)


def test_an_edge_is_a_neighbour_of_its_own() -> None:
    assert branching_entropy([], edges=4) == 2.0
    assert branching_entropy([2], edges=2) == branching_entropy([2, 1, 1])


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_entropy_is_between_nothing_and_that_of_equal_shares(counts: list[int]) -> None:
    assert -1e-9 <= branching_entropy(counts) <= log2(len(counts)) + 1e-9


def test_deviation_of_proportions() -> None:
    assert deviation_of_proportions([1, 2, 3], [10, 20, 30]) == pytest.approx(0.0)
    # Shares of the counts 1, 0, 0, of the corpus 1/4, 1/4, 1/2: half of 3/4 + 1/4 + 1/2.
    assert deviation_of_proportions([3, 0, 0], [100, 100, 200]) == pytest.approx(0.75)
    # 0.6, 0.4 against 0.5, 0.5: half of 0.1 + 0.1.
    assert deviation_of_proportions([3, 2], [50, 50]) == pytest.approx(0.1)
    assert deviation_of_proportions([0, 0], [50, 50]) == 0.0


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 1000)), min_size=1, max_size=10))
def test_deviation_lies_between_0_and_1(parts: list[tuple[int, int]]) -> None:
    assert -1e-9 <= deviation_of_proportions([c for c, _ in parts], [s for _, s in parts]) < 1


def test_keyness_is_the_log_likelihood_ratio_of_two_corpora() -> None:
    # 10 of 1,000 words here, none of 60,101,967 there: the cells that are not empty, by Dunning's formula.
    size, both = 1000, 1000 + SIZE
    rest = size - 10
    by_hand = 2 * (
        10 * log(10 * both / (10 * size))
        + rest * log(rest * both / ((both - 10) * size))
        + SIZE * log(SIZE * both / ((both - 10) * SIZE))
    )
    assert reference_count("矛盾纠纷化解") == 0
    assert keyness("矛盾纠纷化解", 10, size) == pytest.approx(by_hand)
    assert keyness("我们", 1, 100_000) < 0


def test_the_reference_has_the_counts_of_the_dictionary() -> None:
    jieba = pytest.importorskip("jieba", reason="needs jieba, whose dictionary the lexicon is compiled from")
    with jieba.get_dict_file() as stream:
        rows = [line.decode("utf-8").split() for line in stream]
    assert sum(int(row[1]) for row in rows) == SIZE
    counts = {row[0]: int(row[1]) for row in rows}
    for word in ("社区", "派出所", "巡逻", "发展"):
        assert reference_count(word) == pytest.approx(counts[word], rel=0.04)


def test_specificity_is_the_ratio_of_the_shares() -> None:
    known = reference_count("社区")
    assert specificity("社区", 5, 1000) == pytest.approx((5 / 1000) / (known / SIZE))
    assert specificity("矛盾纠纷化解", 5, 1000) == float("inf")


@pytest.mark.parametrize(
    ("text", "form", "cuts", "share"),
    [
        ("治安防控网络", "治安防控体系", {0, 2, 4, 6}, 4 / 6),
        ("电话卡", "电话黑卡", {0, 3}, 3 / 4),
        ("社会治安防控体系建设", "社会治安防控体系", {0, 8, 10}, 8 / 10),
        ("公共安全", "公交安全", {0, 2, 4}, 0.0),
        ("警务", "社区警务", {0, 2}, 0.0),
        ("社区警务", "社区警务", {0, 2, 4}, 0.0),
        ("甲乙丙丁", "甲戊丙己", {0, 1, 2, 3, 4}, 0.0),
    ],
)
def test_a_variant_differs_in_one_part(text: str, form: str, cuts: set[int], share: float) -> None:
    assert shared(text, form, cuts) == pytest.approx(share)


@given(st.text("甲乙丙", max_size=7), st.lists(st.text("甲乙丙", min_size=1, max_size=7), max_size=8))
def test_the_nearest_form_is_what_looking_at_all_of_them_finds(text: str, forms: list[str]) -> None:
    cuts = set(range(len(text) + 1))
    best = max((shared(text, form, cuts) for form in forms), default=0.0)
    found = Variants(dict.fromkeys(forms, "id")).nearest(text, cuts)
    assert (shared(text, found.form, cuts) if found else 0.0) == pytest.approx(best)
