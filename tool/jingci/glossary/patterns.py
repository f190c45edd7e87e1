"""What the matcher looks for: every form of every concept in all its spellings, with where each may be other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from jingci.boundaries import LONGEST, NUMERALS, PREFIXES, Boundaries, Lexicon, contexts
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
    veto = Boundaries(load_lexicon(), (text for _, _, text in spellings))
    longer = _longer_without_prefix({text for _, _, text in spellings})
    following: dict[str, set[str]] = {}
    for _, _, text in spellings:
        for size in range(1, min(len(text), LONGEST)):
            following.setdefault(text[:size], set()).add(text[size])
    result = []
    for number, (concept, form, text) in enumerate(spellings):
        context = contexts(text, lexicon)
        right = (
            "".join(sorted({*context.right, *following.get(text[1:], ())})) if text[0] in NUMERALS else context.right
        )
        words = surroundings(text, [fold(word).text for word in concepts[concept].not_in])
        # What the veto sees by itself it judges better in context: 人防护 is 人 and 防护, but 人防护航 is not.
        words = tuple(pair for pair in words if not veto(text.join(pair), len(pair[0]), len(pair[0]) + len(text)))
        words += tuple(("", rest) for rest in longer.get(text, ()))
        result.append(FormPattern(concept, form, Pattern(text, number, context.left, right, words)))
    return result


def _longer_without_prefix(texts: Set[str]) -> dict[str, list[str]]:
    """What makes longer forms of forms without their first syllable: 常委会 for 市人大, which is 市|人大常委会 then."""
    inner = {text[1:]: text for text in texts if text[0] in PREFIXES and len(text) > 2 and text[1:] in texts}
    whole: dict[str, list[str]] = {}
    for text in texts:
        for size in range(2, len(text)):
            if text[:size] in inner:
                whole.setdefault(text[:size], []).append(text[size:])
    return {text: sorted(rests) for text in texts if text[0] in PREFIXES and (rests := whole.get(text[1:]))}


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
