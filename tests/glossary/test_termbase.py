"""Layers, lookup, and the index: with the kitchen sink's termbase."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import KITCHEN_SINK
from jingci.errors import DataError, ReferenceError_, SchemaError
from jingci.formulas.readings import entries_among
from jingci.glossary import Glossary, load_glossary
from jingci.glossary.index import Layer, base_layer, fingerprint, user_layer
from jingci.glossary.layers import merge

TERMS = (KITCHEN_SINK / "glossary" / "terms.yaml").read_text(encoding="utf-8")
SOURCES = (KITCHEN_SINK / "glossary" / "sources.yaml").read_bytes()


def changed(old: str, new: str) -> list[Layer]:
    assert TERMS.count(old) >= 1
    text = TERMS.replace(old, new, 1)
    return [Layer("jingci", [("sources.yaml", SOURCES), ("terms.yaml", text.encode())])]


@pytest.mark.parametrize(
    ("query", "by", "whole"),
    [
        ("网格化", "zh", True),
        ("網格化", "zh", True),
        ("网格", "zh", False),
        ("ｗａｎｇｇｅｈｕａ", "pinyin", True),
        ("wanggehua guanli", "pinyin", True),
        ("WĂNGGÉHUÀ".replace("Ă", "Ǎ"), "pinyin", True),
        ("wangge", "pinyin", False),
        ("Grid-management", "en", True),
        ("management", "en", False),
        ("manage grid", "en", False),
        ("gridding", "en", True),
        ("wanggehua-guanli", "id", True),
    ],
)
def test_lookup(small: Glossary, query: str, by: str, whole: bool) -> None:
    found = small.lookup(query)
    assert found, query
    assert (found[0].concept.id, found[0].by, found[0].whole) == ("wanggehua-guanli", by, whole)


@pytest.mark.parametrize("query", ["", " ", "%", "_", "\\", "'", '"', "网%", "x" * 10_000, "\x00", "\ud800", "NULL"])
def test_odd_queries_find_nothing_and_break_nothing(small: Glossary, query: str) -> None:
    assert small.lookup(query) == []
    small.nearest(query)


def test_exact_lookup_takes_whole_forms_and_renderings_only(small: Glossary) -> None:
    assert small.lookup("网格化", exact=True)
    assert small.lookup("grid management", exact=True)
    assert small.lookup("wanggehua", exact=True) == []
    assert small.lookup("网格", exact=True) == []


def test_nearest(small: Glossary) -> None:
    assert small.nearest("网格化管里")[0].id == "wanggehua-guanli"
    assert small.nearest("police statoin")[0].id == "paichusuo"


def test_find_gives_form_place_and_print(small: Glossary) -> None:
    text = "推進網格化\n管理"
    (hit,) = small.find(text)
    assert (hit.concept.id, hit.form.text, hit.text) == ("wanggehua-guanli", "网格化管理", "網格化\n管理")
    assert hit.span.of(text) == hit.text


def test_scan_is_find_without_objects(small: Glossary) -> None:
    text = "警情下降，网格化管理，派出所，民警情绪"
    fast = [(start, end, small.concepts[number].id) for start, end, number in small.scan(text)]
    assert fast == [(hit.span.start, hit.span.end, hit.concept.id) for hit in small.find(text)]


def test_link_policy(small: Glossary) -> None:
    assert small.find("群众满意") == []
    assert [hit.concept.id for hit in small.find("群众满意", marked=["qunzhong"])] == ["qunzhong"]


def test_objects_survive_the_index(small: Glossary) -> None:
    merged = merge(list(small.layers))
    assert small.concepts == merged.concepts
    assert set(small.sources.values()) == set(merged.sources)
    assert small.get("sanhua") == small.by_id["sanhua"]
    assert small.get("nothing") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: jingqing", "id: wanggehua-guanli", 32, "stands already at terms.yaml:4"),
        ("see: [jingqing]", "see: [nirgends]", 4, "“nirgends”, which is no id"),
        ("sources: [doe-2020-grids]", "sources: [nobody]", 4, "“nobody”, which is not listed"),
        ("source: doe-2020-grids", "source: nobody", 4, "“nobody”, which is not listed"),
        ("kind: formula", "kind: formular", 49, "did you mean “formula”"),
        ("status: reviewed", "status: revised", 31, "reviewed, provisional"),
        ("supports: [meaning, rendering]", "supports: [sense]", 29, "“sense”"),
        ("    why: suggests drawing lines on a map\n", "", 17, "deprecated without a “why”"),
        ("id: sanhua", "id: San Hua", 48, "not a slug"),
        ("years: 2004–", "years: 2004", 25, "would be read as int"),
        ("  - text: 网格化\n", "  - text: 网格化管理\n", 4, "listed twice"),
        ("gloss: the people as", "glos: the people as", 85, "did you mean “gloss”"),
    ],
)
def test_faults_name_file_and_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(DataError) as caught:
        merge(changed(old, new))
    assert words in str(caught.value)
    assert (caught.value.path, caught.value.line) == ("terms.yaml", line)


def test_a_source_listed_twice() -> None:
    layer = Layer("jingci", [("sources.yaml", SOURCES + SOURCES)])
    with pytest.raises(ReferenceError_, match="listed twice"):
        merge([layer])


def user(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_later_layers_win_by_form(tmp_path: Path) -> None:
    first = user(tmp_path, "first.csv", "zh;en\n网格化;mine\n新词;one\n")
    second = user(tmp_path, "second.tsv", "EN\tZH\tnote\ntwo\t新词\tsays so\nthree\t新词\t\n")
    base = base_layer(str(KITCHEN_SINK / "glossary"))
    glossary = Glossary([base, user_layer(first), user_layer(second)])
    hits = glossary.find("网格化管理、网格化、新词")
    assert [(h.text, h.concept.layer, h.concept.preferred.text) for h in hits] == [
        ("网格化管理", "jingci", "grid management"),
        ("网格化", "first.csv", "mine"),
        ("新词", "second.tsv", "two"),
    ]
    (found,) = [f.concept for f in glossary.lookup("新词")]
    assert [r.text for r in found.en] == ["two", "three"]


def test_a_list_in_the_other_script_still_wins(tmp_path: Path) -> None:
    mine = user(tmp_path, "mine.csv", "zh,en\n網格化管理,mine\n")
    glossary = Glossary([base_layer(str(KITCHEN_SINK / "glossary")), user_layer(mine)])
    assert [h.concept.layer for h in glossary.find("网格化管理網格化管理")] == ["mine.csv", "mine.csv"]


def test_user_yaml_may_be_short_or_full(tmp_path: Path) -> None:
    short = user(
        tmp_path,
        "a.yaml",
        "- zh: 甲词\n  en: a\n- zh:\n  - text: 乙词\n  en:\n  - text: b\n  - text: c\n    status: admitted\n",
    )
    full = user(tmp_path, "b.yaml", "concepts:\n- id: bing\n  kind: term\n  zh: 丙词\n  en: d\n  note: n\n")
    glossary = load_glossary(short, full, only=True)
    assert [c.headword.text for c in glossary.concepts] == ["甲词", "乙词", "丙词"]
    assert glossary.lookup("丙词")[0].concept.note == "n"


def test_a_list_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gb.csv"
    path.write_bytes("zh,en\n公安机关的工作人员,staff of public security organs\n".encode("gb18030"))
    assert load_glossary(path, only=True).lookup("公安机关的工作人员")


def test_a_scalar_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="a list of concepts"):
        load_glossary(user(tmp_path, "x.yaml", "just text\n"), only=True)


def test_an_empty_text_in_a_list_is_an_error(tmp_path: Path) -> None:
    path = user(tmp_path, "x.yaml", "- zh: 甲词\n  en: a\n  not_in: [甲词语, '']\n")
    with pytest.raises(SchemaError, match="none of them empty") as caught:
        load_glossary(path, only=True)
    assert caught.value.line == 3


def test_concepts_are_the_same_however_they_are_reached(small: Glossary) -> None:
    assert [small.by_id[concept.id] for concept in small.concepts] == list(small.concepts)
    assert list(small.by_id) == [concept.id for concept in small.concepts]
    assert list(small.ids) == [concept.id for concept in small.concepts]
    assert small.formula_entries == entries_among(small.concepts)


def test_fingerprint_follows_content_and_order() -> None:
    a, b = Layer("a", [("x", b"1")]), Layer("b", [("y", b"2")])
    prints = [fingerprint(layers) for layers in ([a], [b], [a, b], [b, a], [Layer("a", [("x", b"12")])])]
    assert len(set(prints)) == len(prints)


def test_fingerprint_of_files_is_remembered_and_follows_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINGCI_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "glossary"
    folder.mkdir()
    file = folder / "a.yaml"
    file.write_bytes(b"one")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    content = fingerprint([Layer("jingci", [("a.yaml", b"one")])])
    assert fingerprint([base_layer(str(folder))]) == content
    (stamp,) = (tmp_path / "cache").iterdir()
    stamp.write_text(stamp.read_text().replace(content, "0123456789abcdef"))
    assert fingerprint([base_layer(str(folder))]) == "0123456789abcdef"
    os.utime(file, (1_000_000_001, 1_000_000_001))
    assert fingerprint([base_layer(str(folder))]) == content
    stamp.write_bytes(b"\xff damaged")
    file.write_bytes(b"two")
    assert fingerprint([base_layer(str(folder))]) == fingerprint([Layer("jingci", [("a.yaml", b"two")])])


def test_index_is_rebuilt_when_a_layer_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGCI_CACHE", str(tmp_path / "cache"))
    path = user(tmp_path, "x.csv", "zh,en\n甲词,one\n")
    assert load_glossary(path, only=True).lookup("甲词")[0].concept.preferred.text == "one"
    Path(path).write_text("zh,en\n甲词,two\n", encoding="utf-8")
    assert load_glossary(path, only=True).lookup("甲词")[0].concept.preferred.text == "two"
    assert len(os.listdir(tmp_path / "cache")) == 2


def test_the_cache_keeps_what_was_used_last_within_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("JINGCI_CACHE", str(cache))
    lists = [user(tmp_path, f"{n}.csv", f"zh,en\n甲词,rendering {n}\n") for n in range(3)]
    indexes = []
    for n, path in enumerate(lists[:2]):
        load_glossary(path, only=True)
        (index,) = {*cache.iterdir()}.difference(indexes)
        os.utime(index, (n, n))
        indexes.append(index)
    abandoned, fresh = cache / ".glossary-x.sqlite.abc.tmp", cache / ".glossary-y.sqlite.abc.tmp"
    others = [cache / "cedict-x.sqlite", cache / "notes.tmp", fresh]
    for file in (abandoned, *others):
        file.touch()
    for file in (abandoned, cache / "notes.tmp"):
        os.utime(file, (1, 1))
    monkeypatch.setattr("jingci.glossary.index._LIMIT", 2.5 * indexes[0].stat().st_size)
    load_glossary(lists[0], only=True)
    load_glossary(lists[2], only=True)
    left = {*cache.iterdir()}
    assert indexes[0] in left, "used again"
    assert indexes[1] not in left
    assert abandoned not in left
    assert left.issuperset(others)
    assert len(left) == 2 + len(others)
