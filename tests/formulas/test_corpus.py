"""The annotated sets: the stated targets, each set by itself, with and without the termbase."""

from __future__ import annotations

import pytest

from formulas.scoring import SETS, annotated, score
from jingci.glossary import Glossary, load_glossary


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("with_glossary", [False, True], ids=["alone", "glossary"])
def test_targets(name: str, with_glossary: bool, request: pytest.FixtureRequest) -> None:
    result = score(name, request.getfixturevalue("glossary") if with_glossary else None)
    assert result.f1 >= 0.95, result.problems
    assert result.members >= 0.9, result.problems


def test_the_five_reports_are_read_without_a_mistake() -> None:
    assert score("reports").problems == []


def test_the_sets_are_as_large_as_they_are_said_to_be() -> None:
    sentences = [entry for name in SETS[:-1] for entry in annotated(name)]
    assert len(sentences) >= 240
    assert sum(not wanted for _, wanted in sentences) >= 60
    assert sum(len(wanted) for _, wanted in sentences) >= 180


@pytest.mark.parametrize("name", SETS[:-1])
def test_every_annotation_stands_in_its_text(name: str) -> None:
    for text, wanted in annotated(name):
        at = 0
        for formula in wanted:
            at = text.index(formula.text, at) + 1
            assert all(member in text for member in formula.members)
