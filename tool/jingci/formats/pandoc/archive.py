"""What word processors and reading systems keep: a ZIP archive of parts, some of which are finished after pandoc."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What becomes of a part.
Change = Callable[[bytes], bytes]


def finished(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """The archive with some parts changed, all in their order, packed as they were, without a time of their own.

    :param changes: by the names of parts, in which ``*`` stands for anything.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            for pattern, change in changes.items():
                if fnmatchcase(info.filename, pattern):
                    part = change(part)
            new.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), part, info.compress_type)
    return result.getvalue()


def in_xml(change: Callable[[_Element], None]) -> Change:
    """A change of the tree that a part is; its document type stays."""

    def changed(part: bytes) -> bytes:
        from lxml import etree

        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        change(root)
        return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)

    return changed
