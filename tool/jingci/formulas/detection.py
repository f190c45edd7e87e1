"""Where counted formulas stand in a text: quoted ones by their content, others by usage, shape or predicate.

A candidate that only its members can prove a formula (三联机制(联防、联控、联管)) is marked ``sure=False``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jingci.boundaries import MEASURE_HEADS, counts_things
from jingci.formulas import words
from jingci.formulas.counting import (
    GENERIC,
    HAN,
    NO_NUMBER,
    Parsed,
    bare_head,
    each_counts,
    of_counts,
    of_established,
    of_figures,
    parse_quotation,
)
from jingci.formulas.numbers import A_NUMBER, NUMBER, value
from jingci.formulas.page import Page

_PREDICATES = "|".join(sorted(words.PREDICATES, key=len, reverse=True))
_DIGITS = "一二三四五六七八九十"
_NOT_A_SET = tuple(words.NOT_A_SET)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that may be a formula.

    ``start`` and ``end`` enclose it without quotation marks, ``left`` and ``right`` with them. ``fits`` are the
    numbers of members that agree with its count; ``figures`` the figures of 3366 or 1+3+N; ``heads`` the words counted.
    """

    start: int
    end: int
    left: int
    right: int
    count: int
    heads: tuple[str, ...]
    fits: tuple[int, ...]
    quoted: bool
    sure: bool = True
    figures: tuple[str, ...] = ()
    kind: str = "count"


def candidates(page: Page, forms: tuple[str, ...] = ()) -> list[Candidate]:
    """All candidates of a text in order, none inside another of the same kind of place.

    :param forms: further established formulas, folded (a termbase's).
    """
    quoted = list(_quoted(page))
    taken = {i for c in quoted for i in range(c.start, c.end)}
    # A quotation of any other kind is no place to look for shapes, but established names stand in it too.
    found = list(quoted)
    for finder in (_established(page, forms), _shapes(page)):
        for candidate in finder:
            places = range(candidate.start, candidate.end)
            if taken.isdisjoint(places):
                taken.update(places)
                found.append(candidate)
    return sorted(found, key=lambda c: c.start)


# Quoted


def _quoted(page: Page) -> Iterator[Candidate]:
    for left, right in page.quotes:
        content = page.text[left + 1 : right]
        if not 2 <= len(content) <= 24:
            continue
        for start, end, parsed in parse_quotation(content, page.text[right + 1 : right + 16]):
            whole = start == 0 and end == len(content)
            yield _candidate(
                parsed,
                left + 1 + start,
                left + 1 + end,
                left if start == 0 else left + 1 + start,
                right + 1 if whole or end == len(content) else left + 1 + end,
                quoted=True,
            )


def _candidate(
    parsed: Parsed, start: int, end: int, left: int, right: int, *, quoted: bool, sure: bool = True
) -> Candidate:
    return Candidate(
        start, end, left, right, parsed.count, parsed.heads, parsed.fits, quoted, sure, parsed.figures, parsed.kind
    )


# Established


def _established(page: Page, forms: tuple[str, ...]) -> Iterator[Candidate]:
    for start, end, _ in _automaton(forms).find(page.text):
        if not _stands_alone(page.text, start, end):
            continue
        if (parsed := of_established(page.text[start:end])) is not None:
            yield _candidate(parsed, start, end, start, end, quoted=False)


@lru_cache(maxsize=8)
def _automaton(forms: tuple[str, ...]) -> Any:
    """Finds established formulas, the longest from the left."""
    import daachorse

    texts = sorted(words.ESTABLISHED.union(filter(None, forms)))
    return daachorse.CharwiseDoubleArrayAhoCorasick(texts, daachorse.MATCH_KIND_LEFTMOST_LONGEST)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the stretch is neither an ordinal nor cut out of longer words."""
    before, last, after = text[start - 1 : start] if start else "", text[end - 1], text[end : end + 1]
    if before and before in ".,·" and text[start - 2 : start - 1].isdigit() and text[start].isascii():
        return False
    if before and before in _DIGITS and text[start] in _DIGITS:
        return False
    if (before and before in words.NOT_AFTER) or (before == "这" and last in words.CONTINUED and after == "法"):
        return False
    if before == "再" and text[start : start + 1] == "三":
        return False
    if end - start == 2 and last in MEASURE_HEADS and counts_things(text, start, end):
        return False
    return not (after and after in words.CONTINUED.get(last, ""))


# Shapes and predicates, without quotation marks

#: What follows a count of predicates; with a noun of its own right after it, it is an ordinary count (三个突出问题).
_PREDICATE_END = (
    r"[,。;:、!?\"')(\n\-]|\Z|和|与|及|并|上|中|为|来|等|即|"
    "(?:工作)?(?:要求|原则|目标|活动|制度|工作|机制|模式|行动|理念|方针|标准|精神|思路|举措|措施)"
)
_SHAPE = re.compile(
    rf"(?P<ones>{NUMBER}个一(?![个百千万些般定直起样次类级把]))"
    rf"|(?P<body>[三四五六七八九]位一体)"
    rf"|(?P<percent>{NUMBER}个(?:[0-9]{{1,3}}%|百分之[一二三四五六七八九十百]{{1,4}}))"
    rf"|(?P<predicates>[二两三四五六七八九十]{{1,2}}个(?:{_PREDICATES})(?={_PREDICATE_END}))"
    rf"|(?P<nets>[三四五六七八九]张网|[三四五六七八九]道防线)"
    rf"|(?P<musts>[三四五六七八九十]必[访查问到进管录知报])"
    rf"|(?P<rules>[三四五六七八九十](?:条禁令|条铁律|条铁规|项铁规|条红线|不准))"
    rf"|(?P<articles>(?:(?:便民利民|便民|惠民|利民|惠企|助企|服务[{HAN}]{{2,8}}?)(?P<n>[0-9]{{1,2}}|[二三四五六七八九]?十[一二三四五六七八九]?)条"
    rf"|(?<![创更出刷])新(?P<m>[0-9]{{1,2}}|十)条)(?!(?:线索|信息|建议|意见|措施)))"
    rf"|(?P<plus>(?<![0-9A-Za-z+.%])[0-9]{{1,2}}(?:\+[0-9NnXx]{{1,2}})+(?![0-9A-Za-z%.]))"
    rf"|(?P<figures>(?<![0-9A-Za-z.,+\-])[1-9]{{3,5}}(?=(?:{'|'.join(words.FIGURES_OF)})))"
)


#: What any of these begins with. Most places are nothing of the kind, and looking for this first is many times faster
#: than trying each alternative at each place. (A class in front lets the engine skip what is not in it.)
_SHAPE_BEGINS = re.compile(
    "[一二两三四五六七八九十双0-9便惠利助服新](?:"
    "(?<=[一二两三四五六七八九十双])(?=[一二三四五六七八九十]{0,2}[个位张道必条项不])"
    f"|(?<=[0-9])(?=[0-9]{{0,4}}[个+{''.join(sorted({word[0] for word in words.FIGURES_OF}))}])"
    "|(?<=[便惠利助服])(?=[民企务])|(?<=新)(?=[0-9十]))"
)


def matches_from(
    begins: re.Pattern[str], pattern: re.Pattern[str], text: str, low: int = 0, high: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds in ``text[low:high]``, tried only where it may begin."""
    at = 0
    for begin in begins.finditer(text, low, high):
        start = begin.start()
        if start >= at and (match := pattern.match(text, start, high)) is not None:
            yield match
            at = match.end()


def _shapes(page: Page) -> Iterator[Candidate]:
    text = page.text
    for match in matches_from(_SHAPE_BEGINS, _SHAPE, text):
        start, end = match.span()
        if start and text[start - 1] in words.NOT_AFTER and match.lastgroup not in ("plus", "figures"):
            continue
        if (parsed := _of_shape(match, text[end : end + 12])) is not None:
            yield _candidate(parsed, start, end, start, end, quoted=False)
    yield from _unquoted_counts(text)
    yield from _echoed(text)
    yield from _unproven(text)


def _of_shape(match: re.Match[str], after: str) -> Parsed | None:
    text, groups = match[0], match.groupdict()
    if groups["plus"] or groups["figures"]:
        figures = tuple(text.split("+") if groups["plus"] else text)
        return of_figures(figures) if each_counts(text, after) else None
    if groups["articles"]:
        count = value(groups["n"] or groups["m"])
        return Parsed(count, ("条",), (count,), kind="articles") if count > 1 else None
    number = A_NUMBER.match(text)
    if number is None or value(number[0]) < 2:
        return None
    count = value(number[0])
    return Parsed(count, (bare_head(text[number.end() :]),), (count,), kind="body" if groups["body"] else "count")


_RUN_OF_COUNTS = re.compile(
    rf"(?:[一二两三四五六七八九双](?:{NO_NUMBER})){{2,4}}"
    rf"|一(?:{'|'.join(words.RATIO_UNITS)})一(?:{'|'.join(sorted(words.RATIO_SHARES, key=len, reverse=True))})"
)


_RUN_BEGINS = re.compile("[一二两三四五六七八九双](?=.[一二两三四五六七八九双]|..一)")


def _unquoted_counts(text: str) -> Iterator[Candidate]:
    for match in matches_from(_RUN_BEGINS, _RUN_OF_COUNTS, text):
        start, end = match.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if not _stands_alone(text, start, end) or before in ("每", "十"):
            continue
        if after and after in "一二两三四五六七八九十":
            continue
        if (parsed := of_counts(match[0], quoted=False)) is not None:
            yield _candidate(parsed, start, end, start, end, quoted=False)


_UNPROVEN = re.compile(
    rf"(?P<number>[两双三四五六七八九十]|十[一二三四五六七八九])(?P<head>大(?:{NO_NUMBER}){{2,6}}?|方(?:{'|'.join(words.PARTIES)})|(?:{NO_NUMBER}){{1,4}}?)"
    rf"(?=(?P<after>(?:{GENERIC})|[(:,。;、\"'!?)\n]|即|包括|分别|和|与|$))"
)

_UNPROVEN_BEGINS = re.compile(f"[两双三四五六七八九十](?=[{HAN}])")
#: Predicates of two things that rise or fall together: 满意度和安全感双升.
_CHANGES = frozenset("升降增减提赢")


def _unproven(text: str) -> Iterator[Candidate]:
    """Counts that are formulas if the text spells them out right beside them."""
    for match in matches_from(_UNPROVEN_BEGINS, _UNPROVEN, text):
        start, end = match.span()
        head, before = match["head"], text[start - 1 : start] if start else ""
        if before and (before in words.NOT_AFTER or before in "这那每其" or before in _DIGITS):
            continue
        if match["number"] == "双" and head in _CHANGES:
            continue
        if _is_ordinary(head) or match[0].startswith(_NOT_A_SET):
            continue
        count = value(match["number"])
        yield Candidate(start, end, start, end, count, (bare_head(head),), (count,), quoted=False, sure=False)


_ECHO_BEGINS = re.compile("[两三四五六七八九十](?=个)")
_ECHOED = re.compile(rf"(?P<number>[两三四五六七八九十])个(?P<head>(?:{NO_NUMBER}){{1,4}}?)(?=:|,即)")


def _echoed(text: str) -> Iterator[Candidate]:
    """Counts that a list follows; each of its members has to begin with the head (四个带头:带头学习、带头巡逻……)."""
    for match in matches_from(_ECHO_BEGINS, _ECHOED, text):
        start, end = match.span()
        head, count = match["head"], value(match["number"])
        if head not in words.ORDINARY and _stands_alone(text, start, end):
            yield Candidate(start, end, start, end, count, (head,), (count,), quoted=False, sure=False, kind="echo")


def _is_ordinary(head: str) -> bool:
    bare = head.removeprefix("大")
    if bare in words.ORDINARY or head in words.ORDINARY:
        return True
    if head.startswith("大"):
        return len(bare) < 2 or bare.endswith(("运营商", "方面", "银行", "城市", "原因"))
    if head[0] == "方" and head[1:] in words.PARTIES:
        return False
    # A measure word in front makes the count an ordinary one, whatever is counted.
    return (
        head[0] in "个项种类级名起件家位次批期类处所辆台条支座场块岁年月日天时分点元人小多余来几" or head[-1] in "的了"
    )
