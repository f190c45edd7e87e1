"""What a formula stands for, in one English sentence that says whose reading it is."""

from __future__ import annotations

from jingci.model import Formula

_IN_TEXT = {
    "bracket": "Spelled out here",
    "before": "Spelled out here",
    "clause": "Spelled out here",
    "run": "Spelled out here",
    "composed": "Made up here of",
    "elsewhere": "Spelled out in another place of this text",
    "speaker": "Here",
    "edition": "In this report, by the reading of its edition",
}


def spelled(formula: Formula, *, cite: bool = False) -> str:
    """How the formula is spelled out, or that it is not, as one sentence with its members in Chinese and English.

    :param cite: name a work as a citation (``[@key, p. 3]``) that a document resolves; else in words.
    """
    listed = "; ".join(f"{m.text} ({m.en})" if m.en else m.text for m in formula.members)
    if not formula.members:
        text = "Not spelled out here"
    elif formula.origin in _IN_TEXT:
        colon = " " if formula.origin == "composed" else ": "
        text = f"{_IN_TEXT[formula.origin]}{colon}{listed}"
    elif formula.origin == "national":
        text = f"Not spelled out here; {_nationally(formula, cite)}: {listed}"
    else:
        text = f"Not spelled out here; in {_whose(formula, cite)}: {listed}"
    remarks = "; ".join(remark for remark in formula.remarks if not remark.startswith("not spelled out here"))
    return f"{text} ({remarks})." if remarks else f"{text}."


def _whose(formula: Formula, cite: bool) -> str:
    return f"another text [{formula.source}]" if cite and formula.source else formula.attribution


def _nationally(formula: Formula, cite: bool) -> str:
    if cite and formula.source:
        return f"nationally [{formula.source}]"
    return f"nationally ({formula.attribution})"
