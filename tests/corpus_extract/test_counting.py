"""The counting of word sequences against an obvious one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jingci.corpus.extraction.counting import MOST_CHARACTERS, MOST_WORDS, beside, ngram_counts, places_of
from jingci.corpus.extraction.runs import Document, Sentence, Word

words = st.sampled_from(["甲", "乙", "丙丁", "甲乙", "戊己庚"])
runs = st.lists(st.lists(words, min_size=1, max_size=9), max_size=4)
corpora = st.lists(st.lists(runs, max_size=4), max_size=3)


def document_of(name: str, sentences: list[list[list[str]]]) -> Document:
    """A document whose runs of words are set apart by commas."""
    made = []
    for number, runs in enumerate(sentences):
        text, placed = "", []
        for run in runs:
            text += "," if text else ""
            row = []
            for word in run:
                row.append(Word(len(text), len(text) + len(word), word, "n"))
                text += word
            placed.append(tuple(row))
        made.append(Sentence(f"s{number}", text, tuple(placed)))
    return Document(name, tuple(made), 1, 1)


def obvious_counts(corpus: list[list[list[list[str]]]], minimum: int) -> dict[str, int]:
    """Every sequence of words in every run, counted by its words, those of one text added up."""
    counts: Counter[tuple[str, ...]] = Counter(
        tuple(run[i:j])
        for document in corpus
        for sentence in document
        for run in sentence
        for i in range(len(run))
        for j in range(i + 1, min(len(run), i + MOST_WORDS) + 1)
    )
    texts: Counter[str] = Counter()
    for sequence, count in counts.items():
        if len(sequence) == 1 or len("".join(sequence)) <= MOST_CHARACTERS:
            texts["".join(sequence)] += count
    return {text: count for text, count in texts.items() if count >= minimum}


@given(corpora)
def test_everything_is_counted_where_once_is_enough(corpus: list[list[list[list[str]]]]) -> None:
    documents = [document_of(str(n), sentences) for n, sentences in enumerate(corpus)]
    assert ngram_counts(documents, 1) == obvious_counts(corpus, 1)


@given(corpora, st.integers(2, 4))
def test_places_add_up(corpus: list[list[list[list[str]]]], minimum: int) -> None:
    documents = [document_of(str(n), sentences) for n, sentences in enumerate(corpus)]
    counts = ngram_counts(documents, minimum)
    obvious = obvious_counts(corpus, minimum)
    # A text that is frequent only as several cuts together may be missed, never counted wrongly.
    assert all(count <= obvious[text] for text, count in counts.items())
    for text, places in places_of(documents, counts, 2).items():
        assert places.count == obvious[text] == sum(places.documents.values())
        assert sum(places.left.values()) + places.left_edges == places.count
        assert sum(places.right.values()) + places.right_edges == places.count
        assert 1 <= len(places.examples) <= 2
        for number, sentence, span in places.examples:
            assert span.of(sentence.text) == text
            assert sentence in documents[number].sentences


def test_neighbours() -> None:
    documents = [document_of("a", [[["甲", "乙"], ["乙", "甲"]], [["丙丁", "乙", "甲"]]])]
    places = places_of(documents, ngram_counts(documents, 3), 5)["乙"]
    assert (places.left, places.left_edges) == ({"甲": 1, "丁": 1}, 1)
    assert (places.right, places.right_edges) == ({"甲": 2}, 1)


def test_punctuation_is_an_edge() -> None:
    assert [beside("甲,乙", place) for place in (-1, 0, 1, 2, 3)] == ["", "甲", "", "乙", ""]
