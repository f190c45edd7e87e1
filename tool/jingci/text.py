"""Sentences. (Folding of scripts and widths is in :mod:`jingci.folding`.)"""

from __future__ import annotations

import re

from jingci.model import Span

_END = "。！？!?"
_CLOSE = "”’」』）)》〉】\"'"
_OPENERS = {"（": "）", "(": ")", "《": "》", "【": "】", "「": "」", "『": "』"}
_BRACKETED_HEADING = re.compile(r"【[^】\n]{1,40}】")
#: A question or an exclamation inside quotation marks ends the sentence only where nothing follows it on the line.
_SOFT_END = "！？!?"


def sentences(text: str) -> list[Span]:
    """The sentences of a text, as spans of code points, white space around them left out.

    A line break ends a sentence; 。！？ end it unless they stand inside round brackets or book-title marks, or close a
    quotation that its speaker's tag follows (“……!”他说). A heading in 【】 inside a line starts a new sentence.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        starts = [0] + [m.start() for m in _BRACKETED_HEADING.finditer(line) if m.start()]
        for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
            spans.extend(
                Span(offset + start + s.start, offset + start + s.end) for s in _line_sentences(line[start:end])
            )
        offset += len(line)
    return spans


def _line_sentences(line: str) -> list[Span]:
    spans: list[Span] = []
    begin, at = 0, 0
    closers: list[str] = []
    while at < len(line):
        char = line[at]
        if char in _OPENERS:
            closers.append(_OPENERS[char])
        elif closers and char == closers[-1]:
            closers.pop()
        elif char in _END and not closers:
            end = at + 1
            while end < len(line) and line[end] in _END:
                end += 1
            after_marks = end
            while end < len(line) and line[end] in _CLOSE:
                end += 1
            speaks_on = end > after_marks and line[end - 1] in "”’」』" and char in _SOFT_END and line[end:].strip()
            if not speaks_on:
                spans.append(Span(begin, end))
                begin = end
            at = end
            continue
        at += 1
    spans.append(Span(begin, len(line)))
    return [s for s in (_stripped(line, span) for span in spans) if len(s)]


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
