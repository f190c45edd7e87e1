"""What every export must do; a family of formats adds its own tests to a subclass."""

from __future__ import annotations

import tracemalloc
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from conftest import KITCHEN_SINK
from golden import assert_golden
from jingci.edition import load_edition
from jingci.formats.exchange import Export, exported, write_export
from jingci.glossary import Glossary
from jingci.model import Note, Report, Segment
from jingci.version import __version__

GOLDEN = KITCHEN_SINK / "golden" / "exchange"
#: Content that breaks a writer that is careless, or a reader that trusts.
HOSTILE = [
    "control \x00\x01\x08\x0b\x1b[31m\x7f\ufffe",
    "end ]]> of <![CDATA[ section",
    "&amp; &lolz; &#0; &#x41; <!ENTITY x SYSTEM 'file:///etc/hosts'>",
    "</seg></target></source></term><script>alert(1)</script>",
    "bidi \u202eevil\u202c \u2066x\u2069 \u200f",
    "<?php echo 1 ?> <!-- comment -- > -->",
    "quotes \" ' tabs \t breaks \r\n \r ends\u2028\u2029\x85",
    "high 𠮷😀 and \ufdd0",
]
STRICT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def one(reports: list[Report], glossary: Glossary, **languages: str) -> Export:
    return Export(glossary, lambda: iter(reports), **languages)


def parsed(text: str) -> Any:
    return etree.fromstring(text.encode("utf-8"), STRICT)


def words(element: Any) -> str:
    """All text of an element."""
    return "".join(element.itertext())


def hostile_report() -> Report:
    """Each piece of hostile content as Chinese, English, id, note and title."""
    segments = tuple(
        Segment(f"s{n} {text}", "sentence", f"中{text}", f"E{text}", "human", "draft") for n, text in enumerate(HOSTILE)
    )
    notes = tuple(
        Note(f"n{n}", s.id, "E", f"N{text}") for n, (s, text) in enumerate(zip(segments, HOSTILE, strict=True))
    )
    return Report("hostile " + HOSTILE[3], HOSTILE[1], segments, title_en=HOSTILE[2], notes=notes)


def many_reports(number: int) -> Iterator[Report]:
    """That many segments, in reports of a thousand that are made when they are asked for."""
    for start in range(0, number, 1000):
        segments = tuple(
            Segment(f"s{n}", "sentence", "推进网格化管理。", "Grid management was advanced.", "human", "draft")
            for n in range(start, start + 1000)
        )
        yield Report(f"r{start}", "题", segments, title_en="Title")


def peak_of(pieces: Iterator[str]) -> tuple[int, int]:
    """How many bytes an iterator gives, and how many of memory it takes at most to go through it."""
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in pieces)
        return size, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def kitchen_sink_export(small: Glossary, **languages: str) -> Export:
    """The kitchen sink's edition and termbase, to be exported."""
    return one([load_edition(KITCHEN_SINK / "edition")], small, **languages)


class ExportContract(ABC):
    """Subclasses set ``name``, ``suffix``; ``validate(path)`` fails where an official schema is not met."""

    name: str
    suffix: str

    @abstractmethod
    def validate(self, path: Path) -> None: ...

    def written(self, tmp_path: Path, export: Export) -> Path:
        path = tmp_path / f"out.{self.suffix}"
        write_export(self.name, export, path)
        return path

    def kitchen_sink(self, small: Glossary, **languages: str) -> Export:
        return kitchen_sink_export(small, **languages)

    def test_golden(self, small: Glossary) -> None:
        export = self.kitchen_sink(small)
        text = "".join(exported(self.name, export)).replace(__version__, "VERSION", 1)
        text += "".join(f"<!-- left out: {number} {what} -->\n" for what, number in sorted(export.left_out.items()))
        assert_golden(GOLDEN / f"{self.name}.{self.suffix}", text)

    def test_the_kitchen_sink_meets_the_schema(self, tmp_path: Path, small: Glossary) -> None:
        self.validate(self.written(tmp_path, self.kitchen_sink(small)))

    def test_language_codes(self, small: Glossary) -> None:
        text = "".join(exported(self.name, self.kitchen_sink(small, source_lang="zh-Hans", target_lang="en-GB")))
        assert "zh-Hans" in text
        assert "en-GB" in text
        assert "zh-CN" not in text
        assert "en-US" not in text

    def test_hostile_content_is_inert(self, tmp_path: Path, small: Glossary) -> None:
        path = self.written(tmp_path, one([hostile_report()], small))
        self.validate(path)
        root = etree.parse(path, STRICT).getroot()
        assert not any(isinstance(child, etree._Entity) for child in root.iter())
        assert not [
            e for e in root.iter() if not isinstance(e, etree._Comment) and etree.QName(e).localname == "script"
        ]

    def test_no_edition_and_an_empty_one(self, tmp_path: Path, small: Glossary) -> None:
        self.validate(self.written(tmp_path, one([], small)))
        self.validate(self.written(tmp_path, one([Report("r", "题", ())], small)))

    def test_a_failing_source_leaves_no_file(self, tmp_path: Path, small: Glossary) -> None:
        def reports() -> Iterator[Report]:
            yield replace(hostile_report(), id="r")
            raise KeyboardInterrupt

        path = tmp_path / "out.x"
        path.write_text("old")
        try:
            write_export(self.name, Export(small, reports), path)
        except KeyboardInterrupt:
            assert path.read_text() == "old"
            assert list(tmp_path.iterdir()) == [path]
        else:
            raise AssertionError("the failure was swallowed")


class SegmentsContract(ExportContract):
    """Formats that hold the editions' segments."""

    def test_memory_is_bounded(self, small: Glossary) -> None:
        small.find("推进网格化管理")  # what the matcher loads is not what is measured
        few = peak_of(exported(self.name, Export(small, lambda: many_reports(1_000))))[1]
        size, peak = peak_of(exported(self.name, Export(small, lambda: many_reports(10_000))))
        assert size > 100 * 10_000
        assert peak < 1.3 * few + 500_000, f"{peak:,} bytes for 10,000 units, {few:,} for 1,000"
