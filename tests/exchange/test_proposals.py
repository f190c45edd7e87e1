"""Lists of terms come in as proposals: ours come back as they were, others' are told apart from what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exchange_contract import one
from jingci.bibliography import Bibliography
from jingci.errors import DataError, JingciError, UsageError
from jingci.formats.exchange import Export, write_export
from jingci.formats.exchange.proposals import lines, proposals, read_terms
from jingci.formats.exchange.tbx_reading import read_tbx
from jingci.glossary import Glossary, load_glossary
from jingci.glossary.index import Layer
from jingci.model import Concept

Written = Callable[[str, str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def exported_file(name: str, suffix: str, glossary: Glossary, tmp_path: Path) -> Path:
    path = tmp_path / f"out{suffix}"
    write_export(name, one([], glossary), path)
    return path


def carried_by_tbx(concept: Concept, export: Export) -> Concept:
    """The concept without what TBX does not hold (the documentation lists it)."""
    return replace(
        concept,
        note=export.prose(concept.note),
        homograph=export.prose(concept.homograph),
        readings=(),
        link="match",
        pinyin_note="",
        see=tuple(dict.fromkeys(target for target in concept.see if target in export.glossary.by_id)),
        en=tuple(replace(r, why=export.prose(r.why)) for r in concept.en),
    )


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_the_real_termbase_comes_back_out_of_tbx(name: str, tmp_path: Path) -> None:
    glossary = load_glossary()
    path = exported_file(name, ".tbx", glossary, tmp_path)
    read = [concept for concept, _ in read_tbx(path, Bibliography(glossary.sources.values()))]
    export = one([], glossary)
    for concept, again in zip(glossary.concepts, read, strict=True):
        expected = carried_by_tbx(concept, export)
        if expected.kind == "abbreviation":
            expected = replace(expected, zh=again.zh)
        assert again == expected


@pytest.mark.parametrize(("name", "suffix"), [("csv", ".csv"), ("tsv", ".tsv"), ("xlsx", ".xlsx")])
def test_the_real_termbase_comes_back_out_of_tables(name: str, suffix: str, tmp_path: Path) -> None:
    glossary = load_glossary()
    path = exported_file(name, suffix, glossary, tmp_path)
    assert read_terms(path, glossary) == list(glossary.concepts)


def test_what_is_ours_already_is_known(tmp_path: Path, small: Glossary) -> None:
    for name, suffix in (("tbx", ".tbx"), ("csv", ".csv")):
        found = proposals(read_terms(exported_file(name, suffix, small, tmp_path), small), small)
        assert (found.new, found.conflicts) == ([], [])
        assert len(found.known) == len(small.concepts)


def test_new_known_and_in_conflict_are_told_apart(written: Written, small: Glossary) -> None:
    text = (
        "zh,en,gloss\n"
        "平安鄂州,Safe Ezhou,new\n"
        "網格化管理,Grid Management,known\n"
        "警情,crime,other English\n"
        "网格化管理 | 网格治理,grid management,a new form\n"
    )
    found = proposals(read_terms(written("mine.csv", text), small), small)
    assert [concept.zh[0].text for concept in found.new] == ["平安鄂州"]
    assert len(found.known) == 1
    told = list(lines(found))
    assert told[0] == "1 new, 1 already there, 2 in conflict"
    assert any("“crime” is no rendering of jingqing" in line for line in told)
    assert any("wanggehua-guanli has no form 网格治理" in line for line in told)


def test_a_rendering_to_be_avoided_is_a_conflict(written: Written, small: Glossary) -> None:
    entry = next(c for c in small.concepts if any(r.status == "deprecated" for r in c.en))
    bad = next(r for r in entry.en if r.status == "deprecated")
    found = proposals(read_terms(written("mine.tsv", f"zh\ten\n{entry.headword.text}\t{bad.text}\n"), small), small)
    assert bad.why in found.conflicts[0].why


def test_forms_of_two_entries_are_a_conflict(written: Written, small: Glossary) -> None:
    found = proposals(read_terms(written("mine.csv", "zh,en\n网格化管理 | 警情,a\n"), small), small)
    assert "belong to 2 entries" in found.conflicts[0].why


def test_proposals_are_a_list_that_can_be_used(written: Written, small: Glossary) -> None:
    text = "id,zh,en,see,en_sources,status\nwanggehua-guanli,新词,a new word,nothing,nobody-1999,reviewed\n"
    found = proposals(read_terms(written("mine.csv", text), small), small)
    (concept,) = Glossary([Layer("proposed.yaml", [("proposed.yaml", found.yaml().encode())])]).concepts
    assert (concept.id, concept.status, concept.see) == ("wanggehua-guanli-proposed", "provisional", ())
    assert concept.en[0].sources == ()


MINIMAL = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="IATE 1"><descripGrp><descrip type="definition">what it is</descrip><admin type="source">x</admin></descripGrp>
<langSet xml:lang="zh-Hant"><ntig><termGrp><term>新詞</term><termNote type="termType">fullForm</termNote></termGrp></ntig>
<tig><term>詞</term><termNote type="termType">abbreviation</termNote></tig><tig><term>詞</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>mot</term></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>new word</term></tig>
<tig><term>neologism</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="zh"><tig><term>无英文</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_another_tools_tbx(written: Written, small: Glossary) -> None:
    (concept,) = read_terms(written("x.tbx", MINIMAL), small)
    assert [(f.text, f.pinyin, f.status) for f in concept.zh] == [("新詞", "-", "preferred"), ("詞", "-", "short")]
    assert [(r.text, r.status) for r in concept.en] == [("new word", "preferred"), ("neologism", "deprecated")]
    assert (concept.gloss, concept.id[:5], concept.status) == ("what it is", "user-", "provisional")
    Glossary([Layer("p.yaml", [("p.yaml", proposals([concept], small).yaml().encode())])])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.po", "", "names no list of terms"),
        ("x.tbx", "<tmx/>", "is not a TBX file"),
        ("x.tbx", "<martif><text></martif>", "not well-formed"),
        ("x.tbx", "<martif/>", "has no entry"),
        ("x.tbx", '<!DOCTYPE m [<!ENTITY a "x">]><martif>&a;</martif>', "has no entry"),
        ("x.csv", "zh,en\n", "has no entry"),
        ("x.csv", "a,b\n1,2\n", "no columns “zh” and “en”"),
        ("x.xlsx", "PK", "is not an office file"),
        ("gone.csv", None, "no such file"),
    ],
)
def test_bad_files_are_one_clear_error(
    name: str, text: str | None, message: str, tmp_path: Path, small: Glossary
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(JingciError, match=message) as error:
        read_terms(path, small)
    assert isinstance(error.value, UsageError | DataError) or "gone" in str(error.value)
    assert name in str(error.value)
