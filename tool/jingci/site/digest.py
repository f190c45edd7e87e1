"""What the site needs of a report beyond its own page: how it is listed, and which terms stand where in it.

A digest can be kept as JSON, so that a report that has not changed need not be read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from jingci.attestation import all_attestations
from jingci.formats.parts import citation_line, source_line, state_line
from jingci.formats.shelf import characters, words
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport

#: Start and end in code points.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A segment in which a concept stands: its places in the Chinese, and those in the English that were found."""

    segment: str
    zh: tuple[Place, ...]
    en: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A report as the rest of the site sees it.

    ``segments`` are the Chinese and plain English of the segments with terms, by id; ``found`` the occurrences of each
    concept, by its id, in order.
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
    attributions: tuple[str, ...] = ()
    segments: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    found: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)

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
        segments=segments,
        found={
            concept: tuple(
                Occurrence(segment, tuple(sorted(zh)), tuple(sorted(en))) for segment, (zh, en) in places.items()
            )
            for concept, places in found.items()
        },
    )


def to_json(digest: Digest) -> str:
    """A digest to be kept."""
    plain = asdict(digest)
    plain["found"] = {
        concept: [[o.segment, o.zh, o.en] for o in occurrences] for concept, occurrences in digest.found.items()
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Digest:
    """A digest that was kept.

    :raises ValueError: the text is none.
    """
    try:
        plain: dict[str, Any] = json.loads(text)
        plain["segments"] = {name: (zh, en) for name, (zh, en) in plain["segments"].items()}
        plain["found"] = {
            concept: tuple(Occurrence(segment, _places(zh), _places(en)) for segment, zh, en in occurrences)
            for concept, occurrences in plain["found"].items()
        }
        return Digest(**{**plain, "attributions": tuple(plain["attributions"])})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a digest") from error


def _places(pairs: list[list[int]]) -> tuple[Place, ...]:
    return tuple((start, end) for start, end in pairs)
