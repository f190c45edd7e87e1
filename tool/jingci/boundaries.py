"""Boundaries: is a stretch of text the term it spells, or part of other words?

Chinese writes no spaces, so 警情 ("police incident") also stands in 民警情绪 ("the officers' mood"). What decides is
word evidence: where some word of the lexicon reaches across an edge of the stretch, the stretch and its surroundings
are cut into words twice, once with the term whole and once without, and the likelier cut wins (unigram costs, the
cheapest path). Numerals, letters, deputies' titles, personal names and convicts (抢劫|罪犯, but 抢劫罪|犯罪) have rules
of their own.

Everything here is pure: the lexicon and the terms come in as tables. To keep a scan fast, :func:`contexts` tells for
every form after and before which characters there can be any doubt; elsewhere nothing is asked.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

#: A cost is -ln(probability) in sixteenths.
SCALE = 16
#: No word of the lexicon is longer; of the terms, longer ones are of no use in a window.
LONGEST = 5
#: How far around a stretch words are looked for, in characters.
REACH = 7
#: A term costs at most this, a term that the lexicon lacks exactly this: one word in about 30,000.
TERM_COST = round(SCALE * math.log(30_000))
#: A term made of a word and more is rarer than that word by this, and so is one that begins with a number (六网).
COMPOUND_COST = round(SCALE * 3.0)
#: A doubled character (件件, "every single one") is rarer than the character by this.
DOUBLING_COST = round(SCALE * 2.0)
#: A character that is no word of the lexicon.
UNKNOWN_COST = round(SCALE * 16.5)
#: So many answers are remembered, for official prose repeats itself.
REMEMBERED = 32_768
#: Marks, folded, that no word reaches across.
GAPS = ' \n\t,.;:?!"()<>/。、《》…'

#: Two characters that are both rarely words (夜巡, 控烟) may be a word that the lexicon lacks; it costs less than they.
PAIR_GAIN = round(SCALE * 2.5)
#: Characters that cost less are common as words.
RARE = 155

_FAR = 10**6
NUMERALS = "〇零一二三四五六七八九十百千万亿两几数"
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: What follows a figure that counts something: 110起 is a number of incidents, not the emergency number.
_MEASURES = "余多起件人名次个万亿元条户家台年月日号页%倍米吨时分秒岁期项种处辆把支部本份例宗批组类天周小公"
_BEFORE = frozenset("副")
#: Heads of formulas that are measure words, too: 五包 is a formula or five packets.
MEASURE_HEADS = frozenset("包圈车网袋")
#: Last characters of verbs that take things by the packet and go in circles, and are not said of policies.
_HANDLED = frozenset("获扣走跑绕转骑运装拉藏卖买购缴丢抽带拿取逻")
#: Policies are made, and so the formula is meant: 形成了三圈.
_MADE = frozenset("成立建现实行造善牢密出全化到")
_HALF = frozenset("半多余")
#: Measures for people that forms begin with: 三人|大闹.
_PEOPLE = frozenset("人户")
#: A last syllable that makes a longer word of a whole one without changing where it ends: 社会工作|者.
_SUFFIXES = frozenset("者员长化性们队局厅站所室科组界式型制率省市州县区旗镇乡村")
#: A first syllable that does the same: 市|公安局, 各|派出所.
PREFIXES = frozenset("市省县区镇乡村州本该全各总新老大小企")
#: Last syllables of organs; 长 or 员 after them makes their heads and members: 公安局长, 联防队员.
_ORGANS = frozenset("局厅部处科所站队室院校组")
#: Surnames that are hardly ever a word of their own, so that one standing alone before a stretch is a person's.
SURNAMES = frozenset(
    "李王张刘陈杨赵黄吴徐孙朱郭罗宋郑谢韩冯董萧曹袁邓沈彭吕苏卢蒋蔡贾魏薛叶阎潘杜戴钟汪姜姚谭廖邹熊陆郝孔崔邱秦"
    "侯邵孟龙雷汤尹黎武乔贺赖龚胡唐傅林丁梁庞樊殷翟倪严牛温芦季俞章鲁葛毕聂焦柳邢岳齐梅莫庄辛管祝涂谷祁舒耿牟卜詹"
)
#: Characters of given names that terms of two characters are made of, too: 李治安, 王国保, 张平安.
_GIVEN = frozenset("治安国保民政平公长建卫云剑金盾枫桥雪亮法正信和兴强华明新文立志德忠义勇军永世学家荣海江宏伟春秋天")


def term_costs(terms: Iterable[str], costs: Mapping[str, int]) -> dict[str, int]:
    """What terms, and the words inside them, cost in texts of the field: less than in the lexicon, mostly."""
    result: dict[str, int] = {}
    for term in terms:
        parts = [part for part in _parts(term, costs) if len(part) > 1]
        for part in parts:
            result[part] = min(costs[part], TERM_COST, result.get(part, TERM_COST))
        own = TERM_COST + COMPOUND_COST if parts or term[:1] in NUMERALS else TERM_COST
        result[term] = min(own, costs.get(term, own), result.get(term, own))
    return result


def _parts(term: str, costs: Mapping[str, int]) -> list[str]:
    """The likeliest words that a term is made of."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(term) + 1):
        choices = []
        for start in range(max(0, end - LONGEST), end):
            word = term[start:end]
            cost = costs.get(word, UNKNOWN_COST if end - start == 1 else None)
            if cost is not None and word != term:
                choices.append((best[start][0] + cost, [*best[start][1], word]))
        best.append(min(choices, default=(0, [])))
    return best[-1][1]


@dataclass(frozen=True, slots=True)
class Context:
    """After which characters (``left``) and before which (``right``) a form may be part of other words."""

    left: str = ""
    right: str = ""


class Lexicon:
    """Words with their costs, indexed by what stands beside a part of them.

    :param costs: words of at most :data:`LONGEST` characters with their costs in units of 1/:data:`SCALE` nat.
    """

    def __init__(self, costs: Mapping[str, int]) -> None:
        self.costs = costs
        #: The characters before an ending of a word, and after a beginning.
        self.before: defaultdict[str, set[str]] = defaultdict(set)
        self.after: defaultdict[str, set[str]] = defaultdict(set)
        for word in costs:
            for at in range(1, len(word)):
                if len(word) == 2 or evident(word, at, costs):
                    self.before[word[at:]].add(word[at - 1])
                    self.after[word[:at]].add(word[at])

    def beside(self, char: str) -> tuple[set[str], set[str]]:
        """The characters before and after a character inside words."""
        before, after = self._beside
        return before[char], after[char]

    @cached_property
    def _beside(self) -> tuple[defaultdict[str, set[str]], defaultdict[str, set[str]]]:
        before: defaultdict[str, set[str]] = defaultdict(set)
        after: defaultdict[str, set[str]] = defaultdict(set)
        for word in self.costs:
            for first, second in pairwise(word):
                before[second].add(first)
                after[first].add(second)
        return before, after


def evident(word: str, at: int, costs: Mapping[str, int]) -> bool:
    """Whether a word that reaches across an edge is evidence against that edge.

    It is not where the edge divides it into words of its own: 治安|管理 says nothing against a term that ends with
    治安.

    :param at: where in the word the edge lies (``0 < at < len(word)``).
    """
    first, second = word[:at], word[at:]
    if first == "自治":
        return True  # 自治县|公安局: the county has its name from it
    if len(first) > 1 and first in costs and (second in _SUFFIXES or (len(second) > 1 and second in costs)):
        return False
    return not (first in PREFIXES and len(second) > 1 and second in costs)


def contexts(form: str, lexicon: Lexicon) -> Context:
    """Where a form needs a closer look."""
    left: set[str] = set()
    right: set[str] = set()
    if len(form) == 1:
        left, right = map(set, lexicon.beside(form))
    for size in range(1, min(len(form), LONGEST)):
        left |= lexicon.before.get(form[:size], set())
        right |= lexicon.after.get(form[-size:], set())
    left |= _BEFORE if form[0] not in _BEFORE else set()
    for chars in (_DIGITS, _LETTERS):
        left |= set(chars) if form[0] in chars else set()
        right |= set(chars) if form[-1] in chars else set()
    if form[0] in NUMERALS or form[0] in _DIGITS:
        left |= {*NUMERALS, *_DIGITS, "第", ".", ","}
    if form[-1] in _DIGITS:
        right |= {*_MEASURES, ".", ","}
    if form[0] in _PEOPLE:
        left |= {*NUMERALS, *_DIGITS}
    if _is_like_a_measure(form):
        left |= {*_HANDLED, "了", "过", "来"}
        right |= {*_HALF}
    if _is_like_a_given_name(form):
        left |= SURNAMES
    return Context("".join(sorted(left)), "".join(sorted(right)))


_MARKS = re.escape(GAPS)
_TO_THE_LEFT = re.compile(f"(?s:.?[{_MARKS}])?[^{_MARKS}]*\\Z")
_TO_THE_RIGHT = re.compile(f"[^{_MARKS}]*(?s:[{_MARKS}].?)?")


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """What has to be looked at around a stretch: as far as words can matter, and to the character beyond a mark, for
    no rule looks further. Short windows are more often known already."""
    left = _TO_THE_LEFT.search(text, start - REACH if start > REACH else 0, start)
    right = _TO_THE_RIGHT.match(text, end, end + REACH)
    assert left is not None
    assert right is not None
    return left.start(), right.end()


def _is_convict(window: str, at: int) -> bool:
    """Whether 罪犯 is the word for a convict: 抢劫|罪犯, but 抢劫罪|犯罪, 诈骗罪|犯案."""
    return window[at + 2 : at + 3] not in ("罪", "案")


class Boundaries:
    """The veto: whether a stretch is part of other words.

    :param costs: the lexicon's words with their costs.
    :param terms: all forms that are looked for; they are words, too. What :func:`term_costs` gives for them will do.
    """

    def __init__(self, costs: Mapping[str, int], terms: Iterable[str] | Mapping[str, int]) -> None:
        self._costs = costs
        self._terms = terms if isinstance(terms, Mapping) else term_costs(terms, costs)
        # Terms with a mark in them (镇(街)) are no words: what stands beyond a mark says nothing of what is before it.
        whole = frozenset(GAPS).isdisjoint
        short = {term: cost for term, cost in self._terms.items() if len(term) <= LONGEST and whole(term)}
        self._words = {**costs, **short}
        self._known: dict[tuple[str, int, int], bool] = {}

    def __call__(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is part of other words."""
        first, last = _window(text, start, end)
        place = (text[first:last], start - first, end - first)
        answer = self._known.get(place)
        if answer is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            answer = self._known[place] = self._is_part(*place)
        return answer

    def _is_part(self, window: str, start: int, end: int) -> bool:
        if start and window[start - 1] in _BEFORE and window[start] not in _BEFORE:
            return True
        if window.startswith("罪犯", end - 1):
            return _is_convict(window, end - 1)
        if window.startswith("罪犯", start) and _is_convict(window, start):
            return False
        return _is_part_of_a_figure(window, start, end) or self._is_cut(window, start, end)

    def _is_cut(self, window: str, start: int, end: int) -> bool:
        """Whether the likeliest words of a window cross an edge of ``window[start:end]``."""
        form = window[start:end]
        crossing = self._crossing(window, start, end)
        named = start > 0 and window[start - 1] in SURNAMES and _is_like_a_given_name(form)
        if not crossing and not named:
            return False
        forward, backward = self._cheapest(window, start, end)
        whole = forward[start] + self._terms.get(form, TERM_COST) + backward[end]
        for i, j in self._longer(window, start, end):
            whole = min(whole, forward[i] + self._words[window[i:j]] + backward[j])
        if any(forward[i] + cost + backward[j] < whole for i, j, cost in crossing):
            return True
        return named and forward[start] == forward[start - 1] + self._words[window[start - 1]]

    def _crossing(self, window: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """The words of the lexicon that reach across an edge, as (start, end, cost); not those around the whole form
        (人民政府 around 民政 counts by its parts 人民 and 政府), unless the form is a single character."""
        costs, words = self._costs, self._words
        single, numbered = end - start == 1, window[start] in NUMERALS
        found = []
        for edge in (start, end):
            for i in range(max(0, edge - LONGEST + 1), edge):
                for j in range(edge + 1, min(i + LONGEST, len(window)) + 1):
                    word = window[i:j]
                    # A number goes before other terms, too: 两|卡点.
                    if word not in costs and not (numbered and i == start + 1 and word in words):
                        continue
                    if edge == end and _is_head_of(window, start, end, j):
                        continue
                    if single or (not (i <= start and end <= j) and evident(word, edge - i, costs)):
                        found.append((i, j, words[word]))
        return found

    def _longer(self, window: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The longer words that have the form as a part of its own, as 民政局 has 民政 and 人民政府 has not."""
        for i in range(max(0, end - LONGEST), start + 1):
            for j in range(max(end, i + end - start + 1), min(i + LONGEST, len(window)) + 1):
                inside = window[i:j]
                if inside in self._words and inside != window and not self._is_cut(inside, start - i, end - i):
                    yield i, j

    def _cheapest(self, window: str, start: int, end: int) -> tuple[list[int], list[int]]:
        """What the cheapest cut of a window costs up to every place of it, and from there on; of the words that it may
        be cut into, those are left out that cover all of ``window[start:end]`` and more."""
        get, length = self._words.get, len(window)
        single = [get(char, _FAR) for char in window]
        before = [0] + [_FAR] * length
        pieces = []
        for i, own in enumerate(single):
            here = before[i]
            for j in range(i + 1, min(i + LONGEST, length) + 1):
                cost = own if j == i + 1 else get(window[i:j], _FAR)
                if cost == _FAR:
                    if j == i + 1:
                        cost = UNKNOWN_COST
                    elif j > i + 2 or (cost := _of_two(own, single[i + 1], window[i:j])) >= _FAR:
                        continue
                elif i <= start and end <= j and j - i > end - start:
                    continue
                pieces.append((i, j, cost))
                if here + cost < before[j]:
                    before[j] = here + cost
        after = [_FAR] * length + [0]
        for i, j, cost in reversed(pieces):
            if after[j] + cost < after[i]:
                after[i] = after[j] + cost
        return before, after


class LazyVeto:
    """A veto that is made when it is first asked, for most short texts never ask.

    :param make: makes it.
    """

    def __init__(self, make: Callable[[], Boundaries]) -> None:
        self._make = make
        self._made: Boundaries | None = None

    def __call__(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is part of other words."""
        if self._made is None:
            self._made = self._make()
        return self._made(text, start, end)


def _is_part_of_a_figure(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    head, tail = text[start], text[end - 1]
    if (head in _LETTERS and before in _LETTERS) or (tail in _LETTERS and after in _LETTERS):
        return True
    if head in NUMERALS and (before in NUMERALS or before in _DIGITS or before == "第"):
        return True
    if head in _DIGITS and (before in _DIGITS or before == "第"):
        return True
    if head in _PEOPLE and (before in NUMERALS or before in _DIGITS):
        return True
    if _is_like_a_measure(text[start:end]) and counts_things(text, start, end):
        return True
    if head in _DIGITS and before in ".," and text[max(0, start - 2) : start - 1].isdigit():
        return True
    if tail in _DIGITS:
        if after in _DIGITS or (after in ".," and text[end + 1 : end + 2].isdigit()):
            return True
        return after in _MEASURES and text[start:end].isdigit()
    return False


def _of_two(first: int, second: int, pair: str) -> int:
    """What two characters cost as a word that the lexicon lacks, from what each costs."""
    if pair[0] == pair[1]:
        return min(first, UNKNOWN_COST) + DOUBLING_COST
    return first + second - PAIR_GAIN if min(first, second) >= RARE else _FAR


def _is_like_a_measure(form: str) -> bool:
    return len(form) == 2 and form[0] in NUMERALS and form[1] in MEASURE_HEADS


def counts_things(text: str, start: int, end: int) -> bool:
    """Whether a number and a measure word count things or rounds, and are no formula: 缴获五包毒品, 跑了三圈."""
    if end < len(text) and text[end] in _HALF:
        return True
    before, verb = text[start - 1 : start], text[max(0, start - 2) : start - 1]
    if before and before in "了过":
        return verb not in _MADE
    if before == "来":
        return bool(verb) and verb in _HANDLED | frozenset("送寄拖")
    return bool(before) and before in _HANDLED


def _is_head_of(window: str, start: int, end: int, last: int) -> bool:
    """Whether a word across the end names the head or a member of the organ that the form names: 派出所|长."""
    return end - start > 2 and last == end + 1 and window[end] in "长员" and window[end - 1] in _ORGANS


def _is_like_a_given_name(form: str) -> bool:
    return len(form) == 2 and form[0] in _GIVEN and form[1] in _GIVEN
