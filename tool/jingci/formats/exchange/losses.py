"""What formats of plain entries cannot hold of the termbase."""

from __future__ import annotations

from jingci.formats.exchange import Export
from jingci.model import Concept


def count_entry_losses(export: Export, concept: Concept) -> None:
    """Count what an entry loses in a format that has terms, fields and notes only."""
    left_out = export.left_out
    for what, values in (
        ("readings of formulas", concept.readings),
        ("cross-references", concept.see),
        ("false matches (not_in)", concept.not_in),
    ):
        if values:
            left_out[what] += len(values)
    if concept.link != "match":
        left_out["link policies (marked, never)"] += 1
