"""Quantities in Chinese text, simplified or traditional, half- or full-width."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from jingci.model import Span
from jingci.numerals import chinese_values
from jingci.numerals.chinese_units import COUNTED, SHARE, UNIT, UNITS, Unit
from jingci.numerals.chinese_words import fold, word_without_figure
from jingci.numerals.quantity import Bound, Quantity, QuantityKind

_HAN = "零〇一二三四五六七八九十百千万亿兆两廿卅壹贰叁肆伍陆柒捌玖拾佰仟几"
_HAN_DIGIT = "零〇一二三四五六七八九两"
# 兆瓦, 千瓦, 千克 … are units, not magnitudes.
_MAGNITUDE = r"(?:个(?=亿(?!元)))?[十百千万亿兆](?<!十)(?![瓦赫帕伏卡焦]|克(?!拉)|(?<=千)米|字节|比特|丈)"
_ARABIC = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?:[ ]?(?:[多余来几]?{_MAGNITUDE})+)?"
_HANRUN = rf"(?:[{_HAN}]|数(?=[十百千万亿])){{1,40}}(?:点[{_HAN_DIGIT}]{{1,20}}(?![十百千分刻]))?(?:[多余来]?{_MAGNITUDE})*"
NUMERAL = re.compile(rf"(?:{_ARABIC}|{_HANRUN})(?:(?<=[百千万亿兆])(?:{_ARABIC}|{_HANRUN}))*")

_OF = re.compile(r"分之")
_RANGE = re.compile(r" ?(?:-|~|—{1,2}|–|―|至|到|─|－) ?")
_LIST = re.compile(r" ?(?:和|与|及|或|、|以及|,|/) ?")
_MORE = re.compile(r" ?(?:多|余|来|几|有余)(?![少])")
_GAP = re.compile(r" ?")
_AFTER = re.compile(
    r"(?P<about>左右|上下|前后|许(?!可|多))|(?P<least>(?:及|或)?以上|及其?以上|开外|起(?=[，。、]))|(?P<most>(?:及|或)?以下|以内|之内|不到)"
    r"|(?P<over>有余|多|余)"
)
_CLOCK_MINUTES = re.compile(r"[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九五]")
_COLON = re.compile(r":([0-5][0-9])(?![0-9])(?::([0-5][0-9])(?![0-9]))?")
_ISO = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[12][0-9]|3[01]|0?[1-9])(?![0-9])")
_FIVE_YEAR_PLAN = re.compile(r"十[一二三四]?五")
_DOTTED = re.compile(
    r"[0-9]{1,2}[·•‧・][0-9]{1,2}(?![0-9%])|[0-9]{1,2}\.[0-9]{1,2}(?![0-9%])(?=[”\"’'」』]|[强特大抗暴案事枪汇])"
)
#: Telephone numbers that name a service: 110接处警, 拨打119.
_SERVICE = re.compile(r"(?:110|119|120|122|12110|12309|12345|12315|12333|12348|12389)(?![0-9.,%％])")
_SERVICE_AFTER = re.compile(r" ?(?:[”\"’'」』]|接|报警|警|指挥|平台|电话|热线|处警|联动|服务|急救|台|再快|社会|宣传|系统)")
_DOUBLE = re.compile(r"双[“\"]?$")
_CENTURY_DECADE = re.compile(r" ?(?:[0-9]{2}|[一二三四五六七八九]十) ?年代")
_AND_HALF = re.compile(r"半(月|小时|钟头|世纪|星期)")
_HALF_NAMES = {"月": "month", "小时": "hour", "钟头": "hour", "世纪": "century", "星期": "week"}
_ROMAN = re.compile("[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")
_SLASH = re.compile(r"/([2-9]|1[0-9]?|100)(?![0-9/])")
_HALF = re.compile(r"半(?!年|导|岛|决|径|夜|场|数|路|途|空|程|身|月|球|年度)")
_HALVES = re.compile(r"百分百|半数|一半|对半|半(?=个?小时|年|个月|个世纪|个多|价|天|公里|里|斤|米|吨)|过半|折半|减半")
_LATIN = re.compile(r"[A-Za-z]")
_HALF_UNIT = (("年", "duration:year"), ("小时", "duration:hour"), ("个小时", "duration:hour"), ("个月", "duration:month"))
_HALF_UNIT += (("天", "duration:day"), ("日", "duration:day"))  # type: ignore[assignment]
_LATIN_UNIT = re.compile(r"(?:km|m|cm|mm|kg|g|km/h|mph|bps?|BP|k|K|mm|ml|pm|am|b|bn)(?![A-Za-z0-9])")
_SURE_UNIT = re.compile(r" ?(?:%|[万亿]|[美港欧日韩]?元|倍|家|人|个百分点)")
_CURRENCY = {"$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP"}
_BEFORE: list[tuple[str, Bound]] = [
    *((w, "over") for w in ("超过", "多于", "大于", "高于", "逾", "突破", "超", "超出", "不止", "过", "破")),
    *((w, "at-least") for w in ("至少", "不少于", "不低于", "起码", "最少", "不下", "达到", "上")),
    *((w, "at-most") for w in ("至多", "最多", "不超过", "不多于", "不高于", "不大于", "最高", "不逾", "不得超过")),
    *((w, "under") for w in ("不足", "不到", "少于", "低于", "小于", "近", "将近", "接近", "未满", "不满", "未到", "差不多到")),
    *((w, "about") for w in ("约", "大约", "约为", "大概", "左右", "约合", "估计", "差不多", "约有", "上下", "几近")),
]
_BOUND_BEFORE = {w: b for w, b in _BEFORE}
_DATE_YEAR = range(1200, 2200)


def find(text: str) -> list[Quantity]:
    """All quantities of a Chinese text, in order; see :func:`jingci.numerals.find_quantities`."""
    return _Reader(text).read()


class _Reader:
    """One pass over one text. ``self.t`` is the folded text, of the same length as the original."""

    def __init__(self, text: str) -> None:
        self.t = fold(text)
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        t = self.t
        at = 0
        while match := NUMERAL.search(t, at):
            start, end = match.span()
            at = self._one(start, end)
            if at <= start:
                at = end
        self._halves()
        for match in _ROMAN.finditer(t):
            value = Fraction(ord(match[0]) - ord("Ⅰ") + 1)
            self.found.append(Quantity(value, Span(*match.span()), "label", "label", exempt=True))
        self.found.sort(key=lambda q: (q.span.start, q.span.end))
        return self.found

    # -- one numeral -------------------------------------------------------------------------------------------

    def _one(self, start: int, end: int) -> int:
        """Read what starts with the numeral at ``start``; return where to go on."""
        t = self.t
        arabic = t[start] in "0123456789"
        if arabic:
            if iso := _ISO.match(t, start):
                return self._iso(iso)
        else:
            if t.startswith("分之", end):
                done = self._fraction(start, end)
                if done:
                    return done
            skip = self._word(start, end)
            if skip:
                return skip
        if t.startswith("分之", end) and (done := self._fraction(start, end)):
            return done
        if arabic and start and _LATIN.match(t[start - 1]) and not _SURE_UNIT.match(t, end):
            return self._label(start, end)
        if arabic and t[end : end + 1].isascii() and t[end : end + 1].isalpha() and t[end - 1].isdigit() and not _LATIN_UNIT.match(t, end):
            return self._label(start, end)
        if arabic and start > 1 and t[start - 1] == "-" and _LATIN.match(t[start - 2]):
            return self._label(start, end)
        if t[start] in "壹贰叁肆伍陆柒捌玖拾佰仟幺" and end - start == 1:
            return end  # 队伍, 大陆: characters of other words far more often than figures
        if arabic and (call := _SERVICE.match(t, start)) and (
            _SERVICE_AFTER.match(t, call.end()) or t.endswith(("拨打", "拨", "打"), 0, start)
        ):
            span = Span(*call.span())
            self.found.append(Quantity(Fraction(int(call[0])), span, "label", "label", exempt=True, digits=True))
            return call.end()
        if arabic and (dotted := _DOTTED.match(t, start)):
            # 8·11 and 9·30 name an event by its date.
            for part in re.finditer(r"[0-9]+", dotted[0]):
                span = Span(start + part.start(), start + part.end())
                self.found.append(
                    Quantity(Fraction(int(part[0])), span, "label", "label", exempt=True, digits=True)
                )
            return dotted.end()
        if arabic and (over := _SLASH.match(t, end)) and t[start:end].isdigit() and 0 < int(t[start:end]) < int(over[1]):
            value = Fraction(int(t[start:end]), int(over[1]))
            bound, _ = self._bound(start, over.end(), False)
            self.found.append(
                Quantity(value, Span(start, over.end()), "ratio", "fraction", bound, step=value, digits=True)
            )
            return over.end()
        numeral = chinese_values.read(t[start:end].replace(" ", "").replace("个", ""))
        if numeral is None or t[start:end] in ("千千", "万万", "百百"):
            return self._broken(start, end)
        return self._figure(start, end, numeral, arabic)

    def _word(self, start: int, end: int) -> int:
        """Where a word without a figure ends that this numeral is part of, or 0."""
        t = self.t
        if "点" in t[start:end] or t.startswith("十分钟", start) or t.startswith("十分之", start):
            return 0
        ordinal = start > 0 and t[start - 1] == "第"
        stop = word_without_figure(t, start, end)
        if not stop:
            return 0
        if end - start > 1 and t[start + 1] in "十百千万亿" and stop <= end:
            return 0
        if ordinal and end - start > 1:
            return 0
        numeral = chinese_values.read(t[start : min(end, max(stop, start + 1))])
        if numeral is not None:
            self._add(Span(start, min(end, max(stop, start + 1))), numeral, Unit("count", "cardinal", "", False), exempt=True)
        return max(stop, start + 1)

    def _broken(self, start: int, end: int) -> int:
        """A run of numerals that is no number (七七八八); 十三五 is short for the thirteenth five-year plan."""
        if plan := _FIVE_YEAR_PLAN.match(self.t, start):
            number = chinese_values.read(self.t[start : plan.end() - 1])
            if number:
                span = Span(start, plan.end())
                self.found.append(Quantity(number.value, span, "ordinal", "ordinal", exempt=True))
        return end

    def _label(self, start: int, end: int) -> int:
        """G20, CRH380, F-16: the number of a name."""
        match = re.compile(r"[0-9]+(?:\.[0-9]+)?").match(self.t, start)
        stop = match.end() if match else end
        value, step = chinese_values.decimal(self.t[start:stop])
        self.found.append(
            Quantity(value, Span(start, stop), "label", "label", step=step, exempt=False, digits=True)
        )
        return stop

    def _iso(self, match: re.Match[str]) -> int:
        for group, unit in (("y", "year"), ("m", "month"), ("d", "day")):
            kind: QuantityKind = "year" if unit == "year" else "month" if unit == "month" else "day"
            self.found.append(
                Quantity(Fraction(int(match[group])), Span(*match.span(group)), f"date:{unit}", kind, digits=True)
            )
        return match.end()

    def _fraction(self, start: int, end: int) -> int:
        """百分之五十, 万分之八点九, 三分之二; 0 where no number follows."""
        t = self.t
        below = chinese_values.read(t[start:end])
        match = NUMERAL.match(t, end + 2)
        if below is None or match is None or below.value <= 0:
            return 0
        above = chinese_values.read(match[0].replace(" ", ""))
        if above is None:
            return 0
        kinds: dict[int, QuantityKind] = {100: "percent", 1000: "per-mille", 10_000: "per-ten-thousand"}
        kind = kinds.get(int(below.value), "fraction")
        high = above.high / below.value if above.high is not None else None
        stop = match.end()
        more = _MORE.match(t, stop)
        bound, stop = self._bound(start, more.end() if more else stop, bool(more))
        self.found.append(
            Quantity(
                above.value / below.value,
                Span(start, match.end()),
                "ratio",
                kind,
                bound,
                high,
                above.step / below.value,
                exempt=above.value == below.value or t.startswith("决赛", match.end()),
                digits=match[0][0] in "0123456789",
            )
        )
        return match.end()

    def _figure(self, start: int, end: int, numeral: chinese_values.Numeral, arabic: bool) -> int:
        t = self.t
        if arabic and (colon := _COLON.match(t, end)) and numeral.value < 25 and end - start <= 2:
            return self._clock(start, end, colon)
        pos = end
        over = numeral.over
        if more := _MORE.match(t, pos):
            over = True
            pos = more.end()
        pos = _GAP.match(t, pos).end()  # type: ignore[union-attr]
        unit, stop = self._unit(start, end, pos, numeral, arabic, over)
        if unit is None:
            stop = end
        bound, _ = self._bound(start, stop, over)
        value, high, step = numeral.value, numeral.high, numeral.step
        if unit is not None and t[pos:stop] == "番" and numeral.high is None and value <= 20:
            value, step = Fraction(2) ** int(value), Fraction(1)  # 翻两番: doubled twice
        ordinal = start > 0 and t[start - 1] == "第" or t[max(0, start - 2) : start] == "第 "
        if unit is not None and unit.unit in ("ratio", "points"):
            share = SHARE[t[pos:stop]]
            value, step = value / share, step / share
            high = high / share if high is not None else None
        low_at = self._range(start, max(numeral.value, value), unit, arabic)
        if low_at is not None:
            low = self.found.pop()
            scale = value / numeral.value if numeral.value and low.unit == "count" else Fraction(1)
            if low.unit == "count" and numeral.step * 10 > 10 and low.value * self._magnitude(start, end) < value:
                scale *= self._magnitude(start, end)
            start, high, value = low.span.start, high if high is not None else value, low.value * scale
            step = min(step, low.step * scale)
            bound = low.bound if bound == "exact" else bound
            ordinal = ordinal or low.unit == "ordinal"
        if unit is not None and unit.noun == "half":
            value += Fraction(1, 2)
            step = Fraction(1, 2)
        half = _HALF.match(t, stop) if unit is not None and unit.kind in ("measure", "age", "multiple") else None
        if half and unit and t[stop - 1] in "年天时月倍岁里周斤吨" and not t.startswith("半", end):
            value += Fraction(1, 2)
            step = Fraction(1, 2)
            stop = half.end()
        elif unit is not None and t[pos:stop] == "成" and t.startswith("半", stop):
            value, step, stop = value + Fraction(1, 20), Fraction(1, 20), stop + 1
        elif unit is not None and unit.unit == "clock:hour" and t.startswith("半", stop):
            self._put(start, stop, value, high, step, unit, bound, numeral, arabic, ordinal, end)
            self.found.append(Quantity(Fraction(30), Span(stop, stop + 1), "clock:minute", "time", exempt=True))
            return stop + 1
        self._put(start, stop, value, high, step, unit, bound, numeral, arabic, ordinal, end)
        if unit is not None and unit.unit == "clock:hour":
            return self._minutes(stop)
        return stop

    def _magnitude(self, start: int, end: int) -> int:
        """The magnitude a numeral is written with, which the lower end of a range shares: 3至4万."""
        worth = 1
        for c in self.t[start:end]:
            worth *= chinese_values.LARGE.get(c, 1)
        return worth

    def _put(
        self,
        start: int,
        stop: int,
        value: Fraction,
        high: Fraction | None,
        step: Fraction,
        unit: Unit | None,
        bound: Bound,
        numeral: chinese_values.Numeral,
        arabic: bool,
        ordinal: bool,
        end: int,
    ) -> None:
        """Decide the kind and whether the figure is one that a translation must show, and keep it."""
        t = self.t
        name, kind, noun = (unit.unit, unit.kind, unit.noun) if unit else ("count", "cardinal", "")
        if unit is None and arabic and stop - start == 4 and 1900 <= value < 2100 and high is None:
            name, kind = "date:year", "year"  # 2018世界杯
        exempt = False
        before = t[start - 1] if start else ""
        if before in _CURRENCY and name == "count":
            name, kind = f"money:{_CURRENCY[before]}", "money"
        if ordinal and kind not in ("year",) and name != "date:century":
            name, kind = "ordinal", "ordinal"
        if numeral.vague:
            kind, exempt = "vague", True
        if arabic and (value == 1 and unit is not None and kind in ("cardinal", "measure") or _DOUBLE.search(t[max(0, start - 2) : start])):
            exempt = True  # 1小时 is "an hour"; 双11 is a name
        if name == "date:decade" and self.found and self.found[-1].unit == "date:century" and value < 100:
            century = self.found[-1]
            if start - century.span.end <= 1:
                value += (century.value - 1) * 100  # 15世纪80年代: the 1480s
        if name == "date:century" and _CENTURY_DECADE.match(t, stop):
            exempt = True
        if not arabic:
            exempt = exempt or self._soft(start, end, value, high, unit, ordinal)
        self.found.append(Quantity(value, Span(start, stop), name, kind, bound, high, step, noun, exempt, arabic))

    def _soft(self, start: int, end: int, value: Fraction, high: Fraction | None, unit: Unit | None, ordinal: bool) -> bool:
        """Whether a numeral in characters may go without a figure in English."""
        if unit is not None and unit.unit in ("date:year", "date:month", "date:day"):
            # 一日, 三日 without a month are as often durations or idioms as dates.
            return unit.unit == "date:day" and value <= 3 and self.t[start - 1 : start] not in ("月", "至", "到")
        if self.t.startswith("大", start + 2) and 12 <= value <= 30:
            return False  # 十九大
        if value == 1 or all(c in "十百千万亿多余" for c in self.t[start:end]) and self.t[start] != "十":
            return True
        if high is not None:
            return False
        if unit is None:
            return value <= 10 or not ordinal and value < 20
        if value == 2 or value <= 10 and unit.kind == "cardinal" and not ordinal:
            return True
        return not unit.sure and value <= 10

    def _unit(
        self, start: int, end: int, pos: int, numeral: chinese_values.Numeral, arabic: bool, over: bool
    ) -> tuple[Unit | None, int]:
        """The unit at ``pos`` and where it ends."""
        t = self.t
        match = UNIT.match(t, pos)
        if match is None:
            return None, end
        word = match[0]
        unit = UNITS[word]
        stop = match.end()
        value = numeral.value
        if word == "年" and not over and value.denominator == 1:
            han = not arabic and end - start == 4 and not any(c in "十百千万" for c in t[start:end])
            if (arabic and end - start == 4 and int(value) in _DATE_YEAR) or han:
                return Unit("date:year", "year", "", True), stop
            if arabic and end - start == 2 and t[start] in "0189" and not t.startswith("第", start - 1):
                month = NUMERAL.match(t, stop)
                if month and t.startswith("月", month.end()):
                    return Unit("date:year", "year", "", True), stop
        if word in ("年间", "年度") and arabic and end - start == 4 and int(value) in _DATE_YEAR:
            return Unit("date:year", "year", "", True), stop
        if word == "里" and t[stop : stop + 1] in ("约", "昂", "斯", "德", "奇", "尔"):
            return None, end
        if word == "个" and (rest := _AND_HALF.match(t, stop)):
            return Unit(f"duration:{_HALF_NAMES[rest[1]]}", "measure", "half", True), rest.end()
        if word == "个":
            for counted, noun in COUNTED.items():
                if t.startswith(counted, stop):
                    return Unit(unit.unit, unit.kind, noun, True), stop
        if word == "后" and not (value % 10 == 0 and value < 100 and pos == end and t[end - 1] in "0十"):
            return None, end
        if word in ("月", "日", "号", "时", "点") and (over or value.denominator != 1 or value > 31):
            return (Unit("ordinal", "ordinal", "", True), stop) if word == "号" else (None, end)
        if word == "月" and value > 12:
            return None, end
        if word in ("时", "点") and (value > 24 or t.startswith("点", pos) and t.startswith("击", stop)):
            return None, end
        if word == "成" and (value > 10 or t[stop : stop + 1] in tuple("为功立员长就了绩本果熟交分")):
            return None, end
        if word == "只" and t[stop : stop + 1] in ("比", "有", "是", "能", "要", "会", "需"):
            return None, end
        if word == "个点" and t[stop : stop + 1] in ("位", "球", "评", "子", "赞"):
            return UNITS["个"], pos + 1
        if word == "块" and t[stop : stop + 1] not in ("", "，", "。", "、", "的", "钱"):
            return UNITS["枚"], stop
        if word == "度" and not arabic:
            return UNITS["次"], stop
        if word == "番" and self.t[max(0, start - 1) : start] == "翻":
            # 翻两番 is twice doubled.
            return Unit("multiple", "multiple", "", True), stop
        if word in ("度", "平", "方", "比", "后", "大", "发", "手", "面", "线", "路", "地", "万", "对", "分") and not arabic:
            return (None, end) if word not in ("分", "度") else (unit, stop)
        return unit, stop

    def _range(self, start: int, high_written: Fraction, unit: Unit | None, arabic: bool) -> int | None:
        """Whether the quantity just found and this one are the two ends of a range."""
        if not self.found:
            return None
        low = self.found[-1]
        if low.high is not None or low.exempt and arabic or low.span.end >= start:
            return None
        gap = _RANGE.fullmatch(self.t, low.span.end, start)
        if gap is None:
            self._share_unit(start, unit)
            return None
        name = unit.unit if unit else "count"
        if low.unit in ("date:month", "date:day", "date:year") and name != low.unit:
            return None
        if low.unit not in ("count", "ordinal", name) or low.unit.startswith("clock"):
            return None
        return low.span.start if low.value < high_written else None

    def _share_unit(self, start: int, unit: Unit | None) -> None:
        """Give earlier members of a list the unit written once at its end: 1.4和0.6个百分点."""
        if unit is None or not (unit.unit in ("ratio", "points", "date:decade") or unit.kind in ("money", "measure")):
            return
        at = start
        for k in range(len(self.found) - 1, max(-1, len(self.found) - 6), -1):
            low = self.found[k]
            if low.unit != "count" or low.noun or not low.digits or not _LIST.fullmatch(self.t, low.span.end, at):
                return
            share = 100 if unit.unit in ("ratio", "points") else 1
            self.found[k] = replace(
                low, value=low.value / share, step=low.step / share, unit=unit.unit, kind=unit.kind
            )
            at = low.span.start

    def _clock(self, start: int, end: int, colon: re.Match[str]) -> int:
        """20:30 as hour and minute (a score such as 21:19 reads the same and is compared by its two numbers)."""
        self.found.append(
            Quantity(Fraction(int(self.t[start:end])), Span(start, end), "clock:hour", "time", digits=True)
        )
        for group in (1, 2):
            if colon[group] is not None:
                minutes = int(colon[group])
                unit = "clock:minute" if group == 1 else "clock:second"
                self.found.append(
                    Quantity(
                        Fraction(minutes), Span(*colon.span(group)), unit, "time", exempt=minutes == 0, digits=True
                    )
                )
        return colon.end()

    def _minutes(self, pos: int) -> int:
        """The 44分 of 6点44分."""
        match = _CLOCK_MINUTES.match(self.t, pos)
        if match is None:
            return pos
        numeral = chinese_values.read(match[0])
        if numeral is None or not (self.t.startswith("分", match.end()) or match.end() - pos == 2):
            return pos
        stop = match.end() + self.t.startswith("分", match.end())
        self.found.append(
            Quantity(numeral.value, Span(pos, stop), "clock:minute", "time", exempt=numeral.value == 0, digits=True)
        )
        return stop

    # -- around a numeral --------------------------------------------------------------------------------------

    def _bound(self, start: int, stop: int, over: bool) -> tuple[Bound, int]:
        """The bound that stands before or after, and where the words after it end."""
        t = self.t
        after = _AFTER.match(t, stop)
        end = after.end() if after else stop
        head = t[max(0, start - 5) : start].rstrip(" $¥第")
        for size in (4, 3, 2, 1):
            if len(head) >= size and (bound := _BOUND_BEFORE.get(head[-size:])):
                if size == 1 and head[-2:] in ("以上", "之上", "经过", "通过", "不过", "附近", "最近", "网上", "大约"):
                    break  # 五日以上十日以下: this 上 belongs to the figure before
                return bound, end
        if after and after.lastgroup:
            kinds: dict[str, Bound] = {"about": "about", "least": "at-least", "most": "at-most", "over": "over"}
            return kinds[after.lastgroup], end
        return ("over" if over else "exact"), stop

    def _halves(self) -> None:
        """一半 and 半小时, which hold no numeral of their own."""
        if "半" not in self.t and "百分百" not in self.t:
            return
        taken = [q.span for q in self.found if not q.exempt]
        for match in _HALVES.finditer(self.t):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                continue
            self.found = [q for q in self.found if not q.span.overlaps(span)]
            if match[0] == "百分百":
                self.found.append(Quantity(Fraction(1), span, "ratio", "percent", step=Fraction(1, 100), exempt=True))
                continue
            timed = next((u for w, u in _HALF_UNIT if self.t.startswith(w, span.end)), "ratio")
            kind: QuantityKind = "fraction" if timed == "ratio" else "measure"
            self.found.append(Quantity(Fraction(1, 2), span, timed, kind, step=Fraction(1, 2), exempt=True))
        self.found.sort(key=lambda q: q.span)

    def _add(self, span: Span, numeral: chinese_values.Numeral, unit: Unit, exempt: bool) -> None:
        self.found.append(
            Quantity(numeral.value, span, unit.unit, unit.kind, high=numeral.high, step=numeral.step, exempt=exempt)
        )


__all__ = ["find", "replace"]
