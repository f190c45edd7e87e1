"""An extraction as lines for a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from jingci.columns import pad, width
from jingci.corpus.extraction.model import Candidate, Extraction
from jingci.glossary.table import guarded
from jingci.model import Span
from jingci.screen import visible

COLUMNS = (
    "text", "kind", "count", "documents", "score", "c_value", "entropy_left", "entropy_right", "keyness", "dp",
    "like", "concept", "members", "document", "segment", "example",
)  # fmt: skip
_WIDTH = 80
_TERM = 30
_BLANKS = str.maketrans("\n\t", "  ")


def as_lines(found: Extraction, *, examples: int = 1) -> Iterator[str]:
    """A table of at most 80 columns, terms before formulas; under each candidate the known term that it is like, what a
    formula stands for, and sentences in which it stands.

    :param examples: how many sentences.
    """
    heads = {"term": found.candidates, "formula": found.formulas}
    for number, (head, candidates) in enumerate((head, some) for head, some in heads.items() if some):
        if number:
            yield ""
        columns = f"{'count':>7}{'docs':>6}{'C-value':>9}{'entropy':>9}{'keyness':>9}{'DP':>6}"
        yield f"{pad('', 4)}{pad(head, _TERM)}{columns}"
        for rank, candidate in enumerate(candidates, 1):
            yield from _rows(rank, candidate, examples)


def _rows(rank: int, candidate: Candidate, examples: int) -> Iterator[str]:
    text = visible(candidate.text)
    figures = (
        f"{candidate.count:>7,}{candidate.documents:>6,}{candidate.c_value:>9.1f}"
        f"{min(candidate.left, candidate.right):>9.2f}{candidate.keyness:>9.1f}{candidate.deviation:>6.2f}"
    )
    yield f"{rank:>3} {pad(_clipped(text, _TERM), _TERM)}{figures}"
    if candidate.like:
        yield f"    like {visible(candidate.like)} ({candidate.concept})"
    if candidate.members:
        yield _clipped(f"    = {visible('、'.join(candidate.members))}", _WIDTH)
    for example in candidate.examples[:examples]:
        place = f"  {visible(example.document)}#{example.segment}"
        sentence = _around(example.text, example.span, _WIDTH - 4 - width(place))
        yield f"    {sentence}{place}"


def _around(sentence: str, span: Span, columns: int) -> str:
    """So much of a sentence around a place as stands in some columns."""
    start, end = span.start, min(len(sentence), span.end)
    used = width(sentence[start:end]) + 2
    while start > 0 or end < len(sentence):
        # The side that has got less is next.
        after = end < len(sentence) and (start == 0 or end - span.end <= span.start - start)
        used += width(sentence[end] if after else sentence[start - 1])
        if used > columns:
            break
        start, end = (start, end + 1) if after else (start - 1, end)
    shown = f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
    return visible(shown).translate(_BLANKS)


def _clipped(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return f"{text}…"


def as_csv(found: Extraction) -> str:
    """A row for each candidate, with its first example; no cell is taken for a formula by a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for candidate in (*found.candidates, *found.formulas):
        writer.writerow([guarded(cell) for cell in _cells(candidate)])
    return stream.getvalue()


def _cells(candidate: Candidate) -> Sequence[str]:
    figures = (candidate.c_value, candidate.left, candidate.right, candidate.keyness, candidate.deviation)
    example = candidate.examples[0] if candidate.examples else None
    return (
        candidate.text,
        candidate.kind,
        str(candidate.count),
        str(candidate.documents),
        f"{candidate.score:.4f}",
        *(f"{figure:.3f}" for figure in figures),
        candidate.like,
        candidate.concept,
        "、".join(candidate.members),
        *((example.document, example.segment, example.text) if example else ("", "", "")),
    )


def as_json(found: Extraction) -> str:
    """Everything, for programs."""
    document = {
        "documents": found.documents,
        "characters": found.characters,
        "candidates": [_record(candidate) for candidate in found.candidates],
        "formulas": [_record(candidate) for candidate in found.formulas],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _record(candidate: Candidate) -> dict[str, Any]:
    record: dict[str, Any] = {
        "text": candidate.text,
        "kind": candidate.kind,
        "count": candidate.count,
        "documents": candidate.documents,
        "score": round(candidate.score, 4),
        "c_value": round(candidate.c_value, 3),
        "entropy_left": round(candidate.left, 3),
        "entropy_right": round(candidate.right, 3),
        "keyness": round(candidate.keyness, 3),
        "dp": round(candidate.deviation, 3),
    }
    if candidate.like:
        record |= {"like": candidate.like, "concept": candidate.concept}
    if candidate.members:
        record["members"] = list(candidate.members)
    record["examples"] = [
        {"document": e.document, "segment": e.segment, "text": e.text, "start": e.span.start, "end": e.span.end}
        for e in candidate.examples
    ]
    return record
