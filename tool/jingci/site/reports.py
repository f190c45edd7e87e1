"""The reports of a site: read, annotated and set only where they have changed since the last build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from jingci.annotation import annotate
from jingci.edition import load_edition
from jingci.errors import DataError
from jingci.files import read_bytes
from jingci.formats.reader import Home, page, reader_parts
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport
from jingci.site.addresses import HOME, concept_page, link, report_page
from jingci.site.digest import Digest, digest_of, from_json, to_json
from jingci.site.folder import KEPT, SiteFolder, key_of
from jingci.site.shell import NAME, Frame, known_place

_FILES = ("report.yaml", "source.zh.txt", "segments.yaml", "notes.yaml", "intro.md")


class Reports:
    """Puts the reports into a site.

    :param base: what else the pages are made from, as a key.
    """

    def __init__(self, site: SiteFolder, glossary: Glossary, base: str, base_url: str) -> None:
        self.site = site
        self.glossary = glossary
        self.base = base
        self.base_url = base_url
        self._folders: dict[str, Path] = {}

    def add(self, folders: Sequence[Path], on_report: Callable[[int], None]) -> list[Digest]:
        """The pages of the reports in these folders; their digests in order of publication.

        :param on_report: is told how many are done.
        """
        digests = []
        for number, folder in enumerate(folders, 1):
            digests.append(self._one(folder))
            on_report(number)
        return sorted(digests, key=lambda digest: (digest.published, digest.id))

    def _one(self, folder: Path) -> Digest:
        key = key_of(self.base, *_contents(folder))
        place = f"{KEPT}/{key}.json"
        self._single(place, folder)
        annotated = None
        if kept := self.site.kept(place, key):
            digest = from_json(kept.decode("utf-8"))
        else:
            annotated = self._annotated(folder)
            digest = digest_of(annotated, self.glossary)
        path = self._path(digest.id, folder)
        self._single(path, folder)
        self.site.add(path, key, lambda: self._page(annotated or self._annotated(folder)))
        if annotated is not None:
            self.site.add(place, key, lambda: to_json(digest))
        return digest

    def _single(self, path: str, folder: Path) -> None:
        """See to it that no other edition has this page."""
        if path in self._folders:
            hint = f"the other is {self._folders[path]}"
            raise DataError("another edition has the same report id", path=str(folder), hint=hint)
        self._folders[path] = folder

    def _path(self, report_id: str, folder: Path) -> str:
        try:
            return report_page(report_id)
        except DataError as error:
            raise DataError(error.message, path=str(folder / "report.yaml"), hint=error.hint) from error

    def _annotated(self, folder: Path) -> AnnotatedReport:
        return annotate(load_edition(folder), self.glossary)

    def _page(self, annotated: AnnotatedReport) -> str:
        report = annotated.report
        path = report_page(report.id)
        parts = reader_parts(
            annotated,
            concept_link=lambda concept: link(path, concept_page(concept.id)),
            home=Home(link(path, HOME), NAME),
        )
        frame = Frame(path, report.title_en or report.title_zh, report.summary, self.base_url, kind="article")
        known = known_place(frame)
        return page(replace(parts, head=f"{parts.head}\n{known}".rstrip()))


def _contents(folder: Path) -> list[str | bytes]:
    """Name and bytes of each of an edition's files; the name alone of one that is not there."""
    contents: list[str | bytes] = []
    for name in _FILES:
        contents += [name, read_bytes(folder / name)] if (folder / name).is_file() else [name]
    return contents
