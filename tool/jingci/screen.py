"""What may reach a terminal or a page."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\t\n")


def visible(text: str) -> str:
    """The text without characters that steer a terminal or reorder a line; each becomes U+FFFD.

    Those are control characters but tab and line feed (Cc), format characters such as bidirectional overrides (Cf),
    line and paragraph separators, and surrogates. Carriage returns before line feeds are dropped; zero-width
    characters, which show nothing, go with the rest.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def _shown(char: str) -> str:
    if char in _KEPT or char.isprintable():
        return char
    category = unicodedata.category(char)
    if category == "Zs":
        return char
    return (
        "" if char in "\u200b\u2060\ufeff\u00ad" else "\ufffd" if category in ("Cc", "Cf", "Zl", "Zp", "Cs") else char
    )
