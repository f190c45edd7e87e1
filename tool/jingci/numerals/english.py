"""Quantities in English text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from jingci.model import Span
from jingci.numerals import english_context as context
from jingci.numerals import english_patterns as patterns
from jingci.numerals import english_units as units
from jingci.numerals import english_values as values
from jingci.numerals.chinese_values import decimal
from jingci.numerals.quantity import Bound, Quantity, QuantityKind

_HALF = Fraction(1, 2)
_LETTERS = re.compile(r"[a-z]+")


def find(text: str) -> list[Quantity]:
    """All quantities of an English text, in order; see :func:`jingci.numerals.find_quantities`."""
    return _Reader(text).read()


@dataclass(slots=True)
class _Figure:
    """A number being read, with what is known of it so far."""

    start: int
    end: int  # of the digits or words
    stop: int  # of magnitude and unit
    value: Fraction
    step: Fraction
    digits: bool
    unit: str = "count"
    kind: QuantityKind = "cardinal"
    noun: str = ""


class _Reader:
    """One pass over one text. ``t`` is the text with ASCII letters in lower case, of the same length."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.t = text.translate(patterns.LOWER)
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        at = 0
        while match := patterns.TOKEN.search(self.t, at):
            at = max(self._token(match), match.start() + 1)
        for match in patterns.ROMAN.finditer(self.raw):
            group = 1 if match[1] else 2
            self._add(Fraction(values.roman(match[group])), *match.span(group), "label", "label", exempt=True)
        self.found.sort(key=lambda q: q.span.start)
        return self.found

    def _token(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if match.lastgroup == "num":
            return self._number(start, end)
        if match.lastgroup == "words":
            return self._words(start, end)
        if match.lastgroup == "ahalf":
            unit = units.UNIT_OF.get(match[0].split()[1], "count")
            return self._add(Fraction(3, 2), start, end, unit, "measure", step=_HALF)
        if match.lastgroup == "vulgar":
            value = patterns.VULGAR[match[0]]
            return self._figure(_Figure(start, end, end, value, value, True))
        return self._single(match[0], start, end)

    def _add(
        self,
        value: Fraction,
        start: int,
        end: int,
        unit: str,
        kind: QuantityKind,
        *,
        bound: Bound = "exact",
        high: Fraction | None = None,
        step: Fraction = Fraction(1),
        exempt: bool = False,
        digits: bool = False,
    ) -> int:
        span = Span(start, end)
        self.found.append(Quantity(value, span, unit, kind, bound, high, step, exempt=exempt, digits=digits))
        return end

    def _part(self, value: Fraction, start: int, end: int) -> int:
        """A half, a third, a quarter: an article may stand between it and its bound."""
        bound = context.bound_around(self.t, start, end)
        return self._add(value, start, end, "ratio", "fraction", bound=bound, step=value, exempt=True)

    # -- numbers in digits -------------------------------------------------------------------------------------

    def _number(self, start: int, end: int) -> int:
        t = self.t
        if context.in_name(t, self.raw, start):
            return self._label(start, end)
        if dated := patterns.ISO.match(t, start):
            self._date(dated, "year", 1)
            self._date(dated, "month", 3)
            self._date(dated, "day", 4)
            return dated.end()
        if dated := patterns.SLASHED.match(t, start):
            american = int(dated[1]) <= 12
            self._date(dated, "month" if american else "day", 1)
            self._date(dated, "day" if american else "month", 2)
            self._date(dated, "year", 3)
            return dated.end()
        if (clock := patterns.CLOCK.match(t, start)) and (":" in clock[0] or patterns.MERIDIEM.match(t, clock.end())):
            return self._clock(clock)
        value, step = decimal(t[start:end].replace(" ", ""))
        if end - start == 2 and t.endswith(("fy", "fiscal year "), 0, start):
            return self._add(value + 2000, start, end, "date:year", "year", digits=True)
        over = patterns.OVER.match(t, end)
        if over and 0 < value < int(over[1]) and value.denominator == 1:
            value /= int(over[1])
            whole = self.found[-1] if self.found else None
            if whole and whole.digits and whole.unit == "count" and whole.span.end == start - 1:  # 2 1/2
                self.found.pop()
                return self._figure(_Figure(whole.span.start, over.end(), over.end(), whole.value + value, value, True))
            return self._figure(_Figure(start, over.end(), over.end(), value, value, True, "ratio", "fraction"))
        return self._figure(_Figure(start, end, end, value, step, True))

    def _label(self, start: int, end: int) -> int:
        if end - start == 2 and patterns.PERIOD_BEFORE.search(self.t[max(0, start - 3) : start]):  # 1H19, 3Q18
            year = Fraction(2000 + int(self.t[start:end]))
            return self._add(year, start, end, "date:year", "year", digits=True)
        value, step = decimal(self.t[start:end].replace(" ", ""))
        exempt = bool(patterns.ADDRESS.match(self.t, end)) or (value == 19 and self.t.endswith("covid-", 0, start))
        return self._add(value, start, end, "label", "label", step=step, exempt=exempt, digits=True)

    def _date(self, match: re.Match[str], kind: QuantityKind, group: int) -> None:
        self._add(Fraction(int(match[group])), *match.span(group), f"date:{kind}", kind, digits=True)

    def _clock(self, match: re.Match[str]) -> int:
        hour = int(match[1])
        _, half = context.unit_named(self.t, match.end())
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        self._add(Fraction(hour), *match.span(1), "clock:hour", "time", digits=True)
        for group, unit in ((2, "clock:minute"), (3, "clock:second")):
            if match[group]:
                value = Fraction(int(match[group]))
                self._add(value, *match.span(group), unit, "time", exempt=not value, digits=True)
        return match.end()

    # -- numbers in words --------------------------------------------------------------------------------------

    def _words(self, start: int, end: int) -> int:
        t = self.t
        spans = [m.span() for m in _LETTERS.finditer(t, start, end)]
        words = [t[a:b] for a, b in spans]
        if len(words) > 1 and words[0] in values.ONES and values.ORDINALS.get(words[1], 0) >= 3:
            part = Fraction(values.ONES[words[0]], values.ORDINALS[words[1]])
            if 0 < part < 1:  # "one third", "one-fiftieth"
                stop = spans[1][1]
                return self._figure(_Figure(start, stop, stop, part, part, False, "ratio", "fraction"))
        number = values.read(words)
        if number is None:
            return end
        stop = spans[number.count - 1][1]
        if number.ordinal:
            return self._ordinal(words[0], number, start, stop)
        if words[0] in values.MAGNITUDE and (few := patterns.SEVERAL.search(t[max(0, start - 14) : start])):
            low = number.value * 2
            top = number.value * 9
            return self._add(low, start - len(few[0]), stop, "count", "vague", high=top, step=low, exempt=True)
        if words[0] == "half" and number.count == 1:
            if timed := patterns.HALF_OF.match(t, stop):
                unit = units.UNIT_OF.get(timed[1], "duration:year")
                half = _HALF * {"century": 100, "decade": 10}.get(timed[1], 1)
                return self._add(half, start, timed.end(), unit, "measure", step=half, exempt=True)
            return self._part(_HALF, start, stop)
        return self._figure(_Figure(start, stop, stop, number.value, number.step, False))

    def _ordinal(self, first: str, number: values.WordNumber, start: int, stop: int) -> int:
        t = self.t
        if number.count == 1 and first == "second" and t.endswith(("per ", "each "), 0, start):
            return stop
        if number.value >= 3 and t.endswith("a ", 0, start) and t.startswith(" of", stop):  # "a fifth of"
            return self._part(1 / number.value, start, stop)
        return self._add(number.value, start, stop, "ordinal", "ordinal", exempt=number.value <= 2)

    def _single(self, word: str, start: int, end: int) -> int:
        """A word that is a number by itself: months, doubled, both, hundreds (of thousands), quarter, nineties."""
        if word in units.MONTHS:
            if context.is_month(self.t, self.raw, start, end):
                self._add(Fraction(units.MONTHS[word]), start, end, "date:month", "month", exempt=True)
            return end
        if word in units.MULTIPLIED:
            return self._add(Fraction(units.MULTIPLIED[word]), start, end, "multiple", "multiple", exempt=True)
        if word in units.PAIR:
            return self._add(Fraction(units.PAIR[word]), start, end, "count", "cardinal", exempt=True)
        if word in patterns.DECADE_WORD:
            value = Fraction(patterns.DECADE_WORD[word])
            return self._add(value, start, end, "date:decade", "decade", exempt=True)
        if word in values.PLURAL_MAGNITUDE:
            low = Fraction(values.PLURAL_MAGNITUDE[word])
            if chain := patterns.PLURALS.match(self.t, end):
                low, end = low * values.PLURAL_MAGNITUDE[chain[1]], chain.end()
            elif magnitude := patterns.MAGNITUDE.match(self.t, end):
                low, end = low * values.MAGNITUDE[magnitude[1]], magnitude.end()
            high = low * (8 if word in ("dozens", "scores") else 9)
            return self._add(low, start, end, "count", "vague", high=high, step=low, exempt=True)
        return self._part(Fraction(1, 4), start, end)

    # -- one figure --------------------------------------------------------------------------------------------

    def _figure(self, figure: _Figure) -> int:
        """Apply magnitude, fraction and unit to a number, and keep it."""
        t, start = self.t, figure.start
        money = context.currency_before(t, start) if figure.digits else ""
        if not self._magnitude(figure) and figure.digits and (suffix := units.SUFFIX.match(t, figure.end)):
            if suffix["mag"] in ("k", "b") and not money and figure.value < 10 and self.raw[figure.end] == "K":
                return self._label(start, figure.end)  # 4K
            if suffix["mag"] and not money and figure.value >= 1000:
                return self._label(start, figure.end)  # GJ 3512b
            self._suffix(figure, suffix, money)
        if figure.unit in ("ordinal", "date:decade", "length:m"):
            return self._keep(figure)
        if figure.unit != "ratio":
            self._fraction(figure)
        if figure.unit != "ratio" and (done := self._out_of(figure)):
            return done
        if money:
            figure.unit, figure.kind = f"money:{money}", "money"
        named, half = context.unit_named(t, figure.stop)
        if named:
            figure.unit, figure.kind, divisor, figure.stop = named
            figure.value /= divisor
            figure.step /= divisor
            if half and figure.value <= 12:
                figure.value = figure.value % 12 + (12 if half == "p" else 0)
        if decades := patterns.DECADES.match(t, figure.stop):
            worth = 10 if decades[1].startswith("d") else 100
            figure.value *= worth
            figure.step *= worth
            figure.unit, figure.kind, figure.noun, figure.stop = "duration:year", "measure", "year", decades.end()
        if figure.unit == "count":
            last = self.found[-1] if self.found else None
            found = context.counted(t, self.raw, start, figure.end, figure.stop, figure.value, last)
            figure.unit, figure.kind, figure.noun, figure.stop = found
            if figure.unit == "short-year" and last is not None:  # 1998-99
                figure.unit, figure.value = "date:year", last.value // 100 * 100 + figure.value
        return self._keep(figure)

    def _magnitude(self, figure: _Figure) -> bool:
        t = self.t
        while figure.value <= 10**15 and (magnitude := patterns.MAGNITUDE.match(t, figure.stop)):
            figure.value *= values.MAGNITUDE[magnitude[1]]
            figure.step *= values.MAGNITUDE[magnitude[1]]
            figure.stop = magnitude.end()
        if figure.digits and t.startswith(" dozen", figure.stop):
            figure.value, figure.step, figure.stop = figure.value * 12, figure.step * 12, figure.stop + 6
        return figure.stop > figure.end

    def _suffix(self, figure: _Figure, suffix: re.Match[str], money: str) -> None:
        """3rd, 1990s, 100m, $1.2bn."""
        figure.stop = suffix.end()
        value = figure.value
        if suffix["ord"]:
            figure.unit, figure.kind = "ordinal", "ordinal"
        elif suffix["plural"]:
            if value % 10 == 0 and (value < 100 or 1000 <= value <= 2100):
                figure.unit, figure.kind = "date:decade", "decade"
            else:
                figure.stop = figure.end  # 2014's best
        elif suffix["mag"] == "m" and not money and context.is_metres(self.t, value, figure.stop):
            figure.unit, figure.kind = "length:m", "measure"
        else:
            figure.value *= units.SUFFIX_WORTH[suffix["mag"]]
            figure.step *= units.SUFFIX_WORTH[suffix["mag"]]

    def _fraction(self, figure: _Figure) -> None:
        """Two and a half, a million and a half, three quarters."""
        t = self.t
        if half := patterns.HALF_AFTER.match(t, figure.stop):
            large = figure.step >= 1000
            figure.value += _HALF * (figure.step if large else 1)
            figure.step = figure.step / 2 if large else _HALF
            figure.stop = half.end()
            if not large:
                self._magnitude(figure)  # two and a half million
            return
        part = patterns.PARTS.match(t, figure.stop)
        if part is None or figure.value >= 100 or figure.value.denominator != 1:
            return
        if part[1].startswith("quarter") and t.endswith("first ", 0, figure.start):
            return  # "the first three quarters" of a year
        below = patterns.PART_OF[part[1][:3]]
        if figure.value < below:
            figure.value /= below
            figure.step, figure.stop, figure.unit, figure.kind = figure.value, part.end(), "ratio", "fraction"

    def _out_of(self, figure: _Figure) -> int:
        """One in three, 3 out of 10; 0 where reading goes on."""
        t = self.t
        out = patterns.OUT_OF.match(t, figure.stop)
        if out is None or figure.value.denominator != 1 or not 0 < figure.value < 100:
            return 0
        if out["num"][0].isdigit():
            below = decimal(out["num"])[0]
        else:
            word = values.read(out["num"].split())
            below = word.value if word else Fraction(0)
        apart = "out" in out[0]  # 10个中有3个 says both numbers, 五分之一 neither
        if not figure.value < below <= 10**6 or below.denominator != 1:
            return 0
        if not apart and (below not in patterns.IN_ALL or patterns.TIMED.match(t, out.end())):
            return 0
        part = figure.value / below
        self._add(part, figure.start, out.end(), "ratio", "fraction", step=part, exempt=apart, digits=figure.digits)
        return 0 if apart else out.end()

    def _keep(self, figure: _Figure) -> int:
        t, value, stop = self.t, figure.value, figure.stop
        exempt = False
        if not figure.digits:
            exempt = value == 1 or figure.unit == "ordinal"
            if figure.unit == "count":
                exempt = value <= 2 or (value in (100, 1000) and t[figure.start] in "ht")
        elif value <= 2 and patterns.HALF_YEAR.match(t, stop):
            exempt = True  # 1H18
        elif value < 20 and stop - figure.start < 3 and t.startswith(")", stop):
            exempt = True  # an item of a list
        self._spread(figure)
        bound = context.bound_around(t, figure.start, stop)
        self.found.append(
            Quantity(
                value, Span(figure.start, stop), figure.unit, figure.kind, bound, None, figure.step, figure.noun,
                exempt, figure.digits,
            )
        )  # fmt: skip
        return stop

    def _spread(self, figure: _Figure) -> None:
        """Give the lower end of a range what only the upper end carries: 20 to 30%, $3-4 billion."""
        low = self.found[-1] if self.found else None
        if low is None or low.exempt or (low.noun and low.noun != "x"):
            return
        unit = figure.unit
        if low.unit_class == "money" and unit in (low.unit, "count"):
            unit = low.unit
        elif low.unit != "count":
            return
        joined = patterns.JOIN.fullmatch(self.t, low.span.end, figure.start)
        if joined is None:
            return
        if unit in ("ratio", "points"):
            worth = Fraction(1, 100) if figure.value < low.value else Fraction(1)
            self.found[-1] = replace(low, value=low.value * worth, step=low.step * worth, unit=unit, kind="percent")
            return
        worth = Fraction(1)
        apart = " and " in joined[0] and not self.t.endswith(
            ("between ", "between $", "between us$", "between £", "between €"), 0, low.span.start
        )
        if figure.step > 1 and not apart:
            sizes = (10**12, 10**9, 10**6, 1000)
            size = next((s for s in sizes if figure.value >= s and figure.value < s * 1000 and low.value < 1000), 1)
            worth = Fraction(size) if low.value * size < figure.value else worth
        if worth != 1 or unit.startswith(("money", "duration", "length", "mass", "age")):
            self.found[-1] = replace(low, value=low.value * worth, step=low.step * worth, unit=unit)
