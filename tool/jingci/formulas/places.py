"""Where a text spells a formula out: brackets, lists and clauses beside it, numbered runs after it.

Each place is a function of the page, a candidate, and where the generic noun after it ends, that returns what it found,
or None. ``Spelled.linked`` tells a list that is introduced as the formula's, and so is its list whatever its length,
from one that merely stands near.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jingci.formulas import words
from jingci.formulas.detection import Candidate, matches_from
from jingci.formulas.lists import (
    Item,
    opens_with_preposition,
    pieces,
    split,
    stripped,
    trimmed_first,
    trimmed_last,
    with_conjunction,
)
from jingci.formulas.numbers import NUMBER, value
from jingci.formulas.page import Page

_HAN = "\u4e00-\u9fff"
_GENERIC = "|".join(sorted(words.GENERIC, key=len, reverse=True))
#: What may stand between a formula and the place that spells it out.
_BEARER = re.compile(rf"[\"']?(?:(?:{_GENERIC}){{1,3}}|[{_HAN}]{{0,4}}(?:{_GENERIC}))?")
_AFTER_BEARER = re.compile(r"[(:,。;\-]|即|包括|分别|是指|指")
_SHORT_BEARER = re.compile(rf"[{_HAN}]{{0,10}}(?=[(:,。;\n]|即|包括|分别|是指)")
_CUE = re.compile(
    r"[,、]?(?:(?:也就是|就是|即是|即|主要包括|包括|分别是|分别为|分别指|是指|指的是|主要是指|主要是|主要有|主要为|具体是|具体为|"
    r"具体包括|具体指|具体来说|内容为|内容是|含义是|分为|指(?![挥导令标纹控认引]))[,:]?|:|-{1,2})"
)
_LINK_BEFORE = re.compile(
    r"(?:等|的|这|于一体的|\(?(?:以下)?(?:简称|统称|合称|概括为|总结为|归纳为|称为|称之为)|为主的|为核心的|为重点的|为内容的|为主要内容的|组成的|构成的|在内的|相结合的|为一体的|相互配合的|一体的|,即|,也就是|即|等为内容的)"
)
_COUNT_BEFORE = re.compile(rf"{NUMBER}(?:个|项|种|类|大)?[{_HAN}]{{1,6}}$")
_STOP = "。!?\n"
_REACH_BACK = 240
_NEAR = 40
_REACH = 500


@dataclass(frozen=True, slots=True)
class Spelled:
    """A list of members and the kind of place it was found in."""

    items: tuple[Item, ...]
    origin: str
    linked: bool = False


def bracket(page: Page, formula: Candidate, at: int) -> Spelled | None:
    """“三化”(信息化、网格化、社会化); a generic noun may stand between."""
    closing = page.pair.get(at)
    if page.text[at : at + 1] != "(" or closing is None:
        return None
    start = at + 1
    if cue := _CUE.match(page.text, start, closing):
        start = cue.end()
    items = split(page, start, closing, formula.fits)
    return Spelled(tuple(items), "bracket", linked=True) if len(items) > 1 else None


def before(page: Page, formula: Candidate, at: int) -> Spelled | None:
    """巡警、特警、武警、铁警“四警”; 环主城区、环远城区、环市域的“三圈”; “A”“B”“C”三方介入."""
    end, is_open, via = _end_of_list_before(page, formula)
    if end <= 0:
        return None
    text = page.text
    if text[end - 1] in "\"'" and (opening := page.pair.get(end - 1)) is not None and opening < end - 1:
        inside = split(page, opening + 1, end - 1, formula.fits)
        if len(inside) in formula.fits:
            return Spelled(tuple(inside), "before", linked=True)
        side_by_side = _quotations(page, end)
        if len(side_by_side) in formula.fits:
            return Spelled(tuple(side_by_side), "before", linked=True)
    start = _start_of_clause(page, end)
    items = _listed(page, start, end, formula)
    if items is None:
        return None
    if via == "," and not (len(items) in formula.fits and _echoes([text[s:e] for s, e in items], formula.heads)):
        return None
    if len(items) in formula.fits:
        return Spelled(tuple(items), "before", linked=True)
    return Spelled(tuple(items), "before", linked=True) if is_open and len(items) < formula.count else None


def clause(page: Page, formula: Candidate, at: int) -> Spelled | None:
    """“四个到位”,即……; “三率”,是指……; “四个清”:……"""
    cue = _CUE.match(page.text, at) or _CUE.match(page.text, formula.right)
    if cue is None:
        return None
    start, end = cue.end(), _end_of_sentence(page, cue.end())
    if _is_marker(page.text, start):
        return None
    items = _leading_list(page, start, end, formula)
    if items is None:
        return None
    fits = len(items) in formula.fits
    said = cue[0].strip(",、") not in ("-", "--")
    return Spelled(tuple(items), "clause", linked=True) if fits or said else None


def following(page: Page, formula: Candidate, at: int) -> Spelled | None:
    """“四定”责任制,定人员、定区域、定任务、定奖惩: a bare list in the next clause, alike among itself."""
    if page.text[at : at + 1] not in (",", '"') or at + 1 >= len(page.text):
        return None
    start, end = at + 1, _end_of_sentence(page, at + 1)
    items = _leading_list(page, start, end, formula, exact=True) if formula.kind in ("count", "body") else None
    if items is None or len(items) not in formula.fits:
        return None
    texts = [page.text[s:e] for s, e in items]
    head = formula.heads[0] if formula.heads else ""
    if len(head) > 1 and (cut := texts[-1].find(head)) > 1 and not any(head in text for text in texts[:-1]):
        # 三同步……依法处置、舆论引导、社会面管控同步推进: the head is what is said of the members.
        items[-1] = (items[-1][0], items[-1][0] + cut)
        return Spelled(tuple(items), "clause")
    if max(map(len, texts)) > 16 or "等" in texts[-1]:
        return None
    labelled = all(page.text[s - 1] == ":" for s, _ in items)
    if not (labelled or _alike(texts) or _echoes(texts, formula.heads) or formula.count > 3):
        return None
    return Spelled(tuple(items), "clause")


_MARKERS: tuple[tuple[str, ...], ...] = (
    tuple(f"{n}是" for n in "一二三四五六七八九十"),
    tuple(f"{n}要" for n in "一二三四五六七八九十"),
    tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"),
    tuple(f"({n})" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")),
    tuple(f"({n})" for n in range(1, 16)),
    tuple(f"{n}." for n in range(1, 16)),
    tuple(f"{n}、" for n in range(1, 16)),
    tuple(f"第{n}," for n in "一二三四五六七八九十"),
    tuple(f"其{n}," for n in "一二三四五六七八九十"),
    tuple(f"第{n}步" for n in "一二三四五六七八九十"),
)
_RUN_REACH = 2500
_TO_RUN = re.compile(r"[。;,]\s*|[,:]?(?:即|主要是|分别是|具体是|就是)?[:,]?\s*")


def run(page: Page, formula: Candidate, at: int) -> Spelled | None:
    """“六个减少”:①……②……; “三大工程”。一是……二是……: the first clause of each numbered item."""
    text = page.text
    link = _TO_RUN.match(text, at)
    first_at = link.end() if link else at
    series = next((m for m in _MARKERS if text.startswith(m[0], first_at)), None)
    if series is None:
        return None
    linked = "。" not in text[at:first_at] and ";" not in text[at:first_at]
    starts = [first_at]
    for marker in series[1:]:
        place = _next_marker(text, marker, starts[-1], starts[-1] + _RUN_REACH)
        if place < 0:
            break
        starts.append(place)
    if len(starts) not in formula.fits and not (linked and len(starts) > 1):
        return None
    items = [_first_clause(page, start + len(series[n])) for n, start in enumerate(starts)]
    items = [item for item in items if item[0] < item[1]]
    return Spelled(tuple(items), "run", linked=linked) if len(items) == len(starts) else None


def announced(page: Page, formula: Candidate, at: int) -> Spelled | None:
    """预防、管控、打击、服务四个环节,抓好“四环”: another count of the same number in the sentence, with its list."""
    text = page.text
    begin = max(_last_stop(text, formula.left), formula.left - _REACH_BACK)
    end = min(_end_of_sentence(page, formula.right), formula.right + _REACH_BACK)
    for match in matches_from(_ANNOUNCED_BEGINS, _ANNOUNCED, text, begin, end):
        if match.end() > formula.left and match.start() < formula.right:
            continue
        if value(match["number"]) not in formula.fits:
            continue
        items = _listed(page, _start_of_clause(page, match.start()), match.start(), formula)
        if items is not None and len(items) in formula.fits:
            return Spelled(tuple(items), "before" if match.end() <= formula.left else "clause")
    return None


_ANNOUNCED_BEGINS = re.compile(rf"[0-9一二两三四五六七八九十双](?<=[{_HAN}\"].)(?=.{{0,2}}[个项种类大方级])")
_ANNOUNCED = re.compile(rf"(?<=[{_HAN}\"])(?P<number>{NUMBER})(?:个|项|种|类|大|方面|级)[{_HAN}]{{1,4}}")

Place = Callable[[Page, Candidate, int], Spelled | None]
#: The places in order of trust.
PLACES: tuple[Place, ...] = (bracket, before, clause, run, announced, following)


def spelled_out(page: Page, formula: Candidate) -> Spelled | None:
    """The most trusted place that spells the formula out; one that fits its count before one that does not."""
    misfit: Spelled | None = None
    after = _after_bearer(page, formula.right)
    for place in PLACES:
        found = place(page, formula, after)
        if found is None or any(_covers(item, formula) for item in found.items):
            continue
        if len(found.items) in formula.fits:
            return found
        misfit = misfit or (found if found.linked else None)
    return misfit


def echoes(page: Page, formula: Candidate) -> list[str]:
    """Words of the rest of the sentence that begin with 实有, for “两实”: what the head may be short for."""
    if len(formula.heads) != 1 or len(formula.heads[0]) != 1:
        return []
    head, end = formula.heads[0], min(_end_of_sentence(page, formula.right), formula.right + _REACH)
    found = dict.fromkeys(re.findall(rf"{re.escape(head)}[{_HAN}]{{3}}", page.text[formula.right : end]))
    families: dict[str, list[str]] = {}
    for word in found:
        families.setdefault(word[:2], []).append(word)
    largest = max(families.values(), key=len, default=[])
    return largest if len(largest) > 1 else []


def _covers(item: Item, formula: Candidate) -> bool:
    return item[0] < formula.end and formula.start < item[1]


def _after_bearer(page: Page, at: int) -> int:
    """The place after the generic noun that bears the formula as its name."""
    best = at
    match = _BEARER.match(page.text, at)
    if match and _AFTER_BEARER.match(page.text[match.end() : match.end() + 2] or "。"):
        best = match.end()
    else:
        short = _SHORT_BEARER.match(page.text[at : at + 14])
        best = at + short.end() if short else at
    return best


def _end_of_list_before(page: Page, formula: Candidate) -> tuple[int, bool, str]:
    """Where a list that ends before the formula ends; whether 等 leaves it open; the word between."""
    text, at, is_open, via = page.text, formula.left, False, ""
    for _ in range(3):
        link = next((m for m in _LINK_BEFORE.finditer(text, max(0, at - 8), at) if m.end() == at), None)
        if link is None:
            break
        is_open = is_open or "等" in link[0]
        via, at = link[0], link.start()
        if "即" in link[0]:
            count = _COUNT_BEFORE.search(text[max(0, at - 10) : at])
            if count:
                at -= len(count[0])
    if at > 0 and text[at - 1] == ",":
        return at - 1, False, ","
    if at > 0 and text[at - 1] in "、和与及或。;:(":
        return 0, False, ""
    return at, is_open, via


def _listed(page: Page, start: int, end: int, formula: Candidate) -> list[Item] | None:
    """The list that ends at ``end``, its first item begun where it belongs."""
    items = pieces(page, start, end, "、")
    if len(items) == 1 and "+" in page.text[start:end]:
        items = pieces(page, start, end, "+")
    fitting = with_conjunction(page, items, formula.fits)
    if fitting is not None:
        items = fitting
    elif len(items) > max(formula.fits):
        items = items[-max(formula.fits) :]
        return items if not _ends_in_verb(page, items) else None
    if len(items) < 2 or _ends_in_verb(page, items):
        return None
    return trimmed_first(page, items)


def _ends_in_verb(page: Page, items: list[Item]) -> bool:
    texts = [page.text[start:end] for start, end in items]
    if texts[-1] in words.GOVERNING and max(map(len, texts)) > len(texts[-1]) + 2:
        return True
    return texts[-1].endswith(words.VERB_BEFORE)


def _quotations(page: Page, end: int) -> list[Item]:
    """Quotations side by side that end at ``end``."""
    found: list[Item] = []
    while end > 0 and page.text[end - 1] in "\"'" and (opening := page.pair.get(end - 1)) is not None and opening < end:
        found.append((opening + 1, end - 1))
        end = opening
        while end > 0 and page.text[end - 1] in "、和与 ":
            end -= 1
    return found[::-1]


#: At which a clause may end, or a pair begin or end.
_MARKS = re.compile("[,:;。!?\\n(\"'《【)》】\\]〕}\\[〔{]")
_SENTENCE_MARKS = re.compile("[。!?\\n(\"'《【)》】\\]〕}\\[〔{]")


def _start_of_clause(page: Page, end: int) -> int:
    """Back to a comma, stop or opening mark that belongs to no pair on the way."""
    low = max(0, end - _REACH_BACK)
    at = high = end
    # Mostly it is near.
    while high > low:
        begin = max(low, high - _NEAR)
        for place in reversed([mark.start() for mark in _MARKS.finditer(page.text, begin, high)]):
            if place >= at:
                continue
            other = page.pair.get(place)
            if other is not None and other < place:
                at = max(other, low)
            elif page.text[place] in ",:;。!?\n(\"'《【":
                return place + 1
        high = begin
    return low


def _end_of_sentence(page: Page, start: int) -> int:
    """On to a stop, or to a mark whose pair began before; at most some hundred characters."""
    at, high = start, min(len(page.text), start + _REACH)
    while (mark := _SENTENCE_MARKS.search(page.text, at, high)) is not None:
        place = mark.start()
        other = page.pair.get(place)
        if other is not None and other > place:
            at = min(other + 1, high)
        elif other is not None or mark[0] in _STOP:
            return place
        else:
            at = place + 1
    return high


def _last_stop(text: str, at: int) -> int:
    return max(text.rfind(stop, max(0, at - _REACH_BACK), at) for stop in _STOP) + 1


def _leading_list(page: Page, start: int, end: int, formula: Candidate, *, exact: bool = False) -> list[Item] | None:
    """The list that a stretch opens with: its first clause, or as many clauses as the formula counts."""
    first = next(iter(pieces(page, start, end, ",;")), None)
    if first is None:
        return None
    ways: list[list[Item]] = []
    for low, high, level in ((*first, "、"), (start, end, ";"), (start, end, ","), (start, end, "、,"), (*first, "+")):
        ways.append(pieces(page, low, high, level))
        fitting = with_conjunction(page, ways[-1], formula.fits)
        if fitting is not None and len(fitting) > 1:
            return _tidied(page, fitting)
    for count in formula.fits:
        for items in ways[2:4]:
            texts = [page.text[s:e] for s, e in items]
            # Where the next one is like them too, the list is longer and not the formula's.
            if len(items) > count and _alike(texts[:count]) and not _alike(texts[: count + 1]):
                return items[:count]
    if exact:
        return None
    return next((items for items in (ways[0], ways[1]) if len(items) > 1), None)


def _tidied(page: Page, items: list[Item]) -> list[Item]:
    if len(items) > 1:
        items = trimmed_last(page, items)
        first = page.text[items[0][0] : items[0][1]]
        if len(first) > max(e - s for s, e in items[1:]) or opens_with_preposition(first):
            items = trimmed_first(page, items)
    return items


def _alike(texts: list[str]) -> bool:
    """Whether all items begin or end with the same character."""
    return len({t[:1] for t in texts}) == 1 or len({t[-1:] for t in texts}) == 1


def _echoes(texts: list[str], heads: tuple[str, ...]) -> bool:
    return all(any(head[:1] in text for head in heads) for text in texts) if heads else False


def _is_marker(text: str, at: int) -> bool:
    return any(text.startswith(series[0], at) for series in _MARKERS)


def _next_marker(text: str, marker: str, start: int, end: int) -> int:
    """The next place where a marker opens an item."""
    at = text.find(marker, start + 1, end)
    while at > 0:
        distinct = not marker[0].isdigit() and marker[0] not in "一二三四五六七八九十"
        if distinct or text[at - 1] in "。;:,!?\n \t":
            return at
        at = text.find(marker, at + 1, end)
    return -1


def _first_clause(page: Page, start: int) -> Item:
    text, at = page.text, start
    high = min(len(text), start + 80)
    while at < high and text[at] not in ",;:。!?\n":
        other = page.pair.get(at)
        at = min(other + 1, high) if other is not None and other > at else at + 1
    return stripped(page, start, at)
