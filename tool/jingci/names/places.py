"""Places: which stretches of a text name a division, and how nested ones make one place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from jingci.names.evidence import beside_direction, holds_verb, is_journey
from jingci.names.gazetteer import Form, Gazetteer, Unit
from jingci.names.grammar import EDGED, NOT_NAMES, ORGANS, TITLE_ENDS, TOWNSHIPS, VILLAGES, VOUCHING, ZONES
from jingci.names.model import Part
from jingci.names.persons import ALSO_WORDS
from jingci.names.romanisation import NATIONALITIES

#: Characters that no name of a township or village has, and that end one on the left.
STOP = frozenset(
    "的了在和与及等各个是将把被从到向由些多每该本此某数几这那其们全有为对或并已就也都要会以让给称即经按约余名起间"
)
_HAN = "\u4e00-\u9fff"
#: Words of organs, two characters and more, that no township's name has.
_ORGAN_WORDS = frozenset(word for word in ORGANS if len(word) > 1)
_TOWNSHIP = re.compile(f"([{_HAN}]{{2,6}}?)({'|'.join(TOWNSHIPS)})")
_VILLAGE = re.compile(f"([{_HAN}]{{1,6}}?)({'|'.join(VILLAGES)})")
_ZONE = re.compile(f"([{_HAN}]{{0,4}}?)({'|'.join(sorted(ZONES, key=len, reverse=True))})")
#: What follows 镇, 乡, 村 … where they are part of another word.
_NOT_AFTER = {
    "镇": "域街村静压江守定痛化居职户",
    "乡": "镇村亲间情土愁贤音里党友邻",
    "村": "民级务里组子干居庄寨头口落镇庄户规",
}
#: What a township's or village's name does not end in (城镇, 家乡) and is not (智慧社区).
_NOT_BEFORE = {
    "镇": "乡集村古重市小老",
    "乡": "城家故老异同返还回进入兴振下还",
    "街道": "区",
    "村": "农行政乡城驻入进到下山",
}
#: Of these, words that do follow a name: 三合镇|村民.
_PEOPLE = {"镇": ("村民", "居民", "职工", "户籍"), "乡": ("村民",)}
#: A street or the like named after a place, right after its short name.
_STREET = re.compile(
    "(?:[东西南北中一二三四五六七八九十]{0,2}路(?!段|口|警|网|面|人)|大道|大街|街(?!头|面|道|区|坊)|巷(?!道)|大桥|桥(?!头))"
)
#: What a name that nothing larger introduces may come after.
EDGE = frozenset("在从到由向与和是对及至赴经被把据于日")
#: What ends a list of places so that even ordinary words in it are places: 渝中、江北、南岸等区.
_LIST_END = re.compile(
    "(?:、[\u4e00-\u9fff]{2,4}){0,6}(?:[和及][\u4e00-\u9fff]{2,4})?(?:等[多各]?|[两三四五六])(?:地|区|县|市|个区|个县|省)"
)
#: What makes the word before it the name of a site, not of a division: 广州白云机场.
_SITE = re.compile(
    "机场|山|湖|大学|学院|公园|广场|大厦|医院|火车站|站|宾馆|商场|高速|水库|大道|路(?!段|口)|街(?!道|头|面)"
)
_ORGAN_AFTER_WORD = ("公安局", "公安分局", "人民法院", "人民检察院", "人民政府", "委书记")
#: Words around a doubtful short name that show a place.
_PLACE_AFTER = re.compile("警方|公安|交警|辖区|境内|县城|市民|籍|特色|地区|等地|两地|三地|各地")
_NO_DIVISION_AFTER = {"县": "区市级域城长委政", "市": "区场民级政长域", "区": "域间分别块位县", "州": ""}


@dataclass(frozen=True, slots=True)
class Node:
    """One division of a chain, at ``start`` to ``end`` of the folded text."""

    start: int
    end: int
    form: Form | None
    units: tuple[Unit, ...]
    english: str
    level: str
    generic: str = ""

    @property
    def use(self) -> str:
        """How it is spelled: see :class:`jingci.names.gazetteer.Form`; r where a rule found it."""
        return self.form.use if self.form else "r"


@dataclass(slots=True)
class Chain:
    """Divisions in a row, the larger first."""

    nodes: list[Node] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.nodes[0].start

    @property
    def end(self) -> int:
        return self.nodes[-1].end


def without_blocked(
    matches: Sequence[tuple[int, int, Form]], blocked: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Form]]:
    """The matches without the short names inside longer words; both are in order of their ends."""
    if not blocked:
        return list(matches)
    inside = [False] * len(matches)
    by_start = sorted(range(len(matches)), key=lambda i: matches[i][0])
    starts = [matches[i][0] for i in by_start]
    for start, end in blocked:
        for i in by_start[bisect_left(starts, start) : bisect_left(starts, end)]:
            inside[i] |= matches[i][1] <= end and matches[i][2].use in "swn"
    return [match for match, hidden in zip(matches, inside, strict=True) if not hidden]


def select(text: str, matches: Sequence[tuple[int, int, Form]], gazetteer: Gazetteer) -> list[Node]:
    """The matches that stand, where several overlap: full names before short ones, longer ones, then the first.

    Short names that are rather parts of other words give way to the others: 长江|苏州 has no 江苏.
    """
    chosen: list[Node] = []
    group: list[tuple[int, int, Form]] = []
    reach = -1
    for match in sorted(matches, key=lambda match: match[:2]):
        if match[0] >= reach and group:
            chosen += _resolve(text, group, gazetteer)
            group = []
        group.append(match)
        reach = max(reach, match[1])
    return chosen + (_resolve(text, group, gazetteer) if group else [])


def _resolve(text: str, group: list[tuple[int, int, Form]], gazetteer: Gazetteer) -> list[Node]:
    taken: list[Node] = []
    if len(group) > 1:
        group = [m for m in group if m[2].use not in "sw" or not gazetteer.inside_words(text, m[0], m[1])] or group
    order = sorted(group, key=lambda m: (m[2].use not in "fc" or _not_division(text, m), m[0] - m[1], m[0]))
    for start, end, form in order:
        if all(end <= node.start or start >= node.end for node in taken):
            taken.append(Node(start, end, form, form.units, form.english, form.units[0].level))
    return sorted(taken, key=lambda node: node.start)


def _not_division(text: str, match: tuple[int, int, Form]) -> bool:
    """Whether a full name is rather a word and the head of another: 平安县区, 和平区域."""
    _, end, form = match
    doubtful = form.use in "fc" and form.units[0].bare != "s" and len(form.text) < 4
    return (
        doubtful
        and text[end : end + 1] != ""
        and text[end] in _NO_DIVISION_AFTER.get(form.text[-1], "")
        and not any(
            text.startswith(word, end)
            for word in ("政府", "委", "政协", "政法委")
            if form.text[-1] != "县" or word != "委"
        )
    )


def chains(text: str, nodes: Sequence[Node], gazetteer: Gazetteer) -> list[Chain]:
    """The nodes in chains of divisions that contain each other; doubtful short names only with evidence."""
    built: list[Chain] = []
    for node in nodes:
        if built and built[-1].end == node.start and (inner := within(built[-1].nodes[-1], node)):
            if not (node.use in "wn" and _SITE.match(text, node.end)):
                built[-1].nodes.append(inner)
        else:
            built.append(Chain([node]))
    named = {unit.short for node in nodes if node.use in "fc" for unit in node.units}
    firm = [_is_place(text, chain, gazetteer, named) for chain in built]
    edges = {edge for chain, stands in zip(built, firm, strict=True) if stands for edge in (chain.start, chain.end)}
    kept: list[Chain] = []
    for chain, stands in zip(built, firm, strict=True):
        if stands or _listed(text, chain, edges, gazetteer):
            kept.append(chain)
            edges.add(chain.end)
    return kept


def within(outer: Node, node: Node) -> Node | None:
    """The node with the units that lie within the outer one's, or None where none does."""
    codes = {unit.code.partition("*")[0] for unit in outer.units}
    units = tuple(u for u in node.units if any(u.code.startswith(code) and u.code != code for code in codes))
    if not units:
        return None
    english = node.english
    if node.form and node.form.units[0] is not units[0] and node.use in "fo":
        english = units[0].english
    return Node(node.start, node.end, node.form, units, english, units[0].level)


def _is_place(text: str, chain: Chain, gazetteer: Gazetteer, named: set[str]) -> bool:
    node = chain.nodes[0]
    if len(chain.nodes) > 1:
        # A larger unit vouches for the smaller and the other way round, save for words like 和平 before a district.
        return node.use in "fcs" or (node.use in "wn" and not _straddles(text, node, gazetteer))
    if node.use in "fc" and node.form and node.form.text in EDGED and node.start:
        return text[node.start - 1] in EDGE or not "\u4e00" <= text[node.start - 1] <= "\u9fff"
    if node.use in "fc":
        return not _full_straddles(text, node, gazetteer) and not (
            node.form and _not_division(text, (node.start, node.end, node.form))
        )
    if node.use == "o":
        alone = node.start == 0 or text[node.start - 1] in EDGE or not "\u4e00" <= text[node.start - 1] <= "\u9fff"
        named_organ = text.startswith(_ORGAN_AFTER_WORD, node.end)
        return (
            alone and named_organ and node.form is not None and node.form.text not in ("城区", "市区", "新区", "郊区")
        )
    if _in_person(text, node, gazetteer) or _beside_landform(text, node, gazetteer):
        return False
    if beside_direction(text, node.start, node.end):
        return False
    if text.startswith(VOUCHING, node.end):
        return (
            not text.startswith("公安", node.start)
            and text[max(0, node.start - 1) : node.start + 1] not in gazetteer.words
        )
    if _straddles(text, node, gazetteer) or _STREET.match(text, node.end):
        return False
    if node.use == "s":
        return True
    if node.form is not None and node.form.text in named:
        return node.use == "w" or bool(_PLACE_AFTER.match(text, node.end))
    return node.use == "w" and (bool(_PLACE_AFTER.match(text, node.end)) or is_journey(text, node.start, node.end))


def _listed(text: str, chain: Chain, edges: set[int], gazetteer: Gazetteer) -> bool:
    """Whether a doubtful short name stands beside a place in a list: 沙坪坝、渝北、璧山."""
    node = chain.nodes[0]
    if node.use not in "wn" or _straddles(text, node, gazetteer):
        return False
    if node.use == "n" and not _LIST_END.match(text, node.end):
        return False
    before = text[node.start - 1 : node.start] == "、" and node.start - 1 in edges
    return before or (text[node.end : node.end + 1] == "、" and node.end + 1 in edges)


def _in_person(text: str, node: Node, gazetteer: Gazetteer) -> bool:
    """Whether a short name is somebody's given name: (陈云龙), 记者冉永平."""
    if node.start == 0 or node.end - node.start != 2 or text[node.start - 1] not in gazetteer.readings.surnames:
        return False
    before = text[max(0, node.start - 3) : node.start - 1]
    return not "\u4e00" <= before[-1:] <= "\u9fff" or before in TITLE_ENDS


def _beside_landform(text: str, node: Node, gazetteer: Gazetteer) -> bool:
    """Whether a short name is the end of a landform's name and a side of it: 梵净山|东部, 黑海|南端."""
    if node.start == 0 or node.end - node.start != 2 or text[node.start] not in "山河湖江海淮":
        return False
    before = text[node.start - 1]
    if before in EDGE or not "\u4e00" <= before <= "\u9fff":
        return False
    return text[node.end : node.end + 1] in tuple("部端麓岸侧坡面缘") or before + text[node.start] in gazetteer.words


def _full_straddles(text: str, node: Node, gazetteer: Gazetteer) -> bool:
    """Whether a short full name is made of the end of one word and another: 其中|山区, 模范|县."""
    if node.start == 0 or node.end - node.start > 3 or text[node.start - 1 : node.start + 1] not in gazetteer.words:
        return False
    return node.end - node.start == 2 or text[node.start + 1 : node.end] in gazetteer.words


def _straddles(text: str, node: Node, gazetteer: Gazetteer) -> bool:
    """Whether the short name's characters rather belong to words on both sides: 强|大理|论, 治|安阳|光."""
    if node.use not in "swn":
        return False
    words = gazetteer.words
    left = node.start > 0 and text[node.start - 1 : node.start + 1] in words
    right = text[node.end - 1 : node.end + 1] in words
    if left and node.use == "s" and node.level == "county" and node.end - node.start == 2:
        return True
    if right and node.use == "s" and node.level == "county" and node.end - node.start == 2:
        # 惠农|家 has a word across the edge and no other way to read it; 昆山|地区 has one.
        return text[node.end : node.end + 2] not in words and text[node.end] not in "市区县"
    if (left and right) or ((left or right) and node.use != "s"):
        return True
    return node.use != "n" and gazetteer.inside_words(text, node.start, node.end)


def extend(text: str, chain: Chain, gazetteer: Gazetteer) -> None:
    """Add the township, the village or the zone that follows a chain."""
    if zone := zone_at(text, chain.end, gazetteer):
        chain.nodes.append(zone)
        return
    if chain.nodes[-1].level != "province" and (township := township_at(text, chain.end, gazetteer)):
        chain.nodes.append(township)
    if chain.nodes[-1].level in ("county", "township") and (village := village_at(text, chain, gazetteer)):
        chain.nodes.append(village)


def township_at(text: str, at: int, gazetteer: Gazetteer) -> Node | None:
    """The township or subdistrict that begins at a place."""
    match = _TOWNSHIP.match(text, at)
    if match is None or not _is_name(text, match, gazetteer):
        return None
    base, generic = match.groups()
    return _ruled(match, _ethnic(base, gazetteer, TOWNSHIPS[generic], generic), "township", generic)


def village_at(text: str, chain: Chain, gazetteer: Gazetteer) -> Node | None:
    """The village or community that begins where a chain ends."""
    match = _VILLAGE.match(text, chain.end)
    if match is None:
        return None
    base, generic = match.groups()
    if chain.nodes[-1].level == "county" and len(base) < 2:
        if not _is_family_village(text, match, gazetteer):
            return None
        return _ruled(match, f"{gazetteer.readings.place(match[0])} Village", "village", generic)
    if any(word in base for word in TOWNSHIPS) or not _is_name(text, match, gazetteer):
        return None
    return _ruled(match, f"{gazetteer.readings.place(base)} {VILLAGES[generic]}", "village", generic)


def _is_family_village(text: str, match: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Whether a village of one syllable, without its township, is called after a family: 余村, but not 农村."""
    base, generic = match.groups()
    if generic != "村" or base not in gazetteer.readings.surnames or base in ALSO_WORDS:
        return False
    return base not in _NOT_BEFORE["村"] and text[match.end() : match.end() + 1] not in tuple(_NOT_AFTER["村"])


def zone_at(text: str, at: int, gazetteer: Gazetteer, *, alone: bool = False) -> Node | None:
    """The development zone that begins at a place."""
    match = _ZONE.match(text, at)
    if match is None or any(char in STOP for char in match[1]) or (alone and len(match[1]) < 2):
        return None
    if match[1] in NOT_NAMES or (match[1][:2] in gazetteer.words and len(match[1]) > 2):
        return None
    if match[2] in ("新区", "示范区", "管理区", "景区", "风景区", "经济区") and len(match[1]) < 2:
        return None
    base = gazetteer.readings.place(match[1])
    return _ruled(match, f"{base} {ZONES[match[2]]}".strip(), "zone", match[2])


def _is_name(text: str, match: re.Match[str], gazetteer: Gazetteer) -> bool:
    base, generic = match.groups()
    if base in NOT_NAMES or any(word in base for word in _ORGAN_WORDS) or holds_verb(base, gazetteer):
        return False
    if any(char in STOP for char in base) and not gazetteer.readings.knows(base):
        return False
    if base[-1] in _NOT_BEFORE.get(generic, "") and len(base) < 4:
        return False
    following = text[match.end() : match.end() + 1]
    if text.startswith(_PEOPLE.get(generic, "\0"), match.end()):
        return True
    if generic == "村" and text.startswith(("村民委员会", "村委会", "民委员会", "委会"), match.end()):
        return True
    return not following or following not in _NOT_AFTER.get(generic, "")


def _ethnic(base: str, gazetteer: Gazetteer, english: str, generic: str) -> str:
    """A township's English: 白银蒙古族乡 is an ethnic township."""
    if generic == "乡" and base.endswith("族"):
        people = next((p for p in sorted(NATIONALITIES, key=len, reverse=True) if base[:-1].endswith(p)), "")
        name = base[: len(base) - 1 - len(people)]
        if people and name:
            return f"{gazetteer.readings.place(name)} {NATIONALITIES[people]} Ethnic Township"
    return f"{gazetteer.readings.place(base)} {english}"


def _ruled(match: re.Match[str], english: str, level: str, generic: str) -> Node:
    return Node(match.start(), match.end(), None, (), english, level, generic)


def outer_english(node: Node) -> str:
    """A larger unit behind a smaller: provinces by their short names."""
    return node.units[0].short_english if node.level == "province" else node.english


def chain_english(nodes: Sequence[Node], organs: Sequence[str] = ()) -> str:
    """Smaller units first: Yunhe District, Cangzhou, Hebei.

    :param organs: the English of the organs of the last node, the larger first; it stands in the first of them.
    """
    inner = list(reversed(organs)) or [nodes[-1].english]
    outer = list(nodes[:-1])
    if outer and nodes[-1].level == "zone" and nodes[-1].english in ZONES.values():
        # A zone without a name of its own is called after the place: Xi'an Bonded Zone.
        place = outer_english(outer.pop())
        inner[-1] = inner[-1].replace(nodes[-1].english, f"{place} {nodes[-1].english}", 1)
    return ", ".join(inner + [outer_english(node) for node in reversed(outer)])


def node_part(text: str, node: Node) -> Part:
    """The node as a part of a name."""
    former = [unit for unit in node.units if not unit.former] or list(node.units)
    unit = former[0] if len(former) == 1 else None
    code = unit.code.ljust(6, "0") if unit and "*" not in unit.code else ""
    return Part(text[node.start : node.end], node.english, node.level, code, unit.also if unit else ())
