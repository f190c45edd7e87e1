"""A run of Chinese characters cut into words: the likeliest path, by the lexicon's costs."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from jingci.boundaries import SCALE, UNKNOWN_COST

#: Words of a general dictionary that the lexicon lacks cost this, by their length.
_DICTIONARY_COSTS = {1: UNKNOWN_COST, 2: round(SCALE * 13.5), 3: round(SCALE * 12.5)}
#: So much costs a set phrase, and a word of our own list that the lexicon lacks.
PHRASE_COST = round(SCALE * 9.5)
#: A word of the lexicon that the dictionary lacks has no gloss, and must be likelier by this than words that have one.
_UNGLOSSED = round(SCALE * 1.0)
#: Longer words are not looked for.
LONGEST = 12

#: Cost of a stretch as a word, or None where it is none.
Cost = Callable[[str], "int | None"]


def cut(text: str, cost: Cost) -> list[tuple[int, int]]:
    """The cheapest way through a text, as the places of its words; what is no word goes by single characters.

    :param cost: of two ways that cost the same, the one with the longer last word is taken.
    """
    length = len(text)
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, length + 1):
        choices = []
        for start in range(max(0, end - LONGEST), end):
            price = cost(text[start:end])
            if price is None:
                if end - start > 1:
                    continue
                price = UNKNOWN_COST
            choices.append((best[start][0] + price, start))
        best.append(min(choices))
    places: list[tuple[int, int]] = []
    end = length
    while end:
        start = best[end][1]
        places.append((start, end))
        end = start
    return places[::-1]


def substrings(text: str) -> set[str]:
    """All stretches of a text that may be a word."""
    return {text[i:j] for i in range(len(text)) for j in range(i + 1, min(len(text), i + LONGEST) + 1)}


def word_cost(lexicon: Mapping[str, int], glossed: Container[str]) -> Cost:
    """What words cost where both the lexicon and the dictionary count.

    :param lexicon: costs as :class:`jingci.boundaries.Lexicon` has them.
    :param glossed: the words that a gloss can be given of.
    """

    def cost(word: str) -> int | None:
        known = lexicon.get(word)
        if word in glossed:
            other = _DICTIONARY_COSTS.get(len(word), PHRASE_COST)
            return other if known is None else min(known, other)
        return None if known is None else known + _UNGLOSSED

    return cost


def glossed_cost(lexicon: Mapping[str, int], glossed: Container[str]) -> Cost:
    """What words cost where only those with a gloss count: for a word of the lexicon that has none."""

    def cost(word: str) -> int | None:
        if word not in glossed:
            return None
        other = _DICTIONARY_COSTS.get(len(word), PHRASE_COST)
        return min(lexicon.get(word, other), other)

    return cost
