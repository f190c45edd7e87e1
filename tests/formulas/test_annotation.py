"""Formulas in annotated reports and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import KITCHEN_SINK
from jingci.annotation import annotate
from jingci.cli.main import run
from jingci.edition import load_edition
from jingci.formats import render
from jingci.formulas.report import formulas_by_segment
from jingci.glossary import Glossary
from jingci.model import Report, Segment, Sic


def report(*texts: str, english: str = "", sic: tuple[Sic, ...] = ()) -> Report:
    """A report of one paragraph."""
    segments = tuple(Segment(f"s1p1c{n}", "sentence", text, english, sic=sic) for n, text in enumerate(texts, 1))
    return Report("a-report", "报告", segments)


def notes(annotated_markdown: str) -> list[str]:
    """The footnotes of a Markdown page."""
    return [line for line in annotated_markdown.splitlines() if line.startswith("[^") and "]: " in line]


def test_the_note_on_a_term_says_how_this_text_spells_it_out(small: Glossary) -> None:
    page = render(annotate(report("继续深化三化建设。", "以“三化”(规范化、专业化、实战化)为方向。"), small), "markdown")
    (note,) = notes(page)
    assert "Spelled out in another place of this text: 规范化; 专业化; 实战化" in note
    assert "read differently elsewhere (Kitchen Sink): 信息化、网格化、社会化" in note


@pytest.mark.parametrize("format", ["markdown", "html", "json"])
def test_another_reports_reading_is_attributed(format: str, small: Glossary) -> None:
    page = render(annotate(report("继续深化三化建设。"), small), format)
    assert "Not spelled out here; in Kitchen Sink: 信息化 (informatization)" in page


@pytest.mark.parametrize("english", ["", "Promote the three links."])
@pytest.mark.parametrize("format", ["markdown", "html", "json"])
def test_a_formula_without_an_entry_has_a_note_where_it_is_spelled_out(
    format: str, english: str, small: Glossary
) -> None:
    annotated = annotate(report("推行“三联”机制(联防、联控、联管)。", "坚持“四定”责任制。", english=english), small)
    assert [note.formula.text for note in annotated.footnotes if note.formula] == ["三联"]
    page = render(annotated, format)
    assert "Spelled out here: 联防; 联控; 联管." in page
    if format == "html":
        assert page.count('id="n-1"') == 1


def test_the_note_is_given_once(small: Glossary) -> None:
    annotated = annotate(report("推行“三联”机制(联防、联控、联管)。", "深化“三联”。"), small)
    assert len(annotated.footnotes) == 1
    assert [f.origin for item in annotated.segments for f in item.formulas] == ["bracket", "elsewhere"]


def test_spans_are_in_the_segment_as_printed() -> None:
    damaged = Sic("信息息化", "信息化", "a character repeated")
    one = Segment("s1p1c1", "sentence", "以“三\n化”(信息息化、网格化、社会化)为方向。", sic=(damaged,))
    (formula,) = formulas_by_segment(Report("a-report", "报告", (one,)))["s1p1c1"]
    assert formula.text == formula.span.of(one.zh) == "三\n化"
    assert [m.span.of(one.zh) for m in formula.members if m.span] == ["信息息化", "网格化", "社会化"]
    assert [m.text for m in formula.members] == ["信息化", "网格化", "社会化"]


def test_a_run_across_segments_and_paragraphs() -> None:
    texts = ("抓好“两个减少”。", "一是减少案件。", "二是减少事故。")
    segments = tuple(Segment(f"s1p{n}c1", "sentence", text) for n, text in enumerate(texts, 1))
    found = formulas_by_segment(Report("a-report", "报告", segments))
    (formula,) = found["s1p1c1"]
    assert [(m.text, m.span) for m in formula.members] == [("减少案件", None), ("减少事故", None)]


def test_no_list_is_put_together_across_paragraphs() -> None:
    segments = (Segment("s1h", "heading", "联防、联控、联管"), Segment("s1p1c1", "sentence", "“三联”机制"))
    (formula,) = formulas_by_segment(Report("a-report", "报告", segments))["s1p1c1"]
    assert formula.members == ()


def test_the_edition_is_annotated_with_its_formula(small: Glossary) -> None:
    annotated = annotate(load_edition(KITCHEN_SINK / "edition"), small)
    (formula,) = [f for item in annotated.segments for f in item.formulas]
    assert (formula.text, formula.origin, formula.concept) == ("三化", "bracket", "sanhua")


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("推行“三联”机制(联防、联控、联管)。\n\n做到物资等七配齐。\n", encoding="utf-8")
    assert run(["formulas", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["三联", "3", "s0p1c1"]
    assert lines[1].strip().startswith("Spelled out here: 联防")
    assert "七配齐" in lines[2]


def test_command_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    text = "推行“三联”机制(联防、联控、联管)。"
    path.write_text(text, encoding="utf-8")
    assert run(["formulas", "--json", str(path)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["formulas"]
    assert (row["text"], row["count"], row["origin"], row["segment"]) == ("三联", 3, "bracket", "s0p1c1")
    assert [text[slice(*member["zh"])] for member in row["members"]] == ["联防", "联控", "联管"]


def test_command_without_a_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今年以来破获案件三起。", encoding="utf-8")
    assert run(["formulas", str(path)]) == 1
    assert capsys.readouterr().err.strip() == "no counted formulas"
