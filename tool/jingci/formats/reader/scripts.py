"""Traditional characters for the simplified ones of a text, so that a reader may look for either."""

from __future__ import annotations

from functools import lru_cache

from jingci.folding import fold


def traditional_pairs(text: str) -> str:
    """Pairs of characters, a traditional one and the simplified one that a search takes it for.

    :param text: what is searched; only its characters are wanted.

    >>> traditional_pairs("网格")
    '網网'
    """
    there = set(fold(text).text)
    return "".join(a + b for a, b in _pairs() if b in there or a in text)


def script_of(text: str) -> str:
    """The script of a Chinese text as a language tag; simplified where both are possible.

    >>> script_of("網格化管理"), script_of("网格化管理"), script_of("公安")
    ('zh-Hant', 'zh-Hans', 'zh-Hans')
    """
    traditional = {a for a, _ in _pairs()}
    # A few such characters stand in simplified texts, in names and quotations.
    return "zh-Hant" if sum(char in traditional for char in text) * 20 > len(text) else "zh-Hans"


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[str, str], ...]:
    """Every character of the basic block that folding changes, and what it becomes by itself."""
    block = [chr(code) for code in range(0x4E00, 0xA000)]
    folded = fold("。".join(block)).text.split("。")
    return tuple((a, b) for a, b in zip(block, folded, strict=True) if a != b and len(b) == 1)
