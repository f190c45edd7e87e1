"""Findings as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from jingci.checks import CODES
from jingci.formats.findings import Counts, FoundPair, where
from jingci.model import Finding, Span
from jingci.screen import visible

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>jingci check</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h2 { font-size: 1.1rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .3rem; font-weight: 600; }
p { margin: .2rem 0; } p:lang(zh) { font-family: "Noto Serif CJK SC", "Source Han Serif SC", serif; }
mark { background: #fdf0c4; color: inherit; border-bottom: 2px solid #b58900; }
ul { margin: .4rem 0; padding-left: 1.2rem; } .error { color: #a4001d; } .info, .waived { color: #666; }
</style></head><body>
<h1>Findings</h1>
"""


def to_html(results: Iterable[FoundPair], totals: Counts) -> Iterator[str]:
    """The findings in order, document by document; both texts with the places marked."""
    yield _HEAD
    path = None
    for result in results:
        if result.path != path:
            path = result.path
            yield f"<h2>{_safe(path)}</h2>\n"
        yield f"<h3>{escape(where(result))}</h3>\n"
        zh_spans = [span for finding in result.findings for span in finding.spans]
        en_spans = [span for finding in result.findings for span in finding.target_spans]
        yield f'<p lang="zh">{_marked(result.pair.printed, zh_spans)}</p>\n'
        yield f"<p>{_marked(result.pair.en, en_spans)}</p>\n<ul>"
        for finding in result.findings:
            yield _item(finding)
        yield "</ul>\n"
    yield f"<p>{totals.units:,} segments checked; {totals.findings:,} findings, {totals.waived:,} waived.</p>\n"
    yield "</body></html>\n"


def _item(finding: Finding) -> str:
    waived = f' <span class="waived">(waived: {_safe(finding.waived)})</span>' if finding.waived else ""
    meaning = escape(CODES[finding.code].meaning, quote=True)
    head = f'<span class="{finding.severity}">{finding.severity}</span> <code title="{meaning}">{finding.code}</code>'
    return f"<li>{head}: {_safe(finding.message)}{waived}</li>\n"


def _marked(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans marked; spans that touch become one."""
    parts: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.end <= at:
            continue
        start = max(at, span.start)
        parts += [_safe(text[at:start]), "<mark>", _safe(text[start : span.end]), "</mark>"]
        at = span.end
    return "".join([*parts, _safe(text[at:])])


def _safe(text: str) -> str:
    return escape(visible(text))
