"""Posting lists in rows of a table: numpy arrays, merged as streams.

A list of postings is written as three arrays: the pairs, ascending; where each one's postings end; the postings, which
are text numbers, ascending for each pair. A row of the table holds some thousand postings; one list is never divided.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Little-endian on every machine: a memory file may be carried to another.
GRAM = np.dtype("<u8")
NUMBER = np.dtype("<u4")
Grams = NDArray[np.uint64]
Numbers = NDArray[np.uint32]

_POSTINGS_A_ROW = 2048
#: Rows of each stream that are merged at a time.
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Postings:
    """Pairs and text numbers, one of each a posting, ordered by pair and then by text."""

    grams: Grams
    texts: Numbers

    def __len__(self) -> int:
        return len(self.grams)


def read_block(connection: sqlite3.Connection, table: str, block: int) -> Iterator[Postings]:
    """A block's postings in order, some thousand at a time; no pair is in two of them."""
    query = f"SELECT grams, ends, texts FROM {table} WHERE block = ? ORDER BY first"
    cursor = connection.execute(query, (block,))
    while rows := cursor.fetchmany(_ROWS):
        grams, texts = [], []
        for gram_bytes, end_bytes, text_bytes in rows:
            ends = np.frombuffer(end_bytes, NUMBER).astype(np.int64)
            grams.append(np.repeat(np.frombuffer(gram_bytes, GRAM), ends - np.append(0, ends[:-1])))
            texts.append(np.frombuffer(text_bytes, NUMBER))
        yield Postings(np.concatenate(grams), np.concatenate(texts))


def write_block(connection: sqlite3.Connection, table: str, block: int, pieces: Iterable[Postings]) -> None:
    """Write a block; the pieces are in order, and no pair is in two of them."""
    query = f"INSERT INTO {table} (block, first, grams, ends, texts) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(query, ((block, *row) for piece in pieces if len(piece) for row in _rows(piece)))


def _rows(piece: Postings) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    starts = np.flatnonzero(np.diff(piece.grams, prepend=piece.grams[0] ^ np.uint64(1)))
    grams, ends = piece.grams[starts], np.append(starts[1:], len(piece))
    at = 0
    while at < len(grams):
        begin = int(starts[at])
        # As many lists as fit; a longer one has a row of its own.
        stop = max(at + 1, int(np.searchsorted(ends, begin + _POSTINGS_A_ROW, side="right")))
        texts = piece.texts[begin : int(ends[stop - 1])]
        row_ends = (ends[at:stop] - begin).astype(NUMBER)
        yield int(grams[at]), grams[at:stop].astype(GRAM).tobytes(), row_ends.tobytes(), texts.astype(NUMBER).tobytes()
        at = stop


def merged(streams: list[Iterator[Postings]], gone: Numbers) -> Iterator[Postings]:
    """The streams as one.

    :param streams: each in order; those that come first have the lower text numbers.
    :param gone: ascending numbers of texts to leave out.
    """
    heads = [next(stream, None) for stream in streams]
    while any(head is not None for head in heads):
        # Up to here every stream's postings are in sight.
        limit = min(head.grams[-1] for head in heads if head is not None)
        taken = []
        for number, head in enumerate(heads):
            if head is None:
                continue
            cut = int(np.searchsorted(head.grams, limit, side="right"))
            taken.append(Postings(head.grams[:cut], head.texts[:cut]))
            heads[number] = (
                Postings(head.grams[cut:], head.texts[cut:]) if cut < len(head) else next(streams[number], None)
            )
        yield _joined(taken, gone)


def _joined(parts: list[Postings], gone: Numbers) -> Postings:
    grams, texts = (np.concatenate([getattr(part, name) for part in parts]) for name in ("grams", "texts"))
    if len(gone):
        kept = ~np.isin(texts, gone)
        grams, texts = grams[kept], texts[kept]
    if len(parts) > 1:
        order = np.argsort(grams, kind="stable")
        grams, texts = grams[order], texts[order]
    return Postings(grams, texts)
