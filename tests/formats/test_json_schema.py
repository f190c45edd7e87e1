"""What is written as JSON is what its schema says: no field is missing, none is undocumented."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from formats.papers.contract import Memory, hostile
from formats.test_golden import unfinished
from jingci.annotation import annotate
from jingci.edition import edition_folders, load_edition
from jingci.formats import render
from jingci.formats.json import SCHEMA, json_schema
from jingci.glossary import Glossary, load_glossary
from jingci.model import AnnotatedReport

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")


def closed(schema: Any) -> Any:
    """The schema with no other fields allowed than those that it names."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(value) for key, value in schema.items()}
    return {**found, "additionalProperties": False} if "properties" in schema and "type" in schema else found


def complaints(annotated: AnnotatedReport) -> list[str]:
    value = json.loads(render(annotated, "json"))
    validator = jsonschema.Draft202012Validator(closed(deepcopy(json_schema())))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def test_the_schema_is_one_and_names_its_version() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema()["properties"]["schema"] == {"const": SCHEMA}
    assert json_schema()["$id"].endswith(SCHEMA.removeprefix("jingci-annotated-"))


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_every_edition_is_valid(name: str) -> None:
    assert complaints(annotate(load_edition(edition_folders()[name]), load_glossary())) == []


def test_what_is_odd_is_valid_too(small: Glossary) -> None:
    report = unfinished()
    chinese = tuple(replace(segment, en="", state="empty") for segment in report.body)
    assert complaints(annotate(report, small)) == []
    assert complaints(annotate(report, small, Memory())) == []
    assert complaints(annotate(hostile(report), small)) == []
    assert complaints(annotate(replace(report, title_en="", notes=(), segments=chinese), small)) == []


def test_damage_of_the_source_is_told(small: Glossary) -> None:
    notes = json.loads(render(annotate(unfinished(), small), "json"))["footnotes"]
    assert [note["sic"] for note in notes if "sic" in note] == [
        {"print": "4,10余所", "read": "410余所", "why": "the comma splits the number"}
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [(("segments", 0, "state"), "done"), (("terms", 0, "zh"), []), (("schema",), "jingci-annotated-2"),
     (("segments", 1, "hits", 0, "zh"), [1]), (("footnotes", 0, "text"), "both")],
)  # fmt: skip
def test_what_is_wrong_is_found(path: tuple[Any, ...], value: Any, small: Glossary) -> None:
    whole = json.loads(render(annotate(unfinished(), small), "json"))
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(whole))
