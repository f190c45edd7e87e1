"""An evaluation as one JSON document."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from jingci.evaluation import Evaluation, Scores
from jingci.version import __version__


def to_json(evaluation: Evaluation) -> str:
    """Everything in it, with numbers as they are; a score that there is none of is null."""
    data: dict[str, Any] = {
        "jingci": __version__,
        "segments": evaluation.segments,
        "documents": list(evaluation.documents),
        "systems": [_scores(scores) for scores in evaluation.systems],
        "reference": None if evaluation.reference is None else _scores(evaluation.reference),
        "comparisons": [asdict(comparison) for comparison in evaluation.comparisons],
        "differing": [asdict(segment) for segment in evaluation.differing],
        "signatures": dict(evaluation.signatures),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _scores(scores: Scores) -> dict[str, Any]:
    documents = {name: dict(values) for name, values in scores.documents.items()}
    return {"name": scores.name, "overall": dict(scores.overall), "documents": documents}
