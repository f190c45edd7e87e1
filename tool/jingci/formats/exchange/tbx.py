"""The termbase as TBX: version 3 (ISO 30042:2019, TBX-Basic, DCA style) and version 2 (martif, TBX-Basic).

Both hold the same data categories under other element names. What TBX-Basic has no category for (pinyin, years, kind …)
stands in notes that begin with the category's name and a colon, so that a program can take it out again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from jingci.formats.exchange import Export
from jingci.formats.exchange.contexts import Context, Contexts
from jingci.formats.xml import DECLARATION, Node, closed, is_storable, node, opened, rendered
from jingci.markup import Citation, citations
from jingci.model import Concept, Evidence, Form, Reading, Rendering
from jingci.version import __version__

#: Administrative status and term type of each Chinese form by its status; a headword's type is chosen by its concept.
_FORMS = {
    "preferred": ("preferredTerm-admn-sts", "fullForm"),
    "short": ("admittedTerm-admn-sts", "shortForm"),
    "variant": ("admittedTerm-admn-sts", "variant"),
    "former": ("supersededTerm-admn-sts", ""),
}
#: The same of each English rendering.
_RENDERINGS = {
    "preferred": ("preferredTerm-admn-sts", ""),
    "admitted": ("admittedTerm-admn-sts", ""),
    "short": ("admittedTerm-admn-sts", "shortForm"),
    "deprecated": ("deprecatedTerm-admn-sts", ""),
}
#: Values of partOfSpeech that TBX-Basic knows; the others are “other”.
_PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two versions call the same things."""

    root: Node
    header: str
    entry: str
    language: str
    term: str
    encoding: str = ""


TBX_3 = Dialect(
    node("tbx", type="TBX-Basic", style="dca", xml__lang="en", xmlns="urn:iso:std:iso:30042:ed-2"),
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
)
TBX_2 = Dialect(
    node("martif", type="TBX-Basic", xml__lang="en"),
    "martifHeader",
    "termEntry",
    "langSet",
    "tig",
    "TBXBasicXCSV02.xcs",
)


def tbx(export: Export) -> Iterator[str]:
    """The termbase as TBX version 3."""
    return _written(export, TBX_3)


def tbx2(export: Export) -> Iterator[str]:
    """The termbase as TBX version 2."""
    return _written(export, TBX_2)


def _written(export: Export, dialect: Dialect) -> Iterator[str]:
    glossary = export.glossary
    contexts = Contexts(export.reports(), glossary)
    if contexts.more:
        export.left_out["example sentences beyond the second of a term"] += contexts.more
    yield from document(export, dialect, glossary.concepts, glossary.by_id, contexts)


def document(
    export: Export, dialect: Dialect, concepts: Iterable[Concept], ids: Container[str], contexts: Contexts
) -> Iterator[str]:
    """The whole file.

    :param concepts: what is written, each once.
    :param ids: the concepts that a cross-reference may lead to.
    """
    yield DECLARATION
    yield opened(dialect.root)
    yield rendered(_header(export, dialect), 1)
    yield opened(node("text"), 1)
    empty = True
    for concept in concepts:
        if empty:
            yield opened(node("body"), 2)
            empty = False
        yield rendered(_Entry(concept, export, dialect, ids, contexts).node(), 3)
    if not empty:
        yield closed("body", 2)
    yield closed("text", 1)
    yield closed(dialect.root.name)


def _header(export: Export, dialect: Dialect) -> Node:
    source = f"Written by jingci {__version__} from the termbase {export.glossary.hash}."
    described = node(
        "fileDesc",
        node("titleStmt", node("title", "jingci: Chinese policing and public security, Chinese and English")),
        node("sourceDesc", node("p", source)),
    )
    encoding = [node("encodingDesc", node("p", dialect.encoding, type="XCSURI"))] if dialect.encoding else []
    return node(dialect.header, described, *encoding)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One concept's entry."""

    concept: Concept
    export: Export
    dialect: Dialect
    ids: Container[str]
    contexts: Contexts

    def node(self) -> Node:
        self._count()
        concept, dialect = self.concept, self.dialect
        chinese = [self._form(form) for form in concept.zh]
        english = [self._rendering(rendering) for rendering in concept.en]
        return node(
            dialect.entry,
            *self._about(),
            node(dialect.language, *chinese, xml__lang=self.export.source_lang),
            node(dialect.language, *english, xml__lang=self.export.target_lang),
            id=xml_id(concept.id),
        )

    def _about(self) -> Iterator[Node]:
        """What is said of the concept as a whole."""
        concept = self.concept
        if concept.field:
            yield node("descrip", concept.field, type="subjectField")
        if concept.gloss:
            yield node("descrip", concept.gloss, type="definition", xml__lang="en")
        if concept.note:
            yield node("note", self.export.prose(concept.note), xml__lang="en")
        for label, text in self._labelled():
            yield node("note", f"{label}: {text}", xml__lang="en")
        yield node("admin", concept.layer, type="projectSubset")
        for evidence in concept.evidence:
            yield self._evidence(evidence)
        yield from self._references()
        yield from self._works()

    def _labelled(self) -> Iterator[tuple[str, str]]:
        """What TBX-Basic has no category for, by name."""
        concept = self.concept
        yield "Kind", concept.kind
        yield "Entry status", concept.status
        if concept.years:
            yield "Years", concept.years
        for reading in concept.readings:
            yield "Reading", self._reading(reading)
        if concept.homograph:
            yield "Homograph", self.export.prose(concept.homograph)
        if concept.not_in:
            yield "Not in", "、".join(concept.not_in)
        if concept.replaced_by:
            yield "Replaced by", concept.replaced_by

    def _reading(self, reading: Reading) -> str:
        where = self.export.prose(f"[{reading.where}]") if reading.where.startswith("@") else f"({reading.where})"
        members = "; ".join(f"{member.zh} {member.en}".strip() for member in reading.members)
        label = f"{reading.label}, " if reading.label else ""
        return f"{label}{reading.scope} {where}: {members}"

    def _evidence(self, evidence: Evidence) -> Node:
        source = node("admin", self._short(evidence.source, evidence.where), type="source")
        if not evidence.supports:
            return source
        return node("adminGrp", source, node("note", f"Supports: {', '.join(evidence.supports)}", xml__lang="en"))

    def _references(self) -> Iterator[Node]:
        """The related entries that the file has too."""
        concept = self.concept
        for target in dict.fromkeys((*concept.see, *([concept.replaced_by] if concept.replaced_by else []))):
            if target in self.ids:
                yield node("ref", target, type="crossReference", target=xml_id(target))
            else:
                self.export.left_out["cross-references to entries that are not in the file"] += 1

    def _works(self) -> Iterator[Node]:
        """The addresses of the works that the entry cites."""
        concept, sources = self.concept, self.export.bibliography.sources
        cited = [
            *(citation.source for citation in citations(concept.note)),
            *(evidence.source for evidence in concept.evidence),
            *(source for rendering in concept.en for source in rendering.sources),
        ]
        for key in dict.fromkeys(cited):
            work = sources.get(key)
            if work is not None and work.url.startswith(("http://", "https://")):
                yield node("xref", self.export.bibliography.full(work), type="externalCrossReference", target=work.url)
            else:
                self.export.left_out["works cited that have no web address (their short reference is given)"] += 1

    def _form(self, form: Form) -> Node:
        status, term_type = _FORMS[form.status]
        if form.status == "preferred":
            term_type = self._headword_type()
        pos = self.concept.pos if self.concept.pos in _PARTS_OF_SPEECH else "other"
        notes = [("Pinyin", form.pinyin if form.pinyin != "-" else ""), ("Traditional", form.hant)]
        return self._term(form.text, status, term_type, pos, [f"{label}: {text}" for label, text in notes if text])

    def _headword_type(self) -> str:
        if self.concept.kind == "abbreviation":
            return "abbreviation"
        return "phrase" if self.concept.pos == "phrase" else "fullForm"

    def _rendering(self, rendering: Rendering) -> Node:
        status, term_type = _RENDERINGS[rendering.status]
        notes = [self.export.prose(rendering.why)] if rendering.why else []
        return self._term(rendering.text, status, term_type, "", notes, rendering.sources)

    def _term(
        self, text: str, status: str, term_type: str, pos: str, notes: list[str], sources: tuple[str, ...] = ()
    ) -> Node:
        kinds = [("administrativeStatus", status), ("termType", term_type), ("partOfSpeech", pos)]
        return node(
            self.dialect.term,
            node("term", text),
            *(node("termNote", value, type=kind) for kind, value in kinds if value),
            *(node("note", note, xml__lang="en") for note in notes),
            *(node("admin", self._short(source), type="source") for source in sources),
            *(_context(context) for context in self.contexts.of(self.concept, text)),
        )

    def _short(self, source: str, where: str = "") -> str:
        return self.export.bibliography.short([Citation(source, where)])[1:-1]

    def _count(self) -> None:
        """Count what the entry loses."""
        concept, left_out = self.concept, self.export.left_out
        if concept.link != "match":
            left_out["link policies (marked, never)"] += 1
        if concept.pinyin_note:
            left_out["remarks on the pinyin"] += 1
        members = sum(1 for reading in concept.readings for member in reading.members if member.concept)
        if members:
            left_out["links from a formula's members to their entries"] += members
        texts = (concept.note, concept.gloss, *(f.text for f in concept.zh), *(r.text for r in concept.en))
        if not all(map(is_storable, texts)):
            left_out["entries with characters that XML cannot hold (U+FFFD stands for them)"] += 1


def _context(context: Context) -> Node:
    text, span = context.text, context.span
    parts: list[Node | str] = [text[: span.start], node("hi", span.of(text), type="entailedTerm"), text[span.end :]]
    descrip = node("descrip", *(part for part in parts if part), type="context")
    return node("descripGrp", descrip, node("admin", context.where, type="source"))


def xml_id(concept_id: str) -> str:
    """The id as XML allows it: no digit may come first.

    >>> xml_id("110-dadui"), xml_id("jingqing")
    ('_110-dadui', 'jingqing')
    """
    return f"_{concept_id}" if concept_id[:1].isdigit() else concept_id
