"""Sentences as runs of words, between what no term goes across: punctuation, figures, names, function words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from jingci.corpus.extraction.classes import word_classes, word_list
from jingci.corpus.words import Segmenter
from jingci.folding import fold
from jingci.formulas.report import formulas_by_segment
from jingci.glossary import Glossary
from jingci.glossing.fixed import Known, known_stretches
from jingci.model import Formula, Report
from jingci.names.segments import names_of_segments
from jingci.numerals import find_quantities
from jingci.sic import as_read

#: Classes beyond those of the lexicon: a known term, a formula, Latin letters, a character that is no word.
KNOWN, FORMULA, LATIN, UNKNOWN = "tfeu"
_BREAKING = "x"
_KINDS = {"termbase": KNOWN, "formula": FORMULA}
#: Function words that the dictionary marks as something else, and what no term has in it.
_FUNCTION = frozenset(word_list("function"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its sentence; ``kind`` is its class (:mod:`jingci.corpus.extraction.classes`, or one of ours)."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in simplified script, its runs of words, and the formulas in it."""

    segment: str
    text: str
    runs: tuple[tuple[Word, ...], ...]
    formulas: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus; ``size`` counts its Chinese characters, ``words`` its words, function words too."""

    id: str
    sentences: tuple[Sentence, ...]
    size: int
    words: int


_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def document_of(report: Report, glossary: Glossary, segmenter: Segmenter) -> Document:
    """A report as runs of words. Its formulas and names are looked for in the whole of it.

    :raises MissingExtraError: a package that the glossing of figures and names needs is not installed.
    """
    clean = replace(report, segments=tuple(replace(s, zh=as_read(s).text, sic=()) for s in report.body))
    formulas = formulas_by_segment(clean, glossary)
    names = names_of_segments([segment.zh for segment in clean.segments])
    sentences, words = [], 0
    for segment, named in zip(clean.segments, names, strict=True):
        own = formulas.get(segment.id, ())
        known = known_stretches(segment.zh, glossary.find(segment.zh), own, named, find_quantities(segment.zh))
        cut = list(_words(segment.zh, known, segmenter))
        words += len(cut)
        sentences.append(Sentence(segment.id, segment.zh, tuple(_runs(cut)), own))
    return Document(report.id, tuple(sentences), sum(len(_HAN.findall(s.text)) for s in sentences), words)


def _runs(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    """The words between those that break a run; a gap, where punctuation stands, breaks it too."""
    run: list[Word] = []
    for word in words:
        if run and (word.kind == _BREAKING or run[-1].end != word.start):
            yield tuple(run)
            run = []
        if word.kind != _BREAKING:
            run.append(word)
    if run:
        yield tuple(run)


def _words(text: str, known: Iterable[Known], segmenter: Segmenter) -> Iterator[Word]:
    at = 0
    for stretch in known:
        span = stretch.span
        yield from _between(text, at, span.start, segmenter)
        kind = _KINDS.get(stretch.origin, _BREAKING)
        yield Word(span.start, span.end, fold(span.of(text)).text, kind)
        at = span.end
    yield from _between(text, at, len(text), segmenter)


def _between(text: str, start: int, end: int, segmenter: Segmenter) -> Iterator[Word]:
    folded = fold(text[start:end])
    classes = word_classes()
    for span in segmenter.words(folded.text):
        place = folded.original(span.start, span.end)
        word = span.of(folded.text)
        yield Word(start + place.start, start + place.end, word, class_of(word, classes.get))


def class_of(word: str, classes: Callable[[str], str | None]) -> str:
    """The class of a word; figures and function words break a run."""
    if word in _FUNCTION:
        return _BREAKING
    if word.isascii():
        return LATIN if word.isalpha() and len(word) > 1 else _BREAKING
    kind = classes(word) or UNKNOWN
    return _BREAKING if kind == "d" else kind
