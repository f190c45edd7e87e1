"""What a line is, by its wording alone: prose, a heading, who wrote it, when and where it appeared."""

from __future__ import annotations

import re

_DIGITS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(?:[{_DIGITS}]{{1,3}}、|第[{_DIGITS}]{{1,3}}[章节節编編部篇](?:分)?)")
_SUB_NUMBERED = re.compile(
    rf"(?:[(（][{_DIGITS}]{{1,3}}[)）]|\d{{1,2}}[.．、](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s|[(（]\d{{1,2}}[)）])"
)
_BRACKETED = re.compile(r"【[^】\n]{1,40}】")
_SENTENCE_END = re.compile(r"[。！？!?;；…][”’）)」』\"]*\Z")
_OPEN_END = re.compile(r"[。！？!?;；:：，,、…][”’）)」』\"]*\Z")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|([-/.])\d{1,2}\1\d{1,2}|\s\d{1,2}/\d{1,2}(?=\s))"
)
#: A date with its day that stands by itself, not in a phrase.
_DATE_APART = re.compile(
    r"(?:\A|[\s|｜])(?:19|20)\d\d(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|([-/.])\d{1,2}\1\d{1,2}|\s\d{1,2}/\d{1,2})(?=[\s|｜T]|\Z)"
)
_CHINESE_DATE = re.compile(rf"\A[二一][〇○零{_DIGITS}]{{3}}年[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日\Z")
_TIME = re.compile(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?|T(?=\d\d:)")
_DATELINE_LABEL = re.compile(
    r"(?:信息|稿件|文章|新闻)?(?:来源|來源|稿源)|(?:发布|发表|更新|成文|發佈|發布)?(?:时间|日期|時間)|时间|发布|发布者|发布机构|"
    r"(?:责任)?(?:编辑|編輯)|作者|浏览(?:次数|量|数)?|阅读(?:量|数|次数)?|点击(?:量|数|率|次数)?|字[体号]|审核|供稿|编审"
)
_LABELLED = re.compile(rf"(?:{_DATELINE_LABEL.pattern})\s*[:：]")
_BYLINE = re.compile(
    r"(?:[(（【]?\s*(?:本[报网刊台社]|特约|见习|实习|首席|[\u4e00-\u9fff]{2,8}[报网台社])?\s*"
    r"(?:记者|通讯员|特约撰稿人?|撰稿|作者|記者|通訊員)\s*[:：]?\s*"
    r"|文\s*[/／:：]\s*)[\u4e00-\u9fff·□、\s/／]{2,30}(?:文/图|摄影报道|图文)?[)）】]?\Z"
)
_OFFICE_AND_NAME = re.compile(
    r"[\u4e00-\u9fff、,，·()（）]{2,30}(?:长|書記|书记|主任|主席|委员|政委|教授|警官|检察官|秘书长)[ \u3000\xa0]+"
    r"[\u4e00-\u9fff][ \u3000]?[\u4e00-\u9fff·]{1,4}\Z"
)
#: Authors above their title, as journals print them: 蔡 田,陈建中; and where they work, with a postal code.
_NAME = r"[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){1,2}"
_AUTHORS = re.compile(rf"{_NAME}(?:[,，、;；][ \u3000]?{_NAME})+\Z")
_AFFILIATION = re.compile(r"[(（][^()（）]{4,60}\d{6}[;；]?[)）]\Z")
#: Words that head a part of a text wherever they stand alone.
_PART = re.compile(r"(?:引言|前言|导言|概述|摘要|结语|结束语|总结|小结|编者按|附录|參考文獻|参考文献)\s*[:：]?\Z")
_CAPTION = re.compile(
    r"(?:图|表|附图|附表|圖)\s*[\d一二三四五六七八九十]{1,3}(?:[-－.]\d{1,2})?[:：、.\s\u3000]|图为|圖為"
    r"|.*[(（](?:资料图片?|資料圖片?|图片来源[^)）]*|[^()（）]{1,20}(?:供图|供圖|摄|攝))[)）]\s*\Z"
    r"|.{2,60}[ \u3000]\S{2,10}摄\Z"
)
_ASIDE = re.compile(
    r"[\[【(（]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|图片编辑|圖片編輯|校对|审核|初审|复审|终审|监制|值班编委|编审|原标题|原標題"
    r"|文章来源|来源|來源|稿源|联系电话|联系人|(?:此件)?主动公开)\s*[:：].{1,120}\Z",
    re.DOTALL,
)
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}\s*[〔\[（(](?:19|20)\d\d[〕\]）)]\s*(?:第\s*)?\d{1,4}\s*号\Z")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:局|厅|委|部|办公室|支队|大队|总队|政府|委员会|中心|派出所|办|法院|检察院|领导小组)\Z"
)

HEADING_LENGTH = 50
_SUB_HEADING_LENGTH = 40
_PLAIN_HEADING_LENGTH = 30
_TITLE_LENGTH = 80
_LINE_LENGTH = 150
_PROSE_LENGTH = 40


def squeezed(words: str) -> str:
    """The words without white space: what two prints of one line have in common."""
    return "".join(words.split())


def is_prose(words: str) -> bool:
    """Whether a block is running text rather than a heading, a label or a list of links."""
    if len(_HAN.findall(words)) < 4:
        return False
    return bool(_SENTENCE_END.search(words)) or (len(words) >= _PROSE_LENGTH and bool(re.search("[，,、；;。]", words)))


def is_numbered(words: str) -> bool:
    """Whether a block is a heading by its number (一、 第二部分 (三) 4.)."""
    if _NUMBERED.match(words):
        return len(words) <= HEADING_LENGTH
    return bool(_SUB_NUMBERED.match(words)) and len(words) <= _SUB_HEADING_LENGTH


def is_arabic_item(words: str) -> bool:
    """Whether a block starts with an Arabic number, as a heading does and so does an item of a list."""
    return bool(re.match(r"[(（]?\d{1,2}[.．、)）](?!\d)", words))


def is_bracketed(words: str) -> bool:
    """Whether a block is a heading by its brackets: 【改革成效】…."""
    return bool(_BRACKETED.match(words)) and len(words) <= HEADING_LENGTH


def is_open(words: str) -> bool:
    """Whether a block ends without any punctuation that ends or continues a sentence."""
    return not _OPEN_END.search(words)


def is_title_like(words: str) -> bool:
    """Whether a block can be a title or a part of one."""
    return len(words) <= _TITLE_LENGTH and is_open(words) and bool(_HAN.search(words))


def is_plain_heading(words: str) -> bool:
    """Whether a block can be a heading without a number: short, open, and Chinese for the most part."""
    letters = [char for char in words if not char.isspace()]
    if not 3 <= len(letters) <= _PLAIN_HEADING_LENGTH or not is_open(words):
        return False
    return len(_HAN.findall(words)) * 3 >= len(letters) * 2 and "\t" not in words


def is_dateline(words: str) -> bool:
    """Whether a block says only when and where the text appeared: dates and labelled values, no sentence."""
    words = words.strip("()（）[]【】 \u3000")
    if len(words) > _LINE_LENGTH or _SENTENCE_END.search(words):
        return False
    if _CHINESE_DATE.match(words):
        return True
    dated = bool(_DATE.search(words))
    labelled = len(_LABELLED.findall(words))
    if not dated and not (labelled and _LABELLED.match(words)):
        return False
    apart = bool(_DATE_APART.search(words))
    rest = _TIME.sub("", _DATE.sub("", words))
    rest = re.sub(rf"(?:{_LABELLED.pattern})\s*\S+(?:\s[\u4e00-\u9fff]{{1,3}}(?=\s|\Z))?", "", rest)
    rest = re.sub(r"https?://\S+", "", rest)
    return len(squeezed(rest)) <= (12 if dated and (labelled or apart) else 2 if dated else 0)


def is_dated(words: str) -> bool:
    """Whether a date stands in the words."""
    return bool(_DATE.search(words) or _CHINESE_DATE.match(words))


def is_byline(words: str) -> bool:
    """Whether a block names the author: 记者 李 亚, 文/胡志文, 副市长、市公安局局长 董煜华."""
    return any(pattern.match(words) for pattern in (_BYLINE, _OFFICE_AND_NAME, _AFFILIATION))


def is_list_of_authors(words: str) -> bool:
    """Whether a line above the text is nothing but personal names: 蔡 田,陈建中."""
    return bool(_AUTHORS.match(words))


def is_part(words: str) -> bool:
    """Whether a block is a word that heads a part of a text: 引言, 概述, 结语."""
    return bool(_PART.match(words))


def is_caption(words: str) -> bool:
    """Whether a block is the caption of a picture, figure or table."""
    return len(words) <= _LINE_LENGTH and bool(_CAPTION.match(words))


def is_aside(words: str) -> bool:
    """Whether a block is an editor's line: responsible editor, source, original headline, document number."""
    return len(words) <= _LINE_LENGTH and bool(_ASIDE.match(words) or _DOCUMENT_NUMBER.match(words))


def is_organ(words: str) -> bool:
    """Whether a block is the name of an organ, as it stands above the date of an official letter."""
    return bool(_ORGAN.match(squeezed(words)))
