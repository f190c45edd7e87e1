"""XLIFF 1.2 and 2.1: the official schemas, translate-toolkit as a reader and an editor, and the way back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from conftest import KITCHEN_SINK
from exchange_contract import HOSTILE, SegmentsContract, hostile_report, many_reports, one, parsed, peak_of, words
from jingci.edition import edition_folders, load_edition
from jingci.errors import JingciError
from jingci.formats.bilingual import read_units
from jingci.formats.exchange import Export, exported, write_export
from jingci.formats.exchange.incoming import SUFFIXES, read_incoming
from jingci.formats.exchange.merging import merged
from jingci.formats.xml import storable
from jingci.glossary import Glossary, load_glossary
from jingci.markup import strip_markup
from jingci.model import Report, Segment
from jingci.sic import as_read
from schemas import schema

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def editions() -> list[Report]:
    return [load_edition(folder) for folder in edition_folders().values()]


class XliffContract(SegmentsContract):
    suffix = "xlf"
    #: Source and target elements' marks of terms: attribute and value.
    term_mark: tuple[str, str]

    def test_our_reader_reads_the_editions(self, tmp_path: Path, small: Glossary) -> None:
        path = self.written(tmp_path, one(editions(), small))
        assert [(unit.id, unit.zh, unit.en) for unit in read_units(path)] == [
            (s.id, as_read(s).text, strip_markup(s.en)) for r in editions() for s in r.body if s.en
        ]

    def test_the_editions_meet_the_schema(self, tmp_path: Path) -> None:
        self.validate(self.written(tmp_path, one(editions(), load_glossary())))

    def test_unchanged_editions_come_back_unchanged(self, tmp_path: Path, small: Glossary) -> None:
        for report in editions():
            path = self.written(tmp_path, one([report], small))
            result = merged(report, read_incoming(path))
            assert result.unchanged == len(list(report.body))
            assert [result.changed, result.new, result.missing, result.held, result.reviewed] == [{}, [], [], [], []]

    def test_terms_are_marked_in_the_chinese(self, small: Glossary) -> None:
        root = parsed("".join(exported(self.name, self.kitchen_sink(small))))
        marks = [mark for source in root.iter("{*}source") for mark in source.iter("{*}mrk")]
        assert {mark.get(self.term_mark[0]) for mark in marks} == {self.term_mark[1]}
        assert [words(mark) for mark in marks] == [
            "网格化管理",
            "网格化管理",
            "警情",
            "三化",
            "网格化",
            "派出所",
            "群众",
            "派出所",
        ]

    def test_notes_and_states(self, small: Glossary) -> None:
        text = "".join(exported(self.name, self.kitchen_sink(small)))
        assert "“8.94 percent”: The report does not say what was counted (Doe and 王小明 2020, p. 3)." in text
        assert "The source prints “4,10余所”, read as “410余所”: the comma splits the number" in text

    def test_hostile_units_come_back(self, tmp_path: Path, small: Glossary) -> None:
        report = hostile_report()
        path = self.written(tmp_path, one([report], small))
        units = list(read_incoming(path))
        assert [unit.whole.en for unit in units] == [storable(f"E{text}") for text in HOSTILE]
        assert [unit.names[0] for unit in units] == [storable(segment.id) for segment in report.segments]
        assert merged(report, units).unchanged == len(HOSTILE)

    def test_changes_come_back(self, tmp_path: Path, edition: Path, small: Glossary) -> None:
        report = load_edition(edition)
        path = self.written(tmp_path, one([report], small))
        text = path.read_text(encoding="utf-8").replace(
            "The masses are satisfied.", "The masses are content &amp; calm."
        )
        text = text.replace(" socialization)", " mobilizing society)").replace("good spirits", "high spirits")
        path.write_text(text, encoding="utf-8")
        result = merged(report, read_incoming(path))
        assert result.changed == {
            "s1p1c2": 'Under the “three transformations” (informatization, [gridding work](term:wanggehua-guanli "a pun on purpose"),'
            " mobilizing society) more than 410 police stations were built.",
            "s1p1c3": "The masses are content & calm.",
        }
        assert result.reviewed == ["s1p1c4"]
        assert (result.unchanged, result.new, result.missing, result.held) == (4, [], [], [])
        assert "s1p1c4" in merged(report, read_incoming(path), over_reviewed=True).changed

    #: Units of the file that is read as a stream.
    many = 100_000

    def test_many_units_stream_in(self, tmp_path: Path, small: Glossary) -> None:
        """Memory while reading does not grow with the file."""
        peaks = []
        for number in (1_000, self.many):
            path = tmp_path / f"{number}.xlf"
            with path.open("w", encoding="utf-8") as file:
                pieces = exported(self.name, Export(small, lambda: many_reports(1_000)))
                text = "".join(pieces)
                start = text.index("<body>" if "<body>" in text else "</notes>") + 8
                end = text.rindex("</body>" if "<body>" in text else "</file>")
                head, body, tail = text[:start], text[start:end], text[end:]
                file.writelines([head, *[body] * (number // 1_000), tail])
            size, peak = peak_of(unit.whole.en for unit in read_incoming(path))
            assert size == number * len("Grid management was advanced.")
            peaks.append(peak)
        assert peaks[1] < 2 * peaks[0] + 500_000, peaks


class TestXliff1(XliffContract):
    name = "xliff"
    term_mark = ("mtype", "term")

    def validate(self, path: Path) -> None:
        rules = etree.XMLSchema(etree.parse(schema("xliff-1.2/xliff-core-1.2-strict.xsd")))
        root = etree.parse(path)
        if not root.findall("{*}file"):
            return  # the schema has no XLIFF without a file, and there is none to write
        assert rules.validate(root), rules.error_log

    def test_translate_toolkit_edits_and_the_edit_comes_back(
        self, tmp_path: Path, edition: Path, small: Glossary
    ) -> None:
        xliff = pytest.importorskip("translate.storage.xliff", reason="this test needs translate-toolkit")
        report = load_edition(edition)
        path = self.written(tmp_path, one([report], small))
        store = xliff.xlifffile.parsefile(str(path))
        assert [(str(unit.source), str(unit.target)) for unit in store.units] == [
            (as_read(s).text, strip_markup(s.en)) for s in report.body
        ]
        assert [unit.isapproved() for unit in store.units] == [s.state == "reviewed" for s in report.body]
        next(unit for unit in store.units if "s1p1c3" in unit.getid()).target = "The masses are <content>."
        store.savefile(str(path))
        assert merged(report, read_incoming(path)).changed == {"s1p1c3": "The masses are <content>."}


class TestXliff2(XliffContract):
    name = "xliff2"
    many = 10_000
    term_mark = ("type", "term")

    def validate(self, path: Path) -> None:
        rules = etree.XMLSchema(etree.parse(schema("xliff-2.0/xliff_core_2.0.xsd")))
        root = etree.parse(path)
        assert rules.validate(root), rules.error_log
        for unit in root.iter("{*}unit"):
            names = [
                e.get("id") for part in unit.iter("{*}source", "{*}segment") for e in part.iter("{*}mrk", "{*}segment")
            ]
            assert len(set(names)) == len(set(names) - {None})

    def test_ids_are_unique_in_their_file(self, tmp_path: Path, small: Glossary) -> None:
        report = Report(
            "r", "题", tuple(Segment(name, "sentence", "中", "E", "human") for name in ("u1", "a b", "c d", "u2"))
        )
        root = etree.parse(self.written(tmp_path, one([report, hostile_report()], small)))
        for file in root.iter("{*}file"):
            names = [unit.get("id") for unit in file.iter("{*}unit")]
            assert len(names) == len(set(names))

    def test_translate_toolkit_reads_the_same_units(self, tmp_path: Path, small: Glossary) -> None:
        xliff2 = pytest.importorskip("translate.storage.xliff2", reason="this test needs translate-toolkit")
        report = load_edition(KITCHEN_SINK / "edition")
        path = self.written(tmp_path, one([report], small))
        units = xliff2.Xliff2File.parsefile(str(path)).units
        assert [(str(unit.source), str(unit.target)) for unit in units] == [
            (as_read(s).text, strip_markup(s.en)) for s in report.body
        ]


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
@given(texts=st.lists(st.tuples(TEXT, TEXT | st.just("")), min_size=1, max_size=5))
def test_generated_segments_come_back(
    name: str, tmp_path_factory: pytest.TempPathFactory, small: Glossary, texts: list[tuple[str, str]]
) -> None:
    segments = tuple(
        Segment(f"s{n}", "sentence", zh, en, "human" if en else "", "draft" if en else "empty")
        for n, (zh, en) in enumerate(texts)
    )
    report = Report("r", "题", segments)
    path = tmp_path_factory.getbasetemp() / "x.xlf"
    write_export(name, one([report], small), path)
    read = [(unit.whole.zh, strip_markup(unit.whole.en)) for unit in read_incoming(path)]
    assert read == [(storable(as_read(s).text), storable(strip_markup(s.en))) for s in segments]
    result = merged(report, read_incoming(path))
    blank = [s.id for s in segments if s.en and not s.en.strip()]
    assert (result.unchanged, result.missing) == (len(segments) - len(blank), blank)


# What other tools make of our XLIFF.


def sdlxliff(text: str) -> str:
    """Our XLIFF as Trados keeps it: names of its own, segments marked, states in definitions of its own."""
    root = parsed(text)
    for number, unit in enumerate(root.iter("{*}trans-unit")):
        unit.set("id", f"8f2a6c1e-0000-4000-8000-{number:012}")
        source, target = unit.find("{*}source"), unit.find("{*}target")
        segmented = etree.Element(source.tag.replace("source", "seg-source"))
        source.addnext(segmented)
        for holder, original in ((segmented, source), (target, target)):
            mark = etree.Element(source.tag.replace("source", "mrk"), mtype="seg", mid=str(number + 1))
            group = etree.SubElement(mark, source.tag.replace("source", "g"), id="0")
            group.text = words(original)
            for child in list(holder):
                holder.remove(child)
            holder.text = None
            holder.append(mark)
        etree.SubElement(mark, source.tag.replace("source", "x"), id="9").tail = ""
        deleted = etree.SubElement(mark, source.tag.replace("source", "mrk"), mtype="x-sdl-deleted")
        deleted.text = "struck out"
    root.find("{*}file").set("original", "C:\\work\\report.xlf")
    return etree.tostring(root, encoding="unicode")


def mqxliff(text: str) -> str:
    """Our XLIFF as memoQ keeps it: numbered units, placeholders for tags."""
    root = parsed(text)
    for number, unit in enumerate(root.iter("{*}trans-unit"), 1):
        unit.set("id", str(number))
        unit.set("{MQXliff}status", "ManuallyConfirmed")
        target = unit.find("{*}target")
        tag = etree.Element(target.tag.replace("target", "ph"), id="1")
        tag.text = '<mq:ch val="x" />'
        target.append(tag)
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(("suffix", "dialect"), [("sdlxliff", sdlxliff), ("mqxliff", mqxliff)])
def test_dialects_come_back_segment_by_segment(suffix: str, dialect: Any, tmp_path: Path, small: Glossary) -> None:
    report = load_edition(KITCHEN_SINK / "edition")
    path = tmp_path / f"x.{suffix}"
    text = dialect("".join(exported("xliff", one([report], small))))
    path.write_text(text, encoding="utf-8")
    same = merged(report, read_incoming(path))
    assert (same.unchanged, same.changed, same.new, same.missing) == (7, {}, [], [])
    changed = text.replace("The masses are satisfied.", "The masses are content.").replace("410 police", "411 police")
    path.write_text(changed, encoding="utf-8")
    result = merged(report, read_incoming(path))
    assert set(result.changed) == {"s1p1c2", "s1p1c3"}
    assert '[gridding work](term:wanggehua-guanli "a pun on purpose")' in result.changed["s1p1c2"]
    assert result.changed["s1p1c3"] == "The masses are content."


UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'


def file_of(folder: Path, *units: str, original: str = "r") -> Path:
    path = folder / "x.xlf"
    path.write_text(
        f'<xliff version="1.2"><file original="{original}" source-language="zh" target-language="en" datatype="x"><body>'
        f"{''.join(units)}</body></file></xliff>",
        encoding="utf-8",
    )
    return path


def report_of(*texts: tuple[str, str]) -> Report:
    return Report(
        "r", "题", tuple(Segment(f"s{n}", "sentence", zh, en, "human", "draft") for n, (zh, en) in enumerate(texts))
    )


def test_new_and_missing_are_told(tmp_path: Path) -> None:
    report = report_of(("一", "One"), ("二", "Two"), ("三", "Three"))
    path = file_of(
        tmp_path, UNIT.format("s0", "一", "Uno"), UNIT.format("s2", "三", ""), UNIT.format("s9", "九", "Nine")
    )
    result = merged(report, read_incoming(path))
    assert (result.changed, result.new, result.missing) == ({"s0": "Uno"}, ["s9"], ["s1", "s2"])


def test_the_id_of_another_text_is_no_match(tmp_path: Path) -> None:
    """Every report has a segment s1p1c1: its Chinese says whose it is."""
    report = report_of(("一", "One"), ("二", "Two"))
    result = merged(report, read_incoming(file_of(tmp_path, UNIT.format("s0", "别的", "Other"), original="q")))
    assert (result.changed, result.new) == ({}, ["s0"])


def test_repeated_chinese_is_met_in_order(tmp_path: Path) -> None:
    report = report_of(("同", "Same"), ("二", "Two"), ("同", "Same"))
    path = file_of(
        tmp_path, *(UNIT.format(f"g{n}", zh, en) for n, (zh, en) in enumerate([("同", "A"), ("二", "B"), ("同", "C")]))
    )
    assert merged(report, read_incoming(path)).changed == {"s0": "A", "s1": "B", "s2": "C"}


def test_segments_joined_in_one_unit_are_met_one_by_one(tmp_path: Path) -> None:
    report = report_of(("一。", "One."), ("二。", "Two."))
    seg = '<mrk mtype="seg" mid="{}">{}</mrk>'
    unit = (
        f'<trans-unit id="u"><source>一。二。</source><seg-source>{seg.format(1, "一。")}{seg.format(2, "二。")}</seg-source>'
        f"<target>{seg.format(2, 'Zwei.')} {seg.format(1, 'Eins.')}</target></trans-unit>"
    )
    assert merged(report, read_incoming(file_of(tmp_path, unit))).changed == {"s0": "Eins.", "s1": "Zwei."}


def test_a_segment_cut_in_two_is_put_together(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en"><file id="r"><unit id="s0">'
        "<segment><source>一,</source><target>Uno,</target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>二。</source><target>dos.</target></segment></unit></file></xliff>",
        encoding="utf-8",
    )
    assert merged(report_of(("一,二。", "One, two.")), read_incoming(path)).changed == {"s0": "Uno, dos."}


@pytest.mark.parametrize("why", ['say "x"', "line&#10;break", "x" * 600])
def test_a_term_mark_that_would_not_be_read_is_text(tmp_path: Path, why: str) -> None:
    comment = f"term:jingqing {why}".replace('"', "&quot;")
    unit = UNIT.format("s0", "一", f'A <mrk mtype="term" comment="{comment}">word</mrk>.')
    assert merged(report_of(("一", "One")), read_incoming(file_of(tmp_path, unit))).changed == {"s0": "A word."}


def test_english_that_a_note_needs_is_held_back(tmp_path: Path, edition: Path, small: Glossary) -> None:
    report = load_edition(edition)
    path = tmp_path / "x.xlf"
    write_export("xliff", one([report], small), path)
    path.write_text(path.read_text(encoding="utf-8").replace("gridding work", "grid work"), encoding="utf-8")
    result = merged(report, read_incoming(path))
    assert result.changed == {}
    assert [held.segment for held in result.held] == ["s1p1c2"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<tmx/>",
        b"<xliff version='1.2'><file>",
        b"\xff\xfe",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'x'>]><xliff>&a;</xliff>",
    ],
)
def test_damage_is_one_clear_error(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content)
    with pytest.raises(JingciError, match=re.escape(str(path))):
        list(read_incoming(path))


def test_wrong_files(tmp_path: Path) -> None:
    for name in ("x.tmx", "missing.xlf", "."):
        with pytest.raises(JingciError):
            read_incoming(tmp_path / name)
    shutil.copytree(KITCHEN_SINK / "edition", tmp_path / "x.xlf")
    with pytest.raises(JingciError, match="directory"):
        read_incoming(tmp_path / "x.xlf")
