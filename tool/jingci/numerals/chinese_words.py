"""Chinese words that contain a numeral and say no figure, and the folding that all Chinese reading starts with."""

from __future__ import annotations

import re

from jingci.numerals.script import SIMPLIFIED_OF

#: The comma of １２，３４５ and of 12，000. It comes first in the pattern, for what begins with a look back is tried at
#: every place of a text.
_COMMA = re.compile(r"，(?:(?<=[0-9]，)(?=000(?![0-9]))|(?<=[０-９]，)(?=[０-９]{3}(?![０-９])))")
_ZERO = re.compile(r"[OoＯ](?<=[一二三四五六七八九〇].)(?=[一二三四五六七八九〇])")
_WIDTH = {
    ord(full): half for full, half in zip("０１２３４５６７８９．％＄￥～－：／＋", "0123456789.%$¥~-:/+", strict=True)
}
_WIDTH.update({0xFF21 + i: chr(0x41 + i) for i in range(26)})
_WIDTH.update({0xFF41 + i: chr(0x61 + i) for i in range(26)})
_WIDTH.update({ord(c): "〇" for c in "○Ｏ◯"})
_WIDTH.update({ord(c): " " for c in "\u3000\u00a0\u2009\u202f"})
_FOLD = _WIDTH | {ord(t): s for t, s in SIMPLIFIED_OF.items()}
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
#: With more kinds of characters to replace than this, one pass over the text is faster than one for each.
_MANY = 30


def fold(text: str) -> str:
    """Simplified and half-width, of the same length, so that offsets stay those of ``text``.

    Only characters that reading numbers needs are folded; this is no general conversion.
    """
    if "，" in text:
        text = _COMMA.sub(",", text)
    # The set of all characters of a text takes longer than looking for these.
    present = set(_FOLDED.findall(text))
    if len(present) > _MANY:
        text = text.translate(_FOLD)
    else:
        for char in present:
            text = text.replace(char, _FOLD[ord(char)])
    return _ZERO.sub("〇", text) if "O" in text or "o" in text else text


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


# The numeral in these is not a figure that a translation must show. Longer words first in thought: 一站式 needs no
# entry of its own, as 一 alone never asks for a figure.
NO_FIGURE = _words(
    """
    十分 十足 十全 十之八九 千万别 千万不 千万要 万一 万分 万分感 万万 万物 万能 万岁 万里长城 万众 万事 万家 万达
    万科 万福 万象 万宝 万通 万元户 万圣 万国 万州 万宁 万源 万向 万豪 万华 万隆 万博 万年 万代 万里 万户 万千 万般
    万丈 亿万 亿利 千万家 千古 千克 千瓦 千帕 千米 千禧 千家 千户 千年 千岛 千山 千里马 千金 千里 千叶 千方 千百
    千人计划 千变 千军 千秋 大千 打千 秋千 百姓 百货 百度 百合 百般 百科 百花 百家 百事 百胜 百威 百老汇 百慕大 百炼
    百余家 百强 百日 百年 百团 百色 百草 百联 百丽 百世 百灵 百忙 百出 百态 百味 老百姓 老百 三峡 三亚 三星 三菱 三明
    三沙 三门 三门峡 三里屯 三元 三河 三农 三文鱼 三角 三国 三藏 三围 三宝 三脚 三轮 三明治 三叉 三伏 三军 三毛 三思
    三江 三七 三好 三甲 三维 三观 三包 三鹿 三井 三洋 三资 三高 三公 三通 三严三实 三无 三全 三一 三中全会 再三 三权
    三产 三令 三陪 三环 三联 三板 三分球 张三 第三方 第三者 第三世界 三天两头 三三两两 三言两语 三心二意 三五成群
    不三不四 丢三落四 朝三暮四 低三下四 颠三倒四 推三阻四 接二连三 举一反三 二手 二胎 二孩 二维 二氧 二甲 二次元 二胡
    二级市场 二线 二战 一战 二人转 二郎 二外 二奶 二代 二元 二审 一审 二把手 二手房 二中 二房 二更 十二生肖 二十四节气
    无二 不二 独二 王二 小二 店小二 四川 四海 四处 四周 四肢 四面 四方 四季 四合院 四通 四射 四溅 四起 四散 四邻 四平
    四会 四强 四人帮 四书 四个意识 四化 四风 四维 四驱 四大 四旧 李四 五金 五星 五角 五花 五彩 五环 五官 五脏 五谷
    五行 五粮液 五常 五棵松 五矿 五指 五华 五台 五羊 五岳 五湖 五道口 五四 五一 五大 五保 五险 五香 五菱 五十铃 五十步
    五羊城 五十六个民族 六合 六安 六盘水 六四 六神 六一 六朝 六和 六角 六方会谈 六本木 六甲 七夕 七喜 七匹狼 七星 七彩
    七嘴 七天酒店 七一 七国 七里河 七台河 第七天 七十七国 八卦 八路 八达岭 八宝 八仙 八一 八股 八方 八荣 八旗 八项规定
    八戒 八里 八公山 八角 八字 八国 八爪鱼 八哥 八佰伴 腊八 王八 胡说八道 乱七八糟 七上八下 九龙 九江 九寨 九州 九泉
    九天 九霄 九牛 九华 九阳 九一八 九三 九龙坡 九段线 重九 九份 十月革命 十堰 十佳 十强 十大 十字 十里 十一国庆
    十一长假 十一期间 一万步 十一黄金 十字架 红十字 黑十字 十三经 十八罗汉 十八般 十二平均 十三陵 十渡 十三行 十指
    十项全能 十年动乱 双十一 双十二 双十 合十 两岸 两国 两地 两党 两军 两制 两会 两极 两性 两旁 两侧 两边 两面 两头
    两手 两眼 两难 两广 两湖 两江 两院 两高 两全 两千年 斤两 两栖 两线 两翼 两抢 两用 两口 两口子 两者 两相 两伊 两弹
    两弹一星 两学一做 两个一百年 两降 两办 两实 两房 两融 两市 两河 两端 两委 两法 两税 两德 银两 没两样 两回事 两码事
    两下 两不误 一带一路 一国两制 一心一意 一五一十 一清二楚 二十国集团 二十面体 一日千里 三天三夜 百分百 一刀两断
    一箭双雕 一举两得 一石二鸟 一分为二 独一无二 说一不二 一标三实 一岗双责 数一数二 略知一二 一来二去 一穷二白
    一干二净 一二线 一二三 一线 一二级 百里挑一 千方百计 千家万户 千军万马 千山万水 千辛万苦 千言万语 千变万化
    千丝万缕 千秋万代 千差万别 千千万万 千载难逢 千钧一发 成千上万 成百上千 成千 上万 数以万计 数以千计 数以百计
    数以百万计 数以亿计 数以十万计 千百万 百万富翁 亿万富翁 千万富翁 亿万富豪 百万英镑 百万雄师 百战百胜 百发百中
    百折不挠 百闻不如 百感交集 万紫千红 万无一失 万不得已 万家灯火 万水千山 气象万千 四面八方 四分五裂 四通八达
    四平八稳 四海为家 五花八门 五颜六色 五湖四海 五光十色 五大洲 五体投地 三番五次 三长两短 三头六臂 三教九流 三六九等
    三顾茅庐 三缄其口 三位一体 三下五除二 三下乡 约法三章 六神无主 七嘴八舌 七手八脚 横七竖八 八仙过海 八九不离十
    九死一生 九牛一毛 九霄云外 十拿九稳 十全十美 十万火急 十字路口 以一当十 一目十行 一暴十寒 十恶不赦 十有八九
    十万八千里 十年如一日 闻一知十 五十步笑百步 半斤八两 零售 零件 零钱 零食 零星 零散 零碎 零用 零花 零距离 零和 零点
    零部件 凋零 飘零 零担 归零 清零 零容忍 零配件 零工 零下 零头 几乎 几何 几率 茶几 几内亚 几时 几近 几经 几许 几度
    几番 亿元 万元 万人空巷 万人大 统一 一定 一些 一般 一直 一样 一起 一切 一旦 一致 一向 一贯 一律 一共 一边 一面
    一方面 一再 一时 一番 一流 一体 一度 一手 一同 一道 一连 一味 一概 一带 一系列 一把手 一经 一下 一点 一会 一次性
    一站式 唯一 之一 单一 专一 进一步 同一 逐一 第一时间 第一线 第一手 第一 第二职业 周一 周二 周三 周四 周五 周六
    星期一 星期二 星期三 星期四 星期五 星期六 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 一一 不一 划一 合一 某一 每一
    任一 另一 这一 那一 哪一 初一 初二 初三 高一 高二 高三 大一 大二 大三 大四 第二天 第二日 第三国 第三人 第三地
    第三产业 第二产业 第一产业 第一夫人 第一季度 第二故乡 第一书记 上周一 独一 天下第一 人民第一 五一劳动 五一假期
    三八 八一建军 六一儿童 十一假期 国庆十一 五四运动 七七事变 卢沟桥七七
    """
)


def _by_pair() -> tuple[dict[str, list[tuple[str, int]]], dict[str, list[tuple[str, int]]]]:
    """Of each pair of characters, the words in which it stands, each with where; and the words that end with it."""
    inside: dict[str, list[tuple[str, int]]] = {}
    at_end: dict[str, list[tuple[str, int]]] = {}
    for word in NO_FIGURE:
        for place in range(len(word) - 1):
            inside.setdefault(word[place : place + 2], []).append((word, place))
        at_end.setdefault(word[-2:], []).append((word, len(word) - 1))
    return inside, at_end


_INSIDE, _AT_END = _by_pair()


def word_without_figure(text: str, start: int) -> int:
    """The end of the longest such word that covers the numeral character at ``start``, or 0 (``text`` is folded)."""
    best = 0
    for word, place in _INSIDE.get(text[start : start + 2], ()):
        first = start - place
        if first >= 0 and first + len(word) > best and text.startswith(word, first):
            best = first + len(word)
    if not best and start:
        for word, place in _AT_END.get(text[start - 1 : start + 1], ()):
            if start >= place and text.startswith(word, start - place):
                return start + 1
    return best
