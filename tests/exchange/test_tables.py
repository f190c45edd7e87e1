"""The termbase as tables, MultiTerm XML and JSON: read by the csv module, openpyxl and lxml, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import KITCHEN_SINK
from exchange_contract import HOSTILE, kitchen_sink_export, one, parsed, words
from jingci.data import dump_yaml
from jingci.errors import LimitError
from jingci.formats.exchange import Export, exported, write_export
from jingci.formats.exchange.multiterm import FIELDS
from jingci.glossary import Glossary
from jingci.glossary.index import Layer
from jingci.glossary.table import COLUMNS, row_of, unguarded

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"]


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def text_of(name: str, glossary: Glossary) -> str:
    return "".join(exported(name, one([], glossary)))


@pytest.fixture(scope="module")
def hostile() -> Glossary:
    """A list in which every cell could be a formula, mark-up or worse."""
    texts = enumerate([*FORMULAS, *HOSTILE])
    concepts = [{"id": f"c{n}", "zh": f"中{n}", "en": text, "gloss": text, "note": text} for n, text in texts]
    return Glossary([Layer("own.yaml", [("own.yaml", dump_yaml({"concepts": concepts}).encode())])])


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("csv-bom", ","), ("tsv", "\t")])
def test_every_concept_is_a_row(name: str, delimiter: str, small: Glossary) -> None:
    text = text_of(name, small)
    assert text.startswith("\ufeff") == (name == "csv-bom")
    head, *body = rows(text, delimiter)
    assert tuple(head) == COLUMNS
    assert [[unguarded(cell) for cell in row] for row in body] == [list(row_of(c).values()) for c in small.concepts]


def test_the_workbook_has_the_same_cells(tmp_path: Path, small: Glossary) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "t.xlsx"
    write_export("xlsx", one([], small), path)
    sheet = openpyxl.load_workbook(path).active
    cells = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == rows(text_of("csv", small))


def test_no_cell_is_a_formula(tmp_path: Path, hostile: Glossary) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for name, delimiter in (("csv", ","), ("tsv", "\t"), ("memoq", ",")):
        for row in rows(text_of(name, hostile), delimiter):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    path = tmp_path / "t.xlsx"
    write_export("xlsx", one([], hostile), path)
    for row in openpyxl.load_workbook(path).active.iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "inlineStr", "n"}
        assert not [cell.value for cell in row if cell.data_type == "n" and cell.value is not None]


def test_a_cell_that_is_too_long_is_named(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    text = "concepts:\n- {id: long, zh: 长, en: long, note: " + "x" * 33_000 + "}"
    glossary = Glossary([Layer("own.yaml", [("own.yaml", text.encode())])])
    with pytest.raises(LimitError, match="“long” has a cell"):
        write_export("xlsx", one([], glossary), tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_csv_of_ours_is_a_list_of_ones_own(tmp_path: Path, small: Glossary) -> None:
    text = text_of("csv", small)
    sources = (KITCHEN_SINK / "glossary" / "sources.yaml").read_bytes()
    again = Glossary([Layer("own", [("t.csv", text.encode()), ("sources.yaml", sources)])])
    assert [row_of(c) | {"field": ""} for c in again.concepts] == [row_of(c) | {"field": ""} for c in small.concepts]


def test_memoq_has_a_group_of_columns_for_each_term(small: Glossary) -> None:
    head, *body = rows(text_of("memoq", small))
    places = [place for place, name in enumerate(head) if name in ("Chinese_PRC", "English_United_States")]
    assert all(head[place + 1 : place + 3] == ["Term_Info", "Term_Example"] for place in places)
    for concept, row in zip(small.concepts, body, strict=True):
        terms = [unguarded(row[place]) for place in places if row[place]]
        avoided = {r.text for r in concept.en if r.status == "deprecated"}
        assert terms[: len(concept.zh)] == [form.text for form in concept.zh]
        assert terms[len(concept.zh)] == concept.preferred.text
        assert set(terms[len(concept.zh) :]) == {r.text for r in concept.en} - avoided
        assert all(f"Not “{text}”" in row[head.index("Entry_Note")] for text in avoided)


def test_multiterm_has_the_terms_and_only_known_fields(small: Glossary) -> None:
    root = parsed("".join(exported("multiterm", kitchen_sink_export(small))))
    assert root.tag == "mtf"
    entries = root.findall("conceptGrp")
    assert len(entries) == len(small.concepts)
    for concept, entry in zip(small.concepts, entries, strict=True):
        assert [words(term) for term in entry.iter("term")] == [
            *(form.text for form in concept.zh), *(rendering.text for rendering in concept.en)
        ]  # fmt: skip
        assert [language.get("lang") for language in entry.iter("language")] == ["ZH-CN", "EN-US"]
        fields = {d.get("type") for d in entry.findall("descripGrp/descrip")}
        assert fields <= set(FIELDS["entry"])
        assert {d.get("type") for d in entry.findall("languageGrp/termGrp/descripGrp/descrip")} <= set(FIELDS["term"])
        assert [int(words(e)) for e in entry.findall("concept")] == [small.concepts.index(concept) + 1]
    assert structure(root) <= MTF


#: Which element may stand in which, after the schema of the MultiTerm API documentation.
MTF = {
    ("mtf", "conceptGrp"),
    ("conceptGrp", "concept"),
    ("conceptGrp", "descripGrp"),
    ("conceptGrp", "languageGrp"),
    ("languageGrp", "language"),
    ("languageGrp", "termGrp"),
    ("termGrp", "term"),
    ("termGrp", "descripGrp"),
    ("descripGrp", "descrip"),
}


def structure(root: Any) -> set[tuple[str, str]]:
    return {(element.getparent().tag, element.tag) for element in root.iter() if element.getparent() is not None}


def test_hostile_entries_are_inert_in_xml_and_json(hostile: Glossary) -> None:
    assert structure(parsed(text_of("multiterm", hostile))) <= MTF
    assert len(json.loads(text_of("llm", hostile))["terms"]) == len(hostile.concepts)


def test_deepl_takes_pairs_once_and_within_its_limits(small: Glossary) -> None:
    pairs = [line.split("\t") for line in text_of("deepl", small).splitlines()]
    assert {len(pair) for pair in pairs} == {2}
    assert len({zh for zh, _ in pairs}) == len(pairs)
    linked = {form.text for c in small.concepts if c.link == "match" for form in c.zh}
    assert {zh for zh, _ in pairs} == linked
    long = "concepts:\n" + "".join(
        f"- {{id: c{n}, zh: {'长' * n}, en: {'x' * 2 * n}}}\n" for n in (1, 341, 342, 511, 513)
    )
    export = one([], Glossary([Layer("own.yaml", [("own.yaml", long.encode())])]))
    assert [len(line.split("\t")[0]) for line in "".join(exported("deepl", export)).splitlines()] == [1, 341]
    assert export.left_out["pairs with a text of over 1,024 bytes"] == 3


def test_deepl_refuses_what_is_too_large() -> None:
    text = "concepts:\n" + "".join(f"- {{id: c{n}, zh: 词{n}, en: {'x' * 1000}}}\n" for n in range(10_500))
    with pytest.raises(LimitError, match="10 MiB"):
        text_of("deepl", Glossary([Layer("own.yaml", [("own.yaml", text.encode())])]))


def test_json_for_a_model_says_what_to_use_and_to_avoid(small: Glossary) -> None:
    export = kitchen_sink_export(small)
    data = json.loads("".join(exported("llm", export)))
    assert data["version"].endswith(small.hash)
    for concept, term in zip(small.concepts, data["terms"], strict=True):
        assert term["zh"] == [form.text for form in concept.zh]
        assert [term["en"], *term.get("also", []), *(a["en"] for a in term.get("avoid", []))] == list(in_order(concept))


def in_order(concept: Any) -> Iterator[str]:
    yield concept.preferred.text
    for avoided in (False, True):
        for rendering in concept.en:
            if rendering is not concept.preferred and (rendering.status == "deprecated") == avoided:
                yield rendering.text


def test_an_empty_termbase(tmp_path: Path) -> None:
    empty = Glossary([Layer("own.yaml", [("own.yaml", b"concepts: []")])])
    for name in ("csv", "tsv", "memoq", "deepl", "llm"):
        text = "".join(exported(name, Export(empty, lambda: iter(()))))
        assert len(text.splitlines()) <= 3
