"""The value of an English number in words: "two hundred and fifty", "half a million", "three quarters"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {w: i for i, w in enumerate(_UNITS.split())}
TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
MAGNITUDE = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "crore": 10**7,
    "lakh": 10**5,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
DOZEN = {"dozen": 12, "score": 20}
_ORDINAL_UNITS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {w: i for i, w in enumerate(_ORDINAL_UNITS.split()) if i}
ORDINALS |= {w[:-1] + "ieth": n for w, n in TENS.items()}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
FRACTIONS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
PLURAL_MAGNITUDE = {"hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
PLURAL_MAGNITUDE |= {"dozens": 12, "scores": 20, "tens": 10}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words: value, worth of its last digit, whether it is ordinal, and how many words were read."""

    value: Fraction
    step: Fraction
    ordinal: bool
    count: int


def roman(letters: str) -> int:
    """The value of a Roman numeral up to 89."""
    worth = [ROMAN[c] for c in letters]
    return sum(-n if n < max(worth[i + 1 :], default=0) else n for i, n in enumerate(worth))


def read(words: list[str]) -> WordNumber | None:
    """Read as many of the (lower-case) words as make one number; None where the first one starts none."""
    total = Fraction(0)
    section: Fraction | None = None
    step = Fraction(1)
    used = 0
    ordinal = False
    last = 0  # the size of the last word added, to refuse "five six"
    for i, word in enumerate(words):
        if word in ("and", "a", "an"):
            # "two hundred and fifty", "a hundred", "half a million"; counted only when something follows.
            continue
        if word in ONES or (word in ORDINALS and ORDINALS[word] < 20):
            n = ONES[word] if word in ONES else ORDINALS[word]
            if section is not None and (last < 20 or (n >= 10 and last < 100) or n == 0):
                break
            section = (section or 0) + Fraction(n)
            step, last = Fraction(1), 10 if n >= 10 else 1
            ordinal = word not in ONES
        elif word in TENS or (word in ORDINALS and ORDINALS[word] < 100):
            n = TENS[word] if word in TENS else ORDINALS[word]
            if section is not None and last < 100:
                break
            section = (section or 0) + Fraction(n)
            step, last = Fraction(1), 20
            ordinal = word not in TENS
        elif word in MAGNITUDE or word in DOZEN or word in ORDINALS:
            size = MAGNITUDE.get(word) or DOZEN.get(word) or ORDINALS[word]
            if size == 100 or word in DOZEN:
                if section is not None and section >= size and last >= 100:
                    break
                section = (Fraction(1) if section is None else section) * size
                last = 100
            else:
                if section is None and total:
                    if last < 1000 or size * total > 10**15:
                        break
                    total *= size  # "hundred thousand million" is not English, but harmless
                elif section is None and not total:
                    total = Fraction(size)
                else:
                    total += (section or 0) * size
                section, last = None, 1000
            step = Fraction(size)
            ordinal = word in ORDINALS
        elif word in FRACTIONS and section is None and not total and i == 0:
            section, step, last = Fraction(1, FRACTIONS[word]), Fraction(1, FRACTIONS[word]), 100
        else:
            break
        used = i + 1
        if ordinal:
            break
    if not used:
        return None
    return WordNumber(total + (section or 0), step, ordinal, used)
