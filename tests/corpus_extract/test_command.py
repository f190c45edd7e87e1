"""``jingci extract``."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from jingci.cli.main import run
from jingci.columns import width
from jingci.corpus.extraction.proposals import WHY
from jingci.glossary import load_glossary

TEXT = (
    "违反消防技术标准的停业。按照消防技术标准施工,消防技术标准每年修订;消防技术标准由部门制定。\n\n"
    "各派出所推行“三亮”(亮身份、亮职责、亮承诺)。\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "2016").mkdir(parents=True)
    (folder / "2016" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> str:
    (tmp_path / "empty.csv").write_text("zh,en\n", encoding="utf-8")
    return str(tmp_path / "empty.csv")


def test_table(corpus: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(corpus), "--only-glossary", "-g", empty]) == 0
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert lines[1].split()[:4] == ["1", "消防技术标准", "4", "1"]
    assert "one#" in lines[2]
    assert "    = 亮身份、亮职责、亮承诺" in lines
    assert max(map(width, lines)) <= 80
    assert "left out" in output.err
    assert "broken.pdf" in output.err
    assert output.err.strip().endswith("1 formulas in 1 documents, 59 characters")


def test_json_and_examples(corpus: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(corpus), "--only-glossary", "-g", empty, "--json", "--examples", "2"]) == 0
    document = json.loads(capsys.readouterr().out)
    best = document["candidates"][0]
    assert (best["text"], best["count"], len(best["examples"])) == ("消防技术标准", 4, 2)
    example = best["examples"][0]
    assert example["text"][example["start"] : example["end"]] == "消防技术标准"
    assert document["formulas"][0]["members"] == ["亮身份", "亮职责", "亮承诺"]


def test_csv_cells_are_guarded(tmp_path: Path, empty: str) -> None:
    source = tmp_path / "evil.txt"
    source.write_text("=1+1消防技术标准很多。\n\n" + TEXT, encoding="utf-8")
    out = tmp_path / "out.csv"
    assert run(["extract", str(source), "--only-glossary", "-g", empty, "-o", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert rows[0]["text"] == "消防技术标准"
    assert rows[0]["example"].startswith("'=1+1")


def test_top(corpus: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(corpus), "--only-glossary", "-g", empty, "--top", "1", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["candidates"]) == 1


def test_drafts_load_as_a_list_and_say_what_they_are(corpus: Path, empty: str, tmp_path: Path) -> None:
    path = tmp_path / "drafts.yaml"
    assert run(["extract", str(corpus), "--only-glossary", "-g", empty, "--propose", str(path)]) == 0
    drafts = load_glossary(path, only=True)
    (draft,) = [hit.concept for hit in drafts.find("消防技术标准")]
    assert draft.status == "provisional"
    assert draft.en[0].why == WHY
    assert draft.en[0].status == "admitted"
    assert draft.en[0].text
    assert draft.zh[0].pinyin == "xiāofáng jìshùbiāozhǔn"
    assert "4 times in 1 documents" in draft.gloss
    formula = next(concept for concept in drafts.concepts if concept.kind == "formula")
    assert "亮身份、亮职责、亮承诺" in formula.note


def test_without_pypinyin_there_is_no_pinyin(
    corpus: Path, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    path = tmp_path / "drafts.yaml"
    assert run(["extract", str(corpus), "--only-glossary", "-g", empty, "--propose", str(path)]) == 0
    assert {form.pinyin for concept in load_glossary(path, only=True).concepts for form in concept.zh} == {"-"}


def test_hostile_text_does_no_harm(tmp_path: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "evil.txt"
    line = "\x1b消防技术标准\u202e[@nobody, p. 1] [x](term:none)"
    source.write_text("\n\n".join(f"{line}{n}。" for n in "甲乙丙丁") + "\n", encoding="utf-8")
    path = tmp_path / "drafts.yaml"
    assert run(["extract", str(source), "--only-glossary", "-g", empty, "--propose", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    (concept,) = [c for c in load_glossary(path, only=True).concepts if c.zh[0].text == "消防技术标准"]
    assert "[@" not in concept.note


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["{corpus}/broken.pdf"], "broken.pdf"),
        (["{corpus}", "--propose", "drafts.txt"], "drafts are written as YAML"),
        (["{corpus}", "-o", "out.pdf"], "the suffix names no format"),
        (["{corpus}", "--min-count", "1"], "1 is not in the range x>=2"),
        ([], "Missing argument"),
    ],
)
def test_bad_input(arguments: list[str], message: str, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", *(argument.format(corpus=corpus) for argument in arguments)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_a_folder_without_documents(tmp_path: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert run(["extract", str(tmp_path / "folder"), "--only-glossary", "-g", empty]) == 2
    assert "holds no document that can be read" in capsys.readouterr().err


def test_nothing_found(tmp_path: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "short.txt").write_text("今天天气很好。\n", encoding="utf-8")
    assert run(["extract", str(tmp_path / "short.txt"), "--only-glossary", "-g", empty]) == 1
    assert capsys.readouterr().out == ""
