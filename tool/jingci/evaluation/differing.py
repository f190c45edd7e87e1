"""The segments in which systems differ most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jingci.evaluation.corpus import Corpus
from jingci.evaluation.scores import DifferingSegment, Version
from jingci.evaluation.texts import segment_chrf

_PERFECT = 100.0


def differing_segments(
    corpus: Corpus, systems: Mapping[str, Sequence[str]], number: int
) -> tuple[DifferingSegment, ...]:
    """The segments whose best and worst chrF++ are furthest apart; of one system, those furthest from the reference."""
    if number < 1:
        return ()
    alone = len(systems) == 1
    places = [place for place in range(len(corpus)) if _differ(place, systems, corpus, alone=alone)]
    scores = {place: segment_chrf((t[place] for t in systems.values()), corpus.references[place]) for place in places}

    def difference(place: int) -> float:
        here = scores[place].values()
        return (_PERFECT if alone else max(here)) - min(here)

    places.sort(key=lambda place: (-difference(place), place))
    return tuple(
        DifferingSegment(
            number=place + 1,
            document=corpus.documents[place],
            zh=corpus.sources[place] if corpus.sources else "",
            reference=corpus.references[place],
            versions=tuple(Version(name, texts[place], scores[place][texts[place]]) for name, texts in systems.items()),
            difference=difference(place),
        )
        for place in places[:number]
    )


def _differ(place: int, systems: Mapping[str, Sequence[str]], corpus: Corpus, *, alone: bool) -> bool:
    versions = {texts[place] for texts in systems.values()} | ({corpus.references[place]} if alone else set())
    return len(versions) > 1
