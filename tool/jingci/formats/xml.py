"""XML as a stream of text: small trees rendered one at a time, so that a file of any length takes bounded memory."""

from __future__ import annotations

import re
from dataclasses import dataclass

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: What XML 1.0 cannot hold, not even as a reference (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_TOKEN = re.compile(r"[\w.:\-]+\Z", re.ASCII)
_ATTRIBUTE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
#: A carriage return that stands in the text would be read as a line feed.
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE_TABLE = str.maketrans(_ATTRIBUTE)
_TEXT_TABLE = str.maketrans(_TEXT)


@dataclass(frozen=True, slots=True)
class Node:
    """An element. A child that is a string is text; an element with text among its children is written on one line."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node | str, ...] = ()


def node(element: str, *children: Node | str, **attributes: str) -> Node:
    """An element; in an attribute's name ``__`` stands for a colon, ``_`` for a hyphen, and a final ``_`` is dropped.

    >>> rendered(node("note", "a < b", xml__lang="en", id=""))
    '<note xml:lang="en">a &lt; b</note>\\n'
    """
    named = (
        (key.rstrip("_").replace("__", ":").replace("_", "-"), value) for key, value in attributes.items() if value
    )
    return Node(element, tuple(named), children)


def rendered(item: Node, depth: int = 0) -> str:
    """An element as text, indented by one blank a level."""
    blank = " " * depth
    if item.children and all(isinstance(child, Node) for child in item.children):
        inside = [rendered(child, depth + 1) for child in item.children if isinstance(child, Node)]
        return f"{opened(item, depth)}{''.join(inside)}{closed(item.name, depth)}"
    return f"{blank}{_inline(item)}\n"


def opened(item: Node, depth: int = 0) -> str:
    """The start tag of an element whose content is streamed."""
    return f"{' ' * depth}<{item.name}{_attributes(item)}>\n"


def closed(name: str, depth: int = 0) -> str:
    """The end tag of an element whose content was streamed."""
    return f"{' ' * depth}</{name}>\n"


def storable(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def is_storable(text: str) -> bool:
    """Whether XML can hold every character of the text."""
    return text.isprintable() or _FORBIDDEN.search(text) is None


def is_name_token(text: str) -> bool:
    """Whether a text can be an attribute of type NMTOKEN."""
    return _NAME_TOKEN.match(text) is not None


def _inline(item: Node) -> str:
    if not item.children:
        return f"<{item.name}{_attributes(item)}/>"
    inside = "".join(_escaped(child) if isinstance(child, str) else _inline(child) for child in item.children)
    return f"<{item.name}{_attributes(item)}>{inside}</{item.name}>"


def _escaped(text: str) -> str:
    return storable(text).translate(_TEXT_TABLE)


def _attributes(item: Node) -> str:
    return "".join(f' {name}="{storable(value).translate(_ATTRIBUTE_TABLE)}"' for name, value in item.attributes)
