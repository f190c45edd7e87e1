"""Terms occurrence by occurrence: exclusive success, and consistency.

Occurrences in the Chinese are jingci's hits: the longest at each place, in whole words only. Renderings are located in
the English of the same segment, in any number, tense or case; a stretch of English stands for one occurrence only, and
longer renderings choose first. So a term inside a longer one is counted on neither side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jingci.annotation import place_hits
from jingci.evaluation.corpus import Corpus
from jingci.evaluation.tally import MeanSuccess, MostFrequent, Tally
from jingci.glossary import Glossary
from jingci.model import Concept, Hit, Span
from jingci.renderings import EnglishText

#: A document and a concept, or a document, a concept and one of its Chinese forms.
_Term = tuple[str, str]
_Form = tuple[str, str, str]


class Occurrences:
    """The term occurrences of a corpus, ready for scoring hypotheses."""

    def __init__(self, corpus: Corpus, glossary: Glossary) -> None:
        self._corpus = corpus
        self._hits = [glossary.find(text) for text in corpus.sources]
        self._terms: dict[_Term, Counter[int]] = {}
        self._forms: dict[_Form, Counter[int]] = {}
        self._concepts: dict[str, Concept] = {}
        for place, hits in enumerate(self._hits):
            for hit in hits:
                self._concepts[hit.concept.id] = hit.concept
                self._terms.setdefault(self._term(place, hit), Counter())[place] += 1
                self._forms.setdefault(self._form(place, hit), Counter())[place] += 1
        rendered = {self._term(place, hit) for place, hit, _ in self._placed(corpus.references)}
        self._terms = {term: counts for term, counts in self._terms.items() if term in rendered}
        self._forms = {
            form: counts
            for form, counts in self._forms.items()
            if counts.total() > 1 and _approved(self._concepts[form[1]])
        }

    def tallies(self, hypotheses: Sequence[str]) -> tuple[Tally, Tally]:
        """The counts of a system: for exclusive success and for consistency."""
        terms: dict[_Term, Counter[int]] = {term: Counter() for term in self._terms}
        forms = {form: [Counter[int]() for _ in _approved(self._concepts[form[1]])] for form in self._forms}
        english: dict[int, EnglishText] = {}
        for place, hit, span in self._placed(hypotheses):
            if (term := self._term(place, hit)) in terms:
                terms[term][place] += 1
            if (form := self._form(place, hit)) in forms:
                if place not in english:
                    english[place] = EnglishText(hypotheses[place])
                forms[form][_which(english[place], hit.concept, span)][place] += 1
        return self._success(terms), self._consistency(forms)

    def _success(self, terms: dict[_Term, Counter[int]]) -> Tally:
        return Tally([*self._terms.values(), *terms.values()], MeanSuccess())

    def _consistency(self, forms: dict[_Form, list[Counter[int]]]) -> Tally:
        total: Counter[int] = Counter()
        for counts in self._forms.values():
            total.update(counts)
        starts: list[int] = []
        columns: list[Counter[int]] = []
        for renderings in forms.values():
            starts.append(len(columns))
            columns += renderings
        return Tally([total, *columns], MostFrequent(tuple(starts)))

    def _placed(self, texts: Sequence[str]) -> list[tuple[int, Hit, Span]]:
        """The occurrences whose rendering stands in the English: place of segment, hit, span in the English."""
        found = []
        for place, hits in enumerate(self._hits):
            if hits and texts[place]:
                spans = place_hits(hits, texts[place], len(self._corpus.sources[place]))
                found += [(place, hit, span) for hit, span in zip(hits, spans, strict=True) if span is not None]
        return found

    def _term(self, place: int, hit: Hit) -> _Term:
        return self._corpus.documents[place], hit.concept.id

    def _form(self, place: int, hit: Hit) -> _Form:
        return self._corpus.documents[place], hit.concept.id, hit.form.text


def _approved(concept: Concept) -> list[str]:
    return [rendering.text for rendering in concept.en if rendering.status != "deprecated"]


def _which(english: EnglishText, concept: Concept, span: Span) -> int:
    """Which of the concept's approved renderings stands at a place."""
    return next(number for number, text in enumerate(_approved(concept)) if span in english.locate(text))
