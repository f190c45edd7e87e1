"""The blocks of a text: what a reader sees as one line, paragraph, heading or table row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a document says of a block: ``""`` leaves it to its wording; a ``row`` has cells with tabs between them.
Role = Literal["", "title", "subtitle", "heading", "caption", "aside", "text", "row", "skip"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text from ``start`` to ``end`` (code points), without white space at its ends."""

    start: int
    end: int
    role: Role = ""
    reason: str = ""

    def of(self, text: str) -> str:
        """The block's words."""
        return text[self.start : self.end]


def line_blocks(text: str) -> list[Block]:
    """Each line that is not blank, as a block."""
    blocks: list[Block] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = offset + len(line) - len(line.lstrip())
            blocks.append(Block(start, start + len(words)))
        offset += len(line)
    return blocks
