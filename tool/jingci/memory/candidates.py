"""Which texts of a memory file could resemble a text: found by the pairs of tokens that they share.

A query reads the rarest of its pairs first. Where a text has n tokens and a unit scores s or more, at most
``2 · (1 - s) · n`` of the text's pairs are missing in the unit; so a unit that shares none of the rarest that are read
can be left out (the "prefix filter": S. Chaudhuri, V. Ganti, R. Kaushik, "A primitive operator for similarity joins in
data cleaning", ICDE 2006). Where all pairs are common, reading stops at a budget and the units that share most are
taken.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from jingci.memory.chunks import GRAM, NUMBER, Grams, Numbers
from jingci.memory.postings import distinct, pairs
from jingci.memory.tokens import indexed

#: Postings that a query reads at most, and candidates that it gives.
BUDGET = 40_000
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class _Place:
    """Where some of a pair's postings stand: from where to where in a row, and whether the row has no other pair's."""

    row: int
    start: int
    end: int
    alone: bool


class Candidates:
    """Finds candidates in a memory file. What rows there are is kept in memory until the file changes.

    :param connection: the memory file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen: tuple[int, int] | None = None
        self._blocks: list[tuple[Grams, list[int]]] = []

    def find(self, key: str, min_score: int) -> list[int]:
        """The numbers of the texts that could reach a score, those that share most pairs first."""
        text = indexed(key)
        if len(text) < 2:
            return []
        grams = distinct(pairs(text))
        lists = sorted(self._located(grams), key=itemgetter(0))
        taken = read = 0
        for count, _ in lists:
            if read and read + count > BUDGET:
                break
            taken, read = taken + 1, read + count
        if not taken:
            return []
        numbers = self._read(place for _, places in lists[:taken] for place in places)
        # Pairs that no text has count as read.
        shared = len(grams) - 2 * (100 - min_score) * len(text) // 100
        return _most_frequent(numbers, max(1, shared - (len(lists) - taken)))

    def _located(self, grams: Grams) -> list[tuple[int, list[_Place]]]:
        """For those pairs that occur at all: how many postings they have, and where these stand."""
        self._refresh()
        wanted: dict[int, list[int]] = {}
        for firsts, rows in self._blocks:
            for number, at in enumerate(np.searchsorted(firsts, grams, side="right").tolist()):
                if at:
                    wanted.setdefault(rows[at - 1], []).append(number)
        query = "SELECT id, grams, ends FROM main.chunk WHERE id IN (SELECT value FROM json_each(?))"
        found: list[list[_Place]] = [[] for _ in grams]
        for row, gram_bytes, end_bytes in self._connection.execute(query, (json.dumps(list(wanted)),)):
            there, ends = np.frombuffer(gram_bytes, GRAM), np.frombuffer(end_bytes, NUMBER)
            for number in wanted[row]:
                at = int(there.searchsorted(grams[number]))
                if at < len(there) and there[at] == grams[number]:
                    start = int(ends[at - 1]) if at else 0
                    found[number].append(_Place(row, start, int(ends[at]), len(there) == 1))
        return [(sum(place.end - place.start for place in places), places) for places in found if places]

    def _refresh(self) -> None:
        """Read which rows there are, where the file has changed since."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        seen = version, self._connection.total_changes
        if seen == self._seen:
            return
        query = "SELECT first, id FROM main.chunk WHERE block = ? ORDER BY first"
        self._blocks = []
        for (block,) in self._connection.execute("SELECT id FROM block").fetchall():
            rows = self._connection.execute(query, (block,)).fetchall()
            self._blocks.append((np.array([first for first, _ in rows], GRAM), [row for _, row in rows]))
        self._seen = seen

    def _read(self, places: Iterable[_Place]) -> Numbers:
        """The text numbers at some places; of a very common pair the latest only."""
        shared: dict[int, list[_Place]] = {}
        found: list[Numbers] = []
        for place in places:
            if place.alone:
                found.append(self._latest(place))
            else:
                shared.setdefault(place.row, []).append(place)
        query = "SELECT id, texts FROM main.chunk WHERE id IN (SELECT value FROM json_each(?))"
        for row, data in self._connection.execute(query, (json.dumps(list(shared)),)):
            texts = np.frombuffer(data, NUMBER)
            found += [texts[place.start : place.end] for place in shared[row]]
        return np.concatenate(found)

    def _latest(self, place: _Place) -> Numbers:
        count = min(BUDGET, place.end)
        query = "SELECT substr(texts, ?) FROM main.chunk WHERE id = ?"
        (data,) = self._connection.execute(query, (-NUMBER.itemsize * count, place.row)).fetchone()
        return np.frombuffer(data, NUMBER)


def _most_frequent(numbers: Numbers, least: int) -> list[int]:
    """The texts that occur most often, as many as are compared, none less often than ``least``."""
    numbers.sort()
    starts = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1]))
    texts, counts = numbers[starts], np.diff(np.append(starts, len(numbers)))
    kept = counts >= least
    texts, counts = texts[kept], counts[kept]
    # The later of equals first.
    order = np.lexsort((texts, counts))[::-1][:CANDIDATES]
    result: list[int] = texts[order].tolist()
    return result
