"""From documents to ranked candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from jingci.corpus.extraction.counting import Places, ngram_counts, places_of
from jingci.corpus.extraction.measures import branching_entropy, c_values, deviation_of_proportions
from jingci.corpus.extraction.model import Candidate, CandidateKind, Example, Extraction
from jingci.corpus.extraction.reference import keyness, specificity
from jingci.corpus.extraction.runs import FORMULA, KNOWN, Document, Word, document_of
from jingci.corpus.extraction.shape import is_term_like
from jingci.corpus.extraction.variants import Known, Variants
from jingci.corpus.words import Segmenter
from jingci.folding import fold
from jingci.glossary import Glossary
from jingci.model import Report

#: What stands before a term and after it varies by so many bits.
LEAST_ENTROPY = 0.9
#: The log-likelihood ratio that chance exceeds once in a hundred (χ² with one degree of freedom).
LEAST_KEYNESS = 6.63
#: A candidate that so large a share of the time stands inside one longer candidate is part of it.
SUBSUMED = 0.7


def extract(
    reports: Iterable[Report],
    glossary: Glossary,
    *,
    minimum: int = 3,
    examples: int = 3,
    on_document: Callable[[int], None] | None = None,
) -> Extraction:
    """The candidate terms and formulas of a corpus that a termbase does not have, the best first.

    :param minimum: how often a term must stand; a formula needs only once, for its own shape and list prove it.
    :param examples: how many sentences are given with each.
    :param on_document: called with the number of documents read so far.
    :raises MissingExtraError: a package that is needed is not installed.
    """
    segmenter = Segmenter(glossary)
    documents: list[Document] = []
    for report in reports:
        documents.append(document_of(report, glossary, segmenter))
        if on_document is not None:
            on_document(len(documents))
    forms = {fold(form.text).text: concept.id for concept in glossary.concepts for form in concept.zh}
    terms = _terms(documents, forms, minimum, examples)
    formulas, members = _formulas(documents, forms, examples)
    return Extraction(
        _ranked(terms, documents, Variants(forms)),
        _ranked(formulas, documents, None, members),
        len(documents),
        sum(document.size for document in documents),
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """A candidate with its figures, before it is ranked."""

    text: str
    places: Places
    c_value: float
    left: float
    right: float
    keyness: float

    @property
    def votes(self) -> tuple[float, float, float]:
        """What it is ranked by, each by itself."""
        return self.c_value, self.keyness, min(self.left, self.right)


def _terms(documents: Sequence[Document], forms: Mapping[str, str], minimum: int, examples: int) -> list[_Measured]:
    counts = ngram_counts(documents, minimum)
    places = places_of(documents, counts, examples)
    size = sum(document.words for document in documents)

    def specific(text: str) -> float:
        return specificity(text, counts.get(text, 0), size)

    shaped = {
        text: found
        for text, found in places.items()
        if text not in forms and is_term_like(found.words, specific) and not _is_only_known(found.words)
    }
    measured = _measured(shaped, size)
    free = [
        item
        for item in measured
        if min(item.left, item.right) >= LEAST_ENTROPY and item.keyness >= LEAST_KEYNESS and item.c_value > 0
    ]
    return _without_subsumed(free)


def _is_only_known(words: Sequence[Word]) -> bool:
    """Whether it is two known terms side by side, which is a compound only by chance (公安机关|民警)."""
    return len(words) > 1 and all(word.kind == KNOWN for word in words)


def _formulas(
    documents: Sequence[Document], forms: Mapping[str, str], examples: int
) -> tuple[list[_Measured], dict[str, tuple[str, ...]]]:
    """The formulas without an entry, and what the text itself spells them out as."""
    found: dict[str, Places] = {}
    members: dict[str, tuple[str, ...]] = {}
    for number, document in enumerate(documents):
        for sentence in document.sentences:
            for formula in sentence.formulas:
                text = fold(formula.text).text
                if formula.concept or text in forms:
                    continue
                word = Word(formula.span.start, formula.span.end, text, FORMULA)
                places = found.setdefault(text, Places((word,)))
                places.add(number, sentence, word.start, word.end, examples)
                members.setdefault(text, ())
                members[text] = members[text] or tuple(member.text for member in formula.members)
    return _measured(found, sum(document.words for document in documents)), members


def _measured(places: Mapping[str, Places], size: int) -> list[_Measured]:
    values = c_values({text: found.count for text, found in places.items()})
    return [
        _Measured(
            text,
            found,
            values[text],
            branching_entropy(found.left.values(), found.left_edges),
            branching_entropy(found.right.values(), found.right_edges),
            keyness(text, found.count, size),
        )
        for text, found in places.items()
    ]


def _without_subsumed(items: Sequence[_Measured]) -> list[_Measured]:
    """Those that mostly stand by themselves, and not inside one longer candidate."""
    most: dict[str, int] = {}
    texts = {item.text for item in items}
    for item in items:
        for text in {item.text[i:j] for i in range(len(item.text)) for j in range(i + 2, len(item.text) + 1)}:
            if text in texts and text != item.text:
                most[text] = max(most.get(text, 0), item.places.count)
    return [item for item in items if most.get(item.text, 0) < SUBSUMED * item.places.count]


def _ranked(
    items: Sequence[_Measured],
    documents: Sequence[Document],
    variants: Variants | None,
    members: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Candidate, ...]:
    """The candidates by their mean rank under all measures (a Borda count)."""
    total = [0.0] * len(items)
    for vote in range(3):
        values = [item.votes[vote] for item in items]
        for place, rank in enumerate(_ranks(values)):
            total[place] += rank
    best = sorted(range(len(items)), key=lambda n: (total[n], -items[n].places.count, items[n].text))
    sizes = [document.size for document in documents]
    result = []
    for number in best:
        item = items[number]
        near = variants.nearest(item.text, _cuts(item.places.words)) if variants else None
        kind: CandidateKind = "formula" if variants is None else "variant" if near else "term"
        score = 1 - total[number] / (3 * len(items))
        result.append(_candidate(item, kind, score, near, documents, sizes, (members or {}).get(item.text, ())))
    return tuple(result)


def _cuts(words: Sequence[Word]) -> set[int]:
    """Where a word begins or ends, counted from the first."""
    return set(accumulate((len(word.text) for word in words), initial=0))


def _ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from the highest, 0 being the first; equal ones share the mean of theirs.

    >>> _ranks([3.0, 5.0, 3.0])
    [1.5, 0.0, 1.5]
    """
    order = sorted(range(len(values)), key=lambda n: -values[n])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + end - 1) / 2
        start = end
    return ranks


def _candidate(
    item: _Measured,
    kind: CandidateKind,
    score: float,
    near: Known | None,
    documents: Sequence[Document],
    sizes: Sequence[int],
    members: tuple[str, ...],
) -> Candidate:
    places = item.places
    return Candidate(
        text=item.text,
        kind=kind,
        count=places.count,
        documents=len(places.documents),
        c_value=item.c_value,
        left=item.left,
        right=item.right,
        keyness=item.keyness,
        deviation=deviation_of_proportions([places.documents[n] for n in range(len(documents))], sizes),
        score=score,
        examples=tuple(Example(documents[n].id, s.segment, s.text, span) for n, s, span in places.examples),
        like=near.form if near else "",
        concept=near.concept if near else "",
        members=members,
    )
