"""TMX 1.4b in (LISA OSCAR; https://www.gala-global.org/tmx-14b)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jingci.errors import DataError
from jingci.formats.bilingual.xml import XML_LANG, attribute, local_name, plain_text, stream
from jingci.model import TranslationUnit

#: Elements of a segment whose content is native code.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def read_tmx(path: str | Path) -> Iterator[TranslationUnit]:
    """The units of a memory that have Chinese and English.

    :raises DataError: not well-formed, or no TMX.
    """
    number = 0
    is_tmx = False
    for event, element in stream(path, "tmx", "tu"):
        if local_name(element) == "tmx":
            is_tmx = True
        elif event == "end":
            number += 1
            if (unit := _unit(element, number)) is not None:
                yield unit
    if not is_tmx:
        raise DataError("is not a TMX file (no <tmx> element)", path=str(path))


def _unit(element: Any, number: int) -> TranslationUnit | None:
    texts: dict[str, str] = {}
    for variant in element:
        if local_name(variant) != "tuv":
            continue
        language = (variant.get(XML_LANG) or variant.get("lang") or "").lower()[:2]
        for segment in variant:
            if local_name(segment) == "seg":
                texts.setdefault(language, plain_text(segment, _CODES))
    if "zh" not in texts or "en" not in texts:
        return None
    return TranslationUnit(attribute(element, "tuid") or str(number), texts["zh"], texts["en"], f"tu {number}")
