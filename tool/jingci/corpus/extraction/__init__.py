"""Candidate terms: what a corpus says often, and as one unit, that the termbase does not have.

How candidates are found, measured and ranked is laid down in ``docs/extract.md``.
"""

from __future__ import annotations

from jingci.corpus.extraction.finding import extract
from jingci.corpus.extraction.model import Candidate, CandidateKind, Example, Extraction

__all__ = ["Candidate", "CandidateKind", "Example", "Extraction", "extract"]
