"""``jingci evaluate`` from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from jingci.columns import width
from jingci.edition import edition_folders

RUN = [sys.executable, "-c", "from jingci.cli import main; main()", "evaluate"]
TABLE = "zh\ten\n派出所来了。\tThe police station came.\n破获案件324起。\t324 cases were solved.\n坏。\tBad.\n"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202egnp.exe&"


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*RUN, *map(str, args)], capture_output=True, env=os.environ, timeout=300, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "own.csv").write_text("zh,pinyin,en\n派出所,pàichūsuǒ,police station\n", encoding="utf-8")
    (tmp_path / "ref.tsv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "good.txt").write_text("The police station came.\n324 cases were solved.\nBad.\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_text(f"The station came.\n342 cases were solved.\n{HOSTILE}\n", encoding="utf-8")
    return tmp_path


def options(files: Path) -> list[str]:
    return ["-r", str(files / "ref.tsv"), "--glossary", str(files / "own.csv"), "--only-glossary", "--samples", "50"]


def test_the_table_fits_80_columns_and_signatures_follow(files: Path) -> None:
    done = run(files / "good.txt", files / "bad.txt", *options(files))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    table = lines[
        : lines.index("", lines.index("approximate randomisation: p of the difference from good (* below 0.05)"))
    ]
    assert max(map(width, table)) <= 80
    assert [line.split() for line in lines[1:4]] == [
        ["good", "100.00", "100.00", "0.00", "100.00", "100.00", "–", "100.00", "100.00"],
        [*lines[2].split()[:4], "0.00", "0.00", "–", "0.00", "100.00"],
        ["(reference)", "–", "–", "–", "100.00", "100.00", "–", "100.00", "100.00"],
    ]
    assert [line.split("|")[0] for line in lines[-8:-5]] == ["BLEU", "chrF2++", "TER"]
    assert all(line.startswith("jingci:") for line in lines[-5:])


def test_json_has_everything(files: Path) -> None:
    done = run(files / "good.txt", files / "bad.txt", *options(files), "--json", "--segments", "2")
    data: dict[str, Any] = json.loads(done.stdout)
    assert [system["name"] for system in data["systems"]] == ["good", "bad"]
    assert data["systems"][1]["overall"]["figures"] == 0
    assert data["reference"]["overall"]["figures"] == 100
    assert len(data["differing"]) == 2
    assert data["differing"][0]["versions"][1]["text"] == HOSTILE
    assert {row["test"] for row in data["comparisons"]} == {"bootstrap", "randomisation"}
    assert data["segments"] == 3


class Tags(HTMLParser):
    """Which elements and attributes a page has, and whether they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_shows_hostile_text_and_does_nothing(files: Path) -> None:
    hostile = files / "<b onclick=x>.txt"
    hostile.write_text((files / "bad.txt").read_text(encoding="utf-8"), encoding="utf-8")
    page = files / "report.html"
    done = run(files / "good.txt", hostile, *options(files), "-o", page)
    assert (done.returncode, done.stdout) == (0, "")
    text = page.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not tags.tags & {"script", "img", "b onclick", "link", "iframe"}
    assert not {name for name in tags.attributes if name.startswith("on")} | (tags.attributes & {"src", "href"})
    assert "&lt;" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<del>" in text
    assert "Paired bootstrap" in text


def test_what_is_wrong_is_said_in_one_line(files: Path) -> None:
    for args, said in [
        ([files / "good.txt"], "--reference"),
        ([files / "no.txt", "-r", files / "ref.tsv"], "no such file"),
        ([files / "good.txt", files / "good.txt", "-r", files / "ref.tsv"], "named twice"),
        (["--self", "-r", files / "ref.tsv"], "--self takes no files"),
        ([files / "good.txt", *options(files), "-o", files / "no" / "x.html"], "cannot be written"),
    ]:
        done = run(*args)
        assert (done.returncode, done.stdout) == (2, ""), args
        assert done.stderr.startswith("jingci: ")
        assert done.stderr.count("\n") == 1
        assert said in done.stderr


def test_without_chinese_it_says_what_is_not_scored(files: Path) -> None:
    done = run(files / "bad.txt", "-r", files / "good.txt")
    assert done.stderr == "jingci: there is no Chinese (--source), so terms, figures and completeness are not scored\n"
    assert done.stdout.split()[:3] == ["BLEU", "chrF++", "TER"]


def test_self_leaves_each_report_out(files: Path) -> None:
    data = json.loads(run("--self", "--json").stdout)
    assert [row["report"] for row in data["reports"]] == sorted(edition_folders())
    for row in data["reports"]:
        # With itself in the memory every segment would be there.
        assert row["memory"]["100"] < row["segments"] / 2
        assert 0 < sum(row["glossed"].values()) <= row["characters"]
        assert 0 < row["terms_rendered"] <= row["terms"]
        assert 0 < row["figures_right"] <= row["figures"]
    text = run("--self")
    assert text.stdout.splitlines()[-1].startswith("all ")
    assert max(map(width, text.stdout.splitlines())) <= 80
