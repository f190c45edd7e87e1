"""A gloss in a page: blocks that wrap as a line does, each with its pinyin, its word and its English."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jingci.formats.interlinear import Cell, cells
from jingci.formats.parts import match_line
from jingci.model import AnnotatedSegment, GlossedWord

#: Text that a page shows as it is.
Shown = Callable[[str], str]


def glossed(item: AnnotatedSegment, chinese: str, shown: Shown) -> str:
    """A segment without English: its Chinese, its gloss, and what the memory holds that is like it.

    :param chinese: the Chinese as a block, with its marks and notes.
    """
    parts = [chinese]
    if item.gloss:
        parts.append(gloss(item.gloss, shown))
    if item.matches:
        entries = "".join(f"<li>{shown(match_line(match))}</li>" for match in item.matches)
        parts.append(f'<ul class="matches" lang="en">{entries}</ul>')
    return f'<div class="glossed">{"".join(parts)}</div>'


def gloss(words: Sequence[GlossedWord], shown: Shown) -> str:
    """The blocks of a gloss."""
    blocks = "".join(_word(cell, shown) for cell in cells(words))
    return f'<div class="gloss" role="note" aria-label="word-by-word gloss">{blocks}</div>'


def _word(cell: Cell, shown: Shown) -> str:
    word = cell.word
    origin = word.origin or "unknown"
    english = word.en if word.en != word.text else ""
    return (
        f'<span class="w {origin}"><i lang="zh-Latn-pinyin">{shown(word.pinyin)}</i>'
        f'<b lang="zh-Hans">{shown(cell.chinese)}</b><span lang="en">{shown(english)}</span></span> '
    )
