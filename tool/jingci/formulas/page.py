"""A text prepared for the search: folded, with its quotation marks and brackets paired.

All positions in this package count code points of the folded text; :meth:`Page.span` leads back to the text as given.
"""

from __future__ import annotations

import re

from jingci.folding import fold
from jingci.model import Span

_OPENING = "“‘「『〝‟‛"
_CLOSING = "”’」』〞"
_BRACKETS = {"(": ")", "[": "]", "《": "》", "【": "】", "〔": "〕", "{": "}"}
_CLOSERS = frozenset(_BRACKETS.values())
_SPECIAL = re.compile(r"[\"'()\[\]《》【】〔〕{}\n]")
#: A pair of marks farther apart than this is not a pair.
_MAX_PAIR = 1500


class Page:
    """A folded text with ``pair[i]``: for a quotation mark or bracket at ``i``, the place of its other half."""

    def __init__(self, given: str) -> None:
        self.given = given
        self._folded = fold(given)
        self.text = self._folded.text
        self.pair: dict[int, int] = {}
        self.quotes: list[tuple[int, int]] = []
        self._match()

    def span(self, start: int, end: int) -> Span:
        """The stretch of the text as given that a stretch of the folded text came from."""
        return self._folded.original(start, end)

    def printed(self, start: int, end: int) -> str:
        """What stands there in the text as given."""
        return self.span(start, end).of(self.given)

    def _match(self) -> None:
        stack: list[tuple[str, int]] = []
        drops = [*zip(self._folded.places, self._folded.dropped, strict=True)]
        drops.append((len(self.text) + 1, 0))
        following, shift = 0, 0
        for found in _SPECIAL.finditer(self.text):
            at, char = found.start(), found[0]
            if char == "\n":
                stack.clear()
            elif char in _BRACKETS:
                stack.append((_BRACKETS[char], at))
            elif char in _CLOSERS:
                self._close(stack, char, at)
            else:
                while drops[following][0] <= at:
                    shift = drops[following][1]
                    following += 1
                original = self.given[at + shift]
                is_open = original in _OPENING or (
                    original not in _CLOSING and not any(kind == char for kind, _ in stack)
                )
                if is_open:
                    stack.append((char, at))
                else:
                    self._close(stack, char, at)

    def _close(self, stack: list[tuple[str, int]], char: str, at: int) -> None:
        # An unclosed mark inside is given up; a closing one without its opening changes nothing.
        depth, lowest = len(stack) - 1, max(0, len(stack) - 8)
        while depth >= lowest and stack[depth][0] != char:
            depth -= 1
        if depth < lowest:
            return
        start = stack[depth][1]
        del stack[depth:]
        if at - start <= _MAX_PAIR:
            self.pair[start], self.pair[at] = at, start
            if char in "\"'":
                self.quotes.append((start, at))
