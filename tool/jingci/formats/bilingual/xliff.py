"""XLIFF 1.2 and 2.x in, with the two dialects translators send: SDLXLIFF and MQXLIFF.

Both dialects are XLIFF 1.2. SDLXLIFF divides a unit into segments (``mrk mtype="seg"``) in ``seg-source`` and
``target``; MQXLIFF has one segment a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jingci.errors import DataError
from jingci.formats.bilingual import is_chinese
from jingci.formats.bilingual.xml import attribute, local_name, plain_text, stream
from jingci.model import TranslationUnit

#: Inline elements whose content is native code, in either version.
_CODES = frozenset({"bpt", "ept", "it", "ph", "bx", "ex", "x"})


def read_xliff(path: str | Path) -> Iterator[TranslationUnit]:
    """The segments of an XLIFF file, Chinese first whichever its source language.

    :raises DataError: not well-formed, or no XLIFF.
    """
    version = ""
    for event, element in stream(path, "xliff", "trans-unit", "unit"):
        name = local_name(element)
        if name == "xliff" and event == "start":
            version = attribute(element, "version")
        elif event == "end" and name == "trans-unit":
            yield from _units_1(element)
        elif event == "end" and name == "unit" and version.startswith("2"):
            yield from _units_2(element)
    if not version:
        raise DataError("is not an XLIFF file (no <xliff version>)", path=str(path))


def _units_1(unit: Any) -> Iterator[TranslationUnit]:
    parts = {local_name(child): child for child in reversed(unit)}
    name = attribute(unit, "id")
    target = parts.get("target")
    if target is None:
        return
    sources = _segments(parts.get("seg-source"))
    targets = _segments(target)
    if not sources or not targets:
        state = attribute(target, "state") or attribute(unit, "status")
        yield _ordered(name, _text(parts.get("source")), _text(target), state)
        return
    for key, source in sources.items():
        if key in targets:
            yield _ordered(f"{name}/{key}" if len(sources) > 1 else name, _text(source), _text(targets[key]), "")


def _units_2(unit: Any) -> Iterator[TranslationUnit]:
    segments = [child for child in unit if local_name(child) == "segment"]
    for number, segment in enumerate(segments, 1):
        parts = {local_name(child): child for child in segment}
        if "target" not in parts:
            continue
        name = attribute(unit, "id")
        if len(segments) > 1:
            name += "/" + (attribute(segment, "id") or str(number))
        yield _ordered(name, _text(parts.get("source")), _text(parts["target"]), attribute(segment, "state"))


def _segments(element: Any) -> dict[str, Any]:
    if element is None:
        return {}
    marks = (e for e in element.iter() if local_name(e) == "mrk" and attribute(e, "mtype") == "seg")
    return {attribute(mark, "mid"): mark for mark in marks}


def _text(element: Any) -> str:
    return "" if element is None else plain_text(element, _CODES)


def _ordered(name: str, source: str, target: str, state: str) -> TranslationUnit:
    if is_chinese(target) and not is_chinese(source):
        source, target = target, source
    return TranslationUnit(name, source, target, f"unit {name}", state)
