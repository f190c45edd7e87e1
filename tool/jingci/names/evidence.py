"""Word evidence: whether a stretch of text is a name, or a verb with its object, or part of other words."""

from __future__ import annotations

import re
from itertools import pairwise

from jingci.names.gazetteer import Gazetteer
from jingci.names.grammar import NAMELIKE

#: What follows a verb in the name of a place called after a street or another place: 建设路, 解放桥.
_AFTER_NAMELIKE = frozenset("路街桥门里庄村镇乡大东西南北中新一二三四五六七八九十")
#: A direction and its side, where what looks like a place ends in the direction: 湖|南侧, 河|北岸.
_SIDE = re.compile("[侧岸端麓缘坡]|面(?![临对向积貌试])")
_FROM_OR_TO = re.compile(
    "来自|前往|去往|赶赴|赶到|抵达|返回|途[经径]|到达|家住|老家|籍贯|[逃窜流押送发运开飞]往|逃至|流窜至"
)
_FROM = re.compile("(?:赶|到|至|来|出发|返|前往|驱车|乘|坐|打车|一路|携)")
_AFTER_GOAL = re.compile("$|[^\u4e00-\u9fff]|的|和|与|及|一带|打工|务工|出差|探亲|途中|后|时|等|方向|老家|农村|城区")


def holds_verb(base: str, gazetteer: Gazetteer) -> bool:
    """Whether what would be a name begins with a verb (组建护|村, 强化|派出所), or, a long one, has one anywhere.

    Verbs that places are called after (团结, 建设) are names alone, with one character more (解放碑), and before
    a street or a number.
    """
    if base[:2] in gazetteer.verbs:
        return not (base[:2] in NAMELIKE and (len(base) <= 3 or base[2] in _AFTER_NAMELIKE))
    if len(base) < 4:
        return False
    inner = {first + second for first, second in pairwise(base[1:])}
    return bool((inner - NAMELIKE) & gazetteer.verbs)


def beside_direction(text: str, start: int, end: int) -> bool:
    """Whether a short name's last character is a direction that belongs to what follows: 湖|南侧."""
    return text[end - 1] in "东西南北" and end - start == 2 and _SIDE.match(text, end) is not None


def is_journey(text: str, start: int, end: int) -> bool:
    """Whether somebody comes from what stands there, or goes to it: 来自宣化, 从宣化赶到."""
    if text[start - 1 : start] == "从":
        return _FROM.match(text, end) is not None
    before = any(_FROM_OR_TO.fullmatch(text, start - size, start) for size in (2, 3) if start >= size)
    return before and _AFTER_GOAL.match(text, end) is not None
