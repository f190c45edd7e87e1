"""Where an English rendering stands in an English text, whatever its number, tense, case or hyphens.

A rendering is located word by word. Two words agree when one of their stems does; stems come from the regular endings
of English nouns and verbs and a short list of irregular forms. Between the words of a rendering only white space,
hyphens and quotation marks may stand, and commas and the like where the rendering has some there itself, so that a
rendering is never put together from two phrases. A parenthesis in a rendering is optional.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jingci.model import Span

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ0-9]+(?:[’'][A-Za-z]+)?|[+%&]")
_CLOSE_GAP = re.compile(r"[\s\-‐‑–’'“”\"]*\Z")
_OPEN_GAP = re.compile(r"[\s\-‐‑–—’'“”\",;:.()·/+]*\Z")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "policemen": "policeman",
    "thieves": "thief",
    "lives": "life",
    "fought": "fight",
    "held": "hold",
    "took": "take",
    "taken": "take",
    "stolen": "steal",
    "stole": "steal",
    "struck": "strike",
    "led": "lead",
    "built": "build",
    "kept": "keep",
    "sent": "send",
    "sought": "seek",
    "caught": "catch",
    "broke": "break",
    "broken": "break",
    "gave": "give",
    "given": "give",
    "found": "find",
    "made": "make",
    "ran": "run",
    "set": "set",
    "put": "put",
    "dealt": "deal",
}
_ARTICLES = {"the", "a", "an"}


@lru_cache(maxsize=16384)
def stems(word: str) -> frozenset[str]:
    """The possible stems of an English word, lower-cased: ``mediating`` → mediating, mediat, mediate."""
    word = word.casefold().replace("’", "'")
    found = {word}
    if word.endswith("'s"):
        word = word[:-2]
        found.add(word)
    if word in _IRREGULAR:
        found.add(_IRREGULAR[word])
    if len(word) < 4 or word[-1].isdigit():
        return frozenset(found)
    for base in _bases(word):
        found.add(base)
        if len(base) > 2 and base[-1] == base[-2]:
            found.add(base[:-1])
    return frozenset(found)


def _bases(word: str) -> list[str]:
    bases = []
    if word.endswith("ies"):
        bases.append(word[:-3] + "y")
    elif word.endswith("s") and not word.endswith(("ss", "is")):
        bases.append(word[:-1])
        if word.endswith(("ses", "xes", "zes", "ches", "shes")):
            bases.append(word[:-2])
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            bases += [stem, stem + "e"]
            if stem.endswith("i"):
                bases.append(stem[:-1] + "y")
    return bases


class EnglishText:
    """An English text prepared for locating many renderings in it. Spans count code points of ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = [(m.start(), m.end(), stems(m[0])) for m in _WORD.finditer(text)]
        self._by_stem: dict[str, list[int]] = {}
        for index, (_, _, keys) in enumerate(self._words):
            for key in keys:
                self._by_stem.setdefault(key, []).append(index)

    def locate(self, rendering: str) -> list[Span]:
        """Every place where the rendering stands, in order; an article at its beginning is optional."""
        spans = self._places(rendering)
        if not spans and "(" in rendering:
            spans = self._places(_PARENTHESIS.sub("", rendering))
        return spans

    def _places(self, rendering: str) -> list[Span]:
        wanted = _wanted(rendering)
        if not wanted:
            return []
        places = sorted({index for key in wanted[0][0] for index in self._by_stem.get(key, ())})
        return [span for index in places if (span := self._at(index, wanted)) is not None]

    def _at(self, index: int, wanted: Sequence[tuple[frozenset[str], bool]]) -> Span | None:
        words = self._words
        if index + len(wanted) > len(words):
            return None
        for step, (keys, punctuated) in enumerate(wanted):
            if not keys & words[index + step][2]:
                return None
            gap = _OPEN_GAP if punctuated else _CLOSE_GAP
            if step and not gap.match(self.text, words[index + step - 1][1], words[index + step][0]):
                return None
        return Span(words[index][0], words[index + len(wanted) - 1][1])


@lru_cache(maxsize=16384)
def _wanted(rendering: str) -> tuple[tuple[frozenset[str], bool], ...]:
    """The stems of a rendering's words, each with whether punctuation stands before it."""
    matches = list(_WORD.finditer(rendering))
    if len(matches) > 1 and matches[0][0].casefold() in _ARTICLES:
        matches = matches[1:]
    before = [matches[0].start(), *(match.end() for match in matches)] if matches else []
    gaps = (rendering[end : match.start()] for end, match in zip(before, matches, strict=False))
    return tuple((stems(m[0]), not _CLOSE_GAP.match(gap)) for m, gap in zip(matches, gaps, strict=True))
