"""Words with their reading and their English: a short list of our own before the general dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jingci.folding import fold
from jingci.glossing.cedict import Cedict
from jingci.glossing.cutting import Cost, cut, glossed_cost, substrings
from jingci.glossing.senses import Entry, chosen, toneless
from jingci.glossing.syllables import joined, run
from jingci.names import Part, default_gazetteer

_OWN = Path(__file__).with_name("words.tsv")
#: What a place is; in its name, written apart.
_KINDS_OF_PLACE = "省市县区州镇乡村旗"
_PLACES = ("province", "prefecture", "county", "township", "village", "zone", "place")


class WordGloss(NamedTuple):
    """Reading and English of a word; the English is empty where nothing sensible is known."""

    pinyin: str
    en: str


class Vocabulary:
    """Words in simplified script.

    :param dictionary: the general dictionary.
    :param lexicon: words with their costs.
    """

    def __init__(self, dictionary: Cedict, lexicon: Mapping[str, int]) -> None:
        self._dictionary = dictionary
        self._lexicon = lexicon
        self._own = own_words()
        self._glosses: dict[str, WordGloss] = {}

    def among(self, words: Iterable[str]) -> set[str]:
        """Those of the words that are known."""
        words = set(words)
        return {*self._dictionary.among(words), *(words & self._own.keys())}

    def gloss(self, word: str) -> WordGloss:
        """Reading and English of a known word."""
        if word not in self._glosses:
            self._glosses[word] = self._own.get(word) or self._found(word)
        return self._glosses[word]

    def pinyin(self, text: str) -> str:
        """The reading of an expression, word by word; empty where a part of it has none."""
        return " ".join(self._readings(text))

    def pinyin_of_name(self, text: str, parts: Sequence[Part] = ()) -> str:
        """The reading of a name, each word with a capital; empty where a part of it has none.

        :param parts: what it is made of, in order; what lies between them is read by itself.
        """
        words: list[list[str]] = []
        for part in parts:
            before, _, text = text.partition(part.text)
            words += [self._readings(before)] if before else []
            words += self._words_of(part)
        words += [self._readings(text)] if text else []
        if not all(words):
            return ""
        return " ".join(word[:1].upper() + word[1:] for group in words for word in group)

    def _words_of(self, part: Part) -> list[list[str]]:
        """The readings of a part of a name: surname and given name, or a place's own name and what kind it is."""
        text = part.text
        if part.kind == "person":
            two = len(text) > 2 and fold(text[:2]).text in default_gazetteer().readings.surnames
            pieces = [text[: 1 + two], text[1 + two :]]
        elif part.kind in _PLACES and len(text) > 2 and text[-1] in _KINDS_OF_PLACE:
            pieces = [text[:-1], text[-1]]
        else:
            return [self._readings(text)]
        return [[word] if (word := run(self._readings(piece))) else [] for piece in pieces if piece]

    def _readings(self, text: str) -> list[str]:
        """The readings of an expression's words; empty where one has none. Single characters in a row are one word."""
        simplified = fold(text).text
        known = self.among(substrings(simplified))
        readings: list[str] = []
        single = False
        for start, end in cut(simplified, glossed_cost(self._lexicon, known)):
            reading = self.gloss(simplified[start:end]).pinyin if simplified[start:end] in known else ""
            if not reading:
                return []
            joins = single and end - start == 1
            readings = [*readings[:-1], run([readings[-1], reading])] if joins else [*readings, reading]
            single = end - start == 1
        return readings

    def _found(self, word: str) -> WordGloss:
        entries = self._dictionary.entries(word)
        usual = toneless(default_gazetteer().readings.syllables(word)) if len(word) == 1 else ""
        found = chosen(word, entries, self._dictionary.entries, usual)
        if found is not None:
            return WordGloss(self._spelled(word, found[0]), found[1])
        return WordGloss(self._spelled(word, entries[0]) if entries else "", "")

    def _spelled(self, word: str, entry: Entry) -> str:
        """The reading of an entry, a long one divided into its words; idioms of two halves have a hyphen."""
        if len(entry.syllables) < 4 or len(entry.syllables) != len(word):
            return joined(entry.syllables)
        places = cut(word, self._part_cost(word))
        if any(j - i == 1 for i, j in places):
            return joined(entry.syllables)
        text = joined(entry.syllables, [i for i, _ in places if i])
        is_idiom = len(word) == 4 and any("idiom" in sense for sense in entry.senses)
        return text.replace(" ", "-", 1) if is_idiom else text

    def _part_cost(self, word: str) -> Cost:
        return lambda part: None if part == word else self._lexicon.get(part)


@lru_cache(maxsize=1)
def own_words() -> Mapping[str, WordGloss]:
    """The words of our own list: grammatical words, and words that reports use in one of many senses."""
    rows = (line.split("\t") for line in _OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: WordGloss(pinyin, english) for word, pinyin, english in rows}
