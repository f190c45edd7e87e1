"""``jingci scan`` at the shell, its plots and its page."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jingci
from jingci.cli.main import run
from jingci.corpus.documents import CorpusDocument
from jingci.corpus.scanning import DocumentScan
from jingci.corpus.trends import MAX_PLACES, OTHER_PLACES, Counts, Share
from scanning.corpora import folder, lines


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("matplotlib")
    corpus, out = folder(tmp_path), tmp_path / "out"
    assert run(["scan", str(corpus), "-o", str(out), "--jobs", "1", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["documents"] == 3
    assert sorted(Path(file).name for file in shown["files"]) == sorted(
        file.name for file in out.iterdir() if file.name != "scan.json"
    )
    assert {"years.svg", "years.png", "places.svg", "summary.html", "terms.parquet"} <= {f.name for f in out.iterdir()}
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    assert run(["scan", str(corpus), "-o", str(out), "--jobs", "2"]) == 0
    assert "finished before" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_the_page_is_inert(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    corpus = tmp_path / "<script>alert(1)<script>.jsonl"
    hostile = "<img src=x onerror=alert(1)>\u202e$x^2$"
    rows = [{"text": "网格化管理，民警“三化”", "date": str(2015 + n), "place": hostile} for n in range(3)]
    corpus.write_text("\n".join(json.dumps(row) for row in rows))
    assert run(["scan", str(corpus), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]) == 0
    page = (tmp_path / "out" / "summary.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "onerror" not in re.sub("&lt;img.*?&gt;", "", page)
    assert "\u202e" not in page
    assert not re.search(r"(?:src|href)=\"(?!data:image/svg)", page)
    assert (tmp_path / "out" / "years.svg").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "-o", "out"], "nowhere: no such file or folder"),
        (["corpus.jsonl", "-o", "corpus.jsonl"], "corpus.jsonl: cannot be made: File exists"),
        (["corpus.jsonl", "-o", "."], "is a folder with other things in it"),
        (["corpus.jsonl", "-o", "out", "--only-glossary"], "--only-glossary needs"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["scan", *arguments, "--format", "csv", "--no-plots", "--jobs", "1"]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def scanned(date: str, place: str, terms: dict[str, list[int]], characters: int = 10) -> DocumentScan:
    """What would have been found in a document."""
    return DocumentScan(CorpusDocument("a.txt", "字" * characters, date, place), terms, {}, [])


def test_sums_survive_json_and_add_up() -> None:
    first = Counts.of(
        [scanned("2015-03", "Hubei", {"a": [0, 1, 4, 5], "b": [2, 3]}), scanned("", "", {"b": [1, 2]})], 1
    )
    again = Counts.from_json(json.loads(json.dumps(first.as_json())))
    assert again.as_json() == first.as_json()
    assert again.by_year == {
        "2015": Share(1, 10, Counter(a=2, b=1), Counter(a=1, b=1)),
        "": Share(1, 10, *2 * [Counter(b=1)]),
    }
    # Other concepts, in another order, and a place of its own.
    again.add(Counts.of([scanned("2015", "Hunan", {"c": [0, 1], "b": [2, 3], "a": [4, 5]})], 2))
    assert again.total == Share(3, 30, Counter(a=3, b=3, c=1), Counter(a=2, b=3, c=1))
    assert again.by_year["2015"].characters == 20
    assert list(again.by_place) == ["Hubei", "Hunan", ""]
    assert again.by_place["Hunan"].hits == Counter(a=1, b=1, c=1)
    assert again.unread == 3


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "2015", "2016"]), st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3)))
    )
)
def test_sums_of_parts_are_those_of_the_whole(documents: list[tuple[str, dict[str, int]]]) -> None:
    scans = [scanned(year, year, {name: [0, 1] * hits for name, hits in terms.items()}) for year, terms in documents]
    whole, parts = Counts.of(scans), Counts()
    for scan in scans:
        parts.add(Counts.from_json(json.loads(json.dumps(Counts.of([scan]).as_json()))))
    assert (parts.total, parts.by_year, parts.by_place) == (whole.total, whole.by_year, whole.by_place)
    for name in "abcd":
        assert whole.total.hits[name] == sum(terms.get(name, 0) for _, terms in documents)
        assert whole.total.within[name] == sum(name in terms for _, terms in documents)


def test_places_without_end_are_counted_together() -> None:
    counts = Counts()
    for number in range(MAX_PLACES + 50):
        counts.add(Counts.of([scanned("", f"place {number}", {"a": [0, 1]})]))
    assert len(counts.by_place) == MAX_PLACES + 1
    assert counts.by_place[OTHER_PLACES] == Share(50, 500, *2 * [Counter(a=50)])


def test_plots_are_the_same_bytes_each_time() -> None:
    pytest.importorskip("matplotlib")
    from jingci.formats.trends.plots import place_plot, year_plot

    counts = Counts.of([scanned(str(2010 + n), "Hubei", {"wanggehua-guanli": [0, 1, 2, 3]}, 1000) for n in range(3)])
    glossary = jingci.load_glossary()
    for plot in (year_plot, place_plot):
        for suffix in ("svg", "png"):
            assert plot(counts, glossary, suffix) == plot(counts, glossary, suffix)
    assert year_plot(Counts(), glossary, "svg") is None
    assert place_plot(Counts(), glossary, "svg") is None
