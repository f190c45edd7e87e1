"""Lookup of what stands in the termbase in other punctuation, or only in parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.data import dump_yaml
from jingci.folding import fold
from jingci.glossary import Glossary
from jingci.glossary.index import Layer

FORMS = ["甲乙", "甲乙丙", "丙丁", "丁戊", "戊己庚", "打防结合、预防为主", "“三非”人员"]


@pytest.fixture(scope="module")
def made() -> Glossary:
    concepts = [{"id": f"c{n}", "zh": form, "en": form} for n, form in enumerate(FORMS)]
    return Glossary([Layer("own.yaml", [("own.yaml", dump_yaml({"concepts": concepts}).encode())])])


def names(concepts: list[object]) -> list[str]:
    return [concept.headword.text for concept in concepts]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "query",
    ["打防结合，预防为主", "打防结合,预防为主", "打防结合预防为主", "“打防结合、预防为主”", "打防結合、預防為主"],
)
def test_punctuation_does_not_matter(query: str, made: Glossary) -> None:
    (found,) = made.lookup(query)
    assert (found.concept.headword.text, found.whole) == ("打防结合、预防为主", True)


def test_quotation_marks_do_not_matter(made: Glossary) -> None:
    assert names([found.concept for found in made.lookup("三非人员", exact=True)]) == ["“三非”人员"]
    assert names([found.concept for found in made.lookup("「丙丁」")]) == ["丙丁"]


def test_a_compound_is_shown_in_its_parts(made: Glossary) -> None:
    assert names(made.parts("甲乙丙丁")) == ["甲乙", "丙丁"]
    assert names(made.parts("甲乙丙丁戊")) == ["甲乙丙", "丁戊"]
    assert names(made.parts("甲乙、丙丁")) == ["甲乙", "丙丁"]
    assert made.parts("甲乙丙己") == []
    assert made.parts("") == made.parts("abc") == made.parts("甲") == []


def ways(text: str) -> Iterator[list[str]]:
    """Every way to cut a text into forms."""
    if not text:
        yield []
    for form in FORMS:
        if text.startswith(form):
            yield from ([form, *rest] for rest in ways(text[len(form) :]))


@given(st.text(st.sampled_from("甲乙丙丁戊己庚"), max_size=9))
def test_the_fewest_parts_are_taken(made: Glossary, text: str) -> None:
    best = min(map(len, ways(fold(text).text)), default=0)
    found = names(made.parts(text))
    assert len(found) == best
    assert "".join(found) in ("", text)
    assert all(first != "" for first, _ in pairwise([*found, ""]))
