"""An annotated report as one HTML file, the reader: no network, nothing that runs but its one script."""

from __future__ import annotations

from jingci.formats.reader import page, reader_parts
from jingci.model import AnnotatedReport


def to_html(annotated: AnnotatedReport, *, parallel: bool = False) -> str:
    """The annotated English version as a page.

    :param parallel: the Chinese beside the English at first; the reader may choose otherwise.
    """
    return page(reader_parts(annotated, parallel=parallel))
