"""Strict YAML: what is refused, and where the message points."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jingci.data import dump_yaml, nearest_hint, parse_yaml
from jingci.errors import DataError, JingciError, LimitError, SchemaError


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\n", 1, "int"),
        ("a: b\nc: no\n", 2, "bool"),
        ("a: 12:30\n", 1, "int"),
        ("a: 1.10\n", 1, "float"),
        ("a: 2020-01-01\n", 1, "timestamp"),
        ("a:\n", 1, "no value"),
        ("a: ~\n", 1, "null"),
        ("a: b\n\na: c\n", 3, "duplicate key “a” (first on line 1)"),
        ("a: &x b\nc: *x\n", 1, "anchors"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: !!map {}\n", 1, "tag"),
        ("\ta: b\n", 1, "not valid YAML"),
        ("a: b\n\tc: d\n", 2, "not valid YAML"),
        ("a: [b\n", 2, "not valid YAML"),
        ("a: b\n---\nc: d\n", 2, "second document"),
        ("1: b\n", 1, "int"),
        ("? [a]\n: b\n", 1, "a key must be a string"),
    ],
)
def test_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(SchemaError) as caught:
        parse_yaml(text, "x.yaml")
    assert caught.value.path == "x.yaml"
    assert caught.value.line == line
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_exploding_anchors_are_refused_before_they_explode() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    with pytest.raises(SchemaError, match="anchors"):
        parse_yaml(bomb, "bomb.yaml")


def test_huge_scalar_and_depth_are_refused() -> None:
    with pytest.raises(LimitError, match="3,000,000 characters"):
        parse_yaml("a: " + "x" * 3_000_000 + "\n", "x.yaml")
    with pytest.raises(LimitError, match="nested deeper"):
        parse_yaml("[" * 60 + "x" + "]" * 60, "x.yaml")


def test_control_character_names_its_line() -> None:
    with pytest.raises(DataError) as caught:
        parse_yaml("a: b\nc: \x07\n", "x.yaml")
    assert caught.value.line == 2


def test_empty_file_is_refused() -> None:
    with pytest.raises(SchemaError, match="empty"):
        parse_yaml("# nothing\n", "x.yaml")


def test_values_know_their_lines() -> None:
    document = parse_yaml("a:\n- b\n- c: d\n", "x.yaml")
    assert document["a"][0].line == 2
    assert document["a"][1].line == 3
    assert document["a"][1].lines["c"] == 3


def test_nearest_hint() -> None:
    assert nearest_hint("gloos", ["gloss", "note"]) == "did you mean “gloss”?"
    assert nearest_hint("xyzzy", ["gloss", "note"]) == ""


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=200)


@given(
    st.recursive(
        texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
    )
)
def test_what_is_written_is_read_back(value: object) -> None:
    if isinstance(value, str) and not value:
        return
    assert parse_yaml(dump_yaml(value), "x.yaml") == value


@given(st.text(max_size=300))
def test_any_text_is_parsed_or_refused_in_one_line(text: str) -> None:
    try:
        parse_yaml(text, "x.yaml")
    except JingciError as error:
        assert "\n" not in str(error).replace("\u2028", "").replace("\x85", "") or "duplicate" in str(error)  # noqa: PT017


def test_layout_is_stable() -> None:
    value = [{"id": "a", "zh": "一\n二", "note": "word " * 40 + "end", "list": ["a", "b"]}]
    once = dump_yaml(value)
    assert dump_yaml(parse_yaml(once, "x.yaml")) == once
    assert '"一\\n二"' in once
    assert "list: [a, b]" in once


@given(
    st.recursive(
        texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
    )
)
def test_the_layout_does_not_depend_on_libyaml(value: object) -> None:
    fast = dump_yaml(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeDumper")
        assert dump_yaml(value) == fast


@given(st.lists(st.text(st.sampled_from("网格 a:#-'\"“,.。?!&*[]{}|>%@`\\0123~")), max_size=6))
def test_nor_do_quotes_and_folds(parts: list[str]) -> None:
    value = {"note": " ".join(parts * 8), "texts": parts}
    fast = dump_yaml(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeDumper")
        assert dump_yaml(value) == fast
