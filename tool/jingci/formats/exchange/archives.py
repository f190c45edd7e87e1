"""Zip archives that are the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

#: The earliest date that a zip archive can name.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_archive(path: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """Write members in their order, without dates, owners or anything else that changes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
