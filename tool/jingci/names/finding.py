"""The names of a text: places and organs from left to right, then what stands by itself, then persons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingci.folding import Folded, fold
from jingci.names.evidence import holds_verb
from jingci.names.gazetteer import Form, Gazetteer, default_gazetteer
from jingci.names.grammar import GENERIC, TOWNSHIPS, ZONES
from jingci.names.model import Name, NameKind, Part
from jingci.names.organs import (
    Unit,
    branch_english,
    first_organ,
    inner_organ,
    organ_parts,
    station_english,
    subdistrict_office,
)
from jingci.names.persons import TRIGGERS, listed_persons, person_at
from jingci.names.places import (
    EDGE,
    STOP,
    Chain,
    Node,
    chain_english,
    chains,
    extend,
    node_part,
    select,
    township_at,
    without_blocked,
    zone_at,
)

_HEADS = ("派出所", "分局", "办事处", *TOWNSHIPS, *(zone for zone in ZONES if len(zone) > 3))
_OTHERS = tuple(dict.fromkeys([*_HEADS, *TRIGGERS]))
#: Of these, what precedes verbs as often as names: 对分包派出所, 是夯实派出所.
_NO_EDGE_OF_STATIONS = tuple("是对及经将被把据于日至")
_LOCAL = re.compile("[\u4e00-\u9fff]{2,4}")
_BRANCH = re.compile("([\u4e00-\u9fff]{2,4}?)(区)?(公安)?分局")


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the folded text."""

    start: int
    end: int
    kind: NameKind
    english: str
    parts: tuple[Part, ...]
    confidence: float


def find_names(text: str, gazetteer: Gazetteer | None = None) -> list[Name]:
    """The places, organs and persons with titles of a text, in its order; none overlaps another.

    :param text: any text, in simplified or traditional script.
    :param gazetteer: the divisions to look for; the package's own where none is given.
    :return: names whose spans count code points of ``text`` as given.

    >>> [name.english for name in find_names("河北省沧州市运河區的錦州市公安局巡特警支隊")]
    ['Yunhe District, Cangzhou, Hebei', 'Patrol and Special Police Detachment, Jinzhou Public Security Bureau']
    """
    folded = fold(text)
    found = _find(folded.text, gazetteer or default_gazetteer())
    return [_name(text, folded, name) for name in found]


def _name(text: str, folded: Folded, found: _Found) -> Name:
    span = folded.original(found.start, found.end)
    return Name(span, span.of(text), found.kind, found.english, found.parts, found.confidence)


def _find(text: str, gazetteer: Gazetteer) -> list[_Found]:
    matches, heads, titles = _matches(text, gazetteer)
    nodes = select(text, matches, gazetteer)
    found: list[_Found] = []
    starts = {node.start: node for node in nodes}
    reach = 0
    for chain in chains(text, nodes, gazetteer):
        if chain.start >= reach:
            name = _place_or_organ(text, chain, starts, gazetteer)
            found.append(name)
            reach = name.end
    found = _with(found, [_standing_alone(text, start, end, gazetteer) for start, end in heads])
    return _with(found, _persons(text, titles, gazetteer, found))


def _matches(
    text: str, gazetteer: Gazetteer
) -> tuple[list[tuple[int, int, Form]], list[tuple[int, int]], list[tuple[int, int]]]:
    automaton, patterns = gazetteer.automaton(_OTHERS)
    forms, heads, titles = gazetteer.forms, set(_HEADS), set(TRIGGERS)
    matches: list[tuple[int, int, Form]] = []
    blocked: list[tuple[int, int]] = []
    head_places: list[tuple[int, int]] = []
    title_places: list[tuple[int, int]] = []
    for start, end, number in automaton.find_overlapping(text):
        pattern = patterns[number]
        if form := forms.get(pattern):
            matches.append((start, end, form))
        elif pattern in gazetteer.blocks:
            blocked.append((start, end))
        if pattern in heads:
            head_places.append((start, end))
        if pattern in titles:
            title_places.append((start, end))
    return without_blocked(matches, blocked), head_places, title_places


def _with(found: list[_Found], others: list[_Found | None]) -> list[_Found]:
    """Both in order; of the others those that overlap nothing."""
    merged = list(found)
    taken = sorted((name.start, name.end) for name in found)
    reach = index = 0
    for name in sorted((other for other in others if other is not None), key=lambda name: (name.start, -name.end)):
        while index < len(taken) and taken[index][1] <= name.start:
            index += 1
        free = index == len(taken) or taken[index][0] >= name.end
        if free and name.start >= reach:
            merged.append(name)
            reach = name.end
    return sorted(merged, key=lambda name: name.start)


def _place_or_organ(text: str, chain: Chain, starts: dict[int, Node], gazetteer: Gazetteer) -> _Found:
    last = chain.nodes[-1]
    first = first_organ(text, last, gazetteer)
    if first is None or ("派出所" in text[first.start : first.end] and first.end - first.start > 5):
        before = len(chain.nodes)
        extend(text, chain, gazetteer)
        if len(chain.nodes) > before:
            last = chain.nodes[-1]
            first = first_organ(text, last, gazetteer)
    parts = tuple(node_part(text, node) for node in chain.nodes)
    if first is None:
        return _Found(chain.start, chain.end, "place", chain_english(chain.nodes), parts, _confidence(chain))
    units = [first]
    while unit := inner_organ(text, units[-1].end, gazetteer, starts.get(units[-1].end)):
        units.append(unit)
    english = chain_english(chain.nodes, [unit.english for unit in units])
    start = chain.start - 2 if text[max(0, chain.start - 2) : chain.start] == "中共" else chain.start
    organs = organ_parts(text, [Unit(unit.start, unit.end, unit.english) for unit in units])
    return _Found(start, units[-1].end, "organ", english, parts + organs, min(0.95, _confidence(chain)))


def _confidence(chain: Chain) -> float:
    uses = {node.use for node in chain.nodes}
    if uses <= {"f", "c"}:
        return 1.0
    if "r" in uses:
        return 0.85
    return 0.9 if uses <= {"f", "c", "s", "o"} or len(chain.nodes) > 1 else 0.7


def _standing_alone(text: str, start: int, end: int, gazetteer: Gazetteer) -> _Found | None:
    """A police station, sub-bureau, township or zone that no division introduces, after a clear left edge."""
    begin = _left_edge(text, start)
    base = text[begin:start]
    head = text[start:end]
    if begin == start or not _LOCAL.fullmatch(base) or base in GENERIC:
        return None
    if head == "办事处":
        office = subdistrict_office(text, begin, gazetteer, alone=True)
        return _lone_organ(text, begin, end, office.english) if office and office.end == end else None
    if not _unlike_words(base, gazetteer) or holds_verb(base, gazetteer):
        return None
    if head == "派出所" and text[begin - 1 : begin] in _NO_EDGE_OF_STATIONS:
        return None
    if head == "派出所":
        return _lone_organ(text, begin, end, station_english(base, "", gazetteer))
    if head == "分局":
        match = _BRANCH.match(text, begin)
        if match is None or match.end() != end or text[end : end + 1] == "长" or "公安" in match[1]:
            return None
        return _lone_organ(text, begin, end, branch_english(match, gazetteer))
    node = township_at(text, begin, gazetteer) if head in TOWNSHIPS else zone_at(text, begin, gazetteer, alone=True)
    if node is None or node.end != end or (head in TOWNSHIPS and len(base) > 3):
        return None
    if unit := first_organ(text, node, gazetteer):
        return _lone_organ(text, begin, unit.end, unit.english)
    return _Found(begin, end, "place", node.english, (node_part(text, node),), 0.6)


def _lone_organ(text: str, begin: int, end: int, english: str) -> _Found:
    return _Found(begin, end, "organ", english, organ_parts(text, [Unit(begin, end, english)]), 0.6)


def _left_edge(text: str, start: int) -> int:
    """The begin of the run of name characters before ``start``, or ``start`` where no clear edge is near."""
    at = start
    while at > 0 and start - at < 5:
        char = text[at - 1]
        if not "\u4e00" <= char <= "\u9fff" or char in EDGE:
            return at if not char.isdigit() else start
        if char in STOP:
            return start
        at -= 1
    return at if at == 0 else start


def _unlike_words(base: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is no ordinary word and begins with none."""
    if len(base) == 2:
        return base not in gazetteer.words
    return base[-1] in "路街桥镇乡山湖江河庄店口门" or (
        base[:2] not in gazetteer.words and base[-2:] not in gazetteer.words
    )


def _persons(
    text: str, titles: list[tuple[int, int]], gazetteer: Gazetteer, found: list[_Found]
) -> list[_Found | None]:
    ends = sorted(name.end for name in found)
    persons: list[_Found | None] = []
    index = floor = 0
    for start, end in sorted(titles, key=lambda place: (place[0], -place[1])):
        while index < len(ends) and ends[index] <= start:
            floor, index = ends[index], index + 1
        person = person_at(text, start, end, gazetteer, floor)
        if person:
            begin, stop, english, title, name = person
            parts = (Part(title, "", "title"), Part(name, "", "person"))
            persons.append(_Found(begin, stop, "person-title", english, parts, 0.8))
            for first, last, other in listed_persons(text, stop, gazetteer):
                name_part = Part(text[first:last], "", "person")
                persons.append(_Found(first, last, "person-title", other, (name_part,), 0.7))
    return persons
