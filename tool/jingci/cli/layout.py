"""Text in columns: widths as a terminal counts them, in which a Chinese character takes two."""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile(r"\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+")


def width(text: str) -> int:
    """The columns a text takes: East Asian wide and full-width characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text
    )


def pad(text: str, columns: int) -> str:
    """The text with spaces up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, indent: str = "", first: str = "") -> list[str]:
    """Lines of at most ``columns`` columns, broken at spaces and between Chinese characters."""
    lines: list[str] = []
    line, used = first, width(first)
    for piece in _PIECE.findall(text):
        size = width(piece)
        if piece.isspace():
            if used + 1 < columns and line.strip():
                line, used = line + " ", used + 1
            continue
        if used + size > columns and line.strip():
            lines.append(line.rstrip())
            line, used = indent, len(indent)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
