"""What the matcher looks for: every form of every concept in all its spellings, with where each may be other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jingci.boundaries import Lexicon, contexts
from jingci.folding import fold, traditional_forms
from jingci.glossary.lexicon import load_lexicon
from jingci.match import Pattern, surroundings
from jingci.model import Concept

#: Words that Taiwan says otherwise, folded. (OpenCC's own table for this is for software: it makes 社区 an online
#: community and 视频 a film.)
_TAIWAN = (("互联网", "网际网路"), ("网络", "网路"), ("信息", "资讯"))


@dataclass(frozen=True, slots=True)
class FormPattern:
    """One spelling of one form: ``concept`` and ``form`` are places in the termbase and in the concept's forms."""

    concept: int
    form: int
    pattern: Pattern


def form_patterns(concepts: Sequence[Concept]) -> list[FormPattern]:
    """All patterns of a termbase; a pattern's number is its place in the list."""
    spellings = list(_spellings(concepts))
    if not spellings:
        return []
    lexicon = Lexicon(load_lexicon())
    result = []
    for number, (concept, form, text) in enumerate(spellings):
        context = contexts(text, lexicon)
        words = surroundings(text, [fold(word).text for word in concepts[concept].not_in])
        result.append(FormPattern(concept, form, Pattern(text, number, context.left, context.right, words)))
    return result


def _spellings(concepts: Sequence[Concept]) -> Iterator[tuple[int, int, str]]:
    """(concept, form, folded spelling): first the forms themselves, then what only some scripts or regions write."""
    forms = [
        (concept, form, fold(value.text).text)
        for concept, entry in enumerate(concepts)
        if entry.link != "never"
        for form, value in enumerate(entry.zh)
    ]
    taken = {text for _, _, text in forms}
    for concept, form, text in forms:
        if text:
            yield concept, form, text
    for concept, form, text in forms:
        value = concepts[concept].zh[form]
        for spelling in _variants(text, (value.hant, *traditional_forms(value.text))):
            if spelling and spelling not in taken:
                taken.add(spelling)
                yield concept, form, spelling


def _variants(text: str, traditional: Iterable[str]) -> Iterator[str]:
    for spelling in traditional:
        yield fold(spelling).text
    taiwanese = text
    for mainland, taiwan in _TAIWAN:
        taiwanese = taiwanese.replace(mainland, taiwan)
    if len(text) > 2:
        yield taiwanese
