"""TEI P5: valid, whole, its pointers lead somewhere, and what it holds is the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree

from formats.papers.contract import GOLDEN, PLAIN, WORKS, Memory, annotated, hostile  # noqa: F401
from formats.test_golden import unfinished
from golden import assert_golden
from jingci.annotation import annotate
from jingci.edition import edition_folders, load_edition
from jingci.formats import render
from jingci.glossary import Glossary, load_glossary
from jingci.model import AnnotatedReport
from jingci.version import __version__
from schemas import schema

T = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@pytest.fixture(scope="module")
def guidelines() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(schema("tei/tei_all.rng"))))


def tree(annotated: AnnotatedReport) -> etree._Element:  # noqa: F811
    return etree.fromstring(render(annotated, "tei").encode())


def segments(root: etree._Element) -> dict[str, etree._Element]:
    return {str(seg.get(f"{XML}id")): seg for seg in root.iter(f"{T}seg")}


def words(element: etree._Element) -> str:
    """The text of a segment as printed: without notes, and without the readings of what is damaged."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag in (f"{T}note", f"{T}corr") else words(child), child.tail or ""]
    return "".join(parts)


def test_golden(annotated: AnnotatedReport) -> None:  # noqa: F811
    text = render(annotated, "tei").replace(f'version="{__version__}"', 'version="VERSION"')
    assert_golden(GOLDEN / "report.tei.txt", text)


def test_the_same_report_is_the_same_text(annotated: AnnotatedReport) -> None:  # noqa: F811
    assert render(annotated, "tei") == render(annotated, "tei", parallel=True)


def cases(small: Glossary) -> Iterator[AnnotatedReport]:
    report = unfinished()
    yield annotate(report, small)
    yield annotate(report, small, Memory())
    yield annotate(hostile(report), small)
    chinese = tuple(replace(segment, en="", state="empty") for segment in report.body)
    yield annotate(replace(report, title_en="", notes=(), segments=chinese), small)
    yield annotate(replace(report, published="spring 2020", released="", reviews=(), intro="", rights=""), small)
    yield annotate(replace(report, segments=report.segments[:1], notes=()), small)


def test_what_is_odd_is_valid_too(small: Glossary, guidelines: etree.RelaxNG) -> None:
    for item in cases(small):
        assert guidelines.validate(tree(item)), guidelines.error_log


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_every_edition_is_valid_and_whole(name: str, guidelines: etree.RelaxNG) -> None:
    edition = annotate(load_edition(edition_folders()[name]), load_glossary())
    root = tree(edition)
    assert guidelines.validate(root), guidelines.error_log
    found = segments(root)
    for item in edition.segments:
        assert words(found[f"zh-{item.segment.id}"]) == item.segment.zh
        assert words(found[f"en-{item.segment.id}"]) == item.en


def test_pointers_lead_somewhere(small: Glossary) -> None:
    for item in cases(small):
        root = tree(item)
        ids = [e.get(f"{XML}id") for e in root.iter() if e.get(f"{XML}id")]
        assert len(ids) == len(set(ids))
        said = [e.get(name, "") for e in root.iter() for name in ("ref", "target", "corresp", "ana", "resp")]
        pointers = {pointer for pointer in said if pointer}
        assert {p[1:] for p in pointers if p.startswith("#")} <= set(ids)
        assert {p for p in pointers if not p.startswith("#")} <= WORKS


def test_every_note_stands_once_in_order(small: Glossary) -> None:
    for item in cases(small):
        numbers = [int(note.get("n", "")) for note in tree(item).iter(f"{T}note") if note.get("n")]
        assert sorted(numbers) == [footnote.number for footnote in item.footnotes]


def test_states_and_drafts(annotated: AnnotatedReport) -> None:  # noqa: F811
    root = tree(annotated)
    drafted = segments(root)["en-s1p3c2"]
    assert drafted.get("ana") == "#state-draft"
    name = root.find(f".//{T}respStmt[@{XML}id='{drafted.get('resp', '')[1:]}']/{T}name")
    assert name is not None
    assert name.text == "chat:test"
    assert segments(root)["en-s1p3c1"].find(f"{T}gap") is not None
    assert root.findtext(f".//{T}note[@type='doubt']")


def test_damage_is_kept_beside_its_reading(annotated: AnnotatedReport) -> None:  # noqa: F811
    choice = tree(annotated).find(f".//{T}choice")
    assert choice is not None
    assert [(child.tag, child.text) for child in choice] == [(f"{T}sic", "4,10余所"), (f"{T}corr", "410余所")]


def test_hostile_text_is_text(small: Glossary) -> None:
    root = tree(annotate(hostile(unfinished()), small))
    shown = " ".join("".join(root.itertext()).split())
    assert shown.count(" ".join(PLAIN.split())) >= 8
    assert {etree.QName(e).namespace for e in root.iter()} == {T[1:-1]}
    assert not root.getroottree().docinfo.internalDTD
