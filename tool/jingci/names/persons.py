"""Persons with a title: 市公安局局长董煜华, 习近平总书记."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.names.gazetteer import Gazetteer
from jingci.names.grammar import LEADERS, POST_ORGANS, POSTS, TITLES

_REACH = {"市": "municipal ", "省": "provincial ", "县": "county ", "区": "district ", "": ""}
_BEFORE = re.compile(f"(?:(?P<reach>[市省县区])?(?P<organ>{'|'.join(sorted(POST_ORGANS, key=len, reverse=True))}))?$")
_HAN = "\u4e00-\u9fff"
_NAME = re.compile(f"[:：]?[ \u3000]{{0,3}}([{_HAN}])[ \u3000]{{0,2}}([{_HAN}][ \u3000]?[{_HAN}]|[{_HAN}])")
#: What follows a person's name where no punctuation does.
_AFTER = re.compile(
    "$|[^\u4e00-\u9fff]|说|表示|介绍|告诉|强调|指出|出席|主持|参加|带领|带队|率队|率|担任|任组|任|在|和|与|对|向|等|通报|作了|作|摄|讲|透露|分析|坦言|回忆|"
    "接到|接警|赶到|深入|一行|同志|的|为|到|及|立即|现场|从|是|称|看到|发现|一边|耐心|随即|迅速|组织|宣布|要求|代表|陪同|被|将|带着|牵头|负责|结合|通过|提醒|"
    "认为|感慨|第一时间|上门|走进|来到|获|荣获|因|就|给|用|把|正在|以|也|又|还|主动|当|有|每|已|曾|今|常|多次|先后|分别|报道|不|一直"
)
#: Surnames that are also prepositions and adverbs: their given names must not be words.
ALSO_WORDS = frozenset("曾向和于成时明全常计强路任高方万应由从包严单解保安同连相管祝关顾查令应原宣通官都台后支当")
TRIGGERS = tuple(dict.fromkeys([*TITLES, *LEADERS]))


def person_at(
    text: str, start: int, end: int, gazetteer: Gazetteer, floor: int
) -> tuple[int, int, str, str, str] | None:
    """The person whose title stands at ``start`` to ``end`` of the folded text.

    :param floor: where the last name ended; nothing before it belongs to this one.
    :return: start, end, English, title and name; None where no name follows.
    """
    title = text[start:end]
    if title.endswith("委") and text[end : end + 1] == "员":
        return None
    if title in LEADERS:
        english, name = LEADERS[title]
        return start, end, english, title[len(name) :], name
    found = _name_at(text, end, gazetteer)
    if found is None:
        return None
    stop, surname, given = found
    person = gazetteer.readings.person(surname, given)
    before = _BEFORE.search(text, max(floor, start - 6), start)
    organ = before["organ"] if before and before["organ"] else ""
    begin = before.start() if before and organ else start
    if organ and title in POSTS:
        reach = _REACH[before["reach"] or ""] if before else ""
        english = f"{person}, {POSTS[title]} of the {reach}{POST_ORGANS[organ]}"
    else:
        words = TITLES[title]
        if title in ("局长", "副局长") and text[max(0, start - 2) : start] == "分局":
            words = words.replace("bureau", "sub-bureau")
        english = words.format(person) if "{}" in words else f"{words} {person}"
        begin = start
    return begin, stop, english, text[begin:end], surname + given


def listed_persons(text: str, at: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """The names that go on a list after a titled person who ends at a place: 副局长赵刚|、钱伟、孙丽.

    :return: for each its start, its end and its English, which is the name alone.
    """
    while text[at : at + 1] in tuple("、和及与"):
        found = _name_at(text, at + 1, gazetteer)
        if found is None or found[1] in ALSO_WORDS or text.startswith(("某", "同"), at + 2):
            return
        end, surname, given = found
        if text[at] != "、" and text[at + 1 : at + 3] in gazetteer.words:
            return
        yield at + 1, end, gazetteer.readings.person(surname, given)
        at = end


def _name_at(text: str, at: int, gazetteer: Gazetteer) -> tuple[int, str, str] | None:
    match = _NAME.match(text, at)
    if match is None:
        return None
    surname, rest = match[1], match[2].replace(" ", "").replace("\u3000", "")
    spaced = match.end(2) - match.start(1) > 1 + len(rest)
    surnames = gazetteer.readings.surnames
    pair = surname + rest[:1]
    if pair in surnames and len(rest) == 2:
        given = text[match.end(2)] if _AFTER.match(text, match.end(2) + 1) else ""
        if given and given not in "，。、说在":
            return match.end(2) + 1, pair, rest[1] + given
        return (match.end(2), pair, rest[1]) if _AFTER.match(text, match.end(2)) else None
    if surname not in surnames or "某" in rest or "·" in text[at : at + 8]:
        return None
    for given in (rest, rest[:1]):
        if len(given) == 2 and not spaced and given[1] in "在说对向和与等到从是称为及率的了也摄担":
            continue
        end = match.end(2) - (len(match[2]) - match[2].find(given[-1]) - 1 if given != rest else 0)
        if _is_person(text, end, surname, given, gazetteer, spaced=spaced):
            return end, surname, given
    return None


def _is_person(text: str, end: int, surname: str, given: str, gazetteer: Gazetteer, *, spaced: bool) -> bool:
    if not _AFTER.match(text, end):
        return False
    if spaced:
        return True
    if len(given) == 2 and text[end - 1 : end + 1] in gazetteer.verbs and _AFTER.match(text, end - 1):
        return False  # 周敏|赶到
    if len(given) == 1:
        following = text[end - 1 : end + 1]
        return surname + given not in gazetteer.words and surname not in ALSO_WORDS and following not in gazetteer.words
    if surname + given in gazetteer.person_words or (surname in ALSO_WORDS and given in gazetteer.words):
        return False
    return not (surname + given[0] in gazetteer.words and given[1] + text[end : end + 1] in gazetteer.words)
