"""Concordance and collocates: what is found, where, in what order, and what a reader is shown."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.columns import width
from jingci.corpus.association import log_likelihood, pointwise_mutual_information
from jingci.corpus.collocates import collocates
from jingci.corpus.concordance import PatternQuery, TextQuery, concordance, query_for
from jingci.corpus.texts import Text, texts_of
from jingci.corpus.words import Segmenter, english_words
from jingci.edition import edition_folders, load_edition
from jingci.errors import UsageError
from jingci.folding import fold
from jingci.formats.concordance import as_csv, as_html, as_json, terminal
from jingci.glossary import Glossary, load_glossary

TEXTS = [
    Text("a", "s1", "推进网格化管理,落实网格化。", "Grid management was advanced, and grids came."),
    Text("a", "s2", "推進網格化管理。", ""),
    Text("b", "s1", "民警情绪稳定,警情下降。", "Officers are calm; police incidents fell."),
]


def shown(query: str, glossary: Glossary, **options: bool) -> list[tuple[str, str, str]]:
    return [
        (line.document, line.segment, line.key) for line in concordance(TEXTS, query_for(query, glossary, **options))
    ]


def test_a_concept_is_found_in_all_its_forms_scripts_and_renderings(small: Glossary) -> None:
    expected = [
        ("a", "s1", "网格化管理"),
        ("a", "s1", "网格化"),
        ("a", "s1", "Grid management"),
        ("a", "s1", "grids"),
        ("a", "s2", "網格化管理"),
    ]
    for query in ("网格化", "網格化管理", "grid management", "wanggehua-guanli"):
        assert shown(query, small) == expected, query


def test_a_term_is_not_found_in_other_words(small: Glossary) -> None:
    lines = concordance(TEXTS, query_for("警情", small))
    assert [(line.key, line.left) for line in lines if line.language == "zh"] == [("警情", "民警情绪稳定,")]
    assert [line.key for line in lines if line.language == "en"] == ["police incidents"]


def test_a_text_is_found_as_it_stands(small: Glossary) -> None:
    assert shown("推进", small) == [("a", "s1", "推进"), ("a", "s2", "推進")]
    assert shown("警情", small, as_text=True) == [("b", "s1", "警情"), ("b", "s1", "警情")]
    assert shown("CALM", small) == [("b", "s1", "calm")]
    assert shown("cal", small) == []


def test_a_pattern_meets_both_scripts(small: Glossary) -> None:
    assert shown("网格.管", small, as_pattern=True) == [("a", "s1", "网格化管"), ("a", "s2", "網格化管")]
    assert shown(r"\bg\w+s", small, as_pattern=True) == [("a", "s1", "grids")]
    assert shown("x*", small, as_pattern=True) == []
    with pytest.raises(UsageError, match="no regular expression"):
        PatternQuery("(")
    with pytest.raises(UsageError, match="name a term"):
        query_for("  ", small)


def test_lines_say_where_they_are_and_what_the_other_language_has(small: Glossary) -> None:
    first = concordance(TEXTS, query_for("网格化", small))[0]
    assert (first.left, first.right, first.other) == ("推进", ",落实网格化。", TEXTS[0].en)
    assert first.concept == "wanggehua-guanli"


def test_sorting() -> None:
    texts = [Text("d", f"s{n}", zh) for n, zh in enumerate(["乙警情丁", "甲警情丙", "丙乙警情甲"])]
    keys = {order: [x.segment for x in concordance(texts, TextQuery("警情"), order=order)] for order in ORDERS}
    assert keys["text"] == ["s0", "s1", "s2"]
    assert keys["right"] == ["s0", "s1", "s2"]
    assert keys["left"] == ["s0", "s2", "s1"]
    english = [Text("d", f"s{n}", "", en) for n, en in enumerate(["the bad grid", "a good grid", "an old bad grid"])]
    assert [x.segment for x in concordance(english, TextQuery("grid"), order="left")] == ["s2", "s0", "s1"]


ORDERS = ("text", "left", "right")


@given(
    st.text(st.sampled_from("警情民绪网網a "), max_size=20), st.text(st.sampled_from("警情网"), min_size=1, max_size=2)
)
def test_a_text_query_finds_what_a_plain_search_finds(text: str, wanted: str) -> None:
    found = [line.span.start for line in concordance([Text("d", "s", text)], TextQuery(wanted))]
    assert found == [match.start() for match in re.finditer(re.escape(wanted), fold(text).text)]


# Measures


def test_log_likelihood_is_the_sum_over_the_table() -> None:
    seen = [[10, 10], [20, 960]]
    rows, columns = [20, 980], [30, 970]
    by_hand = 2 * sum(seen[r][c] * log(seen[r][c] / (rows[r] * columns[c] / 1000)) for r in (0, 1) for c in (0, 1))
    assert log_likelihood(10, 20, 30, 1000) == pytest.approx(by_hand)
    assert log_likelihood(1, 100, 100, 1000) < 0
    assert log_likelihood(10, 100, 100, 1000) == pytest.approx(0)
    assert pointwise_mutual_information(10, 100, 100, 1000) == pytest.approx(0)


def test_collocates_by_hand(small: Glossary) -> None:
    texts = [Text("d", f"s{n}", "", en) for n, en in enumerate(["old grid now", "old grid then", "new day", "old day"])]
    found = collocates(texts, TextQuery("grid"), Segmenter(small), "en", window=1, minimum=2)
    assert [(c.word, c.near, c.total) for c in found] == [("old", 2, 3)]
    assert found[0].log_likelihood == pytest.approx(log_likelihood(2, 4, 3, 10))


def test_a_term_of_the_termbase_is_a_word(small: Glossary) -> None:
    text = "推进网格化管理110"
    assert [span.of(text) for span in Segmenter(small).words(text)] == ["推进", "网格化管理", "110"]
    assert [span.of("it’s re-used") for span in english_words("it’s re-used")] == ["it’s", "re-used"]


def test_real_collocates_are_strong_first() -> None:
    glossary = load_glossary()
    texts = [text for folder in edition_folders().values() for text in texts_of(load_edition(folder))]
    found = collocates(texts, query_for("警情", glossary), Segmenter(glossary), "zh")
    assert found
    assert [c.log_likelihood for c in found] == sorted((c.log_likelihood for c in found), reverse=True)
    assert all(c.near <= c.total for c in found)


# Forms


def test_the_key_words_stand_under_each_other(small: Glossary) -> None:
    lines = concordance(TEXTS, query_for("网格化", small))
    rows = list(terminal(lines, 80))
    keys = [line.key for line in lines]
    starts = {width(row[: row.index(f" {key} ")]) for row, key in zip(rows, keys, strict=True)}
    assert len(starts) == 1
    assert max(map(width, rows)) <= 80


HOSTILE = Text("<b>d</b>", "=s", "警情<script>alert(1)</script>\u202e\x1b[31m", "=cmd|' /C calc'!A0")


def test_hostile_texts_are_inert() -> None:
    lines = concordance([HOSTILE], TextQuery("警情"))
    page = as_html("<script>", lines, [])
    assert "<script" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page + "".join(terminal(lines, 80))
    assert "default-src 'none'" in page
    row = list(csv.reader(io.StringIO(as_csv(lines))))[1]
    assert row[1] == "'=s"
    assert row[7].startswith("'=")


def test_json_has_places(small: Glossary) -> None:
    lines = concordance(TEXTS, query_for("警情", small))
    value = json.loads(as_json("警情", lines, []))
    for line, row in zip(lines, value["lines"], strict=True):
        assert line.text[row["start"] : row["end"]] == row["key"]


# The command


def jingci(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-c", "from jingci.cli import main; main()", "concordance", *args]
    return subprocess.run(
        run, capture_output=True, text=True, cwd=cwd, env={**os.environ, "COLUMNS": "80"}, timeout=120
    )


def test_the_command(tmp_path: Path) -> None:
    done = jingci("枫桥经验", "--collocates", "3")
    assert done.returncode == 0, done.stderr
    assert "occurrences in" in done.stderr
    assert "Fengqiao Experience" in done.stdout
    assert max(map(width, done.stdout.splitlines())) <= 80
    assert jingci("没有这样的词").returncode == 1
    assert "no regular expression" in jingci("(", "--regex").stderr
    assert "use .csv" in jingci("警情", "-o", "x.txt").stderr
    page = tmp_path / "k.html"
    assert jingci("警情", "-o", str(page)).returncode == 0
    assert "<!DOCTYPE html>" in page.read_text(encoding="utf-8")


def test_a_folder_of_documents(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("全市警情下降。\n", encoding="gb18030")
    (folder / "b.html").write_text("<html><body><p>今年警情上升。</p></body></html>", encoding="utf-8")
    (folder / "c.bin").write_bytes(b"\x89PNG")
    done = jingci("警情", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    assert [line["document"] for line in json.loads(done.stdout)["lines"]] == ["a", "b"]
    assert "left out: " in done.stderr
    (tmp_path / "empty").mkdir()
    assert "holds no document" in jingci("警情", str(tmp_path / "empty")).stderr
