"""The glosses of a report: each segment without English word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jingci.glossary import Glossary
from jingci.glossing.gloss import Glosser
from jingci.model import AnnotatedSegment, Attribution, Hit
from jingci.names.segments import names_of_segments
from jingci.sic import AsRead, as_read


def with_glosses(
    segments: Sequence[AnnotatedSegment], glossary: Glossary
) -> tuple[tuple[AnnotatedSegment, ...], tuple[Attribution, ...]]:
    """The segments of one report, those without English with a gloss; and whose words the glosses show.

    :param segments: all segments in order, for what one says helps to read another.
    :raises MissingExtraError: the dictionary is not installed.
    """
    glosser = Glosser()
    readings = [as_read(item.segment) for item in segments]
    names = names_of_segments([reading.text for reading in readings])
    answers = []
    for item, reading, named in zip(segments, readings, names, strict=True):
        if item.en:
            answers.append(item)
            continue
        hits = _printed(glossary.find(reading.text, marked=glossary.marked), reading)
        words = glosser.words(item.segment, hits=hits, formulas=item.formulas, names=named)
        # A line of digits or of Latin letters needs no gloss.
        needed = any(word.pinyin or word.origin not in ("", "figure", "punctuation") for word in words)
        answers.append(replace(item, gloss=words if needed else ()))
    shown = any(item.gloss for item in answers)
    return tuple(answers), (glosser.attribution,) if shown else ()


def _printed(hits: Sequence[Hit], reading: AsRead) -> list[Hit]:
    return [replace(hit, span=reading.printed(hit.span)) for hit in hits]
