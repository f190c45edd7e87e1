"""The command line from outside: output, exit codes, one clear line for every fault."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
from array import array
from pathlib import Path
from typing import IO

import pytest

from jingci.columns import width

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]


def jingci(
    *args: str, stdin: bytes | str = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*RUN, *args], input=data, capture_output=True, cwd=cwd, env={**os.environ, **env}, timeout=120
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


@pytest.mark.parametrize(
    "query",
    ["网格化", "網格化", "wanggehua", "wǎnggéhuà", "grid management", "Grid-Management", "网格化管理", "網格化管理"],
)
def test_lookup_finds_grid_management(query: str) -> None:
    done = jingci("lookup", query)
    assert done.returncode == 0
    assert done.stdout.startswith("网格化管理  wǎnggéhuà guǎnlǐ")


@pytest.mark.parametrize(
    ("query", "entry"), [("fengqiao", "枫桥经验"), ("一标三实", "一标三实"), ("yibiao sanshi", "一标三实")]
)
def test_lookup_finds(query: str, entry: str) -> None:
    done = jingci("lookup", query)
    assert done.returncode == 0
    assert entry in done.stdout


def test_the_pinyin_of_a_place_does_not_hide_the_terms_made_of_it() -> None:
    heads = re.findall(r"^(\S+)  \S+ ?\S*  \[", jingci("lookup", "fengqiao").stdout, re.MULTILINE)
    assert heads[:2] == ["枫桥镇", "枫桥经验"]


def test_lookup_output_fits_80_columns() -> None:
    done = jingci("lookup", "网格化", "枫桥经验", "一标三实", "--examples")
    wide = [line for line in done.stdout.splitlines() if width(line) > 80]
    assert wide == []


def test_lookup_several_and_stdin() -> None:
    done = jingci("lookup", "-", stdin="派出所\n\n网格员\n")
    assert done.returncode == 0
    assert "派出所  " in done.stdout
    assert "网格员  " in done.stdout


def test_lookup_json() -> None:
    done = jingci("lookup", "--json", "派出所", "zzzzqq")
    assert done.returncode == 1
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["found"][0]["forms"][0][0] == "派出所"
    assert second["found"] == []


def test_lookup_examples_show_both_languages() -> None:
    done = jingci("lookup", "--examples", "派出所")
    assert re.search(r"\[派出所\]", done.stdout)
    assert re.search(r"\[[Pp]olice stations?\]", done.stdout)
    assert "#s" in done.stdout


def test_lookup_nothing_found_names_the_nearest() -> None:
    done = jingci("lookup", "网格化管里")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "nothing found for “网格化管里”" in done.stderr
    assert "网格化管理" in done.stderr


def test_lookup_exact_takes_no_parts() -> None:
    assert jingci("lookup", "--exact", "fengqiao").returncode == 1
    assert jingci("lookup", "--exact", "网格化").returncode == 0


def test_lookup_with_a_list_of_ones_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("zh,en,gloss\n网格化,my rendering,mine\n新词,new word,\n", encoding="utf-8")
    done = jingci("lookup", "网格化", "--glossary", str(mine))
    assert "my rendering" in done.stdout.splitlines()[1]
    assert "from mine.csv" in done.stdout
    assert jingci("lookup", "派出所", "--glossary", str(mine), "--only-glossary").returncode == 1
    later = tmp_path / "later.yaml"
    later.write_text("- zh: 新词\n  en: newer word\n", encoding="utf-8")
    done = jingci("lookup", "新词", "-g", str(mine), "-g", str(later))
    assert "newer word" in done.stdout
    assert "“new word”" not in done.stdout


def test_no_colour_in_a_pipe() -> None:
    assert "\x1b" not in jingci("lookup", "派出所").stdout


def test_annotate_writes_the_edition_whole() -> None:
    done = jingci("annotate", "ezhou-2015")
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert "220 million" in done.stdout
    assert "[^1]:" in done.stdout


@pytest.mark.parametrize("suffix", [".md", ".html", ".json"])
def test_annotate_to_a_file(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    done = jingci("annotate", "jinzhou-2011", "-o", str(target), "--parallel")
    assert (done.returncode, done.stdout) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert "32.46" in text
    assert "防控体系专群化打造民心警务" in text
    assert list(tmp_path.iterdir()) == [target]


def test_annotate_a_chinese_text_says_that_it_holds_no_translation(tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("工作报告\n\n推进网格化管理,派出所民警入户走访。\n", encoding="utf-8")
    done = jingci("annotate", str(file))
    assert done.returncode == 0
    assert "no translation" in done.stderr
    assert "网格化管理[^1]" in done.stdout.replace("\\", "")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "big5"])
def test_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    traditional = encoding == "big5"
    text = (
        "推進網格化管理，加強社會治安工作，人民的安全感提高了。"
        if traditional
        else "推进网格化管理，加强社会治安工作，人民的安全感提高了。"
    )
    file = tmp_path / "x.txt"
    file.write_bytes((text * 5).encode(encoding))
    done = jingci("annotate", str(file))
    assert done.returncode == 0, done.stderr
    assert "grid management" in done.stdout
    if encoding in ("gb18030", "big5"):
        assert "(detected)" in done.stderr


def test_bad_input_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bytes.txt").write_bytes(b"\x81\xff\xfa\x00\x81\x9f\xc3" * 50 + b"\xff")
    (tmp_path / "english.txt").write_text("No Chinese here.")
    (tmp_path / "folder").mkdir()
    for name, words in [
        ("missing.txt", "no such file"),
        ("folder", "directory"),
        ("empty.txt", "empty"),
        ("bytes.txt", "not text in UTF-8"),
        ("english.txt", "no Chinese"),
    ]:
        line = one_line(jingci("annotate", str(tmp_path / name)))
        assert name in line
        assert words in line


def test_large_file_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(21_000_000)
    line = one_line(jingci("annotate", str(file)))
    assert "--max-size" in line
    small = tmp_path / "small.txt"
    small.write_text("警情" * 2000, encoding="utf-8")
    assert "--max-size" in one_line(jingci("annotate", str(small), "--max-size", "0.001"))
    assert jingci("annotate", str(small), "--max-size", "1").returncode == 0


def test_bad_glossaries_get_one_line(tmp_path: Path) -> None:
    cases = {
        "dup.yaml": ("- zh: 甲\n  zh: 乙\n  en: a\n", "dup.yaml:2: duplicate key"),
        "tab.yaml": ("-\tzh: 甲\n\t en: a\n", "tab.yaml:"),
        "bomb.yaml": ("a: &a [x]\nb: [*a, *a]\n", "bomb.yaml:1: anchors"),
        "big.yaml": ("- zh: 甲\n  en: " + "x" * 3_000_000 + "\n", "big.yaml:2: a value of 3,000,000"),
        "key.yaml": ("- zh: 甲\n  en: a\n  glos: b\n", "did you mean “gloss”"),
        "csv.csv": ("chinese,english\n甲,a\n", "csv.csv:1: no columns"),
        "hole.csv": ("zh,en\n甲,\n", "hole.csv:2: the column “en” is empty"),
        "type.xlsx": ("x", "must be a .yaml, .csv or .tsv"),
        "empty.yaml": ("", "empty"),
    }
    for name, (text, words) in cases.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert words in one_line(jingci("lookup", "甲", "-g", str(tmp_path / name)))
    assert "no such file" in one_line(jingci("lookup", "甲", "-g", str(tmp_path / "none.yaml"))).lower()


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    assert "no such file or folder" in one_line(jingci("annotate", "ezhou-2015", "-o", str(tmp_path / "no" / "x.md")))
    assert "names no format" in one_line(jingci("annotate", "ezhou-2015", "-o", str(tmp_path / "x.xyz")))
    assert "did you mean “html”" in one_line(jingci("annotate", "ezhou-2015", "-f", "htm"))
    assert "directory" in one_line(jingci("annotate", "ezhou-2015", "-f", "html", "-o", str(tmp_path)))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*RUN, "annotate", "ezhou-2015"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_closed_pipe_is_silent() -> None:
    process = subprocess.Popen([*RUN, "annotate", "ezhou-2015"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(60) == 0


def unread(pipe: IO[bytes]) -> int:
    """How many bytes wait in a pipe."""
    count = array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def interruptible() -> None:
    """A shell starts what runs in the background, such as these tests, with interruptions ignored, and that is passed
    on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupt_exits_130(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*RUN, "annotate", "-", "-o", str(tmp_path / "x.md")],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=interruptible,
    )
    assert process.stdin is not None
    process.stdin.write("派出所".encode())
    process.stdin.flush()
    end = time.monotonic() + 60
    while unread(process.stdin):
        assert time.monotonic() < end
        time.sleep(0.02)
    # It has taken what there was and waits for more.
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_unknown_command_and_report() -> None:
    assert "did you mean “lookup”" in one_line(jingci("lokup", "x"))
    assert "no such file" in one_line(jingci("annotate", "ezhou-2051"))


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("网格化管理\x1b[31m红\x07\u202e逆\u2066。\n", encoding="utf-8")
    out = jingci("annotate", str(file)).stdout
    assert not set(out) & set("\x1b\x07\u202e\u2066")
    found = jingci("lookup", "没有\x1b[31m这个\u202e词")
    assert not set(found.stderr) & set("\x1b\u202e")


def test_cache_that_cannot_be_written_or_is_corrupt(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert jingci("lookup", "派出所", JINGCI_CACHE=str(blocked)).returncode == 0
    cache = tmp_path / "cache"
    assert jingci("lookup", "派出所", JINGCI_CACHE=str(cache)).returncode == 0
    (index,) = cache.glob("*.sqlite")
    whole = index.read_bytes()
    for damaged in (b"", b"nonsense" * 100, whole[: len(whole) // 2], whole[:8192] + b"\0" * (len(whole) - 8192)):
        index.write_bytes(damaged)
        assert jingci("lookup", "派出所", JINGCI_CACHE=str(cache)).returncode == 0
    assert list(cache.glob("*.sqlite")) == [index]
    assert not list(cache.glob("*.tmp"))


def test_two_processes_may_compile_at_once(tmp_path: Path) -> None:
    env = {**os.environ, "JINGCI_CACHE": str(tmp_path)}
    processes = [
        subprocess.Popen([*RUN, "lookup", "派出所"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(list(tmp_path.glob("*.sqlite"))) == 1
    assert not list(tmp_path.glob("*.tmp"))


def test_glossary_stats_and_reports() -> None:
    stats = json.loads(jingci("glossary", "stats", "--json").stdout)
    assert stats["concepts"] == sum(total for total, _ in stats["by_field"].values())
    assert "ezhou-2015" in jingci("reports").stdout
    assert {row["id"] for row in json.loads(jingci("reports", "--json").stdout)} >= {"ezhou-2015", "jinzhou-2011"}


def test_format_lays_out_anew_and_keeps_the_content(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text('- zh: "甲"\n  en:   a\n', encoding="utf-8")
    assert jingci("glossary", "format", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8") == "- zh: 甲\n  en: a\n"
