"""All terms in a text: leftmost-longest, with a veto on false boundaries and nested hits on request.

The automaton is daachorse's (charwise, double-array). Two kinds of patterns go in: the forms of the concepts, and the
longer words in which a form is not the term (``not_in``); the latter take their characters and report nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from jingci.folding import Folded, fold

#: ``veto(folded_text, start, end)`` is true where the stretch is part of another word.
Veto = Callable[[str, int, int], bool]


class Matcher:
    """Finds a set of forms in texts.

    :param forms: the forms, as they are spelled in simplified script; a form's index is its number in what is found.
    :param blocked: words in which a form is not the term.
    :param veto: word evidence for ambiguous places.
    """

    def __init__(self, forms: Sequence[str], blocked: Iterable[str] = (), veto: Veto | None = None) -> None:
        self._forms = list(forms)
        self._blocked = sorted({fold(word).text for word in blocked} - {""})
        self._veto = veto
        numbers: dict[str, int] = {}
        for number, form in enumerate(self._forms):
            if key := fold(form).text:
                numbers.setdefault(key, number)
        for word in self._blocked:
            numbers.setdefault(word, -1)
        self._patterns = list(numbers)
        self._numbers = list(numbers.values())
        self._automata: dict[int, Any] = {}

    def scan(self, text: str, *, nested: bool = False) -> Iterator[tuple[int, int, int]]:
        """Hits as ``(start, end, form number)``: offsets count code points of ``text`` as given.

        :param nested: also the hits inside and across longer ones (those are not searched for word evidence again).
        """
        folded = fold(text)
        hits = self._overlapping(folded.text) if nested else self._longest(folded.text)
        if not folded.places:
            return iter(hits)
        return self._mapped(folded, hits)

    @staticmethod
    def _mapped(folded: Folded, hits: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
        for start, end, number in hits:
            span = folded.original(start, end)
            yield span.start, span.end, number

    def _longest(self, text: str) -> list[tuple[int, int, int]]:
        numbers, veto = self._numbers, self._veto
        found = self._automaton(leftmost=True).find(text) if self._patterns else []
        hits = [(start, end, numbers[pattern]) for start, end, pattern in found if numbers[pattern] >= 0]
        if veto is not None:
            hits = [hit for hit in hits if not veto(text, hit[0], hit[1])]
        return hits

    def _overlapping(self, text: str) -> list[tuple[int, int, int]]:
        numbers, veto = self._numbers, self._veto
        found = self._automaton(leftmost=False).find_overlapping(text) if self._patterns else []
        blocks = [(start, end) for start, end, pattern in found if numbers[pattern] < 0]
        hits = [
            (start, end, numbers[pattern])
            for start, end, pattern in found
            if numbers[pattern] >= 0
            and not any(b <= start and end <= e for b, e in blocks)
            and not (veto is not None and veto(text, start, end))
        ]
        return sorted(hits, key=lambda hit: (hit[0], -hit[1]))

    def _automaton(self, *, leftmost: bool) -> Any:
        import daachorse

        kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST if leftmost else daachorse.MATCH_KIND_STANDARD
        if kind not in self._automata:
            self._automata[kind] = daachorse.CharwiseDoubleArrayAhoCorasick(self._patterns, kind)
        return self._automata[kind]
