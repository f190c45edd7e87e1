"""Plain Chinese text in."""

from __future__ import annotations

from pathlib import Path

from jingci.errors import DataError
from jingci.files import MAX_SIZE, read_text
from jingci.model import Report
from jingci.segmentation import segment_text


def read_plain(path: str | Path, *, max_size: int | None = None) -> Report:
    """A text file as a report without English.

    :raises DataError: where there is no Chinese in it.
    """
    decoded = read_text(path, max_size=MAX_SIZE if max_size is None else max_size)
    if not any("\u3400" <= char <= "\u9fff" for char in decoded.text):
        raise DataError("holds no Chinese text", path=str(path), hint="jingci annotates Chinese documents")
    segments = segment_text(decoded.text)
    name = "stdin" if str(path) == "-" else Path(path).stem
    title = segments[0].zh if segments[0].kind == "title" else name
    how = f"read as {decoded.encoding}" + (" (detected)" if decoded.detected else "")
    return Report(id=name, title_zh=title, segments=segments, source=decoded.text, path=str(path), how=how)
