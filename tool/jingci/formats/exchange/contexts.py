"""Example sentences of the termbase's terms, from the editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jingci.attestation import Attestation, all_attestations
from jingci.glossary import Glossary
from jingci.model import Concept, Report, Span
from jingci.renderings import EnglishText

#: Sentences that an export gives for one Chinese form or one English rendering.
PER_TERM = 2


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence with a term in it; ``span`` is the term's place in ``text``, ``where`` names report and segment."""

    text: str
    span: Span
    where: str


class Contexts:
    """The first sentences for each form and rendering of each concept, gathered in one pass over the editions.

    ``more`` counts the sentences beyond :data:`PER_TERM`.
    """

    def __init__(self, reports: Iterable[Report], glossary: Glossary) -> None:
        self._found: dict[tuple[str, str], list[Context]] = {}
        self.more = 0
        for concept, attestation in all_attestations(reports, glossary):
            self._add(concept, attestation)

    def of(self, concept: Concept, term: str) -> list[Context]:
        """The sentences for a form or a rendering of a concept."""
        return self._found.get((concept.id, term), [])

    def _add(self, concept: Concept, found: Attestation) -> None:
        where = f"{found.report}#{found.segment}"
        self._keep(concept, found.form, Context(found.zh, found.zh_span, where))
        if found.en_span is not None and (rendering := _rendering(concept, found.en, found.en_span)):
            self._keep(concept, rendering, Context(found.en, found.en_span, where))

    def _keep(self, concept: Concept, term: str, context: Context) -> None:
        kept = self._found.setdefault((concept.id, term), [])
        if any(other.where == context.where for other in kept):
            return
        if len(kept) < PER_TERM:
            kept.append(context)
        else:
            self.more += 1


def _rendering(concept: Concept, english: str, span: Span) -> str:
    """Which rendering of the concept stands at a place; empty where a translator chose other words."""
    text = EnglishText(english)
    return next((r.text for r in concept.en if r.status != "deprecated" and span in text.locate(r.text)), "")
