"""The search: its page, and the data that its script looks through.

The data are a script of their own, which a browser loads from the disk too; without a script the page leads to the
indexes.
"""

from __future__ import annotations

import json

from jingci.formats.reader.scripts import traditional_pairs
from jingci.model import Concept, Form
from jingci.site import addresses
from jingci.site.material import Material
from jingci.site.shell import Frame, page

DATA = f"{addresses.ASSETS}/search-data.js"
SCRIPTS = (f"{addresses.ASSETS}/minisearch.js", DATA, f"{addresses.ASSETS}/search.js")


def search_html(material: Material) -> str:
    """The page."""
    body = (
        "<h1>Search</h1>"
        '<form id="search" role="search" hidden><label for="query">A term, in part or whole</label>'
        '<input type="search" id="query" autocomplete="off" autocapitalize="off" spellcheck="false" '
        'aria-describedby="hint"><p id="hint" class="count">网格化, 網格化, wanggehua, grid management</p></form>'
        '<p id="count" role="status"></p><ol id="results"></ol>'
        f'<noscript><p>The search needs a script. The indexes list everything: <a href="{addresses.ENGLISH}">English, '
        f'A to Z</a>, and <a href="{addresses.PINYIN}">Chinese, by pinyin</a>.</p></noscript>'
    )
    about = "Search the termbase in Chinese (both scripts), pinyin or English."
    return page(Frame(addresses.SEARCH, "Search", about, material.base_url, SCRIPTS), body)


def search_data(material: Material) -> str:
    """The script that holds what is searched, one record a line.

    A record is ``[kind, id, Chinese forms, pinyin, English, gloss]``, kind 0 for a concept and 1 for a report.
    """
    records = [_record(concept) for concept in material.concepts.values()]
    records += [[1, digest.id, [digest.title_zh], [], [digest.title_en], digest.source] for digest in material.reports]
    spellings = [form for concept in material.concepts.values() for form in _spellings(concept)]
    pairs = json.dumps(traditional_pairs("".join(spellings)), ensure_ascii=False)
    lines = ",\n".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records)
    return f'"use strict";\nconst jingciData = {{"pairs": {pairs}, "records": [\n{lines}\n]}};\n'


def _record(concept: Concept) -> list[object]:
    # Deprecated renderings are what is met elsewhere, and so are looked for.
    english = [concept.preferred.text, *(r.text for r in concept.en if r is not concept.preferred)]
    pinyin = [form.pinyin if form.pinyin != "-" else "" for form in _forms(concept)]
    return [0, concept.id, _spellings(concept), pinyin, english, concept.gloss]


def _forms(concept: Concept) -> list[Form]:
    return [concept.headword, *(form for form in concept.zh if form is not concept.headword)]


def _spellings(concept: Concept) -> list[str]:
    forms = _forms(concept)
    return [form.text for form in forms] + [form.hant for form in forms if form.hant]
