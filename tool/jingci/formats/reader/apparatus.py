"""What stands before and behind a report's text: introduction, notes, glossary, works cited, about the edition."""

from __future__ import annotations

from collections.abc import Callable

from jingci.bibliography import Bibliography
from jingci.formats.parts import STATES, citation_line, doubtful, has_english, state_line
from jingci.formats.reader.safe import attribute, outward, shown
from jingci.formulas.wording import spelled
from jingci.markup import Citation, replace_citations
from jingci.model import AnnotatedReport, Attribution, Concept, Footnote, Formula, Source
from jingci.pinyin import plain_pinyin
from jingci.screen import quoted


class Apparatus:
    """The sections of one report's page besides its text.

    :param link: the address of a concept's own page; empty where it has none.
    :param readings: the dictionary that the pinyin comes from, where the termbase lacks a word.
    """

    def __init__(
        self, annotated: AnnotatedReport, link: Callable[[Concept], str], readings: Attribution | None = None
    ) -> None:
        self.annotated = annotated
        self.readings = readings
        self.link = link
        self.works = Bibliography(annotated.bibliography)
        self.places = {source.id: number for number, source in enumerate(self.works.ordered(), 1)}

    def introduction(self) -> str:
        """The edition's own page on the document."""
        paragraphs = [text for text in self.annotated.report.intro.split("\n\n") if text.strip()]
        body = "".join(f"<p>{self.cited(text)}</p>" for text in paragraphs)
        return f'<section id="introduction"><h2>Introduction</h2>{body}</section>' if body else ""

    def sections(self) -> str:
        """All that follows the text."""
        parts = (self.doubtful(), self.notes(), self.glossary(), self.bibliography(), self.about())
        return "\n".join(part for part in parts if part)

    def doubtful(self) -> str:
        """The drafts that a check had something against, with what it was."""
        items = "".join(
            f'<li><a href="#{attribute(item.segment.id)}">{shown(item.segment.id)}</a>: {shown(problem)}</li>'
            for item in doubtful(self.annotated)
            for problem in item.segment.problems
        )
        return f'<section id="doubtful"><h2>Doubtful drafts</h2><ul>{items}</ul></section>' if items else ""

    def notes(self) -> str:
        """Every note once, in the order of their places; what is shown at a place is a copy of it."""
        items = "\n".join(
            f'<li id="n-{note.number}">{self.note(note)} <a href="#{attribute(note.at)}">{shown(note.at)}</a></li>'
            for note in self.annotated.footnotes
        )
        return f'<section id="notes"><h2>Notes</h2>\n<ol>{items}</ol></section>' if items else ""

    def note(self, footnote: Footnote) -> str:
        """One note; that on a term begins with a head (``dfn``), which says in a line what the term is."""
        if footnote.concept is not None:
            concept = footnote.concept
            note = self.cited(concept.note) if concept.note else ""
            more = f"{note}{self.spelled(footnote.formula)}{_origin(concept)}".strip()
            return f"<dfn>{self.head(concept)}</dfn> {more}"
        if footnote.note is not None:
            return self.cited(footnote.note.text)
        if footnote.sic is not None:
            sic = footnote.sic
            return (
                f'The source prints “<span lang="zh-Hans">{shown(sic.print)}</span>”, '
                f'read as “<span lang="zh-Hans">{shown(sic.read)}</span>”: {shown(sic.why)}'
            )
        if footnote.formula is not None:
            return f'<b lang="zh-Hans">{shown(footnote.formula.text)}</b>.{self.spelled(footnote.formula)}'
        return ""

    def head(self, concept: Concept) -> str:
        """The term in Chinese and pinyin, its rendering, its gloss."""
        reading = spoken(concept)
        latin = f' <i lang="zh-Latn">{shown(reading)}</i>' if reading else ""
        gloss = shown(concept.gloss)
        stop = "" if gloss.endswith((".", "?", "!", "…")) else "."
        return (
            f'<b lang="zh-Hans">{self.linked(concept, concept.headword.text)}</b>{latin}, '
            f"{shown(quoted(concept.preferred.text))}: {gloss}{stop}"
        )

    def linked(self, concept: Concept, text: str) -> str:
        """A text that leads to the concept's page, where it has one."""
        address = self.link(concept)
        return f'<a href="{attribute(address)}">{shown(text)}</a>' if address else shown(text)

    def glossary(self) -> str:
        """The terms of the report by their English; a script makes a table of it, from the heads of the notes."""
        if not self.annotated.entries:
            return ""
        numbers = {f.concept.id: f.number for f in self.annotated.footnotes if f.concept}
        concepts = sorted(
            (concept for concept, _ in self.annotated.entries),
            key=lambda c: (c.preferred.text.casefold(), plain_pinyin(c.headword.pinyin), c.id),
        )
        items = ";\n".join(f'<a href="#n-{numbers[c.id]}">{shown(c.preferred.text)}</a>' for c in concepts)
        return f'<section id="glossary"><h2>Glossary of this report</h2>\n<p>{items}</p></section>'

    def bibliography(self) -> str:
        """The works that the notes cite."""
        items = "\n".join(
            f'<li id="w-{self.places[source.id]}">{self.full(source)}</li>' for source in self.works.ordered()
        )
        return f'<section id="works"><h2>Works cited in the notes</h2>\n<ul>{items}</ul></section>' if items else ""

    def full(self, source: Source) -> str:
        """A full entry, its address a link."""
        entry = self.works.full(source)
        if not source.url or source.url not in entry:
            return shown(entry)
        before, _, after = entry.partition(source.url)
        return f"{shown(before)}{outward(source.url)}{shown(after)}"

    def about(self) -> str:
        """How the English came about, its state, the rights."""
        report = self.annotated.report
        lines = [report.how, *(f"{review.by}, {review.on}: {review.what}" for review in report.reviews)]
        if has_english(self.annotated):
            lines += [f"{state_line(self.annotated)} {STATES}", f"Rights. {report.rights}"]
            lines += [f"Cite as. {citation_line(self.annotated)}"]
        if self.readings:
            lines.append(f"Pinyin. As in the termbase; of other words from {self.readings}.")
        body = "".join(f"<p>{shown(line)}</p>" for line in lines if line.strip())
        return f'<section id="about"><h2>About this edition</h2>{body}</section>'

    def spelled(self, formula: Formula | None) -> str:
        """What a counted formula stands for."""
        return f" {self.cited(spelled(formula, cite=True))}" if formula is not None else ""

    def cited(self, text: str) -> str:
        """A text whose citations lead to the works cited."""
        held: list[list[Citation]] = []

        def hold(citations: list[Citation]) -> str:
            held.append(citations)
            return f"\x00{len(held) - 1}\x00"

        pieces = replace_citations(text.replace("\x00", ""), hold).split("\x00")
        return "".join(self.short(held[int(piece)]) if n % 2 else shown(piece) for n, piece in enumerate(pieces))

    def short(self, citations: list[Citation]) -> str:
        """A parenthesis of short references."""
        parts = []
        for citation in citations:
            place, label = self.places.get(citation.source), shown(self.works.label(citation.source))
            name = f'<a href="#w-{place}">{label}</a>' if place else label
            parts.append(f"{name}, {shown(citation.where)}" if citation.where else name)
        return f"({'; '.join(parts)})"


def spoken(concept: Concept) -> str:
    """The pinyin of a concept's headword; empty where it has none."""
    return "" if concept.headword.pinyin == "-" else concept.headword.pinyin


def _origin(concept: Concept) -> str:
    """Whose entry it is, where it is not a reviewed one of the project's."""
    if concept.layer != "jingci":
        return f" <i>(from {shown(concept.layer)})</i>"
    return " <i>(provisional)</i>" if concept.status == "provisional" else ""
