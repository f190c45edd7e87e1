"""What a reader of a new report sees at the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.contract import PARAGRAPHS, TITLE
from documents.pages import government
from jingci.cli.main import run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(government(TITLE, PARAGRAPHS).encode("gb18030"))
    return path


@pytest.mark.parametrize("command", ["annotate", "names", "formulas"])
def test_the_decision_is_told(command: str, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run([command, str(page)])
    told = capsys.readouterr()
    assert f"{page}: web page read as gb18030 (detected), though declared as utf-8; 7 stretches skipped" in told.err
    assert "京ICP备" not in told.out


def test_annotated_page(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.html"
    assert run(["annotate", str(page), "-o", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "网格化管理" in text
    assert TITLE in text
    assert "上一篇" not in text
    assert text.count("<script") == 1  # the reader's own


def test_plain_text_needs_no_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PARAGRAPHS[0], encoding="utf-8")
    run(["names", str(path)])
    assert "read as" not in capsys.readouterr().err


def test_size_limit(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", str(page), "--max-size", "0.001"]) == 2
    assert capsys.readouterr().err == f"jingci: {page}: larger than 1,000 bytes (raise the limit with --max-size)\n"
