"""What is evaluated: segments with their reference, grouped by document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Corpus:
    """Segments in order; ``sources`` are empty where there is no Chinese, ``documents`` name each one's document."""

    references: tuple[str, ...]
    sources: tuple[str, ...]
    documents: tuple[str, ...]

    @cached_property
    def members(self) -> dict[str, list[int]]:
        """The places of each document's segments, by its name, in order of first appearance."""
        found: dict[str, list[int]] = {}
        for place, name in enumerate(self.documents):
            found.setdefault(name, []).append(place)
        return found

    def __len__(self) -> int:
        return len(self.references)


def at(places: Sequence[int], texts: Sequence[str]) -> list[str]:
    """The texts at some places."""
    return [texts[place] for place in places]
