"""Concepts as records and as rows: what is written reads back as the same."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.data import dump_yaml, located, parse_yaml
from jingci.errors import SchemaError
from jingci.glossary import load_glossary
from jingci.glossary.records import as_record
from jingci.glossary.schema import PARTS_OF_SPEECH, SUPPORTS, read_concept
from jingci.glossary.table import COLUMNS, guarded, joined, record_of, row_of, split, unguarded
from jingci.model import (
    Concept,
    ConceptStatus,
    Evidence,
    Form,
    FormStatus,
    Kind,
    LinkPolicy,
    Member,
    Reading,
    Rendering,
    RenderingStatus,
    Scope,
)

SLUG = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
#: What a person may type, with all that means something to a table; YAML's limits are tested elsewhere.
TEXT = st.text(st.sampled_from("公安a1 |\\'\"=+-@,;：\t、【】{}[]#&*!%$"), max_size=12).map(str.strip)
WORDS = TEXT.filter(bool)
SOURCES = st.lists(SLUG, max_size=2, unique=True).map(tuple)
FORMS = st.lists(
    st.builds(Form, WORDS, WORDS, st.sampled_from(get_args(FormStatus)), TEXT),
    min_size=1, max_size=3, unique_by=lambda form: form.text,
)  # fmt: skip
RENDERINGS = st.lists(
    st.builds(Rendering, WORDS, st.sampled_from(get_args(RenderingStatus)), SOURCES, WORDS),
    min_size=1, max_size=3, unique_by=lambda rendering: rendering.text,
)  # fmt: skip
READING = st.builds(
    Reading,
    WORDS,
    st.sampled_from(get_args(Scope)),
    st.lists(st.builds(Member, WORDS, TEXT, TEXT), min_size=1, max_size=2).map(tuple),
    TEXT,
)
EVIDENCE = st.builds(Evidence, WORDS, st.lists(st.sampled_from(SUPPORTS), max_size=2).map(tuple), TEXT)
CONCEPTS = st.builds(
    Concept,
    id=SLUG,
    kind=st.sampled_from(get_args(Kind)),
    zh=FORMS.map(tuple),
    en=RENDERINGS.map(tuple),
    gloss=TEXT,
    pos=st.sampled_from(PARTS_OF_SPEECH),
    note=TEXT,
    readings=st.lists(READING, max_size=2).map(tuple),
    years=TEXT,
    link=st.sampled_from(get_args(LinkPolicy)),
    not_in=st.lists(WORDS, max_size=2).map(tuple),
    homograph=TEXT,
    see=st.lists(SLUG, max_size=2).map(tuple),
    evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
    status=st.sampled_from(get_args(ConceptStatus)),
    replaced_by=TEXT,
    pinyin_note=TEXT,
)


@given(CONCEPTS)
def test_a_record_reads_back_as_the_same(concept: Concept) -> None:
    assert read_concept(parse_yaml(dump_yaml(as_record(concept)), "x"), "x") == concept


@given(CONCEPTS)
def test_a_row_reads_back_as_the_same(concept: Concept) -> None:
    row = row_of(concept)
    assert tuple(row) == COLUMNS
    record = record_of({key: guarded(cell) for key, cell in row.items()}, "x", 2)
    assert read_concept(located(record, 2), "x") == concept


def test_the_real_termbase_goes_through_a_table() -> None:
    for concept in load_glossary().concepts:
        record = record_of({key: guarded(cell) for key, cell in row_of(concept).items()}, "x", 2)
        field = record.pop("field")
        assert read_concept(located(record, 2), "x", str(field)) == concept


@given(st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_what_is_joined_is_split_again(values: list[str]) -> None:
    values = [value.replace("\x00", "").strip() for value in values]
    assert split(joined(values)) == (values if any(values) else [])


@given(st.text(max_size=8))
def test_a_guard_comes_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"zh": "甲", "en": " | "}, "column “en” is empty"),
        ({"zh": "甲", "en": "a", "zh_pinyin": "jiǎ | yǐ"}, "“zh_pinyin” has 2 values, “zh” has 1"),
        ({"zh": "甲", "en": "a", "en_status": "best"}, "“en_status” has “best”"),
        ({"zh": "甲", "en": "a", "evidence": "{"}, "“evidence” is not JSON"),
    ],
)
def test_a_wrong_row_is_named(row: dict[str, str], message: str) -> None:
    with pytest.raises(SchemaError, match=message) as error:
        record_of(row, "mine.csv", 7)
    assert str(error.value).startswith("mine.csv:7: ")


def test_numbers_in_json_are_refused() -> None:
    row = {"zh": "甲", "en": "a", "evidence": '[{"source": 1, "supports": []}]', "id": "a", "kind": "term"}
    with pytest.raises(SchemaError):
        read_concept(located({**record_of(row, "x", 2), "gloss": "", "status": "reviewed"}, 2), "x")


def test_statuses_that_are_not_given() -> None:
    record = record_of({"zh": "甲 | 乙", "en": "a | b"}, "x", 2)
    assert [form["status"] for form in record["zh"]] == ["preferred", "variant"]
    assert [rendering["status"] for rendering in record["en"]] == ["preferred", "admitted"]
