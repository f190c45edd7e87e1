"""Corpora in every form give the same documents; what is wrong with one of them concerns that one only."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jingci.corpus.documents import CorpusDocument, UnreadDocument
from jingci.errors import DataError, FileError
from jingci.formats.corpora import Columns, Raw, open_corpus, read_item
from scanning.corpora import FORMS, TEXTS

LIMIT = 1_000_000


def read(path: Path, columns: Columns | None = None, limit: int = LIMIT) -> list[CorpusDocument | UnreadDocument]:
    return [read_item(item, limit) for item in open_corpus(path, columns, max_size=limit).items()]


def problems(path: Path, limit: int = LIMIT) -> dict[str, str]:
    return {item.name: item.problem for item in read(path, limit=limit) if isinstance(item, UnreadDocument)}


def texts(path: Path) -> list[str]:
    return [item.text for item in read(path) if isinstance(item, CorpusDocument)]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_texts(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    documents = read(FORMS[form](tmp_path))
    assert [item.text for item in documents if isinstance(item, CorpusDocument)] == list(TEXTS.values())
    assert all(name in item.name for name, item in zip(TEXTS, documents, strict=True))


def test_containers_may_lie_in_a_folder(tmp_path: Path) -> None:
    FORMS["lines"](tmp_path)
    FORMS["zip"](tmp_path)
    (tmp_path / "one.txt").write_text("警务")
    assert len(texts(tmp_path)) == 2 * len(TEXTS) + 1


def test_metadata_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"text": "警务", "date": "2016-03-04 10:00", "place": "鄂州"},
        {"text": "警务", "year": 2017.0, "城市": "沙洲", "date": "unknown"},
        {"text": "警务", "date": None, "place": ["x"]},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    first, second, third = read(path)
    assert isinstance(first, CorpusDocument)
    assert isinstance(second, CorpusDocument)
    assert isinstance(third, CorpusDocument)
    assert (first.date, first.place) == ("2016-03-04", "鄂州")
    assert (second.date, second.place) == ("", "沙洲")
    assert (third.date, third.place) == ("", "")


def test_named_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "t", "zw": "警务", "text": "no", "rq": "2011"}))
    [document] = read(path, Columns(text="zw", name="title", date="rq"))
    assert document == CorpusDocument("a.jsonl:1 t", "警务", "2011")
    assert read(path, Columns(text="nowhere"))[0] == UnreadDocument(
        "a.jsonl:1", "has no column “nowhere” (there are: title, zw, text, rq)"
    )


def test_bad_documents_are_recorded(tmp_path: Path) -> None:
    good = "警务".encode()
    bad = {"empty.txt": b"", "latin.txt": b"\xe9\xe8 caf\xe9", "word.docx": b"PK\x03\x04zz", "p.pdf": b"%PDF-1.4 x"}
    for name, data in {**bad, "good.txt": good, "picture.png": b"\x89PNG\r\n"}.items():
        (tmp_path / name).write_bytes(data)
    assert texts(tmp_path) == ["警务"]
    assert set(problems(tmp_path)) == {*bad, "picture.png"}


def test_bad_lines_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    deep = "[" * 100_000
    long = json.dumps({"text": "警" * 2000})
    lines = ['{"text": "警务"}', "{", '["x"]', '{"text": 3}', '{"other": "x"}', deep, long, "", '{"text": "民警"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    assert texts(path)[0] == "警务"
    assert texts(path)[-1] == "民警"
    found = problems(path, limit=5000)
    assert set(found) == {f"a.jsonl:{n}" for n in (2, 3, 4, 5, 6, 7)}
    assert found["a.jsonl:7"] == "larger than 5,000 bytes"


def test_a_damaged_container_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")
    (tmp_path / "b.tar.gz").write_bytes(b"no tar")
    (tmp_path / "c.jsonl.gz").write_bytes(b"no gzip")
    whole = FORMS["tar"](tmp_path).read_bytes()
    (tmp_path / "corpus.tar.gz").write_bytes(whole[: len(whole) // 2])
    assert set(problems(tmp_path)) == {"a.zip", "b.tar.gz", "c.jsonl.gz", "corpus.tar.gz"}


def test_a_damaged_parquet_file_is_recorded(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 no PAR1")
    assert problems(tmp_path) == {"d.parquet": "is a damaged Parquet file: the rest is not read"}


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", b"\0" * 9_000_000)
    seen = sum(len(item.data) for item in open_corpus(path, max_size=10_000_000).items() if isinstance(item, Raw))
    assert seen <= 100_000_000
    assert "unpacks to more than 200 times its size" in problems(path, limit=10_000_000)["bomb.zip"]


def test_a_large_member_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.txt", "警" * 10_000)
        archive.writestr("small.txt", "警务")
    assert problems(path, limit=1000) == {"a.zip/large.txt": "larger than 1,000 bytes"}


def test_nothing_in_an_archive_reaches_the_disk_or_leads_out_of_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    path = tmp_path / "in" / "evil.tar"
    path.parent.mkdir()
    with tarfile.open(path, "w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "link.txt"), (tarfile.LNKTYPE, "hard.txt"), (tarfile.FIFOTYPE, "pipe")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
        info = tarfile.TarInfo("../../out.txt")
        info.size = 6
        archive.addfile(info, io.BytesIO("警务".encode()))
    assert texts(path.parent) == ["警务"]
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["evil.tar", "in", "secret.txt"]


def test_pipes_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / ".hidden.txt").write_text("警务")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_text("民警")
    assert texts(tmp_path) == ["民警"]


def test_names_of_old_chinese_archives(tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ABCD.txt", "警务")
    # The two characters in GBK, in both places where the archive has the name, without the flag for UTF-8.
    path.write_bytes(path.read_bytes().replace(b"ABCD", "鄂州".encode("gbk")))
    assert [item.name for item in read(path)] == ["old.zip/鄂州.txt"]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda path: path, FileError, "no such file"),
        (lambda path: path.mkdir() or path, DataError, "without files"),
    ],
)
def test_no_corpus(make: Callable[[Path], Path], error: type[Exception], message: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=message):
        open_corpus(make(tmp_path / "x"))
