"""Figures and completeness: the checks of :mod:`jingci.checks`, as shares."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jingci.checks import Pair, completeness, figures
from jingci.checks.state import State
from jingci.evaluation.corpus import Corpus
from jingci.evaluation.tally import Share, Tally
from jingci.glossary import Glossary

_SAYS = re.compile(r"\w")
_INCOMPLETE = frozenset({"empty", "untranslated", "too-short"})


def figures_tally(corpus: Corpus, hypotheses: Sequence[str], glossary: Glossary | None) -> Tally:
    """The figures of the Chinese that need a figure in English, and those of them that are right.

    A figure is right where the check has no warning about it: its value stands in the English, in its own unit and
    place. One that is rounded, or has lost its bound (余), is right.

    :param glossary: figures inside a term are right where the term is rendered.
    """
    right: dict[int, int] = {}
    total: dict[int, int] = {}
    for place, (zh, en) in enumerate(zip(corpus.sources, hypotheses, strict=True)):
        pair = Pair(zh, en, glossary)
        wanted = [quantity.span for quantity in pair.quantities[0] if not quantity.exempt]
        if not wanted:
            continue
        total[place] = len(wanted)
        if not en.strip():
            continue
        findings = [finding for finding in figures.check(pair, State()) if finding.severity != "info"]
        wrong = {span for finding in findings for span in finding.spans}
        right[place] = sum(span not in wrong for span in wanted)
    return Tally([right, total], Share())


def completeness_tally(corpus: Corpus, hypotheses: Sequence[str]) -> Tally:
    """The segments that say something, and those of them whose English is there, is English, and is long enough."""
    right: dict[int, int] = {}
    total: dict[int, int] = {}
    for places in corpus.members.values():
        state = State()
        for place in places:
            if not _SAYS.search(corpus.sources[place]):
                continue
            pair = Pair(corpus.sources[place], hypotheses[place])
            total[place] = 1
            right[place] = int(all(f.code not in _INCOMPLETE for f in completeness.check(pair, state)))
    return Tally([right, total], Share())
