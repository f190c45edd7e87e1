"""Where a concept occurs in the editions: the Chinese sentence and its English, the term marked in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jingci.annotation import find_in_segment, place_hits
from jingci.glossary import Glossary
from jingci.markup import plain_and_links
from jingci.model import Concept, Hit, Report, Segment, Span


@dataclass(frozen=True, slots=True)
class Attestation:
    """One occurrence: ``zh_span`` in the segment's Chinese, ``en_span`` in ``en`` (None where it was not located)."""

    report: str
    segment: str
    form: str
    zh: str
    zh_span: Span
    en: str
    en_span: Span | None


def attestations(concept_id: str, reports: Iterable[Report], glossary: Glossary) -> Iterator[Attestation]:
    """Every occurrence of a concept in the reports, in order."""
    for report in reports:
        for segment in report.body:
            hits = find_in_segment(segment, glossary)
            if any(hit.concept.id == concept_id for hit in hits):
                for concept, attestation in _in_segment(hits, report, segment):
                    if concept.id == concept_id:
                        yield attestation


def all_attestations(reports: Iterable[Report], glossary: Glossary) -> Iterator[tuple[Concept, Attestation]]:
    """Every occurrence of every concept in the reports, in order, in one pass."""
    for report in reports:
        for segment in report.body:
            yield from _in_segment(find_in_segment(segment, glossary), report, segment)


def _in_segment(hits: list[Hit], report: Report, segment: Segment) -> Iterator[tuple[Concept, Attestation]]:
    english, links = plain_and_links(segment.en)
    linked = {link.concept: link.span for link in links}
    spans = place_hits(hits, english, len(segment.zh)) if english else [None] * len(hits)
    for hit, span in zip(hits, spans, strict=True):
        place = linked.get(hit.concept.id, span)
        attestation = Attestation(report.id, segment.id, hit.form.text, segment.zh, hit.span, english, place)
        yield hit.concept, attestation
