"""The glossary as a user of the library sees it: concepts, sources, lookup, find, scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jingci.boundaries import Boundaries, LazyVeto
from jingci.glossary.compile import unpacked_concept, unpacked_pattern, unpacked_source
from jingci.glossary.dictionary import Dictionary
from jingci.glossary.hits import Hits
from jingci.glossary.index import Layer, fingerprint, open_layers
from jingci.glossary.lexicon import load_lexicon
from jingci.glossary.patterns import FormPattern
from jingci.match import Matcher, Veto
from jingci.model import Concept, Hit, Source, Span

if TYPE_CHECKING:
    from jingci.formulas.readings import Entries


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that a query found: by what (``zh``, ``pinyin``, ``en``, ``id``), and whether as a whole."""

    concept: Concept
    by: str
    whole: bool


class _Lazily(Mapping[str, Concept]):
    """Concepts by a name of theirs, each loaded where it is asked for.

    :param numbers: their places in the termbase.
    """

    def __init__(self, numbers: Mapping[str, int], load: Callable[[int], Concept]) -> None:
        self._numbers = numbers
        self._load = load

    def __getitem__(self, name: str) -> Concept:
        return self._load(self._numbers[name])

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


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
        self._loaded: dict[int, Concept] = {}

    @cached_property
    def hash(self) -> str:
        """A hash of the layers' content: 16 hexadecimal digits."""
        return fingerprint(list(self.layers))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, in order of the layers' files."""
        rows = self._dictionary.query("SELECT ord, data FROM concept ORDER BY ord")
        self._loaded = {number: self._loaded.get(number) or unpacked_concept(data) for number, data in rows}
        return tuple(self._loaded.values())

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """All concepts by their id, each loaded where it is asked for."""
        return _Lazily({name: number for number, name in enumerate(self.ids)}, self._concept)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all concepts, in their order, without loading the concepts."""
        return tuple(name for (name,) in self._dictionary.query("SELECT id FROM concept ORDER BY ord"))

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

    def places(self, text: str) -> dict[str, list[int]]:
        """The same hits by the concepts' ids, in order of the first: start, end, start, end …"""
        names = self.ids
        return {names[number]: places for number, places in self._scanner.places(text).items()}

    def find(self, text: str, *, nested: bool = False, marked: Iterable[str] = ()) -> Hits:
        """Hits as objects, in order; a notebook shows them in the text.

        :param nested: also the hits inside and across longer ones.
        :param marked: ids of concepts to be found though their ``link`` is ``marked``.
        """
        patterns = self._patterns
        finder = self._finder(frozenset(marked) & self.marked)
        hits = []
        for start, end, number in finder.scan(text, nested=nested):
            row = patterns[number]
            concept = self._concept(row.concept)
            hits.append(Hit(Span(start, end), concept, concept.zh[row.form], text[start:end]))
        return Hits(text, hits)

    @cached_property
    def formula_entries(self) -> Entries:
        """The entries as :func:`jingci.find_formulas` needs them: by folded form and by id, each loaded where it is
        asked for."""
        from jingci.formulas.readings import Entries

        rows = self._dictionary.query("SELECT text, ord, formula FROM form ORDER BY text")
        by_form = _Lazily({text: number for text, number, _ in rows}, self._concept)
        return Entries(by_form, self.by_id, tuple(text for text, _, formula in rows if formula))

    def _concept(self, number: int) -> Concept:
        if number not in self._loaded:
            rows = self._dictionary.query("SELECT data FROM concept WHERE ord = ?", (number,))
            self._loaded[number] = unpacked_concept(rows[0][0])
        return self._loaded[number]

    @cached_property
    def _patterns(self) -> list[FormPattern]:
        rows = self._dictionary.query("SELECT * FROM pattern ORDER BY number")
        return [unpacked_pattern(row) for row in rows]

    @cached_property
    def marked(self) -> frozenset[str]:
        """The ids of the concepts that are found only where a text marks them."""
        return frozenset(name for (name,) in self._dictionary.query("SELECT id FROM concept WHERE link = 'marked'"))

    @cached_property
    def _scanner(self) -> Matcher:
        """Finds the concepts whose ``link`` is ``match``, and reports their numbers."""
        return Matcher((replace(row.pattern, number=row.concept) for row in self._matching()), self._veto)

    def _matching(self, marked: frozenset[str] = frozenset()) -> Iterator[FormPattern]:
        concepts = self._dictionary.query("SELECT ord, id, link FROM concept")
        sought = {number for number, name, link in concepts if link == "match" or name in marked}
        return (row for row in self._patterns if row.concept in sought)

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
