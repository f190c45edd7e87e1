"""What all pages of the site have around their content: head, policy, navigation, foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jingci.formats.reader.safe import attribute, shown
from jingci.site import addresses
from jingci.site.addresses import link

#: What the pages may do: load style sheets, scripts and their icon, which lie beside them, and nothing else.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
NAME = "jingci"
_NAVIGATION = (
    (addresses.SEARCH, "Search"),
    (addresses.ENGLISH, "English"),
    (addresses.PINYIN, "Pinyin"),
    (addresses.WORKS, "Works"),
    (addresses.GUIDES, "Guides"),
    (addresses.ABOUT, "About"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said of a page outside its content.

    :param path: where the page is.
    :param title: its name, without the site's.
    :param about: one sentence on it, for who sees a link to it.
    :param base_url: where the site will be, with ``/`` at its end; empty where that is not known.
    :param scripts: paths of scripts that it runs, in order.
    :param kind: its type in Open Graph.
    """

    path: str
    title: str
    about: str = ""
    base_url: str = ""
    scripts: Sequence[str] = ()
    kind: str = "website"


def page(frame: Frame, body: str) -> str:
    """A whole page.

    :param body: the HTML inside ``main``.
    """
    title = f"{frame.title} – {NAME}" if frame.title != NAME else f"{NAME} 警词"
    scripts = "".join(f'<script defer src="{attribute(_to(frame, path))}"></script>\n' for path in frame.scripts)
    about = f'<meta name="description" content="{attribute(frame.about)}">\n' if frame.about else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{attribute(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n{about}{known_place(frame)}"
        f'<link rel="icon" href="{attribute(_to(frame, "assets/icon.svg"))}">\n'
        f'<script src="{attribute(_to(frame, "assets/theme.js"))}"></script>\n'
        f'<link rel="stylesheet" href="{attribute(_to(frame, "assets/site.css"))}">\n'
        f'{scripts}</head>\n<body>\n<a class="skip" href="#main">Skip to the content</a>\n'
        f"{_navigation(frame)}\n"
        f'<main id="main">\n{body}\n</main>\n{_foot(frame)}\n</body>\n</html>\n'
    )


def known_place(frame: Frame) -> str:
    """The canonical address and Open Graph, where it is known where the site will be."""
    if not frame.base_url:
        return ""
    address = attribute(frame.base_url + ("" if frame.path == addresses.HOME else addresses.link("", frame.path)))
    graph = {"title": frame.title, "type": frame.kind, "site_name": NAME, "description": frame.about}
    tags = "".join(
        f'<meta property="og:{name}" content="{attribute(value)}">\n' for name, value in graph.items() if value
    )
    return f'<link rel="canonical" href="{address}">\n<meta property="og:url" content="{address}">\n{tags}'


def _to(frame: Frame, target: str) -> str:
    # A server shows the page for what is missing at any address, so its links begin at the root of the site.
    if frame.path == addresses.MISSING:
        return f"{_root(frame.base_url)}{link('', target)}"
    return link(frame.path, target)


def _root(base_url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(base_url).path or "/"


def _navigation(frame: Frame) -> str:
    items = []
    for target, name in _NAVIGATION:
        here = frame.path == target or (target.endswith("/index.html") and frame.path.startswith(target[:-10]))
        current = f' aria-current="{"page" if frame.path == target else "true"}"' if here else ""
        items.append(f'<a href="{attribute(_to(frame, target))}"{current}>{name}</a>')
    home = f'<a class="home" href="{attribute(_to(frame, addresses.HOME))}">{NAME} <span lang="zh-Hans">警词</span></a>'
    return f'<header class="bar"><nav aria-label="Site">{home}{"".join(items)}</nav></header>'


def _foot(frame: Frame) -> str:
    return (
        f'<footer><p>Termbase and editions: <a href="{attribute(_to(frame, addresses.ABOUT))}">how they came about, '
        f'licenses, sources</a>. <a href="{attribute(_to(frame, addresses.GLOSSARY))}">glossary.json</a></p></footer>'
    )
