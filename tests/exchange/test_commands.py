"""``jingci export`` and ``jingci import`` from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import KITCHEN_SINK
from jingci.data import dump_yaml, parse_yaml
from jingci.edition import load_edition
from jingci.formats.exchange import EXPORTS

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]
EDITION = str(KITCHEN_SINK / "edition")


def jingci(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, *args], capture_output=True, cwd=cwd, env={**os.environ, "COLUMNS": "100"}, text=True, timeout=120
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (2, ""), done
    (line,) = done.stderr.strip().splitlines()
    assert "Traceback" not in line
    return line


@pytest.fixture
def terms(tmp_path: Path) -> str:
    path = tmp_path / "mine.csv"
    path.write_text("zh,en,gloss\n网格化管理,gridding of my own,mine\n", encoding="utf-8")
    return str(path)


TEXTS = [name for name, chosen in EXPORTS.items() if chosen.shape == "text"]


@pytest.mark.parametrize("name", TEXTS)
def test_standard_output_and_file_are_the_same(name: str, tmp_path: Path, terms: str) -> None:
    shown = jingci("export", name, EDITION, "--glossary", terms, "--only-glossary")
    assert shown.returncode == 0, shown.stderr
    path = tmp_path / "out"
    done = jingci("export", name, EDITION, "--glossary", terms, "--only-glossary", "-o", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", shown.stderr)
    assert path.read_text(encoding="utf-8") == shown.stdout
    assert "wanggehua-guanli" not in shown.stdout or name.startswith("xliff")


def test_a_list_of_ones_own_alone(terms: str) -> None:
    text = jingci("export", "tbx", EDITION, "-g", terms, "--only-glossary").stdout
    assert text.count("<conceptEntry") == 1
    assert "gridding of my own" in text
    assert '<admin type="projectSubset">mine.csv</admin>' in text


def test_tbx_is_a_list_of_ones_own(tmp_path: Path, terms: str) -> None:
    path = tmp_path / "mine.tbx"
    assert jingci("export", "tbx", EDITION, "-g", terms, "--only-glossary", "-o", str(path)).returncode == 0
    shown = jingci("lookup", "网格化管理", "--glossary", str(path)).stdout
    assert "gridding of my own" in shown
    assert "mine.tbx" in shown


def test_terms_come_in_as_proposals(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text("zh,en\n某某新词,some new word\n网格化管理,gridding of my own\n", encoding="utf-8")
    done = jingci("import", str(path), "-o", str(tmp_path / "proposed.yaml"))
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "1 new, 0 already there, 1 in conflict")
    assert "some new word" in jingci("lookup", "某某新词", "-g", str(tmp_path / "proposed.yaml")).stdout
    assert "--output" in one_line(jingci("import", str(path)))
    assert "no edition" in one_line(jingci("import", str(path), EDITION))
    assert "name the folder" in one_line(jingci("import", "x.xlf"))


def test_what_is_left_out_is_told() -> None:
    done = jingci("export", "tmx", EDITION)
    assert "jingci: left out: 1 skipped stretches of the source\n" in done.stderr


def test_help_names_every_format() -> None:
    text = jingci("export", "--help").stdout
    for name in EXPORTS:
        assert f"  {name} " in text


def test_wrong_use_is_one_clear_line(tmp_path: Path) -> None:
    assert "did you mean “tbx”" in one_line(jingci("export", "tbx3", EDITION))
    assert "did you mean “ezhou-2015”" in one_line(jingci("export", "tmx", "ezhou-2016"))
    assert "zh-Hans" in one_line(jingci("export", "tmx", EDITION, "--source-lang", "fr"))
    assert "en-US" in one_line(jingci("export", "tmx", EDITION, "--target-lang", "en_US"))
    assert str(tmp_path) in one_line(jingci("export", "tmx", EDITION, "-o", str(tmp_path)))
    assert "no edition" in one_line(jingci("import", "x.xlf", str(tmp_path)))
    assert "x.xlf" in one_line(jingci("import", "x.xlf", EDITION))
    assert "x.po" in one_line(jingci("import", "x.po", EDITION))
    assert "--output" in one_line(jingci("export", "omegat", EDITION))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    assert "is there already" in one_line(jingci("export", "omegat", EDITION, "-o", str(tmp_path / "full")))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The edition's XLIFF with a draft and a reviewed segment changed."""
    path = tmp_path / "work.xlf"
    assert jingci("export", "xliff", EDITION, "-o", str(path)).returncode == 0
    text = (
        path.read_text(encoding="utf-8").replace("are satisfied", "are content").replace("good spirits", "high spirits")
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dry_run_writes_nothing(work: Path, edition: Path) -> None:
    before = (edition / "segments.yaml").read_bytes()
    done = jingci("import", str(work), str(edition), "--dry-run")
    assert done.stdout.splitlines() == [
        "1 changed, 5 unchanged, 0 new, 0 missing, 1 reviewed and protected, 0 held back",
        "changed: s1p1c3",
        "reviewed, not overwritten (--reviewed overwrites): s1p1c4",
    ]
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert (edition / "segments.yaml").read_bytes() == before


def test_changes_are_written_and_nothing_else_is(work: Path, edition: Path) -> None:
    path = edition / "segments.yaml"
    before = dump_yaml(parse_yaml(path.read_text(encoding="utf-8"), "segments.yaml"))
    path.write_text(before, encoding="utf-8")
    assert jingci("import", str(work), str(edition)).returncode == 1
    # An edited draft is doubtful no longer.
    expected = re.sub(
        r"are satisfied\.\n  origin: memory:\S+\n  state: draft\n  problems: .*\n",
        "are content.\n  origin: human\n  state: edited\n",
        before,
    )
    assert path.read_text(encoding="utf-8") == expected != before
    again = jingci("import", str(work), str(edition))
    assert again.stdout.startswith("0 changed, 6 unchanged")


def test_reviewed_segments_are_overwritten_on_request(work: Path, edition: Path) -> None:
    done = jingci("import", str(work), str(edition), "--reviewed")
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["changed: s1p1c3", "changed: s1p1c4"])
    segment = next(s for s in load_edition(edition).body if s.id == "s1p1c4")
    assert (segment.en, segment.origin, segment.state) == ("The officers are in high spirits.", "human", "edited")
    text = (edition / "segments.yaml").read_text(encoding="utf-8")
    assert dump_yaml(parse_yaml(text, "segments.yaml")) == text
