"""What every document that is handed in must do: the same tests for each format.

To renew the golden files after a change that is meant: ``JINGCI_GOLDEN=write pytest tests/formats/papers``; then read
the diff. A golden file is the document's structure as its test reads it, not its bytes, which change with pandoc.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace

import pytest

from conftest import KITCHEN_SINK
from formats.test_golden import unfinished
from golden import assert_golden
from jingci.annotation import annotate
from jingci.formats import rendered_bytes
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport, MemoryMatch, Report

GOLDEN = KITCHEN_SINK / "golden" / "papers"
#: What would act if it were not text: in a page, in LaTeX, in Typst, in a word processor's field, in XML.
HOSTILE = (
    "<script>alert(1)</script> &amp; &xxe; ]]> <!-- -- --> \\input{/etc/passwd} \\immediate\\write18{id} $x^2$ "
    '#read("/etc/passwd") #{1+1} @label <label> `raw` *bold* _under_ [link](javascript:alert) '
    "{=html} %comment ~ ^ | \\ = + - / // /* */ ‮reversed‬ \ufffe"
)
PLAIN = HOSTILE.replace("‮", "\ufffd").replace("‬", "\ufffd").replace("\ufffe", "\ufffd")
#: The addresses that the kitchen sink's works give.
WORKS = {"https://example.org/grids", "https://example.org/law"}


class Memory:
    """A memory with one unit that resembles everything."""

    def matches(self, zh: str, before: str = "", after: str = "") -> list[MemoryMatch]:
        return [MemoryMatch("走访群众", "visits <b>", 83, "fuzzy", "other#s1", "reviewed")]


def hostile(report: Report) -> Report:
    """A report whose every text is hostile, and whose ids are."""
    first = report.segments[2]
    name = "s\"1 <x>'{}\\#"
    changed = replace(first, id=name, kind="sentence", en=HOSTILE, zh=HOSTILE)
    heading = replace(first, id=f"{name}h", kind="heading", en=HOSTILE)
    named = dict.fromkeys(("title_en", "title_zh", "issuer", "author", "rights", "how", "intro", "url"), HOSTILE)
    return replace(report, segments=(heading, changed), notes=(), **named)


@pytest.fixture(scope="module")
def annotated(small: Glossary) -> AnnotatedReport:
    return annotate(unfinished(), small)


class Paper(ABC):
    """Subclassed for each format; ``structure`` reads a file as lines, a footnote as ``[^1: text]``, a link as
    ``⟪text→target⟫``, and the names of the places that links lead to."""

    format: str
    #: Whether a gloss's pinyin and the like are told from the text by the structure.
    golden: tuple[str, ...] = ("report", "parallel")

    @abstractmethod
    def structure(self, data: bytes) -> list[str]:
        """The file as lines."""

    @abstractmethod
    def places(self, data: bytes) -> set[str]:
        """The names of the places that links can lead to."""

    def targets(self, data: bytes) -> set[str]:
        """Where the links lead."""
        return set(re.findall("⟪[^⟪⟫]*?→([^⟪⟫]*)⟫", "\n".join(self.structure(data))))

    def text(self, data: bytes) -> str:
        """The structure without marks, white space made one blank."""
        plain = re.sub("⟪([^⟪⟫]*?)→[^⟪⟫]*⟫", r"\1", "\n".join(self.structure(data)))
        return " ".join(re.sub(r"\[\^\d+: ", " ", plain).split())

    def test_golden(self, annotated: AnnotatedReport) -> None:
        for name in self.golden:
            data = rendered_bytes(annotated, self.format, parallel=name == "parallel")
            text = "\n".join(self.structure(data)) + "\n"
            assert_golden(GOLDEN / f"{name}.{self.format}.txt", text)

    def test_the_same_report_is_the_same_bytes(self, annotated: AnnotatedReport) -> None:
        first, second = (rendered_bytes(annotated, self.format) for _ in range(2))
        assert first == second

    def test_notes_stand_in_order_and_none_is_missing(self, annotated: AnnotatedReport) -> None:
        for parallel in (False, True):
            text = "\n".join(self.structure(rendered_bytes(annotated, self.format, parallel=parallel)))
            numbers = [int(number) for number in re.findall(r"\[\^(\d+): ", text)]
            assert numbers == [footnote.number for footnote in annotated.footnotes]

    def test_links_lead_somewhere(self, annotated: AnnotatedReport) -> None:
        data = rendered_bytes(annotated, self.format, parallel=True)
        targets = self.targets(data)
        inside = {target[1:] for target in targets if target.startswith("#")}
        assert len(inside) > 10
        assert inside <= self.places(data)
        assert targets - {f"#{target}" for target in inside} == WORKS

    def test_drafts_and_glosses_are_marked_and_explained(self, annotated: AnnotatedReport) -> None:
        text = self.text(rendered_bytes(annotated, self.format))
        for said in (
            "† marks a draft (chat:test), 2 of 9 segments",
            "‡ marks a draft that a check had something against",
            "are satisfied. ‡",
            "has 12 officers. †",
            "Doubtful drafts",
            "It is not a translation",
            "CC BY-SA 4.0",
            "over 2.83 million",
            "wǎnggéhuà guǎnlǐ",
        ):
            assert said in text

    def test_parallel_shows_the_chinese_of_every_segment(self, annotated: AnnotatedReport) -> None:
        text = self.text(rendered_bytes(annotated, self.format, parallel=True))
        for item in annotated.segments:
            assert " ".join(item.segment.zh.split()) in text

    def test_matches_of_the_memory_are_shown(self, small: Glossary) -> None:
        text = self.text(rendered_bytes(annotate(unfinished(), small, Memory()), self.format))
        assert "83% like 走访群众: “visits <b>” (other#s1, reviewed)" in text

    def test_hostile_text_is_text(self, small: Glossary) -> None:
        data = rendered_bytes(annotate(hostile(unfinished()), small), self.format, parallel=True)
        shown = self.text(data)
        assert shown.count(" ".join(PLAIN.split())) >= 6
        assert {target for target in self.targets(data) if not target.startswith("#")} <= WORKS

    def test_a_report_of_nothing_but_chinese(self, small: Glossary) -> None:
        report = unfinished()
        chinese = replace(
            report, title_en="", notes=(), segments=tuple(replace(s, en="", state="empty") for s in report.body)
        )
        text = self.text(rendered_bytes(annotate(chinese, small), self.format, parallel=True))
        assert "holds no translation of this document" in text
        assert "派出所民警共12人。" in text
