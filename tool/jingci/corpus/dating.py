"""When and where a document was written: by the corpus's metadata, else by its name, else by its first lines.

The rule is laid down in ``docs/scan.md``. What none of them tells stays empty.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from jingci.corpus.documents import CorpusDocument
from jingci.names import Name, default_gazetteer, find_names

#: The first lines: so many that hold anything, and so many characters of each.
_LINES = 4
_LONGEST = 120
#: A path below the corpus is read from its end so far.
_NAME = 200
_DIVISIONS = ("province", "prefecture", "county", "township", "village", "zone")

_CHINESE_DIGITS = {char: str(value % 10) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_NUMERALS = {"十": 10} | {char: int(digit) for char, digit in _CHINESE_DIGITS.items()}
_YEAR = r"(?<![0-9])(?P<year>19[0-9]{2}|20[0-9]{2})"
_FULL = re.compile(
    rf"{_YEAR}(?:\s*(?P<mark>[-/._])\s*(?P<month>1[0-2]|0?[1-9])\s*(?P=mark)\s*(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    r"|\s*年\s*(?P<zh_month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<zh_day>3[01]|[12][0-9]|0?[1-9])\s*[日号號])?)"
)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])")
_MONTH = re.compile(rf"{_YEAR}[-_.](?P<month>0[1-9]|1[0-2])(?![0-9])")
_BARE = re.compile(rf"{_YEAR}(?![0-9])")
_BARE_YEAR = re.compile(rf"{_YEAR}\s*年")
_IN_CHARACTERS = re.compile(
    r"(?P<year>[一二][九〇○零][零〇○一二三四五六七八九]{2})年(?:(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])?)?"
)
_ISO = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?![0-9-])")


def settled(document: CorpusDocument) -> CorpusDocument:
    """The document with its date, place and province, as far as they can be told.

    >>> settled(CorpusDocument("鄂州/2016-03-04.txt", "平安建设"))
    CorpusDocument(name='鄂州/2016-03-04.txt', text='平安建设', date='2016-03-04', place='Ezhou', province='Hubei')
    """
    lines = list(_first_lines(document.text)) if not (document.date and document.place) else []
    name = document.name[-_NAME:]
    date = document.date or date_in_name(name) or next(filter(None, map(date_in_line, lines)), "")
    if document.place:
        return replace(document, date=date, province=_province_of(document.place))
    place, province = _place("\n".join([name, *lines]))
    return CorpusDocument(document.name, document.text, date, place, province)


def _first_lines(text: str) -> Iterator[str]:
    at = shown = 0
    while shown < _LINES and at < len(text):
        end = text.find("\n", at, at + 10_000)
        end = end if end >= 0 else min(len(text), at + 10_000)
        if line := text[at:end].strip()[:_LONGEST]:
            shown += 1
            yield line
        at = end + 1


def metadata_date(value: str) -> str:
    """A date of the corpus's metadata as ISO 8601; empty where it is none.

    >>> metadata_date("2016-03"), metadata_date("2016/3/4 10:20"), metadata_date("March")
    ('2016-03', '2016-03-04', '')
    """
    value = value.strip()[:_LONGEST]
    return date_in_line(value) or date_in_name(value)


def date_in_name(name: str) -> str:
    """The last date in the name of a file, or of its folders: 2016-03-04, 20160304, 2016年3月, 2016-03, 2016.

    >>> date_in_name("gongbao/2016/03号.txt"), date_in_name("20160304_1.txt"), date_in_name("12016.txt")
    ('2016', '2016-03-04', '')
    """
    for pattern in (_FULL, _COMPACT, _MONTH, _BARE):
        if found := list(pattern.finditer(name)):
            return _iso(found[-1])
    return date_in_line(name)


def date_in_line(line: str) -> str:
    """The first date in a line: a full one before a month or a year alone; in figures or in characters.

    >>> date_in_line("鄂州市公安局2015年工作总结"), date_in_line("二〇一六年三月四日"), date_in_line("110")
    ('2015', '2016-03-04', '')
    """
    if match := _FULL.search(line):
        return _iso(match)
    if match := _IN_CHARACTERS.search(line):
        year = "".join(_CHINESE_DIGITS[char] for char in match["year"])
        return _valid(year, _number(match["month"]), _number(match["day"]))
    match = _BARE_YEAR.search(line) or _ISO.fullmatch(line.strip()[:10])
    return _iso(match) if match else ""


def _iso(match: re.Match[str]) -> str:
    groups = match.groupdict()
    month = groups.get("month") or groups.get("zh_month") or ""
    return _valid(groups["year"], month, groups.get("day") or groups.get("zh_day") or "")


def _valid(year: str, month: str, day: str) -> str:
    """The date as ISO 8601; without its day, then without its month, where the calendar has no such."""
    if month and day:
        try:
            return datetime.date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            day = ""
    return f"{year}-{int(month):02}" if month and 1 <= int(month) <= 12 else year


def _number(characters: str | None) -> str:
    if not characters:
        return ""
    tens, ten, ones = characters.partition("十")
    if not ten:
        return str(_NUMERALS[characters])
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


@lru_cache(maxsize=4096)
def _province_of(place: str) -> str:
    return _place(place)[1]


def _place(text: str) -> tuple[str, str]:
    """The first place of a text, the smallest division first, and its province, in English; empty where unknown."""
    for name in find_names(text):
        if name.kind != "person-title" and (place := _divisions(name)):
            return place, _province(name)
    return "", ""


def _divisions(name: Name) -> str:
    return ", ".join(part.english for part in reversed(name.parts) if part.kind in _DIVISIONS)


def _province(name: Name) -> str:
    return next((_provinces()[part.code[:2]] for part in name.parts if part.code[:2] in _provinces()), "")


@lru_cache(maxsize=1)
def _provinces() -> dict[str, str]:
    """The provinces by the first two digits of their codes."""
    return {unit.code: unit.short_english for unit in default_gazetteer().units if len(unit.code) == 2}
