"""The page that presents the editions together: ``translations/README.md``."""

from __future__ import annotations

from collections.abc import Iterable

from jingci.annotation import annotate
from jingci.formats.markdown import escaped
from jingci.formats.parts import STATES, citation_line, source_line, state_line
from jingci.glossary import Glossary
from jingci.markup import strip_markup
from jingci.model import Report

_HEAD = """# The editions

Complete English translations of Chinese policing reports, each with its Chinese source, an introduction and notes.
The text of each page is rendered by `jingci annotate`; the data beside it (`segments.yaml`, `notes.yaml`,
`report.yaml`) are what is edited. [STYLE.md](STYLE.md) governs all of them.
"""


def to_shelf(reports: Iterable[Report], glossary: Glossary) -> str:
    """The shelf as Markdown: a paragraph on each report, its size, its state, how to cite it."""
    reports = sorted(reports, key=lambda report: report.published)
    rows = ["| Report | Published | Chinese characters | English words | Notes |", "|---|---|---:|---:|---:|"]
    entries = []
    for report in reports:
        link = f"[{escaped(report.short or report.title_en)}]({report.id}/README.md)"
        size = f"{characters(report):,} | {words(report):,} | {len(report.notes)}"
        rows.append(f"| {link} | {report.published} | {size} |")
        entries += _entry(report, glossary)
    return "\n\n".join([_HEAD.strip(), "\n".join(rows), f"States. {STATES}", *entries]) + "\n"


def _entry(report: Report, glossary: Glossary) -> list[str]:
    annotated = annotate(report, glossary)
    return [
        f"## [{escaped(report.title_en)}]({report.id}/README.md)",
        f"{escaped(report.title_zh)}  \n{escaped(source_line(report))}",
        escaped(report.summary),
        f"{state_line(annotated)} {len(annotated.entries)} terms explained.",
        f"Cite as: {escaped(citation_line(annotated))}",
    ]


def characters(report: Report) -> int:
    """The Chinese characters of a report, white space not counted."""
    return sum(not char.isspace() for segment in report.body for char in segment.zh)


def words(report: Report) -> int:
    """The English words of a report, without mark-up."""
    return sum(len(strip_markup(segment.en).split()) for segment in report.body)
