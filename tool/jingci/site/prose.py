"""Notes as they stand on a page: shown, their citations linked to the bibliography."""

from __future__ import annotations

from jingci.bibliography import Bibliography
from jingci.formats.reader.safe import attribute, outward, shown
from jingci.markup import Citation, replace_citations
from jingci.model import Source
from jingci.site import addresses
from jingci.site.addresses import link


class Prose:
    """Writes text that cites works.

    :param works: the bibliography of the whole site.
    """

    def __init__(self, works: Bibliography) -> None:
        self.works = works

    def paragraphs(self, text: str, page: str) -> str:
        """A note as paragraphs.

        :param page: the page it stands on.
        """
        return "".join(f"<p>{self.cited(part, page)}</p>" for part in text.split("\n\n") if part.strip())

    def cited(self, text: str, page: str) -> str:
        """A text with its citations as links."""
        held: list[list[Citation]] = []

        def hold(citations: list[Citation]) -> str:
            held.append(citations)
            return f"\x00{len(held) - 1}\x00"

        pieces = replace_citations(text.replace("\x00", ""), hold).split("\x00")
        return "".join(
            self._parenthesis(held[int(piece)], page) if n % 2 else shown(piece) for n, piece in enumerate(pieces)
        )

    def work(self, key: str, page: str) -> str:
        """The short reference of a work, linked to its full entry."""
        label = shown(self.works.label(key))
        return f'<a href="{attribute(link(page, work_place(key)))}">{label}</a>' if key in self.works.sources else label

    def full(self, source: Source) -> str:
        """The full entry of a work, its address a link."""
        entry = self.works.full(source)
        if not source.url or source.url not in entry:
            return shown(entry)
        before, _, after = entry.partition(source.url)
        return f"{shown(before)}{outward(source.url)}{shown(after)}"

    def _parenthesis(self, citations: list[Citation], page: str) -> str:
        parts = [self.work(c.source, page) + (f", {shown(c.where)}" if c.where else "") for c in citations]
        return f"({'; '.join(parts)})"


def work_place(key: str) -> str:
    """Where a work stands in the bibliography."""
    return f"{addresses.WORKS}#work-{key}"
