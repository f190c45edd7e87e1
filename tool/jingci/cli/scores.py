"""Evaluations for the terminal: 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jingci.columns import pad, width
from jingci.evaluation import METRICS, TESTS, Comparison, Evaluation, Offer
from jingci.evaluation.embedded import BANDS
from jingci.screen import visible

_NAME = 14
_COLUMN = 8
_SURE = 0.05


def to_text(evaluation: Evaluation) -> Iterator[str]:
    """The scores, by document where there are several; the comparisons; the signatures."""
    several = len(evaluation.documents) > 1
    if several:
        for name in evaluation.documents:
            yield from _scores(name, evaluation, name)
            yield ""
    yield from _scores("all documents" if several else "", evaluation, None)
    for test in TESTS:
        if found := [comparison for comparison in evaluation.comparisons if comparison.test == test]:
            yield ""
            yield from _comparisons(found, evaluation)
    yield ""
    yield from evaluation.signatures.values()


def _scores(title: str, evaluation: Evaluation, document: str | None) -> Iterator[str]:
    yield _line(title, (METRICS[metric].label for metric in evaluation.metrics))
    rows = list(evaluation.systems)
    if evaluation.reference is not None:
        rows.append(evaluation.reference)
    for scores in rows:
        values = scores.overall if document is None else scores.documents.get(document, {})
        name = "(reference)" if scores is evaluation.reference else scores.name
        yield _line(name, (_score(values.get(metric)) for metric in evaluation.metrics))


def _comparisons(found: Sequence[Comparison], evaluation: Evaluation) -> Iterator[str]:
    name = "paired bootstrap" if found[0].test == "bootstrap" else "approximate randomisation"
    yield f"{name}: p of the difference from {_short(found[0].baseline, 20)} (* below {_SURE})"
    by_system: dict[str, dict[str, Comparison]] = {}
    for comparison in found:
        by_system.setdefault(comparison.system, {})[comparison.metric] = comparison
    for system, metrics in by_system.items():
        yield _line(system, (_p(metrics[metric]) for metric in evaluation.metrics))


def _p(comparison: Comparison) -> str:
    if comparison.p is None:
        return "equal"
    shown = "<.0005" if comparison.p < 0.0005 else f"{comparison.p:.3f}".removeprefix("0")
    return f"{shown}{'*' if comparison.p < _SURE else ' '}"


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def offers_text(offers: Sequence[Offer]) -> Iterator[str]:
    """What jingci offers for each report, and for all of them."""
    yield _line("", ("segm.", *BANDS, "glossed", "terms", "figures"))
    for offer in offers:
        yield _offer_line(offer.report, [offer])
    yield _offer_line("all", offers)


def _offer_line(name: str, offers: Sequence[Offer]) -> str:
    bands = (str(sum(offer.memory[band] for offer in offers)) for band in BANDS)
    glossed = _share(sum(sum(o.glossed.values()) for o in offers), sum(o.characters for o in offers))
    terms = _share(sum(o.terms_rendered for o in offers), sum(o.terms for o in offers))
    figures = _share(sum(o.figures_right for o in offers), sum(o.figures for o in offers))
    return _line(name, (str(sum(o.segments for o in offers)), *bands, glossed, terms, figures))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _line(name: str, cells: Iterable[str]) -> str:
    row = "".join(f" {' ' * (_COLUMN - 1 - width(cell))}{cell}" for cell in cells)
    return (pad(_short(name, _NAME), _NAME) + row).rstrip()


def _short(name: str, columns: int) -> str:
    """A name in at most so many columns, its end left out."""
    shown = " ".join(visible(name).split())
    if width(shown) <= columns:
        return shown
    while width(shown) > columns - 1:
        shown = shown[:-1]
    return f"{shown}…"
