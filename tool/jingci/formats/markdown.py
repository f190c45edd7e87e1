"""An annotated report as Markdown with footnotes (GitHub's and pandoc's ``[^1]``)."""

from __future__ import annotations

import re

from jingci.bibliography import Bibliography
from jingci.formats.interlinear import interlinear
from jingci.formats.parts import (
    STATES,
    citation_line,
    doubtful,
    draft_mark,
    has_english,
    is_glossed,
    match_line,
    notices,
    paragraphs,
    source_line,
    state_line,
)
from jingci.formulas.wording import spelled
from jingci.markup import Citation, replace_citations
from jingci.model import AnnotatedReport, AnnotatedSegment, Concept, Footnote, Formula, Report
from jingci.screen import quoted, visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
#: The width of a gloss, its indent included.
_COLUMNS = 80
_LIST_LIKE = re.compile(r"^(\d+)([.)])(?=\s)|^([#+>-])(?=\s)")


def to_markdown(annotated: AnnotatedReport, *, parallel: bool = False, links: bool = True) -> str:
    """The annotated English version.

    :param parallel: each paragraph's Chinese after its English.
    :param links: anchors at segments, and later occurrences of a term linked to its entry (for a file; a terminal
        shows neither).
    """
    return _Document(annotated, parallel=parallel, links=links).text()


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LIST_LIKE.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _SPECIAL.sub(r"\\\1", visible(text)))


class _Document:
    def __init__(self, annotated: AnnotatedReport, *, parallel: bool, links: bool) -> None:
        self.annotated = annotated
        self.report = annotated.report
        self.works = Bibliography(annotated.bibliography)
        self.english = has_english(annotated)
        self.parallel = parallel and self.english
        self.links = links

    def text(self) -> str:
        blocks = [
            *self.head(),
            *self.body(),
            *self.doubtful(),
            *self.terms(),
            *self.bibliography(),
            *self.about(),
            *self.notes(),
        ]
        return "\n\n".join(block.rstrip() for block in blocks if block.strip()) + "\n"

    def head(self) -> list[str]:
        report = self.report
        blocks = [f"# {escaped(report.title_en or report.title_zh)}"]
        if report.title_en:
            blocks.append(f"{escaped(report.title_zh)}  \n{escaped(source_line(report))}".strip())
        blocks += [f"*{escaped(line)}*" for line in notices(self.annotated)]
        if report.intro:
            blocks += ["## Introduction", self.cited(report.intro, escape=False)]
        return blocks

    def body(self) -> list[str]:
        blocks = ["## The report"] if self.english else []
        for group in paragraphs(self.annotated):
            blocks.append(self.paragraph(group))
            if is_glossed(group[0]):
                blocks += self.help(group[0])
            elif self.parallel:
                blocks.append("> " + "".join(escaped(item.segment.zh) for item in group).replace("\n", " "))
        return blocks

    def doubtful(self) -> list[str]:
        """The drafts that a check had something against, with what it was."""
        lines = []
        for item in doubtful(self.annotated):
            place = f"[{item.segment.id}](#{item.segment.id})" if self.links else item.segment.id
            lines += [f"- {place}: {escaped(problem)}" for problem in item.segment.problems]
        return ["## Doubtful drafts", "\n".join(lines)] if lines else []

    def help(self, item: AnnotatedSegment) -> list[str]:
        """Below a segment without English: its gloss as a block of code, which keeps its columns, and its matches."""
        text = interlinear(item.gloss, _COLUMNS - 4)
        blocks = ["\n".join(f"    {line}" if line else "" for line in text.split("\n"))] if text else []
        matches = [f"- {escaped(match_line(match))}" for match in item.matches]
        return [*blocks, "\n".join(matches)]

    def paragraph(self, group: list[AnnotatedSegment]) -> str:
        kind = group[0].segment.kind
        joined = (" " if self.english else "").join(self.segment(item) for item in group)
        if kind == "heading":
            return f"### {joined}"
        if kind in ("title", "subtitle"):
            return f"**{joined}**"
        return f"*{joined}*" if kind in ("byline", "dateline", "caption", "aside") else joined

    def segment(self, item: AnnotatedSegment) -> str:
        anchor = f'<a id="{item.segment.id}"></a>' if self.links else ""
        text = item.en or item.segment.zh.replace("\n", " ")
        inserts = self.inserts(item)
        ends = [f"[^{unplaced.footnote}]" for unplaced in item.unplaced if unplaced.footnote and item.en]
        ends += [f"[^{number}]" for number in item.damage]
        ends += [f"[^{mark.footnote}]" for mark in item.counted if item.en]
        mark = draft_mark(item)
        draft = f" {mark}" if mark else ""
        parts, at = [], 0
        for start, end, before, after in inserts:
            parts += [escaped(text[at:start]), before, escaped(text[start:end]), after]
            at = end
        parts.append(escaped(text[at:]))
        return anchor + "".join(parts) + "".join(ends) + draft

    def inserts(self, item: AnnotatedSegment) -> list[tuple[int, int, str, str]]:
        """What goes around stretches of the text: (start, end, before, after), in order, not overlapping."""
        found: list[tuple[int, int, str, str]] = []
        if not item.en:
            for unplaced in item.unplaced:
                if unplaced.footnote:
                    found.append((unplaced.hit.span.end, unplaced.hit.span.end, "", f"[^{unplaced.footnote}]"))
            for counted in item.counted:
                found.append((counted.formula.span.end, counted.formula.span.end, "", f"[^{counted.footnote}]"))
        for mark in item.marks:
            if mark.footnote:
                found.append((mark.span.end, mark.span.end, "", f"[^{mark.footnote}]"))
            elif self.links:
                why = f' "{_attribute(mark.why)}"' if mark.why else ""
                found.append((mark.span.start, mark.span.end, "[", f"](#{mark.concept}{why})"))
        for note in item.notes:
            # A note that ends inside a linked term stands after the term.
            end = next((e for s, e, b, _ in found if b and s < note.span.end < e), note.span.end)
            found.append((end, end, "", f"[^{note.footnote}]"))
        return sorted(found, key=lambda insert: (insert[1], insert[0] == insert[1]))

    def notes(self) -> list[str]:
        return ["## Notes"] + [self.footnote(footnote) for footnote in self.annotated.footnotes]

    def footnote(self, footnote: Footnote) -> str:
        if footnote.concept is not None:
            text = self.entry(footnote.concept, footnote.formula)
        elif footnote.note is not None:
            text = self.cited(footnote.note.text)
        elif footnote.sic is not None:
            sic = footnote.sic
            text = f"The source prints “{escaped(sic.print)}”, read as “{escaped(sic.read)}”: {escaped(sic.why)}"
        elif footnote.formula is not None:
            text = f"**{escaped(footnote.formula.text)}**. {self.cited(spelled(footnote.formula, cite=True))}"
        return f"[^{footnote.number}]: " + " ".join(text.split())

    def entry(self, concept: Concept, formula: Formula | None = None) -> str:
        head = concept.headword
        pinyin = f" *{escaped(head.pinyin)}*" if head.pinyin != "-" else ""
        text = self.cited(concept.note) if concept.note else escaped(_sentence(concept.gloss))
        if formula is not None:
            text += f" {self.cited(spelled(formula, cite=True))}"
        flags = [] if concept.layer == "jingci" else [f"from {escaped(concept.layer)}"]
        if concept.status == "provisional" and concept.layer == "jingci":
            flags.append("provisional: not yet sourced")
        flag = f" ({'; '.join(flags)})" if flags else ""
        return f"**{escaped(head.text)}**{pinyin}, {escaped(quoted(concept.preferred.text))}. {text}{flag}"

    def cited(self, text: str, *, escape: bool = True) -> str:
        held: list[str] = []

        def hold(citations: list[Citation]) -> str:
            held.append(self.works.short(citations))
            return f"\x00{len(held) - 1}\x00"

        pieces = replace_citations(text.replace("\x00", ""), hold).split("\x00")
        shown = escaped if escape else visible
        return "".join(escaped(held[int(piece)]) if n % 2 else shown(piece) for n, piece in enumerate(pieces))

    def terms(self) -> list[str]:
        if not self.annotated.entries:
            return []
        rows = ["| Chinese | Pinyin | English | First at |", "|---|---|---|---|"]
        for concept, at in self.annotated.entries:
            anchor = f'<a id="{concept.id}"></a>' if self.links else ""
            place = f"[{at}](#{at})" if self.links else at
            pinyin = "" if concept.headword.pinyin == "-" else escaped(concept.headword.pinyin)
            chinese, english = escaped(concept.headword.text), escaped(concept.preferred.text)
            rows.append(f"| {anchor}{chinese} | {pinyin} | {english} | {place} |")
        return ["## Terms in order of appearance", "\n".join(rows)]

    def bibliography(self) -> list[str]:
        if not self.works.sources:
            return []
        entries = [f"- {escaped(self.works.full(source))}" for source in self.works.ordered()]
        return ["## Works cited in the notes", "\n".join(entries)]

    def about(self) -> list[str]:
        report = self.report
        if not self.english:
            return []
        blocks = ["## About this edition", _reviewed(report), f"{state_line(self.annotated)} {STATES}"]
        blocks += [f"**Rights.** {escaped(report.rights)}" if report.rights else ""]
        blocks += [f"**Cite as.** {escaped(citation_line(self.annotated))}"]
        return blocks


def _attribute(text: str) -> str:
    return visible(text).replace("\\", "").replace('"', "”").replace("<", "‹")


def _reviewed(report: Report) -> str:
    reviews = [f"{review.by}, {review.on}: {review.what}" for review in report.reviews]
    return escaped(" ".join([report.how, *reviews]).strip())


def _sentence(gloss: str) -> str:
    return gloss[:1].upper() + gloss[1:] + ("" if gloss.endswith((".", "!", "?")) else ".") if gloss else ""
