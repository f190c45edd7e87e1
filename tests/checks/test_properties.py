"""No pair of texts breaks a check, and every span slices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingci.checks import CODES, Pair, check_pairs
from jingci.glossary import Glossary, load_glossary

_ZH_PIECES = [
    "网格化管理",
    "派出所",
    "“三化”",
    "、",
    "和",
    "2.2亿",
    "條",
    "群众",
    "不得",
    "(",
    ")",
    "“",
    "”",
    "北京市",
    "沧州",
    "，",
    "。",
    "\n",
    "\u200b",
    "警情",
    "三圈",
    "等",
    "１２",
    "四警",
    "一",
    "两抢",
    "�",
]
_EN_PIECES = [
    "grid management",
    " ",
    ", ",
    " and ",
    "police stations",
    "(",
    ")",
    "“",
    "”",
    "2.2 billion",
    "not",
    ". ",
    "the masses",
    "Beijing",
    "[x](term:paichusuo)",
    '[y](term:sanhua "z")',
    "etc",
    "汉字",
    "three",
    "�",
]
_ZH = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_ZH_PIECES), max_size=14).map("".join))
_EN = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_EN_PIECES), max_size=14).map("".join))


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


@given(st.lists(st.tuples(_ZH, _EN), min_size=1, max_size=3))
@settings(max_examples=300)
def test_any_document_is_checked(glossary: Glossary, pairs: list[tuple[str, str]]) -> None:
    for item in check_pairs(Pair(zh, en, glossary, id=str(n)) for n, (zh, en) in enumerate(pairs)):
        for finding in item.findings:
            assert finding.code in CODES
            assert finding.message
            assert "\n" not in finding.message or "\n" in item.pair.zh + item.pair.en
            assert all(0 <= s.start < s.end <= len(item.pair.printed) for s in finding.spans), finding
            assert all(0 <= s.start < s.end <= len(item.pair.en) for s in finding.target_spans), finding
