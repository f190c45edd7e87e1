"""The glossary as a user of the library sees it: concepts, sources, lookup, find, scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from jingci.boundaries import Boundaries, LazyVeto
from jingci.glossary.compile import unpacked_concept, unpacked_pattern, unpacked_source
from jingci.glossary.dictionary import Dictionary
from jingci.glossary.hits import Hits
from jingci.glossary.index import Layer, fingerprint, open_layers
from jingci.glossary.lexicon import load_lexicon
from jingci.glossary.patterns import FormPattern
from jingci.match import Matcher, Veto
from jingci.model import Concept, Form, Hit, Source, Span


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
    return Glossary(open_layers(tuple(str(path) for path in layers), only=only))


class Glossary:
    """A stack of termbase layers, compiled.

    :param layers: the layers, the later winning by form.
    """

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = tuple(layers)
        self._dictionary = Dictionary(layers)

    @cached_property
    def hash(self) -> str:
        """A hash of the layers' content: 16 hexadecimal digits."""
        return fingerprint(list(self.layers))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, in order of the layers' files."""
        return tuple(
            unpacked_concept(data) for (data,) in self._dictionary.query("SELECT data FROM concept ORDER BY ord")
        )

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """All concepts by their id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The bibliography by id."""
        return {name: unpacked_source(data) for name, data in self._dictionary.query("SELECT id, data FROM source")}

    def get(self, concept_id: str) -> Concept | None:
        """One concept by its id, without loading the others."""
        rows = self._dictionary.query("SELECT data FROM concept WHERE id = ?", (concept_id,))
        return unpacked_concept(rows[0][0]) if rows else None

    def source(self, source_id: str) -> Source | None:
        """One work of the bibliography by its id, without loading the others."""
        rows = self._dictionary.query("SELECT data FROM source WHERE id = ?", (source_id,))
        return unpacked_source(rows[0][0]) if rows else None

    def lookup(self, query: str, *, exact: bool = False) -> list[Found]:
        """The concepts a query names, the best first: Chinese in either script, pinyin with or without tones, English.

        :param exact: only whole forms and renderings; no pinyin, no parts.
        """
        return [Found(self._concept(n), by, whole) for n, by, whole in self._dictionary.rows(query, exact=exact)]

    def parts(self, query: str) -> list[Concept]:
        """The concepts that a Chinese compound without an entry is made of; none unless they cover all of it."""
        return [self._concept(number) for number in self._dictionary.parts(query)]

    def nearest(self, query: str, limit: int = 5) -> list[Concept]:
        """The entries whose spelling comes nearest to a query that finds nothing."""
        return [self._concept(number) for number in self._dictionary.nearest(query, limit)]

    def scan(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Hits as ``(start, end, concept number)``, offsets in code points of ``text``; the number is the place in
        :attr:`concepts`. Leftmost-longest; only concepts whose ``link`` is ``match``."""
        return self._scanner.scan(text)

    def find(self, text: str, *, nested: bool = False, marked: Iterable[str] = ()) -> Hits:
        """Hits as objects, in order; a notebook shows them in the text.

        :param nested: also the hits inside and across longer ones.
        :param marked: ids of concepts to be found though their ``link`` is ``marked``.
        """
        entries = self._entries
        finder = self._finder(frozenset(marked) & self._markable)
        hits = []
        for start, end, number in finder.scan(text, nested=nested):
            concept, form = entries[number]
            hits.append(Hit(Span(start, end), concept, form, text[start:end]))
        return Hits(text, hits)

    def _concept(self, number: int) -> Concept:
        return unpacked_concept(self._dictionary.query("SELECT data FROM concept WHERE ord = ?", (number,))[0][0])

    @cached_property
    def _patterns(self) -> list[FormPattern]:
        rows = self._dictionary.query("SELECT * FROM pattern ORDER BY number")
        return [unpacked_pattern(row) for row in rows]

    @cached_property
    def _entries(self) -> list[tuple[Concept, Form]]:
        """Concept and form of each pattern."""
        concepts = self.concepts
        return [(concepts[row.concept], concepts[row.concept].zh[row.form]) for row in self._patterns]

    @cached_property
    def _markable(self) -> frozenset[str]:
        return frozenset(concept.id for concept in self.concepts if concept.link == "marked")

    @cached_property
    def _scanner(self) -> Matcher:
        """Finds the concepts whose ``link`` is ``match``, and reports their numbers."""
        return Matcher((replace(row.pattern, number=row.concept) for row in self._matching()), self._veto)

    def _matching(self, marked: frozenset[str] = frozenset()) -> Iterator[FormPattern]:
        for row, (concept, _) in zip(self._patterns, self._entries, strict=True):
            if concept.link == "match" or concept.id in marked:
                yield row

    def _finder(self, marked: frozenset[str]) -> Matcher:
        """Finds the concepts whose ``link`` is ``match``, and some marked ones, and reports the patterns' numbers."""
        if marked not in self._finders:
            self._finders[marked] = Matcher((row.pattern for row in self._matching(marked)), self._veto)
        return self._finders[marked]

    @cached_property
    def _finders(self) -> dict[frozenset[str], Matcher]:
        return {}

    @cached_property
    def _veto(self) -> Veto:
        """Word evidence; the lexicon is loaded where it is first needed."""
        return LazyVeto(lambda: Boundaries(load_lexicon(), dict(self._dictionary.query("SELECT text, cost FROM word"))))
