"""A scan's tables: the same whatever the form, the number of processes, or how often it was stopped on the way."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import jingci
from jingci.corpus.documents import CorpusDocument
from jingci.corpus.scanning import Plan, scan_document
from jingci.errors import DataError, FileError, UsageError
from jingci.formats.corpora import open_corpus
from jingci.glossary import Glossary
from jingci.jobs.scanning import Outcome, Scan, scan_corpus
from scanning.corpora import FORMS, TEXTS, folder, rows

TABLES = ("documents", "terms", "formulas", "figures")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return jingci.load_glossary()


def scanned(corpus: Path, out: Path, glossary: Glossary, **options: Any) -> Outcome:
    options.setdefault("format", "csv")
    options.setdefault("jobs", 1)
    return scan_corpus(open_corpus(corpus), glossary, out, Scan(**options))


def contents(out: Path, suffix: str = "csv") -> dict[str, bytes]:
    return {name: (out / f"{name}.{suffix}").read_bytes() for name in TABLES}


def many(place: Path, number: int) -> Path:
    """A corpus of so many documents, each different."""
    root = place / "many"
    root.mkdir()
    chance = random.Random(1)
    for n in range(number):
        pieces = [chance.choice(list(TEXTS.values())) for _ in range(3)]
        (root / f"{2000 + n % 7}-{n:04}.txt").write_text(f"第{n}号\n" + "\n".join(pieces), encoding="utf-8")
    return root


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_tables_say_what_stands_where(format: str, tmp_path: Path, glossary: Glossary) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    outcome = scanned(folder(tmp_path), tmp_path / "out", glossary, format=format)
    documents = {row["document"]: row for row in rows(tmp_path / "out", "documents")}
    assert list(documents) == list(TEXTS)
    assert [(row["date"], row["place"], row["province"]) for row in documents.values()] == [
        ("", "", ""),
        ("2015", "Ezhou", "Hubei"),
        ("2016", "", ""),
    ]
    terms = rows(tmp_path / "out", "terms")
    for row in terms:
        text = TEXTS[row["document"]]
        expected = [(h.span.start, h.span.end) for h in glossary.find(text) if h.concept.id == row["concept"]]
        assert row["spans"] == expected
        assert row["count"] == len(expected)
    assert sum(row["count"] for row in terms) == sum(len(glossary.find(text)) for text in TEXTS.values())
    [formula] = rows(tmp_path / "out", "formulas")
    assert (formula["formula"], formula["counts"], formula["origin"]) == ("三化", 3, "bracket")
    figures = rows(tmp_path / "out", "figures")
    found = [(row["document"], row["figure"], float(row["value"]), row["unit"]) for row in figures]
    assert ("2016/shazhou.txt", "2.2亿条", 2.2e8, "count") in found
    assert ("2015/ezhou.txt", "324起", 324.0, "count") in found
    assert outcome.counts.total.documents == 3
    assert outcome.counts.by_year["2015"].hits["wanggehua-guanli"] == 2


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_terms(form: str, tmp_path: Path, glossary: Glossary) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    scanned(FORMS[form](tmp_path), tmp_path / "out", glossary)
    found = [(row["concept"], row["spans"]) for row in rows(tmp_path / "out", "terms")]
    plan = Plan.of(glossary)
    documents = [scan_document(CorpusDocument("", text), plan) for text in TEXTS.values()]
    expected = [
        (concept, list(zip(places[::2], places[1::2], strict=True)))
        for document in documents
        for concept, places in document.terms.items()
    ]
    assert found == expected


def test_terms_only(tmp_path: Path, glossary: Glossary) -> None:
    scanned(folder(tmp_path), tmp_path / "out", glossary, terms_only=True)
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["documents.csv", "scan.json", "terms.csv"]


def test_processes_and_shards_change_nothing(tmp_path: Path, glossary: Glossary) -> None:
    corpus = many(tmp_path, 60)
    scanned(corpus, tmp_path / "one", glossary, jobs=1, shard_bytes=10_000_000)
    scanned(corpus, tmp_path / "two", glossary, jobs=2, shard_bytes=2_000)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(rows(tmp_path / "one", "documents")) == 60


def test_parquet_and_csv_agree(tmp_path: Path, glossary: Glossary) -> None:
    pytest.importorskip("pyarrow")
    corpus = many(tmp_path, 20)
    scanned(corpus, tmp_path / "csv", glossary)
    scanned(corpus, tmp_path / "parquet", glossary, format="parquet", shard_bytes=1_000)
    for table in ("terms", "documents"):
        pairs = zip(rows(tmp_path / "csv", table), rows(tmp_path / "parquet", table), strict=True)
        assert all(a["document"] == b["document"] and a.get("spans") == b.get("spans") for a, b in pairs)


class _Stopped(Exception):
    pass


def test_a_stopped_scan_goes_on(tmp_path: Path, glossary: Glossary) -> None:
    corpus = many(tmp_path, 40)
    scanned(corpus, tmp_path / "whole", glossary, shard_bytes=300)
    found = open_corpus(corpus)
    options = Scan(format="csv", jobs=1, shard_bytes=300)
    out = tmp_path / "out"
    runs = 0
    while True:
        steps = 0

        def stop(outcome: Outcome, step: str) -> None:
            nonlocal steps
            steps += 1
            if steps > 5 and step == "scan":
                raise _Stopped

        runs += 1
        try:
            last = scan_corpus(found, glossary, out, options, stop)
            break
        except _Stopped:
            continue
    assert runs > 2
    assert last.resumed > 0
    assert contents(out) == contents(tmp_path / "whole")
    again = scan_corpus(found, glossary, out, options, stop)
    assert again.again
    assert again.counts.as_json() == last.counts.as_json()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_scan_stopped_at_its_tables_leaves_none_half_written(jobs: int, tmp_path: Path, glossary: Glossary) -> None:
    corpus = many(tmp_path, 40)
    scanned(corpus, tmp_path / "whole", glossary, shard_bytes=300)
    found, out, options = open_corpus(corpus), tmp_path / "out", Scan(format="csv", jobs=jobs, shard_bytes=300)

    def stop(outcome: Outcome, step: str) -> None:
        if step == "tables":
            raise _Stopped

    with pytest.raises(_Stopped):
        scan_corpus(found, glossary, out, options, stop)
    assert not list(out.glob("*.csv*"))
    assert scan_corpus(found, glossary, out, options).resumed
    assert contents(out) == contents(tmp_path / "whole")


@pytest.mark.parametrize("damage", ["torn journal", "missing part", "short part", "torn and glued"])
def test_damage_only_makes_work_again(damage: str, tmp_path: Path, glossary: Glossary) -> None:
    corpus = many(tmp_path, 30)
    scanned(corpus, tmp_path / "whole", glossary, shard_bytes=1_000)
    found, out, options = open_corpus(corpus), tmp_path / "out", Scan(format="csv", jobs=1, shard_bytes=1_000)

    def stop(outcome: Outcome, step: str) -> None:
        if outcome.documents >= 15:
            raise _Stopped

    with pytest.raises(_Stopped):
        scan_corpus(found, glossary, out, options, stop)
    journal, part = out / "parts" / "journal.jsonl", out / "parts" / "terms-000001.csv"
    if damage == "torn journal":
        journal.write_bytes(journal.read_bytes()[:-9])
    elif damage == "torn and glued":
        journal.write_bytes(journal.read_bytes()[:-9] + b'{"shard": 3}\n')
    elif damage == "missing part":
        part.unlink()
    else:
        part.write_bytes(part.read_bytes()[:-5])
    outcome = scan_corpus(found, glossary, out, options)
    assert outcome.resumed > 0
    assert outcome.documents == 30
    assert contents(out) == contents(tmp_path / "whole")


def test_killed_at_any_moment(tmp_path: Path, glossary: Glossary) -> None:
    """The process that writes is killed again and again; its workers end with it."""
    corpus = many(tmp_path, 80)
    code = (
        "import sys, jingci\n"
        "from jingci.formats.corpora import open_corpus\n"
        "from jingci.jobs.scanning import Scan, scan_corpus\n"
        "if __name__ == '__main__':\n"
        "    scan = Scan(format='csv', jobs=2, shard_bytes=300)\n"
        "    scan_corpus(open_corpus(sys.argv[1]), jingci.load_glossary(), sys.argv[2], scan)\n"
    )
    script = tmp_path / "run.py"
    script.write_text(code)
    out = tmp_path / "out"
    chance = random.Random(7)
    for target in sorted(chance.sample(range(2, 60), 3)):
        process = subprocess.Popen([sys.executable, str(script), str(corpus), str(out)])
        journal = out / "parts" / "journal.jsonl"
        limit = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < limit:
            if journal.exists() and journal.read_bytes().count(b'"shard"') >= target:
                break
            time.sleep(0.005)
        process.kill()
        process.wait()
    assert not (out / "terms.csv").exists()
    subprocess.run([sys.executable, str(script), str(corpus), str(out)], check=True)
    scanned(corpus, tmp_path / "whole", glossary, shard_bytes=300)
    assert contents(out) == contents(tmp_path / "whole")
    assert not (out / "parts").exists()
    assert not [name for name in os.listdir(out) if name.endswith(".tmp")]


def test_another_scan_is_refused(tmp_path: Path, glossary: Glossary) -> None:
    corpus = folder(tmp_path)
    scanned(corpus, tmp_path / "out", glossary)
    with pytest.raises(UsageError, match="another tables"):
        scanned(corpus, tmp_path / "out", glossary, terms_only=True)
    (corpus / "new.txt").write_text("警务")
    with pytest.raises(UsageError, match="another corpus"):
        scanned(corpus, tmp_path / "out", glossary)
    with pytest.raises(UsageError, match="other things"):
        scanned(corpus, tmp_path, glossary)


def test_results_inside_the_corpus_are_refused(tmp_path: Path, glossary: Glossary) -> None:
    corpus = folder(tmp_path)
    with pytest.raises(UsageError, match="inside the corpus"):
        scanned(corpus, corpus / "out", glossary)


def test_a_corpus_that_changes_is_noticed(tmp_path: Path, glossary: Glossary) -> None:
    corpus = folder(tmp_path)

    def change(outcome: Outcome, step: str) -> None:
        (corpus / "plain.txt").write_text("群众工作和民警。")

    with pytest.raises(DataError, match="was changed"):
        scan_corpus(open_corpus(corpus), glossary, tmp_path / "out", Scan(format="csv", jobs=1), change)


def test_two_runs_at_once_are_refused(tmp_path: Path, glossary: Glossary) -> None:
    corpus = folder(tmp_path)

    def second(outcome: Outcome, step: str) -> None:
        with pytest.raises(UsageError, match="another jingci scan is at work"):
            scanned(corpus, tmp_path / "out", glossary)

    scan_corpus(open_corpus(corpus), glossary, tmp_path / "out", Scan(format="csv", jobs=1), second)


def test_a_full_disk_is_one_line(tmp_path: Path, glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = folder(tmp_path)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="No space left"):
        scanned(corpus, tmp_path / "out", glossary)
    monkeypatch.undo()
    assert scanned(corpus, tmp_path / "out", glossary).documents == 3


def test_no_cell_is_a_formula_for_a_spreadsheet(tmp_path: Path, glossary: Glossary) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "=1+1.txt").write_text("民警")
    scanned(corpus, tmp_path / "out", glossary)
    assert "\n'=1+1.txt," in (tmp_path / "out" / "documents.csv").read_text()


def test_lone_surrogates_go_through(tmp_path: Path, glossary: Glossary) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "\\ud800", "text": "民警\\udfff“三化\\ud800”，网格化管理\\u0000"}\n')
    for format in ("csv", "parquet"):
        scanned(path, tmp_path / format, glossary, format=format)
        assert any(row["concept"] == "wanggehua-guanli" for row in rows(tmp_path / format, "terms"))


def test_what_is_wrong_with_a_document_stands_in_the_table(tmp_path: Path, glossary: Glossary) -> None:
    corpus = folder(tmp_path)
    (corpus / "bad.docx").write_bytes(b"PK\x03\x04")
    outcome = scanned(corpus, tmp_path / "out", glossary)
    assert outcome.counts.unread == 1
    [row] = [row for row in rows(tmp_path / "out", "documents") if row["problem"]]
    assert row["document"] == "bad.docx"
    assert json.loads((tmp_path / "out" / "scan.json").read_text())["done"]["documents"] == 4
