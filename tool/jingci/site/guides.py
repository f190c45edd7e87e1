"""The documentation as pages: the guides by task first, then a page for each part of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename
from typing import TYPE_CHECKING, Any

from jingci.files import read_text
from jingci.formats.reader.safe import attribute, shown
from jingci.paths import data_root
from jingci.site import addresses
from jingci.site.addresses import guide_page, link
from jingci.site.shell import Frame, page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BY_TASK = ("translator", "researcher", "glossary-editor")
_ABOUT = "How jingci is used, by task and by command."


@dataclass(frozen=True, slots=True)
class Guide:
    """A page of the documentation: its name, its title and the Markdown below it."""

    name: str
    title: str
    text: str


def all_guides() -> tuple[Guide, ...]:
    """The documentation that comes with jingci, the guides by task first."""
    found = [_read(path) for path in Path(data_root(), "docs").rglob("*.md")]
    place = {name: number for number, name in enumerate(_BY_TASK)}
    return tuple(sorted(found, key=lambda guide: (place.get(guide.name, len(place)), guide.title.casefold())))


def guides_html(guides: Sequence[Guide], base_url: str) -> str:
    """The list of them."""
    items = [
        f'<li><a href="{attribute(link(addresses.GUIDES, guide_page(guide.name)))}">{shown(guide.title)}</a></li>'
        for guide in guides
    ]
    tasks, parts = "".join(items[: len(_BY_TASK)]), "".join(items[len(_BY_TASK) :])
    body = f"<h1>Guides</h1><p>{_ABOUT}</p><ul>{tasks}</ul><section><h2>Part by part</h2><ul>{parts}</ul></section>"
    return page(Frame(addresses.GUIDES, "Guides", _ABOUT, base_url), body)


def guide_html(guide: Guide, guides: Sequence[Guide], base_url: str) -> str:
    """One of them. Links to others of them lead to their pages; what is not on the site is mere text."""
    path = guide_page(guide.name)
    targets = {f"{other.name}.md": link(path, guide_page(other.name)) for other in guides}
    parser = _parser()
    tokens = parser.parse(guide.text)
    _settle(tokens, targets)
    body = f"<h1>{shown(guide.title)}</h1>\n{parser.renderer.render(tokens, parser.options, {})}"
    return page(Frame(path, guide.title, _ABOUT, base_url), f'<div class="guide">{body}</div>')


def _read(path: Path) -> Guide:
    head, _, text = read_text(path).text.partition("\n")
    return Guide(path.stem, head.removeprefix("#").strip(), text)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    for kind, rule in _RULES.items():
        parser.add_render_rule(kind, rule)
    return parser


def _text(self: Any, tokens: Sequence[Token], number: int, *_: Any) -> str:
    return shown(tokens[number].content)


def _code(self: Any, tokens: Sequence[Token], number: int, *_: Any) -> str:
    return f"<code>{shown(tokens[number].content)}</code>"


def _block(self: Any, tokens: Sequence[Token], number: int, *_: Any) -> str:
    # What is wider than a phone scrolls, so the keyboard must reach it; tables likewise.
    lines = "\n".join(shown(line) for line in tokens[number].content.rstrip("\n").split("\n"))
    return f'<pre tabindex="0"><code>{lines}</code></pre>\n'


def _table(self: Any, tokens: Sequence[Token], number: int, *_: Any) -> str:
    return '<div class="wide" tabindex="0"><table>\n' if tokens[number].nesting > 0 else "</table></div>\n"


_RULES = {
    "text": _text,
    "code_inline": _code,
    "code_block": _block,
    "fence": _block,
    "table_open": _table,
    "table_close": _table,
}


def _settle(tokens: Sequence[Token], targets: Mapping[str, str]) -> None:
    """Lead the links to where their pages are; no element has a style of its own."""
    for token in tokens:
        token.attrs.pop("style", None)
        if token.children:
            _settle(token.children, targets)
            _relink(token.children, targets)


def _relink(tokens: Sequence[Token], targets: Mapping[str, str]) -> None:
    dead = False
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            if "://" not in address:
                target = targets.get(basename(address.partition("#")[0]))
                dead = target is None
                token.attrs["href"] = target or ""
            token.tag = "span" if dead else "a"
            if dead:
                token.attrs.clear()
        elif token.type == "link_close":
            token.tag = "span" if dead else "a"
            dead = False
