"""PDF: pandoc writes the report for Typst, which sets it; fonts are embedded, links and footnotes work."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jingci.errors import FileError, MissingExtraError
from jingci.formats.pandoc.document import CHINESE, pandoc_document
from jingci.formats.pandoc.nodes import Node, inlines, meta_inlines
from jingci.formats.pandoc.program import converted, time_of_writing
from jingci.model import AnnotatedReport
from jingci.screen import visible

EXTRA = "pip install 'jingci[pdf]'"
#: The package that brings a Chinese font, and the fonts that serve, the best first: that of the package, then what
#: systems have.
_FONT_PACKAGE = "pylopdf_fonts_zh_cn"
HAN_FONTS = (
    *("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "SimSun"),
    *("FandolSong", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
    *("AR PL UMing CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
)
#: Words of a title that fit the head of a page, spaces counted.
_RUNNING = 23
_SHORTHAND = re.compile(r"[-.]")
#: A word in pieces: the number at its head where a stop follows; a hyphen before another, a figure or a question mark;
#: a stop before another; what is between.
_SPLIT = re.compile(r"\A\d+(?=\.)|-(?=[-?\d])|\.(?=\.)|(?:(?!-[-?\d]|\.\.).)+", re.DOTALL)


def to_pdf(annotated: AnnotatedReport, *, parallel: bool = False) -> bytes:
    """The annotated English version as pages.

    :param parallel: English and Chinese in a table, a row a segment.
    :raises MissingExtraError: where there is no pandoc, no Typst, or no Chinese font.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError(f"PDF needs the package {error.name}", hint=EXTRA) from error
    folders = _font_folders()
    font = han_font(typst.Fonts(font_paths=folders).families())
    source = _source(annotated, parallel, font)
    with tempfile.TemporaryDirectory() as folder:
        # Nothing else can be read from there, and no package of Typst's is there.
        text = Path(folder, "report.typ")
        text.write_bytes(source)
        try:
            return typst.compile(
                str(text),
                format="pdf",
                root=folder,
                font_paths=folders,
                package_path=folder,
                package_cache_path=folder,
                timestamp=time_of_writing(annotated.report),
            )
        except typst.TypstError as error:
            said = " ".join(visible(str(error)).split())[:300]
            raise FileError(f"the pages could not be set: {said}") from error


def han_font(families: Sequence[str]) -> str:
    """The Chinese font to set with.

    :raises MissingExtraError: where there is none.
    """
    there = {family.casefold(): family for family in families}
    found = next((there[name.casefold()] for name in HAN_FONTS if name.casefold() in there), "")
    if not found:
        message = "no Chinese font is installed that PDF could be set in"
        raise MissingExtraError(message, hint=f"{EXTRA}, or install the fonts Noto Serif CJK")
    return found


def _font_folders() -> list[str]:
    spec = find_spec(_FONT_PACKAGE)
    return list(spec.submodule_search_locations or []) if spec else []


def _source(annotated: AnnotatedReport, parallel: bool, font: str) -> bytes:
    document = pandoc_document(annotated, parallel=parallel)
    report = annotated.report
    running = inlines(report.short or report.title_en or report.title_zh)[:_RUNNING]
    document["meta"]["running"] = meta_inlines(running)
    _prepare(document["blocks"])
    _prepare(list(document["meta"].values()))
    with as_file(files("jingci.formats.pandoc").joinpath("paper.typ")) as template:
        options = [f"--template={Path(template)}", f"--variable=han-font:{font}", "--wrap=none"]
        # Without “smart”, quotation marks are set as they are.
        return converted(document, "typst-smart", annotated.report, options)


def _prepare(value: Any) -> None:
    """Mend what pandoc's writer of Typst leaves out: the language of a stretch, and what Typst would read in a text."""
    if isinstance(value, list):
        for item in value:
            _prepare(item)
        if any(isinstance(item, dict) and item.get("t") == "Str" for item in value):
            value[:] = [piece for place, item in enumerate(value) for piece in _pieces(item, place == 0)]
    elif isinstance(value, dict):
        if value.get("t") in ("Span", "Div") and ["lang", CHINESE] in value["c"][0][2]:
            value["c"][0][2].append(["typst:text:lang", '"zh"'])
        _prepare(value.get("c"))


def _pieces(node: Node, first: bool) -> list[Node]:
    """A word with each stretch set apart that Typst would read as a dash, an ellipsis, or the number of a list."""
    if node.get("t") != "Str":
        return [node]
    return [
        {"t": "Span", "c": [["", [], [["typst:text:tracking", "0pt"]]], [{"t": "Str", "c": piece}]]}
        if (_SHORTHAND.fullmatch(piece) or (first and place == 0 and piece.isdecimal()))
        else {"t": "Str", "c": piece}
        for place, piece in enumerate(_SPLIT.findall(node["c"]))
    ]
