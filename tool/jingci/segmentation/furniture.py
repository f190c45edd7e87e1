"""What a web page prints around an article: breadcrumbs, buttons, prompts, footers, lists of other articles.

Each is recognised by wording and place; the reason says which it is.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from jingci.segmentation.wording import is_byline, is_dateline, is_open, is_prose

BREADCRUMB = "website furniture: breadcrumb"
BUTTONS = "website furniture: buttons"
COUNTS = "website furniture: counts of readers and comments"
EMPTY_LABEL = "website furniture: label without a value"
FOOTER = "website furniture: copyright, licence and contact lines"
NEIGHBOURS = "website furniture: previous and next article"
PROMPT = "website furniture: prompt to scan a code or to follow an account"
RELATED = "website furniture: list of other articles"
ORNAMENT = "nothing but ornament"

_POSITION = re.compile(
    r"(?:您|你)?(?:的|现在的?|目前的?|所在的?)?(?:当前|所在|現在的?)?位置\s*[:：]"
    r"|首\s?页\s*[>＞»›/]|[>＞»›]"
)
_ARROW = re.compile(r"[^>＞»›]{1,30}(?:\s*[>＞»›]+\s*[^>＞»›]{1,60})+\Z")
_SEPARATORS = re.compile(r"[\s|｜┊/·•,，、:：\[\]【】()（）+＋\-—_>》<《\u3000]+")
_EMPTY_LABEL = re.compile(
    r"[\[【(（]?\s*(?:责任编辑|責任編輯|编辑|责编|来源|來源|作者|相关专题|相关新闻|相关阅读|相关链接|相关稿件|相关报道|标签|关键词|分类|原文链接|"
    r"上一篇|下一篇|审核|校对)\s*[:：]\s*[\]】)）]?\Z"
)
_PROMPT = re.compile(
    r"扫一扫|扫码|扫描(?:下方|上方)?二维码|掃一掃|长按.{0,8}(?:识别|二维码)|关注(?:该|本|我们的?)?(?:微信)?公众号|预览时标签不可点|"
    r"继续滑动看下一个|轻触阅读原文|喜欢此内容的人还喜欢|请?在?(?:微信|手机)(?:客户端|端)?打开"
)
_COUNT = re.compile(
    r"(?:共有?|已有)?\s*\d+\s*(?:条|人)?(?:评论|跟帖|回复)|(?:阅读|浏览|点击|访问)(?:量|数|次数)?\s*[:：]?\s*\d+\s*次?\Z|[-+\s\d]+\Z"
)
_NEIGHBOUR = re.compile(r"(?:上一[篇条则]|下一[篇条则]|前一篇|后一篇)\s*[:：]?\s*\S")
_RELATED = re.compile(
    r"(?:相关|推荐|热门|更多|延伸|精彩|猜你|最新|往期|频道|今日|编辑|热点|本网)(?:的)?(?:新闻|阅读|链接|推荐|信息|文章|专题|内容|报道|排行|资讯|"
    r"稿件|喜欢|回顾|精选|要闻|热点|关注)(?:榜|[:：>＞\s]|更多)*\Z"
)
_STRONG_FOOTER = re.compile(
    r"ICP\s*[备備证證]|[公网]网?安备|Copyright|All\s+Rights\s+Reserved|©|版权所有|版權所有|增值电信业务|互联网新闻信息服务许可|网站标识码",
    re.I,
)
_WEAK_FOOTER = re.compile(
    r"(?:主办|承办|协办|运维|技术支持|建设|维护)(?:单位)?\s*[:：]|举报(?:电话|邮箱|热线)|报料|投稿|(?:联系|服务|值班)电话\s*[:：]|地址\s*[:：]|"
    r"邮\s?编\s*[:：]|邮箱\s*[:：]|未经.{0,6}(?:授权|许可|书面).{0,30}(?:转载|复制|镜像|使用)|版权归|不得转载|关于我们|联系我们|广告服务|网站地图|免责声明|友情链接|"
    r"本网(?:站)?(?:声明|及网群)|中文域名|建议使用.{0,20}浏览器"
)
#: Lines of this kind are a page's even where no licence number follows.
_NOTICE = re.compile(
    r"(?:新闻|爆料|報料|报料|投稿)(?:热线|熱線|邮箱|郵箱|电话)?\s*[:：]\s*[\w@]"
    r"|未[经經].{0,6}(?:授[权權]|许可|許可|书面).{0,12}(?:转载|轉載|复制|镜像|使用)|版[权權]归|不得[转轉][载載]"
)
#: The longest line that can be a breadcrumb, a prompt or another piece of furniture.
_LENGTH = 120
#: Running text of this length after a footer line shows that it was none.
_PROSE_AFTER = 40


def furniture(lines: Sequence[str], known: Sequence[str]) -> list[str]:
    """The reason to skip each of the lines of a page, empty where it belongs to the document.

    :param lines: the page's blocks, in order.
    :param known: the reasons found before, empty where there is none; such lines are left alone.
    """
    reasons = [reason or _own_reason(words) for words, reason in zip(lines, known, strict=True)]
    prose = [place for place, words in enumerate(lines) if not reasons[place] and is_prose(words)]
    first = prose[0] if prose else len(lines)
    for place in range(first):
        if not reasons[place] and _is_breadcrumb(lines[place]):
            reasons[place] = BREADCRUMB
    for place in [*range(first), *range(prose[-1] + 1 if prose else 0, len(lines))]:
        if not reasons[place] and len(lines[place]) <= _LENGTH and _NOTICE.search(lines[place]):
            reasons[place] = FOOTER
    _mark_footer(lines, reasons)
    _mark_related(lines, reasons)
    return reasons


def trailing_buttons(words: str) -> int:
    """Where the buttons at the end of a dateline begin; its length where there are none.

    >>> line = "日期:2015-03-04 语音:播放"
    >>> line[trailing_buttons(line):]
    '语音:播放'
    """
    end = len(words)
    for match in reversed(list(re.finditer(r"(?<=\s)\S+", words))):
        tail = words[match.start() :]
        if _is_buttons(tail) and not tail.strip().isdigit():
            end = match.start()
        elif not _is_buttons(match[0]) and not re.fullmatch(r"\W+", match[0]):
            break
    return end


def _own_reason(words: str) -> str:
    if len(words) > _LENGTH:
        return ""
    if not any(unicodedata.category(char)[0] in "LN" for char in words):
        return ORNAMENT
    if _EMPTY_LABEL.match(words):
        return EMPTY_LABEL
    if is_prose(words) and not _PROMPT.search(words[:12]):
        return ""
    if _is_buttons(words):
        return BUTTONS
    if _COUNT.match(words):
        return COUNTS
    if len(words) <= 40 and _PROMPT.search(words):
        return PROMPT
    if _NEIGHBOUR.match(words):
        return NEIGHBOURS
    return ""


@functools.cache
def _buttons() -> frozenset[str]:
    """The words of which the buttons of a page are made."""
    return frozenset(Path(__file__).with_name("buttons.txt").read_text(encoding="utf-8").split())


def _is_buttons(words: str) -> bool:
    parts = [part for part in _SEPARATORS.split(words) if part]
    return bool(parts) and all(part in _buttons() for part in parts) and any(not part.isdigit() for part in parts)


def _is_breadcrumb(words: str) -> bool:
    if len(words) > _LENGTH or is_dateline(words) or is_byline(words):
        return False
    return bool(_POSITION.match(words) or (_ARROW.match(words) and is_open(words)))


def _mark_footer(lines: Sequence[str], reasons: list[str]) -> None:
    """Footers end a page: after one no running text follows, and what stands between them belongs to them."""
    last = -1
    for place, words in enumerate(lines):
        if not reasons[place] and len(words) >= _PROSE_AFTER and is_prose(words) and not _is_footer(words):
            last = place
    start = next(
        (place for place in range(last + 1, len(lines)) if not reasons[place] and _STRONG_FOOTER.search(lines[place])),
        None,
    )
    if start is None:
        return
    for place in range(last + 1, len(lines)):
        if not reasons[place] and (place >= start or _is_footer(lines[place])):
            reasons[place] = FOOTER


def _is_footer(words: str) -> bool:
    return len(words) <= _LENGTH and bool(_STRONG_FOOTER.search(words) or _WEAK_FOOTER.search(words))


def _mark_related(lines: Sequence[str], reasons: list[str]) -> None:
    """A list of other articles ends a page too: its head, and short open lines to the end."""
    last = max((p for p, words in enumerate(lines) if not reasons[p] and is_prose(words)), default=-1)
    head = next((p for p in range(last + 1, len(lines)) if not reasons[p] and _RELATED.match(lines[p])), None)
    if head is None:
        return
    for place in range(head, len(lines)):
        if not reasons[place]:
            reasons[place] = RELATED
