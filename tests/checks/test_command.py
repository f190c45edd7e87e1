"""``jingci check`` from outside: inputs, formats, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jingci.columns import width

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]
ZH = "采集数据2.2亿条。\n民警走访群众。\n坏\x1b[31m数据324起。\n"
EN = "2.2 billion records were collected.\nOfficers call on the public.\nBad \x1b[31mdata.\n"


def check(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*RUN, "check", *map(str, args)], capture_output=True, env={**os.environ, **env}, timeout=120, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def lines(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text(ZH, encoding="utf-8")
    en.write_text(EN, encoding="utf-8")
    return zh, en


def test_text_marks_the_places_and_fits_80_columns(lines: tuple[Path, Path]) -> None:
    done = check(*lines)
    assert done.returncode == 1
    assert "  line 1\n    采集数据[2.2亿]条。\n    [2.2 billion] records were collected.\n" in done.stdout.replace(
        "亿条]", "亿]条"
    )
    assert "warning figure-magnitude: 2.2亿 = 220,000,000; the English has 2.2 billion" in done.stdout
    assert "走访" not in done.stdout
    assert "3 segments checked, 2 findings" in done.stderr
    # The file's name is as long as it is.
    assert [line for line in done.stdout.splitlines() if width(line) > 80 and line != str(lines[0])] == []


def test_control_characters_never_reach_the_terminal(lines: tuple[Path, Path]) -> None:
    for name in ("text", "html", "junit"):
        done = check(*lines, "--format", name)
        assert "\x1b" not in done.stdout + done.stderr
    assert "\x1b" not in check(*lines, "--json").stdout


def test_a_clean_file_passes(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\n民警走访群众。\tOfficers call on the public.\n", encoding="utf-8")
    done = check(path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 segment checked, no findings\n"


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], {"figure-magnitude", "figure-missing"}),
        (["--family", "completeness"], set()),
        (["--code", "figure-missing"], {"figure-missing"}),
        (["--severity", "error"], set()),
    ],
)
def test_selection_decides_on_the_exit_code(options: list[str], codes: set[str], lines: tuple[Path, Path]) -> None:
    done = check(*lines, "--json", *options)
    assert {finding["code"] for finding in json.loads(done.stdout)["findings"]} == codes
    assert done.returncode == (1 if codes else 0)


def test_json_spans_slice(lines: tuple[Path, Path]) -> None:
    document = json.loads(check(*lines, "--json").stdout)
    assert (document["units"], document["documents"], document["found"]) == (3, 1, 2)
    for finding in document["findings"]:
        for key, text in (("spans", finding["zh"]), ("target_spans", finding["en"])):
            assert all(text[span["start"] : span["end"]] == span["text"] for span in finding[key])


def test_sarif(lines: tuple[Path, Path]) -> None:
    log = json.loads(check(*lines, "--format", "sarif").stdout)
    [run] = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    first = run["results"][0]
    assert log["version"] == "2.1.0"
    assert first["ruleId"] in rules
    assert first["level"] == "warning"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_junit(lines: tuple[Path, Path]) -> None:
    root = ET.fromstring(check(*lines, "--format", "junit").stdout)
    suite = root[0]
    assert root.tag == "testsuites"
    assert int(suite.attrib["tests"]) == len(suite.findall("testcase")) == 2
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure")) == 2


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.tags: set[str] = set()
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside = tag == "mark"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.marks.append(data)
            self._inside = False


def test_html_marks_and_escapes(tmp_path: Path) -> None:
    path = tmp_path / "<b>.csv"
    path.write_text("zh,en\n<script>数据2.2亿条,<script>2.2 billion records\n", encoding="utf-8")
    out = tmp_path / "out.html"
    assert check(path, "-o", out).returncode == 1
    page = _Page()
    page.feed(out.read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert any("2.2 billion" in mark for mark in page.marks)


def test_an_edition_and_a_folder_of_editions(edition: Path) -> None:
    one = check(edition, "--json", "--severity", "error")
    many = check(edition.parent, "--json", "--severity", "error")
    assert one.returncode == many.returncode == 0
    assert json.loads(one.stdout)["units"] == json.loads(many.stdout)["units"] > 5


def test_waived_findings_are_shown_and_do_not_count(
    rewritten: Callable[[str, str, str], Path],
) -> None:
    folder = rewritten("segments.yaml", "more than 410 police stations", "more than 377 police stations")
    done = check(folder, "--code", "figure-mismatch")
    assert done.returncode == 0
    assert "(waived: the print is damaged)" in done.stdout.replace("\n      ", " ")
    junit = ET.fromstring(check(folder, "--code", "figure-mismatch", "--format", "junit").stdout)
    assert junit[0].attrib["skipped"] == "1"
    sarif = json.loads(check(folder, "--code", "figure-mismatch", "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["suppressions"] == [
        {"kind": "inSource", "justification": "the print is damaged"}
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere.tmx"], "no such file"),
        (["a.pdf"], "names no translation file"),
        (["."], "without an edition"),
        (["a.tmx", "--code", "figure-mising"], "did you mean “figure-missing”?"),
        (["a.tmx", "--family", "figure"], "did you mean “figures”?"),
        (["--explain", "nothing-like-it"], "unknown code"),
        ([], "name a file"),
    ],
)
def test_faults_are_one_line(args: list[str], message: str, tmp_path: Path) -> None:
    done = subprocess.run([*RUN, "check", *args], capture_output=True, cwd=tmp_path, timeout=120, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert message in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_nothing_is_left_of_an_output_that_failed(tmp_path: Path) -> None:
    broken = tmp_path / "a.tmx"
    unit = "<tu><tuv xml:lang='zh'><seg>数据324起。</seg></tuv><tuv xml:lang='en'><seg>Data.</seg></tuv></tu>"
    broken.write_text(f"<tmx version='1.4'><body>{unit * 3}<tu>", encoding="utf-8")
    done = check(broken, "-o", tmp_path / "out.json")
    assert done.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tmx"]


def test_explain_shows_the_example() -> None:
    done = check("--explain", "list-short")
    assert done.returncode == 0
    assert "巡警、特警、武警、铁警" in done.stdout
    assert [line for line in done.stdout.splitlines() if width(line) > 80] == []
    assert "figure-magnitude" in check("--explain", "all").stdout


def test_underlining_goes_from_line_to_line(lines: tuple[Path, Path]) -> None:
    from jingci.cli.findings import _CLOSE, _OPEN, _underlined

    shown = _underlined([f"    a {_OPEN}b", f"    c{_CLOSE} d"], colour=True)
    assert shown == ["    a \x1b[4mb\x1b[24m", "    \x1b[4mc\x1b[24m d"]
    assert _underlined([f"    a {_OPEN}b{_CLOSE}"], colour=False) == ["    a [b]"]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """The stream keeps one pair and its neighbours: nothing of the others is alive."""
    import gc

    from jingci.checks import Pair, check_pairs

    pairs = (Pair(f"数据{n}起。", f"There were {n} cases.", id=str(n)) for n in range(3000))
    most = 0
    for number, _ in enumerate(check_pairs(pairs)):
        if number % 500 == 0:
            gc.collect()
            most = max(most, sum(isinstance(thing, Pair) for thing in gc.get_objects()))
    assert most <= 4
