"""Findings of the checks in formats for machines and browsers: one literal table, written as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any, Protocol

from jingci.checks import CODES, Pair
from jingci.model import Finding, Span
from jingci.registry import entry_named, loaded
from jingci.screen import visible

#: Module and function of each writer: ``function(results, totals) -> Iterator[str]``.
WRITERS = {
    "json": "jingci.formats.findings.json:to_json",
    "junit": "jingci.formats.findings.junit:to_junit",
    "sarif": "jingci.formats.findings.sarif:to_sarif",
    "html": "jingci.formats.findings.html:to_html",
}


class FoundPair(Protocol):
    """A pair with its findings, and the file it stands in."""

    @property
    def path(self) -> str: ...
    @property
    def pair(self) -> Pair: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


class Counts(Protocol):
    """How much was checked; final once the results have been used up."""

    @property
    def units(self) -> int: ...
    @property
    def documents(self) -> int: ...
    @property
    def findings(self) -> int: ...
    @property
    def waived(self) -> int: ...


def render(format: str, results: Iterable[FoundPair], totals: Counts) -> Iterator[str]:
    """The results as pieces of text in a format; nothing is kept but the piece at hand.

    :raises UsageError: for an unknown format.
    """
    function: Callable[[Iterable[FoundPair], Counts], Iterator[str]] = loaded(entry_named(WRITERS, format, "format"))
    return function(results, totals)


def record(result: FoundPair, finding: Finding) -> dict[str, Any]:
    """A finding as plain data, with the text of its spans."""
    pair = result.pair
    data = {
        "path": result.path,
        "segment": finding.segment,
        "place": pair.place,
        "code": finding.code,
        "family": CODES[finding.code].family,
        "severity": finding.severity,
        "message": finding.message,
        "zh": pair.printed,
        "en": pair.en,
        "spans": [_span(span, pair.printed) for span in finding.spans],
        "target_spans": [_span(span, pair.en) for span in finding.target_spans],
    }
    return {**data, "waived": finding.waived} if finding.waived else data


def where(result: FoundPair) -> str:
    """The name of a pair for people: its place, or its id."""
    return visible(result.pair.place or result.pair.id)


def _span(span: Span, text: str) -> dict[str, Any]:
    return {**asdict(span), "text": span.of(text)}
