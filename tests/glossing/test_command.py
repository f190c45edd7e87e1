"""``jingci annotate`` of a document that has no English."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jingci.columns import width

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]
TEXT = "工作报告\n\n近3000名民警走访群众283万余人次。\n\n党的十八届三中全会明确提出要求,“三化”建设成效明显。\n"


def jingci(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *arguments], input=text, capture_output=True, text=True, timeout=120)


@pytest.fixture
def document(tmp_path: Path) -> str:
    path = tmp_path / "new-report.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[1:])
    title = "<title>工作报告</title><h1>工作报告</h1>"
    path.write_text(f"<html><meta charset='utf-8'>{title}<article>{paragraphs * 3}</article></html>", "utf-8")
    return str(path)


def test_a_saved_page_with_nothing_configured(document: str) -> None:
    done = jingci("annotate", document)
    assert done.returncode == 0
    for said in ("It is not a translation", "CC BY-SA 4.0", "nearly 3,000", "over 2.83 million", "Third Plenary"):
        assert said in done.stdout
    gloss = [line for line in done.stdout.splitlines() if line.startswith("    ")]
    assert len(gloss) > 6
    assert all(width(line) <= 80 for line in gloss)


def test_columns_stand_below_one_another() -> None:
    out = jingci("annotate", "-", "--no-memory", text="采集信息2.2亿条。").stdout
    chinese, pinyin, english = (line for line in out.splitlines() if line.startswith("    "))
    for zh, py, en in (("采集", "cǎijí", "gather"), ("信息", "xìnxī", "information")):
        at = width(chinese[: chinese.index(zh)])
        assert at == width(pinyin[: pinyin.index(py)]) == english.index(en)


def test_without_a_gloss(document: str) -> None:
    done = jingci("annotate", document, "--no-gloss")
    assert done.returncode == 0
    assert "CC-CEDICT" not in done.stdout
    assert "nearly" not in done.stdout


def test_the_memory_is_asked_unless_it_must_not(tmp_path: Path) -> None:
    zh = "去年全市有效警情同比下降9.1%,警情万人比低于全省0.53个点,并明显低于周边城市。"
    shown = json.loads(jingci("annotate", "-", "-f", "json", text=zh).stdout)["segments"][0]["matches"]
    assert [match["place"] for match in shown] == ["ezhou-2015#s1p2c4"]
    assert 70 <= shown[0]["score"] < 100
    silent = json.loads(jingci("annotate", "-", "-f", "json", "--no-memory", text=zh).stdout)
    assert silent["segments"][0]["matches"] == []
    for options in (["--memory", str(tmp_path / "lost")], ["--no-memory", "--memory", "x"]):
        refused = jingci("annotate", "-", *options, text=zh)
        assert refused.returncode == 2
        assert len(refused.stderr.splitlines()) == 1


def test_a_hostile_document_steers_nothing(tmp_path: Path) -> None:
    hostile = "推进\x1b[31m网格化\x07管理<script>alert(1)</script>\u202e| [^1] `x` 工作。\n"
    for name in ("html", "md", "json"):
        target = tmp_path / f"out.{name}"
        assert jingci("annotate", "-", "-o", str(target), text=hostile).returncode == 0
        text = target.read_text(encoding="utf-8")
        # In Markdown an indented line is code and shows what it holds.
        bare = [line for line in text.splitlines() if not (name == "md" and line.startswith("    "))]
        assert name == "json" or "<script>alert" not in "".join(bare)
        assert name == "json" or not {"\x1b", "\x07", "\u202e"} & set(text)
