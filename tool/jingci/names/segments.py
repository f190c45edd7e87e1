"""Names of a document that comes in segments: evidence from the whole, places in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from jingci.model import Span
from jingci.names.finding import find_names
from jingci.names.gazetteer import Gazetteer
from jingci.names.model import Name

#: A blank line, which no name crosses.
_BETWEEN = "\n\n"


def names_of_segments(texts: Sequence[str], gazetteer: Gazetteer | None = None) -> list[list[Name]]:
    """The names of each text of one document; spans count code points of that text.

    A full name in one segment is evidence for the short name in another: 运河区 for 运河辖区.
    """
    starts: list[int] = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_BETWEEN)
    names: list[list[Name]] = [[] for _ in texts]
    for name in find_names(_BETWEEN.join(texts), gazetteer):
        number = bisect_right(starts, name.span.start) - 1
        shift = starts[number]
        names[number].append(replace(name, span=Span(name.span.start - shift, name.span.end - shift)))
    return names
