"""The lines of pages joined to paragraphs; what is printed on page after page left out of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jingci.formats.documents.extract import Passage
from jingci.segmentation.blocks import Role
from jingci.segmentation.wording import is_bracketed, is_numbered, is_open, squeezed

RUNNING_HEAD = "running head or foot of the pages"
_PAGE_NUMBER = re.compile(
    r"[\s\-—–·~.]*\d{1,4}[\s\-—–·~.]*\Z|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?\Z"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}\Z"
    r"|Page\s+\d+(?:\s+of\s+\d+)?\Z",
    re.IGNORECASE,
)
#: So many lines at the head and the foot of a page can be running heads.
_EDGE = 2
#: Type larger than the text's by this factor is a heading's, by the second a title's.
_HEADING_SIZE, _TITLE_SIZE = 1.12, 1.25
_HEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its left and right end and bottom (points), the height of its type and of its page.

    ``indented`` says that the line opens with blanks of its own.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page_height: float
    indented: bool = False


def passages_of_pages(pages: Sequence[Sequence[Line]]) -> tuple[list[Passage], int]:
    """The paragraphs of a document, then its running heads as skipped passages; and how many page numbers fell away."""
    running = _running_heads(pages)
    kept: list[list[Line]] = []
    heads: dict[str, str] = {}
    dropped = 0
    for page in pages:
        edge = _edges(page)
        kept.append([])
        for place, line in enumerate(page):
            if place in edge and _PAGE_NUMBER.match(line.text):
                dropped += 1
            elif place in edge and _pattern(line) in running:
                heads.setdefault(squeezed(line.text), line.text)
            else:
                kept[-1].append(line)
    passages = _paragraphs(kept)
    return passages + [Passage(text, "skip", RUNNING_HEAD) for text in heads.values()], dropped


def _edges(page: Sequence[Line]) -> set[int]:
    """The lines nearest the head and the foot of a page."""
    order = sorted(range(len(page)), key=lambda place: page[place].bottom)
    return set(order[:_EDGE]) | set(order[-_EDGE:])


def _pattern(line: Line) -> tuple[str, int]:
    """A line's words, digits apart, and its height on the page."""
    return re.sub(r"\d+", "#", squeezed(line.text)), round(line.bottom / 3)


def _running_heads(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """What stands at one place at the head or foot of two pages in five at least, and of two at any rate."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_pattern(page[place]) for place in _edges(page)})
    full = sum(bool(page) for page in pages)
    return {text for text, count in seen.items() if count >= max(2, 0.4 * full)}


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[Passage]:
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    weight: Counter[float] = Counter()
    for line in lines:
        weight[round(line.size, 1)] += len(line.text)
    size = weight.most_common(1)[0][0]
    text = [line for line in lines if abs(line.size - size) <= 0.1 * size] or lines
    # The end of the full lines, whatever a few lines do that stick out.
    margin = _Margins(size, sorted(line.right for line in text)[int(0.95 * (len(text) - 1))])
    groups: list[list[Line]] = []
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            previous = groups[-1][-1] if groups else None
            same_page = place > 0
            if previous is not None and (same_page or number) and margin.goes_on(groups[-1], line, same_page=same_page):
                groups[-1].append(line)
            else:
                groups.append([line])
    titled = False
    passages: list[Passage] = []
    for group in groups:
        words = _joined(group)
        role: Role = ""
        if group[0].size >= _HEADING_SIZE * size and len(words) <= _HEADING_LENGTH and is_open(words):
            role = "title" if group[0].size >= _TITLE_SIZE * size and not titled else "heading"
            titled = titled or role == "title"
        passages.append(Passage(words, role))
    return passages


@dataclass(frozen=True, slots=True)
class _Margins:
    """The size of the text's type and where its full lines end (points)."""

    size: float
    right: float

    def goes_on(self, paragraph: Sequence[Line], line: Line, *, same_page: bool) -> bool:
        """Whether a line goes on with a paragraph."""
        last = paragraph[-1]
        if abs(last.size - line.size) > 0.1 * self.size:
            return False
        if line.size >= _HEADING_SIZE * self.size:
            # A headline over several lines: centred, so that its ends say nothing.
            return same_page and last.bottom - line.bottom < 2.2 * line.size and is_open(last.text)
        if line.indented or is_numbered(line.text) or is_bracketed(line.text):
            return False
        start = min(other.left for other in paragraph[:2])
        if line.left > start + 1.2 * self.size or (len(paragraph) == 1 and line.left > last.left + 0.5 * self.size):
            return False
        if same_page and not 0 < last.bottom - line.bottom < 3.2 * self.size:
            # The same height is another piece of the same line.
            return abs(last.bottom - line.bottom) <= 0.3 * self.size and line.left >= last.right - 1
        return last.right >= self.right - 2.2 * self.size


def _joined(lines: Sequence[Line]) -> str:
    parts = [lines[0].text]
    for line in lines[1:]:
        last, first = parts[-1][-1:], line.text[:1]
        if last == "-" and first.isascii() and first.islower():
            parts[-1] = parts[-1][:-1]
        elif last.isascii() and last.isalnum() and first.isascii() and first.isalpha():
            parts.append(" ")
        parts.append(line.text)
    return "".join(parts)
