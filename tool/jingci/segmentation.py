"""A plain Chinese text in segments with ids, offsets, and every character accounted for."""

from __future__ import annotations

import re

from jingci.model import Segment, SegmentKind, Span
from jingci.text import sentences

_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部分])")
_BRACKETED = re.compile(r"【[^】\n]{1,40}】")
_SENTENCE_END = re.compile(r"[。！？!?；;：:，,、”’）)]\Z")
_HEADING_LENGTH = 50


def segment_text(text: str) -> tuple[Segment, ...]:
    """Sentences and headings of a text, in order; between them lies nothing but white space.

    Ids are ``s<section>p<paragraph>c<sentence>``; a heading that opens section 2 is ``s2h``. The first line is the
    title where it reads like one.
    """
    segments: list[Segment] = []
    section = paragraph = sentence = 0
    line_of_last = -1
    line, counted = 0, 0
    for span in sentences(text):
        line += text.count("\n", counted, span.start)
        counted = span.start
        opens = line != line_of_last
        line_of_last = line
        kind = _kind(text, span, opens=opens, first=not segments)
        if kind == "heading":
            section, paragraph, sentence = section + 1, 0, 0
            segments.append(Segment(f"s{section}h", kind, span.of(text), start=span.start))
            continue
        paragraph, sentence = (paragraph + 1, 1) if opens or not paragraph else (paragraph, sentence + 1)
        name = f"s{section}p{paragraph}c{sentence}"
        segments.append(Segment(name, kind, span.of(text), start=span.start))
    return tuple(segments)


def _kind(text: str, span: Span, *, opens: bool, first: bool) -> SegmentKind:
    words = span.of(text)
    alone = opens and _ends_line(text, span)
    short = len(words) <= _HEADING_LENGTH
    if first and alone and short and not _SENTENCE_END.search(words):
        return "title"
    if _BRACKETED.match(words) and short:
        return "heading"
    if alone and short and _NUMBERED.match(words):
        return "heading"
    return "sentence"


def _ends_line(text: str, span: Span) -> bool:
    newline = text.find("\n", span.end)
    return not text[span.end : newline if newline >= 0 else len(text)].strip()
