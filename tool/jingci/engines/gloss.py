"""The engine that needs nothing: no English is pretended, each sentence is given word by word."""

from __future__ import annotations

from jingci.engines.settings import EngineSettings
from jingci.glossing import Glosser
from jingci.model import Draft, DraftRequest

#: Python words the gloss; more at once would not be faster.
CONCURRENCY = 1


def open_engine(settings: EngineSettings) -> GlossEngine:
    """The engine ``gloss``.

    :raises UsageError: for any setting but the number of drafts at once.
    :raises MissingExtraError: where the dictionary is not installed.
    """
    settings.refuse_unused("gloss")
    return GlossEngine(Glosser(), settings.concurrency or CONCURRENCY)


class GlossEngine:
    """Answers with words and without English.

    :param glosser: makes the glosses.
    :param concurrency: how many drafts may be under way at once.
    """

    name = "gloss"

    def __init__(self, glosser: Glosser, concurrency: int = CONCURRENCY) -> None:
        self.concurrency = concurrency
        self._glosser = glosser

    def draft(self, request: DraftRequest) -> Draft:
        """A gloss of one segment, by the terms and formulas that the request names; that there is no English is no
        problem of this engine's."""
        words = self._glosser.words(request.segment, hits=request.hits, formulas=request.formulas)
        return Draft(words=words)

    def close(self) -> None:
        """Nothing is held open."""
