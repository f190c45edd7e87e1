"""Which passages of a page are its article: resiliparse's judgement, with passages beside the article's taken in.

Each passage is marked in the tree with a character of its own from a private plane; those whose marks come out of the
extractor belong to the main content, so that no text has to be found again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingci.formats.documents.page import PagePassage
from jingci.formats.xml import storable
from jingci.segmentation.wording import is_byline, is_dateline, is_prose, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

OUTSIDE = "website furniture: outside the article"
#: Supplementary private use area A: one character for each passage.
_FIRST_MARK, _LAST_MARK = 0xF0000, 0xFFFFD
#: Where the extractor leaves out more than this share of the running text, it has mistaken the page.
_LEAST_SHARE = 0.5


def outside_article(root: _Element, passages: list[PagePassage], title: str) -> tuple[set[int], str]:
    """The numbers of the passages outside the article, and a remark where the article could not be told.

    The tree is used up: it is marked, and its styles are dropped.

    :param title: the page's title as far as its metadata tell it.
    """
    shown = [number for number, passage in enumerate(passages) if not passage.reason]
    if len(passages) > _LAST_MARK - _FIRST_MARK:
        return set(), "too many passages to tell the article from the page around it"
    chosen = _chosen(root, passages)
    if chosen is None:
        return set(), "everything on the page is kept (resiliparse, which finds the article, is not installed)"
    prose = {number for number in shown if is_prose(passages[number].text)}
    inner = {number for number in shown if not passages[number].peripheral}
    # A page may name its very body after its footer.
    inner = inner if prose & inner else set(shown)
    prose &= inner
    weight = {number: len(passages[number].text) for number in prose}
    if not prose or sum(weight[n] for n in prose & chosen) < _LEAST_SHARE * sum(weight.values()):
        remark = "the article could not be told from the page around it, so that all but its margins is kept"
        return set(shown) - inner, remark
    article = prose & chosen
    head = _head(passages, inner, article, title)
    links = {n for n in inner if passages[n].linked and not min(article) < n < max(article)}
    kept = ((chosen & inner) | _beside(passages, inner, article)) - links
    return set(shown) - kept - head, ""


def _chosen(root: _Element, passages: list[PagePassage]) -> set[int] | None:
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        return None
    from lxml import etree

    for number, passage in enumerate(passages):
        mark = chr(_FIRST_MARK + number)
        if passage.in_tail:
            passage.element.tail = mark + storable(passage.element.tail or "")
        else:
            passage.element.text = mark + storable(passage.element.text or "")
    for element in root.iter():
        # An article that its page shows only by a script is hidden by a style; what is hidden for good is known.
        if element.get("style") is not None:
            del element.attrib["style"]
    etree.strip_elements(root, "script", "style", "noscript", "template", "iframe", with_tail=False)
    found = extract_plain_text(
        etree.tostring(root, encoding="unicode", method="html"), main_content=True, alt_texts=False, links=False
    )
    return {ord(char) - _FIRST_MARK for char in found if _FIRST_MARK <= ord(char) <= _LAST_MARK}


def _beside(passages: list[PagePassage], shown: set[int], article: set[int]) -> set[int]:
    """Passages of the blocks that hold the article's running text: the extractor drops short ones."""
    holders = {_holder(passages[number]) for number in article}
    return {number for number in shown if _holder(passages[number]) in holders}


def _holder(passage: PagePassage) -> _Element | None:
    container = passage.container
    if container is None or container.tag not in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section"):
        return container
    return container.getparent()


def _head(passages: list[PagePassage], shown: set[int], article: set[int], title: str) -> set[int]:
    """The title above the article, and its dateline, byline and captions."""
    first = min(article, default=0)
    wanted = squeezed(title)
    titles = [n for n in sorted(shown) if n < first and wanted and squeezed(passages[n].text) == wanted]
    start = titles[-1] if titles else first
    between = [passages[n] for n in range(start, first)]
    told = [p.role == "caption" or is_dateline(p.text) or is_byline(p.text) for p in between]
    return set(titles[-1:]) | {n for n, tells in enumerate(told, start) if tells and n in shown}
