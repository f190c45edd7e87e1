"""Dictionaries, cards, SKOS and the works, each read by a client of its format: sdcv, Anki, rdflib, pybtex."""

from __future__ import annotations

import json
import struct
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exchange_contract import HOSTILE, kitchen_sink_export, one
from jingci.data import dump_yaml
from jingci.formats.exchange import exported, write_export
from jingci.glossary import Glossary, load_glossary
from jingci.glossary.index import Layer
from programs import needed


@pytest.fixture(scope="module")
def hostile() -> Glossary:
    concepts = [
        {"id": f"c{n}", "zh": f"中{text}", "en": f"E{text}", "gloss": text, "note": text, "status": "provisional"}
        for n, text in enumerate(HOSTILE)
    ]
    return Glossary([Layer("own.yaml", [("own.yaml", dump_yaml({"concepts": concepts}).encode())])])


@pytest.fixture(scope="module")
def real() -> Glossary:
    return load_glossary()


def written(name: str, glossary: Glossary, tmp_path: Path, suffix: str = "") -> Path:
    path = tmp_path / f"out{suffix}"
    write_export(name, one([], glossary), path)
    return path


# StarDict


def looked_up(folder: Path, word: str) -> str:
    done = subprocess.run(
        [needed("sdcv"), "--non-interactive", "--exact-search", "--json-output", "--data-dir", str(folder), word],
        capture_output=True, text=True, timeout=60, env={"HOME": str(folder), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return "".join(item["definition"] for item in json.loads(done.stdout))


def test_sdcv_finds_terms_in_both_scripts_by_pinyin_and_english(tmp_path: Path, real: Glossary) -> None:
    folder = written("stardict", real, tmp_path)
    for word in ("网格化", "網格化管理", "wanggehuaguanli", "grid management"):
        assert "dividing a neighborhood" in looked_up(folder, word), word
    assert "Fengqiao Experience" in looked_up(folder, "枫桥经验")
    assert looked_up(folder, "没有这个词") == ""


def test_the_index_is_sorted_and_leads_to_the_articles(tmp_path: Path, small: Glossary) -> None:
    folder = written("stardict", small, tmp_path)
    info = dict(
        line.split("=", 1) for line in (folder / "jingci.ifo").read_text(encoding="utf-8").splitlines() if "=" in line
    )
    index, articles = (folder / "jingci.idx").read_bytes(), (folder / "jingci.dict").read_bytes()
    assert int(info["idxfilesize"]) == len(index)
    words, at = [], 0
    while at < len(index):
        end = index.index(b"\0", at)
        offset, size = struct.unpack(">II", index[end + 1 : end + 9])
        words.append(index[at:end])
        assert articles[offset : offset + size].decode().startswith("<div><b>")
        at = end + 9
    assert len(words) == int(info["wordcount"])
    assert words == sorted(words, key=lambda word: (word.lower(), word))
    assert {form.text.encode() for c in small.concepts for form in c.zh} <= set(words)


def test_articles_hold_no_mark_up_of_others(tmp_path: Path, hostile: Glossary) -> None:
    text = (written("stardict", hostile, tmp_path) / "jingci.dict").read_text(encoding="utf-8")
    assert "<script" not in text
    hidden = {char for char in text if unicodedata.category(char) in ("Cc", "Cf")}
    assert hidden <= {"\t", "\n", "\r"}


# Yomitan


def yomitan(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


TAGS = {"div", "span"}
STYLES = {
    "fontStyle": {"normal", "italic"},
    "fontWeight": {"normal", "bold"},
    "fontSize": {"small"},
    "textDecorationLine": {"line-through"},
}


def check_content(content: Any) -> None:
    """The structured content that the published schema of format 3 allows, as far as it is used."""
    if isinstance(content, list):
        for item in content:
            check_content(item)
    elif not isinstance(content, str):
        assert set(content) <= {"tag", "content", "style"}
        assert content["tag"] in TAGS
        assert all(value in STYLES[key] for key, value in content.get("style", {}).items())
        check_content(content["content"])


def test_yomitan_banks_are_of_the_format(tmp_path: Path, real: Glossary) -> None:
    files = yomitan(written("yomitan", real, tmp_path, ".zip"))
    index = files["index.json"]
    assert (index["format"], index["sequenced"]) == (3, True)
    assert index["title"]
    assert index["revision"]
    tags = {tag[0] for tag in files["tag_bank_1.json"]}
    terms = [term for name, bank in files.items() if name.startswith("term_bank") for term in bank]
    for term in terms:
        text, reading, kinds, rules, score, definitions, sequence, term_tags = term
        assert [type(part) for part in (text, reading, kinds, rules, term_tags)] == [str] * 5
        assert set(kinds.split()) <= tags
        assert isinstance(score, int)
        assert isinstance(sequence, int)
        (definition,) = definitions
        assert definition["type"] == "structured-content"
        check_content(definition["content"])
    forms = {form.text for concept in real.concepts for form in concept.zh}
    assert forms <= {term[0] for term in terms}
    assert "網格化管理" in {term[0] for term in terms}


@pytest.mark.parametrize("name", ["yomitan", "stardict", "anki", "skos", "csl", "bibtex"])
def test_the_same_termbase_gives_the_same_content(name: str, tmp_path: Path, small: Glossary) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        write_export(name, kitchen_sink_export(small), path)
    first, second = ([f.read_bytes() for f in sorted(path.rglob("*"))] or path.read_bytes() for path in paths)
    if name != "anki":  # a package is a database, whose pages are not the same twice
        assert first == second


# Anki


def collection(tmp_path: Path, *packages: Path) -> Any:
    """A new collection of Anki's own, with the packages imported."""
    anki_collection = pytest.importorskip("anki.collection", reason="this test needs Anki's Python package")
    opened = anki_collection.Collection(str(tmp_path / "collection.anki2"))
    for package in packages:
        opened.import_anki_package(anki_collection.ImportAnkiPackageRequest(package_path=str(package)))
    return opened


def test_anki_imports_the_cards_and_updates_them(tmp_path: Path, small: Glossary) -> None:
    package = written("anki", small, tmp_path, ".apkg")
    opened = collection(tmp_path, package, package)
    try:
        notes = [opened.get_note(number) for number in opened.find_notes("")]
        assert len(notes) == opened.card_count() == len(small.concepts)
        fields = {note["Id"]: note for note in notes}
        for concept in small.concepts:
            assert fields[concept.id]["Chinese"] == concept.headword.text
            assert concept.preferred.text in fields[concept.id]["English"]
        decks = {deck.name for deck in opened.decks.all_names_and_ids() if deck.name.startswith("jingci::")}
        assert decks == {f"jingci::{concept.field}" for concept in small.concepts}
        (card,) = opened.find_cards("Id:wanggehua-guanli")
        answer = opened.get_card(card).answer()
        assert "wǎnggéhuà guǎnlǐ" in answer
        assert "grid management" in answer
    finally:
        opened.close()


def test_cards_are_inert(tmp_path: Path, hostile: Glossary) -> None:
    opened = collection(tmp_path, written("anki", hostile, tmp_path, ".apkg"))
    try:
        answers = [opened.get_card(number).answer() for number in opened.find_cards("")]
        assert len(answers) == len(HOSTILE)
        assert not [answer for answer in answers if "<script" in answer]
    finally:
        opened.close()


# SKOS


def graph(text: str) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="this test needs rdflib")
    return rdflib.Graph().parse(data=text, format="turtle")


def test_rdflib_reads_every_concept_and_label(real: Glossary) -> None:
    from rdflib import RDF, SKOS, Literal, URIRef

    read = graph("".join(exported("skos", one([], real))))
    assert len(set(read.subjects(RDF.type, SKOS.Concept))) == len(real.concepts)
    assert {str(c) for c in read.objects(None, SKOS.member)} == {f"urn:jingci:concept:{c.id}" for c in real.concepts}
    for concept in real.concepts:
        node = URIRef(f"urn:jingci:concept:{concept.id}")
        assert (node, SKOS.prefLabel, Literal(concept.headword.text, lang="zh-Hans")) in read
        assert (node, SKOS.prefLabel, Literal(concept.preferred.text, lang="en-US")) in read
    labels: dict[Any, list[Any]] = {}
    for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for node, text in read.subject_objects(kind):
            labels.setdefault(node, []).append((kind, text))
    for pairs in labels.values():
        assert len({text for _, text in pairs}) == len(pairs)  # the three kinds share no label
        languages = [text.language for kind, text in pairs if kind == SKOS.prefLabel]
        assert len(set(languages)) == len(languages)
    for target in read.objects(None, SKOS.related):
        assert (target, RDF.type, SKOS.Concept) in read


def test_hostile_labels_come_back_as_they_were(hostile: Glossary) -> None:
    from rdflib import SKOS

    read = graph("".join(exported("skos", one([], hostile))))
    texts = {str(text) for text in read.objects(None, SKOS.prefLabel) if text.language == "en-US"}
    assert texts == {f"E{text}" for text in HOSTILE}


# The works


def test_csl_has_every_work_with_dates_and_names(real: Glossary) -> None:
    items = json.loads("".join(exported("csl", one([], real))))
    assert {item["id"] for item in items} == set(real.sources)
    for item in items:
        work = real.sources[item["id"]]
        assert item["title"] == work.title
        for name in item.get("author", []):
            assert set(name) <= {"family", "given", "literal"}
        if "date-parts" in item.get("issued", {}):
            assert "-".join(f"{part:02d}" for part in item["issued"]["date-parts"][0]) == work.issued


def test_pybtex_reads_every_work(real: Glossary) -> None:
    database = pytest.importorskip("pybtex.database", reason="this test needs pybtex")
    read = database.parse_string("".join(exported("bibtex", one([], real))), "bibtex")
    assert set(read.entries) == set(real.sources)
    for key, entry in read.entries.items():
        work = real.sources[key]
        assert len(entry.persons.get("author", [])) == len(work.author)
        assert entry.fields["title"].startswith("{")
        assert entry.fields.get("year", "") == work.issued.partition("-")[0]
