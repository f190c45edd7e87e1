"""Every link of a folder of pages leads somewhere: to a file of it, and to an element with that id."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


class Pages:
    """The pages of a site on the disk, parsed once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.trees = {
            path.relative_to(root).as_posix(): html.fromstring(path.read_bytes())
            for path in sorted(root.rglob("*.html"))
        }
        self.ids = {path: set(tree.xpath("//@id")) for path, tree in self.trees.items()}

    def broken(self) -> list[str]:
        """The links that lead nowhere, each with the page it stands on; links out of the site are not followed."""
        found = []
        for page, tree in self.trees.items():
            for address in dict.fromkeys(tree.xpath("//@href | //@src")):
                if urlsplit(address).scheme in ("http", "https"):
                    continue
                if not self._leads(page, address):
                    found.append(f"{page}: {address}")
        return found

    def _leads(self, page: str, address: str) -> bool:
        parts = urlsplit(address)
        folder = self.root if parts.path.startswith("/") else (self.root / page).parent
        target = (folder / unquote(parts.path).lstrip("/")).resolve() if parts.path else self.root / page
        if not target.is_relative_to(self.root.resolve()) or not target.is_file():
            return False
        name = target.relative_to(self.root.resolve()).as_posix() if parts.path else page
        return not parts.fragment or name not in self.trees or unquote(parts.fragment) in self.ids[name]
