"""Lists in running Chinese: taking a stretch apart into items, and finding where its first and last item end.

Items are ``(start, end)`` in the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median

from jingci.formulas import words
from jingci.formulas.page import Page

Item = tuple[int, int]
#: Separators from the strongest to the weakest; the last two for lists in two levels.
LEVELS = (";", ",", "、", "+", "、,", ";,", "、,;")
_LABEL = re.compile(r"[\"']?[一二两三四五六七八九十双][\u4e00-\u9fff]{1,2}[\"']?(?::|即|是指|指的是|就是|为)")
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]是|[①-⑳]|\([一二三四五六七八九十0-9]{1,2}\)|[0-9]{1,2}[.、)](?![0-9]))"
)
#: What either begins with.
_LEADS = frozenset("一二两三四五六七八九十双0123456789(\"'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_CONJUNCTION = re.compile("以及|和|与|及")
_SPACE = " \t\u3000\n\r"
MAX_ITEM = 60
_PREPOSITIONS = ("对", "按照", "由", "以", "将", "把", "从", "在", "向", "通过", "按")
#: 三个指标, after the list that it counts.
_COUNTED_END = re.compile("[两二三四五六七八九十](?:个|项|种|类|大)[\u4e00-\u9fff]{1,4}$")
_GOVERNING = tuple(word for word in words.GOVERNING if len(word) > 1)
#: After which an item may well begin.
_BEFORE_ITEM = tuple(word for word in (*words.GOVERNING, *words.SETTING) if len(word) > 1)
_OPEN_END = tuple(words.OPEN_END)
#: Verbs that follow a list and belong to no member.
_AFTER_LIST = ("做到", "实现", "进行", "实行")


def pieces(page: Page, start: int, end: int, separators: str) -> list[Item]:
    """The stretch cut at separators that stand in no quotation or bracket of their own."""
    found: list[Item] = []
    at = begin = start
    while (mark := _marks(separators).search(page.text, at, end)) is not None:
        place = mark.start()
        other = page.pair.get(place)
        if other is not None and place < other < end:
            at = other + 1
            continue
        if mark[0] in separators:
            found.append((begin, place))
            begin = place + 1
        at = place + 1
    found.append((begin, end))
    return [item for item in (stripped(page, *piece) for piece in found) if item[0] < item[1]]


@lru_cache(maxsize=32)
def _marks(separators: str) -> re.Pattern[str]:
    """The separators and everything that may open a pair."""
    return re.compile("[" + re.escape(separators) + "\"'(\\[《【〔{]")


def stripped(page: Page, start: int, end: int) -> Item:
    """The item without white space, its numbering, its label, 等 and the quotation marks around it."""
    text = page.text
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE + "。":
        end -= 1
    if start < end and text[start] in _LEADS:
        if match := _NUMBERING.match(text, start, end):
            start = match.end()
        if (match := _LABEL.match(text, start, end)) and match.end() < end:
            start = match.end()
    if text.endswith(_OPEN_END, start, end):
        for word in words.OPEN_END:
            if end - len(word) > start and text.endswith(word, start, end):
                end -= len(word)
    if page.pair.get(start) == end - 1 and text[start] in "\"'" and end - start > 2:
        start, end = start + 1, end - 1
    return start, end


def split(page: Page, start: int, end: int, fits: Sequence[int]) -> list[Item]:
    """The items of a list: the way of cutting that gives a number that fits, else the likeliest.

    :param fits: numbers of items that agree with the formula.
    """
    ways = []
    for level in LEVELS:
        ways.append(pieces(page, start, end, level))
        if (fitting := with_conjunction(page, ways[-1], fits)) is not None:
            return fitting
    likeliest = next((items for items in (ways[0], ways[2], ways[3], ways[1]) if len(items) > 1), [])
    return likeliest


def with_conjunction(page: Page, items: list[Item], fits: Sequence[int]) -> list[Item] | None:
    """The items if their number fits, the last one divided at 和 where it lacks one; None where it does not."""
    if len(items) in fits:
        return items if len(items) > 1 and all(e - s <= MAX_ITEM for s, e in items) else None
    if len(items) + 1 in fits and items:
        start, end = items[-1]
        for match in _CONJUNCTION.finditer(page.text, start + 1, end - 1):
            if not _enclosed(page, start, match.start()):
                parts = [stripped(page, start, match.start()), stripped(page, match.end(), end)]
                if all(s < e for s, e in parts):
                    return [*items[:-1], *parts]
    return None


def _enclosed(page: Page, start: int, at: int) -> bool:
    return any(i in page.pair and page.pair[i] > at for i in range(start, at))


def trimmed_first(page: Page, items: list[Item]) -> list[Item]:
    """The items with what stands before the first one's own beginning taken off."""
    (start, end), others = items[0], [page.text[s:e] for s, e in items[1:]]
    first = page.text[start:end]
    cut = _by_prefix(first, others)
    if cut is None and first.endswith('"') and (opening := page.pair.get(end - 1)) is not None and opening > start:
        cut = opening - start
    if cut is None:
        cut = _by_words(first, others)
    start, end = stripped(page, start + cut, end)
    return [(start, end), *items[1:]]


def trimmed_last(page: Page, items: list[Item]) -> list[Item]:
    """The items with what follows the last one's own end taken off."""
    (start, end), others = items[-1], [page.text[s:e] for s, e in items[:-1]]
    last = page.text[start:end]
    longest = max(map(len, others))
    found = [at for word in _AFTER_LIST if (at := last.find(word)) > 0 and not any(word in other for other in others)]
    count = _COUNTED_END.search(last)
    if found:
        end = start + min(found)
    elif count and count.start() > 0 and not any(_COUNTED_END.search(other) for other in others):
        end = start + count.start()
    elif len(last) > longest + 1 and longest <= 2 and len({len(other) for other in others}) == 1:
        end = start + longest
    return [*items[:-1], (start, end)]


def _by_prefix(first: str, others: list[str]) -> int | None:
    """Where the beginning that all the others share stands in the first (环主城区, 进社区, 每天)."""
    if all(other[:1].isdigit() for other in others) and not first[:1].isdigit():
        digit = re.search("[0-9]", first)
        return digit.start() if digit else None
    shared = others[0]
    for other in others[1:]:
        while shared and not other.startswith(shared):
            shared = shared[:-1]
    if len(others) < 2 and len(shared) < 2:
        shared = ""
    while shared:
        at = first.rfind(shared)
        if at >= 0:
            return at
        shared = shared[:-1]
    return None


def _by_words(first: str, others: list[str]) -> int:
    """Where the first item begins: after a governing word, at a length like the others'."""
    usual = median(map(len, others))
    longest = max(map(len, others))
    if len(first) <= longest and not _governed(first) and not opens_with_preposition(first):
        return 0
    cuts = {0}
    for word in words.GOVERNING:
        at = first.rfind(word)
        while at >= 0:
            if at + len(word) < len(first):
                cuts.add(at + len(word))
            at = first.rfind(word, 0, at)
    cuts |= {
        c + len(w) for c in tuple(cuts) for w in words.SETTING if first.startswith(w, c) and c + len(w) < len(first)
    }
    best = min(cuts, key=lambda cut: _oddness(first, cut, usual, others))
    rest = first[best:]
    ends = {other[-1] for other in others}
    if len(rest) > longest * 1.6 and len(ends) == 1 and rest[-1] in ends and longest <= 4:
        return len(first) - round(usual)
    return best


def _oddness(first: str, cut: int, usual: float, others: list[str]) -> float:
    """How unlike the others the first item is if it begins at ``cut``; a verb left in front counts most."""
    rest = first[cut:]
    odd = abs(len(rest) - usual) / usual
    if _governed(rest) and not any(_governed(other) for other in others):
        odd += 2
    if opens_with_preposition(rest) and not any(map(opens_with_preposition, others)):
        odd += 2
    if len(rest) < min(map(len, others)) and len(rest) < 2:
        odd += 2
    # Cutting after a single-character word is a guess, as many characters of that sort stand inside words.
    if cut and not first.endswith(_BEFORE_ITEM, 0, cut):
        odd += 0.5
    return odd


def opens_with_preposition(text: str) -> bool:
    """Whether a stretch opens with a word that no member opens with (对重点人员, 按照红, 由社区)."""
    return text.startswith(_PREPOSITIONS)


def _governed(text: str) -> bool:
    return text.startswith(_GOVERNING)
