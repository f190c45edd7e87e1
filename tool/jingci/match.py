"""All terms in a text: leftmost-longest, with a veto on false boundaries and nested hits on request.

The automaton is daachorse's (charwise, double-array). A pattern carries the words in which it is not the term, and the
characters beside which it may be part of other words; only beside those is the veto asked. Where a hit is rejected,
what it covered is searched again without it, so that a shorter term, or one that begins inside it, is still found.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jingci.folding import Folded, fold

#: ``veto(folded_text, start, end)`` is true where the stretch is part of another word.
Veto = Callable[[str, int, int], bool]
#: ``(start, end, number)``; offsets in code points.
Match = tuple[int, int, int]

#: Long texts are searched in pieces of about this many characters, so that memory does not grow with their length.
PIECE = 50_000
#: A piece ends after this character, which no word and hardly any term contains.
_STOP = "。"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One spelling to be found.

    :ivar text: the spelling, folded.
    :ivar number: what a hit reports.
    :ivar left: the characters after which the veto is asked; None for "always".
    :ivar right: the characters before which it is asked; None for "always".
    :ivar not_in: what stands before and after the spelling in the words in which it is not the term.
    """

    text: str
    number: int
    left: str | None = ""
    right: str | None = ""
    not_in: tuple[tuple[str, str], ...] = ()


def surroundings(form: str, words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What stands before and after a form in longer words, wherever it stands in them.

    >>> surroundings("警情", ["民警情绪"])
    (('民', '绪'),)
    """
    found: dict[tuple[str, str], None] = {}
    for word in words:
        at = word.find(form) if form != word else -1
        while at >= 0:
            found[word[:at], word[at + len(form) :]] = None
            at = word.find(form, at + 1)
    return tuple(found)


class Matcher:
    """Finds a set of patterns in texts.

    :param patterns: of two with the same spelling the first counts.
    :param veto: word evidence for ambiguous places.
    """

    def __init__(self, patterns: Iterable[Pattern], veto: Veto | None = None) -> None:
        unique: dict[str, Pattern] = {}
        for pattern in patterns:
            if pattern.text:
                unique.setdefault(pattern.text, pattern)
        self._patterns = list(unique.values())
        self._veto = veto
        self._numbers = [pattern.number for pattern in self._patterns]
        doubts = [_doubt(pattern, veto is not None) for pattern in self._patterns]
        self._lefts = [left for left, _ in doubts]
        self._rights = [right for _, right in doubts]
        self._longest = max(map(len, unique), default=0)
        self._in_pieces = all(_STOP not in text for text in unique)
        self._automata: dict[int, Any] = {}

    def scan(self, text: str, *, nested: bool = False) -> Iterator[Match]:
        """Hits as ``(start, end, pattern's number)``: offsets count code points of ``text`` as given.

        :param nested: also the hits inside and across longer ones; in order of start, the longer first.
        """
        if nested:
            for folded, at in self._pieces(text):
                yield from self._placed(self._overlapping(folded.text), folded, at)
            return
        numbers = self._numbers
        for hits, shift in self._runs(text):
            yield from [(start + shift, end + shift, numbers[pattern]) for start, end, pattern in hits]

    def places(self, text: str) -> dict[int, list[int]]:
        """The same leftmost-longest hits by the patterns' numbers, in order of the first: start, end, start, end …

        For corpora: it makes no object of a hit.
        """
        numbers = self._numbers
        found: dict[int, list[int]] = {}
        for hits, shift in self._runs(text):
            for start, end, pattern in hits:
                number = numbers[pattern]
                if number in found:
                    found[number] += (start + shift, end + shift)
                else:
                    found[number] = [start + shift, end + shift]
        return found

    def _runs(self, text: str) -> Iterator[tuple[list[Match], int]]:
        """Leftmost-longest hits with the patterns' places, in runs; all of a run are to be moved alike."""
        for folded, at in self._pieces(text):
            yield from _shifted(self._leftmost_longest(folded.text), folded, at)

    def _pieces(self, text: str) -> Iterator[tuple[Folded, int]]:
        """The text in folded pieces, and where each begins."""
        at = 0 if self._patterns else len(text)
        while at < len(text):
            end = self._end_of_piece(text, at)
            yield fold(text[at:end]), at
            at = end

    def _end_of_piece(self, text: str, at: int) -> int:
        if not self._in_pieces or len(text) - at <= PIECE:
            return len(text)
        return text.find(_STOP, at + PIECE) + 1 or len(text)

    def _leftmost_longest(self, text: str) -> list[Match]:
        """The longest accepted hit at each place; then on from its end."""
        lefts, rights = self._lefts, self._rights
        found = self._automaton(leftmost=True).find(text)
        # The line break stands for "nothing" at both ends: before the first character, text[-1] is the last one.
        padded = text + "\n"
        doubtful = [
            place
            for place, (start, end, pattern) in enumerate(found)
            if padded[start - 1] in lefts[pattern] or padded[end] in rights[pattern]
        ]
        rejected = [place for place in doubtful if self._is_rejected(text, *found[place])]
        return self._without(text, found, rejected) if rejected else found

    def _without(self, text: str, found: list[Match], rejected: list[int]) -> list[Match]:
        """Leftmost-longest hits, when those at some places of ``found`` are none."""
        hits: list[Match] = []
        following = 0
        for place in rejected:
            if place < following:
                continue
            hits += found[following:place]
            start, end, _ = found[place]
            free = self._search_again(text, start, end, hits, rejected=end)
            following = place + 1
            # What was found instead may reach into the next hits.
            while following < len(found) and found[following][0] < free:
                free = self._search_again(text, free, found[following][1], hits)
                following += 1
        return hits + found[following:]

    def _search_again(self, text: str, start: int, end: int, hits: list[Match], rejected: int = -1) -> int:
        """Leftmost-longest among the accepted hits that begin in ``text[start:end]``; how far they reach.

        :param rejected: where the hit that begins at ``start`` and is known to be none ends.
        """
        window = text[start : end + self._longest]
        found = self._automaton(leftmost=False).find_overlapping(window)
        for low, high, pattern in sorted(found, key=lambda hit: (hit[0], -hit[1])):
            first, last = low + start, high + start
            if first >= end:
                break
            if (first, last) == (start, rejected) or (hits and first < hits[-1][1]):
                continue
            if not self._is_doubted(text, first, last, pattern):
                hits.append((first, last, pattern))
        return max(start, hits[-1][1] if hits else 0)

    def _overlapping(self, text: str) -> list[Match]:
        """All accepted hits. What lies inside a longer one is looked at within that only: 民政 in 民政局 is good,
        though 市 before it might make it look like 市民 and 政局."""
        found = self._automaton(leftmost=False).find_overlapping(text)
        hits: list[Match] = []
        around: list[Match] = []
        for start, end, pattern in sorted(found, key=lambda hit: (hit[0], -hit[1])):
            around = [hit for hit in around if hit[1] > start]
            low, high = next(((low, high) for low, high, _ in around if end <= high), (0, 0))
            inside = text[low:high] if high else text
            if not self._is_doubted(inside, start - low, end - low, pattern):
                hits.append((start, end, pattern))
                around.append((start, end, pattern))
        return hits

    def _is_doubted(self, text: str, start: int, end: int, pattern: int) -> bool:
        """Whether a hit is rejected; the quick look first."""
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        doubtful = before in self._lefts[pattern] or after in self._rights[pattern]
        return doubtful and self._is_rejected(text, start, end, pattern)

    def _is_rejected(self, text: str, start: int, end: int, pattern: int) -> bool:
        for before, after in self._patterns[pattern].not_in:
            if text.startswith(after, end) and text.endswith(before, 0, start):
                return True
        return self._veto is not None and self._veto(text, start, end)

    def _placed(self, hits: list[Match], folded: Folded, base: int) -> list[Match]:
        """Hits in a folded piece (with the patterns' places) as hits in the text that it begins at ``base`` of (with
        the patterns' numbers)."""
        numbers, result = self._numbers, []
        for start, end, pattern in hits:
            span = folded.original(start, end)
            result.append((span.start + base, span.end + base, numbers[pattern]))
        return result

    def _automaton(self, *, leftmost: bool) -> Any:
        import daachorse

        kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST if leftmost else daachorse.MATCH_KIND_STANDARD
        if kind not in self._automata:
            texts = [pattern.text for pattern in self._patterns]
            self._automata[kind] = daachorse.CharwiseDoubleArrayAhoCorasick(texts, kind)
        return self._automata[kind]


def _shifted(hits: list[Match], folded: Folded, base: int) -> Iterator[tuple[list[Match], int]]:
    """Hits in a folded piece that do not overlap, in runs, each with how far it stands from its place in the text that
    the piece begins at ``base`` of: all between two places where characters were dropped are moved alike."""
    at, shift = 0, base
    for place, dropped in zip(folded.places, folded.dropped, strict=True):
        cut = bisect_left(hits, (place,), at)
        if cut > at and hits[cut - 1][1] > place:
            yield hits[at : cut - 1], shift
            start, end, pattern = hits[cut - 1]
            span = folded.original(start, end)
            yield [(span.start, span.end, pattern)], base
        else:
            yield hits[at:cut], shift
        at, shift = cut, base + dropped
    yield hits[at:], shift


class _Everything:
    """Contains every character."""

    def __contains__(self, char: object) -> bool:
        return True


_EVERYTHING = _Everything()


def _doubt(pattern: Pattern, vetoed: bool) -> tuple[Container[str], Container[str]]:
    """After which and before which characters a hit must be looked at."""
    if vetoed and (pattern.left is None or pattern.right is None):
        return _EVERYTHING, _EVERYTHING
    if not pattern.not_in:
        return (pattern.left or "", pattern.right or "") if vetoed else ("", "")
    left = {*(pattern.left or "")} if vetoed else set()
    right = {*(pattern.right or "")} if vetoed else set()
    for before, after in pattern.not_in:
        if before:
            left.add(before[-1])
        else:
            right.add(after[0])
    return sys.intern("".join(sorted(left))), sys.intern("".join(sorted(right)))
