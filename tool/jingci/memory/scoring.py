"""The score of a match, as CAT tools give it.

``score = floor(100 · (1 - d / n))``: d is the Levenshtein distance of the two texts' tokens (insertions, deletions and
replacements, each 1), n the number of tokens of the longer one. The formula is OmegaT's (``FuzzyMatcher
.calcSimilarity``, https://github.com/omegat-org/omegat), after V. I. Levenshtein, "Binary codes capable of correcting
deletions, insertions, and reversals", Soviet Physics Doklady 10 (1966), pp. 707–710. OmegaT counts words as its
tokenizer cuts them and shows three such figures, two of them without figures and punctuation; here every Chinese
character and mark counts (:mod:`jingci.memory.tokens`), so that no word segmenter's mistakes enter.

100 is given to equal texts alone: equal in every token after folding of script and width, white space aside. Two texts
that differ only in a figure score below 100, however long they are, and :func:`differs_in_figures_only` says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jingci.memory.tokens import is_figure, key_of, placed_tokens, tokens_of

#: Texts with more tokens than this are matched exactly only.
LONGEST = 2000
#: Characters a figure may be written with, beyond digits.
_NUMERALS = re.compile(r"[\d.,%〇零一二两三四五六七八九十百千万亿兆半成余多近超约第点分之个]+")


def score(one: str, other: str) -> int:
    """The score of two texts, 0 to 100.

    >>> score("全市破获案件324起。", "全市破獲案件324起。"), score("全市破获案件324起。", "全市破获案件227起。")
    (100, 88)
    """
    return score_of_tokens(tokens_of(key_of(one)), tokens_of(key_of(other)))


def score_of_tokens(one: Sequence[str], other: Sequence[str]) -> int:
    """The score of two sequences of tokens, or two encoded keys; 0 where both are empty."""
    from rapidfuzz.distance import Levenshtein

    longest = max(len(one), len(other))
    return 100 * (longest - Levenshtein.distance(one, other)) // longest if longest else 0


def differs_in_figures_only(one: str, other: str) -> bool:
    """Whether two texts that are not equal differ in nothing but figures, written in digits or in Chinese.

    >>> differs_in_figures_only("下降三成。", "下降四成。"), differs_in_figures_only("一起案件。", "两名嫌疑人。")
    (True, False)
    """
    # Most pairs fail this, which is cheaper than to find the quantities.
    keys = key_of(one), key_of(other)
    if keys[0] == keys[1] or len({_NUMERALS.sub("", key) for key in keys}) > 1:
        return False
    return _without_figures(one) == _without_figures(other)


def _without_figures(text: str) -> list[str]:
    """The tokens outside quantities; each run of tokens inside them is one mark."""
    from jingci.numerals import find_quantities

    spans = [quantity.span for quantity in find_quantities(text, "zh") if not quantity.exempt]
    result: list[str] = []
    for token, span in placed_tokens(text):
        inside = is_figure(token) or any(span.overlaps(quantity) for quantity in spans)
        if not inside:
            result.append(token)
        elif not result or result[-1] != "":
            result.append("")
    return result
