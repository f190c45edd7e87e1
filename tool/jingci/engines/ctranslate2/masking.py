"""Terms and figures taken out of the Chinese before a model sees it, and their English put in afterwards.

Each is replaced by a placeholder that the model copies, if it does: whether every one came through exactly once is
verified before anything is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jingci.model import DraftRequest, Span
from jingci.numerals import Quantity
from jingci.numerals.writing import write
from jingci.sic import AsRead, as_read

#: Forms of placeholders, of which a model is given the first that it copies.
FORMS = ("QX{}", "XX{}", "[{}]", "#{}#")
_LETTERS = "ABCDEFGHJKLMNPRSTUVWYZ"
#: Quantities whose form in English a model finds by itself, or which are no more than a word.
_LEFT_ALONE = frozenset(("date", "clock", "ordinal", "label"))
#: A number to its last digit, magnitude or 余.
_NUMBER = re.compile(r".*[0-9０-９〇○零一二三四五六七八九十百千万萬亿億兆两兩半余餘多]")
_BOUND = re.compile("[余餘多来來]")


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch of the Chinese as read, and the English that is to stand for it."""

    span: Span
    en: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A Chinese text with placeholders, and the English that belongs to each."""

    text: str
    english: dict[str, str]

    def missing(self, translation: str) -> list[str]:
        """The placeholders that do not stand in a translation exactly once."""
        return [mark for mark in self.english if len(_places(mark, translation)) != 1]

    def filled(self, translation: str) -> str:
        """The translation with the English in the places of the placeholders."""
        for mark, english in self.english.items():
            for place in reversed(_places(mark, translation)):
                opening = not translation[: place.start].strip(" “\"'(")
                text = english[:1].upper() + english[1:] if opening else english
                translation = translation[: place.start] + text + translation[place.end :]
        return translation


def protected(request: DraftRequest) -> list[Protected]:
    """The terms and figures of a segment that can be protected, in order of place, terms before figures in them."""
    reading = as_read(request.segment)
    stretches = [Protected(_read(reading, hit.span), hit.concept.preferred.text) for hit in request.hits]
    stretches += [
        _figure(reading, quantity)
        for quantity in request.quantities
        if not quantity.exempt and quantity.unit_class not in _LEFT_ALONE and quantity.kind != "vague"
    ]
    kept: list[Protected] = []
    for stretch in stretches:
        if len(stretch.span) and not any(stretch.span.overlaps(other.span) for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda stretch: stretch.span)


def mask(text: str, stretches: Sequence[Protected], form: str) -> Masked:
    """The text with a placeholder for each stretch; where there are too many, the last ones stay as they are.

    :param form: one of :data:`FORMS`.
    """
    marks = [mark for letter in _LETTERS if (mark := form.format(letter)) not in text]
    parts: list[str] = []
    english: dict[str, str] = {}
    at = 0
    for stretch, mark in zip(stretches, marks, strict=False):
        # Between spaces, so that the placeholder is a word of its own to the model.
        parts += [text[at : stretch.span.start], f" {mark} "]
        english[mark] = stretch.en
        at = stretch.span.end
    return Masked("".join([*parts, text[at:]]), english)


def surviving(masked: Masked, stretches: Sequence[Protected], lost: Iterable[str]) -> list[Protected]:
    """The stretches whose placeholders were not lost."""
    gone = set(lost)
    return [stretch for stretch, mark in zip(stretches, masked.english, strict=False) if mark not in gone]


def _figure(reading: AsRead, quantity: Quantity) -> Protected:
    """A figure; what is counted (人, 条) and a bound outside its span (近, 以上) are left to the model."""
    span = _read(reading, quantity.span)
    text = span.of(reading.text)
    if quantity.unit_class == "count" and (number := _NUMBER.match(text)):
        span = Span(span.start, span.start + number.end())
    return Protected(span, write(quantity, bounded=_BOUND.search(text) is not None))


def _places(mark: str, text: str) -> list[Span]:
    """Where a placeholder stands as a word of its own."""
    pattern = rf"(?<![A-Za-z0-9]){re.escape(mark)}(?![A-Za-z0-9])"
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def _read(reading: AsRead, span: Span) -> Span:
    """The span of the reading that was read from a span of the print; empty where there is none."""
    if reading.places is None:
        return span
    inside = [at for at, place in enumerate(reading.places) if span.start <= place.start and place.end <= span.end]
    return Span(inside[0], inside[-1] + 1) if inside else Span(0, 0)
