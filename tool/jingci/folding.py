"""Folding: one spelling for matching, with a way back to the print.

A text is searched in a folded copy: simplified script, half-width Latin letters and digits, plain quotation marks, no
invisible characters, no line break inside a word. Every position in the copy maps to a position in the text as given,
so that a hit is reported at its own place in its own spelling.

Scripts are folded with OpenCC's ``t2s``, which never changes the number of characters (a test asserts it over its whole
dictionaries). ``tw2sp``, which rewrites phrases and does change lengths, is not used.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jingci.model import Span

#: Zero-width characters, soft hyphen, word joiner, byte-order mark, bidirectional controls, variation selectors.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
)
_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACE = f"[ \t\u00a0\u3000\u2000-\u200a\u202f\u205f{INVISIBLE}]*"
#: Invisible characters; and one line break, with the white space around it, between two Chinese characters. A blank
#: line separates paragraphs and is kept.
_REMOVED = re.compile(f"(?<=[{_CJK}]){_SPACE}(?:\r\n|[\n\r\v\f\x85\u2028\u2029]){_SPACE}(?=[{_CJK}])|[{INVISIBLE}]+")
_HAN_OR_WIDE = re.compile(
    "[\u2010-\u201f\u2032\u2033\u300c-\u300f\u301d-\u301f\uff01-\uffee\u2e80-\u2fd5\uf900-\ufaff]"
)


def _single_character_table() -> dict[int, str]:
    """Replacements of one character by one: widths and compatibility forms (NFKC), quotation marks, dashes."""
    table: dict[int, str] = {}
    for low, high in ((0xFF01, 0xFF5E), (0xFFE0, 0xFFE6), (0x2E80, 0x2FD5), (0xF900, 0xFAFF)):
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    table.update(dict.fromkeys(map(ord, "“”„‟″〝〞〟「」『』＂"), '"'))
    table.update(dict.fromkeys(map(ord, "‘’‚‛′＇"), "'"))
    table.update(dict.fromkeys(map(ord, "‐‑‒–—―"), "-"))
    return table


_TABLE = _single_character_table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text.

    ``text`` is the copy; ``offsets[i]`` is the position in the original of its code point ``i`` (None where the two
    have the same length, so that positions are equal).
    """

    text: str
    offsets: array[int] | None = None

    def original(self, start: int, end: int) -> Span:
        """The span of the original that ``text[start:end]`` came from (``start`` < ``end``)."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def fold(text: str) -> Folded:
    """The text as it is searched, with the way back.

    :param text: any text; lone surrogates are searched as "?".
    """
    offsets: array[int] | None = None
    if _REMOVED.search(text):
        text, offsets = _without_removed(text)
    if _HAN_OR_WIDE.search(text):
        text = text.translate(_TABLE)
    return Folded(simplified(text), offsets)


def _without_removed(text: str) -> tuple[str, array[int]]:
    kept: list[str] = []
    offsets: array[int] = array("q")
    at = 0
    for match in _REMOVED.finditer(text):
        kept.append(text[at : match.start()])
        offsets.extend(range(at, match.start()))
        at = match.end()
    kept.append(text[at:])
    offsets.extend(range(at, len(text)))
    return "".join(kept), offsets


def simplified(text: str) -> str:
    """The text in simplified script, code point for code point.

    >>> simplified("網格化管理")
    '网格化管理'
    """
    if not text:
        return text
    result = _convert("t2s", text)
    return result if len(result) == len(text) else "".join(_simplified_character(ch) for ch in text)


def traditional_forms(text: str) -> tuple[str, ...]:
    """The spellings of a simplified form in traditional script: OpenCC's own, Taiwan's and Hong Kong's."""
    forms = (_convert(name, text) for name in ("s2t", "s2tw", "s2hk"))
    return tuple(dict.fromkeys(form for form in forms if form != text))


@lru_cache(maxsize=4096)
def _simplified_character(char: str) -> str:
    result = _convert("t2s", char)
    return result if len(result) == 1 else char


def _convert(name: str, text: str) -> str:
    # Lone surrogates cannot cross into OpenCC; NUL ends a C string.
    clean = text.encode("utf-8", "replace").decode("utf-8") if not _encodable(text) else text
    if "\0" in clean:
        return "\0".join(_converter(name).convert(part) if part else "" for part in clean.split("\0"))
    return str(_converter(name).convert(clean))


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=8)
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)
