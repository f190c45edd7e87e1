"""A memory file: whole or not at all, incremental, shared, and clear about what is wrong with it."""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingci.errors import DataError, FileError, JingciError, UsageError
from jingci.memory import Memory, MemoryFile, chunks, postings
from jingci.memory.candidates import Candidates
from jingci.model import MemoryMatch, TranslationUnit

sentence = st.text(st.sampled_from("警情网格管理治安防控三四12.5,。"), min_size=1, max_size=12)
#: Adds 20,000 units and says when it has begun; the units take some seconds to come.
ADDING = """
import sys
from jingci.memory import MemoryFile
from jingci.model import TranslationUnit
def units():
    for number in range(20_000):
        if number == 10:
            print("begun", flush=True)
        yield TranslationUnit(str(number), f"第{number}次会议研究{number * 7}项工作。", f"Meeting {number}")
with MemoryFile(sys.argv[1], create=True) as file:
    file.add(units(), name=sys.argv[2])
"""


def units(texts: list[str], en: str = "") -> Iterator[TranslationUnit]:
    return (TranslationUnit(str(number), zh, en or f"English of {zh}") for number, zh in enumerate(texts, 1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "memory.sqlite"


@pytest.fixture
def file(path: Path) -> Iterator[MemoryFile]:
    with MemoryFile(path, create=True) as opened:
        yield opened


def found(path: Path, query: str, **options: int) -> list[MemoryMatch]:
    with Memory(MemoryFile(path)) as memory:
        return memory.matches(query, **options)  # type: ignore[arg-type]


def whole(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def test_the_same_content_twice_changes_nothing(file: MemoryFile, path: Path) -> None:
    assert file.add(units(["警情。"]), name="a.tmx", digest="1").units == 1
    before = file.connection.total_changes
    for name in ("a.tmx", "b.tmx"):
        assert file.add(iter(()), name=name, digest="1").known == "a.tmx"
    assert file.connection.total_changes == before
    assert [(source.name, source.units) for source in file.sources()] == [("a.tmx", 1)]


def test_changed_content_replaces(file: MemoryFile, path: Path) -> None:
    file.add(units(["治安防控。", "网格管理。"]), name="a.tmx", digest="1")
    file.add(units(["治安防控。"], "Other."), name="b.tmx", digest="2")
    done = file.add(units(["网格管理。", "民意主导。"]), name="a.tmx", digest="3")
    assert (done.units, done.replaced) == (2, True)
    assert [(source.name, source.units) for source in file.sources()] == [("b.tmx", 1), ("a.tmx", 2)]
    assert [m.en for m in found(path, "治安防控。")] == ["Other."]
    assert [m.kind for m in found(path, "网格管理。")] == ["exact"]
    assert [m.kind for m in found(path, "民意主导。")] == ["exact"]


def test_removed_units_are_not_found(file: MemoryFile, path: Path) -> None:
    file.add(units(["治安防控网。", "网格管理。"]), name="a.tmx")
    file.add(units(["网格管理。"], "Kept."), name="b.tmx")
    assert file.remove("a.tmx").units == 2
    assert found(path, "治安防控。") == []
    assert [m.en for m in found(path, "网格管理。")] == ["Kept."]
    with pytest.raises(UsageError, match=r"did you mean “b\.tmx”"):
        file.remove("c.tmx")


def test_files_of_one_name_are_told_apart_by_path(file: MemoryFile) -> None:
    for folder in ("x", "y"):
        file.add(units(["网格管理。"], folder), name="a.tmx", path=f"/{folder}/a.tmx")
    with pytest.raises(UsageError, match="several files"):
        file.remove("a.tmx")
    assert file.remove("/x/a.tmx").path == "/x/a.tmx"
    assert file.remove("a.tmx").path == "/y/a.tmx"


steps = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.lists(sentence, max_size=12)), min_size=1, max_size=8)


@given(steps, sentence)
@settings(max_examples=60)
def test_changing_a_memory_is_the_same_as_making_it(done: list[tuple[str, list[str] | None]], query: str) -> None:
    """Adding, replacing and removing in any order ends as a memory does that is made of what is left."""
    left: dict[str, list[str]] = {}
    one, other = (MemoryFile(":memory:", create=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_HELD", 30)
        patch.setattr(chunks, "_POSTINGS_A_ROW", 4)
        patch.setattr(chunks, "_ROWS", 2)
        for name, texts in done:
            if texts is not None:
                one.add(units(texts), name=name)
                left.pop(name, None)
                left[name] = texts
            elif name in left:
                one.remove(name)
                del left[name]
    for name, texts in left.items():
        other.add(units(texts), name=name)
    with Memory(one) as changed, Memory(other) as made:
        for text in [query, *itertools.chain(*left.values())]:
            answers = [
                [(m.score, m.kind, m.zh, m.en, m.place) for m in memory.matches(text, limit=50)]
                for memory in (changed, made)
            ]
            assert sorted(answers[0]) == sorted(answers[1])
            assert [a[0] for a in answers[0]] == [a[0] for a in answers[1]]
    for opened in (one, other):
        opened.close()


def test_small_additions_do_not_pile_up(file: MemoryFile) -> None:
    """There are few blocks however often something is added, and removed postings go when blocks are written anew."""
    for number in range(120):
        file.add(units([f"第{number}次{place}会议。" for place in "甲乙丙"]), name=f"{number}")
        (blocks,) = file.connection.execute("SELECT count(*) FROM block").fetchone()
        assert blocks <= 8
    rows = "SELECT coalesce(sum(length(texts)), 0) FROM chunk"
    (before,) = file.connection.execute(rows).fetchone()
    for number in range(110):
        file.remove(str(number))
    (after,) = file.connection.execute(rows).fetchone()
    assert after < before / 3
    assert file.connection.execute("SELECT count(*) FROM text").fetchone() == (30,)


def test_what_is_in_memory_of_the_index_follows_other_processes(file: MemoryFile, path: Path) -> None:
    with Memory(MemoryFile(path)) as memory:
        assert memory.matches("治安防控网络。") == []
        file.add(units(["治安防控网。"]), name="a")
        assert [m.score for m in memory.matches("治安防控网络。")] == [85]
        file.remove("a")
        assert memory.matches("治安防控网络。") == []


def test_an_error_in_the_middle_leaves_nothing(file: MemoryFile, path: Path) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield from units([f"第{number}项。" for number in range(7000)])
        raise DataError("not well-formed XML", path="a.tmx", line=9)

    file.add(units(["第1项工作。"], "Before."), name="a.tmx")
    with pytest.raises(DataError, match="well-formed"):
        file.add(broken(), name="a.tmx")
    assert [(source.name, source.units) for source in file.sources()] == [("a.tmx", 1)]
    assert [m.en for m in found(path, "第1项工作。", min_score=50)] == ["Before."]


@pytest.mark.parametrize("delay", [0.0, 0.4, 1.5])
def test_a_killed_process_leaves_the_memory_as_it_was(path: Path, delay: float) -> None:
    with MemoryFile(path, create=True) as opened:
        opened.add(units(["治安防控网。"]), name="a")
    command = [sys.executable, "-c", ADDING, str(path), "big"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    assert whole(path)
    with MemoryFile(path) as opened:
        names = [source.name for source in opened.sources()]
        # On a very fast machine it may have finished before.
        assert names in (["a"], ["a", "big"])
        assert opened.add(units(["网格管理。"]), name="b").units == 1
    assert [m.kind for m in found(path, "治安防控网。")] == ["exact"]
    assert [m.kind for m in found(path, "网格管理。")] == ["exact"]
    if "big" not in names:
        assert found(path, "第7次会议研究49项工作。") == []


def test_two_processes_add_while_a_third_reads(path: Path) -> None:
    with MemoryFile(path, create=True) as opened:
        opened.add(units(["治安防控网。"]), name="a")
    commands = [[sys.executable, "-c", ADDING, str(path), name] for name in ("one", "two")]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    reads = 0
    with Memory(MemoryFile(path)) as memory:
        while any(process.poll() is None for process in running):
            assert memory.matches("治安防控网。")[0].kind == "exact"
            assert len(memory.matches("第7次会议研究49项工作。", min_score=100)) in (0, 1)
            reads += 1
    assert reads > 1
    assert [process.returncode for process in running] == [0, 0]
    assert whole(path)
    with MemoryFile(path) as opened:
        sources = {source.name: source.units for source in opened.sources()}
    assert sources == {"a": 1, "one": 20_000, "two": 20_000}


def test_what_is_read_is_of_one_state(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with MemoryFile(path, create=True) as opened:
        opened.add(units([f"第{number}次会议研究{number * 7}项工作。" for number in range(300)]), name="a")
    located = Candidates._located

    def then_written(candidates: Candidates, grams: Any) -> Any:
        found = located(candidates, grams)
        with MemoryFile(path) as other:
            other.add(units([f"第{number}次大会研究{number * 7}项工作。" for number in range(3_000)]), name="b")
        return found

    monkeypatch.setattr(Candidates, "_located", then_written)
    with Memory(MemoryFile(path)) as memory:
        matches = memory.matches("第7次会议研究49项任务。", limit=50)
    assert matches
    assert all("会议" in match.zh for match in matches)
    monkeypatch.undo()
    assert any("大会" in match.zh for match in found(path, "第7次大会研究49项任务。"))


def test_two_processes_make_one_memory(path: Path) -> None:
    path.parent.mkdir()
    code = "import sys; from jingci.memory import MemoryFile; MemoryFile(sys.argv[1], create=True).close()"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    assert whole(path)


HOSTILE = [
    "\ud800坏\udfff的代理对。",
    "空\x00字符。",
    "\x1b[31m红色\x1b[0m。",
    "方向\u202e反转\u2066。",
    "=HYPERLINK(1)公式",
    "<script>alert(1)</script>脚本",
    "\U000f0000私用\U0010ffff区。",
    "𠀀𠀁𠀂𠀃",
    "e\u0301combining",
    "'; DROP TABLE unit; --",
    "哈" * 1999,
    "12345 " * 300,
    "1",
]


@pytest.mark.parametrize("zh", HOSTILE, ids=ascii)
def test_hostile_units(file: MemoryFile, path: Path, zh: str) -> None:
    file.add([TranslationUnit(zh, zh, zh, state=zh)], name=zh)
    assert [m.score for m in found(path, zh)] == [100]
    assert file.sources()[0].units == 1
    altered = zh[: len(zh) // 2] + zh[len(zh) // 2 + 1 :]
    found(path, altered)


def test_what_is_too_long_or_empty_is_left_out_and_counted(file: MemoryFile) -> None:
    rows = [("", "x"), ("警情", " \n"), (" \u200b", "x"), ("警" * 20_001, "x"), ("警情", "x" * 200_001), ("警情", "x")]
    done = file.add((TranslationUnit(str(n), zh, en) for n, (zh, en) in enumerate(rows)), name="a")
    assert (done.units, done.left_out) == (1, 5)


def test_a_file_without_units_is_remembered(file: MemoryFile) -> None:
    assert file.add(iter(()), name="empty.tmx", digest="1").units == 0
    assert file.add(iter(()), name="empty.tmx", digest="1").known == "empty.tmx"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not a memory file"),
        (b"not a database at all, but long enough to have a header of a hundred bytes" * 3, "is not a memory file"),
        (b"SQLite format 3\x00", "is not a memory file"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    with pytest.raises(DataError, match=words) as caught:
        MemoryFile(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_another_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE unit (id)")
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(DataError, match="is not a memory file"):
            MemoryFile(path, create=create)
    assert path.read_bytes() == before


def test_a_later_format_is_refused(file: MemoryFile, path: Path) -> None:
    file.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DataError, match="format 99"):
        MemoryFile(path)


def test_damage_is_said(file: MemoryFile, path: Path) -> None:
    file.add(units([f"第{number}项工作。" for number in range(3000)]), name="a")
    file.close()
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(JingciError) as caught:
        found(path, "第7项工作。")
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_places_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such memory file"):
        MemoryFile(tmp_path / "missing.sqlite")
    with pytest.raises(FileError, match="is a directory"):
        MemoryFile(tmp_path, create=True)
    (tmp_path / "plain").write_text("x")
    with pytest.raises(FileError, match="cannot be written"):
        MemoryFile(tmp_path / "plain" / "memory.sqlite", create=True)


@pytest.mark.parametrize("name", ["100% #1?.sqlite", "警 记.sqlite", os.fsdecode(b"\xff.sqlite")], ids=ascii)
def test_names_of_all_kinds(tmp_path: Path, name: str) -> None:
    with MemoryFile(tmp_path / name, create=True) as opened:
        opened.add(units(["警情。"]), name=name, path=str(tmp_path / name))
    assert [m.kind for m in found(tmp_path / name, "警情。")] == ["exact"]
    with MemoryFile(tmp_path / name) as opened:
        assert opened.remove(str(tmp_path / name)).units == 1
    assert os.listdir(tmp_path) == [name]


def test_a_full_disk_leaves_the_memory_as_it_was(file: MemoryFile, path: Path) -> None:
    file.add(units(["治安防控网。"]), name="a")
    (pages,) = file.connection.execute("PRAGMA page_count").fetchone()
    file.connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(FileError, match="disk is full"):
        file.add(units([f"第{number}项工作。" for number in range(20_000)]), name="big")
    assert [source.name for source in file.sources()] == ["a"]
    assert [m.kind for m in found(path, "治安防控网。")] == ["exact"]


def test_what_may_not_be_written_can_be_read(file: MemoryFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.add(units(["治安防控网。"]), name="a")
    file.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with MemoryFile(path) as opened:
        assert Memory(opened).matches("治安防控网。")[0].kind == "exact"
        with pytest.raises(FileError, match="read-only"):
            opened.remove("a")
    assert sorted(p.name for p in path.parent.iterdir()) == ["memory.sqlite"]


def test_a_second_writer_is_told(file: MemoryFile, path: Path) -> None:
    with MemoryFile(path) as other:
        other.connection.execute("PRAGMA busy_timeout = 50")
        file.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="another process is writing"):
            other.add(units(["警情。"]), name="b")
        file.connection.execute("ROLLBACK")
        assert other.add(units(["警情。"]), name="b").units == 1
