"""Text in columns: widths as a terminal counts them, in which a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """The columns a text takes: East Asian wide and full-width characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(ch) else 2 if east_asian_width(ch) in "WF" else 1 for ch in text)


def pad(text: str, columns: int) -> str:
    """The text with spaces up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, indent: str = "", first: str = "") -> list[str]:
    """Lines of at most ``columns`` columns, broken at spaces and between Chinese characters.

    A word longer than a line is broken where the line ends.
    """
    lines: list[str] = []
    line, used, empty = first, width(first), True
    for piece in _pieces(text):
        size = width(piece)
        if piece == " ":
            if used + 1 < columns and not empty:
                line, used = line + " ", used + 1
            continue
        if used + size > columns and not empty:
            lines.append(line.rstrip())
            line, used = indent, width(indent)
        while used + size > columns and len(piece) > 1:
            cut = max(1, columns - used)
            lines.append(line + piece[:cut])
            piece, line, used = piece[cut:], indent, width(indent)
            size = width(piece)
        line, used, empty = line + piece, used + size, False
    return [*lines, line.rstrip()] if not empty or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words, single wide characters; any white space is one space."""
    for number, word in enumerate(text.split()):
        if number:
            yield " "
        if word.isascii():
            yield word
            continue
        start = 0
        for place, char in enumerate(word):
            # Closing marks stay with what they close.
            if char >= "\u2e80" and east_asian_width(char) == "W" and char not in "，。、；：！？”’）》】」』":
                if place > start:
                    yield word[start:place]
                start = place
                following = word[place + 1 : place + 2]
                if following and following >= "\u2e80" and following not in "，。、；：！？”’）》】」』":
                    yield word[place : place + 1]
                    start = place + 1
        if start < len(word):
            yield word[start:]
