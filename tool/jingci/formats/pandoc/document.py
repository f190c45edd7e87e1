"""An annotated report as a pandoc document: one tree from which DOCX, ODT, EPUB, LaTeX and PDF are written."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from jingci.bibliography import Bibliography
from jingci.formats.interlinear import cells
from jingci.formats.pandoc import nodes
from jingci.formats.pandoc.nodes import Node, anchor, chinese, inlines
from jingci.formats.parts import (
    STATES,
    citation_line,
    doubtful,
    draft_mark,
    has_english,
    is_glossed,
    long_date,
    match_line,
    notices,
    paragraphs,
    state_line,
)
from jingci.formulas.wording import spelled
from jingci.markup import Citation, replace_citations
from jingci.model import AnnotatedReport, AnnotatedSegment, Concept, Footnote, Formula, GlossedWord, Source
from jingci.screen import quoted

#: The languages of the two columns and of the whole (BCP 47).
ENGLISH, CHINESE = "en-US", "zh-Hans"
#: Words side by side in a gloss.
_GLOSS_COLUMNS = 5
#: An address that may be a link.
WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")


def pandoc_document(annotated: AnnotatedReport, *, parallel: bool = False) -> dict[str, Any]:
    """The annotated English version as pandoc's JSON.

    :param parallel: English and Chinese in a table, a row a segment.
    """
    return _Document(annotated, parallel=parallel).value()


class _Document:
    def __init__(self, annotated: AnnotatedReport, *, parallel: bool) -> None:
        self.annotated = annotated
        self.report = annotated.report
        self.works = Bibliography(annotated.bibliography)
        self.footnotes = {footnote.number: footnote for footnote in annotated.footnotes}
        self.english = has_english(annotated)
        self.parallel = parallel and self.english

    def value(self) -> dict[str, Any]:
        blocks = [
            *self.head(),
            *self.body(),
            *self.doubtful(),
            *self.terms(),
            *self.bibliography(),
            *self.about(),
        ]
        return {"pandoc-api-version": nodes.API_VERSION, "meta": self.meta(), "blocks": blocks}

    def meta(self) -> dict[str, Node]:
        report = self.report
        author = [part for part in (report.author, report.issuer) if part]
        name = f"{report.id}@{report.version}" if report.version else f"{report.id}#{report.sha256}"
        meta = {
            "title": nodes.meta_inlines(inlines(report.title_en or report.title_zh or report.id)),
            "lang": nodes.meta_text(ENGLISH if self.english else CHINESE),
            "identifier": nodes.meta_text(f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"),
        }
        if report.title_en:
            meta["subtitle"] = nodes.meta_inlines([chinese(report.title_zh)])
        if author:
            meta["author"] = nodes.meta_list([nodes.meta_inlines(inlines(part)) for part in author])
        if report.published:
            meta["date"] = nodes.meta_inlines(inlines(long_date(report.published)))
        if report.rights:
            meta["rights"] = nodes.meta_text(report.rights)
        return meta

    def head(self) -> list[Node]:
        said = [nodes.paragraph([nodes.emphasis(inlines(line))]) for line in notices(self.annotated)]
        blocks = [nodes.division(said, classes=["notices"], style="Notice")] if said else []
        if self.report.intro:
            blocks.append(nodes.header(1, inlines("Introduction"), "introduction"))
            texts = (text for text in self.report.intro.split("\n\n") if text.strip())
            blocks += [nodes.paragraph(self.cited(text)) for text in texts]
        return blocks

    # The report

    def body(self) -> Iterator[Node]:
        if self.english:
            yield nodes.header(1, inlines("The report"), "report")
        for tabled, groups in groupby(paragraphs(self.annotated), key=self.is_tabled):
            if tabled:
                rows = [self.row(item) for group in groups for item in group]
                yield nodes.table([[nodes.plain(inlines(t))] for t in ("English", "Chinese")], rows, (0.55, 0.45))
            else:
                for group in groups:
                    yield from self.paragraph(group)

    def is_tabled(self, group: list[AnnotatedSegment]) -> bool:
        """Whether a paragraph stands in the table of both languages; headings and glosses stand between tables."""
        return self.parallel and group[0].segment.kind != "heading" and not is_glossed(group[0])

    def row(self, item: AnnotatedSegment) -> list[list[Node]]:
        printed = chinese(_one_line(item.segment.zh))
        return [[nodes.plain(self.styled([item]))], [nodes.plain([printed])]]

    def paragraph(self, group: list[AnnotatedSegment]) -> Iterator[Node]:
        first = group[0]
        if first.segment.kind == "heading":
            yield nodes.header(2 if self.english else 1, self.segment(first, anchored=False), _place(first.segment.id))
            if self.parallel and first.en:
                yield nodes.division([nodes.paragraph([chinese(_one_line(first.segment.zh))])], style="Chinese")
            return
        yield nodes.paragraph(self.styled(group))
        if is_glossed(first):
            yield from self.help(first)

    def styled(self, group: list[AnnotatedSegment]) -> list[Node]:
        """A paragraph's text as its kind is set."""
        kind = group[0].segment.kind
        content: list[Node] = []
        for item in group:
            content += [nodes.SPACE] if content and self.english else []
            content += self.segment(item)
        if kind in ("title", "subtitle"):
            return [nodes.strong(content)]
        return [nodes.emphasis(content)] if kind in ("byline", "dateline", "caption", "aside") else content

    def segment(self, item: AnnotatedSegment, *, anchored: bool = True) -> list[Node]:
        text = item.en or _one_line(item.segment.zh)
        content: list[Node] = []
        at = 0
        for start, end, before, after in self.inserts(item):
            content += inlines(text[at:start])
            inside = inlines(text[start:end])
            content += [nodes.link(inside, *before)] if before else inside
            content += after
            at = end
        content += inlines(text[at:])
        numbers = [unplaced.footnote for unplaced in item.unplaced if item.en and unplaced.footnote]
        numbers += [*item.damage, *(mark.footnote for mark in item.counted if item.en)]
        content += [self.note(number) for number in numbers]
        content = nodes.separated(content)
        if mark := draft_mark(item):
            content += [nodes.SPACE, *inlines(mark)]
        lang = "" if item.en or not self.english else CHINESE
        id = _place(item.segment.id) if anchored else ""
        return [nodes.span(content, id=id, lang=lang)] if id or lang else content

    def inserts(self, item: AnnotatedSegment) -> list[tuple[int, int, tuple[str, str] | None, list[Node]]]:
        """What becomes of stretches of the text: (start, end, link and its title, what follows), not overlapping."""
        points: list[tuple[int, int]] = []
        links: list[tuple[int, int, tuple[str, str] | None, list[Node]]] = []
        if not item.en:
            points += [(unplaced.hit.span.end, unplaced.footnote) for unplaced in item.unplaced if unplaced.footnote]
            points += [(counted.formula.span.end, counted.footnote) for counted in item.counted]
        for mark in item.marks:
            if mark.footnote:
                points.append((mark.span.end, mark.footnote))
            else:
                links.append((mark.span.start, mark.span.end, (f"#{_term(mark.concept)}", mark.why), []))
        for note in item.notes:
            # A note that ends inside a linked term stands after the term.
            end = next((e for s, e, _, _ in links if s < note.span.end < e), note.span.end)
            points.append((end, note.footnote))
        found = [*links, *((point, point, None, [self.note(number)]) for point, number in points)]
        return sorted(found, key=lambda insert: (insert[1], insert[0] == insert[1]))

    def help(self, item: AnnotatedSegment) -> Iterator[Node]:
        """Below a segment without English: its gloss, and what the memory holds that is like it."""
        if item.gloss:
            yield _gloss(item.gloss)
            # Two tables side by side would become one.
            yield from [nodes.paragraph(inlines("\u00a0"))] if self.parallel else []
        if item.matches:
            yield nodes.bullets([[nodes.plain(inlines(match_line(match)))] for match in item.matches])

    # Notes

    def note(self, number: int) -> Node:
        return nodes.footnote([nodes.paragraph(self.footnote(self.footnotes[number]))])

    def footnote(self, footnote: Footnote) -> list[Node]:
        if footnote.concept is not None:
            return self.entry(footnote.concept, footnote.formula)
        if footnote.note is not None:
            return self.cited(footnote.note.text)
        if footnote.sic is not None:
            sic = footnote.sic
            said = [*inlines("The source prints “"), chinese(sic.print), *inlines("”, read as “"), chinese(sic.read)]
            return [*said, *inlines(f"”: {sic.why}")]
        if footnote.formula is not None:
            return [nodes.strong([chinese(footnote.formula.text)]), *inlines(". "), *self.spelled(footnote.formula)]
        return []

    def entry(self, concept: Concept, formula: Formula | None) -> list[Node]:
        content = [nodes.strong([chinese(concept.headword.text)])]
        if pinyin := _pinyin(concept):
            content += [nodes.SPACE, nodes.emphasis(inlines(pinyin))]
        content += inlines(f", {quoted(concept.preferred.text)}. ")
        content += self.cited(concept.note or _sentence(concept.gloss))
        if formula is not None:
            content += [nodes.SPACE, *self.spelled(formula)]
        flags = [] if concept.layer == "jingci" else [f"from {concept.layer}"]
        if concept.status == "provisional" and concept.layer == "jingci":
            flags.append("provisional: not yet sourced")
        return [*content, *inlines(f" ({'; '.join(flags)})" if flags else "")]

    def spelled(self, formula: Formula) -> list[Node]:
        return self.cited(spelled(formula, cite=True))

    def cited(self, text: str) -> list[Node]:
        """A note with its citations as short references that lead to the works."""
        held: list[list[Citation]] = []

        def hold(citations: list[Citation]) -> str:
            held.append(citations)
            return f"\x00{len(held) - 1}\x00"

        pieces = replace_citations(text.replace("\x00", ""), hold).split("\x00")
        content: list[Node] = []
        for number, piece in enumerate(pieces):
            content += self.reference(held[int(piece)]) if number % 2 else inlines(piece)
        return content

    def reference(self, citations: list[Citation]) -> list[Node]:
        content = inlines("(")
        for number, citation in enumerate(citations):
            label = inlines(self.works.label(citation.source))
            known = citation.source in self.works.sources
            content += inlines("; ") if number else []
            content += [nodes.link(label, f"#{_work(citation.source)}")] if known else label
            content += inlines(f", {citation.where}" if citation.where else "")
        return [*content, *inlines(")")]

    # After the report

    def doubtful(self) -> list[Node]:
        """The drafts that a check had something against, with what it was."""
        items = [
            [nodes.plain([_to_segment(item.segment.id), *inlines(f": {problem}")])]
            for item in doubtful(self.annotated)
            for problem in item.segment.problems
        ]
        return [nodes.header(1, inlines("Doubtful drafts"), "doubtful"), nodes.bullets(items)] if items else []

    def terms(self) -> list[Node]:
        if not self.annotated.entries:
            return []
        rows = [
            [
                [nodes.plain([nodes.span([chinese(concept.headword.text)], id=_term(concept.id))])],
                [nodes.plain(inlines(_pinyin(concept)))],
                [nodes.plain(inlines(concept.preferred.text))],
                [nodes.plain([_to_segment(at)])],
            ]
            for concept, at in self.annotated.entries
        ]
        heads = [[nodes.plain(inlines(text))] for text in ("Chinese", "Pinyin", "English", "First at")]
        title = nodes.header(1, inlines("Terms in order of appearance"), "terms")
        return [title, nodes.table(heads, rows, (0.22, 0.28, 0.36, 0.14))]

    def bibliography(self) -> list[Node]:
        if not self.works.sources:
            return []
        works = [nodes.paragraph(self.work(source)) for source in self.works.ordered()]
        title = nodes.header(1, inlines("Works cited in the notes"), "works")
        return [title, nodes.division(works, classes=["works"], style="Bibliography")]

    def work(self, source: Source) -> list[Node]:
        before, url, after = self.works.full(source).partition(source.url if WEB.match(source.url) else "\x00")
        content = [*inlines(before), *([nodes.link(inlines(url), url)] if url else []), *inlines(after)]
        return [nodes.span(content, id=_work(source.id))]

    def about(self) -> list[Node]:
        if not self.english:
            return []
        report = self.report
        reviews = [f"{review.by}, {review.on}: {review.what}" for review in report.reviews]
        texts = [" ".join([report.how, *reviews]).strip(), f"{state_line(self.annotated)} {STATES}".strip()]
        blocks = [nodes.paragraph(inlines(text)) for text in texts if text]
        named = [("Rights.", report.rights), ("Cite as.", citation_line(self.annotated))]
        blocks += [nodes.paragraph([nodes.strong(inlines(n)), *inlines(f" {text}")]) for n, text in named if text]
        return [nodes.header(1, inlines("About this edition"), "about"), *blocks]


def _gloss(words: tuple[GlossedWord, ...]) -> Node:
    """A gloss as a table without lines, a cell a word: its Chinese, its pinyin, its English."""
    found = []
    for cell in cells(words):
        english = cell.word.en if cell.word.en != cell.word.text else ""
        lines = [[chinese(cell.chinese)], [nodes.emphasis(inlines(cell.word.pinyin))], inlines(english)]
        shown = [line for line, text in zip(lines, (cell.chinese, cell.word.pinyin, english), strict=True) if text]
        content = [node for number, line in enumerate(shown) for node in ([nodes.BREAK, *line] if number else line)]
        found.append([nodes.plain(content)])
    found += [[] for _ in range(-len(found) % _GLOSS_COLUMNS)]
    rows = [found[at : at + _GLOSS_COLUMNS] for at in range(0, len(found), _GLOSS_COLUMNS)]
    return nodes.division([nodes.table([], rows, [1 / _GLOSS_COLUMNS] * _GLOSS_COLUMNS)], classes=["gloss"])


def _place(segment: str) -> str:
    return anchor("segment-", segment)


def _term(concept: str) -> str:
    return anchor("term-", concept)


def _work(source: str) -> str:
    return anchor("work-", source)


def _to_segment(segment: str) -> Node:
    return nodes.link(inlines(segment), f"#{_place(segment)}")


def _one_line(chinese_text: str) -> str:
    """Chinese as printed; a line break inside a sentence, which means nothing, as a space, so that offsets stay."""
    return chinese_text.replace("\n", " ")


def _pinyin(concept: Concept) -> str:
    return "" if concept.headword.pinyin == "-" else concept.headword.pinyin


def _sentence(gloss: str) -> str:
    return gloss[:1].upper() + gloss[1:] + ("" if gloss.endswith((".", "!", "?")) else ".") if gloss else ""
