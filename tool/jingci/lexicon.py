"""The lexicon as it is read; :mod:`jingci.glossary.lexicon` says what it is and compiles it."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path

PATH = Path(__file__).parent / "glossary" / "lexicon.bin"


@lru_cache(maxsize=1)
def load_lexicon() -> dict[str, int]:
    """All words with their costs, in units of 1/:data:`jingci.boundaries.SCALE` nat."""
    return unpacked(PATH.read_bytes())


def unpacked(data: bytes) -> dict[str, int]:
    """The words and costs of a compiled lexicon."""
    words, _, costs = zlib.decompress(data).rpartition(b"\n\n")
    return dict(zip(words.decode().split("\n"), costs, strict=True))
