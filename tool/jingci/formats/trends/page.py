"""The summary of a scan as one page of HTML: no script, nothing from elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape

from jingci.corpus.trends import Counts, Share
from jingci.glossary import Glossary
from jingci.screen import visible
from jingci.version import __version__

_TERMS = 50
_FORMULAS = 30
_PLACES = 60
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222; }}
h2 {{ font-size: 1.15rem; margin-top: 2.5rem; }} img {{ max-width: 100%; height: auto; }}
table {{ border-collapse: collapse; margin: .6rem 0; }} caption {{ text-align: left; color: #555; }}
th, td {{ text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }}
td.n, th.n {{ text-align: right; font-variant-numeric: tabular-nums; }}
:lang(zh) {{ font-family: "Noto Serif CJK SC", "Source Han Serif SC", serif; }} .scroll {{ overflow-x: auto; }}
</style></head><body>
<h1>{title}</h1>
"""


def to_page(counts: Counts, glossary: Glossary, title: str, pictures: Mapping[str, bytes]) -> str:
    """The sums of a scan as tables, with its plots.

    :param title: the corpus's name.
    :param pictures: the plots as SVG, under ``years`` and ``places``.
    """
    total = counts.total
    parts = [_HEAD.format(title=_safe(f"Scan of {title}")), _totals(counts, total)]
    for name, heading in (("years", "By year"), ("places", "By place")):
        shares = counts.by_year if name == "years" else counts.by_place
        parts.append(f"<h2>{heading}</h2>\n")
        if name in pictures:
            data = base64.b64encode(pictures[name]).decode("ascii")
            parts.append(
                f'<img alt="The most frequent terms {heading.lower()}" src="data:image/svg+xml;base64,{data}">\n'
            )
        parts.append(_shares(shares, name))
    parts += [_terms(total, glossary), _formulas(counts), _figures(counts)]
    parts.append(f"<p>jingci {__version__}, termbase {escape(glossary.hash)}.</p>\n</body></html>\n")
    return "".join(parts)


def _totals(counts: Counts, total: Share) -> str:
    unread = f"; {counts.unread:,} could not be read (see the table of documents)" if counts.unread else ""
    terms = f"{sum(total.hits.values()):,} terms of {len(total.hits):,} concepts"
    found = f"{sum(counts.formulas.values()):,} counted formulas, {sum(counts.figures.values()):,} figures"
    size = f"{total.documents:,} documents, {total.characters:,} characters"
    return f"<p>{size}{unread}.</p>\n<p>{terms}, {found}.</p>\n"


def _shares(shares: Mapping[str, Share], name: str) -> str:
    head = ["Year" if name == "years" else "Place", "Documents", "Characters", "Terms", "per million characters"]
    most = sorted(shares, key=lambda key: (-shares[key].characters, key))[:_PLACES]
    rows = []
    for key, share in shares.items():
        if key in most:
            hits = sum(share.hits.values())
            numbers = (share.documents, share.characters, hits, round(1e6 * hits / max(1, share.characters)))
            rows.append([_safe(key or "not known"), *(f"{number:,}" for number in numbers)])
    more = f"the {len(most)} with most text of {len(shares):,}" if len(shares) > len(most) else ""
    return _table(head, rows, more, texts=1)


def _terms(total: Share, glossary: Glossary) -> str:
    ordered = sorted(total.hits, key=lambda concept: (-total.hits[concept], concept))
    rows = []
    for concept in ordered[:_TERMS]:
        entry = glossary.get(concept)
        zh = f'<span lang="zh">{_safe(entry.headword.text)}</span>' if entry else ""
        en = _safe(entry.preferred.text) if entry else _safe(concept)
        rate = f"{1e6 * total.hits[concept] / max(1, total.characters):,.1f}"
        rows.append([zh, en, f"{total.hits[concept]:,}", f"{total.within[concept]:,}", rate])
    head = ["Chinese", "English", "Times", "Documents", "per million characters"]
    more = f"the {_TERMS} most frequent of {len(ordered):,}" if len(ordered) > _TERMS else ""
    return "<h2>Terms</h2>\n" + _table(head, rows, more, texts=2)


def _formulas(counts: Counts) -> str:
    if not counts.formulas:
        return ""
    ordered = sorted(counts.formulas, key=lambda text: (-counts.formulas[text], text))
    rows = [[f'<span lang="zh">{_safe(text)}</span>', f"{counts.formulas[text]:,}"] for text in ordered[:_FORMULAS]]
    more = f"the {_FORMULAS} most frequent of {len(ordered):,}" if len(ordered) > _FORMULAS else ""
    return "<h2>Counted formulas</h2>\n" + _table(["Formula", "Times"], rows, more, texts=1)


def _figures(counts: Counts) -> str:
    if not counts.figures:
        return ""
    ordered = sorted(counts.figures.items(), key=lambda item: (-item[1], item[0]))
    rows = [[_safe(kind), f"{number:,}"] for kind, number in ordered]
    return "<h2>Figures</h2>\n" + _table(["Kind", "Number"], rows, "", texts=1)


def _table(head: list[str], rows: list[list[str]], caption: str, *, texts: int) -> str:
    """A table whose first ``texts`` columns are words and the others numbers; the cells are HTML already."""

    def line(cells: list[str], tag: str) -> str:
        kinds = ["" if place < texts else ' class="n"' for place in range(len(cells))]
        return "<tr>" + "".join(f"<{tag}{k}>{c}</{tag}>" for k, c in zip(kinds, cells, strict=True)) + "</tr>\n"

    shown = f"<caption>{caption}</caption>" if caption else ""
    body = line(head, "th") + "".join(line(row, "td") for row in rows)
    return f'<div class="scroll"><table>{shown}\n{body}</table></div>\n'


def _safe(text: str) -> str:
    return escape(visible(text))
