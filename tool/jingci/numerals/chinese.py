"""Quantities in Chinese text, simplified or traditional, half- or full-width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from jingci.model import Span
from jingci.numerals import chinese_names as names
from jingci.numerals import chinese_patterns as patterns
from jingci.numerals import chinese_values
from jingci.numerals.chinese_context import bound_around, magnitude_written, may_go_unsaid, unit_at
from jingci.numerals.chinese_units import SHARE, Unit
from jingci.numerals.chinese_words import fold
from jingci.numerals.quantity import Bound, Quantity, QuantityKind, new, quantity

_HALF = Fraction(1, 2)
_NO_UNIT = Unit("count", "cardinal", "", True)
#: Units by which the number is multiplied or divided.
_SCALED = SHARE.keys() | {"番"}
_OF_YEARS = frozenset({"count", "duration:year", "date:year"})
_KINDS_OF_SHARE: dict[int, QuantityKind] = {100: "percent", 1000: "per-mille", 10_000: "per-ten-thousand"}


def find(text: str) -> list[Quantity]:
    """All quantities of a Chinese text, in order; see :func:`jingci.numerals.find_quantities`."""
    return _Reader(fold(text) + patterns.END).read()


@dataclass(slots=True)
class _Figure:
    """A numeral being read, with what is known of it so far. Many are made: see :func:`quantity`."""

    start: int
    end: int  # of the numeral itself
    stop: int  # of its unit
    value: Fraction
    high: Fraction | None
    step: Fraction
    unit: Unit | None
    bound: Bound
    arabic: bool
    ordinal: bool
    vague: bool
    ranged: bool


def _place(quantity: Quantity) -> tuple[int, int]:
    return quantity.span.start, quantity.span.end


class _Reader:
    """One pass over one folded text, of the same length as the original but for the end that is put after it."""

    def __init__(self, folded: str) -> None:
        self.t = folded
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        at = 0
        # Looking for the characters that begin a numeral first is many times faster than trying it at each place.
        while first := patterns.BEGIN.search(self.t, at):
            start, end = first.span()
            if is_plain := first.lastindex is not None:
                at = self._one(start, end, is_plain)
            elif match := patterns.NUMERAL.match(self.t, start):
                at = self._one(start, match.end(), is_plain)
            elif self.t[start] in patterns.ROMANS:
                self.found.append(names.roman(self.t, start))
            at = max(at, start + 1)
        self._halves()
        return self.found

    def _one(self, start: int, end: int, is_plain: bool) -> int:
        """Read what starts with the numeral at ``start``; return where to go on.

        :param is_plain: it is a run of digits or one character, and what follows does not continue it.
        """
        t = self.t
        run, after = t[start:end], t[end]
        arabic = run[0] in "0123456789"
        if after == "分" and t.startswith("分之", end) and (done := self._fraction(start, end)):
            return done
        if arabic:
            if (not is_plain or names.may_be_named(t, start, end)) and (found := names.named(t, start, end)):
                self.found += found[0]
                return found[1]
            if after == "/" and (done := self._slashed(start, end)):
                return done
        else:
            if word := names.in_word(t, start, end):
                if word[0] is not None:
                    self.found.append(word[0])
                return word[1]
            if end - start == 1 and run in patterns.FORMAL:
                return end
        numeral = chinese_values.read(run if is_plain else run.replace(" ", "").replace("个", ""))
        if numeral is None or run in ("千千", "万万", "百百"):
            if plan := names.plan(t, start):
                self.found.append(plan)
            return end
        if after == ":" and arabic and numeral.value < 25 and end - start <= 2 and (done := self._clock(start, end)):
            return done
        return self._figure(start, end, numeral, arabic)

    # -- shares and clock times --------------------------------------------------------------------------------

    def _fraction(self, start: int, end: int) -> int:
        """百分之五十, 万分之八点九, 三分之二; 0 where no number follows."""
        t = self.t
        below = chinese_values.read(t[start:end].replace(" ", ""))
        match = patterns.NUMERAL.match(t, end + 2)
        if below is None or match is None or below.value <= 0:
            return 0
        above = chinese_values.read(match[0].replace(" ", ""))
        if above is None:
            return 0
        stop = match.end()
        more = patterns.MORE.match(t, stop)
        kind = _KINDS_OF_SHARE.get(int(below.value), "fraction")
        self.found.append(
            Quantity(
                above.value / below.value,
                Span(start, stop),
                "ratio",
                kind,
                bound_around(t, start, more.end() if more else stop, more is not None),
                above.high / below.value if above.high is not None else None,
                above.step / below.value if kind != "fraction" else Fraction(0),
                exempt=above.value == below.value or t.startswith("决赛", stop),
                digits=match[0][0] in "0123456789",
            )
        )
        return stop

    def _slashed(self, start: int, end: int) -> int:
        """1/3; 0 where this is no fraction."""
        t = self.t
        over = patterns.SLASH.match(t, end)
        if over is None or end - start > 3 or not t[start:end].isdigit():
            return 0
        above, below = int(t[start:end]), int(over[1])
        if not 0 < above < below:
            return 0
        value = Fraction(above, below)
        bound = bound_around(t, start, over.end(), False)
        span = Span(start, over.end())
        self.found.append(Quantity(value, span, "ratio", "fraction", bound, step=Fraction(0), digits=True))
        return over.end()

    def _clock(self, start: int, end: int) -> int:
        """20:30 as hour and minute (a score such as 21:19 reads the same and is compared by its two numbers)."""
        colon = patterns.COLON.match(self.t, end)
        if colon is None:
            return 0
        hour = Fraction(int(self.t[start:end]))
        self.found.append(Quantity(hour, Span(start, end), "clock:hour", "time", digits=True))
        for group, unit in ((1, "clock:minute"), (2, "clock:second")):
            if colon[group] is not None:
                value = Fraction(int(colon[group]))
                span = Span(*colon.span(group))
                self.found.append(Quantity(value, span, unit, "time", exempt=not value, digits=True))
        return colon.end()

    def _minutes(self, pos: int) -> int:
        """The 44分 of 6点44分, or the 半 of 8点半."""
        t = self.t
        if t.startswith("半", pos):
            self.found.append(Quantity(Fraction(30), Span(pos, pos + 1), "clock:minute", "time", exempt=True))
            return pos + 1
        match = patterns.CLOCK_MINUTES.match(t, pos)
        numeral = chinese_values.read(match[0]) if match else None
        if match is None or numeral is None or not (t.startswith("分", match.end()) or match.end() - pos == 2):
            return pos
        stop = match.end() + t.startswith("分", match.end())
        exempt = numeral.value == 0
        self.found.append(Quantity(numeral.value, Span(pos, stop), "clock:minute", "time", exempt=exempt, digits=True))
        return stop

    def _halves(self) -> None:
        """一半, 半小时 and 百分百, which hold no numeral of their own."""
        t = self.t
        if "半" not in t and "百分百" not in t:
            return
        firm = [q for q in self.found if not q.exempt]
        halves: list[Quantity] = []
        at = 0
        for match in patterns.HALVES.finditer(t):
            span = Span(*match.span())
            while at < len(firm) and firm[at].span.end <= span.start:
                at += 1
            if at < len(firm) and firm[at].span.overlaps(span):
                continue
            if match[0] == "百分百":
                halves.append(Quantity(Fraction(1), span, "ratio", "percent", step=Fraction(1, 100), exempt=True))
                continue
            unit = next((u for w, u in patterns.HALF_UNIT if t.startswith(w, span.end)), "ratio")
            kind: QuantityKind = "fraction" if unit == "ratio" else "measure"
            halves.append(Quantity(Fraction(1, 2), span, unit, kind, step=Fraction(1, 2), exempt=True))
        if not halves:
            return
        taken = {i for q in halves for i in range(q.span.start, q.span.end)}
        self.found = [q for q in self.found if not taken.intersection(range(q.span.start, q.span.end))]
        self.found += halves
        self.found.sort(key=_place)

    # -- figures -----------------------------------------------------------------------------------------------

    def _figure(self, start: int, end: int, numeral: chinese_values.Numeral, arabic: bool) -> int:
        t = self.t
        before = t[start - 1]
        more = patterns.MORE.match(t, end) if t[end] in patterns.MORE_BEGINS else None
        pos = more.end() if more else end
        pos += t.startswith(" ", pos)
        over = numeral.over or more is not None
        unit, stop = unit_at(t, start, end, pos, numeral, arabic, over)
        stop = stop if unit else end
        figure: _Figure = new(_Figure)
        figure.start, figure.end, figure.stop = start, end, stop
        figure.value, figure.high, figure.step, figure.vague = numeral.value, numeral.high, numeral.step, numeral.vague
        figure.unit, figure.bound = unit, bound_around(t, start, stop, over)
        figure.ordinal = before == "第" or (before == " " and t.endswith("第 ", 0, start))
        figure.arabic, figure.ranged = arabic, False
        word = t[pos:stop] if unit else ""
        if word in _SCALED:
            self._scale(figure, word)
        if self.found and 0 < start - self.found[-1].span.end <= patterns.LONGEST_LINK:
            self._join_range(figure, numeral)
        if unit is not None and (word == "成" or unit.noun == "half" or t.startswith("半", stop)):
            self._add_half(figure, unit, word)
        self._keep(figure)
        if unit is not None and unit.unit == "clock:hour":
            return self._minutes(figure.stop)
        return figure.stop

    def _scale(self, figure: _Figure, word: str) -> None:
        """Give a share or a doubling its worth: 5% is 1/20, 翻两番 is four times."""
        if word == "番":
            if figure.high is None and figure.value <= 20:
                figure.value, figure.step = Fraction(2) ** int(figure.value), Fraction(1)
            return
        share = SHARE[word]
        if word == "个点" and figure.unit and "万" in self.t[max(0, figure.start - 12) : figure.start]:
            # 警情万人比低于全省0.53个点: points of what is compared, here cases per 10,000.
            share, figure.unit = 10_000, figure.unit._replace(kind="per-ten-thousand")
        figure.value /= share
        figure.step /= share
        figure.high = figure.high / share if figure.high is not None else None

    def _join_range(self, figure: _Figure, numeral: chinese_values.Numeral) -> None:
        """Take the quantity just found as the lower end of a range that ends here: 20至30人, 3至4万, 20%-30%."""
        low = self.found[-1]
        if low.high is not None or (low.exempt and figure.arabic):
            return
        if patterns.RANGE.fullmatch(self.t, low.span.end, figure.start) is None:
            self._share_unit(figure)
            return
        name = figure.unit.unit if figure.unit else "count"
        if low.unit not in ("count", "ordinal", name) or low.unit_class == "clock":
            return
        if low.value >= max(numeral.value, figure.value):
            return
        if low.digits and low.value >= 1 and self.t[low.span.start] in "0０":
            return  # 023-88196826 is a telephone number
        self.found.pop()
        worth = Fraction(1)
        if low.unit == "count":
            worth = figure.value / numeral.value if numeral.value else worth
            magnitude = magnitude_written(self.t, figure.start, figure.end)
            if low.value * magnitude < figure.value:
                worth *= magnitude
        figure.start = low.span.start
        figure.high = figure.high if figure.high is not None else figure.value
        figure.value = low.value * worth
        figure.step = min(figure.step, low.step * worth)
        figure.bound = low.bound if figure.bound == "exact" else figure.bound
        figure.ordinal = figure.ordinal or low.unit == "ordinal"
        figure.ranged = True

    def _share_unit(self, figure: _Figure) -> None:
        """Give earlier members of a list the unit written once at its end: 1.4和0.6个百分点."""
        unit = figure.unit
        if unit is None:
            return
        part = unit.unit_class in ("ratio", "points")
        if not part and unit.unit != "date:decade" and unit.kind not in ("money", "measure"):
            return
        share = 100 if part else 1
        at = figure.start
        for k in range(len(self.found) - 1, max(-1, len(self.found) - 6), -1):
            low = self.found[k]
            if low.unit != "count" or low.noun or not low.digits:
                return
            if not patterns.LIST.fullmatch(self.t, low.span.end, at):
                return
            self.found[k] = replace(low, value=low.value / share, step=low.step / share, unit=unit.unit, kind=unit.kind)
            at = low.span.start

    def _add_half(self, figure: _Figure, unit: Unit, word: str) -> None:
        """Add what 半 or a last digit adds after the unit: 两年半, 两个半小时, 六成半, 两成三."""
        t, stop = self.t, figure.stop
        added: Fraction | None = None
        if unit.noun == "half":
            added = _HALF
        elif word == "成":
            tenth = None if figure.arabic else patterns.TENTH.match(t, stop)
            if tenth:
                added = Fraction(chinese_values.DIGIT[tenth[0]], 100)
            elif t.startswith("半", stop):
                added = Fraction(1, 20)
            figure.stop += added is not None
        elif (
            t.startswith("半", stop)
            and unit.kind in ("measure", "age", "multiple")
            and t[stop - 1] in "年天时月倍岁里周斤吨"
            and patterns.HALF.match(t, stop)
        ):
            added = _HALF
            figure.stop += 1
        if added is not None:
            figure.value += added
            figure.step = _HALF if word != "成" else Fraction(1, 100)

    def _keep(self, figure: _Figure) -> None:
        """Decide the kind and whether the figure is one that a translation must show, and keep it."""
        t, start, value, unit = self.t, figure.start, figure.value, figure.unit
        name, kind, noun, _ = unit or _NO_UNIT
        exempt = figure.vague
        if (year := self._year(figure, name)) is not None:
            name, kind, noun, value = "date:year", "year", "", year
        elif name == "date:decade":
            value += self._century(start) if value < 100 else 0  # 15世纪80年代: the 1480s
        elif name == "count" and t[start - 1] in patterns.CURRENCY:
            name, kind = f"money:{patterns.CURRENCY[t[start - 1]]}", "money"
        if name == "date:century":
            exempt = exempt or patterns.CENTURY_DECADE.match(t, figure.stop) is not None
        elif figure.ordinal and kind != "year":
            name, kind = "ordinal", "ordinal"
        if figure.vague:
            kind = "vague"
        if not figure.arabic:
            exempt = exempt or may_go_unsaid(t, start, figure.end, value, figure.high, unit, figure.ordinal)
        elif unit is not None and kind in ("cardinal", "measure") and value == 1:
            exempt = True  # 1小时 is "an hour"
        elif t.endswith(patterns.DOUBLE, max(0, start - 2), start):
            exempt = True  # 双11 is a name
        high, step = figure.high, figure.step
        self.found.append(
            quantity(value, start, figure.stop, name, kind, figure.bound, high, step, noun, exempt, figure.arabic)
        )

    def _year(self, figure: _Figure, name: str) -> Fraction | None:
        """The year, if this is one by what stands around it: 民国108年, 2018世界杯, the second of 1995-96."""
        if name not in _OF_YEARS:
            return None
        start, value = figure.start, figure.value
        if name != "count" and self.t.endswith(("民国", "民国 "), max(0, start - 3), start):
            return value + 1911
        if not figure.arabic:
            return None
        if figure.unit is None and figure.stop - start == 4 and 1900 <= value < 2100:
            return value
        if figure.ranged or figure.end - start != 2 or not self.found or self.found[-1].unit != "date:year":
            return None
        last = self.found[-1]
        year = last.value // 100 * 100 + value
        return year if year > last.value and patterns.SHORT_YEAR.fullmatch(self.t, last.span.end, start) else None

    def _century(self, start: int) -> Fraction:
        """The years before the century that stands right before; 0 where there is none."""
        last = self.found[-1] if self.found else None
        if last is None or last.unit != "date:century" or start - last.span.end > 1:
            return Fraction(0)
        return (last.value - 1) * 100
