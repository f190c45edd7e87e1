"""The boundary veto: sentences decided by hand, a slow second implementation, and the places where it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jingci.boundaries import (
    DOUBLING_COST,
    LONGEST,
    PAIR_GAIN,
    RARE,
    REACH,
    TERM_COST,
    UNKNOWN_COST,
    Boundaries,
    Lexicon,
    _window,
    contexts,
    evident,
    term_costs,
)
from jingci.folding import fold
from jingci.glossary.lexicon import compiled, load_lexicon, unpacked
from jingci.match import Matcher, Pattern

CASES = Path(__file__).parent / "boundaries" / "cases.tsv"
#: Sentences of the table that the veto gets wrong, with the reason; the table may not get worse, nor better unnoticed.
KNOWN_FAILURES = {
    "将不[公诉]诸媒体": "诸 counts as a word of its own",
    "加害人对其进行[反恐]吓": "吓 is a verb of its own",
    "全局[派出所]有警力全部上街": "派出所|有|警力 reads as well",
    "审议人事任[命案]": "任 and 案 are words of their own",
    "对其中的[重点人口]头教育": "头 counts as a word of its own",
}


def cases() -> list[tuple[bool, str, str]]:
    """(whether the stretch in brackets is the term, the term, the sentence)."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(sign == "+", term, sentence) for sign, term, sentence in rows]


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    """All terms of the table, and nothing else."""
    lexicon = Lexicon(load_lexicon())
    terms = sorted({term for _, term, _ in cases()})
    patterns = []
    for number, term in enumerate(terms):
        context = contexts(term, lexicon)
        patterns.append(Pattern(term, number, context.left, context.right))
    return Matcher(patterns, Boundaries(load_lexicon(), terms))


@pytest.mark.parametrize(("expected", "term", "sentence"), cases(), ids=lambda value: str(value))
def test_case(expected: bool, term: str, sentence: str) -> None:
    start = sentence.index("[")
    text = sentence.replace("[", "").replace("]", "")
    hits = {(low, high) for low, high, _ in matcher().scan(text, nested=True)}
    found = (start, start + len(term)) in hits
    assert found == (expected != (sentence in KNOWN_FAILURES))


def test_enough_cases_both_ways() -> None:
    signs = [expected for expected, _, _ in cases()]
    assert signs.count(True) >= 120
    assert signs.count(False) >= 120
    assert set(KNOWN_FAILURES) <= {sentence for _, _, sentence in cases()}
    assert len(KNOWN_FAILURES) <= 0.02 * len(signs)


ALPHABET = "民警情绪网"
words_ = st.dictionaries(
    st.text(st.sampled_from(ALPHABET), min_size=1, max_size=4), st.integers(20, 250), min_size=1, max_size=12
)
terms_ = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=3), min_size=1, max_size=3, unique=True)
text_ = st.text(st.sampled_from(ALPHABET + "，"), min_size=1, max_size=9)


def cuts(text: str) -> Iterator[list[tuple[int, int]]]:
    """All ways to cut a text into words of any length."""
    if not text:
        yield []
        return
    for size in range(1, len(text) + 1):
        for rest in cuts(text[size:]):
            yield [(0, size), *((i + size, j + size) for i, j in rest)]


def slow_veto(costs: Mapping[str, int], terms: list[str], text: str, start: int, end: int) -> bool:
    """By trying every cut: is the cheapest that has a word across an edge cheaper than the cheapest with the term?"""
    own = term_costs(terms, costs)
    words = {**costs, **own}
    whole: list[int] = []
    across: list[int] = []
    for cut in cuts(text):
        total, evidence, term = 0, False, False
        for i, j in cut:
            word = text[i:j]
            if (i, j) == (start, end):
                term, cost = True, own[word]
            elif word in words and j - i <= LONGEST:
                cost = words[word]
            elif j - i == 1:
                cost = UNKNOWN_COST
            elif j - i == 2 and word[0] == word[1]:
                cost = words.get(word[0], UNKNOWN_COST) + DOUBLING_COST
            elif j - i == 2 and all(words.get(char, 0) >= RARE for char in word):
                cost = words[word[0]] + words[word[1]] - PAIR_GAIN
            else:
                break
            if (i, j) != (start, end):
                around = i <= start and end <= j
                if around and end - start > 1:
                    if word == text or slow_veto(costs, terms, word, start - i, end - i):
                        break
                    term = True
                edges = [edge for edge in (start, end) if i < edge < j]
                if word in costs and edges and (around or any(evident(word, edge - i, costs) for edge in edges)):
                    evidence = True
            total += cost
        else:
            if term:
                whole.append(total)
            if evidence:
                across.append(total)
    return bool(across) and min(across) < min(whole)


@given(words_, terms_, text_)
@example({"民警": 60, "情绪": 60}, ["警情"], "民警情绪")
def test_agrees_with_trying_every_cut(costs: dict[str, int], terms: list[str], text: str) -> None:
    veto = Boundaries(costs, terms)
    for term in terms:
        for start in range(len(text) - len(term) + 1):
            if text.startswith(term, start):
                end = start + len(term)
                first, last = max(0, start - REACH), end + REACH
                window = text[first:last]
                assert veto(text, start, end) == slow_veto(costs, terms, window, start - first, end - first)


@given(words_, terms_, text_)
def test_is_asked_wherever_it_would_say_no(costs: dict[str, int], terms: list[str], text: str) -> None:
    lexicon = Lexicon(costs)
    veto = Boundaries(costs, terms)
    for term in terms:
        context = contexts(term, lexicon)
        for start in range(len(text) - len(term) + 1):
            end = start + len(term)
            if text.startswith(term, start) and veto(text, start, end):
                before, after = text[max(0, start - 1) : start], text[end : end + 1]
                assert (before and before in context.left) or (after and after in context.right)


@pytest.mark.parametrize(
    ("term", "sentence", "expected"),
    [
        ("三化", "第三化工厂", True),
        ("三化", "十三化", True),
        ("三化", "推进三化", False),
        ("三圈", "跑了三圈", True),
        ("三圈", "绕场巡逻三圈", True),
        ("三圈", "形成了三圈", False),
        ("五包", "送来五包方便面", True),
        ("五包", "推行五包责任制", False),
        ("人大", "三人大闹", True),
        ("人大", "全国人大", False),
        ("县公安局", "自治县公安局", True),
        ("县公安局", "外县公安局", False),
        ("布控", "发布控烟", True),
        ("110", "1100起", True),
        ("110", "110起", True),
        ("110", "2.110", True),
        ("110", "110报警", False),
        ("GPS", "AGPS", True),
        ("GPS", "装GPS报警器", False),
        ("市长", "副市长", True),
        ("公安局", "市公安局长", False),
        ("联防队", "专职联防队员", False),
    ],
)
def test_rules(term: str, sentence: str, expected: bool) -> None:
    veto = Boundaries(load_lexicon(), [term])
    start = sentence.index(term)
    assert veto(sentence, start, start + len(term)) is expected


def test_what_lies_far_away_has_no_say() -> None:
    veto = Boundaries(load_lexicon(), ["警情"])
    near = "民警情绪" + "稳" * REACH
    assert veto(near, 1, 3) == veto("好" * 50 + "，" * REACH + near + "坏" * 50, 51 + REACH, 53 + REACH)


def test_lexicon_is_folded_and_within_bounds() -> None:
    lexicon = load_lexicon()
    assert len(lexicon) > 100_000
    assert max(map(len, lexicon)) == LONGEST
    assert {"情绪", "民警", "安排"} <= lexicon.keys()
    assert all(10 < cost < 256 for cost in lexicon.values())
    assert lexicon["的"] < lexicon["警"]
    assert lexicon["安排"] < TERM_COST
    sample = list(lexicon)[::97]
    assert [word for word in sample if fold(word).text != word] == []


def test_lexicon_is_what_its_source_compiles_to() -> None:
    spec = find_spec("jieba")
    assert spec is not None, "the tests need jieba installed, for its dictionary"
    assert spec.origin is not None
    lines = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    assert unpacked(compiled(lines)) == load_lexicon()


@given(words_, terms_, st.text(st.sampled_from(ALPHABET + ",、。\n1"), min_size=1, max_size=24), st.data())
def test_what_stands_beyond_a_mark_makes_no_difference(
    costs: dict[str, int], terms: list[str], text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 3)))
    first = max(0, start - REACH)
    veto = Boundaries(costs, terms)
    assert veto(text, start, end) == veto._is_part(text[first : end + REACH], start - first, end - first)


@pytest.mark.parametrize(
    ("text", "form", "window"),
    [
        ("打击犯罪、维护治安、服务群众", "治安", "罪、维护治安、服"),
        ("打击犯罪,\n维护治安。", "维护", ",\n维护治安。"),
        ("打击各类违法犯罪维护社会治安", "维护", "击各类违法犯罪维护社会治安"),
    ],
)
def test_a_window_ends_beyond_a_mark(text: str, form: str, window: str) -> None:
    start = text.index(form)
    first, last = _window(text, start, start + len(form))
    assert text[first:last] == window
