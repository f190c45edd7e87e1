"""What an extraction gives: candidates with their figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jingci.model import Span

CandidateKind = Literal["term", "variant", "formula"]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a candidate stands: the id of its document and segment, the sentence, and its place in it."""

    document: str
    segment: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of Chinese that may be a term, in simplified script.

    :ivar kind: ``variant`` of a known term, a counted ``formula``, or a ``term``.
    :ivar count: how often it stands in the corpus, ``documents`` in how many of its documents.
    :ivar c_value: see :func:`jingci.corpus.extraction.measures.c_values`.
    :ivar left: the branching entropy of what stands before it, in bits, and ``right`` of what follows it.
    :ivar keyness: the log-likelihood ratio of its count against the reference list, signed.
    :ivar deviation: Gries' DP of its counts over the documents, 0 where they are spread as the documents are long.
    :ivar score: what it is ranked by, 0 to 1.
    :ivar like: the known form that it is a variant of, ``concept`` that form's entry.
    :ivar members: what the text itself spells a formula out as.
    """

    text: str
    kind: CandidateKind
    count: int
    documents: int
    c_value: float
    left: float
    right: float
    keyness: float
    deviation: float
    score: float
    examples: tuple[Example, ...]
    like: str = ""
    concept: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """The candidates of a corpus, the best first: terms with variants, and formulas apart.

    ``characters`` counts the corpus's Chinese characters.
    """

    candidates: tuple[Candidate, ...]
    formulas: tuple[Candidate, ...]
    documents: int
    characters: int
