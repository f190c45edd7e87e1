"""How often what stands when and where: the sums that plots and summaries are made of."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingci.corpus.scanning import DocumentScan

Numbers = NDArray[np.int64]
#: No more places than these are told apart, whatever a corpus's metadata say; the others are counted together.
MAX_PLACES = 200
OTHER_PLACES = "(other places)"


@dataclass(slots=True)
class Share:
    """What some documents hold: of each concept how often it stands in them, and in how many of them."""

    documents: int = 0
    characters: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)


class Sums:
    """The sums by one property of documents, each of its values a row, and by concept, each a column.

    :param limit: no more rows than these are told apart; 0 for any number.
    """

    def __init__(self, limit: int = 0) -> None:
        self._limit = limit
        self._rows: dict[str, int] = {}
        #: Documents and characters of each row.
        self._sizes: Numbers = np.zeros((0, 2), np.int64)
        #: Hits, and documents with a hit, of each row and column.
        self._found: Numbers = np.zeros((2, 0, 0), np.int64)

    @classmethod
    def of(cls, values: Sequence[str], sizes: Sequence[int], columns: Numbers, hits: Numbers, limit: int = 0) -> Sums:
        """The sums over documents.

        :param values: of each document the property's value.
        :param sizes: of each its characters.
        :param columns: of each concept that each of them holds ``(document, column)``.
        :param hits: how often it stands in that document.
        """
        sums = cls(limit)
        rows = np.array([sums._row(value) for value in values], np.int64)
        width = int(columns[1].max(initial=-1)) + 1
        sums._grow(width)
        np.add.at(sums._sizes, rows, np.array([(1, size) for size in sizes], np.int64).reshape(-1, 2))
        cells = rows[columns[0]] * width + columns[1]
        for table, weights in zip(sums._found, (hits, None), strict=True):
            table += np.bincount(cells, weights, table.size).astype(np.int64).reshape(table.shape)
        return sums

    def add(self, other: Sums, columns: Numbers) -> None:
        """Count another's documents too.

        :param columns: of each of its columns the one here.
        """
        rows = [self._row(value) for value in other._rows]
        self._grow(int(columns.max(initial=-1)) + 1)
        for row, theirs in zip(rows, other._rows.values(), strict=True):
            self._sizes[row] += other._sizes[theirs]
            self._found[:, row, columns] += other._found[:, theirs]

    def shares(self, concepts: Sequence[str]) -> dict[str, Share]:
        """The rows, in alphabetical order; those of documents whose value is not known under the empty string, last."""
        known = sorted(self._rows, key=lambda value: (not value, value))
        return {value: self._share(concepts, [self._rows[value]]) for value in known}

    def total(self, concepts: Sequence[str]) -> Share:
        """All rows together."""
        return self._share(concepts, list(self._rows.values()))

    def as_json(self) -> dict[str, Any]:
        """As what JSON can hold; zeros are left out."""
        cells = np.flatnonzero(self._found[0])
        found = [_packed(table.reshape(-1)[cells]) for table in self._found]
        return {"rows": list(self._rows), "sizes": self._sizes.tolist(), "cells": _packed(cells), "found": found}

    @classmethod
    def from_json(cls, value: dict[str, Any], width: int, limit: int = 0) -> Sums:
        """The same again.

        :param width: how many columns there are.
        """
        sums = cls(limit)
        sums._rows = {row: number for number, row in enumerate(value["rows"])}
        sums._grow(width)
        sums._sizes += np.array(value["sizes"], np.int64).reshape(-1, 2)
        cells = _unpacked(value["cells"])
        for table, found in zip(sums._found, value["found"], strict=True):
            table.reshape(-1)[cells] = _unpacked(found)
        return sums

    def _row(self, value: str) -> int:
        if self._limit and value not in self._rows and len(self._rows) >= self._limit:
            value = OTHER_PLACES
        return self._rows.setdefault(value, len(self._rows))

    def _grow(self, width: int) -> None:
        """Make room for all rows, and for so many columns at least."""
        rows, columns = len(self._rows) - len(self._sizes), max(0, width - self._found.shape[2])
        if rows or columns:
            self._sizes = np.pad(self._sizes, ((0, rows), (0, 0)))
            self._found = np.pad(self._found, ((0, 0), (0, rows), (0, columns)))

    def _share(self, concepts: Sequence[str], rows: list[int]) -> Share:
        documents, characters = self._sizes[rows].sum(axis=0).tolist()
        hits, within = (_counter(concepts, table[rows].sum(axis=0)) for table in self._found)
        return Share(documents, characters, hits, within)


def _counter(concepts: Sequence[str], numbers: Numbers) -> Counter[str]:
    present = np.flatnonzero(numbers)
    named = map(concepts.__getitem__, present.tolist())
    return Counter(dict(zip(named, numbers[present].tolist(), strict=True)))


class Counts:
    """The sums over documents: by year, by province or other place, and altogether.

    :ivar unread: documents that could not be read.
    :ivar formulas: how often each formula stands in the corpus, in its own spelling.
    :ivar figures: how many figures there are of each kind.
    """

    def __init__(self, unread: int = 0) -> None:
        self.unread = unread
        self.formulas: Counter[str] = Counter()
        self.figures: Counter[str] = Counter()
        self._columns: dict[str, int] = {}
        self._years = Sums()
        self._places = Sums(MAX_PLACES)

    @classmethod
    def of(cls, scans: Sequence[DocumentScan], unread: int = 0) -> Counts:
        """The sums over some documents."""
        counts = cls(unread)
        counts.formulas = _hits((key[0], places) for scan in scans for key, places in scan.formulas.items())
        counts.figures = _hits((quantity.kind, places) for scan in scans for _, quantity, places in scan.figures)
        found = [*chain.from_iterable(scan.terms for scan in scans)]
        counts._columns = {concept: number for number, concept in enumerate(dict.fromkeys(found))}
        holders = np.repeat(np.arange(len(scans)), np.array([len(scan.terms) for scan in scans], np.int64))
        columns = np.array([holders, [*map(counts._columns.__getitem__, found)]], np.int64)
        lengths = map(len, chain.from_iterable(scan.terms.values() for scan in scans))
        hits = np.fromiter(lengths, np.int64, len(found)) // 2
        sizes = [len(scan.document.text) for scan in scans]
        counts._years = Sums.of([scan.document.date[:4] for scan in scans], sizes, columns, hits)
        places = [scan.document.province or scan.document.place for scan in scans]
        counts._places = Sums.of(places, sizes, columns, hits, MAX_PLACES)
        return counts

    def add(self, other: Counts) -> None:
        """Count another's documents too."""
        columns = [self._columns.setdefault(concept, len(self._columns)) for concept in other._columns]
        for sums, theirs in ((self._years, other._years), (self._places, other._places)):
            sums.add(theirs, np.array(columns, np.int64))
        self.unread += other.unread
        self.formulas.update(other.formulas)
        self.figures.update(other.figures)

    @property
    def total(self) -> Share:
        """All documents together."""
        return self._years.total(list(self._columns))

    @property
    def by_year(self) -> Mapping[str, Share]:
        """The documents of each year (four digits), in their order; those of unknown date under "", last."""
        return self._years.shares(list(self._columns))

    @property
    def by_place(self) -> Mapping[str, Share]:
        """The documents of each place, in alphabetical order; those of unknown place under "", last."""
        return self._places.shares(list(self._columns))

    def as_json(self) -> dict[str, Any]:
        """As what JSON can hold."""
        found = {"formulas": self.formulas, "figures": self.figures, "unread": self.unread}
        sums = {"years": self._years.as_json(), "places": self._places.as_json()}
        return {"concepts": list(self._columns), **sums, **found}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Counts:
        """The same again.

        :raises (IndexError, KeyError, TypeError, ValueError): it is nothing of the kind.
        """
        counts = cls(value["unread"])
        counts.formulas.update(value["formulas"])
        counts.figures.update(value["figures"])
        counts._columns = {concept: number for number, concept in enumerate(value["concepts"])}
        counts._years = Sums.from_json(value["years"], len(counts._columns))
        counts._places = Sums.from_json(value["places"], len(counts._columns), MAX_PLACES)
        return counts


def _hits(found: Iterable[tuple[str, list[int]]]) -> Counter[str]:
    hits: Counter[str] = Counter()
    for name, places in found:
        hits[name] += len(places) // 2
    return hits


def _packed(numbers: Numbers) -> list[str]:
    """Numbers as text: their type, the smallest that holds them, and their bytes in base64, the lowest first. As
    lists, JSON takes several times as long."""
    small = numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))).newbyteorder("<"))
    return [small.dtype.str, base64.b64encode(small.tobytes()).decode()]


def _unpacked(packed: list[str]) -> Numbers:
    kind, text = packed
    return np.frombuffer(base64.b64decode(text, validate=True), np.dtype(kind)).astype(np.int64)
