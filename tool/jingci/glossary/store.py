"""The glossary as a user of the library sees it: concepts, sources, lookup, find, scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jingci.glossary.compile import unpacked_concept, unpacked_source
from jingci.glossary.dictionary import Dictionary
from jingci.glossary.index import Layer, fingerprint, open_layers
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
    :param veto: word evidence for the matcher; the default is none.
    """

    def __init__(self, layers: list[Layer], veto: Veto | None = None) -> None:
        self.layers = tuple(layers)
        self._veto = veto
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

    def nearest(self, query: str, limit: int = 5) -> list[Concept]:
        """The entries whose spelling comes nearest to a query that finds nothing."""
        return [self._concept(number) for number in self._dictionary.nearest(query, limit)]

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

    def _concept(self, number: int) -> Concept:
        return unpacked_concept(self._dictionary.query("SELECT data FROM concept WHERE ord = ?", (number,))[0][0])

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
