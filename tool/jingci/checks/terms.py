"""Terms: every Chinese hit has an approved rendering in the English, and no deprecated one.

An approved rendering is one that the termbase marks preferred, admitted or short; a term link in the English is a
rendering that differs on purpose. A concept that occurs several times may be rendered once. Where no rendering stands
in the English word for word, the finding is a warning only if hardly anything of the concept is there: none of the
content words of any rendering (an English that says "the station" for 派出所 may well be right).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jingci.checks.pair import Pair
from jingci.checks.state import State, Use
from jingci.model import Concept, Finding, Hit, Severity, Span
from jingci.renderings import stems
from jingci.screen import quoted

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+|[0-9]+")
_EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "for", "to", "and", "or", "with", "by", "from", "into", "as", "its",
     "their", "his", "her", "this", "that", "be", "is", "are", "was", "were", "new", "all", "one", "two", "three",
     "four", "five", "six", "seven", "eight", "nine", "ten"]
)  # fmt: skip
#: Words agree in their first letters, so that "coordination" stands for "coordinated".
_PREFIX = 5
#: Two characters are too often part of something else.
_SURE = 3
#: Kinds of concepts that are names: one name in a document, and its absence is an omission.
NAMES = frozenset({"organ", "programme", "law", "event", "formula", "slogan", "abbreviation"})


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Findings about the terms of a pair."""
    if pair.glossary is None or not pair.en.strip():
        return
    for concept_id, hits in pair.concepts.items():
        if concept_id in pair.linked:
            continue
        deprecated = list(_deprecated(pair, hits))
        yield from deprecated
        if not pair.approved(hits[0].concept) and not deprecated:
            yield from _missing(pair, hits)
        yield from _drift(pair, hits, state)


def _missing(pair: Pair, hits: list[Hit]) -> Iterator[Finding]:
    concept = hits[0].concept
    found, whole = _traces(pair, concept)
    if whole:
        return
    name = concept.kind in NAMES and max(len(hit.text) for hit in hits) >= _SURE
    severity: Severity = "warning" if name and not found else "info"
    wanted = " or ".join(quoted(r.text) for r in concept.en if r.status in ("preferred", "short"))
    message = f"{hits[0].text}: no approved rendering in the English ({wanted})"
    yield pair.finding("term-missing", message, [hit.span for hit in hits], severity=severity)


def _traces(pair: Pair, concept: Concept) -> tuple[bool, bool]:
    """Whether some content word of a rendering stands in the English, and whether all those of one do."""
    there = _prefixes(pair.en)
    some = False
    for rendering in concept.en:
        if rendering.status == "deprecated":
            continue
        wanted = _prefixes(rendering.text)
        some = some or not wanted.isdisjoint(there)
        if wanted and wanted <= there:
            return True, True
    return some, False


@lru_cache(maxsize=4096)
def _prefixes(text: str) -> frozenset[str]:
    """The beginnings of the content words: the same for "solve", "solving" and "solved"."""
    return frozenset(_beginning(word) for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


@lru_cache(maxsize=16384)
def _beginning(word: str) -> str:
    return min(stems(word), key=len).rstrip("ey")[:_PREFIX]


def _deprecated(pair: Pair, hits: list[Hit]) -> Iterator[Finding]:
    """A deprecated rendering of the concept, unless it is part of an approved rendering of some hit."""
    concept = hits[0].concept
    if all(rendering.status != "deprecated" for rendering in concept.en):
        return
    if len(_apart(span for span, _ in pair.approved(concept))) >= len(hits):
        return
    for rendering in concept.en:
        if rendering.status != "deprecated":
            continue
        places = [p for p in pair.english.locate(rendering.text) if not any(span.contains(p) for span in pair.rendered)]
        if places:
            message = f"{hits[0].text}: {quoted(rendering.text)} is to be avoided"
            message += f" ({rendering.why})" if rendering.why else ""
            message += f"; use {quoted(concept.preferred.text)}"
            yield pair.finding("term-deprecated", message, [hit.span for hit in hits], places)


def _apart(spans: Iterator[Span]) -> list[Span]:
    """Spans that do not overlap, the first ones kept."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept


def _drift(pair: Pair, hits: list[Hit], state: State) -> Iterator[Finding]:
    """Another approved rendering than this document has used for the concept so far."""
    concept = hits[0].concept
    places = pair.approved(concept)
    here = {text: span for span, text in reversed(places) if not _is_short(concept, text)}
    if not here:
        return
    used = state.uses.setdefault(concept.id, [])
    if any(_same(use.rendering, text) for use in used for text in here):
        return
    text = max(here, key=len)
    if used:
        severity: Severity = "warning" if concept.kind in NAMES and _unlike(used[0].rendering, text) else "info"
        where = f" in {used[0].segment}" if used[0].segment else ""
        message = f"{hits[0].text}: {quoted(text)} here, {quoted(used[0].rendering)}{where}"
        yield pair.finding("term-drift", message, [hit.span for hit in hits], [here[text]], severity=severity)
    used.append(Use(text, pair.id))


def _is_short(concept: Concept, text: str) -> bool:
    return any(r.status == "short" and r.text == text for r in concept.en)


def _same(one: str, other: str) -> bool:
    """Whether one rendering is the other, inflected or shortened."""
    a, b = _prefixes(one), _prefixes(other)
    return a <= b or b <= a


def _unlike(one: str, other: str) -> bool:
    return _prefixes(one).isdisjoint(_prefixes(other))
