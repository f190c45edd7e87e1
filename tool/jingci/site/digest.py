"""What the site needs of a report beyond its own page: how it is listed, and which terms stand where in it.

A digest can be kept as JSON, so that a report that has not changed need not be read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from jingci.attestation import all_attestations
from jingci.formats.parts import citation_line, source_line, state_line
from jingci.formats.shelf import characters, words
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport
from jingci.site.folder import key_of

#: Start and end in code points.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A segment in which a concept stands: its places in the Chinese, and those in the English that were found."""

    segment: str
    zh: tuple[Place, ...]
    en: tuple[Place, ...]


class Detail:
    """The sentences of a report in which terms stand, and which terms; what was kept is taken apart as it is asked for.

    :param segments: the Chinese and plain English of the segments with terms, by id.
    :param found: by concept, the segments it stands in, each with its places in the Chinese and in the English.
    """

    def __init__(self, segments: Mapping[str, Sequence[str]], found: Mapping[str, Sequence[Sequence[Any]]]) -> None:
        self._segments = segments
        self._found = found

    def texts(self, segment: str) -> tuple[str, str]:
        """The Chinese and the plain English of a segment."""
        zh, en = self._segments[segment]
        return zh, en

    def occurrences(self, concept: str) -> tuple[Occurrence, ...]:
        """Where a concept stands, in order."""
        return tuple(Occurrence(segment, _places(zh), _places(en)) for segment, zh, en in self._found[concept])

    def keys(self) -> dict[str, str]:
        """By concept, a key for all that a page shows of its occurrences."""
        keys = {}
        for concept, places in self._found.items():
            shown = [[segment, *self._segments[segment], zh, en] for segment, zh, en in places]
            keys[concept] = key_of(_dumped(shown))
        return keys

    def to_json(self) -> str:
        """All of it, to be kept."""
        return _dumped([self._segments, self._found])


@dataclass(frozen=True)
class Digest:
    """A report as the rest of the site sees it.

    ``keys`` has, by concept, a key for its occurrences: the same key, the same sentences.
    """

    id: str
    title_en: str
    title_zh: str
    short: str
    source: str
    published: str
    summary: str
    state: str
    citation: str
    characters: int
    words: int
    notes: int
    terms: int
    keys: Mapping[str, str]
    read_detail: Callable[[], Detail] = field(repr=False, compare=False)
    attributions: tuple[str, ...] = ()

    @cached_property
    def detail(self) -> Detail:
        """The occurrences themselves."""
        return self.read_detail()

    @property
    def name(self) -> str:
        """What the report is called where space is short."""
        return self.short or self.title_en or self.title_zh


def digest_of(annotated: AnnotatedReport, glossary: Glossary) -> Digest:
    """The digest of a report."""
    report = annotated.report
    segments: dict[str, tuple[str, str]] = {}
    found: dict[str, dict[str, tuple[set[Place], set[Place]]]] = {}
    for concept, at in all_attestations([report], glossary):
        segments[at.segment] = (at.zh, at.en)
        zh, en = found.setdefault(concept.id, {}).setdefault(at.segment, (set(), set()))
        zh.add((at.zh_span.start, at.zh_span.end))
        if at.en_span:
            en.add((at.en_span.start, at.en_span.end))
    places = {
        concept: [[segment, sorted(zh), sorted(en)] for segment, (zh, en) in standing.items()]
        for concept, standing in found.items()
    }
    detail = Detail(segments, places)
    return Digest(
        id=report.id,
        title_en=report.title_en,
        title_zh=report.title_zh,
        short=report.short,
        source=source_line(report),
        published=report.published,
        summary=report.summary,
        state=state_line(annotated),
        citation=citation_line(annotated),
        characters=characters(report),
        words=words(report),
        notes=len(report.notes),
        terms=len(annotated.entries),
        keys=detail.keys(),
        read_detail=lambda: detail,
        attributions=tuple(str(one) for one in annotated.attributions),
    )


def to_json(digest: Digest) -> str:
    """A digest to be kept: a line for the report, a line for the occurrences, which most builds need not read."""
    plain = {one.name: getattr(digest, one.name) for one in fields(digest) if one.name != "read_detail"}
    return f"{_dumped(plain)}\n{digest.detail.to_json()}\n"


def from_json(text: str) -> Digest:
    """A digest that was kept.

    :raises ValueError: the text is none.
    """
    head, _, rest = text.partition("\n")
    try:
        plain: dict[str, Any] = json.loads(head)
        attributions = tuple(plain.pop("attributions"))
        return Digest(**plain, attributions=attributions, read_detail=lambda: Detail(*json.loads(rest)))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a digest") from error


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _places(pairs: Sequence[Sequence[int]]) -> tuple[Place, ...]:
    return tuple((start, end) for start, end in pairs)
