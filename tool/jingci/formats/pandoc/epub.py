"""EPUB 3: a chapter a part, notes that pop up where a reader can show them so, a style sheet of its own.

Pandoc names a chapter after its file, and its notes bear no number where they are shown below the text; both are
mended here.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from jingci.formats.pandoc.archive import finished, in_xml
from jingci.formats.pandoc.document import pandoc_document
from jingci.formats.pandoc.nodes import header, inlines
from jingci.formats.pandoc.program import converted
from jingci.model import AnnotatedReport

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
#: Elements that have no end tag in HTML either.
_VOID = frozenset(f"{_PAGE}{name}" for name in ("br", "hr", "meta", "link", "col"))


def to_epub(annotated: AnnotatedReport, *, parallel: bool = False) -> bytes:
    """The annotated English version as an electronic book.

    :param parallel: English and Chinese in a table, a row a segment.
    :raises MissingExtraError: where there is no pandoc.
    """
    document = pandoc_document(annotated, parallel=parallel)
    if document["blocks"] and document["blocks"][0]["t"] != "Header":
        # What stands before the first heading would become a chapter with the book's name.
        document["blocks"].insert(0, header(1, inlines("Notices"), "notices"))
    options = ["--toc", "--toc-depth=2", "--split-level=1", "--metadata=toc-title:Contents"]
    sheet = files("jingci.formats.pandoc").joinpath("book.css").read_bytes()
    written = converted(document, "epub3", annotated.report, options)
    return finished(written, {"EPUB/text/ch*.xhtml": in_xml(_finish_chapter), "EPUB/styles/*.css": lambda _: sheet})


def _finish_chapter(chapter: _Element) -> None:
    heading, title = chapter.find(f".//{_PAGE}h1"), chapter.find(f"{_PAGE}head/{_PAGE}title")
    if heading is not None and title is not None:
        title.text = _plain(heading)
    for note in chapter.iter(f"{_PAGE}aside"):
        first = note.find(f"{_PAGE}p")
        if note.get(_TYPE) == "footnote" and first is not None:
            _number(first, note.get("id", "").removeprefix("fn"))
    for element in chapter.iter():
        # A reading system that takes the chapter for HTML would leave <td/> open.
        if isinstance(element.tag, str) and element.tag not in _VOID and not len(element) and not element.text:
            element.text = ""


def _number(paragraph: _Element, number: str) -> None:
    """Put a note's number before it, which leads back to its place."""
    back = paragraph.makeelement(f"{_PAGE}a", {"href": f"#fnref{number}", "role": "doc-backlink"})
    back.text, back.tail, paragraph.text = number, f". {paragraph.text or ''}", None
    paragraph.insert(0, back)


def _plain(element: _Element) -> str:
    """The text of a heading without the marks of its footnotes."""
    parts = [element.text or ""]
    for child in element:
        is_mark = child.get(_TYPE) == "noteref" or child.tag == f"{_PAGE}sup"
        parts += ["" if is_mark else _plain(child), child.tail or ""]
    return " ".join("".join(parts).split())
