"""Findings as JUnit XML, for continuous integration: a suite a document, a test case a segment with findings.

The layout is the one of Ant's JUnit task that CI servers read (https://llg.cubic.org/docs/junit/). A waived finding is
a skipped test.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from jingci.formats.findings import Counts, FoundPair, where
from jingci.model import Finding
from jingci.screen import visible


def to_junit(results: Iterable[FoundPair], totals: Counts) -> Iterator[str]:
    """A suite for each document that has findings, and one that says how much was checked."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="jingci check">\n'
    for path, group in groupby(results, key=lambda result: result.path):
        yield from _suite(path, group)
    yield '<testsuite name="checked" tests="1" failures="0" errors="0" skipped="0">\n'
    yield f'<testcase classname="jingci" name="{totals.units} units"/>\n</testsuite>\n</testsuites>\n'


def _suite(path: str, results: Iterable[FoundPair]) -> Iterator[str]:
    # The numbers stand before the cases: these wait in a file of their own.
    failures = skipped = 0
    with tempfile.SpooledTemporaryFile(mode="w+", encoding="utf-8", max_size=1 << 20) as cases:
        for result in results:
            for finding in result.findings:
                failures, skipped = failures + (not finding.waived), skipped + bool(finding.waived)
                cases.write(_case(path, result, finding))
        tests = failures + skipped
        counts = f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}"'
        yield f"<testsuite name={_attribute(path)} {counts}>\n"
        cases.seek(0)
        yield from cases
        yield "</testsuite>\n"


def _case(path: str, result: FoundPair, finding: Finding) -> str:
    name = f"{where(result)} {finding.code}"
    head = f"<testcase classname={_attribute(path)} name={_attribute(name)}>"
    if finding.waived:
        return f"{head}<skipped message={_attribute(f'{finding.message} (waived: {finding.waived})')}/></testcase>\n"
    body = escape(visible(f"{result.pair.printed}\n{result.pair.en}"))
    kind = _attribute(f"{finding.severity} {finding.code}")
    return f"{head}<failure type={kind} message={_attribute(finding.message)}>{body}</failure></testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(visible(text).replace("\n", " "))
