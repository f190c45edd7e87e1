"""The bibliography for citation managers: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from jingci.formats.exchange import Export
from jingci.model import Person, Source

#: BibTeX's entry type for each CSL type; the others are ``misc``.
_BIBTEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_SPELLED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def csl(export: Export) -> Iterator[str]:
    """CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), one work a line."""
    yield "[\n"
    separator = ""
    for source in export.bibliography.ordered():
        yield separator + json.dumps(as_csl(source), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def as_csl(source: Source) -> dict[str, Any]:
    """A work as a CSL item."""
    item = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [_name(person) for person in source.author],
        "container-title": source.container,
        "publisher": source.publisher,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.page,
        "issued": _date(source.issued),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "language": source.language,
    }
    return {key: value for key, value in item.items() if value}


def _name(person: Person) -> dict[str, str]:
    parts = {"family": person.family, "given": person.given, "literal": person.literal}
    return {key: value for key, value in parts.items() if value}


def _date(date: str) -> dict[str, Any]:
    parts = date.split("-")
    if not date:
        return {}
    if len(parts) > 3 or not all(part.isdigit() for part in parts):
        return {"literal": date}
    return {"date-parts": [[int(part) for part in parts]]}


def bibtex(export: Export) -> Iterator[str]:
    """BibTeX in UTF-8."""
    for source in export.bibliography.ordered():
        yield bibtex_entry(source)


def bibtex_entry(source: Source, *, note: str = "") -> str:
    """A work as an entry of BibTeX.

    :param note: a remark on it.
    """
    kind = _BIBTEX.get(source.type, "misc")
    year, _, rest = source.issued.partition("-")
    fields = {
        "title": f"{{{_tex(source.title)}}}",
        "author": " and ".join(_tex_name(person) for person in source.author),
        _CONTAINER.get(kind, "howpublished"): _tex(source.container),
        _PUBLISHER.get(kind, "publisher"): _tex(source.publisher),
        "volume": _tex(source.volume),
        "number": _tex(source.issue),
        "pages": _tex(source.page).replace("–", "--"),
        "year": _tex(year),
        "month": rest[:2].lstrip("0"),
        "url": source.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "urldate": source.accessed,
        "language": _tex(source.language),
        "note": _tex(note),
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value and value != "{}")
    return f"@{kind}{{{source.id},\n{lines}}}\n\n"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _SPELLED.get(match[0], f"\\{match[0]}"), " ".join(text.split()))


def _tex_name(person: Person) -> str:
    if person.literal:
        return f"{{{_tex(person.literal)}}}"
    return ", ".join(_tex(part) for part in (person.family, person.given) if part)
