"""What may follow a Chinese numeral: units, classifiers and the nouns they count, all in simplified script."""

from __future__ import annotations

from typing import NamedTuple

from jingci.numerals.quantity import QuantityKind


class Unit(NamedTuple):
    """The unit class, the kind, the group of what is counted, and whether 三 before it is surely a figure."""

    unit: str
    kind: QuantityKind
    noun: str
    sure: bool

    @property
    def unit_class(self) -> str:
        """The unit class without the unit."""
        return self.unit.partition(":")[0]


_ANYTHING = (
    "个 种 类 支 枚 颗 张 本 部 份 封 套 块 根 把 棵 株 片 幅 处 笔 票 席 首 集 段 级 瓶 杯 箱 袋 碗 盒 粒 册 朵 盏 "
    "扇 宗 季 站 门 课 科 页 副 群 组 顶 滴 发 万 股 手 声 步 道 句 字 档 剂 元 帧 环 杆 圈 跑 盘 拳 架次 点 大"
)
_TABLE: list[tuple[str, QuantityKind, str, bool, str]] = [
    # unit, kind, noun, sure, words
    ("ratio", "percent", "", True, "% 个百分比"),
    ("ratio", "per-mille", "", True, "‰"),
    ("ratio", "percent", "", True, "成 厘"),
    ("points:any", "points", "", True, "个点"),
    ("points", "points", "", True, "个百分点 百分点 基点 个基点 bp bps BP"),
    ("multiple", "multiple", "", True, "倍 番 倍多"),
    ("date:month", "month", "", True, "月 月份 月底 月初"),
    ("date:day", "day", "", True, "日 号"),
    ("date:decade", "decade", "", True, "年代 后"),
    ("date:century", "century", "", True, "世纪 个世纪"),
    ("duration:year", "measure", "year", True, "年 周年 年度 年间 载 整年 余年"),
    ("duration:quarter", "measure", "quarter", True, "季度 个季度"),
    ("duration:month", "measure", "month", True, "个月 个多月"),
    ("duration:week", "measure", "week", True, "周 个星期 个多星期 星期 个礼拜 礼拜"),
    ("duration:day", "measure", "day", True, "天 个工作日 工作日 个交易日 交易日 昼夜"),
    ("duration:night", "measure", "night", True, "晚 夜"),
    ("duration:hour", "measure", "hour", True, "小时 个小时 个多小时 个钟头 钟头 个钟"),
    ("duration:minute", "measure", "minute", True, "分钟"),
    ("duration:second", "measure", "second", True, "秒 秒钟"),
    ("clock:hour", "time", "", True, "时 点 点钟 时许 点多 点整"),
    ("age", "age", "", True, "岁 周岁 周龄 岁半"),
    ("money:CNY", "money", "", True, "元 元人民币 块 块钱 圆 人民币"),
    ("money:USD", "money", "", True, "美元 美金 美刀"),
    ("money:cent", "money", "", True, "美分 分钱"),
    ("money:EUR", "money", "", True, "欧元"),
    ("money:GBP", "money", "", True, "英镑"),
    ("money:JPY", "money", "", True, "日元 日圆"),
    ("money:HKD", "money", "", True, "港元 港币 港圆"),
    ("money:KRW", "money", "", True, "韩元 韩圆"),
    ("money:RUB", "money", "", True, "卢布"),
    ("money:INR", "money", "", True, "卢比"),
    ("money:AUD", "money", "", True, "澳元 澳币"),
    ("money:CAD", "money", "", True, "加元 加币"),
    ("money:SGD", "money", "", True, "新元 新加坡元"),
    ("money:TWD", "money", "", True, "新台币 台币 元新台币"),
    (
        "money:other",
        "money",
        "",
        True,
        "瑞士法郎 法郎 瑞郎 比索 雷亚尔 兰特 泰铢 里拉 克朗 第纳尔 澳门元 镑 林吉特 越南盾 盾",
    ),
    ("length:km", "measure", "", True, "公里 千米"),
    ("length:m", "measure", "", True, "米 公尺"),
    ("length:cm", "measure", "", True, "厘米 公分"),
    ("length:mm", "measure", "", True, "毫米"),
    ("length:nm", "measure", "", True, "纳米"),
    ("length:um", "measure", "", True, "微米"),
    ("length:mile", "measure", "", True, "英里"),
    ("length:nmile", "measure", "", True, "海里"),
    ("length:foot", "measure", "", True, "英尺 尺"),
    ("length:inch", "measure", "", True, "英寸 寸"),
    ("length:yard", "measure", "", True, "码"),
    ("length:li", "measure", "", False, "里 华里 里地"),
    ("area:km2", "measure", "", True, "平方公里 平方千米"),
    ("area:m2", "measure", "", True, "平方米 平米 平 平方"),
    ("area:ft2", "measure", "", True, "平方英尺"),
    ("area:mi2", "measure", "", True, "平方英里"),
    ("area:ha", "measure", "", True, "公顷"),
    ("area:mu", "measure", "", True, "亩"),
    ("area:acre", "measure", "", True, "英亩"),
    ("mass:t", "measure", "", True, "吨"),
    ("mass:kg", "measure", "", True, "公斤 千克"),
    ("mass:jin", "measure", "", True, "斤 市斤"),
    ("mass:g", "measure", "", True, "克"),
    ("mass:mg", "measure", "", True, "毫克"),
    ("mass:lb", "measure", "", True, "磅"),
    ("mass:oz", "measure", "", True, "盎司"),
    ("volume:m3", "measure", "", True, "立方米 立方 方"),
    ("volume:l", "measure", "", True, "升 公升"),
    ("volume:ml", "measure", "", True, "毫升"),
    ("volume:gal", "measure", "", True, "加仑"),
    ("volume:bbl", "measure", "", True, "桶"),
    ("temperature:C", "measure", "", True, "摄氏度 ℃ °C"),
    ("temperature:F", "measure", "", True, "华氏度 ℉ °F"),
    ("temperature:any", "measure", "", True, "度"),
    ("power:W", "measure", "", True, "瓦 瓦特"),
    ("power:kW", "measure", "", True, "千瓦"),
    ("power:MW", "measure", "", True, "兆瓦"),
    ("energy:kWh", "measure", "", True, "千瓦时 度电"),
    ("speed:kmh", "measure", "", True, "公里/小时"),
    ("count", "cardinal", "person", True, "人 名 位 人次 员 口 口人 名民警 名警力"),
    ("count", "cardinal", "case", True, "起 例 宗 桩 件"),
    ("count", "cardinal", "time", True, "次 回 遍 趟 度 番"),
    ("count", "cardinal", "company", True, "家"),
    ("count", "cardinal", "household", True, "户"),
    ("count", "cardinal", "vehicle", True, "辆 台 架 艘 列"),
    ("count", "cardinal", "point", True, "分"),
    ("count", "cardinal", "goal", True, "球"),
    ("count", "cardinal", "country", False, "国 个国家"),
    ("count", "cardinal", "province", False, "省 个省"),
    ("count", "cardinal", "city", False, "市 个城市 城"),
    ("count", "cardinal", "clause", True, "条 款 章 节 编 项 篇"),
    ("count", "cardinal", "session", True, "届 期 批 轮 场 局"),
    ("count", "cardinal", "floor", True, "层 楼 栋 幢 座 间 所"),
    ("count", "cardinal", "animal", True, "只 头 匹"),
    ("count", "cardinal", "place", True, "胜 负 平 比 强"),
    (
        "count",
        "cardinal",
        "",
        True,
        _ANYTHING,
    ),
    (
        "count",
        "cardinal",
        "",
        False,
        "地 方 对 双 面 代 线 方面 连 区 县 镇 乡 村 系 队 班 派 路 星 强 军 者 则 子 室 包 网 化",
    ),
]

UNITS: dict[str, Unit] = {}
for _unit, _kind, _noun, _sure, _words in _TABLE:
    for _word in _words.split():
        UNITS.setdefault(_word, Unit(_unit, _kind, _noun, _sure))

_lengths: dict[str, set[int]] = {}
for _word in UNITS:
    _lengths.setdefault(_word[0], set()).add(len(_word))
#: How long the words are that begin with a character, the longest first.
_LENGTHS = {char: sorted(lengths, reverse=True) for char, lengths in _lengths.items()}


def unit_word(t: str, pos: int) -> str:
    """The longest word of :data:`UNITS` that stands at ``pos`` of a text with its end; empty where there is none."""
    for length in _LENGTHS.get(t[pos], ()):
        if (word := t[pos : pos + length]) in UNITS:
            return word
    return ""


#: Worth of one of the unit as a part of one, for shares and points.
SHARE = {"%": 100, "个百分比": 100, "‰": 1000, "成": 10, "厘": 100, "个百分点": 100, "百分点": 100, "个点": 100}
SHARE |= dict.fromkeys(("基点", "个基点", "bp", "bps", "BP"), 10_000)

# 个 goes with any noun; the noun says more (500个国家). Read only right after 个.
COUNTED = {
    "国家": "country",
    "省": "province",
    "城市": "city",
    "人": "person",
    "市": "city",
    "小时": "hour",
    "月": "month",
}
