"""The termbase in outline: what a build must know of all concepts before it makes the page of any.

An outline can be kept as JSON, so that concepts whose pages have not changed need not be loaded.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from jingci.model import Concept
from jingci.site.addresses import initial

#: Ids by the id of the concept that they say something of.
Ids = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Outline:
    """The fields, the letters of the indexes and the cross-references of a termbase.

    ``fields`` has the number of concepts of each field, by its name. ``referring`` has, by concept, the concepts that
    refer to it without its referring to them; ``member_of`` the formulas that have it as a member; ``read_in`` the
    reports that record a reading of it.
    """

    fields: Mapping[str, int]
    english: Sequence[str]
    pinyin: Sequence[str]
    referring: Ids
    member_of: Ids
    read_in: Ids

    def to_json(self) -> str:
        """All of it, to be kept."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Outline:
    """An outline that was kept.

    :raises ValueError: the text is none.
    """
    try:
        return Outline(**json.loads(text))
    except TypeError as error:
        raise ValueError("not an outline") from error


def outline_of(concepts: Mapping[str, Concept]) -> Outline:
    """The outline of a termbase, given its concepts by id."""
    every = concepts.values()
    return Outline(
        fields=Counter(shelf(concept) for concept in every),
        english=_in_order(initial(rendering.text) for concept in every for rendering in concept.en),
        pinyin=_in_order(initial(form.text, form.pinyin) for concept in every for form in concept.zh),
        referring=_referring(concepts),
        member_of=_member_of(every),
        read_in=_read_in(every),
    )


def shelf(concept: Concept) -> str:
    """The field that a concept stands in; those of a user's list stand under its name."""
    return concept.field or concept.layer


def _in_order(letters: Iterable[str]) -> list[str]:
    """The letters of an index, each once; what has none (a figure, a Chinese character) last."""
    return sorted(set(letters), key=lambda letter: (letter == "other", letter))


def _referring(concepts: Mapping[str, Concept]) -> Ids:
    found: dict[str, list[str]] = defaultdict(list)
    for concept in concepts.values():
        for target in concept.see:
            if target in concepts and concept.id not in concepts[target].see:
                found[target].append(concept.id)
    return found


def _member_of(concepts: Iterable[Concept]) -> Ids:
    found: dict[str, list[str]] = defaultdict(list)
    for concept in concepts:
        for name in dict.fromkeys(m.concept for r in concept.readings for m in r.members if m.concept):
            found[name].append(concept.id)
    return found


def _read_in(concepts: Iterable[Concept]) -> Ids:
    # A place is a segment of a report (report#segment) or a citation (@key).
    return {
        concept.id: list(dict.fromkeys(reading.where.partition("#")[0] for reading in concept.readings))
        for concept in concepts
        if concept.readings
    }
