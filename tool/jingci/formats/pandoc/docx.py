"""DOCX: footnotes, headings and cross-references are the word processor's own.

Pandoc writes the file; its style sheet and its table of contents, which pandoc leaves empty until the word processor
has been asked to fill it, are set here.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from jingci.formats.pandoc.archive import finished, in_xml
from jingci.formats.pandoc.document import pandoc_document
from jingci.formats.pandoc.program import converted
from jingci.model import AnnotatedReport

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACES = {"w": _W[1:-1]}
#: The styles of the contents; the levels of headings that they list.
_LEVELS = ("1", "2")
#: Fonts that every word processor has or has a metric equal of; SimSun is replaced by the system's own Chinese font.
_LATIN, _HAN = "Times New Roman", "SimSun"
#: Half points.
_SIZES = {"Title": "40", "Subtitle": "28", "FootnoteText": "18", "Heading1": "32", "Heading2": "26"}


def _named(*names: str) -> frozenset[str]:
    return frozenset(f"{_W}{name}" for name in names)


#: The order of elements is fixed: of a style's, a row's and a table's groups, those that come after; of properties,
#: those before.
_AFTER = {"rPr": _named("tblPr", "trPr", "tcPr", "tblStylePr"), "pPr": _named("rPr", "tblPr", "tblStylePr"),
          "tblPr": _named("tblGrid", "tr", "trPr", "tcPr", "tblStylePr"), "trPr": _named("tc")}  # fmt: skip
_BEFORE = {
    f"{_W}tblBorders": _named("tblStyle", "tblW", "jc", "tblCellSpacing", "tblInd"),
    f"{_W}color": _named("rStyle", "rFonts", "b", "bCs", "i", "iCs"),
    f"{_W}sz": _named("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "kern"),
    f"{_W}spacing": _named("pStyle", "keepNext", "keepLines", "pBdr"),
}
#: The most notes of a row that is kept on one page.
_KEPT_NOTES = 6


def to_docx(annotated: AnnotatedReport, *, parallel: bool = False) -> bytes:
    """The annotated English version as a word-processor document.

    :param parallel: English and Chinese in a table, a row a segment.
    :raises MissingExtraError: where there is no pandoc.
    """
    document = pandoc_document(annotated, parallel=parallel)
    options = ["--toc", f"--toc-depth={len(_LEVELS)}", "--metadata=toc-title:Contents"]
    written = converted(document, "docx", annotated.report, options)
    return finished(written, {"word/styles.xml": in_xml(_restyle), "word/document.xml": in_xml(_finish_text)})


def _restyle(styles: _Element) -> None:
    """Serif type in black, links that do not glare on paper, small footnotes, a line between the rows of a table."""
    for fonts in styles.iter(f"{_W}rFonts"):
        if any("Theme" in name for name in fonts.attrib):
            fonts.attrib.clear()
            fonts.attrib.update({f"{_W}{name}": _LATIN for name in ("ascii", "hAnsi", "cs")})
            fonts.set(f"{_W}eastAsia", _HAN)
    for style in styles.iterfind(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        if name.startswith(("Heading", "Title", "Subtitle", "TOC", "Hyperlink")):
            for color in list(style.iter(f"{_W}color")):
                color.getparent().remove(color)  # type: ignore[union-attr]
        if name == "Hyperlink":
            _set(style, "rPr", _element("color", val="1F3864"))
        elif name == "Table":
            _set(style, "tblPr", _borders("single"))
        elif name in _SIZES:
            _set(style, "rPr", _element("sz", val=_SIZES[name]))
        if name == "FootnoteText":
            _set(style, "pPr", _element("spacing", before="0", after="40"))
    for level in _LEVELS:
        style = _element("style", type="paragraph", styleId=f"TOC{level}")
        style.extend([_element("name", val=f"toc {level}"), _element("basedOn", val="Normal"), _element("pPr")])
        indent = _element("ind", left=str(360 * (int(level) - 1)))
        style[-1].extend([_element("spacing", before="40", after="40"), indent])
        styles.append(style)


def _borders(kind: str) -> _Element:
    borders = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, val=kind, sz="4", space="0", color="A6A6A6"))
    return borders


def _set(style: _Element, group: str, item: _Element) -> None:
    """Put a property in the place of its like; where there is none, where the schema's order has it."""
    found = style.find(f"{_W}{group}")
    if found is None:
        found = _element(group)
        later = [child for child in style if child.tag in _AFTER[group]]
        style.insert(style.index(later[0]) if later else len(style), found)
    for old in found.findall(item.tag):
        found.remove(old)
    before = [child for child in found if child.tag in _BEFORE.get(item.tag, ())]
    found.insert(found.index(before[-1]) + 1 if before else 0, item)


def _set_tables(document: _Element) -> None:
    """Rows with few notes are not torn apart at the end of a page; a table without a head, a gloss, has no lines."""
    for table in document.iter(f"{_W}tbl"):
        rows = table.findall(f"{_W}tr")
        if not any(row.find("w:trPr/w:tblHeader", _NAMESPACES) is not None for row in rows):
            properties, look = table.find(f"{_W}tblPr"), table.find("w:tblPr/w:tblLook", _NAMESPACES)
            if properties is not None and look is not None:
                look.attrib.clear()
                look.set(f"{_W}val", "0000")
                _set(table, "tblPr", _borders("nil"))
        for row in rows:
            # LibreOffice cuts off the end of one that is kept together and has more notes than the page has room for.
            if sum(1 for _ in row.iter(f"{_W}footnoteReference")) <= _KEPT_NOTES:
                _set(row, "trPr", _element("cantSplit"))


def _finish_text(document: _Element) -> None:
    _set_tables(document)
    _fill_contents(document)


def _fill_contents(document: _Element) -> None:
    """List the headings, each a link, in the field that a word processor renews with the pages' numbers."""
    field = next((run for run in document.iter(f"{_W}r") if run.find(f"{_W}instrText") is not None), None)
    if field is None:
        return
    paragraph = field.getparent()
    assert paragraph is not None
    holder = paragraph.getparent()
    assert holder is not None
    entries = [_entry(heading) for heading in document.iter(f"{_W}p") if _level(heading)]
    if not entries:
        return
    begin, end = _element("r"), _element("r")
    for child in list(field):
        if f"{_W}dirty" in child.attrib:
            del child.attrib[f"{_W}dirty"]
        (end if child.get(f"{_W}fldCharType") == "end" else begin).append(child)
    entries[0].insert(1, begin)
    entries[-1].append(end)
    place = holder.index(paragraph)
    holder[place : place + 1] = entries


def _entry(heading: _Element) -> _Element:
    paragraph, properties = _element("p"), _element("pPr")
    properties.append(_element("pStyle", val=f"TOC{_level(heading)}"))
    paragraph.append(properties)
    bookmark = heading.getprevious()
    place = bookmark.get(f"{_W}name", "") if bookmark is not None and bookmark.tag == f"{_W}bookmarkStart" else ""
    holder = paragraph
    if place:
        holder = _element("hyperlink", anchor=place, history="1")
        paragraph.append(holder)
    for run in heading.iter(f"{_W}r"):
        if run.find(f"{_W}t") is not None:
            holder.append(deepcopy(run))
    return paragraph


def _level(paragraph: _Element) -> str:
    """Which heading a paragraph is; empty for none that the contents list."""
    style = paragraph.find("w:pPr/w:pStyle", _NAMESPACES)
    name = style.get(f"{_W}val", "") if style is not None else ""
    level = name.removeprefix("Heading")
    return level if name != level and level in _LEVELS else ""


def _element(tag: str, **attributes: str) -> _Element:
    from lxml import etree

    return etree.Element(f"{_W}{tag}", {f"{_W}{name}": value for name, value in attributes.items()})
