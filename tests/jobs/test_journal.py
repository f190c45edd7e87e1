"""The journal: whole records only, a torn end forgiven, damage named, a full disk survived."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.errors import DataError, FileError
from jingci.jobs.translating.history import History, Outcome, digest
from jingci.jobs.translating.journal import Journal
from jingci.model import Draft, Segment, Usage
from jingci.translation import Drafted

values = st.recursive(
    st.text() | st.integers() | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
records = st.lists(st.dictionaries(st.text(max_size=5), values, max_size=3), min_size=1, max_size=5)


def written(path: Path, *added: dict[str, object]) -> bytes:
    journal = Journal(path)
    journal.prepare()
    for record in added:
        journal.append(record)
    journal.close()
    return path.read_bytes()


@given(records)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, added: list[dict[str, object]]) -> None:
    path = tmp_path_factory.mktemp("journal") / "j"
    written(path, *added)
    journal = Journal(path)
    assert journal.records == added
    assert not journal.torn


def test_a_lone_surrogate_can_be_kept(tmp_path: Path) -> None:
    written(tmp_path / "j", {"en": "a\ud800b\u2028"})
    assert Journal(tmp_path / "j").records == [{"en": "a\ud800b\u2028"}]


def test_lines_are_json_and_only_grow(tmp_path: Path) -> None:
    path = tmp_path / "j"
    first = written(path, {"a": 1})
    second = written(path, {"b": "二"})
    assert second.startswith(first)
    assert [json.loads(line)["record"] for line in second.splitlines()] == [{"a": 1}, {"b": "二"}]


def test_a_last_line_cut_off_anywhere_is_dropped_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "j"
    first = written(path, {"a": 1})
    whole = written(path, {"b": "two"})
    for cut in range(len(first) + 1, len(whole)):
        path.write_bytes(whole[:cut])
        journal = Journal(path)
        assert journal.records == [{"a": 1}]
        assert journal.torn
    assert written(path, {"c": 3}) == first + written(tmp_path / "k", {"c": 3})


def test_a_last_line_of_rubbish_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "j"
    whole = written(path, {"a": 1})
    path.write_bytes(whole + bytes(100))
    assert Journal(path).records == [{"a": 1}]


@pytest.mark.parametrize("damage", [b"x", b"\n", b"\xff"])
def test_damage_before_the_end_names_the_line(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "j"
    lines = written(path, {"a": 1}, {"b": 2}, {"c": 3}).splitlines(keepends=True)
    lines[1] = lines[1][:30] + damage + lines[1][31:]
    path.write_bytes(b"".join(lines))
    with pytest.raises(DataError, match="damaged") as caught:
        Journal(path)
    assert (caught.value.path, caught.value.line) == (str(path), 2)
    assert path.read_bytes() == b"".join(lines)


def test_a_changed_value_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_bytes(written(path, {"en": "220 million"}, {}).replace(b"220", b"222"))
    with pytest.raises(DataError, match="damaged"):
        Journal(path)


def test_nothing_written_leaves_no_file(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    journal.prepare()
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_threads_do_not_mix_their_lines(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    journal.prepare()
    threads = [
        threading.Thread(target=lambda n=n: [journal.append({"n": [n] * 500}) for _ in range(20)]) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close()
    assert sorted(record["n"][0] for record in Journal(tmp_path / "j").records) == sorted([*range(4)] * 20)


class Disk:
    """A disk with room for so many bytes more, the spare file of the journal counted in."""

    def __init__(self, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.room = room
        self._write = os.write
        monkeypatch.setattr(os, "write", self.write)

    def write(self, handle: int, data: bytes) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        part = bytes(data)[: self.room]
        self.room -= len(part)
        return self._write(handle, part)


def test_on_a_full_disk_what_is_under_way_is_kept_and_nothing_more_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    journal.prepare()
    journal.append({"n": 1})
    disk = Disk(20, monkeypatch)
    release = journal._release_spare

    def freed() -> None:
        disk.room += 1000
        release()

    monkeypatch.setattr(journal, "_release_spare", freed)
    journal.append({"n": 2})
    assert [record["n"] for record in Journal(path).records] == [1, 2]
    with pytest.raises(FileError, match="No space left"):
        journal.require_room()
    journal.close()


def test_where_nothing_can_be_freed_the_file_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    journal.prepare()
    journal.append({"n": 1})
    before = path.read_bytes()
    Disk(20, monkeypatch)
    with pytest.raises(FileError, match="No space left"):
        journal.append({"n": 2})
    assert path.read_bytes() == before
    journal.close()


def test_a_folder_that_cannot_be_written_is_found_out_first(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "absent" / "j")
    with pytest.raises(FileError, match="cannot be written"):
        journal.prepare()


def draft_of(name: str, en: str) -> Outcome:
    return Outcome.of(Drafted(Segment(name, "sentence", "中", en, "engine:x", "draft")), "")


Opened = Callable[..., History]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens histories and closes them at the end."""
    with contextlib.ExitStack() as stack:

        def opened_at(path: Path, source: str = "sha") -> History:
            journal = Journal(path)
            journal.prepare()
            stack.callback(journal.close)
            return History(journal, source)

        yield opened_at


def test_a_history_is_the_same_after_it_was_read_again(tmp_path: Path, opened: Opened) -> None:
    path = tmp_path / "j"
    history = opened(path)
    history.begin([Segment("s1", "sentence", "中", "Old."), Segment("s2", "sentence", "中")])
    history.add_answer("key", "s1", Draft("E\ud800", "p", usage=Usage(3, 4, 0.5, True)))
    history.add_outcome(draft_of("s1", "E"))
    again = opened(path)
    for one in (history, again):
        assert one.is_open
        assert (one.refreshing, one.pending) == ({"s1": digest("Old."), "s2": digest("")}, {"s2"})
        assert one.answer("key") == Draft("E\ud800", "p", usage=Usage(3, 4, 0.5, True))
        assert one.outcomes == {"s1": draft_of("s1", "E")}
        assert one.paid == Usage(3, 4, 0.5, True)


def test_a_job_that_is_done_is_asked_about_no_more_but_keeps_its_english(tmp_path: Path, opened: Opened) -> None:
    path = tmp_path / "j"
    history = opened(path)
    history.add_answer("key", "s1", Draft("E", usage=Usage(3, 4)))
    history.add_outcome(draft_of("s1", "E"))
    history.end()
    for one in (history, opened(path)):
        assert not one.is_open
        assert one.answer("key") is None
        assert list(one.outcomes) == ["s1"]
        assert one.paid == Usage(3, 4)


def test_an_answer_without_english_is_on_the_account_only(tmp_path: Path, opened: Opened) -> None:
    history = opened(tmp_path / "j")
    history.add_answer("key", "s1", Draft(problem="refused", usage=Usage(3, 4)))
    for one in (history, opened(tmp_path / "j")):
        assert one.answer("key") is None
        assert one.paid == Usage(3, 4)


def test_a_refresh_forgets_what_it_makes_anew(tmp_path: Path, opened: Opened) -> None:
    history = opened(tmp_path / "j")
    history.add_outcome(draft_of("s1", "E"))
    history.add_outcome(draft_of("s2", "F"))
    history.end()
    history.begin([Segment("s1", "sentence", "中", "E")])
    assert list(history.outcomes) == ["s2"]


def test_another_documents_journal_is_refused(tmp_path: Path, opened: Opened) -> None:
    opened(tmp_path / "j").begin()
    with pytest.raises(DataError, match="another document"):
        opened(tmp_path / "j", "another sha")


@pytest.mark.parametrize("first", [{"kind": "journal", "format": 99, "source": "sha"}, {"kind": "done"}, {}])
def test_another_format_is_refused(tmp_path: Path, opened: Opened, first: dict[str, object]) -> None:
    written(tmp_path / "j", first)
    with pytest.raises(DataError, match="this version"):
        opened(tmp_path / "j")


@pytest.mark.parametrize("record", [{}, {"kind": "new"}, {"kind": "answer"}, {"kind": "job", "refresh": 5}])
def test_a_record_that_lacks_something_is_one_clear_error(
    tmp_path: Path, opened: Opened, record: dict[str, object]
) -> None:
    path = tmp_path / "j"
    opened(path).begin()
    written(path, record)
    with pytest.raises(DataError, match="lacks something"):
        opened(path)
