"""Counts over a termbase, and the generated index of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jingci.data import Record, parse_yaml
from jingci.glossary.index import Layer
from jingci.model import Concept, Source


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by field, kind and status; forms and renderings; works by authority."""

    concepts: int
    reviewed: int
    forms: int
    renderings: int
    by_field: dict[str, tuple[int, int]]
    by_kind: dict[str, int]
    works: dict[str, int]


def count(concepts: Sequence[Concept], sources: Iterable[Source]) -> Stats:
    """The counts of a termbase; ``by_field`` gives (concepts, reviewed)."""
    fields = Counter(concept.field or concept.layer for concept in concepts)
    reviewed = Counter(c.field or c.layer for c in concepts if c.status == "reviewed")
    return Stats(
        concepts=len(concepts),
        reviewed=sum(reviewed.values()),
        forms=sum(len(concept.zh) for concept in concepts),
        renderings=sum(len(concept.en) for concept in concepts),
        by_field={field: (fields[field], reviewed[field]) for field in sorted(fields)},
        by_kind=dict(Counter(concept.kind for concept in concepts).most_common()),
        works=dict(Counter(source.authority for source in sources).most_common()),
    )


def field_titles(layers: Iterable[Layer]) -> dict[str, str]:
    """The title of each field, by its name."""
    titles = {}
    for layer in layers:
        for path, data in layer.files:
            document = parse_yaml(data.decode("utf-8"), path) if path.endswith(".yaml") else None
            if isinstance(document, Record) and "field" in document:
                titles[str(document["field"])] = str(document["title"])
    return titles


def field_index(stats: Stats, titles: dict[str, str]) -> str:
    """The table of fields for ``glossary/README.md``."""
    rows = ["| file | field | concepts | reviewed |", "|---|---|---:|---:|"]
    for name, (total, reviewed) in stats.by_field.items():
        rows.append(f"| [{name}.yaml]({name}.yaml) | {titles.get(name, name)} | {total} | {reviewed} |")
    rows.append(f"| | **all** | **{stats.concepts}** | **{stats.reviewed}** |")
    works = sum(stats.works.values())
    kinds = ", ".join(f"{number} {authority}" for authority, number in stats.works.items())
    return "\n".join([*rows, "", f"{works} works in [sources.yaml](sources.yaml): {kinds}."])
