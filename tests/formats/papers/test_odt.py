"""ODT."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from lxml import etree

from formats.papers.contract import Paper, annotated  # noqa: F401
from jingci.formats import rendered_bytes
from jingci.model import AnnotatedReport

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
T, TABLE, OFFICE = (f"{{{OPEN}:{name}:1.0}}" for name in ("text", "table", "office"))
HREF = "{http://www.w3.org/1999/xlink}href"


class Text:
    """An ODT file as its text."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.root = etree.fromstring(self.archive.read("content.xml"))
        self.number = 0

    def lines(self) -> list[str]:
        found = []
        for block in self.root.iter(f"{T}p", f"{T}h", f"{TABLE}table-row"):
            if next(block.iterancestors(f"{T}note", f"{TABLE}table-row"), None) is not None:
                continue
            if block.tag == f"{TABLE}table-row":
                cells = [" / ".join(map(self.inline, cell)) for cell in block.iter(f"{TABLE}table-cell")]
                found.append(f"row: {' | '.join(cells)}".rstrip())
            else:
                name = f"h{block.get(f'{T}outline-level')}" if block.tag == f"{T}h" else "p"
                found.append(f"{name}: {self.inline(block)}".rstrip())
        return found

    def inline(self, element: etree._Element) -> str:
        parts = [element.text or ""]
        for child in element:
            if child.tag == f"{T}a":
                parts.append(f"⟪{self.inline(child)}→{child.get(HREF)}⟫")
            elif child.tag == f"{T}note":
                self.number += 1
                note = " ".join(map(self.inline, child.iterfind(f"{T}note-body/{T}p")))
                parts.append(f"[^{self.number}: {note}]")
            elif child.tag in (f"{T}s", f"{T}tab"):
                parts.append(" " * int(child.get(f"{T}c", "1")))
            else:
                parts.append("; " if child.tag == f"{T}line-break" else self.inline(child))
            parts.append(child.tail or "")
        return "".join(parts)


@cache
def opened(data: bytes) -> list[str]:
    return Text(data).lines()


class TestOdt(Paper):
    format = "odt"

    def structure(self, data: bytes) -> list[str]:
        return opened(data)

    def places(self, data: bytes) -> set[str]:
        root = Text(data).root
        return {str(e.get(f"{T}name")) for e in root.iter(f"{T}bookmark", f"{T}bookmark-start")}

    def test_contents_are_there_before_anyone_asks(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        contents = Text(rendered_bytes(annotated, "odt")).root.find(f".//{T}table-of-content")
        assert contents is not None
        listed = [(link.get(HREF), "".join(link.itertext())) for link in contents.iter(f"{T}a")]
        assert ("#report", "The report") in listed
        assert ("#segment-s1h", "I. Grid management") in listed

    def test_nothing_acts(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        text = Text(rendered_bytes(annotated, "odt"))
        assert not [name for name in text.archive.namelist() if name.startswith(("Basic", "Scripts", "Object"))]
        assert not list(text.root.iter(f"{OFFICE}event-listeners", f"{OFFICE}script"))

    def test_rows_of_both_languages_have_lines_and_a_gloss_has_none(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        tables = list(Text(rendered_bytes(annotated, "odt", parallel=True)).root.iter(f"{TABLE}table"))
        lined = [{c.get(f"{TABLE}style-name") for c in t.iter(f"{TABLE}table-cell")} == {"LinedCell"} for t in tables]
        assert lined == [t.find(f"{TABLE}table-header-rows") is not None for t in tables]
        assert True in lined
        assert False in lined

    def test_it_is_a_text_by_its_first_bytes(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        first = zipfile.ZipFile(io.BytesIO(rendered_bytes(annotated, "odt"))).infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
