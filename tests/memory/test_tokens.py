"""Tokens, keys and their encodings: what is equal, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from jingci.folding import fold
from jingci.memory.tokens import Encoder, indexed, key_of, placed_tokens, tokens_of

text = st.text(
    st.sampled_from(
        "警情網格网格管理三3120.,% \n\u3000abcДéＡ１２，。“”「」\u200b\u202e\x00\ud800\U000f0000\U0010ffff𠀀"
    )
    | st.characters(),
    max_size=40,
)


@given(text)
def test_a_key_keeps_the_tokens(given_text: str) -> None:
    tokens = [token for token, _ in placed_tokens(given_text)]
    assert tokens_of(key_of(given_text)) == tokens
    assert all(tokens)


@given(text, text)
def test_equal_tokens_have_equal_keys(one: str, other: str) -> None:
    same = [token for token, _ in placed_tokens(one)] == [token for token, _ in placed_tokens(other)]
    assert (key_of(one) == key_of(other)) == same
    spaced = " ".join(tokens_of(key_of(one)))
    assert tokens_of(spaced) == tokens_of(key_of(one))


@given(text)
def test_tokens_stand_where_they_say(given_text: str) -> None:
    end = 0
    for token, span in placed_tokens(given_text):
        assert end <= span.start < span.end <= len(given_text)
        end = span.end
        # A stretch folded by itself lacks its neighbours, which some characters depend on; lengths do not.
        assert len(fold(span.of(given_text)).text) == len(token)


@given(text, text)
def test_encoding_keeps_distances(one: str, other: str) -> None:
    encoder = Encoder(key_of(one))
    tokens = tokens_of(key_of(one)), tokens_of(key_of(other))
    encoded = encoder.query, encoder.encoded(key_of(other))
    assert list(map(len, encoded)) == list(map(len, tokens))
    assert Levenshtein.distance(*encoded) == Levenshtein.distance(*tokens)
    assert len(indexed(key_of(one))) == len(tokens[0])


@pytest.mark.parametrize(
    ("given_text", "tokens"),
    [
        ("采集２.２億條", ["采", "集", "2.2", "亿", "条"]),
        ("GPS 3 500辆,1,200人", ["GPS", "3", "500", "辆", ",", "1,200", "人"]),
        ("3 .5 和 3.5", ["3", ".", "5", "和", "3.5"]),
        ("“三\n圈”", ['"', "三", "圈", '"']),
        ("G20", ["G", "20"]),
    ],
)
def test_tokens(given_text: str, tokens: list[str]) -> None:
    assert tokens_of(key_of(given_text)) == tokens
