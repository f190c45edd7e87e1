"""Names: places of the Chinese, and places inside the names of organs, that the English does not mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding, Severity
from jingci.names import Name, Part

_PLACES = frozenset({"province", "prefecture", "county", "township", "village", "zone"})
_GENERIC = re.compile(
    r"\b(?:Provinc\w+|Prefectur\w+|Municipalit\w+|City|County|District|Township|Town|Village|Subdistrict|Autonomous|Region"
    r"|Banner|League|Special|Administrative|New|Area|Development|Zone|Economic|Technological|High-Tech|and|of|the)\b"
)
_LETTERS = re.compile("[^a-z]+")
#: English that points back at a place named before.
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that|our|its|their|his|her|across)\s+(?:\w+\s+)?(?:city|province|county|district|town|township|village|capital|region|state"
    r"|country|place|area|island|territory|mainland|club|team|club|company|cities|provinces)\b|\b(?:local|here|there|home|domestic|mainland)\b",
    re.IGNORECASE,
)
_SURE = 0.9
#: The end of a name that says what it is: a bare short name may be part of another word or of a foreign name.
_UNIT = frozenset("省市县区盟旗镇乡村")
#: Districts whose names are common words, too.
_COMMON = frozenset({"老城区", "上城区", "下城区", "新城区", "城区", "郊区"})
#: Longer names that have an English of their own: the SCO, Peking University, Kweichow Moutai, Beijing time.
_OWN_ENGLISH = re.compile("合作组织|时间|大学|奥组委|奥运|茅台|人民大会堂|国安|汇丰")


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Place names that are missing in the English, each once."""
    if not pair.en.strip() or not pair.names:
        return
    english = _squeezed(pair.en)
    seen: set[str] = set()
    for name in pair.names:
        parts = [part for part in name.parts if part.kind in _PLACES and part.english]
        missing = [part for part in parts if not _is_there(part, english)]
        if not missing or name.text in seen:
            continue
        seen.add(name.text)
        shown = "、".join(f"{part.text} ({part.english})" for part in missing)
        yield pair.finding(
            "name-missing", f"not in the English: {shown}", [name.span], severity=_severity(pair, name, parts, missing)
        )


def _severity(pair: Pair, name: Name, parts: list[Part], missing: list[Part]) -> Severity:
    """A warning where the whole place is missing, the gazetteer knows it, and nothing points back at one."""
    known = name.confidence >= _SURE and (name.text[-1] in _UNIT or name.kind == "organ" or parts[0].kind == "province")
    known = known and name.text not in _COMMON and not _OWN_ENGLISH.match(pair.zh, name.span.end)
    whole = len(missing) == len(parts)
    return "warning" if known and whole and not _POINTS_BACK.search(pair.en) else "info"


def _is_there(part: Part, english: str) -> bool:
    return any(_squeezed(_GENERIC.sub("", spelling)) in english for spelling in (part.english, *part.also))


def _squeezed(text: str) -> str:
    """The letters alone, without case, accents, spaces, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    return _LETTERS.sub("", plain)
