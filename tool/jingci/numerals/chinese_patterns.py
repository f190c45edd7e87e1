"""The patterns by which Chinese numerals and what stands around them are recognised, over folded text.

Repetitions are capped where a run could otherwise be scanned again and again: reading stays linear for any text.
"""

from __future__ import annotations

import re

from jingci.numerals.quantity import Bound

HAN = "零〇一二三四五六七八九十百千万亿兆两廿卅壹贰叁肆伍陆柒捌玖拾佰仟几"
ROMANS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
HAN_DIGIT = "零〇一二三四五六七八九两"
# 兆瓦, 千瓦, 千克 … are units, not magnitudes.
MAGNITUDE = r"(?:个(?=亿(?!元)))?[十百千万亿兆](?<!十)(?![瓦赫帕伏卡焦]|克(?!拉)|(?<=千)米|字节|比特|丈)"
_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,12}(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
ARABIC = rf"{_PLAIN}(?:[ ]?(?:[多余来几]?{MAGNITUDE}){{1,4}})?"
HANRUN = (
    rf"(?:[{HAN}]|数(?=[十百千万亿])){{1,40}}"
    rf"(?:点[{HAN_DIGIT}]{{1,20}}(?![十百千分刻]))?(?:[多余来]?{MAGNITUDE}){{0,4}}"
)
NUMERAL = re.compile(rf"(?:{ARABIC}|{HANRUN})(?:(?<=[百千万亿兆])(?:{ARABIC}|{HANRUN})){{0,6}}")
#: Stands after the folded text wherever it is read, and so, at index -1, before it: what is next to a place is there.
END = "\0"
#: What a numeral begins with. Most are a run of digits or one character, with nothing beside that could belong to them:
#: then this is all of it, and a group says so.
BEGIN = re.compile(
    f"[0-9{HAN}数{ROMANS}](?:(?<=[0-9])[0-9]*(?![0-9., 多余来几个十百千万亿兆])()"
    f"|(?<=[{HAN}])(?![0-9{HAN}数点多余来个])())?"
)

#: Neither is longer than this.
LONGEST_LINK = 4
RANGE = re.compile(r" ?(?:-|~|—{1,2}|–|―|至|到|─|－) ?")
LIST = re.compile(r" ?(?:和|与|及|或|、|以及|,|/) ?")
MORE = re.compile(r" ?(?:多|余|来|几|有余)(?![少])")
BOUND_AFTER = re.compile(
    r"(?P<about>左右|上下|前后|许(?!可|多))|(?P<least>(?:及其?|或)?以上|开外|起(?=[，。、]))"
    r"|(?P<most>(?:及|或)?以下|以内|之内|不到)"
    r"|(?P<over>有余|多|余)"
)
#: What these begin with: a look at one character is much cheaper than trying the pattern.
MORE_BEGINS = frozenset(" 多余来几有")
BOUND_BEGINS = frozenset("左上前许及或以开起之不有多余")
CLOCK_MINUTES = re.compile(r"[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九五]")
COLON = re.compile(r":([0-5][0-9])(?![0-9])(?::([0-5][0-9])(?![0-9]))?")
ISO = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[12][0-9]|3[01]|0?[1-9])(?![0-9])"
)
FIVE_YEAR_PLAN = re.compile(r"十[一二三四]?五")
ISO_MARKS = frozenset("-/.")
DOTS = frozenset("·•‧・.")
DOTTED = re.compile(
    r"[0-9]{1,2}[·•‧・][0-9]{1,2}(?![0-9%])|[0-9]{1,2}\.[0-9]{1,2}(?![0-9%])(?=[”\"’'」』]|[强特大抗暴案事枪汇洪])"
)
_SERVICES = ("110", "119", "120", "122", "12110", "12309", "12345", "12315", "12333", "12348", "12389")
#: Telephone numbers that name a service: 110接处警, 拨打119.
SERVICE = re.compile(rf"(?:{'|'.join(_SERVICES)})(?![0-9.,%％])")
SERVICE_AFTER = re.compile(
    r" ?(?:[”\"’'」』]|接|报警|警|指挥|平台|电话|热线|处警|联动|服务|急救|台|大队|中队|出警|民警|再快|社会|宣传|系统)"
)
QUOTED_HOLIDAY = re.compile(r"[“‘「『\"]十一[”’」』\"]")
DOUBLE = ("双", "双“", '双"')
CENTURY_DECADE = re.compile(r" ?(?:[0-9]{2}|[一二三四五六七八九]十) ?年代")
AND_HALF = re.compile(r"半(月|小时|钟头|世纪|星期)")
HALF_NAMES = {"月": "month", "小时": "hour", "钟头": "hour", "世纪": "century", "星期": "week"}
TENTH = re.compile(r"[一二三四五六七八九](?![个名人家成万亿千百十年月日分点])")  # 两成三
EVENT = re.compile(r"911(?=恐|事件|袭|[”\"])")
LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
LATIN_OR_GAP = LATIN | {" ", "-"}
#: One of these before or after a run of digits, or it is one of these: else it names nothing.
NAME_AFTER = LATIN | (ISO_MARKS | DOTS) - {"."}
NAMES = frozenset({*_SERVICES, "911"})
SHORT_YEAR = re.compile(r" ?[-/—–~] ?$")
SLASH = re.compile(r"/([2-9]|1[0-9]?|100)(?![0-9/])")
HALF = re.compile(r"半(?!年|导|岛|决|径|夜|场|数|路|途|空|程|身|月|球|年度)")
HALVES = re.compile(r"百分百|半数|一半|对半|半(?=个?小时|年|个月|个世纪|个多|价|天|公里|里|斤|米|吨)|过半|折半|减半")
DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
HALF_UNIT = (
    ("年", "duration:year"),
    ("小时", "duration:hour"),
    ("个小时", "duration:hour"),
    ("个月", "duration:month"),
    ("天", "duration:day"),
    ("日", "duration:day"),
)
LATIN_UNIT = re.compile(r"(?:km|m|cm|mm|kg|g|km/h|mph|bps?|BP|mm|ml|pm|am|bn)(?![A-Za-z0-9])")
SURE_UNIT = re.compile(r" ?(?:%|[万亿]|[美港欧日韩]?元|倍|家|人|个百分点)")
CURRENCY = {"$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP"}
DATE_YEAR = range(1200, 2200)

_BEFORE: dict[Bound, str] = {
    "over": "超过 多于 大于 高于 逾 突破 超 超出 不止 过 破",
    "at-least": "至少 不少于 不低于 起码 最少 不下 达到 上",
    "at-most": "至多 最多 不超过 不多于 不高于 不大于 最高 不逾 不得超过",
    "under": "不足 不到 少于 低于 小于 近 将近 接近 未满 不满 未到",
    "about": "约 大约 约为 大概 约合 估计 差不多 约有 几近",
}
BOUND_BEFORE: dict[str, Bound] = {word: bound for bound, words in _BEFORE.items() for word in words.split()}
BOUND_ENDS = frozenset(word[-1] for word in BOUND_BEFORE)
#: What may stand between a bound and its number.
AFTER_BOUND = " $¥第"
#: A number has no bound before it that does not come after one of these.
BOUND_BESIDE = BOUND_ENDS.union(AFTER_BOUND)
#: Words whose last character is no bound of the number that follows: in 五日以上十日以下 the 上 belongs to 五日.
NOT_BOUND = (
    "以上", "之上", "网上", "经过", "通过", "不过", "附近", "最近", "侦破", "告破", "攻破",
    "节约", "集约", "条约", "公约", "合约", "契约", "签约", "履约", "违约", "预约", "特约",
)  # fmt: skip
#: Characters of formal numerals that, alone, are parts of other words far more often: 队伍, 大陆.
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟幺"
