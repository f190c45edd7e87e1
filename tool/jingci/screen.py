"""What may reach a terminal or a page, and how it is quoted there."""

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


def quoted(text: str) -> str:
    """The text in quotation marks, those inside it made single; a text that stands in quotation marks stays as it is.

    >>> quoted("“Grids” in use"), quoted("“two robberies”")
    ('“‘Grids’ in use”', '“two robberies”')
    """
    if text.startswith("“") and text.endswith("”") and text.count("“") == 1:
        return text
    return f"“{text.replace('“', '‘').replace('”', '’')}”"
