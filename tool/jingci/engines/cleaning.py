"""What a model wrote, made fit to stand in an edition: plain text in one line, nothing in it steers anything."""

from __future__ import annotations

import re
import unicodedata

from jingci.markup import strip_markup

#: Sequences that a terminal obeys (ECMA-48): CSI with its parameters, OSC and the like up to their end, two characters.
_ANSI = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]P^_X]|[\x9d\x90\x9e\x9f\x98])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[@-_]?"
)
_TERM_LINK = "](term:"
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<!--.{0,1000}?-->|<!\[CDATA\[", re.DOTALL)


def clean(text: str) -> str:
    """The text in one line, without control, format and private characters, terminal sequences and term mark-up.

    >>> clean("\\x1b[31mThe grid\\x1b[0m\\u202e [runs](term:wangge)\\n on.")
    'The grid runs on.'
    """
    text = _ANSI.sub("", text)
    text = "".join(map(_kept, unicodedata.normalize("NFC", text)))
    while (stripped := strip_markup(text)) != text:
        text = stripped
    return " ".join(text.replace(_TERM_LINK, "] (term:").split())


def has_tags(text: str) -> bool:
    """Whether there are HTML or XML tags in the text."""
    return _TAG.search(text) is not None


def without_tags(text: str) -> str:
    """The text without HTML or XML tags."""
    while (stripped := _TAG.sub("", text)) != text:
        text = stripped
    return " ".join(text.split())


def _kept(char: str) -> str:
    if char.isprintable():
        return char
    category = unicodedata.category(char)
    return " " if category in ("Zs", "Zl", "Zp") or char in "\t\n\r\v\f\x85" else ""
