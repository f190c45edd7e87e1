"""The words of which names are made, from ``grammar.tsv``, which says what each kind is."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

Words = dict[str, str]


def _tables() -> dict[str, Words]:
    tables: dict[str, Words] = defaultdict(dict)
    for line in (Path(__file__).parent / "grammar.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            kind, words, english = line.split("\t")
            tables[kind].update(dict.fromkeys(words.split(" "), english))
    return tables


_TABLES = _tables()
POLICE, RANKS, ORGANS, INNER = (_TABLES[kind] for kind in ("police", "rank", "organ", "inner"))
TOWNSHIPS, VILLAGES, ZONES = (_TABLES[kind] for kind in ("township", "village", "zone"))
TITLES, POSTS, POST_ORGANS = (_TABLES[kind] for kind in ("title", "post", "post-organ"))
LEADERS = {text: tuple(english.split("|")) for text, english in _TABLES["leader"].items()}
VOUCHING, GENERIC, NOT_NAMES = (tuple(_TABLES[kind]) for kind in ("vouching", "generic", "not-name"))
TITLE_ENDS, ORDINARY, EDGED, NAMELIKE = (
    frozenset(_TABLES[kind]) for kind in ("title-end", "ordinary", "edged", "namelike")
)
