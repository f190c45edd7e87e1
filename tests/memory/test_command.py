"""``jingci memory`` from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jingci.columns import width

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]
TSV = "zh\ten\n全市破获案件324起。\tThe city solved 324 cases.\n民警走访群众。\tOfficers call on the public.\n缺译文。\t\n"


def memory(*args: str | Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [*RUN, "memory", *map(str, args)]
    environment = {**os.environ, "NO_COLOR": "1", **env}
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, env=environment, timeout=120, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(TSV, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path, table: Path) -> Path:
    path = tmp_path / "own.sqlite"
    assert memory("add", table, "--memory", path).returncode == 0
    return path


def test_add_again_and_changed(tmp_path: Path, table: Path) -> None:
    path = tmp_path / "own.sqlite"
    done = memory("add", table, "--memory", path)
    assert done.stdout == f"{table}: 2 units, 1 left out (no text on one side, or too long)\n"
    assert done.stderr == f"jingci: made {path}\n"
    assert memory("add", table, "--memory", path).stdout == f"{table}: is there already, as mine.tsv\n"
    table.write_text(TSV + "新的一条。\tA new one.\n", encoding="utf-8")
    done = memory("add", table, "--memory", path)
    assert "3 units, 1 left out" in done.stdout
    assert "what it had before is replaced" in done.stdout


def test_add_an_edition(tmp_path: Path, edition: Path, own: Path) -> None:
    assert memory("add", edition, "--memory", own).returncode == 0
    assert memory("add", shutil.copytree(edition, tmp_path / "copy"), "--memory", own).stdout.endswith("as edition\n")
    rows = json.loads(memory("list", "--json", "--memory", own).stdout)["files"]
    assert [row["name"] for row in rows if not row["built_in"]] == ["mine.tsv", "edition"]
    assert sum(row["built_in"] for row in rows) >= 5


def test_a_bad_file_leaves_what_was_added_before(tmp_path: Path, table: Path) -> None:
    bad = tmp_path / "bad.tmx"
    bad.write_text("<tmx><body><tu><tuv xml:lang='zh'><seg>一</seg></tuv>", encoding="utf-8")
    path = tmp_path / "own.sqlite"
    done = memory("add", table, bad, "--memory", path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"jingci: {bad}:1: not well-formed XML")
    assert "mine.tsv" in memory("list", "--memory", path).stdout
    assert "bad.tmx" not in memory("list", "--memory", path).stdout


def test_remove(own: Path) -> None:
    assert memory("remove", "mine.tsv", "--memory", own).stdout == "mine.tsv: 2 units removed\n"
    done = memory("remove", "mine.tsv", "--memory", own)
    assert done.returncode == 2
    assert done.stderr == "jingci: “mine.tsv” is no file in the memory (jingci memory list shows them)\n"


def test_search_shows_what_differs(own: Path) -> None:
    done = memory("search", "全市破獲案件227起。", "--memory", own, "--only-memory")
    assert done.returncode == 0
    assert done.stdout == (
        " 88  differs in figures only, mine.tsv#2\n"
        "     sought    全市破獲案件[227]起。\n"
        "     memory    全市破获案件[324]起。\n"
        "     English   The city solved 324 cases.\n"
    )
    assert done.stderr == "1 match\n"


def test_search_as_json(own: Path) -> None:
    done = memory("search", "全市破獲案件227起。", "--memory", own, "--only-memory", "--json")
    (search,) = json.loads(done.stdout)["searches"]
    (match,) = search["matches"]
    assert (match["score"], match["kind"], match["only_figures"]) == (88, "fuzzy", True)
    (difference,) = match["differences"]
    for text, side in ((search["text"], difference["text"]), (match["zh"], difference["unit"])):
        assert text[side["start"] : side["end"]] == side["text"] != ""


def test_lines_of_standard_input_are_each_others_context(own: Path) -> None:
    done = memory(
        "search", "-", "--memory", own, "--only-memory", stdin="全市破获案件324起。\n民警走访群众。\n缺译文。\n"
    )
    assert done.stdout.count("100  same text, same neighbours") == 2
    assert done.stdout.endswith("缺译文。\n  nothing\n")
    assert done.stderr == "2 matches\n"


def test_nothing_found(own: Path) -> None:
    done = memory("search", "完全无关的一句话。", "--memory", own)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "no matches\n")
    assert (
        memory("search", "全市破获案件227起。", "--memory", own, "--only-memory", "--min-score", "90").returncode == 1
    )


def test_the_default_memory_is_in_the_data_folder(tmp_path: Path, table: Path) -> None:
    env = {"JINGCI_DATA": "", "XDG_DATA_HOME": str(tmp_path / "xdg")}
    assert "ezhou-2015" in memory("list", **env).stdout
    assert not (tmp_path / "xdg").exists()
    memory("add", table, **env)
    assert (tmp_path / "xdg" / "jingci" / "memory.sqlite").is_file()
    assert memory("list", **env).stdout.splitlines()[0].split() == ["mine.tsv", "2", str(table)]
    assert memory("search", "民警走访群众。", **env).returncode == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["search", "一", "--memory", "missing.sqlite"], "no such memory file"),
        (["list", "--memory", "."], "is a directory"),
        (["add", "missing.tmx"], "no such file"),
        (["add", "x.odt"], "names no translation file"),
        (["remove", "x", "--memory", "missing.sqlite"], "no such memory file"),
        (["search", "一", "--min-score", "0"], "0 is not in the range"),
    ],
)
def test_one_line_for_what_cannot_be_done(tmp_path: Path, args: list[str], words: str) -> None:
    done = memory(*args, JINGCI_DATA=str(tmp_path))
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.startswith("jingci: ")
    assert words in line


def test_control_characters_and_long_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"{'治安' * 60}\x1b[31m。\t{'very ' * 40}\x1b]0;x\x07\u202e\n", encoding="utf-8")
    own = tmp_path / "own.sqlite"
    memory("add", path, "--memory", own)
    done = memory("search", "治安" * 60 + "网。", "--memory", own, "--only-memory")
    assert done.returncode == 0
    assert not set(done.stdout) & set("\x1b\x07\u202e")
    assert all(width(line) <= 80 for line in done.stdout.splitlines())
