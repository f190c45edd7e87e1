"""Where two texts differ, and how that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from jingci.memory.tokens import placed_tokens
from jingci.model import Span

DifferenceKind = Literal["replace", "insert", "delete"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch in which a unit of the memory differs from the text sought.

    ``span`` is in the text sought, ``unit_span`` in the unit's Chinese, both in code points of the text as given.
    ``delete``: the text has it and the unit has not (``unit_span`` is empty, at its place); ``insert``: the reverse.
    """

    kind: DifferenceKind
    span: Span
    unit_span: Span


def differences(text: str, unit: str) -> tuple[Difference, ...]:
    """The stretches in which a unit's Chinese differs from a text, in order.

    Compared are the tokens that the score counts, so equal texts in two scripts have none. Replacements that touch
    other changes are one stretch with them.
    """
    from rapidfuzz.distance import Levenshtein

    ours, theirs = placed_tokens(text), placed_tokens(unit)
    found: list[tuple[int, int, int, int]] = []
    for code in Levenshtein.opcodes([token for token, _ in ours], [token for token, _ in theirs]):
        if code.tag == "equal":
            continue
        if found and found[-1][1] == code.src_start and found[-1][3] == code.dest_start:
            start, _, unit_start, _ = found[-1]
            found[-1] = (start, code.src_end, unit_start, code.dest_end)
        else:
            found.append((code.src_start, code.src_end, code.dest_start, code.dest_end))
    return tuple(
        Difference(
            _kind(end - start, unit_end - unit_start), _span(ours, start, end), _span(theirs, unit_start, unit_end)
        )
        for start, end, unit_start, unit_end in found
    )


def _kind(ours: int, theirs: int) -> DifferenceKind:
    return "insert" if not ours else "replace" if theirs else "delete"


def _span(tokens: list[tuple[str, Span]], start: int, end: int) -> Span:
    """From the first token to the last; an empty span stands after the token before it."""
    if start < end:
        return Span(tokens[start][1].start, tokens[end - 1][1].end)
    place = tokens[start - 1][1].end if start else 0
    return Span(place, place)


def marked(text: str, found: tuple[Difference, ...], *, unit: bool, marks: tuple[str, str] = ("[", "]")) -> str:
    """A text with marks around what differs.

    :param unit: whether it is the unit's Chinese; else the text sought.
    :param marks: what is put before and after each stretch.

    >>> pair = "破案324起。", "破案227起。"
    >>> marked(pair[1], differences(*pair), unit=True)
    '破案[227]起。'
    """
    parts: list[str] = []
    at = 0
    for difference in found:
        span = difference.unit_span if unit else difference.span
        if len(span):
            parts += [text[at : span.start], marks[0], text[span.start : span.end], marks[1]]
            at = span.end
    return "".join([*parts, text[at:]])


def difference_record(difference: Difference, text: str, unit: str) -> dict[str, Any]:
    """A difference for JSON: its kind, and start, end and text on each side."""
    return {
        "kind": difference.kind,
        "text": _side(difference.span, text),
        "unit": _side(difference.unit_span, unit),
    }


def _side(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
