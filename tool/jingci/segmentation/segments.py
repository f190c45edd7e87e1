"""Blocks into segments: kinds, ids, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import get_args

from jingci.model import Segment, SegmentKind, Span
from jingci.segmentation import wording
from jingci.segmentation.blocks import Block, line_blocks
from jingci.segmentation.furniture import BUTTONS, furniture, trailing_buttons
from jingci.segmentation.repeats import repeated
from jingci.text import sentences

_KINDS = frozenset(get_args(SegmentKind))
#: Line ends that a block may hold within it; each is one blank for the search of sentences, so that offsets stay.
_BREAKS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


def segment_text(text: str) -> tuple[Segment, ...]:
    """Sentences and headings of a plain text, line by line; between them lies nothing but white space."""
    return segment_blocks(text, line_blocks(text))


def segment_blocks(text: str, blocks: Sequence[Block], title: str = "") -> tuple[Segment, ...]:
    """The segments of a text, in order; what they leave out between them is white space.

    Ids are ``s<section>p<paragraph>c<sentence>``; a heading that opens section 2 is ``s2h``;
    a skipped stretch has none.

    :param blocks: every stretch of the text that is not white space, in order.
    :param title: the document's title where it is known from elsewhere; else it is the first line that reads like one.
    """
    blocks = _without_furniture(text, blocks)
    numbers = _Numbers()
    segments: list[Segment] = []
    for block, kind in zip(blocks, _kinds(text, blocks, title), strict=True):
        if kind == "skip":
            numbers.skip()
            segments.append(Segment("", kind, block.of(text), start=block.start, reason=block.reason))
            continue
        numbers.open()
        for span, kind_here in _spans(text, block, kind):
            segments.append(Segment(numbers.next(kind_here), kind_here, span.of(text), start=span.start))
    return tuple(segments)


class _Numbers:
    """The running numbers of sections, paragraphs and sentences."""

    def __init__(self) -> None:
        self.section = self.paragraph = self.sentence = 0
        self.opens = True

    def open(self) -> None:
        """A new block begins."""
        self.opens = True

    def skip(self) -> None:
        """A skipped block takes the number of a paragraph, so that marking it skips no other id."""
        self.paragraph += 1

    def next(self, kind: SegmentKind) -> str:
        """The id of the next segment."""
        if kind == "heading":
            self.section, self.paragraph, self.sentence, self.opens = self.section + 1, 0, 0, True
            return f"s{self.section}h"
        if self.opens or not self.paragraph:
            self.paragraph, self.sentence, self.opens = self.paragraph + 1, 0, False
        self.sentence += 1
        return f"s{self.section}p{self.paragraph}c{self.sentence}"


def _without_furniture(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of the page and not of the document marked, and neighbours of one reason made one."""
    lines = [block.of(text) for block in blocks]
    known = [block.reason if block.role == "skip" else "" for block in blocks]
    reasons = furniture(lines, repeated(lines, known))
    if all(reasons):
        # A text of nothing but such lines is what the reader asked about.
        reasons = known
    parted: list[Block] = []
    for block, words, reason in zip(blocks, lines, reasons, strict=True):
        if reason:
            parted.append(replace(block, role="skip", reason=reason))
            continue
        cut = trailing_buttons(words) if wording.is_dateline(words) else len(words)
        parted.append(replace(block, end=block.start + len(words[:cut].rstrip())))
        if cut < len(words):
            parted.append(Block(block.start + cut, block.end, "skip", BUTTONS))
    merged: list[Block] = []
    for _, group in groupby(parted, key=lambda b: b.reason if b.role == "skip" else str(b.start)):
        run = list(group)
        merged.append(replace(run[0], end=run[-1].end))
    return merged


def _kinds(text: str, blocks: Sequence[Block], title: str) -> list[SegmentKind]:
    """What each block is, by what its document says of it, by its wording, and by what stands around it."""
    lines = ["" if block.role == "skip" else block.of(text) for block in blocks]
    body = next((place for place, block in enumerate(blocks) if _is_body(block, lines[place])), len(blocks))
    kinds: list[SegmentKind] = []
    following = _nearest(lines[::-1])[::-1]
    previous = _nearest(lines)
    wanted = wording.squeezed(title)
    if not any(wording.squeezed(line) == wanted for line in lines[:body]):
        wanted = ""
    if any(block.role == "title" for block in blocks):
        wanted = wanted or "\n"
    for place, block in enumerate(blocks):
        words = lines[place]
        if block.role in _KINDS:
            kind: SegmentKind = block.role  # type: ignore[assignment]
        elif block.role:
            kind = "sentence"
        elif place < body:
            kind = _kind_in_head(words, wanted)
        else:
            kind = _kind_in_body(words, previous[place], following[place])
        if kind == "title":
            wanted = wanted if wanted.strip() else wording.squeezed(words)
        kinds.append(kind)
    return kinds


def _is_body(block: Block, words: str) -> bool:
    if block.role in ("heading", "text", "row"):
        return True
    judged = not block.role and not _of_the_head(words)
    heads = wording.is_numbered(words) or wording.is_bracketed(words) or wording.is_part(words)
    return judged and (heads or wording.is_prose(words))


def _of_the_head(words: str) -> bool:
    return wording.is_dateline(words) or wording.is_aside(words) or wording.is_caption(words)


def _kind_in_head(words: str, wanted: str) -> SegmentKind:
    """The kind of a line above the running text.

    :param wanted: the title without white space; ``"\\n"`` where the document marks its title, empty where unknown.
    """
    if kind := _kind_of_line(words, head=True):
        return kind
    if wording.is_list_of_authors(words):
        return "byline"
    if not wording.is_title_like(words):
        return "sentence"
    here = wording.squeezed(words)
    same = here.startswith(wanted.strip()) and len(here) <= len(wanted) + 3 if wanted.strip() else not wanted
    return "title" if same else "subtitle"


def _nearest(lines: Sequence[str]) -> list[str]:
    """For each line the nearest one before it that is not skipped, empty where there is none."""
    nearest, last = [], ""
    for line in lines:
        nearest.append(last)
        last = line or last
    return nearest


def _kind_in_body(words: str, previous: str, following: str) -> SegmentKind:
    if wording.is_numbered(words):
        # Short numbered lines one after another are a list, unless what follows is their text.
        listed = wording.is_arabic_item(words) and (wording.is_arabic_item(following) or not wording.is_open(words))
        return "sentence" if listed else "heading"
    if wording.is_part(words):
        return "heading"
    if kind := _kind_of_line(words, head=False):
        return kind
    if wording.is_organ(words) and wording.is_dateline(following):
        return "byline"
    introduced = previous.endswith((":", "："))
    if wording.is_plain_heading(words) and wording.is_prose(following) and not introduced:
        return "heading"
    return "sentence"


def _kind_of_line(words: str, *, head: bool) -> SegmentKind | None:
    if wording.is_byline(words):
        return "byline"
    if wording.is_caption(words):
        return "caption"
    # 来源:… is a dateline above the text and an editor's line below it.
    if wording.is_dateline(words) and (head or wording.is_dated(words)):
        return "dateline"
    return "aside" if wording.is_aside(words) else None


def _spans(text: str, block: Block, kind: SegmentKind) -> Iterator[tuple[Span, SegmentKind]]:
    if kind != "sentence":
        yield Span(block.start, block.end), kind
        return
    words = block.of(text)
    parts = words.split("\t") if block.role == "row" else [words]
    offset = block.start
    for part in parts:
        for span in sentences(part.translate(_BREAKS) if block.role != "row" else part):
            here = Span(offset + span.start, offset + span.end)
            heading = not block.role and wording.is_bracketed(here.of(text))
            yield here, "heading" if heading else kind
        offset += len(part) + 1
