"""The structure of public documents: kinds of lines in heads, ends and turns, as web captures print them."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from jingci.segmentation import segment_text

FILE = Path(__file__).with_name("fragments.tsv")
with FILE.open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
FRAGMENTS = {name: list(rows) for name, rows in itertools.groupby(ROWS, key=lambda row: row["name"])}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_kinds(name: str) -> None:
    rows = FRAGMENTS[name]
    segments = segment_text("\n".join(row["line"] for row in rows))
    found = []
    start = 0
    for row in rows:
        end = start + len(row["line"])
        here = {segment.kind for segment in segments if segment.start < end and segment.start + len(segment.zh) > start}
        found.append(("/".join(sorted(here)), row["line"]))
        start = end + 1
    assert found == [(row["kind"], row["line"]) for row in rows]
