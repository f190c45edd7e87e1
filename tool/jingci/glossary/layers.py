"""Layers: the project's own termbase, and the users' lists over it.

The later layer wins by form: a form that a later layer claims is taken from the concepts of the earlier ones, and a
concept left without a form goes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jingci.data import Items, Record, Text, located, parse_yaml
from jingci.errors import ReferenceError_, SchemaError, UsageError
from jingci.files import decode
from jingci.folding import fold
from jingci.glossary.index import BASE, Layer
from jingci.glossary.schema import read_concept, read_field, read_sources
from jingci.glossary.table import record_of
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
        return _read_csv(path, text), []
    document = parse_yaml(text, path)
    if os.path.basename(path) == "sources.yaml":
        return [], read_sources(document, path)
    if not user:
        return read_field(document, path), []
    items = document.get("concepts") if isinstance(document, Record) else document
    if not isinstance(items, Items):
        raise SchemaError("a list of concepts is expected, or a mapping with “concepts”", path=path, line=1)
    return [(read_concept(_completed(item), path), item.line) for item in items], []


def _completed(item: object) -> object:
    """A user's short record in full: ``zh`` and ``en`` may be plain texts, and everything else may be missing."""
    if not isinstance(item, Record):
        return item
    for key, extra in (("zh", {"pinyin": "-"}), ("en", {})):
        value = item.get(key)
        if isinstance(value, Text):
            item[key] = located([{"text": value, **extra, "status": "preferred"}], value.line)
        elif isinstance(value, Items):
            for entry in value:
                if isinstance(entry, Record):
                    _default(entry, {**extra, "status": "preferred"})
    zh = item.get("zh")
    if "id" not in item and zh and isinstance(zh[0], Record):
        _default(item, {"id": _slug(str(zh[0].get("text", "")))})
    _default(item, {"kind": "term", "gloss": "", "status": "provisional"})
    return item


def _default(record: Record, values: dict[str, str]) -> None:
    for key, value in values.items():
        if key not in record:
            record[key] = located(value, record.line)
            record.lines[key] = record.line


def _slug(text: str) -> str:
    return "user-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _read_csv(path: str, text: str) -> list[tuple[Concept, int]]:
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel_tab if path.lower().endswith(".tsv") else csv.excel
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), dialect=dialect)
    columns = [name.strip().lower() for name in reader.fieldnames or []]
    if "zh" not in columns or "en" not in columns:
        hint = "the first line must name the columns: zh, en, and if you like zh_pinyin, gloss, note and more"
        raise SchemaError("no columns “zh” and “en”", path=path, line=1, hint=hint)
    reader.fieldnames = columns
    concepts: dict[str, tuple[Concept, int]] = {}
    try:
        for row in reader:
            cells = {key: value for key, value in row.items() if isinstance(value, str) and key}
            _add_row(concepts, cells, path, reader.line_num)
    except csv.Error as error:
        raise SchemaError(f"not valid CSV: {error}", path=path, line=reader.line_num) from error
    return list(concepts.values())


def _add_row(concepts: dict[str, tuple[Concept, int]], cells: dict[str, str], path: str, line: int) -> None:
    """A row as a concept; a further row on the same Chinese adds its English to the first one's."""
    if not cells.get("zh", "").strip() and not cells.get("en", "").strip():
        return
    record = record_of(cells, path, line)
    record.pop("field", "")
    concept = read_concept(_completed(located(record, line)), path)
    key = concept.zh[0].text
    if key in concepts:
        first, place = concepts[key]
        known = {rendering.text for rendering in first.en}
        added = (replace(r, status="admitted") for r in concept.en if r.text not in known)
        concept, line = replace(first, en=(*first.en, *added)), place
    concepts[key] = concept, line


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
