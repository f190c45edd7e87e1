"""DOCX."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from lxml import etree

from formats.papers.contract import Paper, annotated  # noqa: F401
from jingci.formats import rendered_bytes
from jingci.model import AnnotatedReport

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Word:
    """A DOCX file as its parts."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.body = self.part("word/document.xml")[0]
        self.footnotes = {note.get(f"{W}id"): note for note in self.part("word/footnotes.xml")}
        self.relations = {r.get("Id"): r.get("Target") for r in self.part("word/_rels/document.xml.rels")}
        if "word/_rels/footnotes.xml.rels" in self.archive.namelist():
            self.relations |= {r.get("Id"): r.get("Target") for r in self.part("word/_rels/footnotes.xml.rels")}
        self.number = 0

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def lines(self) -> list[str]:
        found = []
        for block in self.body.iter(f"{W}p", f"{W}tr"):
            if block.tag == f"{W}tr":
                cells = [" / ".join(map(self.inline, cell.iter(f"{W}p"))) for cell in block.iter(f"{W}tc")]
                found.append(f"row: {' | '.join(cells)}".rstrip())
            elif next(block.iterancestors(f"{W}tr"), None) is None:
                style = block.find(f"{W}pPr/{W}pStyle")
                found.append(f"{style.get(f'{W}val') if style is not None else '-'}: {self.inline(block)}".rstrip())
        return found

    def inline(self, element: etree._Element) -> str:
        parts = []
        for child in element:
            if child.tag == f"{W}hyperlink":
                inside = child.get(f"{W}anchor")
                target = f"#{inside}" if inside else self.relations[child.get(f"{R}id")]
                parts.append(f"⟪{self.inline(child)}→{target}⟫")
            elif child.tag == f"{W}footnoteReference":
                self.number += 1
                note = " ".join(map(self.inline, self.footnotes[child.get(f"{W}id")].iter(f"{W}p")))
                parts.append(f"[^{self.number}: {note.strip()}]")
            elif child.tag == f"{W}t":
                parts.append(child.text or "")
            elif child.tag == f"{W}br":
                parts.append("; ")
            else:
                parts.append(self.inline(child))
        return "".join(parts)


@cache
def opened(data: bytes) -> list[str]:
    return Word(data).lines()


class TestDocx(Paper):
    format = "docx"

    def structure(self, data: bytes) -> list[str]:
        return opened(data)

    def places(self, data: bytes) -> set[str]:
        return {str(mark.get(f"{W}name")) for mark in Word(data).body.iter(f"{W}bookmarkStart")}

    def test_contents_are_there_before_anyone_asks(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        lines = self.structure(rendered_bytes(annotated, "docx"))
        assert "TOC1: ⟪The report→#report⟫" in lines
        assert "TOC2: ⟪I. Grid management→#segment-s1h⟫" in lines

    def test_nothing_acts(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        word = Word(rendered_bytes(annotated, "docx"))
        assert not [name for name in word.archive.namelist() if "vba" in name or "embed" in name]
        fields = [field.text for field in word.body.iter(f"{W}instrText")]
        assert fields == ['TOC \\o "1-2" \\h \\z \\u']

    def test_python_docx_reads_it(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        import docx

        document = docx.Document(io.BytesIO(rendered_bytes(annotated, "docx", parallel=True)))
        assert [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Title"] == [
            "Work Report of the Test City Public Security Bureau"
        ]
        assert len(document.tables) == 5
