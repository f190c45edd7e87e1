"""Who published a text and when, as its dateline says it: 来源:重庆法制报 时间:2019-06-26 作者:李亚."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_VALUE = r"\s*[:：]\s*(?:来源[:：]\s*)?([^\s:：|┊\]】)）]{2,40})"
_ISSUER = re.compile(rf"(?:信息|稿件|文章|新闻)?(?:来源|來源|稿源|发布机构){_VALUE}")
_AUTHOR = re.compile(
    r"(?:作者|记者|記者|撰稿|文\s*[/／])\s*[:：]?\s*([\u4e00-\u9fff]\s?[\u4e00-\u9fff·]{1,4})(?![\u4e00-\u9fff])"
)
_LABEL = re.compile(r"(?:发布)?(?:时间|日期)|作者|编辑|浏览|阅读|点击|https?\Z")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Issuer, author and ISO date; each empty where it is not told."""

    issuer: str = ""
    author: str = ""
    published: str = ""


def imprint_of(lines: Iterable[str]) -> Imprint:
    """What the lines tell; of each the first that tells it.

    >>> imprint_of(["2011-10-27 14:53:17 来源:法制网——法制日报", "记者 李 亚"])
    Imprint(issuer='法制网——法制日报', author='李亚', published='2011-10-27')
    """
    issuer = author = published = ""
    for line in lines:
        if not issuer and (match := _ISSUER.search(line)) and not _LABEL.match(match[1]):
            issuer = match[1]
        if not author and (match := _AUTHOR.search(line)):
            author = "".join(match[1].split())
        published = published or iso_date(line)
    return Imprint(issuer, author, published)


def iso_date(text: str) -> str:
    """The first date in a text as ISO 8601; empty where there is none.

    >>> iso_date("2016年3月4日"), iso_date("2016-11-22 09:53"), iso_date("2016-13-40")
    ('2016-03-04', '2016-11-22', '')
    """
    match = _DATE.search(text)
    if match is None:
        return ""
    try:
        return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""
