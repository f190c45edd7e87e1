"""Word documents (DOCX), read from their XML.

A reader of our own, for the sake of what report writers use and libraries leave out: printed list numbers, footnotes
at their place, tracked changes as accepted, text boxes, and limits on what a hostile file may cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jingci.errors import DataError
from jingci.formats.documents.archive import Archive, beside
from jingci.formats.documents.extract import Extract, Passage
from jingci.formats.documents.numbering import Numbering, W, numbering_of
from jingci.segmentation.blocks import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

RUNNING_HEAD = "running head or foot of the pages"
_MAIN = "word/document.xml"
#: What is in the file and not in the text: deleted passages, instructions of fields, phonetic guides.
_LEFT_OUT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr", "tblPr", "Fallback", "drawing", "pict")
)
_STYLE_ROLES: dict[str, Role] = {"title": "title", "subtitle": "subtitle", "caption": "caption"}
_CORE = "{http://purl.org/dc/elements/1.1/}"


@dataclass(slots=True)
class _Styles:
    """The paragraph styles by id: the role each gives, and the list it belongs to."""

    roles: dict[str, Role] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_docx(data: bytes, path: str, max_size: int) -> Extract:
    """A document: headings, paragraphs with their numbers, tables row by row, footnotes after their paragraphs.

    :raises DataError: damaged or protected.
    :raises LimitError: unpacks to more than it may, or is nested too deep.
    """
    archive = Archive(data, path, max_size)
    root = archive.xml(_main_part(archive))
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise DataError("is a damaged Word file: it has no text part", path=path)
    reader = _Reader(_styles_of(archive.xml("word/styles.xml")), numbering_of(archive.xml("word/numbering.xml")))
    for name, kind in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        reader.notes.update(_notes(archive.xml(name), kind))
    reader.read(body)
    reader.passages += _running_heads(archive)
    properties = archive.xml("docProps/core.xml")
    return Extract(
        "Word document",
        reader.passages,
        title=_property(properties, "title"),
        author=_property(properties, "creator"),
        remarks=_remarks(archive, reader),
    )


def _main_part(archive: Archive) -> str:
    relations = archive.xml("_rels/.rels")
    for relation in [] if relations is None else relations:
        if (relation.get("Type") or "").endswith("/officeDocument") and relation.get("TargetMode") != "External":
            return beside("", relation.get("Target") or "")
    return _MAIN


class _Reader:
    def __init__(self, styles: _Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.notes: dict[tuple[str, str], _Element] = {}
        self.passages: list[Passage] = []
        self.changed = False
        self.cited: list[tuple[str, str]] = []

    def read(self, container: _Element) -> None:
        """Take in the paragraphs and tables of a body, a cell, a text box, a note."""
        for element in container:
            name = _name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self.changed = self.changed or name in ("ins", "moveTo")
                self.read(element)
            elif name in ("del", "moveFrom"):
                self.changed = True

    def _paragraph(self, paragraph: _Element) -> None:
        role, label = self._role(paragraph)
        text = self._text(paragraph)
        if text.strip():
            gap = " " if label and label[-1].isascii() and text.lstrip()[:1].isascii() else ""
            self.passages.append(Passage(label + gap + text.strip() if label else text, role))
        self._notes_and_boxes(paragraph)

    def _notes_and_boxes(self, element: _Element) -> None:
        cited, self.cited = self.cited, []
        for box in _boxes(element):
            self.read(box)
        for key in cited:
            note = self.notes.pop(key, None)
            if note is not None:
                text = "".join(self._text(p) for p in note.iter(f"{W}p")).strip()
                self.passages.append(Passage(text, "aside"))

    def _table(self, table: _Element) -> None:
        for row in table.iterfind(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.changed = True
                continue
            cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
            paragraphs = [[p for p in cell.iter(f"{W}p") if _has_text(p)] for cell in cells]
            plain = all(len(inner) <= 1 for inner in paragraphs) and len(cells) > 1
            if plain and not any(cell.find(f".//{W}tbl") is not None for cell in cells):
                texts = [self._text(inner[0]) if inner else "" for inner in paragraphs]
                row_text = "\t".join(" ".join(text.split()) for text in texts)
                if row_text.strip():
                    self.passages.append(Passage(row_text, "row"))
                self._notes_and_boxes(row)
            else:
                for cell in cells:
                    self.read(cell)

    def _role(self, paragraph: _Element) -> tuple[Role, str]:
        """What a paragraph's style says it is, and the number printed before it."""
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else _value(properties.find(f"{W}pStyle"))
        role = self.styles.roles.get(style, "")
        place = self.styles.lists.get(style)
        if properties is not None:
            outline = _value(properties.find(f"{W}outlineLvl"))
            role = "heading" if not role and outline.isdigit() and int(outline) < 9 else role
            place = _list_place(properties, place)
        return role, self.numbering.label(*place) if place and place[0] != "0" else ""

    def _text(self, element: _Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: _Element) -> Iterator[str]:
        for child in element:
            name = _name(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else ""
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                self.cited.append((name.removesuffix("Reference"), child.get(f"{W}id") or ""))
            elif name in _LEFT_OUT or name == "txbxContent":
                self.changed = self.changed or name in ("del", "moveFrom")
            elif name == "r" and _is_hidden(child):
                continue
            else:
                self.changed = self.changed or name in ("ins", "moveTo")
                yield from self._pieces(child)


def _boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes anchored in an element, each once: Word writes a second copy for old programs."""
    for child in element:
        name = _name(child)
        if name == "txbxContent":
            yield child
        elif name != "Fallback":
            yield from _boxes(child)


def _has_text(paragraph: _Element) -> bool:
    return any((piece.text or "").strip() for piece in paragraph.iter(f"{W}t"))


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: _Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _is_hidden(run: _Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and _value(vanish) not in ("0", "false", "off")


def _list_place(properties: _Element, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    numbers = properties.find(f"{W}numPr")
    if numbers is None:
        return inherited
    list_id = _value(numbers.find(f"{W}numId")) or (inherited[0] if inherited else "")
    level = _value(numbers.find(f"{W}ilvl"))
    return (list_id, int(level) if level.isdigit() else inherited[1] if inherited else 0) if list_id else None


def _styles_of(root: _Element | None) -> _Styles:
    styles = _Styles()
    if root is None:
        return styles
    defined = {style.get(f"{W}styleId") or "": style for style in root.iterfind(f"{W}style")}
    for name in defined:
        chain = list(_ancestry(name, defined))
        styles.roles[name] = next((role for style in chain if (role := _style_role(style))), "")
        place: tuple[str, int] | None = None
        for style in reversed(chain):
            properties = style.find(f"{W}pPr")
            place = place if properties is None else _list_place(properties, place)
        if place:
            styles.lists[name] = place
    return styles


def _ancestry(name: str, defined: dict[str, _Element]) -> Iterator[_Element]:
    """A style and those it is based on, the nearest first."""
    seen: set[str] = set()
    while name in defined and name not in seen:
        seen.add(name)
        yield defined[name]
        name = _value(defined[name].find(f"{W}basedOn"))


def _style_role(style: _Element) -> Role:
    name = _value(style.find(f"{W}name")).lower()
    outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
    if name.startswith("heading ") or (outline.isdigit() and int(outline) < 9 and name not in _STYLE_ROLES):
        return "heading"
    return _STYLE_ROLES.get(name, "")


def _notes(root: _Element | None, kind: str) -> dict[tuple[str, str], _Element]:
    notes = [] if root is None else root.findall(f"{W}{kind}")
    # Notes with a type are the lines that separate notes from text.
    return {(kind, note.get(f"{W}id") or ""): note for note in notes if note.get(f"{W}type") in (None, "normal")}


def _running_heads(archive: Archive) -> list[Passage]:
    """The heads and feet of the pages, each once, skipped: they stand between no two sentences."""
    texts: list[str] = []
    for name in sorted(archive.names):
        if not name.startswith(("word/header", "word/footer")) or not name.endswith(".xml"):
            continue
        root = archive.xml(name)
        reader = _Reader(_Styles(), Numbering())
        if root is not None:
            reader.read(root)
        text = "\n".join(passage.text for passage in reader.passages)
        if text.strip() and text not in texts:
            texts.append(text)
    return [Passage(text, "skip", RUNNING_HEAD) for text in texts]


def _property(root: _Element | None, name: str) -> str:
    found = None if root is None else root.find(f"{_CORE}{name}")
    return "" if found is None else (found.text or "").strip()


def _remarks(archive: Archive, reader: _Reader) -> tuple[str, ...]:
    remarks: list[str] = []
    if reader.changed:
        remarks.append("tracked changes read as accepted")
    if "word/comments.xml" in archive.names:
        remarks.append("comments left out")
    return tuple(remarks)
