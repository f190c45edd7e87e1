"""Words of a text, for counting: Chinese cut by the lexicon and the termbase, English as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jingci.boundaries import term_costs
from jingci.folding import fold
from jingci.glossary import Glossary
from jingci.glossary.lexicon import load_lexicon
from jingci.glossing.cutting import cut
from jingci.model import Span

_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[A-Za-z0-9]+(?:[.%-][A-Za-z0-9]+)*")
_ENGLISH = re.compile(r"\w+(?:[’'-]\w+)*")


class Segmenter:
    """Cuts Chinese into its likeliest words; a term of the termbase is a word.

    :param terms: further words.
    """

    def __init__(self, glossary: Glossary, terms: Iterable[str] = ()) -> None:
        forms = [fold(form.text).text for concept in glossary.concepts for form in concept.zh]
        lexicon = load_lexicon()
        self._costs = {**lexicon, **term_costs([*forms, *terms], lexicon)}

    def words(self, text: str) -> Iterator[Span]:
        """The words, as spans of the text, which must be in simplified script; punctuation is none."""
        for run in _RUN.finditer(text):
            if run[0].isascii():
                yield Span(run.start(), run.end())
            else:
                yield from (Span(run.start() + a, run.start() + b) for a, b in cut(run[0], self._costs.get))


def english_words(text: str) -> Iterator[Span]:
    """The words of an English text; a hyphen or an apostrophe between letters belongs to its word."""
    return (Span(match.start(), match.end()) for match in _ENGLISH.finditer(text))
