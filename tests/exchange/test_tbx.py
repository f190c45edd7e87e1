"""TBX: the official core schema, the data categories of TBX-Basic, translate-toolkit as the reader of version 2, and
what was written read back."""

from __future__ import annotations

import string
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exchange_contract import HOSTILE, STRICT, ExportContract, kitchen_sink_export, one, parsed, peak_of, words
from jingci.bibliography import Bibliography
from jingci.formats.exchange import exported
from jingci.formats.exchange.contexts import Contexts
from jingci.formats.exchange.tbx import TBX_2, TBX_3, Dialect, document
from jingci.formats.exchange.tbx_reading import read_tbx
from jingci.formats.xml import storable
from jingci.glossary import Glossary
from jingci.glossary.schema import PARTS_OF_SPEECH
from jingci.model import Concept, ConceptStatus, Form, FormStatus, Kind, Rendering, RenderingStatus
from schemas import schema

XML = "{http://www.w3.org/XML/1998/namespace}"
#: The data categories of TBX-Basic that the project writes: element and type, levels, values (None: free text).
CATEGORIES: dict[tuple[str, str], tuple[set[str], set[str] | None]] = {
    ("descrip", "subjectField"): ({"conceptEntry"}, None),
    ("descrip", "definition"): ({"conceptEntry", "langSec"}, None),
    ("descrip", "context"): ({"termSec"}, None),
    ("admin", "source"): ({"conceptEntry", "langSec", "termSec"}, None),
    ("admin", "projectSubset"): ({"conceptEntry", "termSec"}, None),
    ("ref", "crossReference"): ({"conceptEntry", "termSec"}, None),
    ("xref", "externalCrossReference"): ({"conceptEntry", "langSec", "termSec"}, None),
    ("termNote", "administrativeStatus"): (
        {"termSec"},
        {"admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "preferredTerm-admn-sts"},
    ),
    ("termNote", "partOfSpeech"): ({"termSec"}, {"adjective", "noun", "other", "verb", "adverb"}),
    ("termNote", "termType"): (
        {"termSec"},
        {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
    ),
    ("hi", "entailedTerm"): ({"conceptEntry", "langSec", "termSec"}, None),
}
LEVELS = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec"}
ONCE = {"administrativeStatus", "partOfSpeech", "termType", "subjectField", "definition", "projectSubset"}


def name_of(element: Any) -> str:
    return LEVELS.get(etree.QName(element).localname, etree.QName(element).localname)


def level_of(element: Any) -> str:
    parent = element.getparent()
    while name_of(parent) in ("descripGrp", "adminGrp", "descrip"):
        parent = parent.getparent()
    return name_of(parent)


def faults(root: Any) -> list[str]:
    """What is wrong with the data categories: unknown ones, wrong levels, wrong values, dangling references."""
    found = []
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        found.append("an id is used twice")
    for element in root.iter():
        kind = element.get("type")
        if kind is None or name_of(element) in ("tbx", "martif", "p"):
            continue
        key = (name_of(element), kind)
        if key not in CATEGORIES:
            found.append(f"{key} is no data category")
            continue
        levels, values = CATEGORIES[key]
        if level_of(element) not in levels:
            found.append(f"{kind} at {level_of(element)}")
        if values is not None and element.text not in values:
            found.append(f"{kind} is {element.text}")
        if kind in ONCE and sum(other.get("type") == kind for other in element.getparent()) > 1:
            found.append(f"{kind} twice")
        if kind == "crossReference" and element.get("target") not in ids:
            found.append(f"{element.get('target')} is no entry")
        if kind == "externalCrossReference" and not element.get("target", "").startswith("http"):
            found.append(f"{element.get('target')} is no address")
        if not words(element).strip():
            found.append(f"{kind} is empty")
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ('type="termType">fullForm', 'type="termType">slogan'),
        ('type="definition"', 'type="gloss"'),
        ('type="context"', 'type="definition"'),
        ('target="jingqing"', 'target="nothing"'),
        ('target="https://example.org/grids"', 'target="file:///x"'),
        ('id="jingqing"', 'id="qunzhong"'),
        (">terms</descrip>", "> </descrip>"),
        ('type="partOfSpeech">noun</termNote>', 'type="termType">variant</termNote>'),
    ],
)
def test_the_check_of_data_categories_finds_faults(old: str, new: str, small: Glossary) -> None:
    text = "".join(exported("tbx", kitchen_sink_export(small)))
    assert old in text
    assert faults(parsed(text)) == []
    assert faults(parsed(text.replace(old, new))) != []


class TestTbx3(ExportContract):
    name = "tbx"
    suffix = "tbx"

    def validate(self, path: Path) -> None:
        root = etree.parse(path, STRICT)
        assert faults(root.getroot()) == []
        rules = etree.RelaxNG(etree.parse(schema("tbx/TBXcoreStructV03.rng")))
        assert rules.validate(root), rules.error_log

    def test_dialect_and_style(self, small: Glossary) -> None:
        root = parsed("".join(exported(self.name, self.kitchen_sink(small))))
        assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
        assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")

    def test_hostile_concepts_are_inert(self, tmp_path: Path, small: Glossary) -> None:
        concepts = [
            Concept(
                f"c{n}",
                "term",
                (Form(f"中{text}", text),),
                (Rendering(f"e{text}", "deprecated", (), text),),
                text,
                note=text,
                years=text,
            )
            for n, text in enumerate(HOSTILE)
        ]
        path = tmp_path / "x.tbx"
        path.write_text("".join(as_document(concepts, small, TBX_3)), encoding="utf-8", newline="")
        self.validate(path)
        terms = [words(e) for e in etree.parse(path, STRICT).iter("{*}term")]
        assert terms == [storable(f"{side}{text}") for text in HOSTILE for side in "中e"]


class TestTbx2(ExportContract):
    name = "tbx2"
    suffix = "tbx"

    def validate(self, path: Path) -> None:
        root = etree.parse(path, STRICT).getroot()
        assert (root.tag, root.get("type")) == ("martif", "TBX-Basic")
        assert faults(root) == []

    def test_translate_toolkit_reads_the_same_terms(self, tmp_path: Path) -> None:
        """The real termbase, every form and rendering of it with its status."""
        tbx = pytest.importorskip("translate.storage.tbx", reason="this test needs translate-toolkit")
        from jingci.glossary import load_glossary

        glossary = load_glossary()
        path = self.written(tmp_path, one([], glossary))
        with path.open("rb") as file:
            units = tbx.tbxfile(file, sourcelanguage="zh-CN", targetlanguage="en-US").units
        read = [
            ([t.text for t in unit.get_source_terms()], [(t.text, t.deprecated) for t in unit.get_target_terms()])
            for unit in units
        ]
        assert read == [
            ([form.text for form in c.zh], [(r.text, r.status == "deprecated") for r in c.en])
            for c in glossary.concepts
        ]
        assert len(units) > 1000

    def test_version_3_says_the_same(self, small: Glossary) -> None:
        old, new = (parsed("".join(exported(name, self.kitchen_sink(small)))) for name in ("tbx2", "tbx"))
        assert [(name_of(e), e.text) for e in old.iter("termEntry", "{*}langSet", "*") if level(e)] == [
            (name_of(e), e.text) for e in new.iter("*") if level(e)
        ]


def level(element: Any) -> bool:
    """Whether an element belongs to an entry."""
    return any(name_of(parent) == "conceptEntry" for parent in element.iterancestors())


# What was written, read back.

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda t: t.strip())
SLUG = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
#: A note must not look like one of those that carry what TBX-Basic has no category for.
PROSE = TEXT.map(lambda text: f"prose {text}")


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    zh = draw(
        st.lists(
            st.builds(Form, TEXT, TEXT, st.sampled_from(get_args(FormStatus)), TEXT | st.just("")),
            min_size=1,
            max_size=3,
        )
    )
    why = st.just("") | PROSE
    en = draw(
        st.lists(
            st.builds(Rendering, TEXT, st.sampled_from(get_args(RenderingStatus)), why=why), min_size=1, max_size=3
        )
    )
    return Concept(
        id=draw(st.lists(SLUG, min_size=1, max_size=2).map("-".join)),
        kind=draw(st.sampled_from(get_args(Kind))),
        zh=tuple(zh),
        en=tuple(en),
        gloss=draw(TEXT | st.just("")),
        pos=draw(st.sampled_from(PARTS_OF_SPEECH)),
        note=draw(st.just("") | PROSE),
        years=draw(TEXT | st.just("")),
        status=draw(st.sampled_from(get_args(ConceptStatus))),
        field=draw(TEXT | st.just("")),
        layer=draw(TEXT),
    )


def as_document(given_concepts: list[Concept], small: Glossary, dialect: Dialect) -> Any:
    export = one([], small)
    ids = {concept.id for concept in given_concepts}
    return document(export, dialect, given_concepts, ids, Contexts([], small))


def as_stored(concept: Concept) -> Concept:
    return replace(
        concept,
        zh=tuple(
            replace(f, text=storable(f.text), pinyin=storable(f.pinyin), hant=storable(f.hant)) for f in concept.zh
        ),
        en=tuple(replace(r, text=storable(r.text), why=storable(r.why)) for r in concept.en),
        **{key: storable(getattr(concept, key)) for key in ("gloss", "note", "years", "field", "layer")},
    )


def _is_storable_as_it_is(concept: Concept) -> bool:
    """No two terms of a language are one text, no pinyin is the sign for none, what is deprecated has a reason."""
    if any(r.status == "deprecated" and not storable(r.why) for r in concept.en):
        return False
    texts = [[storable(f.text) for f in concept.zh], [storable(r.text) for r in concept.en]]
    return "-" not in {f.pinyin for f in concept.zh} and all(len(set(t)) == len(t) for t in texts)


@pytest.mark.parametrize("dialect", [TBX_3, TBX_2], ids=["3", "2"])
@given(made=st.lists(concepts().filter(_is_storable_as_it_is), max_size=4, unique_by=lambda c: c.id))
def test_generated_concepts_come_back(
    tmp_path_factory: pytest.TempPathFactory, dialect: Dialect, small: Glossary, made: list[Concept]
) -> None:
    text = "".join(as_document(made, small, dialect))
    root = parsed(text)
    assert faults(root) == [] or any(not storable(text).strip() for c in made for text in (c.gloss, c.field, c.layer))
    path = tmp_path_factory.getbasetemp() / "generated.tbx"
    path.write_text(text, encoding="utf-8", newline="")
    assert [concept for concept, _ in read_tbx(path, Bibliography([]))] == [as_stored(concept) for concept in made]


def test_memory_is_bounded_over_many_concepts(small: Glossary) -> None:
    def made(number: int) -> Any:
        return (Concept(f"c{n}", "term", (Form(f"词{n}", "cí"),), (Rendering("word"),), "gloss") for n in range(number))

    def peak(number: int) -> int:
        pieces = document(one([], small), TBX_3, made(number), set(), Contexts([], small))
        return peak_of(pieces)[1]

    peak(1)  # what is loaded once is not what is measured
    # Each entry is some 800 characters; what is left over varies with the garbage collector.
    assert peak(10_000) < peak(500) + 1_000_000


def test_what_is_left_out_is_counted(small: Glossary) -> None:
    export = kitchen_sink_export(small)
    "".join(exported("tbx", export))
    assert export.left_out == {
        "link policies (marked, never)": 1,
        "links from a formula's members to their entries": 1,
    }
