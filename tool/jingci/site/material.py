"""What all pages draw on: the termbase with its cross-references read both ways, the works, the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jingci.bibliography import Bibliography
from jingci.data import Record, parse_yaml
from jingci.errors import JingciError
from jingci.folding import traditional_forms
from jingci.glossary import Glossary
from jingci.glossary.index import Layer
from jingci.model import Concept, Form
from jingci.pinyin import plain_pinyin
from jingci.site.digest import Digest, Occurrence
from jingci.site.outline import Outline, outline_of, shelf
from jingci.site.prose import Prose


@dataclass
class Material:
    """The termbase and the reports of one site.

    :param base_url: where the site will be, with ``/`` at its end; empty where that is not known.
    :param kept: the outline of this termbase, where one was kept.
    """

    glossary: Glossary
    reports: Sequence[Digest]
    base_url: str = ""
    kept: Outline | None = None

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """The concepts that have pages, by id, each loaded where it is asked for; where two layers use one id, the
        later layer's."""
        return self.glossary.by_id

    @cached_property
    def outline(self) -> Outline:
        """What has to be known of all concepts."""
        return self.kept or outline_of(self.concepts)

    @cached_property
    def prose(self) -> Prose:
        """Writes notes."""
        return Prose(Bibliography(self.glossary.sources.values()))

    @cached_property
    def fields(self) -> dict[str, int]:
        """The number of concepts of each field, by its name, in order of the titles."""
        counts = self.outline.fields
        return {
            name: counts[name] for name in sorted(counts, key=lambda name: (self.field_title(name).casefold(), name))
        }

    def field(self, name: str) -> list[Concept]:
        """The concepts of a field in order of their pinyin."""
        return sorted(self._shelves[name], key=by_pinyin)

    @cached_property
    def _shelves(self) -> dict[str, list[Concept]]:
        found: dict[str, list[Concept]] = defaultdict(list)
        for concept in self.concepts.values():
            found[shelf(concept)].append(concept)
        return found

    def field_title(self, name: str) -> str:
        """The title of a field."""
        return self._titles.get(name, name)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return dict(_titles(self.glossary.layers))

    @cached_property
    def citing(self) -> dict[str, list[str]]:
        """By work, the ids of the concepts that name it."""
        from jingci.markup import citations

        found: dict[str, dict[str, None]] = defaultdict(dict)
        for concept in self.concepts.values():
            named = [evidence.source for evidence in concept.evidence]
            named += [source for rendering in concept.en for source in rendering.sources]
            named += [citation.source for citation in citations(concept.note)] if "[@" in concept.note else []
            for source in named:
                found[source][concept.id] = None
        return {source: list(names) for source, names in found.items()}

    @cached_property
    def report_ids(self) -> frozenset[str]:
        """The reports that have pages."""
        return frozenset(digest.id for digest in self.reports)

    @cached_property
    def _standing(self) -> dict[str, list[Digest]]:
        found: dict[str, list[Digest]] = defaultdict(list)
        for digest in self.reports:
            for concept in digest.keys:
                found[concept].append(digest)
        return found

    def standing(self, concept: str) -> list[Digest]:
        """The reports a concept stands in, by its id."""
        return self._standing.get(concept, [])

    def attested(self, concept: Concept) -> list[tuple[Digest, tuple[Occurrence, ...]]]:
        """Where a concept stands, report by report."""
        return [(digest, digest.detail.occurrences(concept.id)) for digest in self.standing(concept.id)]


def by_pinyin(concept: Concept) -> tuple[str, str, str]:
    """The key of the order by pinyin, tones last."""
    reading = concept.headword.pinyin
    return plain_pinyin(reading), reading, concept.id


def traditional(form: Form) -> str:
    """A form in traditional script, Taiwan's and Hong Kong's spellings after OpenCC's own; as it is, where it is the
    same in both scripts."""
    spellings = [form.hant] if form.hant else list(traditional_forms(form.text))
    return " / ".join(spellings) or form.text


def _titles(layers: Sequence[Layer]) -> Iterator[tuple[str, str]]:
    """Name and title of each field. They stand at the head of a file: the rest, which is long, is not parsed."""
    for layer in layers:
        for path, data in layer.files:
            head = data.partition(b"\nconcepts:")[0].decode("utf-8", "replace")
            if not path.endswith((".yaml", ".yml")) or len(head) > 10_000:
                continue
            try:
                record = parse_yaml(head, path)
            except JingciError:
                continue
            if isinstance(record, Record) and isinstance(record.get("title"), str) and "field" in record:
                yield str(record["field"]), str(record["title"])
