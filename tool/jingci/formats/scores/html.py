"""An evaluation as one page of HTML that needs nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from html import escape

from jingci.evaluation import METRICS, TESTS, Comparison, DifferingSegment, Evaluation
from jingci.screen import visible
from jingci.version import __version__

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>jingci evaluate</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin: 1.8rem 0 .3rem; }
table { border-collapse: collapse; margin: .6rem 0; } .scores { overflow-x: auto; }
th, td { text-align: left; padding: .15rem .7rem .15rem 0; vertical-align: top; font-weight: normal; }
thead th { border-bottom: 1px solid #777; white-space: nowrap; } .scores td { text-align: right; }
.scores thead th + th { text-align: right; } td { font-variant-numeric: tabular-nums; }
.best { font-weight: 700; } .quiet, caption { color: #595959; } caption { text-align: left; }
p { margin: .3rem 0; } [lang=zh] { font-family: "Noto Serif CJK SC", "Source Han Serif SC", serif; }
.versions th { white-space: nowrap; color: #595959; } .versions td:last-child { overflow-wrap: anywhere; }
ins { background: #fdf0c4; text-decoration: none; border-bottom: 2px solid #b58900; }
del { color: #a4001d; } code { font-size: .85rem; overflow-wrap: anywhere; }
</style></head><body>
"""
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: A longer segment is shown without marks: comparing its words would take too long.
_LONGEST = 6000


def to_html(evaluation: Evaluation) -> str:
    """The scores, the comparisons, the segments that differ most, and the signatures."""
    return "".join(_page(evaluation))


def _page(evaluation: Evaluation) -> Iterator[str]:
    yield _HEAD
    several = len(evaluation.documents) > 1
    documents = f" in {len(evaluation.documents):,} documents" if several else ""
    yield f"<h1>Evaluation</h1>\n<p>{evaluation.segments:,} segments{documents}.</p>\n"
    yield _scores("All segments" if several else "Scores", evaluation, None)
    yield _legend(evaluation)
    for test in TESTS:
        if found := [comparison for comparison in evaluation.comparisons if comparison.test == test]:
            yield _comparisons(found, evaluation)
    if several:
        yield "<h2>By document</h2>\n"
        for name in evaluation.documents:
            yield _scores(name, evaluation, name, level=3)
    if evaluation.differing:
        which = "each other" if len(evaluation.systems) > 1 else "the reference"
        yield f"<h2>Segments that differ most from {which}</h2>\n"
        yield '<p class="quiet">Marked: what the reference does not have. Struck: what only the reference has.</p>\n'
        for segment in evaluation.differing:
            yield from _segment(segment)
    yield "<h2>Signatures</h2>\n<ul>\n"
    for signature in evaluation.signatures.values():
        yield f"<li><code>{_safe(signature)}</code></li>\n"
    yield f'</ul>\n<p class="quiet">jingci {_safe(__version__)}</p>\n</body></html>\n'


def _scores(title: str, evaluation: Evaluation, document: str | None, level: int = 2) -> str:
    """One table: a row a system, a column a metric; the best score of each column is bold."""

    def of(
        values: Mapping[str, float | None], documents: Mapping[str, Mapping[str, float | None]]
    ) -> Mapping[str, float | None]:
        return values if document is None else documents.get(document, {})

    rows = [(scores.name, of(scores.overall, scores.documents)) for scores in evaluation.systems]
    body = [_row(name, values, _best(rows, evaluation), evaluation) for name, values in rows]
    if evaluation.reference is not None:
        reference = of(evaluation.reference.overall, evaluation.reference.documents)
        body.append(_row("(reference)", reference, {}, evaluation, quiet=True))
    return f"<h{level}>{_safe(title)}</h{level}>\n{_table(evaluation, body)}"


def _best(rows: list[tuple[str, Mapping[str, float | None]]], evaluation: Evaluation) -> dict[str, float]:
    """The best score by metric, where there are several systems and they differ."""
    best = {}
    for metric in evaluation.metrics:
        known = [score for _, values in rows if (score := values.get(metric)) is not None]
        if len(set(known)) > 1:
            best[metric] = max(known) if METRICS[metric].better == "higher" else min(known)
    return best


def _row(
    name: str,
    values: Mapping[str, float | None],
    best: Mapping[str, float],
    evaluation: Evaluation,
    *,
    quiet: bool = False,
) -> str:
    cells = []
    for metric in evaluation.metrics:
        score = values.get(metric)
        shown = "–" if score is None else f"{score:.2f}"
        cells.append(f'<td class="best">{shown}</td>' if score == best.get(metric, -1) else f"<td>{shown}</td>")
    return f'<tr{" class=quiet" if quiet else ""}><th scope="row">{_safe(name)}</th>{"".join(cells)}</tr>\n'


def _comparisons(found: list[Comparison], evaluation: Evaluation) -> str:
    """One table: the difference from the baseline with its probability, and the interval where there is one."""
    test = "Paired bootstrap" if found[0].test == "bootstrap" else "Approximate randomisation"
    by_system: dict[str, dict[str, Comparison]] = {}
    for comparison in found:
        by_system.setdefault(comparison.system, {})[comparison.metric] = comparison
    body = []
    for system, metrics in by_system.items():
        cells = "".join(f"<td>{_cell(metrics.get(metric))}</td>" for metric in evaluation.metrics)
        body.append(f'<tr><th scope="row">{_safe(system)}</th>{cells}</tr>\n')
    head = f"<h2>{test}</h2>\n<p>Difference from {_safe(found[0].baseline)}, and how probable one so large is by chance"
    mean = ", and the mean over the resamples with half of its 95% interval" if found[0].test == "bootstrap" else ""
    return f"{head}{mean}. Bold: p &lt; 0.05.</p>\n{_table(evaluation, body)}"


def _cell(comparison: Comparison | None) -> str:
    if comparison is None:
        return "–"
    p = "equal" if comparison.p is None else f"p = {comparison.p:.4f}"
    p = f"<b>{p}</b>" if comparison.p is not None and comparison.p < 0.05 else p
    interval = "" if comparison.margin is None else f"<br>{comparison.mean:.1f} ± {comparison.margin:.1f}"
    return f"{comparison.difference:+.2f}<br>{p}{interval}"


def _table(evaluation: Evaluation, body: list[str]) -> str:
    heads = "".join(
        f'<th scope="col" title="{escape(METRICS[name].meaning)}">{METRICS[name].label}</th>'
        for name in evaluation.metrics
    )
    head = f'<thead><tr><th scope="col">System</th>{heads}</tr></thead>'
    return f'<div class="scores"><table>{head}\n<tbody>{"".join(body)}</tbody></table></div>\n'


def _legend(evaluation: Evaluation) -> str:
    items = "".join(f"<li>{METRICS[name].label}: {METRICS[name].meaning}</li>\n" for name in evaluation.metrics)
    return f'<details><summary>What is measured</summary><ul class="quiet">\n{items}</ul></details>\n'


def _segment(segment: DifferingSegment) -> Iterator[str]:
    document = f", {_safe(segment.document)}" if segment.document else ""
    yield f"<h3>Segment {segment.number:,}{document}</h3>\n"
    if segment.zh:
        yield f'<p lang="zh">{_safe(segment.zh)}</p>\n'
    yield f'<table class="versions"><tbody>\n<tr><th scope="row">reference</th><td></td><td>{_safe(segment.reference)}'
    yield "</td></tr>\n"
    for version in segment.versions:
        marked = _compared(version.text, segment.reference) if version.text else "<i>nothing</i>"
        yield f'<tr><th scope="row">{_safe(version.system)}</th><td>{version.chrf:.1f}</td><td>{marked}</td></tr>\n'
    yield "</tbody></table>\n"


def _compared(text: str, reference: str) -> str:
    """A text with its differences from the reference marked, word by word."""
    if max(len(text), len(reference)) > _LONGEST:
        return _safe(text)
    here, there = _WORD.findall(text), _WORD.findall(reference)
    parts = []
    for kind, start, end, low, high in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        ours, theirs = _safe("".join(here[low:high])), _safe("".join(there[start:end]))
        if kind == "equal":
            parts.append(ours)
            continue
        parts.append(f"<del>{theirs}</del>" if theirs.strip() else "")
        parts.append(f"<ins>{ours}</ins>" if ours.strip() else ours)
    return "".join(parts)


def _safe(text: str) -> str:
    return escape(visible(text))
