"""TMX: the official DTD, translate-toolkit and our own reader as readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exchange_contract import HOSTILE, SegmentsContract, hostile_report, one, parsed
from jingci.edition import edition_folders, load_edition
from jingci.formats.bilingual import read_units
from jingci.formats.exchange import exported
from jingci.formats.xml import storable
from jingci.glossary import Glossary
from jingci.markup import strip_markup
from jingci.model import Report, Segment
from jingci.sic import as_read
from schemas import schema

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def pairs(report: Report) -> list[tuple[str, str]]:
    return [(as_read(s).text, strip_markup(s.en)) for s in report.body if s.en]


class TestTmx(SegmentsContract):
    name = "tmx"
    suffix = "tmx"

    def validate(self, path: Path) -> None:
        rules = etree.DTD(str(schema("tmx/tmx14.dtd")))
        assert rules.validate(etree.parse(path)), rules.error_log

    def test_our_reader_reads_the_editions(self, tmp_path: Path, small: Glossary) -> None:
        reports = [load_edition(folder) for folder in edition_folders().values()]
        path = self.written(tmp_path, one(reports, small))
        assert [(unit.zh, unit.en) for unit in read_units(path)] == [pair for r in reports for pair in pairs(r)]
        assert [unit.id for unit in read_units(path)] == [f"{r.id}#{s.id}" for r in reports for s in r.body if s.en]

    def test_translate_toolkit_reads_the_editions(self, tmp_path: Path, small: Glossary) -> None:
        tmx = pytest.importorskip("translate.storage.tmx", reason="this test needs translate-toolkit")
        reports = [load_edition(folder) for folder in edition_folders().values()]
        path = self.written(tmp_path, one(reports, small))
        with path.open("rb") as file:
            units = tmx.tmxfile(file, sourcelanguage="zh-CN", targetlanguage="en-US").units
        assert [(unit.source, unit.target) for unit in units] == [pair for r in reports for pair in pairs(r)]
        noted = {(r.id, s.id) for r in reports for s in r.body if s.en and (s.sic or s.id in {n.at for n in r.notes})}
        assert sum(bool(unit.getnotes()) for unit in units) == len(noted) > 50

    def test_properties_say_where_a_unit_is_from(self, small: Glossary) -> None:
        root = parsed("".join(exported(self.name, self.kitchen_sink(small))))
        unit = next(unit for unit in root.iter("tu") if unit.get("tuid") == "kitchen-sink#s1p1c2")
        assert {prop.get("type"): prop.text for prop in unit.iter("prop")} == {
            "x-jingci-report": "kitchen-sink",
            "x-jingci-segment": "s1p1c2",
            "x-jingci-kind": "sentence",
            "x-jingci-state": "edited",
            "x-jingci-origin": "engine:test",
        }

    def test_hostile_units_come_back(self, tmp_path: Path, small: Glossary) -> None:
        path = self.written(tmp_path, one([hostile_report()], small))
        assert [unit.en for unit in read_units(path)] == [storable(f"E{text}") for text in HOSTILE]

    @given(texts=st.lists(st.tuples(TEXT, TEXT), max_size=5))
    def test_generated_segments_come_back(
        self, tmp_path_factory: pytest.TempPathFactory, small: Glossary, texts: list[tuple[str, str]]
    ) -> None:
        segments = tuple(Segment(f"s{n}", "sentence", zh, en, "human") for n, (zh, en) in enumerate(texts))
        report = Report("r", "题", segments)
        path = self.written(tmp_path_factory.getbasetemp(), one([report], small))
        read = [(unit.zh, unit.en) for unit in read_units(path)]
        assert read == [(storable(zh), storable(en)) for zh, en in pairs(report)]
