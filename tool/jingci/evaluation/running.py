"""Evaluating systems: every measure by document and overall, compared, with a signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jingci.errors import DataError, UsageError
from jingci.evaluation.corpus import Corpus, at
from jingci.evaluation.differing import differing_segments
from jingci.evaluation.pairs import completeness_tally, figures_tally
from jingci.evaluation.scores import METRICS, TESTS, Comparison, Evaluation, Scores, Test
from jingci.evaluation.significance import compare_tallies, compare_texts, resampling
from jingci.evaluation.tally import Tally, score_of
from jingci.evaluation.texts import text_metrics, text_scores, text_signatures
from jingci.registry import require_named
from jingci.version import __version__

if TYPE_CHECKING:
    from jingci.evaluation.occurrences import Occurrences
    from jingci.evaluation.success import TermSuccess
    from jingci.glossary import Glossary

REFERENCE = "reference"
#: What the signature of each of our measures says of its definition.
_DEFINITIONS = {
    "terms": "def:wmt25-track2|case:lc|script:folded",
    "terms_exclusive": "def:exclusive-maximal|inflected:yes",
    "consistency": "def:most-frequent|least:2",
    "figures": "def:value",
    "completeness": "def:segments",
}


def evaluate(
    hypotheses: Sequence[str] | Mapping[str, Sequence[str]],
    references: Sequence[str],
    sources: Sequence[str] | None = None,
    glossary: Glossary | None = None,
    *,
    documents: Sequence[str] | None = None,
    tests: Sequence[Test] = tuple(TESTS),
    samples: int = 0,
    differing: int = 10,
    on_step: Callable[[int], None] | None = None,
) -> Evaluation:
    """Score one system or several against a reference.

    :param hypotheses: one system's English, a string a segment; or that of several systems by name, the first being
        the baseline of comparisons.
    :param references: the reference's English of the same segments.
    :param sources: their Chinese; without it, figures and completeness are not scored.
    :param glossary: the termbase; without it (or without the Chinese), terms are not scored.
    :param documents: the name of each segment's document; one document where there are none.
    :param tests: the tests of significance, where there are several systems.
    :param samples: how many resamples or trials each has; 0 for sacrebleu's 1,000 and 10,000.
    :param differing: how many of the segments that differ most are wanted.
    :param on_step: called with the number of steps done.
    :raises UsageError: the lists are of different lengths, or there is nothing in them.
    """
    systems = {"hypothesis": hypotheses} if not isinstance(hypotheses, Mapping) else dict(hypotheses)
    corpus = _corpus(systems, references, sources, documents)
    _check_tests(tests, samples)
    steps = _Steps(on_step)
    metrics = text_metrics(corpus.references)
    texts = {}
    for name, english in systems.items():
        texts[name] = _by_document(corpus, english, metrics)
        steps.done()
    measures = _Measures(corpus, glossary)
    tallies = {name: measures.tallies(english) for name, english in systems.items()}
    steps.done()
    compared: list[Comparison] = []
    if len(systems) > 1:
        for test in tests:
            number = samples or TESTS[test]
            compared += compare_texts(systems, metrics, test, number)
            steps.done()
            compared += compare_tallies(tallies, len(corpus), test, number)
            steps.done()
    drawn = resampling(tests, samples) if len(systems) > 1 else {}
    return Evaluation(
        segments=len(corpus),
        documents=tuple(corpus.members),
        systems=tuple(_scores(name, texts[name], tallies[name], corpus) for name in systems),
        reference=_scores(REFERENCE, {}, measures.tallies(corpus.references), corpus) if corpus.sources else None,
        comparisons=tuple(compared),
        differing=differing_segments(corpus, systems, differing),
        signatures=_signatures(metrics, measures.names, glossary, drawn),
    )


class _Measures:
    """Our measures, prepared for one corpus: those for which there is what they need.

    :ivar names: of the measures.
    """

    def __init__(self, corpus: Corpus, glossary: Glossary | None) -> None:
        self._corpus = corpus
        self._glossary = glossary
        self._success: TermSuccess | None = None
        self._occurrences: Occurrences | None = None
        self.names: tuple[str, ...] = ("figures", "completeness") if corpus.sources else ()
        if corpus.sources and glossary is not None:
            from jingci.evaluation.occurrences import Occurrences
            from jingci.evaluation.success import TermSuccess, terms_of
            from jingci.folding import fold

            folded = [fold(text).text.lower() for text in corpus.sources]
            self._success = TermSuccess(corpus, folded, terms_of(glossary))
            self._occurrences = Occurrences(corpus, glossary)
            self.names = ("terms", "terms_exclusive", "consistency", *self.names)

    def tallies(self, english: Sequence[str]) -> dict[str, Tally]:
        """The counts of a system by measure."""
        if not self.names:
            return {}
        found: dict[str, Tally] = {}
        if self._success is not None and self._occurrences is not None:
            found["terms"] = self._success.tally(english)
            found["terms_exclusive"], found["consistency"] = self._occurrences.tallies(english)
        found["figures"] = figures_tally(self._corpus, english, self._glossary)
        found["completeness"] = completeness_tally(self._corpus, english)
        return found


class _Steps:
    """Counts steps, and tells whoever wants to know."""

    def __init__(self, on_step: Callable[[int], None] | None) -> None:
        self._on_step = on_step
        self._number = 0

    def done(self) -> None:
        self._number += 1
        if self._on_step is not None:
            self._on_step(self._number)


def _corpus(
    systems: Mapping[str, Sequence[str]],
    references: Sequence[str],
    sources: Sequence[str] | None,
    documents: Sequence[str] | None,
) -> Corpus:
    if not systems:
        raise UsageError("there is no system to be evaluated")
    if isinstance(references, str) or any(isinstance(texts, str) for texts in systems.values()):
        raise UsageError("a text is a list of segments, not one string")
    number = len(references)
    if not number:
        raise UsageError("there are no segments to be evaluated")
    lists = {**systems, "the Chinese": sources, "the list of documents": documents}
    for name, texts in lists.items():
        if texts is not None and len(texts) != number:
            raise DataError(f"{name} has {len(texts):,} segments, the reference {number:,}")
    return Corpus(tuple(references), tuple(sources or ()), tuple(documents or [""] * number))


def _check_tests(tests: Sequence[str], samples: int) -> None:
    for test in tests:
        require_named(TESTS, test, "test")
    if samples < 0:
        raise UsageError("the number of samples is 0 or more")


def _by_document(corpus: Corpus, english: Sequence[str], metrics: dict[str, Any]) -> dict[str, dict[str, float]]:
    """The text scores of all segments under an empty name, and of each document where there are several."""
    scores = {"": text_scores(metrics, english)}
    if len(corpus.members) > 1:
        for name, places in corpus.members.items():
            scores[name] = text_scores(text_metrics(at(places, corpus.references)), at(places, english))
    return scores


def _scores(
    name: str, texts: Mapping[str, Mapping[str, float]], tallies: Mapping[str, Tally], corpus: Corpus
) -> Scores:
    several = corpus.members if len(corpus.members) > 1 else {}
    ours = {metric: score_of(tally, len(corpus)) for metric, tally in tallies.items()}
    documents = {
        document: {
            **texts.get(document, {}),
            **{metric: score_of(tally, len(corpus), places) for metric, tally in tallies.items()},
        }
        for document, places in several.items()
    }
    return Scores(name, {**texts.get("", {}), **ours}, documents)


def _signatures(
    metrics: dict[str, Any], names: Sequence[str], glossary: Glossary | None, drawn: Mapping[str, int | str]
) -> dict[str, str]:
    """sacrebleu's signatures, then ours."""
    signatures = text_signatures(metrics, drawn)
    tests = "".join(f"|{key}:{value}" for key, value in drawn.items())
    for name in METRICS:
        if name in names:
            known = f"|glossary:{glossary.hash}" if glossary is not None and name != "completeness" else ""
            signatures[name] = f"jingci:{name}{tests}|{_DEFINITIONS[name]}{known}|version:{__version__}"
    return signatures
