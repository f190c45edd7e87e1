"""A quantity in English, by its value: 2.2亿 is 220 million, 283万余 is over 2.83 million."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from jingci.numerals.messages import plain
from jingci.numerals.quantity import Quantity

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_BOUNDS = {"over": "over", "under": "less than", "about": "about", "at-least": "at least", "at-most": "at most"}
_MAGNITUDES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_VAGUE = {
    1: "several",
    10: "dozens of",
    100: "hundreds of",
    1000: "thousands of",
    10**4: "tens of thousands of",
    10**5: "hundreds of thousands of",
    10**6: "millions of",
    10**7: "tens of millions of",
    10**8: "hundreds of millions of",
}
_MONEY = {
    "CNY": "yuan",
    "USD": "US dollars",
    "cent": "cents",
    "EUR": "euros",
    "GBP": "pounds",
    "JPY": "yen",
    "HKD": "Hong Kong dollars",
    "KRW": "won",
    "RUB": "rubles",
    "INR": "rupees",
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars",
    "SGD": "Singapore dollars",
    "TWD": "New Taiwan dollars",
}
#: One and many of each unit; what is not here is written as a bare number.
_UNITS = {
    "length:km": "kilometer",
    "length:m": "meter",
    "length:cm": "centimeter",
    "length:mm": "millimeter",
    "length:nm": "nanometer",
    "length:um": "micrometer",
    "length:mile": "mile",
    "length:nmile": "nautical mile",
    "length:foot": "foot/feet",
    "length:inch": "inch/inches",
    "length:yard": "yard",
    "length:li": "li/li",
    "area:km2": "square kilometer",
    "area:m2": "square meter",
    "area:ft2": "square foot/square feet",
    "area:mi2": "square mile",
    "area:ha": "hectare",
    "area:mu": "mu/mu",
    "area:acre": "acre",
    "mass:t": "metric ton",
    "mass:kg": "kilogram",
    "mass:jin": "jin/jin",
    "mass:g": "gram",
    "mass:mg": "milligram",
    "mass:lb": "pound",
    "mass:oz": "ounce",
    "volume:m3": "cubic meter",
    "volume:l": "liter",
    "volume:ml": "milliliter",
    "volume:gal": "gallon",
    "volume:bbl": "barrel",
    "temperature:C": "degree Celsius/degrees Celsius",
    "temperature:F": "degree Fahrenheit/degrees Fahrenheit",
    "temperature:any": "degree",
    "power:W": "watt",
    "power:kW": "kilowatt",
    "power:MW": "megawatt",
    "energy:kWh": "kilowatt-hour",
    "speed:kmh": "kilometer per hour/kilometers per hour",
}


def write(quantity: Quantity, *, bounded: bool = True) -> str:
    """One quantity as an English text would have it, American style.

    :param bounded: with its bound: "over", "about".

    >>> from jingci.numerals import find_quantities
    >>> [write(quantity) for quantity in find_quantities("采集2.2亿条,283万余人,万分之八点九,下降三成")]
    ['220 million', 'over 2.83 million', '8.9 per 10,000', '30%']
    """
    if quantity.kind == "vague":
        return _vague(quantity)
    text = _written(quantity)
    bound = _BOUNDS.get(quantity.bound, "") if quantity.unit_class not in ("date", "clock", "label", "ordinal") else ""
    return f"{bound} {text}" if bound and bounded else text


def write_date(parts: Sequence[Quantity]) -> str:
    """Neighbouring parts of a date or of a clock time as one: ``March 4, 2015``, ``March 4 to 7``, ``20:30``.

    :param parts: year, month, day in this order, any of them missing; or hour, minute and perhaps second.
    """
    by_unit = {part.unit: part for part in parts}
    if "clock:hour" in by_unit:
        return ":".join([str(parts[0].value), *(f"{int(part.value):02}" for part in parts[1:])])
    year, month, day = (by_unit.get(f"date:{name}") for name in ("year", "month", "day"))
    if month is None:
        return " ".join(write(part) for part in parts)
    text = write(month)
    if day is not None:
        text += f" {_range(day, plain)}"
    return f"{text}{',' if day is not None else ''} {write(year)}" if year is not None else text


def number(value: Fraction) -> str:
    """A value in digits, a round one from a million up with its magnitude.

    >>> number(Fraction(220_000_000)), number(Fraction(38_215)), number(Fraction(1_234_567))
    ('220 million', '38,215', '1,234,567')
    """
    if value.denominator == 1:
        for worth, name in _MAGNITUDES:
            if value >= worth and value % (worth // 1000) == 0:
                return f"{plain(value / worth)} {name}"
            if value >= worth:
                break
    return plain(value)


def _written(quantity: Quantity) -> str:
    name = quantity.unit.partition(":")[2]
    match quantity.unit_class:
        case "ratio" | "points" if quantity.kind != "points":
            return _ratio(quantity)
        case "points":
            return f"{_range(quantity, lambda v: plain(v * 100))} {'' if name else 'percentage '}points"
        case "multiple":
            return f"{_range(quantity, number)} {'time' if quantity.value == 1 else 'times'}"
        case "ordinal":
            return _range(quantity, _ordinal)
        case "date":
            return _date(quantity, name)
        case "clock":
            return _range(quantity, lambda v: f"{plain(v)}:00") if name == "hour" else f"{plain(quantity.value)} min"
        case "money":
            return f"{_range(quantity, number)} {_MONEY.get(name, '')}".rstrip()
        case "age":
            return f"{_range(quantity, plain)} years old"
        case "label":
            return str(quantity.value)
    one, _, many = _UNITS.get(quantity.unit, name if quantity.unit_class == "duration" else "").partition("/")
    if not one:
        return _range(quantity, number)
    single = quantity.value == 1 and quantity.high is None
    return f"{_range(quantity, number)} {one if single else many or one + 's'}"


def _ratio(quantity: Quantity) -> str:
    if quantity.kind == "percent":
        return _range(quantity, lambda v: f"{plain(v * 100)}%")
    if quantity.kind == "per-mille":
        return f"{_range(quantity, lambda v: plain(v * 1000))} per 1,000"
    if quantity.kind == "per-ten-thousand":
        return f"{_range(quantity, lambda v: plain(v * 10_000))} per 10,000"
    return _range(quantity, plain)


def _date(quantity: Quantity, name: str) -> str:
    if name == "month":
        return _range(quantity, lambda v: MONTHS[int(v) - 1] if 1 <= v <= 12 else _ordinal(v))
    if name == "decade":
        return _range(quantity, lambda v: f"{v}s")
    if name == "century":
        return f"{_range(quantity, _ordinal)} century"
    return _range(quantity, _ordinal if name == "day" else str)


def _range(quantity: Quantity, form: Callable[[Fraction], str]) -> str:
    low = form(quantity.value)
    return low if quantity.high is None else f"{low} to {form(quantity.high)}"


def _ordinal(value: Fraction) -> str:
    if value.denominator != 1:
        return plain(value)
    last_two = int(value) % 100
    ending = "th" if 10 < last_two < 14 else {1: "st", 2: "nd", 3: "rd"}.get(last_two % 10, "th")
    return f"{int(value):,}{ending}"


def _vague(quantity: Quantity) -> str:
    step = int(quantity.step) if quantity.step.denominator == 1 else 0
    return _VAGUE.get(step, "several")
