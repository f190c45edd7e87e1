"""The gold standard is well-formed, and the tool reaches the stated targets on it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import jingci
from corpus.score import KINDS, ORIGINS, Bounds, Gold, read, score_formulas, score_names, score_terms
from jingci.data import parse_yaml
from jingci.glossary import Glossary, load_glossary

TRANSLATIONS = Path(__file__).parents[2] / "translations"
IN_TEXT = {"bracket", "before", "clause", "run", "composed", "elsewhere"}


@pytest.fixture(scope="module")
def gold() -> list[Gold]:
    return read()


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def ordered(spans: list[Bounds]) -> bool:
    return all(first[1] <= second[0] for first, second in pairwise(spans))


def test_it_is_as_large_as_it_is_said_to_be(gold: list[Gold]) -> None:
    assert len({entry.id for entry in gold}) == len(gold) >= 320
    assert sum("#" in entry.id for entry in gold) >= 140
    kinds = [entry.id[0] for entry in gold if "#" not in entry.id]
    assert len(kinds) >= 180
    assert kinds.count("t") >= 20
    assert kinds.count("w") >= 10
    assert kinds.count("z") >= 5
    assert kinds.count("f") >= 60
    assert kinds.count("n") >= 60


def test_spans_are_in_order_and_do_not_overlap(gold: list[Gold]) -> None:
    for entry in gold:
        assert ordered(list(entry.terms)), entry.id
        assert ordered([formula.span for formula in entry.formulas]), entry.id
        assert ordered([name.span for name in entry.names]), entry.id
        assert len(set(entry.traps)) == len(entry.traps), entry.id
        assert not set(entry.traps) & set(entry.terms), entry.id


def test_formulas_and_names_are_whole(gold: list[Gold]) -> None:
    for entry in gold:
        for formula in entry.formulas:
            assert formula.count >= 2, entry.id
            assert formula.origin in ORIGINS, entry.id
            assert bool(formula.members) == (formula.origin != "none"), entry.id
            assert all(member in entry.text for member in formula.members), entry.id
        for name in entry.names:
            assert name.kind in KINDS, entry.id
            assert all(re.search(r"[A-Za-z]", english) for english in name.english), entry.id


def test_segments_are_the_editions_own(gold: list[Gold]) -> None:
    segments: dict[str, str] = {}
    for path in sorted(TRANSLATIONS.glob("*/segments.yaml")):
        records: Any = parse_yaml(path.read_text(encoding="utf-8"), str(path))
        segments |= {f"{path.parent.name}#{record['id']}": record["zh"] for record in records if "id" in record}
    for entry in gold:
        if "#" in entry.id:
            assert segments.get(entry.id) == entry.text


def test_terms(gold: list[Gold], glossary: Glossary) -> None:
    result = score_terms(gold, lambda text: [(hit.span.start, hit.span.end) for hit in glossary.find(text)])
    assert result.precision >= 0.985, result.errors
    assert result.recall >= 0.985, result.errors


def test_formulas(gold: list[Gold], glossary: Glossary) -> None:
    result = score_formulas(
        gold,
        lambda text: [
            (
                (found.span.start, found.span.end),
                found.count,
                tuple(member.text for member in found.members) if found.origin in IN_TEXT else (),
            )
            for found in jingci.find_formulas(text, glossary)
        ],
    )
    assert result.f1 >= 0.95, result.errors
    assert result.exactness >= 0.9, result.errors


def test_names(gold: list[Gold]) -> None:
    result = score_names(
        gold,
        lambda text: [
            ((found.span.start, found.span.end), found.kind, found.english)
            for found in jingci.find_names(text)
            if found.kind in KINDS
        ],
    )
    assert result.f1 >= 0.95, result.errors
