"""The pinyin of a report's sentences: the termbase's where it has the word, else CC-CEDICT's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jingci.errors import MissingExtraError
from jingci.formats.interlinear import cells
from jingci.model import AnnotatedSegment, Attribution, GlossedWord
from jingci.names.segments import names_of_segments
from jingci.sic import as_read

_MARKS = str.maketrans(
    {"，": ",", "、": ",", "。": ".", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
)


@dataclass(frozen=True, slots=True)
class Pinyin:
    """A line of pinyin for each segment that has English, by segment id; and whose readings they are."""

    lines: dict[str, str]
    attribution: Attribution | None = None


def pinyin(segments: Sequence[AnnotatedSegment]) -> Pinyin:
    """The pinyin of the segments that have English (the others have it in their gloss).

    :param segments: all segments in order, for what one says helps to read another.
    :return: no line at all where the dictionary is not installed: half a line would be none.
    """
    if not any(item.en for item in segments):
        return Pinyin({})
    from jingci.glossing import Glosser

    try:
        glosser = Glosser()
    except MissingExtraError:
        return Pinyin({})
    names = names_of_segments([as_read(item.segment).text for item in segments])
    lines = {}
    for item, named in zip(segments, names, strict=True):
        if item.en:
            words = glosser.words(item.segment, hits=item.hits, formulas=item.formulas, names=named)
            lines[item.segment.id] = line(words)
    return Pinyin(lines, glosser.attribution)


def line(words: Sequence[GlossedWord]) -> str:
    """Words as one line of pinyin, with the marks of the Chinese as Latin script has them; figures as printed.

    >>> from jingci.model import Span
    >>> word, mark = GlossedWord(Span(0, 2), "警情", "jǐngqíng"), GlossedWord(Span(2, 3), "。", origin="punctuation")
    >>> line([word, mark])
    'Jǐngqíng.'
    """
    parts = []
    for cell in cells(words):
        parts.append(f"{_marks(cell.before)}{cell.word.pinyin or cell.word.text}{_marks(cell.after)}")
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def _marks(marks: str) -> str:
    return marks.translate(_MARKS)
