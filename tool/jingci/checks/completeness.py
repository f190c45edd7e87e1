"""Completeness: an English that is empty, not English, or far too short or long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.checks import lengths
from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding, Span

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_LETTER = re.compile(r"[^\W\d_]")
_SAYS = re.compile(r"\w")
_ENDS = re.compile(r"[.!?…。！？:;][\s\"”’'」』)\]]*\Z")
#: Where Chinese may stand in English: quoted, bracketed, or as the name of a work.
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|《[^《》]*》|「[^「」]*」")


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Findings about what is there at all."""
    if not _SAYS.search(pair.en):
        if _SAYS.search(pair.zh):
            yield pair.finding("empty", "the Chinese has no English", [_whole(pair.zh)])
        return
    if not _SAYS.search(pair.zh):
        return
    untranslated = _chinese(pair.en)
    if untranslated:
        shown = "、".join(span.of(pair.en) for span in untranslated[:3])
        yield pair.finding("untranslated", f"Chinese stands in the English: {shown}", en=untranslated)
        return
    yield from _length(pair, state)


def _chinese(en: str) -> list[Span]:
    """Chinese that is left in the English; all of it where the English is mostly Chinese."""
    runs = [Span(*match.span()) for match in _HAN.finditer(en)]
    if not runs:
        return []
    characters = sum(len(run) for run in runs)
    if characters * 2 > len(_LETTER.findall(en)):
        return runs
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(en)]
    return [run for run in runs if not any(place.contains(run) for place in quoted)]


def _length(pair: Pair, state: State) -> Iterator[Finding]:
    weight, words = lengths.weight(pair.zh), lengths.words(pair.en)
    broken_off = _ENDS.search(pair.zh) is not None and _ENDS.search(pair.en) is None
    verdict = state.norm.judge(weight, words, broken_off=broken_off)
    low, high = state.norm.bounds(max(weight, 1.0))
    state.norm.learn(weight, words)
    if not verdict:
        return
    usual = f"for {round(weight)} characters {max(1, round(low))} to {round(high)} are usual"
    if verdict < 0 and broken_off:
        usual = f"and no end; {usual}"
    code = "too-short" if verdict < 0 else "too-long"
    yield pair.finding(
        code,
        f"the English has {words} {'word' if words == 1 else 'words'}; {usual}",
        [_whole(pair.zh)],
        [_whole(pair.en)],
    )


def _whole(text: str) -> Span:
    stripped = text.strip()
    start = text.index(stripped) if stripped else 0
    return Span(start, start + len(stripped))
