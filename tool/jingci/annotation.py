"""Report and glossary to annotated report: terms found in the Chinese, their renderings located in the English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from jingci.edition import note_span
from jingci.formulas.report import formulas_by_segment
from jingci.glossary import Glossary
from jingci.markup import citations, plain_and_links
from jingci.model import (
    AnnotatedReport,
    AnnotatedSegment,
    Attribution,
    Concept,
    Footnote,
    Formula,
    FormulaMark,
    Hit,
    MemoryMatch,
    Note,
    NoteMark,
    Report,
    Segment,
    Source,
    Span,
    TermMark,
    UnplacedTerm,
)
from jingci.renderings import EnglishText
from jingci.sic import as_read
from jingci.version import __version__

#: More matches of one segment would hide the text.
_MATCHES = 3


class Memory(Protocol):
    """What is asked of a translation memory (:class:`jingci.memory.Memory`)."""

    def matches(self, zh: str, before: str = ..., after: str = ...) -> Sequence[MemoryMatch]:
        """The units that resemble a text, best first; ``before`` and ``after`` are the Chinese beside it."""


def annotate(
    report: Report, glossary: Glossary, memory: Memory | None = None, *, gloss: bool = True
) -> AnnotatedReport:
    """Find every term of the report, locate its rendering, and number the notes in reading order.

    :param report: segments with or without English; without it, the Chinese is what gets annotated.
    :param glossary: the termbase, with any layers.
    :param memory: what is asked for translations of sentences like those without English.
    :param gloss: give those sentences word by word.
    :raises MissingExtraError: a gloss is wanted and its dictionary is not installed.
    """
    numbering = _Numbering(formulas_by_segment(report, glossary))
    segments = tuple(_annotated(segment, report, glossary, numbering) for segment in report.body)
    attributions: tuple[Attribution, ...] = ()
    if not all(segment.en for segment in segments):
        if memory is not None:
            segments = with_matches(segments, memory)
        if gloss:
            from jingci.glossing.report import with_glosses

            segments, attributions = with_glosses(segments, glossary)
    return AnnotatedReport(
        report=report,
        segments=segments,
        footnotes=tuple(numbering.footnotes),
        entries=tuple(numbering.entries),
        bibliography=_bibliography(numbering.footnotes, report, glossary),
        glossary_hash=glossary.hash,
        tool_version=__version__,
        attributions=attributions,
    )


def find_in_segment(segment: Segment, glossary: Glossary) -> list[Hit]:
    """The terms in a segment's Chinese as read; spans are in the print."""
    reading = as_read(segment)
    hits = glossary.find(reading.text, marked=segment.terms)
    if reading.places is None:
        return hits
    return [replace(hit, span=reading.printed(hit.span)) for hit in hits]


def with_matches(segments: Sequence[AnnotatedSegment], memory: Memory) -> tuple[AnnotatedSegment, ...]:
    """The segments of one report, those without English with what a memory holds that is like them.

    :param segments: all segments in order, for the neighbours count.
    """
    texts = ["", *(as_read(item.segment).text for item in segments), ""]
    return tuple(
        item if item.en else replace(item, matches=tuple(memory.matches(text, before=before, after=after)[:_MATCHES]))
        for item, before, text, after in zip(segments, texts, texts[1:], texts[2:], strict=False)
    )


def place_hits(hits: Sequence[Hit], english: str, zh_length: int) -> list[Span | None]:
    """Where each hit's rendering stands in the English; None where it does not.

    Longer renderings choose first; a place is taken once; among several, the one whose relative position is nearest to
    the hit's.

    :param hits: hits in a Chinese text of ``zh_length`` code points.
    :param english: plain English, without mark-up.
    """
    text = EnglishText(english)
    choices = [_candidates(text, hit.concept) for hit in hits]
    placed: list[Span | None] = [None] * len(hits)
    taken: list[Span] = []
    order = sorted(range(len(hits)), key=lambda i: (-max((len(s) for s in choices[i]), default=0), hits[i].span.start))
    for index in order:
        free = [span for span in choices[index] if not any(span.overlaps(other) for other in taken)]
        if free:
            goal = hits[index].span.start / max(zh_length, 1) * len(english)
            longest = max(len(span) for span in free)
            best = min(free, key=lambda span: (longest - len(span) > longest // 2, abs(span.start - goal)))
            placed[index] = best
            taken.append(best)
    return placed


def _candidates(text: EnglishText, concept: Concept) -> list[Span]:
    spans = {span for r in concept.en if r.status != "deprecated" for span in text.locate(r.text)}
    return sorted(spans)


@dataclass
class _Numbering:
    """Numbers notes in reading order and remembers which terms and formulas were explained."""

    formulas: dict[str, tuple[Formula, ...]]
    footnotes: list[Footnote] = field(default_factory=list)
    entries: list[tuple[Concept, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def term(self, concept: Concept, at: str) -> int:
        if concept.id in self.seen:
            return 0
        self.seen.add(concept.id)
        self.entries.append((concept, at))
        return self.add(Footnote(0, at, concept=concept, formula=self._spelled(concept, at)))

    def counted(self, segment: Segment) -> tuple[FormulaMark, ...]:
        """Notes on the formulas that have no entry and are spelled out, at the first occurrence of each."""
        marks = []
        for formula in self.formulas.get(segment.id, ()):
            if not formula.concept and formula.members and formula.text not in self.seen:
                self.seen.add(formula.text)
                marks.append(FormulaMark(formula, self.add(Footnote(0, segment.id, formula=formula))))
        return tuple(marks)

    def _spelled(self, concept: Concept, at: str) -> Formula | None:
        """The formula of a term where it is noted: in its segment, else where the text spells it out."""
        here = [formula for formula in self.formulas.get(at, ()) if formula.concept == concept.id]
        if here:
            return here[0]
        anywhere = [f for found in self.formulas.values() for f in found if f.concept == concept.id]
        return next((f for f in anywhere if f.members), anywhere[0] if anywhere else None)

    def add(self, footnote: Footnote) -> int:
        self.footnotes.append(replace(footnote, number=len(self.footnotes) + 1))
        return len(self.footnotes)


def _annotated(segment: Segment, report: Report, glossary: Glossary, numbering: _Numbering) -> AnnotatedSegment:
    english, links = plain_and_links(segment.en)
    hits = find_in_segment(segment, glossary)
    linked = [link for link in links if link.concept in glossary.by_id]
    rest = [hit for hit in hits if hit.concept.id not in {link.concept for link in linked}]
    spans = place_hits(rest, english, len(segment.zh)) if english else [None] * len(rest)
    terms = [(link.span, glossary.by_id[link.concept], link.why) for link in linked]
    terms += [
        (span, hit.concept, "")
        for span, hit in zip(spans, rest, strict=True)
        if span is not None and not any(span.overlaps(link.span) for link in linked)
    ]
    placed = {concept.id for _, concept, _ in terms}
    missing = [hit for hit in rest if hit.concept.id not in placed]
    notes = [(note_span(note, english), note) for note in report.notes if note.at == segment.id]
    return _numbered(segment, english, hits, terms, missing, notes, numbering)


def _numbered(
    segment: Segment,
    english: str,
    hits: list[Hit],
    terms: list[tuple[Span, Concept, str]],
    missing: list[Hit],
    notes: list[tuple[Span, Note]],
    numbering: _Numbering,
) -> AnnotatedSegment:
    marks: list[TermMark] = []
    note_marks: list[NoteMark] = []
    # In reading order; where a term and a note end at the same place, the term comes first.
    events: list[tuple[int, int, int]] = [(span.end, 0, index) for index, (span, _, _) in enumerate(terms)]
    events += [(span.end, 1, index) for index, (span, _) in enumerate(notes)]
    for _, kind, index in sorted(events):
        if kind == 0:
            span, concept, why = terms[index]
            marks.append(TermMark(span, concept.id, why, numbering.term(concept, segment.id)))
        else:
            place, note = notes[index]
            note_marks.append(NoteMark(place, note, numbering.add(Footnote(0, segment.id, note=note))))
    unplaced = tuple(UnplacedTerm(hit, numbering.term(hit.concept, segment.id)) for hit in _once(missing))
    damage = tuple(numbering.add(Footnote(0, segment.id, sic=damage)) for damage in segment.sic)
    formulas = numbering.formulas.get(segment.id, ())
    counted = numbering.counted(segment)
    return AnnotatedSegment(
        segment, english, tuple(hits), tuple(marks), tuple(note_marks), unplaced, damage, formulas, counted
    )


def _once(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.concept.id, hit)
    return list(first.values())


def _bibliography(footnotes: Iterable[Footnote], report: Report, glossary: Glossary) -> tuple[Source, ...]:
    texts = [report.intro]
    for note in footnotes:
        texts += [note.concept.note if note.concept else note.note.text if note.note else ""]
        texts += [f"[{note.formula.source}]" if note.formula and note.formula.source else ""]
    cited = dict.fromkeys(citation.source for text in texts for citation in citations(text))
    return tuple(glossary.sources[key] for key in cited if key in glossary.sources)
