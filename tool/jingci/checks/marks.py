"""Quotation marks and brackets of the Chinese that have no counterpart in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding, Severity, Span

_QUOTED = re.compile(r"“[^“”\n]+”|「[^「」\n]+」|『[^『』\n]+』|＂[^＂\n]+＂|\"[^\"\n]+\"")
_QUOTE_MARK = re.compile(r"[\"“”„«»]|``|''|(?<![A-Za-z0-9])['‘](?=[A-Za-z0-9])")
_BRACKETED = re.compile(r"[（(]([^（）()\n]+)[)）]")
_BRACKET = re.compile(r"[(\[（【]")
#: What does the work of brackets in English: dashes, and the commas of an apposition.
_SET_OFF = re.compile(r"[—–,:;]|\s-{1,2}\s")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z0-9]")
#: Brackets that English news and papers leave out or set elsewhere: by-lines, pictures, where a story ends.
_EDITORIAL = re.compile(r"记者|图|完|编辑|责任|来源|摄|视频|通讯员|作者|原题|电$|版|附|见|下称|简称|以下")
#: Quoted words of so many characters, or with a point inside, are speech or a slogan, not a passing "so-called".
_SPEECH = 10
_POINT = re.compile("[，。！？；,!?;]")
#: So many quotations are no accident.
_SEVERAL = 3
_CONTENT = 4


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Marks of the Chinese that the English lacks."""
    if not pair.en.strip():
        return
    yield from _quotes(pair)
    yield from _brackets(pair)


def _quotes(pair: Pair) -> Iterator[Finding]:
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(pair.zh)]
    if not quoted:
        return
    marks = _QUOTE_MARK.findall(pair.en)
    double = sum(mark in '"“”„«»' or len(mark) == 2 for mark in marks)
    found = (double + 1) // 2 + len(marks) - double
    if found >= len(quoted):
        return
    speech = any(len(span) - 2 >= _SPEECH or _POINT.search(span.of(pair.zh)) for span in quoted)
    none_left = not found and (speech or len(quoted) >= _SEVERAL)
    severity: Severity = "warning" if none_left or (len(quoted) >= 4 and found * 2 < len(quoted)) else "info"
    had = f"{len(quoted)} quotations" if len(quoted) > 1 else "a quotation"
    message = f"the Chinese has {had}, the English {found or 'none'}"
    yield pair.finding("quotes-dropped", message, quoted, severity=severity)


def _brackets(pair: Pair) -> Iterator[Finding]:
    if _BRACKET.search(pair.en):
        return
    dropped = [
        Span(*match.span())
        for match in _BRACKETED.finditer(pair.zh)
        if len(_HAN.findall(match[1])) >= _CONTENT
        and len(_LATIN.findall(match[1])) < len(match[1]) / 2
        and not _EDITORIAL.search(match[1])
    ]
    if dropped:
        severity: Severity = "info" if _SET_OFF.search(pair.en) else "warning"
        shown = "、".join(span.of(pair.zh) for span in dropped[:2])
        message = f"the English has no brackets, and nothing set off, for {shown}"
        if severity == "info":
            message = f"the English has no brackets for {shown}"
        yield pair.finding("brackets-dropped", message, dropped, severity=severity)
