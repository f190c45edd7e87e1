"""The bibliography: every work that the termbase and the notes name, and the entries that name it."""

from __future__ import annotations

from jingci.formats.reader.safe import attribute, shown
from jingci.model import Source
from jingci.site import addresses
from jingci.site.addresses import concept_page, link
from jingci.site.concept import chinese
from jingci.site.material import Material
from jingci.site.shell import Frame, page

_AUTHORITIES = (
    ("official", "laws, documents and texts of state and Party organs"),
    ("scholarly", "research"),
    ("press", "newspapers, agencies, magazines"),
    ("reference", "dictionaries, encyclopedias, glossaries"),
    ("project", "this project"),
)
#: Entries that are shown without being asked for.
_MANY = 10


def works_html(material: Material) -> str:
    """The page."""
    ordered = material.prose.works.ordered()
    counts = {name: sum(source.authority == name for source in ordered) for name, _ in _AUTHORITIES}
    said = "; ".join(f"{counts[name]:,} {name} ({about})" for name, about in _AUTHORITIES if counts[name])
    items = "\n".join(_work(source, material) for source in ordered)
    body = (
        f'<h1>Works cited</h1><p class="count">{len(ordered):,} works: {said}.</p>\n<ul class="works">{items}</ul>'
        if ordered
        else "<h1>Works cited</h1><p>No works are cited.</p>"
    )
    return page(Frame(addresses.WORKS, "Works cited", "The bibliography of the termbase.", material.base_url), body)


def _work(source: Source, material: Material) -> str:
    extent = f", read: {shown(source.extent)}" if source.extent else ""
    return (
        f'<li id="work-{attribute(source.id)}">{material.prose.full(source)} '
        f'<span class="authority">{shown(source.authority.capitalize())}{extent}.</span>{_named(source, material)}</li>'
    )


def _named(source: Source, material: Material) -> str:
    """The entries that name a work; many of them only when they are asked for."""
    names = material.citing.get(source.id, [])
    entries = ", ".join(_concept(name, material) for name in names)
    if len(names) > _MANY:
        return f'<details class="cited"><summary>For {len(names):,} entries</summary>{entries}</details>'
    return f'<span class="cited">For {entries}</span>' if entries else ""


def _concept(name: str, material: Material) -> str:
    where = attribute(link(addresses.WORKS, concept_page(name)))
    return f'<a href="{where}">{chinese(material.concepts[name].headword.text)}</a>'
