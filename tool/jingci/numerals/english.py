"""Quantities in English text."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from jingci.model import Span
from jingci.numerals import english_units as units
from jingci.numerals import english_values as values
from jingci.numerals.chinese_values import decimal
from jingci.numerals.quantity import Bound, Quantity, QuantityKind

_PLAIN = set(values.ONES) | set(values.TENS) | set(values.MAGNITUDE) - {"mn", "bn", "tn"} | {"dozen", "half"}
_PLAIN |= set(values.ORDINALS)
_ALONE = set(units.MULTIPLIED) | set(units.PAIR) | set(values.PLURAL_MAGNITUDE) | set(units.MONTHS)
_ALONE |= {
    "quarter",
    "quarters",
    "thirds",
    "halves",
    "fifths",
    "tenths",
    "nineties",
    "eighties",
    "seventies",
    "sixties",
}
_ALONE |= {"fifties", "forties", "thirties", "twenties"}
_WORD = "|".join(sorted(_PLAIN, key=len, reverse=True))
_SINGLE = "|".join(sorted(_ALONE - _PLAIN, key=len, reverse=True))
_NUMBER = r"(?:(?<![0-9])[1-9][0-9]{0,2}(?: 000)+(?![0-9])|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|(?<![0-9A-Za-z])\.[0-9]+)"
TOKEN = re.compile(
    rf"(?P<num>{_NUMBER})"
    rf"|(?<![a-z0-9])(?P<ahalf>(?:an?|one) (?:year|month|week|day|hour|minute|mile|century|decade) and a half)(?![a-z])"
    rf"|(?<![a-z0-9])(?P<words>(?:{_WORD})(?:(?:[ -]| and | a |-and-a-| and a )(?:{_WORD}))*)(?![a-z0-9])"
    rf"|(?<![a-z0-9])(?P<single>{_SINGLE})(?![a-z0-9])"
    rf"|(?P<vulgar>[½¼¾⅓⅔])"
)
_ROMAN = re.compile(
    r"\b(?:Chapter|CHAPTER|Part|PART|Title|Section|SECTION|Book|Annex|Article|Volume|Phase|Type|Class|War|Stage|Schedule|"
    r"Appendix|Table) ([IVXL]{1,7})\b|(?<![A-Za-z0-9])(II|III|IV|VI|VII|VIII|IX|XI|XII|XIV|XVI)(?![A-Za-z0-9])"
)
_VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
_MAGNITUDE = re.compile(
    r"(?:[ -]|&nbsp;)?(hundred|thousand|million|billion|trillion|crore|lakh|mn\b|bn\b|tn\b)s?(?![a-z])"
)
_ISO = re.compile(r"((?:19|20)[0-9]{2})([-/.])(0?[1-9]|1[0-2])\2([12][0-9]|3[01]|0?[1-9])(?![0-9])")
_SLASHED = re.compile(r"(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|[12][0-9]|3[01])/((?:19|20)[0-9]{2})(?![0-9])")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?::([0-5][0-9]))?(?![0-9])")
_DOT_CLOCK = re.compile(r" ?[ap]\.?m\b")
_OVER = re.compile(r"/([0-9]{1,3})(?![0-9/])")
_WORDS = re.compile(r"[ -]?([a-z]+(?:-[a-z]+)*)")
_PARTS = re.compile(
    r"[ -](half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)(?![a-z])"
)
_PART_OF = {
    "hal": 2,
    "thi": 3,
    "qua": 4,
    "fou": 4,
    "fif": 5,
    "six": 6,
    "sev": 7,
    "eig": 8,
    "nin": 9,
    "ten": 10,
    "hun": 100,
}
_OUT_OF = re.compile(
    rf"(?: out of(?: every)? | in every | in |-in-|-out-of-)(?P<num>[0-9](?:[0-9,]*[0-9])?|a hundred|a thousand|a million|{_WORD})(?![a-z0-9%])"
)
_JOIN = re.compile(
    r"(?: ?(?:-|–|—|~) ?| to | or |-to-| and | to around | to about | to nearly )(?:US)?[$£€¥]?", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(
    r"\b(?:no|nos|article|articles|art|section|chapter|clause|paragraph|item|number|phase|part|volume|issue|route|line|"
    r"room|gate|type|act|level|class|grade|channel|flight|order|law|resolution|stage|unit|season|top)\.? ?$"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|from|until|till|to|and|during|before|after|year|early|late|mid|between|through)[ -]$|[(/–-]$"
)
_TIMED = re.compile(r"[ -](?:years?|months?|days?|hours?|weeks?|minutes?|games?|matches|decades?)\b")
_HALF_YEAR = re.compile(r"h(?:[0-9]|\b)")
_SEVERAL = re.compile(r"(?<![a-z])(?:several|(?:a )?few|(?:a )?couple of|multi|many|some)[ -]$")
_ADDRESS = re.compile(r"\.(?:com|cn|net|org|gov)\b")
_HALF_OF = re.compile(r"[ -](?:an?[ -])?(year|month|day|hour|century|decade|mile|kilometer|kilometre)\b")
_DECADES = re.compile(r"[ -](decades?|century|centuries)(?![a-z])")
_STOP = frozenset(
    [
        "of",
        "in",
        "to",
        "and",
        "or",
        "at",
        "by",
        "for",
        "on",
        "from",
        "with",
        "the",
        "a",
        "an",
        "is",
        "was",
        "were",
        "are",
        "per",
        "than",
        "as",
        "that",
        "which",
        "who",
        "but",
    ]
)
_HALF_AFTER = re.compile(r"(?: (?:and )?(?:a|one)[ -]half(?![a-z])|-and-a-half(?![a-z])|[ ]?½)")
_DECADE_WORD = {
    w: n
    for w, n in zip(
        ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"), range(20, 100, 10), strict=True
    )
}


def find(text: str) -> list[Quantity]:
    """All quantities of an English text, in order; see :func:`jingci.numerals.find_quantities`."""
    return _Reader(text).read()


_LOWER = {i: i + 32 for i in range(65, 91)} | {
    ord(f): ord(h) for f, h in zip("０１２３４５６７８９％\u00a0\u2009\u202f‑", "0123456789%   -", strict=True)
}


class _Reader:
    """One pass over one text. ``self.t`` is the text with ASCII letters in lower case, of the same length."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.t = text.translate(_LOWER)
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        at = 0
        while match := TOKEN.search(self.t, at):
            at = max(self._token(match), at + 1)
        if _ROMAN.search(self.raw):
            for match in _ROMAN.finditer(self.raw):
                value = Fraction(values.roman(match[1] or match[2]))
                span = Span(*match.span(1 if match[1] else 2))
                self.found.append(Quantity(value, span, "label", "label", exempt=True))
            self.found.sort(key=lambda q: q.span)
        return self.found

    def _token(self, match: re.Match[str]) -> int:
        if match.lastgroup == "num":
            return self._number(*match.span())
        if match.lastgroup == "words":
            return self._words(*match.span())
        if match.lastgroup == "ahalf":
            unit = units.UNIT_OF.get(match[0].split()[1], "count")
            value = Fraction(3, 2)
            self.found.append(Quantity(value, Span(*match.span()), unit, "measure", step=Fraction(1, 2)))
            return match.end()
        if match.lastgroup == "vulgar":
            value = _VULGAR[match[0]]
            return self._figure(match.start(), match.end(), value, value, digits=True)
        return self._single(match[0], *match.span())

    # -- digits ------------------------------------------------------------------------------------------------

    def _number(self, start: int, end: int) -> int:
        t = self.t
        before = t[start - 1] if start else ""
        if (before.isalpha() and not t.endswith("fy", 0, start) and before.isascii()) or (
            before == "-" and start > 1 and t[start - 2].isalpha() and self._name_before(start)
        ):
            if not units.CURRENCY_BEFORE.search(t[max(0, start - 5) : start]) or not self._currency_code(start):
                return self._label(start, end)
        if dated := _ISO.match(t, start):
            self._date((dated, 1, "year"), (dated, 3, "month"), (dated, 4, "day"))
            return dated.end()
        if dated := _SLASHED.match(t, start):
            first, second = ("month", "day") if int(dated[1]) <= 12 else ("day", "month")
            self._date((dated, 1, first), (dated, 2, second), (dated, 3, "year"))
            return dated.end()
        if (clock := _CLOCK.match(t, start)) and (":" in clock[0] or _DOT_CLOCK.match(t, clock.end())):
            return self._clock(clock)
        value, step = decimal(t[start:end].replace(" ", ""))
        if (
            (over := _OVER.match(t, end))
            and 0 < value < int(over[1]) <= 100
            and value.denominator == 1
            and int(over[1]) in (2, 3, 4, 5, 8, 10, 12)
        ):
            value = value / int(over[1])
            if (
                self.found
                and self.found[-1].span.end == start - 1
                and self.found[-1].digits
                and self.found[-1].unit == "count"
            ):
                whole = self.found.pop()
                return self._figure(whole.span.start, over.end(), whole.value + value, value, digits=True)
            return self._figure(start, over.end(), value, value, digits=True, share=True)
        return self._figure(start, end, value, step, digits=True)

    def _currency_code(self, start: int) -> bool:
        head = self.t[max(0, start - 5) : start]
        match = units.CURRENCY_BEFORE.search(head)
        return bool(match and (match["code"] or match["short"] or match["sign"]))

    def _name_before(self, start: int) -> bool:
        """Whether a capital stands before the hyphen: F-16, COVID-19, but not mid-2018."""
        i = start - 2
        while i > 0 and self.raw[i - 1].isalpha():
            i -= 1
            if start - i > 12:
                break
        return self.raw[i : start - 1].isupper()

    def _label(self, start: int, end: int) -> int:
        value, step = decimal(self.t[start:end])
        exempt = (value == 19 and self.t.endswith("covid-", 0, start)) or bool(_ADDRESS.match(self.t, end))
        self.found.append(Quantity(value, Span(start, end), "label", "label", step=step, exempt=exempt, digits=True))
        return end

    def _date(self, *parts: tuple[re.Match[str], int, str]) -> None:
        for match, group, unit in parts:
            kind: QuantityKind = "year" if unit == "year" else "month" if unit == "month" else "day"
            span = Span(*match.span(group))
            self.found.append(Quantity(Fraction(int(match[group])), span, f"date:{unit}", kind, digits=True))

    def _clock(self, match: re.Match[str]) -> int:
        hour = int(match[1])
        stop = match.end()
        after = units.AFTER.match(self.t, stop)
        if after and after["pm"]:
            hour = hour % 12 + (12 if after["pm"] == "p" else 0)
        span = Span(*match.span(1))
        self.found.append(Quantity(Fraction(hour), span, "clock:hour", "time", digits=True))
        for group in (2, 3):
            if match[group]:
                minute = Fraction(int(match[group]))
                unit = "clock:minute" if group == 2 else "clock:second"
                span = Span(*match.span(group))
                self.found.append(Quantity(minute, span, unit, "time", exempt=not minute, digits=True))
        return stop

    # -- words -------------------------------------------------------------------------------------------------

    def _words(self, start: int, end: int) -> int:
        t = self.t
        spans = [m.span() for m in re.finditer(r"[a-z]+", t[start:end])]
        words = [t[start + a : start + b] for a, b in spans]
        if len(words) > 1 and words[0] in values.ONES and values.ORDINALS.get(words[1], 0) >= 3:
            # "one third", "one-fiftieth"
            part = Fraction(values.ONES[words[0]], values.ORDINALS[words[1]])
            if 0 < part < 1:
                return self._figure(start, start + spans[1][1], part, part, share=True)
        number = values.read(words)
        if number is None:
            return end
        stop = start + spans[number.count - 1][1]
        if number.count == 1 and words[0] == "second" and t[max(0, start - 3) : start] in ("per ", "er ", "ch "):
            return stop
        if number.ordinal and number.value >= 3 and t.endswith("a ", 0, start) and t.startswith(" of", stop):
            part = 1 / number.value
            self.found.append(Quantity(part, Span(start, stop), "ratio", "fraction", step=part, exempt=True))
            return stop
        if number.ordinal:
            exempt = number.value <= 2
            self.found.append(Quantity(number.value, Span(start, stop), "ordinal", "ordinal", exempt=exempt))
            return stop
        if words[0] in values.MAGNITUDE and (few := _SEVERAL.search(t[max(0, start - 14) : start])):
            low = number.value * 2
            span = Span(start - len(few[0]), stop)
            self.found.append(Quantity(low, span, "count", "vague", high=number.value * 9, step=low, exempt=True))
            return stop
        if words[0] == "half" and number.count == 1 and (timed := _HALF_OF.match(t, stop)):
            unit = units.UNIT_OF.get(timed[1], "duration:year")
            half = Fraction(1, 2) * {"century": 100, "decade": 10}.get(timed[1], 1)
            self.found.append(Quantity(half, Span(start, timed.end()), unit, "measure", step=half, exempt=True))
            return timed.end()
        if words[0] == "half" and number.count == 1:
            self.found.append(
                Quantity(Fraction(1, 2), Span(start, stop), "ratio", "fraction", step=Fraction(1, 2), exempt=True)
            )
            return stop
        if words[0] == "one" and number.count > 1 and words[1] == "half" and number.value < 1:
            number = values.WordNumber(Fraction(1, 2), Fraction(1, 2), False, 2)
        return self._figure(start, stop, number.value, number.step)

    def _single(self, word: str, start: int, end: int) -> int:
        value: Fraction
        if word in units.MONTHS:
            sure = word not in ("may", "march", "mar", "dec", "sep", "jan", "nov")
            if sure or (
                self.raw[start].isupper() and ((word not in ("may", "mar") and start > 1) or self._dated(start, end))
            ):
                month = Fraction(units.MONTHS[word])
                self.found.append(Quantity(month, Span(start, end), "date:month", "month", exempt=True))
            return end
        if word in units.MULTIPLIED:
            value = Fraction(units.MULTIPLIED[word])
            self.found.append(Quantity(value, Span(start, end), "multiple", "multiple", exempt=True))
        elif word in units.PAIR:
            self.found.append(Quantity(Fraction(units.PAIR[word]), Span(start, end), exempt=True))
        elif word in values.PLURAL_MAGNITUDE:
            low = Fraction(values.PLURAL_MAGNITUDE[word])
            chain = re.compile(r" of (thousands|millions|billions|trillions)\b").match(self.t, end)
            if chain:
                low *= values.PLURAL_MAGNITUDE[chain[1]]
                end = chain.end()
            elif (magnitude := _MAGNITUDE.match(self.t, end)) and magnitude[1]:
                low *= values.MAGNITUDE[magnitude[1]]
                end = magnitude.end()
            top = low * (9 if word not in ("dozens", "scores") else 8)
            self.found.append(Quantity(low, Span(start, end), "count", "vague", high=top, step=low, exempt=True))
        elif word in ("quarter", "quarters"):
            self.found.append(
                Quantity(Fraction(1, 4), Span(start, end), "ratio", "fraction", step=Fraction(1, 4), exempt=True)
            )
        elif word.endswith("ties"):
            value = Fraction(_DECADE_WORD[word[:-3]])
            self.found.append(Quantity(value, Span(start, end), "date:decade", "decade", exempt=True))
        return end

    def _dated(self, start: int, end: int) -> bool:
        """Whether May or March is a month here: a number, a preposition or a year word stands beside it."""
        t = self.t
        if re.match(r"[., ]{1,2}[0-9]", t[end : end + 3]) or re.search(
            r"[0-9](?:st|nd|rd|th)?(?: of)? $", t[:start][-8:]
        ):
            return True
        return bool(
            re.search(
                r"\b(?:in|last|this|next|since|of|by|until|early|late|mid|on|from|to|between|during|and)[ -]$",
                t[max(0, start - 9) : start],
            )
        )

    # -- one figure --------------------------------------------------------------------------------------------

    def _figure(
        self, start: int, end: int, value: Fraction, step: Fraction, *, digits: bool = False, share: bool = False
    ) -> int:
        t = self.t
        unit, kind, noun = "count", "cardinal", ""
        exempt = False
        stop = end
        money = self._money(start) if digits else ""
        suffix = units.SUFFIX.match(t, end) if digits else None
        if magnitude := _MAGNITUDE.match(t, end):
            value *= values.MAGNITUDE[magnitude[1]]
            step *= values.MAGNITUDE[magnitude[1]]
            stop = magnitude.end()
            while again := _MAGNITUDE.match(t, stop):
                if value > 10**15:
                    break
                value *= values.MAGNITUDE[again[1]]
                step *= values.MAGNITUDE[again[1]]
                stop = again.end()
            if t.startswith(" dozen", stop):
                stop += 6
        elif t.startswith(" dozen", end) and digits:
            value, step, stop = value * 12, step * 12, end + 6
        elif suffix:
            stop = suffix.end()
            if suffix["ord"]:
                return self._put(start, stop, value, step, "ordinal", "ordinal", digits=True)
            if suffix["plural"]:
                if value % 10 == 0 and (value < 100 or 1000 <= value <= 2100):
                    return self._put(start, stop, value, step, "date:decade", "decade", digits=True)
            elif suffix["mag"] in ("k", "b") and not money and value < 10 and self.raw[end] == "K":
                return self._label(start, end)
            elif suffix["mag"] == "m" and not money and self._metres(value, stop):
                return self._put(start, stop, value, step, "length:m", "measure", digits=True)
            else:
                value *= units.SUFFIX_WORTH[suffix["mag"]]
                step *= units.SUFFIX_WORTH[suffix["mag"]]
        if half := _HALF_AFTER.match(t, stop):
            value += Fraction(1, 2) * (step if step >= 1000 else 1)
            step = step / 2 if step >= 1000 else Fraction(1, 2)
            stop = half.end()
        elif (
            not share
            and (part := _PARTS.match(t, stop))
            and value < 100
            and value.denominator == 1
            and not (part[1].startswith("quarter") and t.endswith("first ", 0, start))
        ):
            below = _PART_OF[part[1][:3]]
            if value < below:
                value, stop, share = value / below, part.end(), True
                step = value
        if not share and (out := _OUT_OF.match(t, stop)) and value.denominator == 1 and 0 < value < 100:
            below_number = decimal(out["num"])[0] if out["num"][0].isdigit() else None
            if below_number is None:
                word = values.read(out["num"].split())
                below_number = word.value if word else Fraction(0)
            if (
                value < below_number <= 10**6
                and (
                    "out" in out[0]
                    or (not _TIMED.match(t, out.end()) and below_number in (3, 4, 5, 6, 8, 10, 20, 100, 1000, 10**6))
                )
                and below_number != 1
            ):
                part_value = value / below_number
                apart = "out" in out[0]  # 10个中有3个 says both numbers, 五分之一 neither
                self.found.append(
                    Quantity(
                        part_value,
                        Span(start, out.end()),
                        "ratio",
                        "fraction",
                        step=part_value,
                        digits=digits,
                        exempt=apart,
                    )
                )
                if not apart:
                    return out.end()
        if share:
            unit, kind = "ratio", "fraction"
        if money:
            unit, kind = f"money:{money}", "money"
        after = units.AFTER.match(t, stop)
        if after and after.lastgroup:
            unit, kind, value, step, stop = self._named(after, unit, kind, value, step, stop)
        if decades := _DECADES.match(t, stop):
            worth = 10 if decades[1].startswith("d") else 100
            value, step, unit, kind, noun, stop = (
                value * worth,
                step * worth,
                "duration:year",
                "measure",
                "year",
                decades.end(),
            )
        if unit == "count":
            unit, kind, noun, stop = self._noun(start, end, stop, value, digits)
        if unit == "short-year":
            unit, value = "date:year", self.found[-1].value // 100 * 100 + value  # 1998-99
        if not digits and unit == "count":
            exempt = value <= 2 or (value in (100, 1000) and t[start] in "ht")
        if digits and value <= 2 and _HALF_YEAR.match(t, stop):
            exempt = True  # 1H18
        if digits and t.startswith(")", stop) and value < 20 and stop - start < 3:
            exempt = True  # an item of a list
        if unit == "ordinal" or (not digits and value == 1):
            exempt = exempt or not digits
        return self._put(start, stop, value, step, unit, kind, noun=noun, exempt=exempt, digits=digits)

    def _named(
        self, after: re.Match[str], unit: str, kind: str, value: Fraction, step: Fraction, stop: int
    ) -> tuple[str, str, Fraction, Fraction, int]:
        """Apply what follows the number: a share, points, an age, an area, a temperature, a clock time."""
        end = after.end()
        shares = {"pp": 100, "bp": 10_000, "pct": 100, "mille": 1000, "myriad": 10_000}
        for group, worth in shares.items():
            if after[group]:
                named = {"pp": "points", "bp": "points", "mille": "per-mille", "myriad": "per-ten-thousand"}
                kind = named.get(group, "percent")
                return ("points" if kind == "points" else "ratio"), kind, value / worth, step / worth, end
        if after["age"]:
            return "age", "age", value, step, end
        if after["area"]:
            sq = after["sq"]
            return (
                next(
                    u
                    for p, u in units.AREA.items()
                    if sq.startswith(p) and (p != "m" or not sq.startswith(("mi", "mu")))
                ),
                "measure",
                value,
                step,
                end,
            )
        if after["power"]:
            names = {"km2": "area:km2", "m2": "area:m2", "m3": "volume:m3", "ft2": "area:ft2"}
            name = after["power"].replace("²", "2").replace("³", "3")
            return names.get(name, "count"), "measure", value, step, end
        if after["cubic"]:
            return "volume:m3", "measure", value, step, end
        if after["kwh"]:
            return "energy:kWh", "measure", value, step, end
        if after["kmh"]:
            return "speed:kmh", "measure", value, step, end
        if after["temp"]:
            scale = after["scale"] or ""
            return f"temperature:{scale[:1].upper() if scale else 'any'}", "measure", value, step, end
        if after["clock"]:
            if after["pm"] and value <= 12:
                value = value % 12 + (12 if after["pm"] == "p" else 0)
            return "clock:hour", "time", value, step, end
        if after["cur"]:
            return f"money:{units.CURRENCY_WORD[after['cur'][:2]]}", "money", value, step, end
        return unit, kind, value, step, stop

    def _length_word(self, stop: int) -> bool:
        return bool(
            re.compile(
                r"[ -](?:long|wide|tall|high|deep|away|from|race|sprint|freestyle|final|hurdles|relay|butterfly|above|below|x)"
            ).match(self.t, stop)
        )

    def _metres(self, value: Fraction, stop: int) -> bool:
        """Whether the m of 1.83m, 100m or (11.5m) is metres rather than million."""
        if value > 99 or self._length_word(stop):
            return True
        word = _WORDS.match(self.t, stop)
        return value.denominator > 1 and not (word and word[1] not in _STOP)

    def _money(self, start: int) -> str:
        match = units.CURRENCY_BEFORE.search(self.t[max(0, start - 5) : start])
        if not match or not (match["code"] or match["sign"]):
            return ""
        if match["sign"] and match["sign"] != "$":
            return units.CURRENCY_SIGN[match["sign"]]
        code = match["code"] or match["short"]
        return units.CURRENCY_CODE[code] if code else "dollar"

    def _noun(self, start: int, end: int, stop: int, value: Fraction, digits: bool) -> tuple[str, str, str, int]:
        """The unit and what is counted, from the words around the number."""
        t = self.t
        integral = value.denominator == 1
        before = t[max(0, start - 16) : start]
        if (
            digits
            and integral
            and end - start == 2
            and stop == end
            and self.found
            and self.found[-1].unit == "date:year"
        ):
            year = self.found[-1]
            if re.fullmatch(r" ?[-/–—] ?", t[year.span.end : start]) and year.value // 100 * 100 + value > year.value:
                return "short-year", "year", "", stop
        if digits and integral and end - start <= 4 and stop == end:
            if end - start == 4 and 1000 <= value < 2200 and "," not in t[start:end]:
                word = _WORDS.match(t, stop)
                follower = word[1] if word else ""
                if follower not in units.UNIT_OF and units.NOUN_OF.get(follower) not in ("person", "case", "household"):
                    return "date:year", "year", "", stop
            if self._beside_month(start, end):
                # A value no month has (a slip, or two figures exchanged) still stands in the place of a day.
                return ("date:day", "day", "", stop) if value <= 31 else ("count", "cardinal", "day", stop)
            if _LABEL_BEFORE.search(before):
                return "ordinal", "label", "", stop
        at = stop
        noun = ""
        for i in range(4):
            word = _WORDS.match(t, at)
            if word is None:
                break
            w = word[1]
            if i == 0 and (unit := units.UNIT_OF.get(w)):
                return (
                    unit,
                    "money" if unit.startswith("money") else "multiple" if unit == "multiple" else "measure",
                    unit.partition(":")[2] if unit.startswith("duration") else "",
                    word.end(),
                )
            if w in _STOP or (t[at : at + 1] == "-" and i == 0 and not w):
                break
            if group := units.NOUN_OF.get(w):
                noun = group
                break
            if unit := units.UNIT_OF.get(w):
                if unit.startswith("duration") or unit.startswith("money"):
                    noun = unit.partition(":")[2]
                    if (unit.startswith("duration") and unit != "duration:year") or w in ("years", "months", "days"):
                        return unit, "measure", noun, stop
                break
            noun = noun or w
            at = word.end()
        return "count", "cardinal", noun, stop

    def _beside_month(self, start: int, end: int) -> bool:
        t = self.t
        if (
            self.found
            and self.found[-1].unit == "date:month"
            and re.fullmatch(r"[. ]{1,2}(?:the )?", t[self.found[-1].span.end : start])
        ):
            return True
        if (
            self.found
            and self.found[-1].unit == "date:day"
            and re.fullmatch(r" ?(?:-|–|to|and|or|,|through|until) ?(?:and )?", t[self.found[-1].span.end : start])
        ):
            return True
        word = _WORDS.match(t, end)
        return bool(word and word[1] in units.MONTHS and self.raw[word.start(1)].isupper())

    def _put(
        self,
        start: int,
        stop: int,
        value: Fraction,
        step: Fraction,
        unit: str,
        kind: str,
        *,
        noun: str = "",
        exempt: bool = False,
        digits: bool = False,
    ) -> int:
        bound = self._bound(start, stop)
        self._spread(start, value, step, unit)
        self.found.append(Quantity(value, Span(start, stop), unit, kind, bound, None, step, noun, exempt, digits))  # type: ignore[arg-type]
        return stop

    def _bound(self, start: int, stop: int) -> Bound:
        head = self.t[max(0, start - 24) : start]
        for pattern, bound in units.BOUND_BEFORE:
            if pattern.search(head):
                return bound
        for pattern, bound in units.BOUND_AFTER:
            if pattern.match(self.t, stop):
                return bound
        return "exact"

    def _spread(self, start: int, value: Fraction, step: Fraction, unit: str) -> None:
        """Give the lower end of a range what only the upper end carries: 20 to 30%, $3-4 billion."""
        if not self.found:
            return
        low = self.found[-1]
        if low.unit != "count" and not (low.unit_class == "money" and unit in (low.unit, "count")):
            return
        if low.unit_class == "money":
            unit = low.unit
        if low.noun and low.noun not in ("to", "or", "and", "x"):
            return
        if not _JOIN.fullmatch(self.t, low.span.end, start) or low.exempt:
            return
        share = unit in ("ratio", "points")
        worth = Fraction(1)
        if share:
            written = 100 if value < low.value else 1
            worth = Fraction(1, written)
        elif step >= 1000 or step > 1:
            for size in (10**12, 10**9, 10**6, 1000):
                if value >= size and low.value < 1000 and value / size < 1000:
                    worth = Fraction(size)
                    break
            joined = self.t[low.span.end : start]
            if "and" in joined and "between" not in self.t[max(0, low.span.start - 10) : low.span.start]:
                worth = Fraction(1)
            if low.value * worth >= value:
                worth = Fraction(1)
        kind = "percent" if share else low.kind
        if share or worth != 1 or unit.startswith(("money", "duration", "length", "mass", "age")):
            self.found[-1] = replace(low, value=low.value * worth, step=low.step * worth, unit=unit, kind=kind)


__all__ = ["find"]
