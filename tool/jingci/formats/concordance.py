"""A concordance as lines for a terminal, CSV, JSON and HTML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from jingci.columns import pad, width
from jingci.corpus.collocates import Collocate
from jingci.corpus.concordance import Line
from jingci.glossary.table import guarded
from jingci.screen import visible

COLUMNS = ("document", "segment", "language", "left", "key", "right", "concept", "other")


def terminal(lines: Sequence[Line], columns: int) -> Iterator[str]:
    """Key words under each other, with as much to either side as fits, and the place at the end.

    :param columns: of the terminal, in which a Chinese character takes two.
    """
    places = [f"{line.document} {line.segment}" for line in lines]
    keys = max((width(_flat(line.key)) for line in lines), default=0)
    side = max(8, (columns - min(keys, columns // 3) - max(map(width, places), default=0) - 5) // 2)
    for line, place in zip(lines, places, strict=True):
        left, right = _cut(_flat(line.left)[::-1], side)[::-1], _cut(_flat(line.right), side)
        yield f"{' ' * (side - width(left))}{left} {_flat(line.key)} {pad(right, side)}  {place}"


def _flat(text: str) -> str:
    return " ".join(visible(text).split(" ")).replace("\n", " ").replace("\t", " ")


def _cut(text: str, columns: int) -> str:
    """The beginning of a text, as much as fits."""
    used = 0
    for place, char in enumerate(text):
        used += width(char)
        if used > columns:
            return text[:place]
    return text


def as_csv(lines: Sequence[Line]) -> str:
    """A row a line; no cell is a formula for a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(value) for value in _value(line).values()] for line in lines)
    return stream.getvalue()


def as_json(term: str, lines: Sequence[Line], near: Sequence[Collocate]) -> str:
    """The lines with the places of their key words (code points of the sentence), and the collocates."""
    rows = [{**_value(line), "start": line.span.start, "end": line.span.end} for line in lines]
    value = {"term": term, "lines": rows, "collocates": [asdict(collocate) for collocate in near]}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _value(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in COLUMNS}


_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 Georgia,'Noto Serif CJK SC',serif;margin:2rem auto;"
    "max-width:75rem;padding:0 1rem}table{border-collapse:collapse;width:100%}"
    "td,th{padding:.2rem .5rem;vertical-align:top;text-align:left}"
    "td.l{text-align:right}tr+tr{border-top:1px solid #8884}.o{opacity:.75;font-size:.9em}"
    ".s{overflow-x:auto}caption{text-align:left;font-weight:bold;padding:.5rem 0}"
)


def as_html(term: str, lines: Sequence[Line], near: Sequence[Collocate]) -> str:
    """A page without script; whatever stands in the texts is inert."""
    title = escape(visible(f"Concordance: {term}"))
    body = [f"<h1>{title}</h1>", f"<p>{len(lines):,} occurrences.</p>", '<div class="s" tabindex="0"><table>']
    body.append("<thead><tr><th>before<th>key word<th>after<th>place</thead><tbody>")
    body += [_row(line) for line in lines]
    body.append("</tbody></table></div>")
    if near:
        body.append('<div class="s" tabindex="0"><table><caption>Collocates</caption><thead><tr><th>word<th>near')
        body.append("<th>in all<th>log-likelihood<th>PMI</thead><tbody>")
        body += [
            f"<tr><td>{escape(visible(c.word))}<td>{c.near}<td>{c.total}<td>{c.log_likelihood:.1f}<td>{c.pmi:.2f}"
            for c in near
        ]
        body.append("</tbody></table></div>")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _row(line: Line) -> str:
    tag = f'lang="{"zh-Hans" if line.language == "zh" else "en"}"'
    other = f'<div class="o">{_inert(line.other)}</div>' if line.other else ""
    return (
        f'<tr><td class="l" {tag}>{_inert(line.left)}<td {tag}><b>{_inert(line.key)}</b>'
        f"<td {tag}>{_inert(line.right)}{other}<td>{_inert(line.document)} {_inert(line.segment)}"
    )


def _inert(text: str) -> str:
    return escape(visible(text))
