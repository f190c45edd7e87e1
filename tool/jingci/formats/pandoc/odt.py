"""ODT: an open word-processor document, with footnotes, headings and links of its own.

Pandoc leaves the table of contents empty until the word processor has been asked to fill it; it is filled here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingci.formats.pandoc.archive import finished, in_xml
from jingci.formats.pandoc.document import pandoc_document
from jingci.formats.pandoc.program import converted
from jingci.model import AnnotatedReport

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _STYLE = f"{{{_OPEN}:text:1.0}}", f"{{{_OPEN}:style:1.0}}"
_FO, _XLINK = f"{{{_OPEN}:xsl-fo-compatible:1.0}}", "{http://www.w3.org/1999/xlink}"
_OFFICE, _TABLE = f"{{{_OPEN}:office:1.0}}", f"{{{_OPEN}:table:1.0}}"
#: The first is declared by the file that pandoc writes.
_LATIN, _HAN = "Times New Roman", "'Noto Serif CJK SC'"
_SIZES = {"Title": "18pt", "Heading_20_1": "15pt", "Heading_20_2": "12pt", "Footnote": "9pt"}
#: Of headings that the contents list.
_LEVELS = ("1", "2")


def to_odt(annotated: AnnotatedReport, *, parallel: bool = False) -> bytes:
    """The annotated English version as an OpenDocument text.

    :param parallel: English and Chinese in a table, a row a segment.
    :raises MissingExtraError: where there is no pandoc.
    """
    document = pandoc_document(annotated, parallel=parallel)
    options = ["--toc", "--toc-depth=2", "--metadata=toc-title:Contents"]
    written = converted(document, "odt", annotated.report, options)
    return finished(written, {"content.xml": in_xml(_finish_text), "styles.xml": in_xml(_restyle)})


def _fill_contents(content: _Element) -> None:
    """List the headings, each a link, in the index that the word processor renews with the pages' numbers."""
    contents = content.find(f".//{_TEXT}table-of-content")
    if contents is None:
        return
    contents.set(f"{_TEXT}name", "Contents")
    for old in contents.findall(f"{_TEXT}index-body"):
        contents.remove(old)
    body = contents.makeelement(f"{_TEXT}index-body")
    contents.append(body)
    title = body.makeelement(f"{_TEXT}index-title", {f"{_TEXT}name": "Contents_Head"})
    title.append(_paragraph(body, "Contents_20_Heading"))
    title[0].text = "Contents"
    body.append(title)
    for heading in content.iter(f"{_TEXT}h"):
        level, mark = heading.get(f"{_TEXT}outline-level", ""), heading.find(f"{_TEXT}bookmark-start")
        if level not in _LEVELS or mark is None:
            continue
        paragraph = _paragraph(body, f"Contents_20_{level}")
        link = body.makeelement(f"{_TEXT}a", {f"{_XLINK}type": "simple"})
        link.set(f"{_XLINK}href", f"#{mark.get(f'{_TEXT}name', '')}")
        link.text = _plain(heading)
        paragraph.append(link)
        body.append(paragraph)


def _paragraph(near: _Element, style: str) -> _Element:
    return near.makeelement(f"{_TEXT}p", {f"{_TEXT}style-name": style})


def _plain(element: _Element) -> str:
    """The text of a heading without its footnotes."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag == f"{_TEXT}note" else " " if child.tag == f"{_TEXT}s" else _plain(child)]
        parts += [child.tail or ""]
    return "".join(parts)


def _finish_text(content: _Element) -> None:
    _fill_contents(content)
    _set_tables(content)


def _set_tables(content: _Element) -> None:
    """Rows have lines between them in a table with a head, which a gloss lacks.

    They may be torn apart at the end of a page: LibreOffice cuts off the end of one that is kept together and has more
    notes than the page has room for.
    """
    styles = content.find(f"{_OFFICE}automatic-styles")
    if styles is None:
        return
    lines = {f"{_FO}border-bottom": "0.5pt solid #a6a6a6", f"{_FO}padding": "0.04in"}
    _add_style(styles, "LinedCell", "table-cell", lines)
    for table in content.iter(f"{_TABLE}table"):
        if table.find(f"{_TABLE}table-header-rows") is not None:
            for cell in table.iter(f"{_TABLE}table-cell"):
                cell.set(f"{_TABLE}style-name", "LinedCell")


def _add_style(styles: _Element, name: str, family: str, properties: dict[str, str]) -> None:
    style = styles.makeelement(f"{_STYLE}style", {f"{_STYLE}name": name, f"{_STYLE}family": family})
    style.append(style.makeelement(f"{_STYLE}{family}-properties", properties))
    styles.append(style)


def _restyle(styles: _Element) -> None:
    """A4, serif type, a Chinese font, small footnotes, contents set in, links that do not glare on paper."""
    for page in styles.iter(f"{_STYLE}page-layout-properties"):
        page.set(f"{_FO}page-width", "210mm")
        page.set(f"{_FO}page-height", "297mm")
    for properties in styles.iter(f"{_STYLE}text-properties"):
        if f"{_STYLE}font-name-asian" in properties.attrib:
            del properties.attrib[f"{_STYLE}font-name-asian"]
            properties.set(f"{_STYLE}font-family-asian", _HAN)
    for properties in styles.iterfind(f".//{_STYLE}default-style/{_STYLE}text-properties"):
        properties.set(f"{_STYLE}language-asian", "zh")
        properties.set(f"{_STYLE}country-asian", "CN")
    for style in styles.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        for properties in style.iter(f"{_STYLE}text-properties"):
            if name in ("Definition", "Internet_20_link"):
                properties.set(f"{_FO}color", "#1f3864")
                properties.set(f"{_STYLE}text-underline-style", "none")
            if name.startswith(("Heading", "Title", "Subtitle")):
                properties.set(f"{_STYLE}font-name", _LATIN)
                properties.set(f"{_FO}font-style", "normal")
            if size := _SIZES.get(name):
                properties.set(f"{_FO}font-size", size)
                properties.set(f"{_STYLE}font-size-asian", size)
    named = styles.find(f"{_OFFICE}styles")
    if named is not None:
        for level in _LEVELS:
            _add_contents_style(named, level)


def _add_contents_style(styles: _Element, level: str) -> None:
    name = f"Contents_20_{level}"
    for old in [style for style in styles if style.get(f"{_STYLE}name") == name]:
        styles.remove(old)
    indent = {f"{_FO}margin-left": f"{0.25 * (int(level) - 1)}in"}
    _add_style(styles, name, "paragraph", {**indent, f"{_FO}margin-top": "2pt", f"{_FO}margin-bottom": "2pt"})
    styles[-1].set(f"{_STYLE}parent-style-name", "Standard")
    styles[-1].set(f"{_STYLE}display-name", f"Contents {level}")
