"""CC-CEDICT's numbered pinyin as GB/T 16159 writes it: tone marks, words joined, apostrophes, ü."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_MARKED = {
    "a": "āáǎà",
    "e": "ēéěè",
    "i": "īíǐì",
    "o": "ōóǒò",
    "u": "ūúǔù",
    "ü": "ǖǘǚǜ",
    "m": "m̄ḿm̌m̀",
    "n": "n̄ńňǹ",
}
_SYLLABLE = re.compile(r"([A-Za-züÜêÊ:]+)([1-5])\Z")


def marked(syllable: str) -> str:
    """One syllable with its tone mark; what is no syllable as it is.

    >>> [marked(syllable) for syllable in ("jing3", "Lu:4", "gui4", "liu2", "de5", "r5", "A")]
    ['jǐng', 'Lǜ', 'guì', 'liú', 'de', 'r', 'A']
    """
    match = _SYLLABLE.match(syllable)
    if match is None:
        return syllable
    letters, tone = match[1].replace("u:", "ü").replace("U:", "Ü").replace("v", "ü"), int(match[2])
    if tone == 5:
        return letters
    place = _place_of_mark(letters.lower())
    if place < 0:
        return letters
    vowel = letters[place]
    mark = _MARKED[vowel.lower()][tone - 1] if len(_MARKED[vowel.lower()]) == 4 else vowel
    return letters[:place] + (mark.upper() if vowel.isupper() else mark) + letters[place + 1 :]


def _place_of_mark(letters: str) -> int:
    """Which letter bears the mark: a or e, the o of ou, else the last vowel."""
    for vowel in "ae":
        if vowel in letters:
            return letters.index(vowel)
    if "ou" in letters:
        return letters.index("ou")
    return max(letters.rfind(vowel) for vowel in "iouü")


def joined(syllables: Sequence[str], cuts: Sequence[int] = ()) -> str:
    """The syllables of a word, joined; an apostrophe before a, e or o inside it.

    :param syllables: numbered, as CC-CEDICT has them.
    :param cuts: before which syllables a new word of a longer expression begins.

    >>> joined(["gong1", "an1", "ju2"]), joined(["Xi1", "an1"]), joined(["she4", "hui4", "zhu3", "yi4"], [2])
    ("gōng'ānjú", "Xī'ān", 'shèhuì zhǔyì')
    """
    text = ""
    for number, syllable in enumerate(syllables):
        if number in cuts:
            text += " "
        elif text and syllable[:1] in "aeo" and syllable[-1:].isdigit():
            text += "'"
        elif text and syllable[:1].isupper() and text[-1] != " " and _SYLLABLE.match(syllable):
            text += " "
        text += marked(syllable)
    return text


def run(readings: Sequence[str]) -> str:
    """Readings that are spelled already as one word.

    >>> run(["Hǎi", "zhōu"]), run(["Xī", "Ān"])
    ('Hǎizhōu', "Xī'ān")
    """
    text = ""
    for reading in readings:
        starts_with_vowel = unicodedata.normalize("NFD", reading[:1].lower())[:1] in ("a", "e", "o")
        text += f"'{reading.lower()}" if text and starts_with_vowel else reading.lower() if text else reading
    return text
