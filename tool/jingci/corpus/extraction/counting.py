"""How often each sequence of words stands in a corpus, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jingci.corpus.extraction.runs import Document, Sentence, Word
from jingci.model import Span

#: No candidate is longer, in words and in characters.
MOST_WORDS = 6
MOST_CHARACTERS = 14


def ngram_counts(documents: Sequence[Document], minimum: int) -> dict[str, int]:
    """The counts of the sequences of words that stand ``minimum`` times or more, by their text.

    Longer sequences are looked for only where both shorter ones inside them are frequent enough, so that what is held
    at a time grows with what is frequent and not with the corpus.
    """
    found: dict[str, int] = {}
    frequent: set[str] = set()
    for length in range(1, MOST_WORDS + 1):
        counts: Counter[str] = Counter()
        for document in documents:
            for sentence in document.sentences:
                for run in sentence.runs:
                    texts = [word.text for word in run]
                    for at in range(len(texts) - length + 1):
                        if length > 1 and not (
                            "".join(texts[at : at + length - 1]) in frequent
                            and "".join(texts[at + 1 : at + length]) in frequent
                        ):
                            continue
                        text = "".join(texts[at : at + length])
                        if length == 1 or len(text) <= MOST_CHARACTERS:
                            counts[text] += 1
        frequent = {text for text, count in counts.items() if count >= minimum}
        if not frequent:
            break
        for text in frequent:
            # Two ways to cut the same text are the same candidate.
            found[text] = found.get(text, 0) + counts[text]
    return found


@dataclass(slots=True)
class Places:
    """Where a candidate stands: neighbours and their counts, occurrences at an edge, documents, first sentences."""

    words: tuple[Word, ...]
    count: int = 0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    left_edges: int = 0
    right_edges: int = 0
    documents: Counter[int] = field(default_factory=Counter)
    examples: list[tuple[int, Sentence, Span]] = field(default_factory=list)

    def add(self, number: int, sentence: Sentence, start: int, end: int, examples: int) -> None:
        """Count one occurrence in the document of this number; the first sentences are its examples."""
        self.count += 1
        self.documents[number] += 1
        if before := beside(sentence.text, start - 1):
            self.left[before] += 1
        else:
            self.left_edges += 1
        if after := beside(sentence.text, end):
            self.right[after] += 1
        else:
            self.right_edges += 1
        if len(self.examples) < examples and all(other is not sentence for _, other, _ in self.examples):
            self.examples.append((number, sentence, Span(start, end)))


def beside(text: str, place: int) -> str:
    """The character at a place, or nothing at the edge of the text and at punctuation."""
    char = text[place] if 0 <= place < len(text) else ""
    return char if char.isalnum() else ""


def places_of(documents: Sequence[Document], wanted: dict[str, int], examples: int) -> dict[str, Places]:
    """Where the wanted sequences stand; one that is cut in several ways has the words of the first."""
    found: dict[str, Places] = {}
    for number, document in enumerate(documents):
        for sentence in document.sentences:
            for words in _sequences(sentence):
                text = "".join(word.text for word in words)
                if text in wanted:
                    places = found.setdefault(text, Places(words))
                    places.add(number, sentence, words[0].start, words[-1].end, examples)
    return found


def _sequences(sentence: Sentence) -> Iterator[tuple[Word, ...]]:
    for run in sentence.runs:
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + MOST_WORDS) + 1):
                yield run[start:end]
