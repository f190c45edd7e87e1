"""XLIFF and its dialects, and TMX, as they come back from a translator: units with their marks, streamed.

Unlike :mod:`jingci.formats.bilingual.xliff`, which pairs texts, this keeps what a merge needs: whose file a unit is in,
its segments inside, the term marks of its English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jingci.errors import DataError, FileError, UsageError
from jingci.formats.bilingual.tmx import read_tmx
from jingci.formats.bilingual.xml import attribute, local_name, stream
from jingci.formats.xml import storable
from jingci.markup import plain_and_links

SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".tmx")
#: Inline elements whose content is native code, in any version.
_CODES = frozenset({"bpt", "ept", "it", "ph", "bx", "ex", "x"})
#: Text that a translator has deleted and the tool still shows.
_DELETED = "x-sdl-deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A Chinese text and its English; ``en`` has the term marks of the data, ``[text](term:id "why")``."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A unit: its names in the order of their weight, the document it belongs to, its text whole and in segments."""

    names: tuple[str, ...]
    original: str
    whole: Piece
    pieces: tuple[Piece, ...] = ()


def read_incoming(path: str | Path) -> Iterator[Incoming]:
    """The units of an XLIFF file, or of a memory (TMX).

    :raises UsageError: a suffix that names neither.
    :raises DataError: not well-formed, not what the suffix says, or a memory without a unit in both languages.
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"the suffix “{file.suffix}” names no XLIFF and no TMX", path=str(path), hint=", ".join(SUFFIXES)
        )
    if not file.is_file():
        raise FileError("is a directory, not a file" if file.is_dir() else "no such file or folder", path=str(path))
    return _memory_units(file) if file.suffix.lower() == ".tmx" else _units(file)


def _memory_units(path: Path) -> Iterator[Incoming]:
    """The units of a memory; our own are named ``report#segment``, other tools' have no name that helps."""
    empty = True
    for unit in read_tmx(path):
        empty = False
        report, mark, segment = unit.id.rpartition("#")
        yield Incoming((segment,) if mark else (), report, Piece(storable(unit.zh), storable(unit.en)))
    if empty:
        raise DataError("has no unit in Chinese and English", path=str(path))


def _units(path: Path) -> Iterator[Incoming]:
    version = original = ""
    for event, element in stream(path, "xliff", "file", "trans-unit", "unit"):
        name = local_name(element)
        if event == "start" and name == "xliff":
            version = attribute(element, "version")
        elif event == "start" and name == "file":
            original = attribute(element, "original") or attribute(element, "id")
        elif event == "end" and name == "trans-unit":
            yield _unit_1(element, original)
        elif event == "end" and name == "unit" and version.startswith("2"):
            yield _unit_2(element, original)
    if not version:
        raise DataError("is not an XLIFF file (no <xliff version>)", path=str(path))


def _unit_1(unit: Any, original: str) -> Incoming:
    parts = {local_name(child): child for child in reversed(unit)}
    whole = Piece(_text(parts.get("source")), _text(parts.get("target"), marks=True))
    names = tuple(name for name in (attribute(unit, "id"), attribute(unit, "resname")) if name)
    sources, targets = _segments(parts.get("seg-source")), _segments(parts.get("target"))
    pieces = tuple(Piece(_text(e), _text(targets.get(key), marks=True)) for key, e in sources.items())
    return Incoming(names, original, whole, pieces if len(pieces) > 1 else ())


def _unit_2(unit: Any, original: str) -> Incoming:
    zh = en = ""
    pieces = []
    for part in unit:
        if local_name(part) not in ("segment", "ignorable"):
            continue
        texts = {local_name(child): child for child in part}
        source, target = _text(texts.get("source")), _text(texts.get("target"), marks=True)
        if local_name(part) == "segment":
            pieces.append(Piece(source, target))
        zh += source
        # What is between two segments is kept in the English where the tool gives it no English of its own.
        en += target if local_name(part) == "segment" or "target" in texts else source
    names = tuple(name for name in (attribute(unit, "name"), attribute(unit, "id")) if name)
    return Incoming(names, original, Piece(zh, en), tuple(pieces) if len(pieces) > 1 else ())


def _segments(element: Any) -> dict[str, Any]:
    if element is None:
        return {}
    marks = (e for e in element.iter() if local_name(e) == "mrk" and attribute(e, "mtype") == "seg")
    return {attribute(mark, "mid"): mark for mark in marks}


def _text(element: Any, *, marks: bool = False) -> str:
    """The text of an element without its inline codes; ``marks`` keeps the term marks as mark-up."""
    return "" if element is None else storable(_inner(element, marks))


def _inner(element: Any, marks: bool) -> str:
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":
            parts.append("\ufffd")
        elif name and name not in _CODES and attribute(child, "mtype") != _DELETED:
            inside = _inner(child, marks)
            parts.append(_linked(child, inside) if marks and name == "mrk" else inside)
        parts.append(child.tail or "")
    return "".join(parts)


def _linked(mark: Any, inside: str) -> str:
    """A term mark of ours as the mark-up it was made from; any other mark as its text."""
    if attribute(mark, "mtype") == "term":
        concept, _, why = attribute(mark, "comment").partition(" ")
    elif attribute(mark, "type") == "term":
        concept, why = attribute(mark, "ref"), attribute(mark, "value")
    else:
        return inside
    link = f'[{inside}]({concept} "{why}")' if why else f"[{inside}]({concept})"
    # What would not be read as one link (a quotation mark in the reason, say) is no link.
    text, links = plain_and_links(link)
    return link if len(links) == 1 and text == inside else inside
