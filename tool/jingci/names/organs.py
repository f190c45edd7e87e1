"""Organs: what is composed of a place and the words for an organ, to any depth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jingci.names.evidence import holds_verb
from jingci.names.gazetteer import Gazetteer
from jingci.names.grammar import GENERIC, INNER, NOT_NAMES, ORGANS, POLICE, RANKS, ZONES
from jingci.names.model import Part
from jingci.names.places import STOP, Node
from jingci.names.romanisation import ordinal

_BY_LENGTH = sorted(POLICE, key=len, reverse=True)
_RANKED = re.compile(
    f"(?:公安)?(?P<first>{'|'.join(_BY_LENGTH)})?(?P<work>{'|'.join(_BY_LENGTH)})?(?P<number>第?[一二三四五六七八九十])?(?P<rank>{'|'.join(RANKS)})(?!长|员)"
)
_STATION = re.compile("([\u4e00-\u9fff]{2,6}?)(边境|边防|森林|治安|水上|公安)?派出所")
_ZONES = sorted(ZONES, key=len, reverse=True)
_BRANCH = re.compile(f"([\u4e00-\u9fff]{{0,4}}?(?:{'|'.join(_ZONES)})|[\u4e00-\u9fff]{{2,4}}?)(区)?(公安)?分局(?!长)")
_OFFICE = re.compile("([\u4e00-\u9fff]{2,4}?)办事处")
#: What an office has that is a subdistrict's, not a company's or a distant government's.
_RESIDENTS = re.compile("[0-9多各]+个?|辖区|所辖|下辖|居民|社区|党工委|干部|网格")
_LONGEST = max(len(word) for word in (*ORGANS, *INNER))
_KINDS = {"边境": "Border ", "边防": "Border Defense ", "森林": "Forest ", "治安": "Public Order ", "水上": "Water "}
_DIVISION_WORDS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One organ of a chain of organs, at ``start`` to ``end`` of the folded text."""

    start: int
    end: int
    english: str


def attribute(node: Node, *, municipal: bool) -> str:
    """A place before the name of its organ: Jinzhou, Ezhou Municipal, Linze County, Liaoning Provincial."""
    unit = node.units[0] if node.units else None
    if unit is None or node.use in "swn":
        return f"{node.english} Municipal" if municipal and unit and unit.is_city and node.use == "s" else node.english
    if unit.is_city:
        return f"{node.english} Municipal" if municipal else node.english
    return f"{unit.short_english} Provincial" if unit.name.endswith("省") else node.english


def first_organ(text: str, node: Node, gazetteer: Gazetteer) -> Unit | None:
    """The organ that begins where a place ends."""
    at = node.end
    if not text[at : at + 1]:
        return None
    if (match := _RANKED.match(text, at)) and (english := _ranked(match)):
        return Unit(at, match.end(), f"{attribute(node, municipal=False)} {english}")
    if node.use in "swn" and text.startswith(("办公室", "机关", "党委", "委"), at):
        return None
    word = _longest(text, at, ORGANS, gazetteer)
    if word.endswith("派出所") and node.level != "township" and not (word == "派出所" and node.use in "sw"):
        word = ""  # 石柱县派出所 are the county's stations; 平川派出所 is one of that name.
    if word and not (word == "办事处" and node.generic not in ("街道", "镇", "乡")):
        # The committee of a division, not of an office in it: CPC Xinjiang Uyghur Autonomous Region Committee.
        word_or_committee = "委" if word == "党委" and node.units else word
        return Unit(at, at + len(word), _with_place(node, ORGANS[word_or_committee]))
    if node.level in ("prefecture", "county", "township", "zone") and (station := _station(text, at, gazetteer)):
        # The place is not part of the station's own name: it follows, as a larger unit does.
        return Unit(at, station.end, f"{station.english}, {node.english}")
    if node.level == "county" and node.use in "fc" and (office := subdistrict_office(text, at, gazetteer)):
        return Unit(at, office.end, f"{office.english}, {node.english}")
    if node.level == "prefecture" and node.use in "fc" and (branch := _branch(text, at, gazetteer)):
        return Unit(at, branch.end, f"{branch.english}, {node.english}")
    return None


def _with_place(node: Node, template: str) -> str:
    how, _, words = template.partition(" ")
    place = node.units[0].short_english if how == "s" and node.units else attribute(node, municipal=how == "m")
    return words.format(place) if "{}" in words else f"{place} {words}"


def inner_organ(text: str, at: int, gazetteer: Gazetteer, node: Node | None) -> Unit | None:
    """The organ of an organ that begins at a place; ``node`` is the division that begins there."""
    if (match := _RANKED.match(text, at)) and (english := _ranked(match)):
        return Unit(at, match.end(), english)
    if word := _longest(text, at, INNER, gazetteer):
        return Unit(at, at + len(word), INNER[word])
    if node is not None:
        word = _longest(text, node.end, ORGANS, gazetteer)
        if word.endswith(("分局", "公安处", "派出所", "大队")):
            return Unit(at, node.end + len(word), _with_place(node, ORGANS[word]))
        if (match := _RANKED.match(text, node.end)) and (english := _ranked(match)):
            return Unit(at, match.end(), f"{node.english} {english}")
        if rank := next((rank for rank in RANKS if text.startswith(rank, node.end)), ""):
            return Unit(at, node.end + len(rank), f"{node.english} {RANKS[rank]}")
    if text.endswith(("派出所", "办事处"), 0, at):
        return None  # no police are below a station or an office: 八大峡派出所|入选枫桥式公安派出所
    return _branch(text, at, gazetteer) or _station(text, at, gazetteer)


def _ranked(match: re.Match[str]) -> str:
    kinds, number, rank = [match["first"], match["work"]], match["number"], match["rank"]
    if not any(kinds) and not number:
        return ""
    words = [ordinal((number or "").removeprefix("第")), *(POLICE.get(kind or "", "") for kind in kinds), RANKS[rank]]
    return " ".join(word for word in words if word)


def _longest(text: str, at: int, words: dict[str, str], gazetteer: Gazetteer) -> str:
    for size in range(_LONGEST, 0, -1):
        word = text[at : at + size]
        if word in words and not _cut_off(text, at + size, word, gazetteer):
            return word
    return ""


def _cut_off(text: str, end: int, word: str, gazetteer: Gazetteer) -> bool:
    """Whether the word is the head of another: 公安局长, 市委员, 法院校."""
    following = text[end : end + 1]
    if word == "委":
        return following != "" and following in "员托派任屈以培内外"
    if following == "长":
        # 公安局|长安分局 goes on with a place.
        return text[end : end + 2] not in gazetteer.forms and not text.startswith(("长期", "长效", "长年", "长远"), end)
    return word in ("人大", "政协") and following in ("代", "委", "会") and not text.startswith("会议", end)


def _station(text: str, at: int, gazetteer: Gazetteer) -> Unit | None:
    match = _STATION.match(text, at)
    if match is None or match[1] in GENERIC or any(char in STOP for char in match[1]):
        return None
    if match[1][:2] in GENERIC or "公安" in match[1] or match[1].endswith("式") or holds_verb(match[1], gazetteer):
        return None
    return Unit(at, match.end(), station_english(match[1], match[2] or "", gazetteer))


def station_english(base: str, kind: str, gazetteer: Gazetteer) -> str:
    """A police station's English, from the name before 派出所."""
    for word, english in _DIVISION_WORDS.items():
        if base.endswith(word) and len(base) > len(word) + 1:
            return f"{gazetteer.readings.place(base.removesuffix(word))} {english} {_KINDS.get(kind, '')}Police Station"
    return f"{gazetteer.readings.place(base)} {_KINDS.get(kind, '')}Police Station"


def _branch(text: str, at: int, gazetteer: Gazetteer) -> Unit | None:
    match = _BRANCH.match(text, at)
    if match is None or match[1] in GENERIC or any(char in STOP for char in match[1]):
        return None
    return Unit(at, match.end(), branch_english(match, gazetteer))


def branch_english(match: re.Match[str], gazetteer: Gazetteer) -> str:
    """A sub-bureau's English, from what stands before 分局."""
    name = match[1] + (match[2] or "")
    zone = next((zone for zone in _ZONES if name.endswith(zone) and len(name) != len(zone) + 1), "")
    if zone:
        words = f"{gazetteer.readings.place(name.removesuffix(zone))} {ZONES[zone]}".strip()
        return f"{words} {'Public Security ' if match[3] else ''}Sub-bureau"
    district = " District" if match[2] else ""
    return f"{gazetteer.readings.place(match[1])}{district} {'Public Security ' if match[3] else ''}Sub-bureau"


def subdistrict_office(text: str, at: int, gazetteer: Gazetteer, *, alone: bool = False) -> Unit | None:
    """The office of a subdistrict that is not called one: 市场办事处.

    :param alone: whether no division stands before it; then, unless residents follow, it must be no ordinary word.
    """
    match = _OFFICE.match(text, at)
    if match is None or any(char in STOP or char in "驻设内外" for char in match[1]):
        return None
    base = match[1]
    if (
        base.endswith(tuple(_DIVISION_WORDS))
        or base in GENERIC
        or base in NOT_NAMES
        or base in gazetteer.forms
        or holds_verb(base, gazetteer)
    ):
        return None
    if alone and base[:2] in gazetteer.words and not _RESIDENTS.match(text, match.end()):
        return None
    return Unit(at, match.end(), f"{gazetteer.readings.place(base)} Subdistrict Office")


def organ_parts(text: str, units: list[Unit]) -> tuple[Part, ...]:
    """The organs as parts of a name."""
    return tuple(Part(text[unit.start : unit.end], unit.english, "organ") for unit in units)
