"""Folding: one spelling for matching, with a way back to the print.

A text is searched in a folded copy: simplified script, half-width Latin letters and digits, plain quotation marks, no
invisible characters, no line break inside a word. Every position in the copy maps to a position in the text as given,
so that a hit is reported at its own place in its own spelling.

Scripts are folded with OpenCC's ``t2s``, which never changes the number of characters (a test asserts it over its whole
dictionaries). ``tw2sp``, which rewrites phrases and does change lengths, is not used.

Most texts need little of this, so one pass in C finds which special characters occur at all; each kind is then mended
where it occurs, and OpenCC sees only texts that contain a character which it would change.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jingci.model import Span

#: Zero-width characters, soft hyphen, word joiner, byte-order mark, bidirectional controls, variation selectors.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
)
_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_BLANKS = " \t\u00a0\u3000\u2000-\u200a\u202f\u205f"
_SURROGATES = "\ud800-\udfff"

_IS_CJK = re.compile(f"[{_CJK}]")
_DROPPABLE = re.compile(f"[{_BREAKS}{INVISIBLE}]")
_BLANK = frozenset("\t \u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f")
_ONE_BREAK = re.compile(f"[{_BLANKS}{INVISIBLE}]*(?:\r\n|[{_BREAKS}])[{_BLANKS}{INVISIBLE}]*")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_LONE = re.compile(f"[{_SURROGATES}]")


def _single_character_table() -> dict[str, str]:
    """Replacements of one character by one: widths and compatibility forms (NFKC), quotation marks, dashes, dots."""
    table: dict[str, str] = {}
    for low, high in ((0xFE50, 0xFE6B), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6), (0x2E80, 0x2FD5), (0xF900, 0xFAFF)):
        for char in map(chr, range(low, high + 1)):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and plain != char:
                table[char] = plain
    marks = {'"': "“”„‟″〝〞〟「」『』＂", "'": "‘’‚‛′＇", "-": "‐‑‒–—―", "·": "•‧・･", "~": "〜"}
    for plain, variants in marks.items():
        table.update(dict.fromkeys(variants, plain))
    # Standard characters of Taiwan and Hong Kong, and common variants, that ``t2s`` leaves alone. 著 as in 著名 goes
    # the way of 跟著, for the copy is only searched.
    table.update(zip("著衞敍枱簷睪痺顎鯰汚鬭菓馀锺祕", "着卫叙台檐睾痹腭鲇污斗果余钟秘", strict=True))
    return table


_TABLE = _single_character_table()
_TRANSLATION = str.maketrans(_TABLE)
#: Characters that ``t2s`` changes in phrases only: 沈思, 憑藉, 答覆, 明瞭. (Not 坏: in traditional script it is an old
#: spelling of 坯, "brick", but it is a common character of simplified texts.)
_IN_PHRASES = frozenset("沈藉覆瞭甦哩衹")
#: Where such a phrase may stand; 覆盖 and 沈阳, which are in every other report, are none.
_PHRASE_CHARACTER = re.compile(f"[{''.join(sorted(_IN_PHRASES))}](?<!覆(?=盖))(?<!沈(?=阳))")
#: Marks of nearly every Chinese text: to replace them unseen is faster than to see which of them occur.
_COMMON = {mark: _TABLE[mark] for mark in "，：；（）“”？！"}
#: The last character of the Basic Multilingual Plane.
_BASIC = "\uffff"
#: With more kinds of characters to replace than this, one pass over the text is faster than one for each.
_MANY = 40
#: Texts of so many characters are not kept.
_LONG = 100_000


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text.

    ``text`` is the copy. Where characters were dropped, ``places`` has the positions in the copy before which that
    happened, ascending, and ``dropped`` how many had been dropped up to there; else both are empty, and positions are
    equal.
    """

    text: str
    places: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()

    def original(self, start: int, end: int) -> Span:
        """The span of the original that ``text[start:end]`` came from (``start`` < ``end``)."""
        if not self.places:
            return Span(start, end)
        return Span(start + self._before(start), end + self._before(end - 1))

    def _before(self, position: int) -> int:
        at = bisect_right(self.places, position)
        return self.dropped[at - 1] if at else 0


def fold(text: str) -> Folded:
    """The text as it is searched, with the way back.

    :param text: any text; lone surrogates are searched as "?".
    """
    return _folded_last(text) if len(text) < _LONG else _folded(text)


def is_simplified(text: str) -> bool:
    """Whether a text is in simplified script and half-width letters, as the forms of a termbase are written.

    >>> is_simplified("著作权"), is_simplified("著作權")
    (True, False)
    """
    # 著 (著作, 显著) is of both scripts; the copy that is searched has 着 for it.
    return fold(text).text == text.replace("著", "着")


@lru_cache(maxsize=1)
def _folded_last(text: str) -> Folded:
    # One text is searched for several things, one after another.
    return _folded(text)


def _folded(text: str) -> Folded:
    if text.isascii() and not _DROPPABLE.search(text):
        return Folded(text)
    for mark, plain in _COMMON.items():
        text = text.replace(mark, plain)
    special = set(_special().findall(text))
    if "\n" in text:
        special.add("\n")
    if not special:
        return Folded(text)
    places: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    if any(map(_LONE.match, special)):
        text = _LONE.sub("?", text)
    if droppable := set(filter(_DROPPABLE.match, special)):
        text, places, dropped = _without_droppable(text, droppable)
    replaced = special & _TABLE.keys()
    if len(replaced) > _MANY:
        text = text.translate(_TRANSLATION)
    else:
        for char in replaced:
            text = text.replace(char, _TABLE[char])
    return Folded(simplified(text, {_TABLE.get(char, char) for char in special}), places, dropped)


def _without_droppable(text: str, chars: set[str]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Without invisible characters, and without single line breaks (and the white space around them) between Chinese
    characters; a blank line separates paragraphs and is kept."""
    kept: list[str] = []
    places: list[int] = []
    dropped: list[int] = []
    at = length = 0
    has_unseen = any(map(_UNSEEN.match, chars))

    def drop(start: int, end: int) -> None:
        nonlocal at, length
        kept.append(text[at:start])
        length += start - at
        at = end
        if places and places[-1] == length:
            dropped[-1] = at - length
        else:
            places.append(length)
            dropped.append(at - length)

    for run in _runs("".join(sorted(chars)), has_unseen).finditer(text):
        start, end = run.span()
        while start > at and text[start - 1] in _BLANK:
            start -= 1
        if start and end < len(text) and _is_inside(text, start, end) and _ONE_BREAK.fullmatch(text, start, end):
            drop(start, end)
        elif has_unseen:
            for unseen in _UNSEEN.finditer(text, start, end):
                drop(*unseen.span())
    kept.append(text[at:])
    return "".join(kept), tuple(places), tuple(dropped)


@lru_cache(maxsize=64)
def _runs(chars: str, has_unseen: bool) -> re.Pattern[str]:
    """One of some characters, and the white space after it (much faster where it is one only: mostly the line feed).

    A break is never dropped after a stop, as most of them stand: such are left out where all that could be dropped are
    breaks.
    """
    first = re.escape(chars) if len(chars) == 1 else f"[{re.escape(chars)}]"
    after = "" if has_unseen else f"(?<=[{_CJK}{_BLANKS}](?s:.))"
    return re.compile(f"{first}{after}[{_BLANKS}{_BREAKS}{INVISIBLE}]*")


def _is_inside(text: str, start: int, end: int) -> bool:
    return _is_cjk(text[start - 1]) and _is_cjk(text[end])


def _is_cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or _IS_CJK.match(char) is not None


def simplified(text: str, chars: Iterable[str] | None = None) -> str:
    """The text in simplified script, code point for code point.

    :param chars: the text's characters, or those that could matter, if they are known.

    >>> simplified("網格化管理")
    '网格化管理'
    """
    chars = frozenset(text if chars is None else chars)
    if max(chars, default="") > _BASIC or not _changed().isdisjoint(chars):
        return _converted(text)
    if not _IN_PHRASES.isdisjoint(chars):
        around = "\n".join({text[max(0, m.start() - 5) : m.end() + 5] for m in _PHRASE_CHARACTER.finditer(text)})
        if around and _converted(around) != around:
            return _converted(text)
    return text


def _converted(text: str) -> str:
    result = _convert("t2s", text)
    return result if len(result) == len(text) else "".join(_simplified_character(char) for char in text)


def traditional_forms(text: str) -> tuple[str, ...]:
    """The spellings of a simplified form in traditional script: OpenCC's own, Taiwan's and Hong Kong's."""
    forms = (_convert(name, text) for name in ("s2t", "s2tw", "s2hk"))
    return tuple(dict.fromkeys(form for form in forms if form != text))


@lru_cache(maxsize=1)
def _changed() -> frozenset[str]:
    """The characters of the Basic Multilingual Plane that ``t2s`` changes by themselves.

    A text without any, without one from beyond that plane, and without a phrase around one of :data:`_IN_PHRASES`, is
    in simplified script already (a test asserts it over OpenCC's whole dictionaries). Asking for the characters beyond,
    too, would make every start slower.
    """
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
    chars = [char for low, high in blocks for char in map(chr, range(low, high))]
    # A line break between them keeps phrases from forming.
    results = _convert("t2s", "\n".join(chars)).split("\n")
    return frozenset(char for char, result in zip(chars, results, strict=True) if result != char)


@lru_cache(maxsize=1)
def _special() -> re.Pattern[str]:
    """Any character that something may have to be done about, but for those of nearly every text: the line feed and
    the common marks.

    All beyond the Basic Multilingual Plane are among them: a class that names some of those is many times slower.
    """
    found = {*_TABLE, *_changed(), *_IN_PHRASES} - _COMMON.keys()
    chars = "".join(sorted(re.escape(char) for char in found if char <= _BASIC))
    return re.compile(f"[{_BREAKS[1:]}{INVISIBLE}{_SURROGATES}{chars}\U00010000-\U0010ffff]")


@lru_cache(maxsize=4096)
def _simplified_character(char: str) -> str:
    result = _convert("t2s", char)
    return result if len(result) == 1 else char


def _convert(name: str, text: str) -> str:
    # Lone surrogates cannot cross into OpenCC; NUL ends a C string.
    clean = text.encode("utf-8", "replace").decode("utf-8") if _LONE.search(text) else text
    if "\0" in clean:
        return "\0".join(_converter(name).convert(part) if part else "" for part in clean.split("\0"))
    return str(_converter(name).convert(clean)) if clean else clean


@lru_cache(maxsize=8)
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)
