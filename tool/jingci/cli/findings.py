"""Findings for the terminal: 80 columns, the places marked in both languages, the messages below."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from jingci.checks import CODES, Code
from jingci.columns import pad, wrap
from jingci.formats.findings import Counts, FoundPair, where
from jingci.model import Finding, Span
from jingci.screen import visible

_COLUMNS = 80
_INDENT = "    "
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
#: Marks while a text is laid out: private characters, of which the text itself is freed.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PRIVATE = re.compile("[\ue000\ue001]")
#: A longer text is shown around its marks, so many characters to each side.
_WHOLE = {"zh": 150, "en": 320}
_AROUND = {"zh": 36, "en": 90}


def to_text(results: Iterable[FoundPair], totals: Counts, *, colour: bool = False) -> Iterator[str]:
    """The findings in order, document by document, as pieces of text that end in a line break."""
    path = None
    for result in results:
        if result.path != path:
            path = result.path
            yield _style(visible(path), colour, bold=True) + "\n"
        yield "\n".join(_result_lines(result, colour)) + "\n\n"


def summary_lines(found: dict[str, int], totals: Counts) -> list[str]:
    """How much was checked, and how much of what was found."""
    lines = [f"{pad(code, 20)}{count:>6}  {CODES[code].meaning}" for code, count in sorted(found.items())]
    units = f"{totals.units:,} segments" if totals.units != 1 else "1 segment"
    findings = f"{totals.findings:,} findings" if totals.findings != 1 else "1 finding"
    waived = f" ({totals.waived:,} waived)" if totals.waived else ""
    return [*lines, f"{units} checked, {findings if totals.findings else 'no findings'}{waived}"]


def explanation_lines(name: str, code: Code) -> list[str]:
    """All about a code, with its example."""
    lines = [f"{name}  [{code.family}, {code.severity}]", "", *wrap(code.meaning, _COLUMNS), ""]
    lines += wrap(code.explanation, _COLUMNS)
    for (zh, wrong), right in zip(code.wrong, code.right, strict=True):
        lines.append("")
        for label, text in (("Chinese", zh), ("wrong", wrong or "(nothing)"), ("right", right)):
            if label == "right" and right == wrong:
                continue
            lines += wrap(text, _COLUMNS, indent=" " * 9, first=pad(label, 9))
    return lines


def _result_lines(result: FoundPair, colour: bool) -> list[str]:
    zh_spans = [span for finding in result.findings for span in finding.spans]
    en_spans = [span for finding in result.findings for span in finding.target_spans]
    lines = [_style(f"  {where(result) or 'a segment'}", colour, dim=True)]
    lines += _text_lines(result.pair.printed, zh_spans, "zh", colour)
    lines += _text_lines(result.pair.en, en_spans, "en", colour)
    for finding in result.findings:
        lines += _finding_lines(finding, colour)
    return lines


def _finding_lines(finding: Finding, colour: bool) -> list[str]:
    waived = f" (waived: {finding.waived})" if finding.waived else ""
    head = f"{finding.severity} {finding.code}:"
    text = visible(f"{finding.message}{waived}").replace("\n", " ")
    lines = wrap(f"{head} {text}", _COLUMNS, indent=_INDENT + "  ", first="  ")
    if colour and not finding.waived:
        lines[0] = lines[0].replace(head, click.style(head, fg=_COLOURS[finding.severity]), 1)
    return lines


def _text_lines(text: str, spans: Sequence[Span], language: str, colour: bool) -> list[str]:
    if not text.strip():
        return [f"{_INDENT}(nothing)"]
    whole = len(text) <= _WHOLE[language] or not spans
    pieces = [Span(0, min(len(text), 3 * _WHOLE[language]))] if whole else _windows(text, spans, _AROUND[language])
    parts = []
    for number, piece in enumerate(pieces):
        before = "… " if piece.start and not number else ""
        parts.append(before + _marked(text, piece, spans))
    shown = " … ".join(parts) + (" …" if pieces[-1].end < len(text) else "")
    return _underlined(wrap(shown, _COLUMNS, indent=_INDENT, first=_INDENT), colour)


def _windows(text: str, spans: Sequence[Span], around: int) -> list[Span]:
    """The stretches around the spans, those that meet joined."""
    windows: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start - around), min(len(text), span.end + around)
        if windows and start <= windows[-1].end + 8:
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        else:
            windows.append(Span(start, end))
    return windows


def _marked(text: str, piece: Span, spans: Sequence[Span]) -> str:
    parts: list[str] = []
    at = piece.start
    for span in sorted(spans):
        start, end = max(at, span.start), min(span.end, piece.end)
        if start < end:
            parts += [_shown(text[at:start]), _OPEN, _shown(text[start:end]), _CLOSE]
            at = end
    return "".join([*parts, _shown(text[at : piece.end])]).replace(_CLOSE + _OPEN, "")


def _shown(text: str) -> str:
    return _PRIVATE.sub("\ufffd", visible(text).replace("\n", " ").replace("\t", " "))


def _underlined(lines: list[str], colour: bool) -> list[str]:
    """The marks as brackets, or as underlining that goes from line to line."""
    if not colour:
        return [line.replace(_OPEN, "[").replace(_CLOSE, "]") for line in lines]
    result = []
    inside = False
    for line in lines:
        body = line[len(_INDENT) :]
        started = "\x1b[4m" if inside else ""
        inside = body.rfind(_OPEN) > body.rfind(_CLOSE) or (inside and _CLOSE not in body)
        body = body.replace(_OPEN, "\x1b[4m").replace(_CLOSE, "\x1b[24m")
        result.append(_INDENT + started + body + ("\x1b[24m" if inside else ""))
    return result


def _style(text: str, colour: bool, *, bold: bool = False, dim: bool = False) -> str:
    return click.style(text, bold=bold or None, dim=dim or None) if colour else text


def wants_colour() -> bool:
    """Whether standard output is a terminal and nobody asked for plain text."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
