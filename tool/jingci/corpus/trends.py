"""How often what stands where and when: the sums that plots and summaries are made of."""

from __future__ import annotations

import base64
import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jingci.corpus.scanning import DocumentScan

#: A year (four digits, or empty) and a province or other place (or empty).
Cell = tuple[str, str]
#: No more places than these are told apart, whatever a corpus's metadata say; the others are counted together.
MAX_PLACES = 200
OTHER_PLACES = "(other places)"


@dataclass(slots=True)
class Share:
    """What the documents of one year and place hold."""

    documents: int = 0
    characters: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)

    def add(self, other: Share) -> None:
        """Count another's documents too."""
        self.documents += other.documents
        self.characters += other.characters
        self.hits.update(other.hits)
        self.within.update(other.within)


@dataclass(slots=True)
class Counts:
    """The sums over documents.

    :ivar cells: of each year and place the documents, their characters, how often each concept stands in them
        (``hits``), and in how many of them (``within``).
    :ivar unread: documents that could not be read.
    :ivar formulas: how often each formula stands in the corpus, in its own spelling.
    :ivar figures: how many figures there are of each kind.
    """

    cells: dict[Cell, Share] = field(default_factory=dict)
    unread: int = 0
    formulas: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, scans: Iterable[DocumentScan], unread: int = 0) -> Counts:
        """The sums over some documents."""
        counts = cls(unread=unread)
        for scan in scans:
            document = scan.document
            share = counts._share((document.date[:4], document.province or document.place))
            share.documents += 1
            share.characters += len(document.text)
            share.within.update(scan.terms.keys())
            # Most concepts stand in a document once; those are added at the end, all together.
            again = {concept: len(places) // 2 - 1 for concept, places in scan.terms.items() if len(places) > 2}
            share.hits.update(again)
            for key, places in scan.formulas.items():
                counts.formulas[key[0]] += len(places) // 2
            for _, quantity, places in scan.figures:
                counts.figures[quantity.kind] += len(places) // 2
        for share in counts.cells.values():
            share.hits.update(share.within)
        return counts

    def add(self, other: Counts) -> None:
        """Count another's documents too."""
        for cell, share in other.cells.items():
            self._share(cell).add(share)
        self.unread += other.unread
        self.formulas.update(other.formulas)
        self.figures.update(other.figures)

    def _share(self, cell: Cell) -> Share:
        if cell not in self.cells:
            places = {place for _, place in self.cells}
            if cell[1] not in places and len(places) >= MAX_PLACES:
                cell = (cell[0], OTHER_PLACES)
        return self.cells.setdefault(cell, Share())

    @property
    def total(self) -> Share:
        """All documents together."""
        return self._summed(lambda cell: "").get("", Share())

    @property
    def by_year(self) -> dict[str, Share]:
        """The documents of each year, in their order; those of unknown date under the empty string, last."""
        return _ordered(self._summed(lambda cell: cell[0]))

    @property
    def by_place(self) -> dict[str, Share]:
        """The documents of each place, in alphabetical order; those of unknown place under the empty string, last."""
        return _ordered(self._summed(lambda cell: cell[1]))

    def _summed(self, key: Any) -> dict[str, Share]:
        result: dict[str, Share] = {}
        for cell, share in self.cells.items():
            result.setdefault(key(cell), Share()).add(share)
        return result

    def as_json(self) -> dict[str, Any]:
        """As what JSON can hold: the concepts once, and for each cell their places in that list with their numbers."""
        names: dict[str, int] = {}
        cells = []
        for cell, share in self.cells.items():
            places = [names.setdefault(concept, len(names)) for concept in share.hits]
            within = map(share.within.__getitem__, share.hits)
            packed = map(_packed, (places, share.hits.values(), within))
            cells.append([*cell, share.documents, share.characters, *packed])
        found = {"formulas": self.formulas, "figures": self.figures}
        return {"concepts": list(names), "cells": cells, "unread": self.unread, **found}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Counts:
        """The same again.

        :raises (IndexError, KeyError, TypeError, ValueError): it is nothing of the kind.
        """
        name = value["concepts"].__getitem__
        cells = {}
        for year, place, documents, characters, *packed in value["cells"]:
            places, hits, within = map(_unpacked, packed)
            concepts = [name(number) for number in places]
            numbers = (Counter(dict(zip(concepts, each, strict=True))) for each in (hits, within))
            cells[year, place] = Share(documents, characters, *numbers)
        return cls(cells, value["unread"], Counter(value["formulas"]), Counter(value["figures"]))


def _packed(numbers: Iterable[int]) -> str:
    """Numbers as text: 64 bits each, the lowest byte first, in base64. As lists, JSON takes several times as long."""
    packed = array("Q", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return base64.b64encode(packed.tobytes()).decode()


def _unpacked(text: str) -> array[int]:
    numbers = array("Q", base64.b64decode(text, validate=True))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _ordered(shares: dict[str, Share]) -> dict[str, Share]:
    return dict(sorted(shares.items(), key=lambda item: (not item[0], item[0])))
