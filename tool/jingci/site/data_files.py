"""What machines read: the termbase as JSON, and the list of pages for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from jingci.formats.exchange.works import as_csl
from jingci.glossary.records import as_record
from jingci.model import Concept, Source
from jingci.site.addresses import HOME, concept_page, link
from jingci.site.material import Material, traditional
from jingci.site.outline import shelf

#: Of the layout of ``glossary.json``; it is raised where a reader of the old one would fail.
VERSION = 1


def glossary_json(material: Material) -> str:
    """Every concept and every work, one a line.

    Keys are those of the termbase; beside them a form has its traditional spelling (``hant``), a concept its ``field``,
    its ``layer`` and the path of its ``page``. Works are CSL items with their ``authority``.
    """
    concepts = ",\n".join(_line(_concept(concept)) for concept in material.concepts.values())
    sources = ",\n".join(_line(_source(source)) for source in material.prose.works.ordered())
    head = _line({"version": VERSION, "license": "CC-BY-4.0", "hash": material.glossary.hash})[:-1]
    return f'{head},\n"concepts":[\n{concepts}\n],\n"sources":[\n{sources}\n]}}\n'


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _concept(concept: Concept) -> dict[str, Any]:
    record = as_record(concept)
    for form, plain in zip(concept.zh, record["zh"], strict=True):
        plain["hant"] = traditional(form)
    page = concept_page(concept.id)
    return {**record, "field": shelf(concept), "layer": concept.layer, "page": page}


def _source(source: Source) -> dict[str, Any]:
    return {**as_csl(source), "authority": source.authority}


def sitemap(paths: Iterable[str], base_url: str) -> str:
    """The pages of the site (https://www.sitemaps.org/protocol.html).

    :param base_url: where the site will be, with ``/`` at its end.
    """
    places = (base_url + ("" if path == HOME else link("", path)) for path in paths)
    entries = "\n".join(f"<url><loc>{escape(place)}</loc></url>" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</urlset>\n'
    )
