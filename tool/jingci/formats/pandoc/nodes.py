"""The nodes of pandoc's document model as JSON values (https://hackage.haskell.org/package/pandoc-types, API 1.23).

Only what a report needs. There is no raw node: whatever a text holds, pandoc writes it as text of the format in hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from jingci.formats.xml import storable
from jingci.screen import visible

API_VERSION = [1, 23]

#: A node: ``{"t": name, "c": content}``.
Node = dict[str, Any]

_WORD = re.compile(r"[^ \t\n]+|[ \t\n]+")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")


def inlines(text: str) -> list[Node]:
    """Text as words and spaces, without what steers a terminal, reorders a line or stands in no XML document."""
    shown = storable(visible(text))
    return [
        {"t": "Space"} if word.isspace() and word.strip(" \t\n") == "" else {"t": "Str", "c": word}
        for word in _WORD.findall(shown)
    ]


def anchor(prefix: str, name: str) -> str:
    """An identifier that every format takes; names that differ give identifiers that differ."""
    if _PLAIN.match(name):
        return f"{prefix}{name}"
    return f"{prefix}x-{name.encode('utf-8', 'replace').hex()[:200]}"


def span(content: list[Node], *, id: str = "", classes: Sequence[str] = (), lang: str = "", style: str = "") -> Node:
    """A stretch with an identifier, classes, a language, or a character style of a word processor."""
    return {"t": "Span", "c": [_attributes(id, classes, lang, style), content]}


def chinese(text: str) -> Node:
    """Chinese text, said to be Chinese."""
    return span(inlines(text), lang="zh-Hans")


def strong(content: list[Node]) -> Node:
    """Bold."""
    return {"t": "Strong", "c": content}


def emphasis(content: list[Node]) -> Node:
    """Italic."""
    return {"t": "Emph", "c": content}


def link(content: list[Node], target: str, title: str = "") -> Node:
    """A link to a place of the document (``#id``) or to a web page.

    :param title: what a reader sees who points at it.
    """
    return {"t": "Link", "c": [_attributes(), content, [target, "".join(_texts(inlines(title)))]]}


def footnote(blocks: list[Node]) -> Node:
    """A footnote's mark, with its text."""
    return {"t": "Note", "c": blocks}


def separated(content: list[Node]) -> list[Node]:
    """The same, with a comma between two footnote marks that would run into one number."""
    found: list[Node] = []
    for node in content:
        if found and node["t"] == found[-1]["t"] == "Note":
            found.append({"t": "Superscript", "c": [{"t": "Str", "c": ","}]})
        found.append(node)
    return found


SPACE: Node = {"t": "Space"}
BREAK: Node = {"t": "LineBreak"}


def paragraph(content: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": content}


def plain(content: list[Node]) -> Node:
    """A line of a list or a cell of a table."""
    return {"t": "Plain", "c": content}


def header(level: int, content: list[Node], id: str = "") -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, _attributes(id), content]}


def division(blocks: list[Node], *, classes: Sequence[str] = (), lang: str = "", style: str = "", id: str = "") -> Node:
    """Blocks with classes, a language, or a paragraph style of a word processor."""
    return {"t": "Div", "c": [_attributes(id, classes, lang, style), blocks]}


def bullets(items: Sequence[list[Node]]) -> Node:
    """A list; each item is blocks."""
    return {"t": "BulletList", "c": list(items)}


def table(head: Sequence[list[Node]], rows: Sequence[Sequence[list[Node]]], widths: Sequence[float]) -> Node:
    """A table; each cell is blocks.

    :param widths: of the columns, as fractions of the line.
    """
    columns = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": width}] for width in widths]
    heads = [_row(head)] if head else []
    body = [_attributes(), 0, [], [_row(row) for row in rows]]
    return {
        "t": "Table",
        "c": [_attributes(), [None, []], columns, [_attributes(), heads], [body], [_attributes(), []]],
    }


def meta_inlines(content: list[Node]) -> Node:
    """A value of the metadata."""
    return {"t": "MetaInlines", "c": content}


def meta_text(text: str) -> Node:
    """A value of the metadata that is shown nowhere."""
    return {"t": "MetaString", "c": storable(visible(text))}


def meta_list(values: Sequence[Node]) -> Node:
    """Values of the metadata."""
    return {"t": "MetaList", "c": list(values)}


def _row(cells: Sequence[list[Node]]) -> list[Any]:
    return [_attributes(), [[_attributes(), {"t": "AlignDefault"}, 1, 1, cell] for cell in cells]]


def _attributes(id: str = "", classes: Sequence[str] = (), lang: str = "", style: str = "") -> list[Any]:
    named = [[key, value] for key, value in (("lang", lang), ("custom-style", style)) if value]
    return [id, list(classes), named]


def _texts(content: Sequence[Node]) -> list[str]:
    return [node["c"] if node["t"] == "Str" else " " for node in content]
