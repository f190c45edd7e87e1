"""Which sequences of words can be a term: by the class of the first word and the last, and by words that never are.

A linguistic filter, as every measure of termhood needs one (Frantzi and others 2000, section 2.1); English has patterns
of parts of speech for it, here it is what a Chinese nominal compound may begin and end with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jingci.corpus.extraction.classes import word_list
from jingci.corpus.extraction.runs import FORMULA, KNOWN, LATIN, UNKNOWN, Word

#: How many times more often than in general Chinese something stands in the corpus.
Specificity = Callable[[str], float]

#: A word of general Chinese is a candidate by itself from here on, and begins a compound though it is a verb.
SPECIFIC = 80.0
#: One word of a compound, and its verbs, are so much commoner here than in general Chinese.
SOMEWHAT = 8.0

_STARTS = frozenset(f"nNVjlibs{UNKNOWN}{KNOWN}{LATIN}{FORMULA}")
_HEADS = frozenset(f"nNVvjk{UNKNOWN}{KNOWN}{FORMULA}")
_ALONE = frozenset("nNVvj")
#: Verbs (and adverbs that the dictionary calls something else) of official prose, which say what is done with a term.
_OFFICIAL_VERBS = word_list("verbs")
#: What a known term or a compound may end with without being another one.
_EMPTY_HEADS = word_list("heads")
#: Who does something: a verb after them makes a clause and no compound; after organs so does what may be a noun.
_AGENTS = tuple("关门构员者人队所府家国院察方会位众民局庭")
_ORGANS = tuple("关门构府院局厅")
_NEGATING = tuple("不未须应无没可有")
_RELATIVE = tuple("上下前后内外中间时")


def is_term_like(words: Sequence[Word], specificity: Specificity) -> bool:
    """Whether a sequence of words can be a term.

    :param specificity: of a word; infinite where general Chinese does not have it.
    """
    text = "".join(word.text for word in words)
    if len(text) < 2 or (len(text) > 2 and text.startswith(_OFFICIAL_VERBS)) or text in _OFFICIAL_VERBS:
        return False
    if text.endswith(_EMPTY_HEADS) or text.endswith(_RELATIVE):
        return False
    if len(words) == 1:
        return words[0].kind in _ALONE and specificity(text) >= SPECIFIC
    if any(word.text.startswith(_NEGATING) and word.kind not in f"n{KNOWN}{FORMULA}" for word in words):
        return False
    if any(word.kind == "v" and word.text in _OFFICIAL_VERBS for word in words[1:-1]):
        return False
    if max(specificity(word.text) for word in words) < SOMEWHAT:
        return False
    return _begins(words[0], specificity) and _ends(words, specificity)


def _begins(first: Word, specificity: Specificity) -> bool:
    if len(first.text) == 1:
        return first.kind in f"nbj{UNKNOWN}"
    if first.kind == "v":
        return specificity(first.text) >= SPECIFIC
    if first.kind == "V":
        return specificity(first.text) >= SOMEWHAT
    return first.kind in _STARTS


def _ends(words: Sequence[Word], specificity: Specificity) -> bool:
    last = words[-1]
    if len(last.text) == 1:
        return last.kind in f"nk{UNKNOWN}"
    if words[-2].text.endswith({"v": _AGENTS, "V": _ORGANS}.get(last.kind, ())):
        return False
    return last.kind in _HEADS and (last.kind != "v" or specificity(last.text) >= SOMEWHAT)
