"""The matcher against a slow, obvious one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jingci.folding import fold
from jingci.match import Matcher

ALPHABET = "警情民绪网格化"
forms_ = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=4), max_size=8)
blocked_ = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=5), max_size=3)
text_ = st.text(st.sampled_from(ALPHABET + "網絡a\n\u200b"), max_size=40)


def naive(forms: list[str], blocked: list[str], text: str) -> list[tuple[int, int, int]]:
    """At each position the longest pattern that begins there; then on from its end."""
    folded = fold(text)
    patterns: dict[str, int] = {}
    for number, form in enumerate(forms):
        patterns.setdefault(form, number)
    for word in blocked:
        patterns.setdefault(word, -1)
    hits, at = [], 0
    while at < len(folded.text):
        best = max((p for p in patterns if folded.text.startswith(p, at)), key=len, default="")
        if best and patterns[best] >= 0:
            span = folded.original(at, at + len(best))
            hits.append((span.start, span.end, patterns[best]))
        at += len(best) or 1
    return hits


@given(forms_, blocked_, text_)
def test_agrees_with_the_oracle(forms: list[str], blocked: list[str], text: str) -> None:
    assert list(Matcher(forms, blocked).scan(text)) == naive(forms, blocked, text)


@given(forms_, text_)
def test_nested_hits_are_all_hits(forms: list[str], text: str) -> None:
    folded = fold(text)
    expected = set()
    for number, form in enumerate(forms):
        if forms.index(form) == number:
            for start in range(len(folded.text) - len(form) + 1):
                if folded.text.startswith(form, start):
                    span = folded.original(start, start + len(form))
                    expected.add((span.start, span.end, number))
    found = list(Matcher(forms).scan(text, nested=True))
    assert set(found) == expected
    assert found == sorted(found, key=lambda hit: (hit[0], -hit[1]))


def test_veto_is_asked_with_folded_text() -> None:
    asked = []

    def veto(text: str, start: int, end: int) -> bool:
        asked.append(text[start:end])
        return start == 0

    assert list(Matcher(["警情"], veto=veto).scan("警情，警\u200b情")) == [(3, 6, 0)]
    assert asked == ["警情", "警情"]


def test_no_forms_no_hits() -> None:
    assert list(Matcher([]).scan("警情")) == []
    assert list(Matcher([], ["警情"]).scan("警情", nested=True)) == []
