"""How a report is cited: in Chicago's manner, as CSL-JSON, as BibTeX."""

from __future__ import annotations

import json

from jingci.formats.exchange.works import as_csl, bibtex_entry
from jingci.formats.parts import long_date
from jingci.model import Person, Report, Source


def csl_json(report: Report) -> str:
    """The report as a list of one CSL item."""
    item = as_csl(_work(report))
    item |= {"original-title": report.title_zh, "version": report.version, "note": _note(report)}
    if original := as_csl(Source("", "", "", "project", issued=report.published)).get("issued"):
        item["original-date"] = original
    fields = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in item.items() if value)
    return "[{" + ",\n  ".join(fields) + "}]"


def bibtex(report: Report) -> str:
    """The report as an entry of BibTeX, in UTF-8."""
    return bibtex_entry(_work(report), note=_note(report)).strip()


def _work(report: Report) -> Source:
    """The edition as a work; its author is the document's, without the offices that follow the name."""
    name = report.author.partition(", ")[0] or report.issuer
    return Source(
        id=report.id or "report",
        type="report",
        title=report.title_en or report.title_zh,
        authority="project",
        author=(Person(literal=name),) if name else (),
        publisher="jingci",
        issued=report.released,
        url=report.url,
        language="en" if report.title_en else "zh",
    )


def _note(report: Report) -> str:
    """What the edition is, as a remark on the work."""
    published = f", {long_date(report.published)}" if report.published else ""
    version = f", version {report.version}" if report.version else ""
    return f"Annotated English edition{version}, of {report.title_zh}{published}"
