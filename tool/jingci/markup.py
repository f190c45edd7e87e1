"""The two kinds of mark-up in the data: term links in English segments, citations in notes.

A term link is ``[text](term:concept-id "why")``; the reason is optional. A citation is pandoc's: ``[@key, p. 12]`` or
``[@one, p. 3; @two]`` (https://pandoc.org/MANUAL.html#citations).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jingci.model import Span

_TERM_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(term:([a-z0-9-]{1,120})(?: \"([^\"\n]{0,500})\")?\)")
_CITATION = re.compile(r"\[(@[a-z0-9][^\[\]\n]{0,400})\]")
_CITED = re.compile(r"@([a-z0-9][a-z0-9-]*)(?:,\s*(.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term link; ``span`` is where its text stands in the plain English."""

    span: Span
    concept: str
    why: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited, and where in it."""

    source: str
    where: str = ""


def plain_and_links(text: str) -> tuple[str, tuple[TermLink, ...]]:
    """The English without mark-up, and its term links.

    >>> plain_and_links('the [grid patrols](term:wangge "shorter") run')[0]
    'the grid patrols run'
    """
    parts: list[str] = []
    links: list[TermLink] = []
    at = length = 0
    for match in _TERM_LINK.finditer(text):
        parts += [text[at : match.start()], match[1]]
        length += match.start() - at
        links.append(TermLink(Span(length, length + len(match[1])), match[2], match[3] or ""))
        length += len(match[1])
        at = match.end()
    parts.append(text[at:])
    return "".join(parts), tuple(links)


def strip_markup(text: str) -> str:
    """The English without mark-up."""
    return plain_and_links(text)[0] if "](term:" in text else text


def citations(text: str) -> list[Citation]:
    """The works a note cites, in order."""
    return [citation for match in _CITATION.finditer(text) for citation in _split(match[1])]


def replace_citations(text: str, render: Callable[[list[Citation]], str]) -> str:
    """The note with each bracket of citations replaced by what ``render`` makes of it."""
    return _CITATION.sub(lambda match: render(_split(match[1])), text)


def _split(inside: str) -> list[Citation]:
    found = []
    for part in re.split(r";\s*(?=@)", inside):
        if match := _CITED.match(part.strip()):
            found.append(Citation(match[1], (match[2] or "").strip()))
    return found
