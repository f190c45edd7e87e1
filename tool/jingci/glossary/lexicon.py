"""The lexicon: some 136,000 Chinese words with their costs, the word evidence of :mod:`jingci.boundaries`.

It is compiled from the dictionary of jieba (MIT licence, see ``lexicon.NOTICE``) and ships with the package, so that
neither jieba nor any other segmenter is needed to run. Kept are words of at most five Chinese characters that jieba
counts five times or more, and all single characters. A character that mostly occurs inside words costs more than its
count alone would have it: it seldom stands alone.

To compile it anew: ``python -m jingci.glossary.lexicon DICT.TXT``, then raise ``FORMAT`` in
:mod:`jingci.glossary.index`, for indexes hold what was derived from it.
"""

from __future__ import annotations

import math
import re
import sys
import zlib
from collections.abc import Iterable

from jingci.boundaries import LONGEST, SCALE
from jingci.lexicon import PATH, load_lexicon, unpacked

__all__ = ["PATH", "compiled", "load_lexicon", "unpacked"]

_LEAST = 5
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def compiled(lines: Iterable[str]) -> bytes:
    """The file's content from the lines of jieba's dictionary (word, count, part of speech).

    Costs are bytes, so that none is above 255; none may be 10 either, which is a line feed.
    """
    from jingci.folding import fold

    rows = [line.split(" ") for line in lines]
    folded = fold("。".join(row[0] for row in rows)).text.split("。")
    counts: dict[str, int] = {}
    inside: dict[str, int] = {}
    total = 0
    for word, row in zip(folded, rows, strict=True):
        number = int(row[1])
        total += number
        counts[word] = counts.get(word, 0) + number
        if len(word) > 1:
            for char in word:
                inside[char] = inside.get(char, 0) + number
    costs = {
        word: _cost(count, total, inside.get(word, 0) if len(word) == 1 else 0)
        for word, count in counts.items()
        if len(word) <= LONGEST and (count >= _LEAST or len(word) == 1) and _HAN.fullmatch(word)
    }
    words = sorted(costs)
    data = "\n".join(words).encode() + b"\n\n" + bytes(costs[word] for word in words)
    return zlib.compress(data, 9)


def _cost(count: int, total: int, inside: int) -> int:
    nats = math.log(total / max(count, 1))
    if inside:
        nats += min(3.0, max(0.0, math.log(0.5 * inside / max(count, 1))))
    return max(11, min(255, round(SCALE * nats)))


def _main(path: str) -> None:
    with open(path, encoding="utf-8") as stream:
        PATH.write_bytes(compiled(line for line in stream if line.strip()))
    load_lexicon.cache_clear()
    print(f"{len(load_lexicon())} words, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    _main(sys.argv[1])
