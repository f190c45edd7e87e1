"""What a memory compares: a text's tokens, and how they are written so that they can be searched.

A token is a character of the folded text (:mod:`jingci.folding`: one script, one width, one kind of quotation mark);
but a figure (``2.2``, ``1,200``) and a run of Latin, Greek or Cyrillic letters are one token each, since 324 is no
nearer to 327 than to 9, nor "police" to "policy". White space is no token; it only keeps two words or figures apart.
"""

from __future__ import annotations

import re
import zlib

from jingci.folding import fold
from jingci.model import Span

_LETTERS = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1fff"
_LONG = rf"\d+(?:[.,]\d+)*|[{_LETTERS}]+"
_TOKEN = re.compile(rf"{_LONG}|\S")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(f"[{_LETTERS}]")
_SPACE = re.compile(r"\s")
#: What cannot stand for itself where each token is one character: long tokens, and the characters that stand for them.
_CODED = re.compile(rf"{_LONG}|[\U000f0000-\U0010ffff]|\s+")
_FIRST_CODE, _CODES = 0xF0000, 0x20000
#: Stands for a token of the other text that the query does not have; what it is makes no difference.
_OTHER = "\U0010ffff"


def key_of(text: str) -> str:
    """The folded text without white space but where it keeps two tokens apart: equal tokens, equal keys.

    >>> key_of("採集數據 ２.２ 億條。"), key_of("in use")
    ('采集数据2.2亿条。', 'in use')
    """
    folded = fold(text).text
    if not _SPACE.search(folded):
        return folded
    parts: list[str] = []
    before = last = ""
    for token in _TOKEN.findall(folded):
        if last and _would_join(before, last, token):
            parts.append(" ")
        parts.append(token)
        before, last = last, token
    return "".join(parts)


def _would_join(before: str, last: str, token: str) -> bool:
    if _FIGURE.match(token):
        return bool(_FIGURE.match(last) or (last in (".", ",") and _FIGURE.match(before)))
    return bool(_WORD.match(token) and _WORD.match(last))


def tokens_of(key: str) -> list[str]:
    """The tokens of a key."""
    return _TOKEN.findall(key)


def placed_tokens(text: str) -> list[tuple[str, Span]]:
    """The tokens of a text as given, each with its span in that text."""
    folded = fold(text)
    return [(match[0], folded.original(*match.span())) for match in _TOKEN.finditer(folded.text)]


def is_figure(token: str) -> bool:
    """Whether a token is a figure in digits."""
    return _FIGURE.match(token) is not None


class Encoder:
    """Writes keys with one character a token, so that their distance to one query can be computed on strings.

    The long tokens of the query get characters of their own; all others share one, which the query does not have.

    :param key: the query's key.
    """

    def __init__(self, key: str) -> None:
        self._codes: dict[str, str] = {}
        for match in _CODED.finditer(key):
            if not match[0].isspace():
                self._codes.setdefault(match[0], chr(_FIRST_CODE + len(self._codes)))
        self.query = self.encoded(key)

    def encoded(self, key: str) -> str:
        """A key with one character a token; equal tokens of it and of the query are equal characters."""
        return _CODED.sub(self._code, key)

    def _code(self, match: re.Match[str]) -> str:
        token = match[0]
        return "" if token.isspace() else self._codes.get(token, _OTHER)


def indexed(key: str) -> str:
    """A key with one character a token, a long token's being a hash of it: what the index is made from."""
    return _CODED.sub(_hashed, key)


def _hashed(match: re.Match[str]) -> str:
    token = match[0]
    return "" if token.isspace() else chr(_FIRST_CODE + zlib.crc32(token.encode()) % _CODES)
