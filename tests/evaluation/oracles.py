"""Slow, obvious implementations of the measures, straight from their definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from jingci.annotation import place_hits
from jingci.checks import check_pair
from jingci.glossary import Glossary
from jingci.numerals import find_quantities
from jingci.renderings import EnglishText

#: Source, hypothesis and reference of the segments of one document.
Document = Sequence[tuple[str, str, str]]


def wmt_success(documents: Sequence[Document], terms: Mapping[str, Sequence[str]]) -> float | None:
    """Mean over documents and terms of min(1, renderings in the hypothesis / occurrences in the source)."""
    rates = []
    for segments in documents:
        source, hypothesis, reference = ("\n".join(texts).lower() for texts in zip(*segments, strict=True))
        for term, renderings in terms.items():
            wanted = [rendering.lower() for rendering in renderings]
            if term.lower() in source and any(rendering in reference for rendering in wanted):
                found = sum(hypothesis.count(rendering) for rendering in wanted)
                rates.append(min(1.0, found / source.count(term.lower())))
    return 100 * sum(rates) / len(rates) if rates else None


def exclusive_success(documents: Sequence[Document], glossary: Glossary) -> float | None:
    """The same over concepts, with occurrences that the matcher finds and places that are given to one of them only."""
    rates = []
    for segments in documents:
        occurrences: Counter[str] = Counter()
        in_hypothesis: Counter[str] = Counter()
        in_reference: Counter[str] = Counter()
        for source, hypothesis, reference in segments:
            hits = glossary.find(source)
            occurrences.update(hit.concept.id for hit in hits)
            for text, counts in ((hypothesis, in_hypothesis), (reference, in_reference)):
                for hit, span in zip(hits, place_hits(hits, text, len(source)), strict=True):
                    counts[hit.concept.id] += span is not None
        for concept, number in occurrences.items():
            if in_reference[concept]:
                rates.append(in_hypothesis[concept] / number)
    return 100 * sum(rates) / len(rates) if rates else None


def consistency(documents: Sequence[Document], glossary: Glossary) -> float | None:
    """Occurrences with their form's most frequent rendering in the document, of all occurrences of repeated forms."""
    same = total = 0
    for segments in documents:
        seen: dict[tuple[str, str], list[str]] = {}
        for source, hypothesis, _ in segments:
            hits = glossary.find(source)
            for hit, span in zip(hits, place_hits(hits, hypothesis, len(source)), strict=True):
                text = EnglishText(hypothesis)
                here = [r.text for r in hit.concept.en if r.status != "deprecated" and span in text.locate(r.text)]
                seen.setdefault((hit.concept.id, hit.form.text), []).append(here[0] if here else "")
        for renderings in seen.values():
            if len(renderings) > 1:
                total += len(renderings)
                same += max((renderings.count(text) for text in set(renderings) if text), default=0)
    return 100 * same / total if total else None


def figures(segments: Document) -> float | None:
    """Figures of the source without a warning about them, by the public check of a pair."""
    right = total = 0
    for source, hypothesis, _ in segments:
        wanted = [quantity for quantity in find_quantities(source) if not quantity.exempt]
        total += len(wanted)
        if hypothesis.strip():
            findings = check_pair(source, hypothesis, families=["figures"])
            right += sum(all(quantity.span not in finding.spans for finding in findings) for quantity in wanted)
    return 100 * right / total if total else None


def bootstrap_p(
    number: int, samples: Sequence[Sequence[int]], score: Callable[[int, Sequence[int]], float | None]
) -> float:
    """The p-value of sacrebleu's paired bootstrap.

    :param score: of system 0 or 1 over some places of segments.
    """
    everything = range(number)
    real = abs((score(1, everything) or 0) - (score(0, everything) or 0))
    apart = [abs((score(1, drawn) or 0) - (score(0, drawn) or 0)) for drawn in samples]
    centre = sum(apart) / len(apart)
    return (sum(value - centre > real for value in apart) + 1) / (len(apart) + 1)
