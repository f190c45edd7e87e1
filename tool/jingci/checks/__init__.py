"""Checks of a translation against its source: figures, terms, formulas, completeness, and the document as a whole.

The families and their functions are listed in :data:`jingci.checks.running.FAMILIES`, the codes of findings in
:data:`jingci.checks.codes.CODES`. Everything here is pure: pairs and a glossary in, findings out.
"""

from __future__ import annotations

from jingci.checks.codes import CODES, Code
from jingci.checks.pair import Pair
from jingci.checks.running import (
    FAMILIES,
    SEVERITIES,
    Checked,
    check_pair,
    check_pairs,
    check_report,
    chosen_families,
    severities_from,
)

__all__ = [
    "CODES",
    "FAMILIES",
    "SEVERITIES",
    "Checked",
    "Code",
    "Pair",
    "check_pair",
    "check_pairs",
    "check_report",
    "chosen_families",
    "severities_from",
]
