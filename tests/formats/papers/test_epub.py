"""EPUB 3."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from lxml import etree

from formats.papers.contract import Paper, annotated  # noqa: F401
from jingci.formats import rendered_bytes
from jingci.formats.documents import read_document
from jingci.model import AnnotatedReport

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
PACKAGE = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
BLOCKS = (*(f"{H}h{level}" for level in (1, 2)), f"{H}p", f"{H}tr", f"{H}li")


class Book:
    """An EPUB file as its chapters, in the order of its spine."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.package = self.part("EPUB/content.opf")
        names = {i.get("id"): i.get("href") for i in self.package.iterfind("o:manifest/o:item", PACKAGE)}
        spine = [names[i.get("idref")] for i in self.package.iterfind("o:spine/o:itemref", PACKAGE)]
        self.pages = {str(name): self.part(f"EPUB/{name}") for name in spine}
        self.notes = {n.get("id"): n for page in self.pages.values() for n in page.iter(f"{H}aside")}

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def lines(self) -> list[str]:
        found = []
        for name, page in self.pages.items():
            if name == "nav.xhtml":
                contents = next(n for n in page.iter(f"{H}nav") if n.get(TYPE) == "toc")
                found += [f"contents: {self.inline(li)}" for li in contents.iterfind(f"{H}ol/{H}li")]
                continue
            for block in page.iter(*BLOCKS):
                if next(block.iterancestors(f"{H}aside", f"{H}tr"), None) is not None:
                    continue
                cells = block.findall(f"{H}td") + block.findall(f"{H}th")
                text = " | ".join(map(self.inline, cells)) if cells else self.inline(block)
                found.append(f"{block.tag.removeprefix(H)}: {text}".rstrip())
        return found

    def inline(self, element: etree._Element) -> str:
        parts = [element.text or ""]
        for child in element:
            target = child.get("href", "")
            if child.get(TYPE) == "noteref":
                note = " ".join(map(self.inline, self.notes[target[1:]].iter(f"{H}p")))
                number, _, text = note.partition(". ")
                assert number == f"⟪{child.text}→#fnref{child.text}⟫"
                parts.append(f"[^{child.text}: {text.strip()}]")
            elif child.tag == f"{H}a" and target:
                place = target.partition("#")[2]
                parts.append(f"⟪{self.inline(child)}→{f'#{place}' if place and ':' not in target else target}⟫")
            else:
                parts.append("; " if child.tag == f"{H}br" else self.inline(child))
            parts.append(child.tail or "")
        return "".join(parts).replace("\n", " ")


@cache
def opened(data: bytes) -> list[str]:
    return Book(data).lines()


class TestEpub(Paper):
    format = "epub"

    def structure(self, data: bytes) -> list[str]:
        return opened(data)

    def places(self, data: bytes) -> set[str]:
        return {str(e.get("id")) for page in Book(data).pages.values() for e in page.iter() if e.get("id")}

    def test_links_name_the_file_of_their_place(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        book = Book(rendered_bytes(annotated, "epub"))
        for name, page in book.pages.items():
            for link in page.iter(f"{H}a"):
                target, _, place = link.get("href", "").partition("#")
                if place and ":" not in target:
                    other = target.removeprefix("text/") if target else name.removeprefix("text/")
                    ids = {e.get("id") for e in book.pages[f"text/{other}" if other != "nav.xhtml" else other].iter()}
                    assert place in ids, (name, link.get("href"))

    def test_contents_and_titles(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        book = Book(rendered_bytes(annotated, "epub"))
        contents = [(" ".join(link.itertext()), link.get("href")) for link in book.pages["nav.xhtml"].iter(f"{H}a")]
        assert ("The report", "text/ch003.xhtml#report") in contents
        assert ("I. Grid management", "text/ch003.xhtml#segment-s1h") in contents
        titles = [page.findtext(f"{H}head/{H}title") for name, page in book.pages.items() if "ch0" in name]
        assert titles[:4] == ["Notices", "Introduction", "The report", "Doubtful drafts"]

    def test_languages_are_said(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        book = Book(rendered_bytes(annotated, "epub", parallel=True))
        assert book.package.findtext("o:metadata/d:language", namespaces=PACKAGE) == "en-US"
        cells = [cell for cell in book.pages["text/ch003.xhtml"].iter(f"{H}td") if cell.find(f"{H}br") is None]
        chinese = [cell for cell in cells if cell.find(f"{H}span[@lang='zh-Hans']") is not None]
        assert len(chinese) >= 7
        assert all("\u4e00" <= "".join(cell.itertext())[0] <= "\u9fff" for cell in chinese[:3])

    def test_it_is_a_book_by_its_first_bytes(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        first = zipfile.ZipFile(io.BytesIO(rendered_bytes(annotated, "epub"))).infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)

    def test_nothing_acts_or_is_fetched(self, annotated: AnnotatedReport) -> None:  # noqa: F811
        book = Book(rendered_bytes(annotated, "epub"))
        for page in book.pages.values():
            assert not {f"{H}{n}" for n in ("script", "img", "iframe", "object")} & {e.tag for e in page.iter()}
            assert not [name for e in page.iter() for name in e.attrib if str(name).startswith(("on", "src"))]

    def test_jingci_reads_it(self, annotated: AnnotatedReport, tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
        path = tmp_path / "report.epub"
        path.write_bytes(rendered_bytes(annotated, "epub"))
        report = read_document(path)
        assert any("派出所民警共12人。" in segment.zh or "12 officers" in segment.zh for segment in report.segments)
