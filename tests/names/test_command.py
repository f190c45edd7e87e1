"""``jingci names``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jingci.cli.main import run


def test_each_name_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("锦州市公安局开会。\n\n锦州市公安局散会,石柱县中益乡无事。\n", encoding="utf-8")
    assert run(["names", str(path)]) == 0
    output = capsys.readouterr()
    assert output.out.count("Jinzhou Public Security Bureau") == 1
    assert "organ          2" in output.out
    assert "Zhongyi Township, Shizhu County" in output.out
    assert output.err.strip() == "3 names"


def test_json_has_every_occurrence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("他在鄂州。鄂州很好。", encoding="utf-8")
    assert run(["names", "--json", str(path)]) == 0
    names = json.loads(capsys.readouterr().out)["names"]
    assert [(name["text"], name["start"], name["end"]) for name in names] == [("鄂州", 2, 4), ("鄂州", 0, 2)]
    assert names[0]["parts"][0]["code"] == "420700"
    assert names[0]["segment"] != names[1]["segment"]


def test_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("今天天气很好。", encoding="utf-8")
    assert run(["names", str(path)]) == 1
    assert capsys.readouterr().err.strip() == "no names"
