"""LaTeX: a source for XeLaTeX or LuaLaTeX, to be set by the user, with the Fandol fonts that TeX Live has."""

from __future__ import annotations

from typing import Any

from jingci.formats.pandoc.document import pandoc_document
from jingci.formats.pandoc.program import converted
from jingci.model import AnnotatedReport

#: XeLaTeX takes quotation marks and the ellipsis for Chinese, which sets them wide in English, and circled figures,
#: which Latin fonts lack, for Latin.
_CLASSES = (
    r'\ifXeTeX\xeCJKDeclareCharClass{Default}{"2018, "2019, "201C, "201D, "2026}'
    r'\xeCJKDeclareCharClass{CJK}{"2460 -> "24FF}\fi'
)
_SETTINGS = {
    "documentclass": "article",
    "papersize": "a4",
    "geometry": "margin=27mm",
    "CJKmainfont": "FandolSong-Regular.otf",
    "CJKoptions": "BoldFont=FandolSong-Bold.otf,ItalicFont=FandolKai-Regular.otf",
    "header-includes": rf"\definecolor{{link}}{{HTML}}{{1F3864}}{_CLASSES}",
    "colorlinks": "true",
    "linkcolor": "link",
    "urlcolor": "link",
}


def to_latex(annotated: AnnotatedReport, *, parallel: bool = False) -> str:
    """The annotated English version as the source of a LaTeX document.

    :param parallel: English and Chinese in a table, a row a segment.
    :raises MissingExtraError: where there is no pandoc.
    """
    document = pandoc_document(annotated, parallel=parallel)
    for block in document["blocks"]:
        if block["t"] == "Header":
            # A link in a heading would stand within the link of its line in the contents, where LaTeX stops.
            block["c"][2] = _without_links(block["c"][2])
    options = [f"--variable={name}:{value}" for name, value in _SETTINGS.items()]
    # Without “smart”, quotation marks stand as they are.
    return converted(document, "latex-smart", annotated.report, [*options, "--toc", "--toc-depth=2"]).decode()


def _without_links(content: list[Any]) -> list[Any]:
    """The inline nodes of a heading with the text of a link in its place; links in its footnotes stay."""
    found = []
    for node in content:
        if node["t"] == "Link":
            found += _without_links(node["c"][1])
        elif node["t"] == "Span":
            found.append({"t": "Span", "c": [node["c"][0], _without_links(node["c"][1])]})
        else:
            found.append(node)
    return found
