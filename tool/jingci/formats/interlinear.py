"""A gloss as text: Chinese, pinyin and English one below the other, in columns that a terminal aligns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jingci.columns import pad, width, wrap
from jingci.model import GlossedWord
from jingci.screen import visible

#: A cell is at most so wide, unless its Chinese is wider.
_CELL = 18
_GAP = "  "
_OPENING = frozenset("“‘（(《〈【[「『<")


@dataclass(frozen=True, slots=True)
class Cell:
    """A word with the marks that stand at it: ``before`` and ``after`` it."""

    word: GlossedWord
    before: str = ""
    after: str = ""

    @property
    def chinese(self) -> str:
        """The word with its marks."""
        return f"{self.before}{self.word.text}{self.after}"


def cells(words: Sequence[GlossedWord]) -> list[Cell]:
    """The words of a gloss, each with the marks beside it: opening ones with the next word, others with the last."""
    found: list[Cell] = []
    waiting = ""
    for word in words:
        if word.origin != "punctuation":
            found.append(Cell(word, before=waiting))
            waiting = ""
        elif word.text in _OPENING or not found:
            waiting += word.text
        else:
            last = found[-1]
            found[-1] = Cell(last.word, last.before, last.after + waiting + word.text)
            waiting = ""
    if waiting and found:
        last = found[-1]
        found[-1] = Cell(last.word, last.before, last.after + waiting)
    return found


def interlinear(words: Sequence[GlossedWord], columns: int) -> str:
    """The gloss in blocks of lines, a blank line between two.

    :param columns: the width of a line; a Chinese character takes two.
    """
    blocks = []
    row: list[_Column] = []
    used = 0
    for column in map(_Column, cells(words), [columns] * len(words)):
        if row and used + column.width > columns:
            blocks.append("\n".join(_lines(row)))
            row, used = [], 0
        row.append(column)
        used += column.width + len(_GAP)
    if row:
        blocks.append("\n".join(_lines(row)))
    return "\n\n".join(blocks)


class _Column:
    """A cell as lines: of Chinese, of pinyin, of English."""

    def __init__(self, cell: Cell, columns: int) -> None:
        chinese = visible(cell.chinese)
        limit = min(columns, max(_CELL, width(chinese)))
        english = cell.word.en if cell.word.en != cell.word.text else ""
        self.parts = [_wrapped(text, limit) for text in (chinese, cell.word.pinyin, visible(english))]
        self.width = max((width(line) for lines in self.parts for line in lines), default=0)


def _wrapped(text: str, columns: int) -> list[str]:
    return wrap(text, columns) if text.strip() else []


def _lines(row: Sequence[_Column]) -> Iterator[str]:
    """The lines of one block, without those that would be empty."""
    for part in range(3):
        height = max(len(column.parts[part]) for column in row)
        for number in range(height):
            line = _GAP.join(
                pad(column.parts[part][number] if number < len(column.parts[part]) else "", column.width)
                for column in row
            )
            yield line.rstrip()
