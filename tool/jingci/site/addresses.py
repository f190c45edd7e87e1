"""Where each page is: paths from the root of the site with ``/``, and the links between them.

All links are relative, so that a site works from any folder of a server and from the disk.
"""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import basename, dirname
from urllib.parse import quote

from jingci.errors import DataError
from jingci.pinyin import plain_pinyin

HOME = "index.html"
SEARCH = "search.html"
WORKS = "works.html"
ABOUT = "about.html"
MISSING = "404.html"
GLOSSARY = "glossary.json"
SITEMAP = "sitemap.xml"
ENGLISH = "english/index.html"
PINYIN = "pinyin/index.html"
GUIDES = "guides/index.html"
ASSETS = "assets"

_REPORT_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,119}\Z")


def concept_page(concept_id: str) -> str:
    """The page of a concept (ids are slugs; the readers of termbases see to that)."""
    return f"concepts/{concept_id}.html"


def report_page(report_id: str) -> str:
    """The page of a report.

    :raises DataError: for an id that cannot be the name of a file everywhere.
    """
    if not _REPORT_ID.match(report_id):
        raise DataError(
            f"the report id “{report_id}” cannot be the name of a page",
            hint="use lower-case letters, digits, hyphens, dots and underscores, a letter or digit first",
        )
    return f"reports/{report_id}.html"


def field_page(name: str) -> str:
    """The page of a field of the termbase, or of a user's list, which may have any name."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if plain == name:
        return f"fields/{name}.html"
    from hashlib import sha256

    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"fields/{'-'.join(filter(None, (plain[:60], digest)))}.html"


def guide_page(name: str) -> str:
    """The page of a part of the documentation."""
    return f"guides/{name}.html"


def initial(text: str, pinyin: str = "") -> str:
    """The letter under which a rendering, or a form with its reading, stands: ``a`` to ``z``, or ``other``."""
    first = next(filter(None, map(_letter, pinyin or text)), "")
    return first if "a" <= first <= "z" else "other"


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    return plain_pinyin(char)[:1]


def letter_page(index: str, letter: str) -> str:
    """The page of one letter of an index.

    :param index: :data:`ENGLISH` or :data:`PINYIN`.
    """
    return f"{dirname(index)}/{letter}.html"


def link(page: str, target: str) -> str:
    """The relative link from one page to another, which may have a fragment.

    >>> link("concepts/jingqing.html", "reports/ezhou-2015.html#s1p1c1")
    '../reports/ezhou-2015.html#s1p1c1'
    """
    path, hash_, fragment = target.partition("#")
    here, there = dirname(page), dirname(path)
    # Folders lie side by side, one deep.
    where = path if not here else basename(path) if here == there else f"../{path}"
    return f"{quote(where)}{hash_}{quote(fragment)}"
