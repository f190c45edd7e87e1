"""A Chinese sentence word by word: what each word is called in the termbase, else in a general dictionary."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from jingci.folding import fold
from jingci.glossing.cedict import Cedict, default_cedict
from jingci.glossing.cutting import PHRASE_COST, cut, glossed_cost, substrings, word_cost
from jingci.glossing.fixed import Known, known_stretches
from jingci.glossing.vocabulary import Vocabulary, own_words
from jingci.lexicon import load_lexicon
from jingci.model import Attribution, Formula, FormulaMember, GlossedWord, Hit, Segment, Span
from jingci.names import Name, find_names
from jingci.numerals import find_quantities
from jingci.sic import AsRead, as_read

_HAN = "\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff"
_LATIN = "A-Za-z0-9À-ɏＡ-Ｚａ-ｚ０-９"
_TOKEN = re.compile(
    rf"(?P<han>[{_HAN}]+)|(?P<latin>[{_LATIN}]+(?:[-.·'/:@_][{_LATIN}]+)*)|(?P<space>\s+)|(?P<mark>[^\s{_LATIN}{_HAN}])"
)
_BREAK = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")


class Glosser:
    """Glosses sentences; may be used from several threads at once.

    :param dictionary: the general dictionary; CC-CEDICT where none is given.
    :param lexicon: words with their costs, by which the words of a sentence are told apart.
    :raises MissingExtraError: where the dictionary is not installed.
    """

    def __init__(self, dictionary: Cedict | None = None, lexicon: Mapping[str, int] | None = None) -> None:
        self._dictionary = dictionary or default_cedict()
        self._lexicon = _default_costs() if lexicon is None else lexicon
        self._vocabulary = Vocabulary(self._dictionary, self._lexicon)

    @property
    def attribution(self) -> Attribution:
        """What has to be said of the dictionary wherever a gloss is shown."""
        return self._dictionary.attribution

    def words(
        self,
        segment: Segment,
        *,
        hits: Iterable[Hit] = (),
        formulas: Iterable[Formula] = (),
        names: Sequence[Name] | None = None,
    ) -> tuple[GlossedWord, ...]:
        """The words of a segment in order; together they cover all of it but white space.

        :param hits: terms found in it, and ``formulas``; their spans are in the segment's ``zh`` as printed.
        :param names: names found in it as read; they are looked for where none are given.
        :return: words whose spans are in ``zh`` as printed; no two overlap.
        """
        reading = as_read(segment)
        text = reading.text
        known = known_stretches(
            text,
            [replace(hit, span=_read(reading, hit.span)) for hit in hits],
            [_formula_read(reading, formula) for formula in formulas],
            find_names(text) if names is None else names,
            find_quantities(text),
        )
        words: list[GlossedWord] = []
        at = 0
        for stretch in known:
            words += self._between(text, at, stretch.span.start)
            words.append(self._fixed(text, stretch))
            at = stretch.span.end
        words += self._between(text, at, len(text))
        return _printed(words, reading, segment.zh)

    def _fixed(self, text: str, known: Known) -> GlossedWord:
        spelled = known.span.of(text)
        pinyin = known.pinyin
        if known.origin == "name":
            pinyin = self._vocabulary.pinyin_of_name(spelled, known.parts)
        elif not pinyin and known.origin != "figure":
            pinyin = self._vocabulary.pinyin(spelled)
        return GlossedWord(known.span, spelled, pinyin, known.en, known.origin, known.concept)

    def _between(self, text: str, start: int, end: int) -> list[GlossedWord]:
        """The words of a stretch of which nothing is known yet."""
        words: list[GlossedWord] = []
        for match in _TOKEN.finditer(text, start, end):
            span = Span(match.start(), match.end())
            if match.lastgroup == "han":
                words += self._cut(text, span)
            elif match.lastgroup == "latin":
                words.append(GlossedWord(span, match[0], "", fold(match[0]).text))
            elif match.lastgroup == "mark":
                words.append(GlossedWord(span, match[0], origin="punctuation"))
        return words

    def _cut(self, text: str, span: Span) -> list[GlossedWord]:
        """The words of a run of Chinese characters, in the likeliest cut."""
        folded = fold(span.of(text))
        known = self._vocabulary.among(substrings(folded.text))
        words: list[GlossedWord] = []
        for start, end in self._places(folded.text, known):
            inside = folded.original(start, end)
            place = Span(span.start + inside.start, span.start + inside.end)
            word = folded.text[start:end]
            pinyin, english = self._vocabulary.gloss(word) if word in known else ("", "")
            words.append(GlossedWord(place, place.of(text), pinyin, english, "dictionary" if english else ""))
        return words

    def _places(self, text: str, known: set[str]) -> list[tuple[int, int]]:
        """Where the words are; one that the dictionary lacks is cut again into words that it has."""
        places: list[tuple[int, int]] = []
        for start, end in cut(text, word_cost(self._lexicon, known)):
            if text[start:end] in known:
                places.append((start, end))
            else:
                parts = cut(text[start:end], glossed_cost(self._lexicon, known))
                places += [(start + i, start + j) for i, j in parts]
        return places


@lru_cache(maxsize=1)
def _default_costs() -> Mapping[str, int]:
    """The lexicon's words, and those of our own list that it lacks."""
    return {**dict.fromkeys(own_words(), PHRASE_COST), **load_lexicon()}


def _read(reading: AsRead, printed: Span) -> Span:
    """The span of the reading that stands for a span of the print."""
    if reading.places is None:
        return printed
    start = bisect_left(reading.places, printed.start, key=lambda place: place.start)
    end = bisect_right(reading.places, printed.end, key=lambda place: place.end)
    return Span(start, max(start, end))


def _formula_read(reading: AsRead, formula: Formula) -> Formula:
    members: list[FormulaMember] = [
        replace(member, span=_read(reading, member.span)) if member.span is not None else member
        for member in formula.members
    ]
    return replace(formula, span=_read(reading, formula.span), members=tuple(members))


def _printed(words: Iterable[GlossedWord], reading: AsRead, zh: str) -> tuple[GlossedWord, ...]:
    """The words with their places in the print; those read from one damaged place are one word."""
    placed: list[GlossedWord] = []
    for word in words:
        span = reading.printed(word.span)
        last = placed[-1] if placed else None
        if last is not None and last.span.overlaps(span):
            both = Span(min(last.span.start, span.start), max(last.span.end, span.end))
            english = " ".join(text for text in (last.en, word.en) if text)
            pinyin = " ".join(text for text in (last.pinyin, word.pinyin) if text)
            placed[-1] = replace(last, span=both, text=_line(both.of(zh)), pinyin=pinyin, en=english)
        else:
            placed.append(replace(word, span=span, text=_line(span.of(zh))))
    return tuple(placed)


def _line(text: str) -> str:
    """A word without the line break that the print has in it."""
    return _BREAK.sub("", text)
