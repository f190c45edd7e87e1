"""TEI P5: both languages in segments that point at each other, notes, terms, the glossary beside the text, a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jingci.bibliography import Bibliography
from jingci.formats.pandoc.document import WEB
from jingci.formats.pandoc.nodes import anchor
from jingci.formats.parts import match_line, notices, paragraphs
from jingci.formats.xml import DECLARATION, Node, node, rendered, storable
from jingci.formulas.wording import spelled
from jingci.markup import Citation, replace_citations
from jingci.model import AnnotatedReport, AnnotatedSegment, Concept, Footnote, Report, Source
from jingci.screen import visible

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)
NAMESPACE = "http://www.tei-c.org/ns/1.0"
ENGLISH, CHINESE = "en-US", "zh-Hans"
_STATES = {
    "draft": "not yet compared with the source",
    "edited": "corrected by an editor",
    "reviewed": "compared with the source sentence by sentence in a pass separate from the first",
}
#: What stands in a line: text and elements.
Inline = list[Node | str]
#: A stretch of a text, what encloses it, and what follows it: (start, end, element or none, what follows).
_Insert = tuple[int, int, Node | None, Inline]


def to_tei(annotated: AnnotatedReport, *, parallel: bool = True) -> str:
    """The annotated report as a TEI P5 document; it always holds both languages, whatever ``parallel`` says."""
    return DECLARATION + rendered(_Tei(annotated).document())


class _Tei:
    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.report = annotated.report
        self.works = Bibliography(annotated.bibliography)
        self.footnotes = {footnote.number: footnote for footnote in annotated.footnotes}
        origins = (item.segment.origin for item in annotated.segments if item.en)
        self.engines = list(dict.fromkeys(origin for origin in origins if origin.startswith("engine:")))

    def document(self) -> Node:
        terms = [self.term(concept, at) for concept, at in self.annotated.entries]
        glossary = [node("standOff", node("list", *(n for pair in terms for n in pair), type="gloss"))] if terms else []
        intro = [_p(*self.cited(text)) for text in self.report.intro.split("\n\n") if text.strip()]
        front = [node("front", node("div", *intro, type="introduction"), xml__lang=ENGLISH)] if intro else []
        works = [self.work(source) for source in self.works.ordered()]
        back = [node("back", node("div", node("listBibl", *works), type="bibliography"))] if works else []
        texts = [
            node("text", node("body", *self.divisions(language)), xml__lang=language)
            for language in (ENGLISH, CHINESE)
            if language == CHINESE or any(item.en for item in self.annotated.segments)
        ]
        return node(
            "TEI", self.header(), *glossary, node("text", *front, node("group", *texts), *back), xmlns=NAMESPACE
        )

    # The header

    def header(self) -> Node:
        report = self.report
        said = [node("note", _shown(line), type="notice") for line in notices(self.annotated)]
        version = [node("edition", _shown(report.version), n=_shown(report.version))] if report.version else []
        released = [_date(report.released)] if report.released else []
        described = node(
            "fileDesc",
            node("titleStmt", *self.titles()),
            *([node("editionStmt", *version)] if version else []),
            node("publicationStmt", node("publisher", "jingci"), *released, *_availability(report)),
            *([node("notesStmt", *said)] if said else []),
            node("sourceDesc", _original(report)),
        )
        languages = [node("language", name, ident=tag) for tag, name in ((ENGLISH, "English"), (CHINESE, "Chinese"))]
        changes = [node("change", _shown(f"{r.by}: {r.what}"), when=_iso(r.on)) for r in report.reviews]
        return node(
            "teiHeader",
            described,
            self.encoding(),
            node("profileDesc", node("langUsage", *languages)),
            *([node("revisionDesc", *changes)] if changes else []),
            xml__lang=ENGLISH,
        )

    def titles(self) -> Iterator[Node]:
        report = self.report
        yield node("title", _shown(report.title_en or report.title_zh or report.id), type="main")
        if report.title_en and report.title_zh:
            yield node("title", _shown(report.title_zh), type="original", xml__lang=CHINESE)
        yield from [node("author", _shown(report.author))] if report.author else []
        for engine in self.engines:
            resp = node("resp", "draft of the English segments that point here")
            yield node("respStmt", resp, node("name", _shown(engine.removeprefix("engine:"))), xml__id=_engine(engine))

    def encoding(self) -> Node:
        application = node("application", node("label", "jingci"), ident="jingci", version=self.annotated.tool_version)
        states = [node("category", node("catDesc", said), xml__id=f"state-{name}") for name, said in _STATES.items()]
        how = [node("projectDesc", _p(_shown(self.report.how)))] if self.report.how else []
        damage = "Damage of the source is kept (sic) beside its reading (corr), with the reason in a note."
        segments = "A segment is a sentence or a heading of the Chinese and all of its English; @corresp joins the two."
        return node(
            "encodingDesc",
            *how,
            node("editorialDecl", node("correction", _p(damage)), node("segmentation", _p(segments))),
            node("classDecl", node("taxonomy", *states, xml__id="states")),
            node("appInfo", application),
        )

    # The text

    def divisions(self, language: str) -> Iterator[Node]:
        """The paragraphs in divisions, each of which a heading opens."""
        blocks: list[Node] = []
        for group in paragraphs(self.annotated):
            if group[0].segment.kind == "heading" and blocks:
                yield node("div", *blocks)
                blocks = []
            blocks.append(self.block(group, language))
        if blocks:
            # A heading must be followed by something.
            yield node("div", *blocks, *([node("p")] if blocks[-1].name == "head" else []))

    def block(self, group: list[AnnotatedSegment], language: str) -> Node:
        kind = group[0].segment.kind
        english = language == ENGLISH
        segments: Inline = []
        for item in group:
            segments += [" "] if english and segments else []
            segments.append(self.english(item) if english else self.chinese(item))
        return node("head", "", *segments) if kind == "heading" else node("p", "", *segments, rend=_rend(kind))

    def english(self, item: AnnotatedSegment) -> Node:
        segment = item.segment
        place, other = anchor("en-", segment.id), f"#{anchor('zh-', segment.id)}"
        if not item.en:
            return node("seg", node("gap", reason="untranslated"), "", xml__id=place, corresp=other)
        numbers = [u.footnote for u in item.unplaced if u.footnote]
        numbers += [*item.damage, *(mark.footnote for mark in item.counted)]
        content = [*_merged(item.en, self.english_inserts(item)), *map(self.note, numbers)]
        content += [node("note", _shown(problem), type="doubt") for problem in segment.problems]
        return node(
            "seg",
            *content,
            xml__id=place,
            corresp=other,
            ana=f"#state-{segment.state}" if segment.state in _STATES else "",
            resp=f"#{_engine(segment.origin)}" if segment.origin in self.engines else "",
        )

    def english_inserts(self, item: AnnotatedSegment) -> list[_Insert]:
        found: list[_Insert] = []
        for mark in item.marks:
            term = node("term", ref=f"#{_term(mark.concept)}")
            why = [node("note", _shown(mark.why), type="choice")] if mark.why else []
            found.append((mark.span.start, mark.span.end, term, [*why, *self.notes([mark.footnote])]))
        for note in item.notes:
            # A note that ends inside a term stands after the term.
            end = next((m.span.end for m in item.marks if m.span.start < note.span.end < m.span.end), note.span.end)
            found.append((end, end, None, [self.note(note.footnote)]))
        return found

    def chinese(self, item: AnnotatedSegment) -> Node:
        segment = item.segment
        taken: list[_Insert] = []
        for number, sic in enumerate(segment.sic):
            at = segment.zh.find(sic.print)
            if (
                sic.print
                and at >= 0
                and not any(start < at + len(sic.print) and at < end for start, end, _, _ in taken)
            ):
                choice = node("choice", node("sic", _shown(sic.print)), node("corr", _shown(sic.read)), "")
                why = self.notes(item.damage[number : number + 1]) if not item.en else []
                taken.append((at, at + len(sic.print), choice, why))
        notes = {} if item.en else {u.hit.concept.id: u.footnote for u in item.unplaced}
        for hit in sorted(item.hits, key=lambda hit: (hit.span.start, -len(hit.span))):
            if not any(start < hit.span.end and hit.span.start < end for start, end, _, _ in taken):
                term = node("term", ref=f"#{_term(hit.concept.id)}")
                taken.append((hit.span.start, hit.span.end, term, self.notes([notes.pop(hit.concept.id, 0)])))
        left = [*notes.values(), *(mark.footnote for mark in item.counted if not item.en)]
        content = [*_merged(segment.zh, taken), *self.notes(left)]
        content += [_aid(" ".join(filter(None, (w.text, w.pinyin, w.en))), "gloss") for w in item.gloss]
        content += [_aid(match_line(match), "memory") for match in item.matches]
        other = f"#{anchor('en-', segment.id)}" if any(i.en for i in self.annotated.segments) else ""
        return node("seg", *content, xml__id=anchor("zh-", segment.id), corresp=other)

    # Notes

    def notes(self, numbers: Iterable[int]) -> Inline:
        return [self.note(number) for number in numbers if number]

    def note(self, number: int) -> Node:
        footnote = self.footnotes[number]
        kind = "term" if footnote.concept else "edition" if footnote.note else "damage" if footnote.sic else "formula"
        content = self.footnote(footnote)
        return node("note", *content, xml__id=f"note-{number}", n=str(number), type=kind, xml__lang=ENGLISH)

    def footnote(self, footnote: Footnote) -> Inline:
        formula = self.cited(spelled(footnote.formula, cite=True)) if footnote.formula is not None else []
        if footnote.concept is not None:
            said = node("ref", _shown(footnote.concept.headword.text), target=f"#{_term(footnote.concept.id)}")
            return [said, *([" ", *formula] if formula else [])]
        if footnote.note is not None:
            return self.cited(footnote.note.text)
        if footnote.sic is not None:
            return [
                _shown(f"The source prints “{footnote.sic.print}”, read as “{footnote.sic.read}”: {footnote.sic.why}")
            ]
        assert footnote.formula is not None
        return [node("mentioned", _shown(footnote.formula.text), xml__lang=CHINESE), " ", *formula]

    def cited(self, text: str) -> Inline:
        """A note with its citations as references to the works."""
        held: list[list[Citation]] = []

        def hold(citations: list[Citation]) -> str:
            held.append(citations)
            return f"\x00{len(held) - 1}\x00"

        content: Inline = []
        for number, piece in enumerate(replace_citations(text.replace("\x00", ""), hold).split("\x00")):
            content += self.reference(held[int(piece)]) if number % 2 else [_shown(piece)]
        return content

    def reference(self, citations: list[Citation]) -> Inline:
        content: Inline = ["("]
        for number, citation in enumerate(citations):
            label, known = _shown(self.works.label(citation.source)), citation.source in self.works.sources
            content += ["; "] if number else []
            content.append(node("ref", label, target=f"#{_work(citation.source)}") if known else label)
            content.append(_shown(f", {citation.where}" if citation.where else ""))
        return [*content, ")"]

    # Beside the text

    def term(self, concept: Concept, at: str) -> tuple[Node, Node]:
        """A term of the glossary: its label, and what it means."""
        label = node(
            "label", node("term", _shown(concept.headword.text), xml__lang=CHINESE), "", xml__id=_term(concept.id)
        )
        pinyin = concept.headword.pinyin
        content: Inline = [node("foreign", _shown(pinyin), xml__lang="zh-Latn-pinyin"), " "] if pinyin != "-" else []
        content.append(node("gloss", _shown(concept.preferred.text), xml__lang=ENGLISH))
        content += [". ", *self.cited(concept.note or concept.gloss)]
        first = node("ptr", target=f"#{anchor('zh-', at)}", type="first")
        return label, node("item", *content, first)

    def work(self, source: Source) -> Node:
        before, url, after = self.works.full(source).partition(source.url if WEB.match(source.url) else "\x00")
        link: Inline = [node("ref", _shown(url), target=_shown(url))] if url else []
        return node("bibl", _shown(before), *link, _shown(after), xml__id=_work(source.id))


def _merged(text: str, inserts: list[_Insert]) -> Inline:
    """A text with stretches of it enclosed, and things between; stretches do not overlap."""
    content: Inline = []
    at = 0
    for start, end, element, after in sorted(inserts, key=lambda insert: (insert[1], insert[0] == insert[1])):
        content.append(_shown(text[at:start]))
        if element is not None:
            inside = element.children or (_shown(text[start:end]),)
            content.append(Node(element.name, element.attributes, inside))
        content += after
        at = end
    return [*content, _shown(text[at:])]


def _original(report: Report) -> Node:
    """The Chinese document."""
    named = [("title", report.title_zh), ("author", report.author_zh or report.author)]
    named += [("publisher", report.issuer_zh or report.issuer)]
    parts: Inline = [node(name, _shown(text)) for name, text in named if text]
    if report.published:
        parts.append(_date(report.published))
    if report.url:
        parts.append(node("ref", _shown(report.url), target=report.url if WEB.match(report.url) else ""))
    if report.sha256:
        parts.append(node("idno", report.sha256, type="sha256"))
    return node("bibl", *(parts or [_shown(report.id)]), xml__lang=CHINESE)


def _date(text: str) -> Node:
    return node("date", _shown(text), when=_iso(text))


def _iso(text: str) -> str:
    """A date as TEI's @when takes it; empty for any other text."""
    return text if _DATE.match(text) else ""


def _availability(report: Report) -> list[Node]:
    return [node("availability", _p(_shown(report.rights)), status="restricted")] if report.rights else []


def _aid(text: str, kind: str) -> Node:
    return node("note", _shown(text), type=kind, xml__lang=ENGLISH)


def _p(*content: Node | str) -> Node:
    return node("p", "", *content)


def _rend(kind: str) -> str:
    return "" if kind == "sentence" else kind


def _term(concept: str) -> str:
    return anchor("term-", concept)


def _work(source: str) -> str:
    return anchor("work-", source)


def _engine(origin: str) -> str:
    return anchor("engine-", origin.removeprefix("engine:"))


def _shown(text: str) -> str:
    """Text without what steers a terminal, reorders a line or stands in no XML document."""
    return storable(visible(text))
