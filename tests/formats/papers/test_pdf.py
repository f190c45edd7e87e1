"""PDF: the text that Typst is given is compared with the golden files, the pages are read back."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from formats.papers.contract import GOLDEN, PLAIN, WORKS, annotated, hostile  # noqa: F401
from formats.test_golden import unfinished
from golden import assert_golden
from jingci.annotation import annotate
from jingci.errors import MissingExtraError
from jingci.formats import rendered_bytes
from jingci.formats.pandoc import pdf
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport


@cache
def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text(reader: PdfReader) -> str:
    """All text of the pages, white space left out: lines are broken where the pages break them."""
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def links(reader: PdfReader) -> list[Any]:
    found = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note for note in found if note["/Subtype"] == "/Link"]


@pytest.mark.parametrize("name", ["report", "parallel"])
def test_golden(name: str, annotated: AnnotatedReport) -> None:  # noqa: F811
    source = pdf._source(annotated, name == "parallel", "Noto Serif SC").decode().split("#contents()\n", 1)[1]
    assert_golden(GOLDEN / f"{name}.pdf.txt", source)


def test_the_same_report_is_the_same_bytes(annotated: AnnotatedReport) -> None:  # noqa: F811
    assert rendered_bytes(annotated, "pdf") == rendered_bytes(annotated, "pdf")


@pytest.mark.parametrize("parallel", [False, True])
def test_pages_say_what_they_must(parallel: bool, annotated: AnnotatedReport) -> None:  # noqa: F811
    shown = text(opened(rendered_bytes(annotated, "pdf", parallel=parallel)))
    said = ["† marks a draft (chat:test), 2 of 9 segments", "are satisfied. ‡", "has 12 officers. †", "CC BY-SA 4.0"]
    said += ["It is not a translation", "over 2.83 million", "guǎnlǐ", "Doubtful drafts", "read as “410"]
    said += [item.segment.zh for item in annotated.segments] if parallel else []
    for words in said:
        assert "".join(words.split()) in shown
    for number in range(1, len(annotated.footnotes) + 1):
        assert shown.count("The lowest office of the police.".replace(" ", "")) == 1, number


def test_footnotes_are_numbered_once(annotated: AnnotatedReport) -> None:  # noqa: F811
    source = pdf._source(annotated, False, "Noto Serif SC").decode()
    assert source.count("#footnote[") == len(annotated.footnotes)
    pages = opened(rendered_bytes(annotated, "pdf")).pages
    first = "".join(pages[0].extract_text().split())
    assert first.count("Thewordhasnothingtodowithmaps") == 1


def test_fonts_are_embedded(annotated: AnnotatedReport) -> None:  # noqa: F811
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in opened(rendered_bytes(annotated, "pdf")).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("NotoSerifSC" in name for name in fonts)
    assert all("/FontFile3" in descriptor.get_object() for descriptor in fonts.values())


def test_links_work(annotated: AnnotatedReport) -> None:  # noqa: F811
    reader = opened(rendered_bytes(annotated, "pdf"))
    addresses = {str(link["/A"]["/URI"]) for link in links(reader) if "/URI" in link.get("/A", {})}
    inside = [link for link in links(reader) if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
    assert addresses == WORKS
    assert len(inside) > 20
    assert "segment-s1h" in reader.named_destinations
    assert [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)][:2] == [
        "Introduction",
        "The report",
    ]


def test_hostile_text_is_text(small: Glossary) -> None:
    reader = opened(rendered_bytes(annotate(hostile(unfinished()), small), "pdf", parallel=True))
    shown = text(reader).replace("\xad", "")
    assert shown.count("".join(PLAIN.split()).replace("\ufffd", "�")) >= 5
    assert {str(link["/A"]["/URI"]) for link in links(reader) if "/URI" in link.get("/A", {})} <= WORKS
    assert "/JavaScript" not in str(reader.trailer["/Root"])


@pytest.mark.parametrize(
    "words",
    ["1. one", "12.5 percent", "- item", "+ item", "/ term: x", "= head", "== h", "a -- b --- c", "-5 -? x... y.. ~z",
     "it's \"so\"", "https://example.org//x", "#panic()", "$x$", "`r`", "\\u{41}", "@x <y>", "//c", "/*c*/", "a_b_c*d*"],
)  # fmt: skip
def test_nothing_in_a_text_is_read_as_mark_up(words: str, small: Glossary) -> None:
    report = unfinished()
    changed = replace(report.segments[-1], en=words, state="reviewed")
    pages = opened(rendered_bytes(annotate(replace(report, segments=(changed,), notes=()), small), "pdf"))
    assert "Thereport" + "".join(words.split()) in text(pages)


def test_without_a_chinese_font_it_says_what_to_install() -> None:
    assert pdf.han_font(["Arial", "noto sans cjk sc", "SimSun"]) == "SimSun"
    with pytest.raises(MissingExtraError, match=r"no Chinese font .*pip install 'jingci\[pdf\]', or install the fonts"):
        pdf.han_font(["Arial", "Noto Sans"])


def test_without_typst_it_says_what_to_install(
    annotated: AnnotatedReport,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r"PDF needs the package typst \(pip install 'jingci\[pdf\]'\)"):
        rendered_bytes(annotated, "pdf")
