"""Layers: the project's own termbase, and the users' lists over it.

The later layer wins by form: a form that a later layer claims is taken from the concepts of the earlier ones, and a
concept left without a form goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jingci.data import parse_yaml
from jingci.errors import ReferenceError_, SchemaError, UsageError
from jingci.files import decode
from jingci.folding import fold
from jingci.glossary.index import BASE, Layer
from jingci.glossary.own import read_csv, read_own
from jingci.glossary.schema import read_field, read_sources
from jingci.model import Concept, Source


@dataclass(frozen=True, slots=True)
class Termbase:
    """All concepts and sources of a stack of layers, merged; ``places`` says where each concept stands."""

    concepts: tuple[Concept, ...]
    sources: tuple[Source, ...]
    places: dict[str, tuple[str, int]]


def merge(layers: Sequence[Layer]) -> Termbase:
    """All layers as one termbase.

    :raises SchemaError: a file that does not fit the format.
    :raises ReferenceError_: an id used twice in a layer, or an id, source or member that resolves to nothing.
    """
    concepts: list[Concept] = []
    sources: list[Source] = []
    places: dict[str, tuple[str, int]] = {}
    for layer in layers:
        added, works = _read_layer(layer, places)
        sources = [*sources, *works]
        concepts = [*_without_forms(concepts, added), *added]
    _check_references(concepts, sources, places)
    return Termbase(tuple(concepts), tuple(sources), places)


def _read_layer(layer: Layer, places: dict[str, tuple[str, int]]) -> tuple[list[Concept], list[Source]]:
    concepts: list[Concept] = []
    sources: list[Source] = []
    seen: dict[str, tuple[str, int]] = {}
    for path, data in layer.files:
        found, works = _read_file(path, decode(data, path).text, user=layer.name != BASE)
        for concept, line in found:
            if concept.id in seen:
                first = "{}:{}".format(*seen[concept.id])
                raise ReferenceError_(f"the id “{concept.id}” stands already at {first}", path=path, line=line)
            seen[concept.id] = (path, line)
            concepts.append(replace(concept, layer=layer.name))
        for source, line in works:
            if any(source.id == other.id for other in sources):
                raise ReferenceError_(f"the source “{source.id}” is listed twice", path=path, line=line)
            sources.append(source)
    places.update(seen)
    return concepts, sources


def _read_file(path: str, text: str, *, user: bool) -> tuple[list[tuple[Concept, int]], list[tuple[Source, int]]]:
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in (".yaml", ".yml", ".csv", ".tsv"):
        raise UsageError("a glossary must be a .yaml, .csv or .tsv file", path=path)
    if not text.strip():
        raise SchemaError("the file is empty", path=path)
    if suffix in (".csv", ".tsv"):
        return read_csv(text, path), []
    document = parse_yaml(text, path)
    if os.path.basename(path) == "sources.yaml":
        return [], read_sources(document, path)
    return read_own(document, path) if user else read_field(document, path), []


def _without_forms(concepts: Iterable[Concept], later: Iterable[Concept]) -> list[Concept]:
    claimed = {fold(form.text).text for concept in later for form in concept.zh}
    if not claimed:
        return list(concepts)
    kept = []
    for concept in concepts:
        forms = tuple(form for form in concept.zh if fold(form.text).text not in claimed)
        if forms:
            kept.append(replace(concept, zh=forms) if len(forms) < len(concept.zh) else concept)
    return kept


def _check_references(
    concepts: Sequence[Concept], sources: Sequence[Source], places: dict[str, tuple[str, int]]
) -> None:
    # A concept that a user's layer displaced is still a good target: it is in ``places``.
    works = {source.id for source in sources}
    for concept in concepts:
        path, line = places[concept.id]
        targets = [*concept.see, *(m.concept for r in concept.readings for m in r.members if m.concept)]
        for target in [*targets, *([concept.replaced_by] if concept.replaced_by else [])]:
            if target not in places:
                raise ReferenceError_(f"“{concept.id}” refers to “{target}”, which is no id", path=path, line=line)
        used = [*(s for r in concept.en for s in r.sources), *(e.source for e in concept.evidence)]
        for work in used:
            if work not in works:
                raise ReferenceError_(
                    f"“{concept.id}” names the source “{work}”, which is not listed", path=path, line=line
                )
