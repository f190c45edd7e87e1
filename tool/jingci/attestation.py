"""Where a concept occurs in the editions: the Chinese sentence and its English, the term marked in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jingci.annotation import find_in_segment, place_hits
from jingci.glossary import Glossary
from jingci.markup import plain_and_links
from jingci.model import Report, Segment, Span


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
            yield from _in_segment(concept_id, report, segment, glossary)


def _in_segment(concept_id: str, report: Report, segment: Segment, glossary: Glossary) -> Iterator[Attestation]:
    hits = find_in_segment(segment, glossary)
    if not any(hit.concept.id == concept_id for hit in hits):
        return
    english, links = plain_and_links(segment.en)
    linked = {link.concept: link.span for link in links}
    spans = place_hits(hits, english, len(segment.zh)) if english else [None] * len(hits)
    for hit, span in zip(hits, spans, strict=True):
        if hit.concept.id == concept_id:
            place = linked.get(concept_id, span)
            yield Attestation(report.id, segment.id, hit.form.text, segment.zh, hit.span, english, place)
