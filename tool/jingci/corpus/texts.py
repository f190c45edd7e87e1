"""The texts of a corpus: sentences with their English where there is any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jingci.markup import strip_markup
from jingci.model import Report
from jingci.sic import as_read


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of a document: its Chinese as read, and its English without mark-up; either may be empty."""

    document: str
    segment: str
    zh: str
    en: str = ""


def texts_of(report: Report) -> Iterator[Text]:
    """The sentences of a report, in order, without what is skipped."""
    for segment in report.body:
        yield Text(report.id, segment.id, as_read(segment).text, strip_markup(segment.en))
