"""Running the checks over a pair, over a stream of pairs, over a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jingci.checks import neighbours
from jingci.checks.codes import CODES
from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.data import nearest_hint
from jingci.errors import UsageError
from jingci.glossary import Glossary
from jingci.model import Finding, Report, Severity
from jingci.registry import loaded, require_named

Check = Callable[[Pair, State], Iterator[Finding]]

#: The checks of each family: ``function(pair, state) -> Iterator[Finding]``; "document" compares neighbours instead.
FAMILIES: dict[str, tuple[str, ...]] = {
    "figures": ("jingci.checks.figures:check",),
    "terms": ("jingci.checks.terms:check", "jingci.checks.literalisms:check"),
    "formulas": ("jingci.checks.formulas:check",),
    "completeness": (
        "jingci.checks.completeness:check",
        "jingci.checks.lists:check",
        "jingci.checks.marks:check",
        "jingci.checks.negation:check",
        "jingci.checks.names:check",
    ),
    "document": (),
}
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair and what the checks say about it, waived findings included."""

    pair: Pair
    findings: tuple[Finding, ...]


def check_pair(
    zh: str,
    en: str,
    glossary: Glossary | None = None,
    families: Iterable[str] | None = None,
    severity: Severity = "warning",
) -> list[Finding]:
    """Findings about one Chinese text and its English.

    :param en: English; term links in it count, and spans are of the English without them.
    :param glossary: the termbase; without one, nothing is said about terms.
    :param families: some of :data:`FAMILIES`; all of them by default.
    :param severity: the least severity reported.
    :raises UsageError: for an unknown family or severity.

    >>> [f.message for f in check_pair("采集数据2.2亿条", "2.2 billion records were collected")]
    ['2.2亿 = 220,000,000; the English has 2.2 billion (×10)']
    """
    checks = _checks(chosen_families(families))
    reported = severities_from(severity)
    pair, state = Pair(zh, en, glossary), State()
    return [finding for check in checks for finding in check(pair, state) if finding.severity in reported]


def check_report(
    report: Report, glossary: Glossary | None, families: Iterable[str] | None = None, severity: Severity = "warning"
) -> list[Finding]:
    """Findings about a report: about each segment, and about the document as a whole.

    Spans are in the segments' Chinese as printed, and in their English without mark-up. A waived finding has its
    reason in ``waived``; a waiver that waives nothing is itself a finding.

    :raises UsageError: for an unknown family or severity.
    """
    reported = severities_from(severity)
    checked = check_pairs((Pair.of_segment(segment, glossary) for segment in report.body), families)
    return [finding for item in checked for finding in item.findings if finding.severity in reported]


def check_pairs(pairs: Iterable[Pair], families: Iterable[str] | None = None) -> Iterator[Checked]:
    """The pairs of one document, one at a time, with all findings of any severity.

    A pair comes out once its successor has been seen; nothing else is kept but what the document's English is like.

    :raises UsageError: for an unknown family.
    """
    chosen = chosen_families(families)
    return _checked_pairs(pairs, chosen, _checks(chosen))


def _checked_pairs(pairs: Iterable[Pair], families: Sequence[str], checks: Sequence[Check]) -> Iterator[Checked]:
    state = State()
    before: Pair | None = None
    current: Pair | None = None
    findings: list[Finding] = []
    document = "document" in families
    for following in pairs:
        if current is not None:
            yield _finished(before, current, following, findings, families)
        findings = [finding for check in checks for finding in check(following, state)]
        before, current = (current, following) if document else (None, following)
    if current is not None:
        yield _finished(before, current, None, findings, families)


def _finished(
    before: Pair | None, pair: Pair, after: Pair | None, findings: list[Finding], families: Sequence[str]
) -> Checked:
    if "document" in families:
        findings = [*findings, *neighbours.check(before, pair, after)]
    return Checked(pair, tuple(_waived(pair, findings, families)))


def _waived(pair: Pair, findings: Iterable[Finding], families: Sequence[str]) -> Iterator[Finding]:
    """The findings, waived where the segment says so, and the waivers that are of no use."""
    reasons = {waiver.code: waiver.why for waiver in pair.waive}
    used = set()
    for finding in findings:
        if finding.code in reasons:
            used.add(finding.code)
            finding = replace(finding, waived=reasons[finding.code])
        yield finding
    for code in reasons:
        if code not in CODES:
            hint = nearest_hint(code, CODES)
            yield pair.finding("waiver-unused", f"the waiver names “{code}”, which is no code {hint}".strip())
        elif code not in used and CODES[code].family in families:
            yield pair.finding("waiver-unused", f"the waiver of {code} waives nothing here")


def severities_from(severity: str) -> tuple[Severity, ...]:
    """The severities at or above one.

    :raises UsageError: where it is none.
    """
    if severity not in SEVERITIES:
        raise UsageError(f"unknown severity “{severity}”", hint=f"one of {', '.join(SEVERITIES)}")
    return SEVERITIES[: SEVERITIES.index(severity) + 1]


def chosen_families(families: Iterable[str] | None) -> tuple[str, ...]:
    """The families themselves, or all of them.

    :raises UsageError: where one is none.
    """
    chosen = tuple(FAMILIES) if families is None else tuple(families)
    for family in chosen:
        require_named(FAMILIES, family, "family")
    return chosen


@lru_cache(maxsize=64)
def _checks(families: tuple[str, ...]) -> tuple[Check, ...]:
    """The functions of the families, in the order of the registry."""
    return tuple(loaded(name) for family in FAMILIES if family in families for name in FAMILIES[family])
