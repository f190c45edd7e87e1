"""Word classes and word lists: what a candidate may begin and end with.

The classes are compiled from the marks of jieba's dictionary (MIT licence, see ``glossary/lexicon.NOTICE``), one letter
for each word of the package's lexicon. To compile them anew, after the lexicon: ``python -m
jingci.corpus.extraction.classes DICT.TXT``.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from jingci.errors import DataError
from jingci.folding import fold
from jingci.lexicon import load_lexicon

PATH = Path(__file__).parent / "classes.bin"
#: jieba's marks by our letters: nouns, names, verbs, verbs that are nouns, adjectives, attributes, set phrases,
#: abbreviations, places, suffixes, and function words, figures and the rest.
_LETTERS = {
    "n": "n", "nz": "n", "nt": "n", "ng": "n", "nr": "N", "nrt": "N", "nrfg": "N", "ns": "N", "v": "v", "vg": "v",
    "vn": "V", "an": "V", "a": "a", "ag": "a", "ad": "d", "d": "d", "b": "b", "z": "a", "i": "i", "l": "l", "j": "j",
    "s": "s", "k": "k", "h": "b",
}  # fmt: skip
_OTHER = "x"


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """The class of each word of the lexicon, as a letter: n, N, v, V, a, b, d, i, l, j, s, k, x."""
    stamp, letters = zlib.decompress(PATH.read_bytes()).split(b"\n")
    lexicon = load_lexicon()
    if stamp != _stamp(lexicon):
        raise DataError("the word classes are of another lexicon", path=str(PATH), hint="compile them anew")
    return dict(zip(lexicon, letters.decode(), strict=True))


@lru_cache(maxsize=4)
def word_list(name: str) -> tuple[str, ...]:
    """One of the lists of ``words.txt``: function, verbs or heads."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    body = text.partition(f"[{name}]\n")[2].partition("\n\n")[0]
    return tuple(body.split())


def compiled(lines: Iterable[str]) -> bytes:
    """The file's content from the lines of jieba's dictionary (word, count, mark)."""
    rows = [line.split() for line in lines]
    folded = fold("。".join(row[0] for row in rows)).text.split("。")
    # The commonest of the spellings that fold to one word decides.
    marks = {word: row[2] for word, row in sorted(zip(folded, rows, strict=True), key=lambda item: int(item[1][1]))}
    lexicon = load_lexicon()
    letters = "".join(_LETTERS.get(marks[word], _OTHER) for word in lexicon)
    return zlib.compress(_stamp(lexicon) + b"\n" + letters.encode(), 9)


def _stamp(words: Iterable[str]) -> bytes:
    return f"{zlib.crc32(' '.join(words).encode()):08x}".encode()


def _main(path: str) -> None:
    with open(path, encoding="utf-8") as stream:
        PATH.write_bytes(compiled(line for line in stream if line.strip()))
    word_classes.cache_clear()
    print(f"{len(word_classes())} words, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    _main(sys.argv[1])
