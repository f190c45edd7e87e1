"""Concordance: a term, a text or a pattern in its contexts, in Chinese of either script and in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from jingci.corpus.texts import Text
from jingci.errors import UsageError
from jingci.folding import fold
from jingci.glossary import Glossary
from jingci.model import Concept, Span
from jingci.renderings import EnglishText

Language = Literal["zh", "en"]
Order = Literal["text", "left", "right"]
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


class Query(Protocol):
    """What is looked for. ``find`` gives places in the text as it stands, with the id of a concept where one is."""

    def find(self, text: str, language: Language) -> Iterable[tuple[Span, str]]: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence: ``text[span.start:span.end]`` is the key word, ``other`` the sentence in the other language."""

    document: str
    segment: str
    language: Language
    text: str
    span: Span
    concept: str = ""
    other: str = ""

    @property
    def key(self) -> str:
        """The key word as it stands."""
        return self.span.of(self.text)

    @property
    def left(self) -> str:
        """What stands before it in the sentence."""
        return self.text[: self.span.start]

    @property
    def right(self) -> str:
        """What stands after it in the sentence."""
        return self.text[self.span.end :]


class ConceptQuery:
    """Concepts by all their forms, inside longer terms too, and by their renderings in English."""

    def __init__(self, concepts: Sequence[Concept], glossary: Glossary) -> None:
        self._glossary = glossary
        self._concepts = {concept.id: concept for concept in concepts}
        self._marked = [concept.id for concept in concepts if concept.link == "marked"]

    def find(self, text: str, language: Language) -> Iterator[tuple[Span, str]]:
        if language == "zh":
            hits = self._glossary.find(text, nested=True, marked=self._marked)
            found = {(hit.span, hit.concept.id) for hit in hits if hit.concept.id in self._concepts}
        else:
            english = EnglishText(text)
            found = {
                (span, concept.id)
                for concept in self._concepts.values()
                for rendering in concept.en
                for span in english.locate(rendering.text)
            }
        yield from _outermost(found)


def _outermost(found: set[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The occurrences in order, those inside a longer one left out: 网格化 in 网格化管理 is the same term."""
    for span, concept in sorted(found):
        if not any(other != span and other.contains(span) for other, _ in found):
            yield span, concept


class TextQuery:
    """A text as it stands: Chinese in either script, English as whole words without regard to case."""

    def __init__(self, text: str) -> None:
        self._language: Language = "zh" if _HAN.search(text) else "en"
        pattern = re.escape(fold(text).text) if self._language == "zh" else rf"(?<!\w){re.escape(text)}(?!\w)"
        self._pattern = re.compile(pattern, re.IGNORECASE)

    def find(self, text: str, language: Language) -> Iterator[tuple[Span, str]]:
        if language == self._language:
            yield from _matches(self._pattern, text, language)


class PatternQuery:
    """A regular expression (Python's), in Chinese on the folded text, so that both scripts are met.

    :raises UsageError: for what is no regular expression.
    """

    def __init__(self, pattern: str) -> None:
        try:
            self._pattern = re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise UsageError(f"“{pattern}” is no regular expression: {error}") from error

    def find(self, text: str, language: Language) -> Iterator[tuple[Span, str]]:
        return _matches(self._pattern, text, language)


def _matches(pattern: re.Pattern[str], text: str, language: Language) -> Iterator[tuple[Span, str]]:
    folded = fold(text)
    searched = folded.text if language == "zh" else text
    for match in pattern.finditer(searched):
        if match.end() > match.start():
            span = Span(match.start(), match.end())
            yield (folded.original(span.start, span.end) if language == "zh" else span), ""


def query_for(term: str, glossary: Glossary, *, as_text: bool = False, as_pattern: bool = False) -> Query:
    """What a user who names a term looks for: the concepts that have it as a form, rendering or id, else the text.

    :raises UsageError: for an empty term, or a pattern that is none.
    """
    if not term.strip():
        raise UsageError("name a term to look for")
    if as_pattern:
        return PatternQuery(term)
    found = [] if as_text else [hit.concept for hit in glossary.lookup(term, exact=True) if hit.whole]
    if not found and not as_text and (named := glossary.get(term)) is not None:
        found = [named]
    return ConceptQuery(found, glossary) if found else TextQuery(term)


def concordance(texts: Iterable[Text], query: Query, *, order: Order = "text") -> list[Line]:
    """Every occurrence, Chinese before English in a sentence.

    :param order: ``text``, as they stand; ``right``, by what follows; ``left``, by what stands before, read backwards
        (in English word by word).
    """
    lines = [line for text in texts for line in _in_text(text, query)]
    if order == "right":
        lines.sort(key=lambda line: (line.language, line.right.casefold().lstrip()))
    elif order == "left":
        lines.sort(key=lambda line: (line.language, _backwards(line)))
    return lines


def _backwards(line: Line) -> list[str]:
    left = line.left.casefold()
    return left.split()[::-1] if line.language == "en" else list(left[::-1])


def _in_text(text: Text, query: Query) -> Iterator[Line]:
    languages: tuple[tuple[Language, str, str], ...] = (("zh", text.zh, text.en), ("en", text.en, text.zh))
    for language, own, other in languages:
        if own:
            for span, concept in query.find(own, language):
                yield Line(text.document, text.segment, language, own, span, concept, other)
