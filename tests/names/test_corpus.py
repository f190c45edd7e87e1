"""Names on annotated text: the hand-written sentences, the sets written before the rules they test, the five reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.score import Score
from jingci.folding import simplified, traditional_forms
from jingci.names import find_names
from names.scoring import held_out, reports, score, second, sentences, third

EDITIONS = Path(__file__).parents[2] / "translations"
CORPORA = {
    "sentences": sentences(),
    "held out": held_out(),
    "second": second(),
    "third": third(),
    "reports": reports(EDITIONS),
}


def test_the_corpus_is_large_and_has_sentences_without_names() -> None:
    texts = CORPORA["sentences"]
    assert len(texts) >= 150
    assert sum(not names for _, names in texts) >= 35
    kinds = {kind for _, names in texts for _, _, kind, _ in names}
    assert kinds == {"place", "organ", "person-title"}


@pytest.mark.parametrize("name", CORPORA)
def test_spans_and_english(name: str) -> None:
    result = score(CORPORA[name], find_names)
    assert result.f1 >= 0.98, "\n".join([str(result), *result.errors])
    assert result.exactness >= 0.98, "\n".join([str(result), *result.errors])


def test_the_score_counts_what_is_missed_false_and_wrong() -> None:
    text, names = CORPORA["sentences"][0]
    nothing = score([(text, names)], lambda _: [])
    assert (nothing.missed, nothing.f1) == (len(names), 0)
    elsewhere = score([(text, [])], find_names)
    assert elsewhere.false == len(names)
    wrong = score([(text, [(*names[0][:3], "something else")])], find_names)
    assert (wrong.right, wrong.exactness) == (1, 0)
    assert isinstance(wrong, Score)


@pytest.mark.parametrize("name", CORPORA)
def test_traditional_script_gives_the_same_names_at_the_same_places(name: str) -> None:
    compared = 0
    for text, _ in CORPORA[name]:
        forms = traditional_forms(text)
        # A traditional spelling that does not fold back is another text (乾/干, 瞭/了 …).
        if not forms or len(forms[0]) != len(text) or simplified(forms[0]) != simplified(text):
            continue
        compared += 1
        here = [(n.span, n.kind, n.english) for n in find_names(text)]
        assert [(n.span, n.kind, n.english) for n in find_names(forms[0])] == here
    assert compared >= len(CORPORA[name]) * 0.4
