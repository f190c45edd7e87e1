"""An annotated report as one HTML file: no network, no script; notes on hover, focus and tap, and as a list.

Everything that comes from a document or a glossary is escaped; the page's Content-Security-Policy allows its own style
sheet and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib.resources import files

from jingci.bibliography import Bibliography
from jingci.formats.gloss_html import glossed
from jingci.formats.parts import (
    STATES,
    citation_line,
    doubtful,
    draft_mark,
    has_english,
    is_glossed,
    notices,
    paragraphs,
    source_line,
    state_line,
)
from jingci.formulas.wording import spelled
from jingci.markup import Citation, replace_citations
from jingci.model import AnnotatedReport, AnnotatedSegment, Concept, Footnote, Formula, Span
from jingci.screen import quoted, visible

_TAGS = {"title": "h3", "subtitle": "h4", "heading": "h3", "byline": "p", "dateline": "p", "caption": "p", "aside": "p"}


def to_html(annotated: AnnotatedReport, *, parallel: bool = False) -> str:
    """The annotated English version as a page.

    :param parallel: the Chinese beside the English.
    """
    return _Page(annotated, parallel=parallel).text()


def shown(text: str) -> str:
    """Text that a page shows as it is, whatever it holds."""
    return escape(visible(text))


class _Page:
    def __init__(self, annotated: AnnotatedReport, *, parallel: bool) -> None:
        self.annotated = annotated
        self.report = annotated.report
        self.works = Bibliography(annotated.bibliography)
        self.concepts = {concept.id: concept for concept, _ in annotated.entries}
        self.numbers = {f.concept.id: f.number for f in annotated.footnotes if f.concept}
        self.english = has_english(annotated)
        self.parallel = parallel and self.english

    def text(self) -> str:
        sheets = ["page.css", *(["gloss.css"] if any(map(is_glossed, self.annotated.segments)) else [])]
        style = "".join(files("jingci.formats").joinpath(name).read_text(encoding="utf-8") for name in sheets)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        title = self.report.title_en or self.report.title_zh
        return (
            f'<!DOCTYPE html>\n<html lang="{"en" if self.english else "zh-Hans"}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{shown(title)} – jingci</title>\n<style>{style}</style>\n</head>\n"
            f"<body>\n{self.head()}\n<main>\n{self.body()}\n</main>\n{self.back()}\n</body>\n</html>\n"
        )

    def head(self) -> str:
        report = self.report
        lines = [f"<h1>{shown(report.title_en or report.title_zh)}</h1>"]
        if report.title_en:
            lines.append(f'<p class="original" lang="zh-Hans">{shown(report.title_zh)}</p>')
        if line := source_line(report):
            lines.append(f'<p class="source">{shown(line)}</p>')
        if said := notices(self.annotated):
            lines.append(f'<p class="warning" lang="en">{"<br>".join(map(shown, said))}</p>')
        lines.append(f'<nav lang="en" aria-label="Contents"><ul>{self.contents()}</ul></nav>')
        if report.intro:
            lines.append('<section id="introduction"><h2>Introduction</h2>')
            lines += [
                f"<p>{self.cited(paragraph)}</p>" for paragraph in report.intro.split("\n\n") if paragraph.strip()
            ]
            lines.append("</section>")
        return "<header>\n" + "\n".join(lines) + "\n</header>"

    def contents(self) -> str:
        entries = [("introduction", "Introduction")] if self.report.intro else []
        entries.append(("report", "The report"))
        for item in self.annotated.segments:
            if item.segment.kind == "heading":
                entries.append((item.segment.id, item.en or item.segment.zh))
        entries += [("terms", "Terms"), ("works", "Works cited"), ("about", "About this edition"), ("notes", "Notes")]
        return "".join(f'<li><a href="#{shown(place)}">{shown(name)}</a></li>' for place, name in entries)

    def body(self) -> str:
        blocks = ['<section id="report"><h2 lang="en">The report</h2>']
        for group in paragraphs(self.annotated):
            kind = group[0].segment.kind
            tag = _TAGS.get(kind, "p")
            text = " ".join(self.segment(item) for item in group)
            block = f'<{tag} class="{kind}">{text}</{tag}>'
            if is_glossed(group[0]):
                block = glossed(group[0], block, shown)
            elif self.parallel:
                chinese = "".join(f'<span id="{shown(i.segment.id)}-zh">{self.print(i)}</span>' for i in group)
                block = f'<div class="pair">{block}<p class="{kind} zh" lang="zh-Hans">{chinese}</p></div>'
            blocks.append(block)
        return "\n".join([*blocks, "</section>"])

    def print(self, item: AnnotatedSegment) -> str:
        """The Chinese as printed, damage marked."""
        text = shown(item.segment.zh)
        for damage in item.segment.sic:
            mark = f'<mark title="read as {shown(damage.read)}">{shown(damage.print)}</mark>'
            text = text.replace(shown(damage.print), mark, 1)
        return text

    def segment(self, item: AnnotatedSegment) -> str:
        text = item.en or item.segment.zh
        cuts: list[tuple[int, int, str, str]] = []
        for mark in item.marks:
            cuts.append((mark.span.start, mark.span.end, *self.term(mark.concept, mark.footnote)))
        if not item.en:
            cuts += [
                (*_ends(hit.span), *self.term(hit.concept.id, self.number_in(item, hit.concept))) for hit in item.hits
            ]
        points = [(note.span.end, note.footnote) for note in item.notes]
        points += [(mark.formula.span.end, mark.footnote) for mark in item.counted if not item.en]
        for point, footnote in points:
            # A note that ends inside a marked term stands after the term.
            end = next((e for s, e, b, _ in cuts if b and s < point < e), point)
            cuts.append((end, end, "", self.reference(footnote)))
        parts, at = [], 0
        for start, end, before, after in sorted(cuts, key=lambda cut: (cut[1], cut[0] == cut[1])):
            parts += [shown(text[at:start]), before, shown(text[start:end]), after]
            at = end
        parts.append(shown(text[at:]))
        parts += [self.reference(unplaced.footnote) for unplaced in item.unplaced if unplaced.footnote and item.en]
        parts += [self.reference(number) for number in item.damage]
        parts += [self.reference(mark.footnote) for mark in item.counted if item.en]
        state = item.segment.state if item.en else "untranslated"
        sign = draft_mark(item)
        label = f' <sup class="draft" title="draft, not compared with the Chinese">{sign}</sup>' if sign else ""
        return f'<span class="seg {state}" id="{shown(item.segment.id)}">{"".join(parts)}{label}</span>'

    @staticmethod
    def number_in(item: AnnotatedSegment, concept: Concept) -> int:
        return next((u.footnote for u in item.unplaced if u.hit.concept.id == concept.id), 0)

    def term(self, concept_id: str, footnote: int) -> tuple[str, str]:
        concept = self.concepts[concept_id]
        tip = (
            f'<span class="tip" role="note"><b lang="zh-Hans">{shown(concept.headword.text)}</b> '
            f"<i>{shown(_pinyin(concept))}</i> {shown(concept.gloss)} "
            f'<a href="#note-{self.numbers[concept_id]}">note {self.numbers[concept_id]}</a></span>'
        )
        reference = self.reference(footnote) if footnote else ""
        return '<span class="term" tabindex="0">', f"{tip}</span>{reference}"

    @staticmethod
    def reference(number: int) -> str:
        return f'<sup class="ref"><a id="ref-{number}" href="#note-{number}">{number}</a></sup>'

    def back(self) -> str:
        return "\n".join(
            part for part in (self.doubtful(), self.terms(), self.bibliography(), self.about(), self.notes()) if part
        )

    def doubtful(self) -> str:
        """The drafts that a check had something against, with what it was."""
        items = "".join(
            f'<li><a href="#{shown(item.segment.id)}">{shown(item.segment.id)}</a>: {shown(problem)}</li>'
            for item in doubtful(self.annotated)
            for problem in item.segment.problems
        )
        return f'<section id="doubtful" lang="en"><h2>Doubtful drafts</h2><ul>{items}</ul></section>' if items else ""

    def terms(self) -> str:
        rows = [
            f'<tr id="term-{shown(c.id)}"><td lang="zh-Hans">{shown(c.headword.text)}</td><td>{shown(_pinyin(c))}</td>'
            f'<td>{shown(c.preferred.text)}</td><td><a href="#{shown(at)}">{shown(at)}</a></td></tr>'
            for c, at in self.annotated.entries
        ]
        head = "<tr><th>Chinese</th><th>Pinyin</th><th>English</th><th>First at</th></tr>"
        return (
            '<section id="terms" lang="en"><h2>Terms in order of appearance</h2><div class="wide"><table>'
            f"<thead>{head}</thead><tbody>{''.join(rows)}</tbody></table></div></section>"
        )

    def bibliography(self) -> str:
        items = "".join(f"<li>{shown(self.works.full(source))}</li>" for source in self.works.ordered())
        return f'<section id="works" lang="en"><h2>Works cited in the notes</h2><ul>{items}</ul></section>'

    def about(self) -> str:
        report = self.report
        lines = [report.how, *(f"{review.by}, {review.on}: {review.what}" for review in report.reviews)]
        if self.english:
            lines += [f"{state_line(self.annotated)} {STATES}", f"Rights. {report.rights}"]
            lines += [f"Cite as. {citation_line(self.annotated)}"]
        body = "".join(f"<p>{shown(line)}</p>" for line in lines if line.strip())
        return f'<section id="about" lang="en"><h2>About this edition</h2>{body}</section>'

    def notes(self) -> str:
        items = "".join(
            f'<li id="note-{f.number}" value="{f.number}">{self.footnote(f)} '
            f'<a class="return" href="#{shown(f.at)}" aria-label="back to the text">↩</a></li>'
            for f in self.annotated.footnotes
        )
        return f'<section id="notes" lang="en"><h2>Notes</h2><ol>{items}</ol></section>'

    def footnote(self, footnote: Footnote) -> str:
        if footnote.concept is not None:
            concept = footnote.concept
            origin = "" if concept.layer == "jingci" else f" <i>(from {shown(concept.layer)})</i>"
            if concept.status == "provisional" and not origin:
                origin = " <i>(provisional: not yet sourced)</i>"
            return (
                f'<b lang="zh-Hans">{shown(concept.headword.text)}</b> <i>{shown(_pinyin(concept))}</i>, '
                f"{shown(quoted(concept.preferred.text))}. {self.cited(concept.note or concept.gloss)}"
                f"{self.spelled(footnote.formula)}{origin}"
            )
        if footnote.note is not None:
            return self.cited(footnote.note.text)
        if footnote.sic is not None:
            sic = footnote.sic
            return f"The source prints “{shown(sic.print)}”, read as “{shown(sic.read)}”: {shown(sic.why)}"
        if footnote.formula is not None:
            return f'<b lang="zh-Hans">{shown(footnote.formula.text)}</b>.{self.spelled(footnote.formula)}'
        return ""

    def spelled(self, formula: Formula | None) -> str:
        return f" {self.cited(spelled(formula, cite=True))}" if formula is not None else ""

    def cited(self, text: str) -> str:
        held: list[str] = []

        def hold(citations: list[Citation]) -> str:
            held.append(self.works.short(citations))
            return f"\x00{len(held) - 1}\x00"

        pieces = replace_citations(text.replace("\x00", ""), hold).split("\x00")
        return "".join(shown(held[int(piece)]) if n % 2 else shown(piece) for n, piece in enumerate(pieces))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _pinyin(concept: Concept) -> str:
    return "" if concept.headword.pinyin == "-" else concept.headword.pinyin
