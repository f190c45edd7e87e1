"""Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), written as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from jingci.checks import CODES
from jingci.formats.findings import Counts, FoundPair, record
from jingci.model import Finding
from jingci.version import __version__

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINE = re.compile(r"line ([0-9]+)\Z")


def to_sarif(results: Iterable[FoundPair], totals: Counts) -> Iterator[str]:
    """A log with one run; every code is a rule."""
    driver = {"name": "jingci", "version": __version__, "rules": [_rule(code) for code in CODES]}
    yield '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",\n"runs": [{"tool": '
    yield json.dumps({"driver": driver}, ensure_ascii=False) + ',\n"columnKind": "unicodeCodePoints",\n"results": ['
    separator = "\n"
    for result in results:
        for finding in result.findings:
            yield separator + json.dumps(_result(result, finding), ensure_ascii=False)
            separator = ",\n"
    properties = {"documents": totals.documents, "units": totals.units}
    yield f'\n],\n"properties": {json.dumps(properties)}}}]}}\n'


def _rule(code: str) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.meaning},
        "fullDescription": {"text": entry.explanation},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "properties": {"tags": [entry.family]},
    }


def _result(result: FoundPair, finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(result.path.replace("\\", "/"))}}
    if line := _LINE.match(result.pair.place):
        physical["region"] = {"startLine": int(line[1])}
    plain = record(result, finding)
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical, "logicalLocations": [{"name": finding.segment or "-"}]}],
        "properties": {key: plain[key] for key in ("place", "zh", "en", "spans", "target_spans")},
    }
    if finding.waived:
        found["suppressions"] = [{"kind": "inSource", "justification": finding.waived}]
    return found
