"""XML streamed safely: no entity is expanded, nothing is fetched, nothing nests without end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jingci.errors import DataError, FileError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def stream(path: str | Path, *names: str) -> Iterator[tuple[str, Any]]:
    """``(event, element)`` for the start and end of elements with one of these local names.

    After the end of an element has been handled its content is freed.

    :raises DataError: not well-formed, or with entities of its own; the message names the line.
    """
    from lxml import etree

    wanted = frozenset(names)
    try:
        with open(path, "rb") as file:
            events = etree.iterparse(
                file,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            for event, element in events:
                name = local_name(element)
                if name in wanted:
                    yield event, element
                if event == "end" and name in wanted:
                    _free(element)
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        raise DataError(f"not well-formed XML: {error.msg}", path=str(path), line=line) from error
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=str(path)) from error


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for an unexpanded entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key == name or key.rpartition("}")[2] == name:
            return str(value)
    return ""


def plain_text(element: Any, codes: frozenset[str]) -> str:
    """The text of an element without that of its inline codes.

    :param codes: local names of elements whose content is native code, not text.
    """
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":
            parts.append(_code_point(child))
        elif name and name not in codes:
            parts.append(plain_text(child, codes))
        parts.append(child.tail or "")
    return "".join(parts)


def _code_point(element: Any) -> str:
    # XLIFF 2 writes characters that XML cannot hold as <cp hex="001A"/>.
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""


def _free(element: Any) -> None:
    element.clear(keep_tail=True)
    while element.getprevious() is not None:
        del element.getparent()[0]
