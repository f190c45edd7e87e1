"""The pages that lead in: the shelf of reports, what the site is, and what is shown where a page is missing."""

from __future__ import annotations

from jingci.formats.parts import STATES
from jingci.formats.reader.safe import attribute, shown
from jingci.site import addresses
from jingci.site.addresses import link
from jingci.site.digest import Digest
from jingci.site.material import Material
from jingci.site.shell import NAME, Frame, page

_ABOUT = "Chinese policing documents in annotated English that can be cited, and the termbase behind them."
_ORIGIN = (
    "The translations, notes and entries of the project were drafted by a large language model and compared with the "
    "Chinese in a separate pass; each report says how its English came about. A concept is reviewed when at least one "
    "official, scholarly or press source was opened that supports its meaning or its rendering; provisional otherwise."
)


def home_html(material: Material) -> str:
    """The shelf."""
    reports = "".join(_report(digest) for digest in material.reports)
    fields = "".join(
        f'<li><a href="{attribute(link(addresses.HOME, addresses.field_page(name)))}">'
        f'{shown(material.field_title(name))}</a> <span class="count">{count:,}</span></li>'
        for name, count in material.fields.items()
    )
    total = f"{len(material.concepts):,} {'concept' if len(material.concepts) == 1 else 'concepts'}"
    body = (
        '<h1>Chinese policing in annotated English</h1><p class="lead">Police reports of the People’s Republic '
        "in full, the Chinese beside the English, with a termbase of their language: who renders a term how, what it "
        'means in practice, and where it stands.</p><p class="ways">'
        f'<a href="{addresses.SEARCH}">Search</a> in Chinese, pinyin or English, or go through the terms by their '
        f'<a href="{link("", addresses.ENGLISH)}">English</a> or their '
        f'<a href="{link("", addresses.PINYIN)}">pinyin</a>.</p>\n'
        f'<section id="reports"><h2>Reports</h2><ul class="shelf">{reports or "<li>No report is here yet.</li>"}</ul>'
        f'</section>\n<section id="fields"><h2>Termbase</h2><p class="count">{total} in {len(material.fields)} fields'
        f'</p><ul class="fields">{fields}</ul></section>'
    )
    return page(Frame(addresses.HOME, NAME, _ABOUT, material.base_url), body)


def _report(digest: Digest) -> str:
    where = attribute(link(addresses.HOME, addresses.report_page(digest.id)))
    title = digest.title_en or digest.title_zh
    language = "" if digest.title_en else ' lang="zh-Hans"'
    original = f'<p class="original" lang="zh-Hans">{shown(digest.title_zh)}</p>' if digest.title_en else ""
    size = f"{digest.characters:,} characters, {digest.words:,} words, {digest.terms:,} terms, {digest.notes:,} notes"
    summary = f"<p>{shown(digest.summary)}</p>" if digest.summary else ""
    return (
        f'<li><h3><a href="{where}"{language}>{shown(title)}</a></h3>{original}'
        f'<p class="source">{shown(digest.source)}</p>{summary}'
        f'<p class="count">{size}. {shown(digest.state)}</p></li>'
    )


def about_html(material: Material) -> str:
    """How it came about, what is whose, and how it is cited."""
    cited = "".join(f"<li>{shown(digest.citation)}</li>" for digest in material.reports)
    dictionaries = dict.fromkeys(line for digest in material.reports for line in digest.attributions)
    whose = "".join(f"<li>{shown(line)}</li>" for line in dictionaries)
    body = (
        f"<h1>About</h1><p>{_ORIGIN}</p><p>States of a report’s segments. {STATES}</p>"
        '<h2>Licenses</h2><p>The termbase and what is the project’s own in the editions: <a rel="license noreferrer" '
        'href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. The Chinese texts, and the right to '
        "translate them, stay with their publishers; each report says whose it is.</p><ul>"
        f'{whose}<li>Search: MiniSearch, © Luca Ongaro, <a href="assets/minisearch.LICENSE.txt">MIT License</a>.'
        "</li></ul>"
        f'<h2>Data</h2><p><a href="{addresses.GLOSSARY}">glossary.json</a> holds every entry and every work.</p>'
        + (f'<h2>To cite</h2><ul class="works">{cited}</ul>' if cited else "")
    )
    return page(Frame(addresses.ABOUT, "About", _ABOUT, material.base_url), body)


def missing_html(material: Material) -> str:
    """What a server shows where there is no page."""
    body = (
        "<h1>There is no such page</h1><p>An entry keeps its address, and so does a report; the address may be "
        "mistyped. The search and the indexes above lead to everything that is here.</p>"
    )
    return page(Frame(addresses.MISSING, "Not found", "", material.base_url), body)
