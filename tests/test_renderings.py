"""Renderings are found whatever their number, tense, case or hyphens, and nowhere else."""

from __future__ import annotations

import pytest

from jingci.renderings import EnglishText

FOUND = [
    ("grid", "The grids were drawn.", "grids"),
    ("mediate", "They are mediating it.", "mediating"),
    ("mediation", "mediations", "mediations"),
    ("police officer", "Police officers came.", "Police officers"),
    ("prevention and control", "prevention-and-control work", "prevention-and-control"),
    ("stop-and-check", "a stop and check", "stop and check"),
    ("carry out", "carried out", "carried out"),
    ("strike hard", "struck hard", "struck hard"),
    ("policy", "policies", "policies"),
    ("case", "cases", "cases"),
    ("process", "processes", "processes"),
    ("patrol", "patrolled", "patrolled"),
    ("the masses", "rely on the masses", "masses"),
    ("residents' committee", "residents’ committees", "residents’ committees"),
    ("110", "the 110 line", "110"),
    ("person", "more than 100 people", "people"),
    ("second-rate finances, first-rate equipment", "“Second-rate finances, first-rate equipment”", None),
    ("police geographic information system (PGIS)", "the police geographic information system", None),
    ("sub-bureau", "three sub-bureaus", "sub-bureaus"),
    ("“two robberies”", "cases of the “two robberies”", "two robberies"),
]
NOT_FOUND = [
    ("grid", "gridlock"),
    ("police officer", "police. Officer Li"),
    ("110", "1,100"),
    ("case", "casement"),
    ("process", "proces"),
    ("control system", "control of the system"),
    ("control system", "control, system"),
    ("security", "insecure"),
]


@pytest.mark.parametrize(("rendering", "text", "place"), FOUND)
def test_found(rendering: str, text: str, place: str | None) -> None:
    spans = EnglishText(text).locate(rendering)
    assert [span.of(text) for span in spans] == [place or text.strip("“”").removeprefix("the ")]


@pytest.mark.parametrize(("rendering", "text"), NOT_FOUND)
def test_not_found(rendering: str, text: str) -> None:
    assert EnglishText(text).locate(rendering) == []


def test_every_place_is_found_in_order() -> None:
    text = "Grids here, a grid there."
    assert [span.of(text) for span in EnglishText(text).locate("grid")] == ["Grids", "grid"]


def test_empty_rendering_is_nowhere() -> None:
    assert EnglishText("text").locate("…") == []
