"""The index of a memory file: which texts have which pairs of neighbouring tokens, in blocks that are merged.

A block covers a range of text numbers. What is added makes a new block; where the block before it is not much larger
the two are merged, and so on, so that there are at most some twenty blocks and each text is written again only as
often. Texts that are removed are written down, passed over, and left out when their block is next merged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jingci.memory.chunks import NUMBER, Grams, Numbers, Postings, merged, read_block, write_block
from jingci.memory.tokens import indexed

#: Characters that are held in memory before their postings are written aside: some 50 MB while they are sorted.
_HELD = 1_000_000
#: A block is merged with the one after it unless it has more than this many times its texts.
_RATIO = 2
#: A pair is two code points of 21 bits; a text's place among those held must fit into what is left of 64.
_CHARACTER = np.uint64(21)
_PLACE = np.uint64(22)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block: its number (0 before it is written), the range of its texts' numbers, and how many they are."""

    id: int
    first: int
    last: int
    texts: int


class Indexer:
    """Collects new texts, whose numbers ascend, and makes them a block.

    :param connection: a memory file, in a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: list[int] = []
        self._texts: list[str] = []
        self._size = self._runs = self._first = self._last = self._count = 0

    def add(self, number: int, key: str) -> None:
        """A new text."""
        self._first, self._last = self._first or number, number
        self._count += 1
        text = indexed(key)
        if len(text) > 1:
            self._numbers.append(number)
            self._texts.append(text)
            self._size += len(text)
        if self._size >= _HELD:
            self._put_aside()

    def finish(self) -> None:
        """Write the block, merged with those before it where it is due."""
        if self._last:
            runs = [read_block(self._connection, "temp.chunk", run) for run in range(1, self._runs + 1)]
            added = _Block(0, self._first, self._last, self._count)
            _merge_in(self._connection, added, [*runs, self._taken()])
            if self._runs:
                self._connection.execute("DROP TABLE temp.chunk")

    def _put_aside(self) -> None:
        if not self._runs:
            self._connection.execute("CREATE TEMP TABLE chunk AS SELECT * FROM main.chunk WHERE FALSE")
            # Without it each run would be sorted anew, in memory, when it is read.
            self._connection.execute("CREATE INDEX temp.run_by_gram ON chunk (block, first)")
        self._runs += 1
        write_block(self._connection, "temp.chunk", self._runs, self._taken())

    def _taken(self) -> Iterator[Postings]:
        """The postings of what is held, which is let go."""
        numbers, texts = np.array(self._numbers, NUMBER), self._texts
        self._numbers, self._texts, self._size = [], [], 0
        if texts:
            lengths = np.array([len(text) for text in texts])
            grams, inside = pairs("".join(texts)), np.ones(int(lengths.sum()) - 1, bool)
            inside[np.cumsum(lengths)[:-1] - 1] = False
            places = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)[:-1]
            both = distinct((grams << _PLACE | places)[inside])
            yield Postings(both >> _PLACE, numbers[both & (np.uint64(1) << _PLACE) - np.uint64(1)])


def distinct(values: Grams) -> Grams:
    """Ascending and each once; ``numpy.unique`` hashes, which takes many times as long."""
    values.sort()
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def pairs(text: str) -> Grams:
    """The pairs of neighbouring characters of a text as :func:`~jingci.memory.tokens.indexed` writes it."""
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64)
    return codes[:-1] << _CHARACTER | codes[1:]


def _merge_in(connection: sqlite3.Connection, added: _Block, streams: list[Iterator[Postings]]) -> None:
    """Make one block of new postings and of the blocks before them that are not much larger."""
    blocks = _blocks(connection)
    merged_with: list[_Block] = []
    total = added.texts
    while blocks and blocks[-1].texts <= _RATIO * total:
        merged_with.insert(0, blocks.pop())
        total += merged_with[0].texts
    _write_merged(connection, [*merged_with, added], streams)


def rewrite_emptied(connection: sqlite3.Connection) -> None:
    """Write those blocks anew of whose texts over half have been removed."""
    query = "SELECT count(*) FROM gone WHERE text BETWEEN ? AND ?"
    for block in _blocks(connection):
        (count,) = connection.execute(query, (block.first, block.last)).fetchone()
        if 2 * count > block.texts:
            _write_merged(connection, [block], [])


def _blocks(connection: sqlite3.Connection) -> list[_Block]:
    return [_Block(*row) for row in connection.execute("SELECT id, first, last, texts FROM block ORDER BY first")]


def _write_merged(connection: sqlite3.Connection, blocks: list[_Block], streams: list[Iterator[Postings]]) -> None:
    """Write blocks as one; those without a number are not there yet, but are what the streams hold."""
    bounds = blocks[0].first, blocks[-1].last
    rows = connection.execute("SELECT text FROM gone WHERE text BETWEEN ? AND ? ORDER BY text", bounds)
    gone: Numbers = np.array([text for (text,) in rows], NUMBER)
    (number,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM block").fetchone()
    sources = [read_block(connection, "main.chunk", block.id) for block in blocks if block.id]
    write_block(connection, "main.chunk", number, merged([*sources, *streams], gone))
    for block in blocks:
        connection.execute("DELETE FROM main.chunk WHERE block = ?", (block.id,))
        connection.execute("DELETE FROM block WHERE id = ?", (block.id,))
    connection.execute("DELETE FROM gone WHERE text BETWEEN ? AND ?", bounds)
    if texts := sum(block.texts for block in blocks) - len(gone):
        connection.execute("INSERT INTO block VALUES (?, ?, ?, ?)", (number, *bounds, texts))
