"""What a page says of itself: the tags of Chinese government sites, Open Graph, what browsers write on saving."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingci.formats.documents.page import text_of
from jingci.segmentation.wording import squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The names of the Guide to the Development of Government Websites (政府网站发展指引, 2017), then common ones.
_TITLES = ("articletitle", "og:title", "twitter:title")
_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:release_date",
    "weibo:article:create_at",
    "datepublished",
    "date",
    "dc.date",
)
_ISSUERS = ("contentsource", "source", "mediaid", "og:site_name", "sitename")
_AUTHORS = ("author", "og:article:author", "article:author")
_ADDRESSES = ("url", "og:url")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->|Page saved with SingleFile\s+url:\s*(\S+)")
_SITE_SUFFIX = re.compile(r"\s*(?:[-_|｜–—]+\s*[^-_|｜–—]{1,30})+\Z")
#: A window title is cut here, so that no page can make much of its search for a suffix.
_LONGEST = 300
_NOBODY = frozenset(("", "佚名", "admin", "administrator", "管理员", "匿名", "本站", "null", "undefined"))


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's title, issuer, author, date and address in its own words; each empty where it is not told."""

    title: str = ""
    issuer: str = ""
    author: str = ""
    published: str = ""
    url: str = ""


def metadata_of(root: _Element, text: str) -> Metadata:
    """What a page says of itself.

    :param text: the page as it was before it was parsed, for the comments of browsers.
    """
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            tags.setdefault(name, content)
    issuer = re.sub(r"\A来源\s*[:：]\s*", "", _first(tags, _ISSUERS))
    author = _first(tags, _AUTHORS)
    saved = _SAVED_FROM.search(text[:20_000])
    address = _first(tags, _ADDRESSES) or _canonical(root) or ((saved[1] or saved[2]) if saved else "")
    return Metadata(
        title=_title(root, tags),
        issuer=issuer,
        author="" if author.lower() in _NOBODY else author,
        published=_first(tags, _DATES),
        url=address,
    )


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if name in tags), "")


def _title(root: _Element, tags: dict[str, str]) -> str:
    """The title by the page's tags, its one first-rank heading, or its window title without the name of the site."""
    if declared := _first(tags, _TITLES):
        return declared
    headings = [text_of(element) for element in root.iter("h1")]
    headings = [heading for heading in headings if heading]
    window = next((text_of(element)[:_LONGEST] for element in root.iter("title")), "")
    for heading in headings:
        if len(headings) == 1 or squeezed(window).startswith(squeezed(heading)):
            return heading
    return _SITE_SUFFIX.sub("", window) or window


def _canonical(root: _Element) -> str:
    links = (link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((href for href in links if href.startswith(("http://", "https://"))), "")
