"""The reader: an annotated report as one HTML page, with its text, its notes and the tools to read it.

The page loads nothing and runs its one script or none: without it the views are switched by style alone, every note
stands in the list, every term links to its note. :func:`reader_parts` gives the parts of the page to a site that sets
them into pages of its own; :func:`page` puts them together.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jingci.formats.parts import is_glossed
from jingci.formats.reader.apparatus import Apparatus
from jingci.formats.reader.front import Front
from jingci.formats.reader.safe import attribute, shown
from jingci.formats.reader.text import Text
from jingci.model import AnnotatedReport, Concept

#: Where the page of a concept is, as a link; empty where there is none.
ConceptLink = Callable[[Concept], str]


@dataclass(frozen=True, slots=True)
class Home:
    """What the bar of the page links to first: an address within the site, and its name."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class ReaderParts:
    """A page in parts, each of them HTML but for ``title``, ``style``, ``script`` and ``csp``.

    ``head`` is what belongs into the head besides title, style and policy. ``bar`` and ``main`` are the elements of the
    body, ``main`` the next sibling of ``bar``; the script is run behind ``bar`` or later. ``csp`` is the policy that
    allows the style and the script, by their hashes, and nothing else.
    """

    title: str
    head: str
    bar: str
    main: str
    style: str
    script: str
    csp: str

    @property
    def body(self) -> str:
        """Bar and text, without the script."""
        return f"{self.bar}\n{self.main}"


def reader_parts(
    annotated: AnnotatedReport,
    *,
    parallel: bool = False,
    concept_link: ConceptLink | None = None,
    home: Home | None = None,
) -> ReaderParts:
    """The parts of a report's page.

    :param parallel: the Chinese beside the English at first; the reader may choose otherwise.
    :param concept_link: gives the entries of the termbase links to pages of their own.
    :param home: the place in a site that the page belongs to.
    """
    link = concept_link or (lambda concept: "")
    text = Text(annotated)
    apparatus = Apparatus(annotated, link, text.pinyin.attribution)
    place = (home.address, home.name) if home else None
    front = Front(annotated, parallel=parallel, pinyin=bool(text.pinyin.lines), home=place)
    main = "\n".join(
        part for part in (front.title(), apparatus.introduction(), text.report(), apparatus.sections()) if part
    )
    style = _sheet("reader.css")
    if any(map(is_glossed, annotated.segments)):
        style += _sheet("gloss.css", "jingci.formats")
    script = _sheet("reader.js")
    report = annotated.report
    return ReaderParts(
        title=f"{report.title_en or report.title_zh} – jingci",
        head='<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">',
        bar=front.bar(),
        main=f'<main id="top">\n{main}\n</main>',
        style=style,
        script=script,
        csp=policy(style, script),
    )


def page(parts: ReaderParts) -> str:
    """The whole page."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{attribute(parts.csp)}">\n'
        f"{parts.head}\n<title>{shown(parts.title)}</title>\n<style>{parts.style}</style>\n</head>\n"
        f"<body>\n{parts.bar}\n<script>{parts.script}</script>\n{parts.main}\n</body>\n</html>\n"
    )


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy under which a page may use this style sheet and this script and load nothing."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@lru_cache
def _sheet(name: str, package: str = __name__) -> str:
    """A style sheet or a script of the package, without the indentation and the lines of comment, for it is sent."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.lstrip() for line in lines if not line.lstrip().startswith("//")) + "\n"
