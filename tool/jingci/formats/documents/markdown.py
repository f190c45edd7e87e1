"""Markdown, by way of the page it stands for."""

from __future__ import annotations

import re
from dataclasses import replace

from jingci.errors import EncodingError, LimitError, MissingExtraError
from jingci.files import decode
from jingci.formats.documents.extract import Extract
from jingci.formats.documents.html import extract_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^([\w-]+)\s*:\s*(.+?)\s*$", re.MULTILINE)
#: Deeper than this the parser would leave text out without a word; Python's own limit comes long before.
_MAX_NESTING = 100_000
_LONGEST_FRONT = 10_000
_KEYS = {
    "title": ("title", "标题"),
    "issuer": ("issuer", "source", "publisher", "来源"),
    "author": ("author", "作者"),
    "published": ("date", "published", "日期"),
    "url": ("url", "link", "链接"),
}


def read_markdown(data: bytes, path: str, max_size: int) -> Extract:
    """A Markdown text (CommonMark with tables and footnotes); its front matter gives title, author, date and address.

    :raises EncodingError: bytes that are text in no supported encoding, or no text at all.
    :raises LimitError: nested too deep.
    :raises MissingExtraError: markdown-it-py is not installed.
    """
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError as error:
        raise MissingExtraError(
            "reading Markdown needs markdown-it-py", hint="pip install 'jingci[documents]'"
        ) from error
    decoded = decode(data, path)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EncodingError("the file is empty", path=path)
    front = _FRONT_MATTER.match(text)
    renderer = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table").use(footnote_plugin)
    # Marks of footnotes would stand in the sentences as if they were words.
    renderer.add_render_rule("footnote_ref", lambda *_: "")
    renderer.add_render_rule("footnote_anchor", lambda *_: "")
    try:
        page = renderer.render(text[front.end() :] if front else text)
    except RecursionError as error:
        raise LimitError("is nested too deep", path=path) from error
    how = f"Markdown read as {decoded.encoding}" + (" (detected)" if decoded.detected else "")
    extract = extract_of(f"<html><body>{page}</body></html>", path, (how,), article=False)
    entries = (
        {key.lower(): value.strip("\"'") for key, value in _ENTRY.findall(front[1][:_LONGEST_FRONT])} if front else {}
    )
    found = {field: next((entries[key] for key in keys if key in entries), "") for field, keys in _KEYS.items()}
    return replace(
        extract,
        title=found["title"] or extract.title,
        issuer=found["issuer"],
        author=found["author"],
        published=found["published"],
        url=found["url"],
    )
