"""A parsed page as passages: the text that a reader sees, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jingci.errors import DataError, EncodingError, LimitError
from jingci.formats.documents.extract import MAX_TEXT
from jingci.segmentation.blocks import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

NAVIGATION = "website furniture: navigation"
HIDDEN = "hidden in the page"
FORM = "website furniture: form"

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "script style template noscript head title object embed applet audio video canvas svg math map datalist iframe "
        "frame noframes rp",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table "
        "tbody td tfoot th thead tr ul caption",
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROLES: dict[str, Role] = {"figcaption": "caption", "caption": "caption", **dict.fromkeys(_HEADINGS, "heading")}
_SKIPPED = {"nav": NAVIGATION, "button": FORM, "select": FORM, "textarea": FORM, "option": FORM, "menu": NAVIGATION}
_MARGINS = frozenset(("aside", "footer", "nav"))
_MARGIN_NAME = re.compile(
    r"(?:\A|[-_ ])(?:comments?|pinglun|related|recommend(?:ed)?|sidebar|footer|breadcrumbs?|share|copyright)"
    r"(?:\Z|[-_ ])",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
#: A line break in the mark-up between two Chinese characters is no blank.
_BREAK_IN_CHINESE = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])[ \t\f]*[\r\n]\s*"
    r"(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)
#: The most passages a page may have.
_MAX_PASSAGES = 200_000


@dataclass(slots=True)
class PagePassage:
    """A passage with the place in the tree where it begins, and the element that holds its paragraph.

    It is ``linked`` where all of it is links, ``peripheral`` where the page itself calls its surroundings an aside, a
    footer, comments or the like.
    """

    text: str
    role: Role
    reason: str
    element: _Element
    in_tail: bool
    container: _Element | None
    linked: bool = False
    peripheral: bool = False


def parse_page(text: str, path: str) -> _Element:
    """A page as a tree. Nothing is fetched; no entity of the page's own is known.

    :raises EncodingError: nothing in it.
    :raises LimitError: nested beyond what any page needs, or one text of over 10 million characters.
    """
    from lxml import etree

    # The parser would trust the page's declaration over the text that it is given.
    text = re.sub(r"\A\s*<\?xml[^>]{0,500}\?>", "", text.replace("\0", ""))
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except etree.XMLSyntaxError as error:
        raise DataError(f"is not a readable page: {error.msg}", path=path) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LimitError("is nested deeper than 255 levels, or has a text of over 10 million characters", path=path)
    if root is None:
        raise EncodingError("the file is empty", path=path)
    return root


def passages_of(root: _Element, path: str) -> list[PagePassage]:
    """The passages of a page in reading order.

    :raises LimitError: a page of more text than :data:`MAX_TEXT` or of more passages than any page needs.
    """
    walker = _Walker(path)
    walker.visit(root, "")
    walker.flush()
    return walker.passages


class _Walker:
    def __init__(self, path: str) -> None:
        self.path = path
        self.passages: list[PagePassage] = []
        self.pieces: list[str] = []
        self.origin: tuple[_Element, bool] | None = None
        self.role: Role = ""
        self.reason = ""
        self.container: _Element | None = None
        self.row = False
        self.length = 0
        self.links = self.margins = 0
        self.linked = True

    def visit(self, element: _Element, reason: str) -> None:
        """Take in an element: its text, its children, the text between them."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _DROPPED:
            return
        reason = reason or _SKIPPED.get(tag, "") or _hidden(element)
        margin = tag in _MARGINS or bool(_MARGIN_NAME.search(f"{element.get('class')} {element.get('id')}"))
        if margin:
            self.flush()
        self.links += tag == "a"
        self.margins += margin
        self._visit(element, tag, reason)
        if margin:
            self.flush()
        self.links -= tag == "a"
        self.margins -= margin

    def _visit(self, element: _Element, tag: str, reason: str) -> None:
        if tag == "tr" and not reason and _is_data_row(element):
            self._visit_row(element, reason)
            return
        is_block = tag in _BLOCKS
        outer = (self.role, self.reason, self.container)
        if is_block or reason != self.reason:
            self.flush()
            self.role = _ROLES.get(tag, self.role if outer[0] else "")
            self.reason, self.container = reason, element if is_block else self.container
        if tag == "br":
            self.flush()
        self.take(element.text, element, in_tail=False)
        for child in element:
            self.visit(child, reason)
            self.take(child.tail, child, in_tail=True)
        if is_block or reason != outer[1]:
            self.flush()
            self.role, self.reason, self.container = outer

    def _visit_row(self, row: _Element, reason: str) -> None:
        self.flush()
        outer = (self.role, self.reason, self.container)
        self.role, self.reason, self.container, self.row = "row", reason, row, True
        for number, cell in enumerate(row):
            if number:
                self.pieces.append("\t")
            self.take_all(cell)
        self.flush()
        self.row = False
        self.role, self.reason, self.container = outer

    def take_all(self, element: _Element) -> None:
        """Take in the text of an element whose own structure does not count."""
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            return
        self.links += element.tag == "a"
        self.take(element.text, element, in_tail=False)
        for child in element:
            self.take_all(child)
            self.take(child.tail, child, in_tail=True)
        self.links -= element.tag == "a"

    def take(self, text: str | None, element: _Element, *, in_tail: bool) -> None:
        """Take in a piece of text."""
        if not text:
            return
        if text.strip():
            self.origin = self.origin or (element, in_tail)
            self.linked = self.linked and self.links > 0
        text = _BREAK_IN_CHINESE.sub("", text)
        self.pieces.append(text.replace("\t", " ") if self.row else text)

    def flush(self) -> None:
        """A passage ends here."""
        if self.origin is not None:
            joined = "".join(self.pieces)
            text = (re.sub(r"[ \r\n\f]+", " ", joined) if self.row else _WHITE.sub(" ", joined)).strip()
            if text:
                role = "skip" if self.reason else self.role
                element, in_tail = self.origin
                at = (element, in_tail, self.container, self.linked, self.margins > 0)
                self.passages.append(PagePassage(text, role, self.reason, *at))
                self.length += len(text)
        if self.length > MAX_TEXT or len(self.passages) > _MAX_PASSAGES:
            raise LimitError(f"holds more than {MAX_TEXT:,} characters of text", path=self.path)
        self.pieces.clear()
        self.origin, self.linked = None, True


def text_of(element: _Element) -> str:
    """The words of an element and of all in it, white space made blanks."""
    return " ".join("".join(map(str, element.itertext())).split())


def _hidden(element: Any) -> str:
    hidden = element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or "")
    return HIDDEN if hidden else ""


def _is_data_row(row: _Element) -> bool:
    """Whether a table's row holds data rather than the layout of the page: two cells or more, each one short text."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or len(cells) != len(row):
        return False
    for cell in cells:
        inner = [child for child in cell.iter() if child is not cell and isinstance(child.tag, str)]
        if any(child.tag in _BLOCKS and child.tag != "p" for child in inner):
            return False
        if sum(child.tag in ("p", "br") for child in inner) > 1:
            return False
    return sum(bool(text_of(cell)) for cell in cells) >= 2
