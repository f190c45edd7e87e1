"""Findings as one JSON document, written as they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from jingci.formats.findings import Counts, FoundPair, record
from jingci.version import __version__


def to_json(results: Iterable[FoundPair], totals: Counts) -> Iterator[str]:
    """``{"jingci": version, "findings": […], "units": …}``, a finding a line."""
    yield f'{{"jingci": {json.dumps(__version__)},\n"findings": ['
    separator = "\n"
    for result in results:
        for finding in result.findings:
            yield separator + json.dumps(record(result, finding), ensure_ascii=False)
            separator = ",\n"
    counts = {"documents": totals.documents, "units": totals.units, "found": totals.findings, "waived": totals.waived}
    yield f"\n],\n{json.dumps(counts)[1:]}\n"
