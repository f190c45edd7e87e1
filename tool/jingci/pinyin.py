"""Pinyin as it is searched."""

from __future__ import annotations

import unicodedata


def plain_pinyin(pinyin: str) -> str:
    """Pinyin without tone marks, spaces, hyphens and apostrophes, in lower case; ü becomes v.

    >>> plain_pinyin("Gōng'ān Jú"), plain_pinyin("lǜshī")
    ('gonganju', 'lvshi')
    """
    letters = unicodedata.normalize("NFD", pinyin.lower()).replace("u\u0308", "v")
    return "".join(ch for ch in letters if ch.isalnum())
