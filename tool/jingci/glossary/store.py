"""The glossary as a user of the library sees it: concepts, sources, lookup, find, scan."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jingci.files import data_root
from jingci.folding import fold
from jingci.glossary.index import english_key, like_pattern, open_index, unpacked_concept, unpacked_source
from jingci.glossary.layers import Layer, base_layer, fingerprint, user_layer
from jingci.match import Matcher, Veto
from jingci.model import Concept, Form, Hit, Source, Span
from jingci.text import plain_pinyin


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that a query found: by what (``zh``, ``pinyin``, ``en``, ``id``), and whether as a whole."""

    concept: Concept
    by: str
    whole: bool


def load_glossary(*layers: str | Path, only: bool = False) -> Glossary:
    """The project's termbase with the user's lists over it.

    :param layers: YAML or CSV files; the later wins by form.
    :param only: leave the project's own termbase out.
    :raises DataError: a list that does not fit the format, naming file and line.
    """
    stack = [] if only else [base_layer(data_root() / "glossary")]
    stack += [user_layer(path) for path in layers]
    return Glossary(stack)


class Glossary:
    """A stack of termbase layers, compiled.

    :param layers: the layers, the later winning by form.
    :param veto: word evidence for the matcher; the default is none.
    """

    def __init__(self, layers: Sequence[Layer], veto: Veto | None = None) -> None:
        self.layers = tuple(layers)
        self._veto = veto
        self._index = open_index(self.layers, _shipped())

    @cached_property
    def hash(self) -> str:
        """A hash of the layers' content: 16 hexadecimal digits."""
        return fingerprint(self.layers)

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, in order of the layers' files."""
        return tuple(unpacked_concept(data) for (data,) in self._query("SELECT data FROM concept ORDER BY ord"))

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """All concepts by their id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The bibliography by id."""
        return {name: unpacked_source(data) for name, data in self._query("SELECT id, data FROM source")}

    def get(self, concept_id: str) -> Concept | None:
        """One concept by its id, without loading the others."""
        rows = self._query("SELECT data FROM concept WHERE id = ?", (concept_id,))
        return unpacked_concept(rows[0][0]) if rows else None

    def source(self, source_id: str) -> Source | None:
        """One work of the bibliography by its id, without loading the others."""
        rows = self._query("SELECT data FROM source WHERE id = ?", (source_id,))
        return unpacked_source(rows[0][0]) if rows else None

    def lookup(self, query: str, *, exact: bool = False) -> list[Found]:
        """The concepts a query names, the best first: Chinese in either script, pinyin with or without tones, English.

        :param exact: only whole forms and renderings; no pinyin, no parts.
        """
        found: dict[int, tuple[int, str, bool]] = {}
        for place, (by, whole, rows) in enumerate(self._tiers(query, exact=exact)):
            for number, rank in rows:
                found.setdefault(number, (place * 10 + rank, by, whole))
        ordered = sorted(found, key=lambda number: (found[number][0], number))
        return [Found(self._concept(number), found[number][1], found[number][2]) for number in ordered]

    def nearest(self, query: str, limit: int = 5) -> list[Concept]:
        """The entries whose spelling comes nearest to a query that finds nothing."""
        from rapidfuzz import fuzz, process

        scored: dict[int, float] = {}
        for kind, key in (("zh", fold(query).text), ("pinyin", plain_pinyin(query)), ("en", english_key(query))):
            if not key:
                continue
            rows = self._query("SELECT key, ord FROM key WHERE kind = ?", (kind,))
            for _, score, place in process.extract(
                key, [row[0] for row in rows], scorer=fuzz.ratio, score_cutoff=50, limit=limit
            ):
                number = rows[place][1]
                scored[number] = max(score, scored.get(number, 0))
        best = sorted(scored, key=lambda number: -scored[number])[:limit]
        return [self._concept(number) for number in best]

    def scan(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Hits as ``(start, end, concept number)``, offsets in code points of ``text``; the number is the place in
        :attr:`concepts`. Leftmost-longest; only concepts whose ``link`` is ``match``."""
        numbers = self._numbers
        for start, end, form in self._matcher.scan(text):
            yield start, end, numbers[form]

    def find(self, text: str, *, nested: bool = False, marked: Iterable[str] = ()) -> list[Hit]:
        """Hits as objects, in order.

        :param nested: also the hits inside and across longer ones.
        :param marked: ids of concepts to be found though their ``link`` is ``marked``.
        """
        wanted = frozenset(marked)
        matcher, entries = self._with_marked(wanted) if wanted else (self._matcher, self._entries)
        hits = []
        for start, end, number in matcher.scan(text, nested=nested):
            concept, form = entries[number]
            hits.append(Hit(Span(start, end), concept, form, text[start:end]))
        return hits

    def _tiers(self, query: str, *, exact: bool) -> Iterator[tuple[str, bool, list[tuple[int, int]]]]:
        chinese, pinyin, english = fold(query.strip()).text, plain_pinyin(query), english_key(query)
        whole = "SELECT ord, rank FROM key WHERE kind = ? AND key = ?"
        yield "zh", True, self._query(whole, ("zh", chinese))
        yield "zh", True, self._query(whole, ("zh", query.strip()))
        yield "en", True, self._query(whole, ("en", english))
        if exact:
            return
        yield "id", True, self._query(whole, ("id", query.strip()))
        if pinyin.isascii():
            yield "pinyin", True, self._query(whole, ("pinyin", pinyin))
        part = "SELECT ord, min(rank) FROM key WHERE kind = ? AND {} GROUP BY ord"
        like = "key LIKE ? ESCAPE '\\'"
        if chinese and not chinese.isascii():
            yield "zh", False, self._query(part.format(like), ("zh", *like_pattern([chinese])))
            return
        if len(pinyin) > 2 and pinyin.isascii():
            yield "pinyin", False, self._query(part.format(like), ("pinyin", like_pattern([pinyin])[0][1:]))
        if words := english.split():
            clause = " AND ".join(["' ' || key LIKE ? ESCAPE '\\'"] * len(words))
            patterns = [pattern.replace("%", "% ", 1) for pattern in like_pattern(words)]
            yield "en", False, self._query(part.format(clause), ("en", *patterns))

    def _concept(self, number: int) -> Concept:
        return unpacked_concept(self._query("SELECT data FROM concept WHERE ord = ?", (number,))[0][0])

    def _query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._index.execute(sql, tuple(values)).fetchall()
        except sqlite3.DatabaseError:
            # A page of the cached file is damaged: drop it and compile again.
            self._index = open_index(self.layers, None, fresh=True)
            return self._index.execute(sql, tuple(values)).fetchall()

    @cached_property
    def _entries(self) -> list[tuple[Concept, Form]]:
        return [(c, form) for c in self.concepts if c.link == "match" for form in c.zh]

    @cached_property
    def _numbers(self) -> list[int]:
        return [n for n, c in enumerate(self.concepts) if c.link == "match" for _ in c.zh]

    @cached_property
    def _matcher(self) -> Matcher:
        return self._matcher_of(self._entries)

    def _matcher_of(self, entries: list[tuple[Concept, Form]]) -> Matcher:
        blocked = {word for concept, _ in entries for word in concept.not_in}
        return Matcher([form.text for _, form in entries], blocked, self._veto)

    def _with_marked(self, wanted: frozenset[str]) -> tuple[Matcher, list[tuple[Concept, Form]]]:
        if wanted not in self._marked:
            extra = [(c, form) for c in self.concepts if c.link == "marked" and c.id in wanted for form in c.zh]
            entries = [*self._entries, *extra]
            self._marked[wanted] = self._matcher_of(entries), entries
        return self._marked[wanted]

    @cached_property
    def _marked(self) -> dict[frozenset[str], tuple[Matcher, list[tuple[Concept, Form]]]]:
        return {}


def _shipped() -> Path | None:
    path = Path(__file__).resolve().parent.parent / "_data" / "glossary.sqlite"
    return path if path.is_file() else None
