"""The built-in memory: complete, built once, built again where it is stale or damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingci.edition import edition_folders, load_edition
from jingci.errors import FileError
from jingci.markup import strip_markup
from jingci.memory import Memory, MemoryFile, editions, load_memory
from jingci.model import TranslationUnit
from jingci.sic import as_read


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JINGCI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("JINGCI_DATA", str(tmp_path / "data"))
    return tmp_path / "cache"


def memory_file(cache: Path) -> Path:
    (path,) = cache.glob("memory-*.sqlite")
    return path


def test_every_segment_is_found_in_its_context(cache: Path) -> None:
    with load_memory() as memory:
        for name, folder in edition_folders().items():
            segments = list(load_edition(folder).body)
            texts = ["", *(as_read(segment).text for segment in segments), ""]
            for number, segment in enumerate(segments, 1):
                best = memory.matches(texts[number], texts[number - 1], texts[number + 1], limit=1)[0]
                assert (best.place, best.kind) == (f"{name}#{segment.id}", "context")
                assert (best.en, best.state) == (strip_markup(segment.en), segment.state)
                others = memory.matches(texts[number], exclude={name})
                assert not any(match.place.startswith(f"{name}#") for match in others)


def test_built_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_memory().close()
    written = memory_file(cache).stat().st_ino
    monkeypatch.setattr(editions, "_fill", lambda *_: pytest.fail("built again"))
    with load_memory() as memory:
        assert memory.matches("一是形成了点面结合的防控网络。")
    assert memory_file(cache).stat().st_ino == written
    assert [path.suffix for path in cache.iterdir() if path.name.startswith((".", "memory"))] == [".sqlite"]


@pytest.mark.parametrize("damage", [b"", b"x" * 5000, None])
def test_a_damaged_file_is_built_again(cache: Path, damage: bytes | None) -> None:
    load_memory().close()
    path = memory_file(cache)
    path.write_bytes(path.read_bytes()[:-4096] if damage is None else damage)
    with load_memory() as memory:
        assert memory.matches("一是形成了点面结合的防控网络。")
    assert path.stat().st_size > 100_000


def test_changed_editions_have_another_file(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_memory().close()
    folders = edition_folders()
    monkeypatch.setattr(editions, "edition_folders", lambda: {"ezhou-2015": folders["ezhou-2015"]})
    with load_memory() as memory:
        assert [source.name for source in memory.files[0].sources()] == ["ezhou-2015"]
    assert len(list(cache.glob("memory-*.sqlite"))) == 2


def test_without_a_cache_folder_it_lives_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").write_text("x")
    monkeypatch.setenv("JINGCI_CACHE", str(tmp_path / "plain" / "cache"))
    with load_memory() as memory:
        assert memory.files[-1].path == ":memory:"
        assert memory.matches("一是形成了点面结合的防控网络。")


def test_the_users_own_comes_first(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such memory file"):
        load_memory(tmp_path / "mine.sqlite")
    unit = TranslationUnit("1", "一是形成了点面结合的防控网络。", "Mine.", state="reviewed")
    with MemoryFile(editions.default_path(), create=True) as own:
        own.add([unit], name="own.tmx")
    for memory in (load_memory(), load_memory(editions.default_path())):
        with memory:
            assert [m.place for m in memory.matches(unit.zh)] == ["own.tmx#1", "ezhou-2015#s1p2c1"]
    with load_memory(editions=False) as memory:
        assert isinstance(memory, Memory)
        assert [m.place for m in memory.matches(unit.zh)] == ["own.tmx#1"]
