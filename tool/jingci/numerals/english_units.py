"""What may follow or precede an English number: units, months, currencies and the nouns it counts."""

from __future__ import annotations

import re

from jingci.numerals.quantity import Bound

MONTHS = {
    m: i
    for i, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for m in names.split()
}

_UNIT_WORDS = {
    "duration:year": "year years yr yrs year-long yearlong",
    "duration:quarter": "quarters",
    "duration:month": "month months month-long",
    "duration:week": "week weeks week-long",
    "duration:day": "day days workdays day-long",
    "duration:night": "night nights evenings",
    "duration:hour": "hour hours hr hrs hour-long",
    "duration:minute": "minute minutes min mins",
    "duration:second": "seconds secs",
    "length:km": "km kms kilometer kilometers kilometre kilometres",
    "length:m": "m meter meters metre metres",
    "length:cm": "cm cms centimeter centimeters centimetre centimetres",
    "length:mm": "mm millimeter millimeters millimetre millimetres",
    "length:nm": "nm nanometer nanometers nanometre nanometres",
    "length:um": "micron microns micrometers micrometres",
    "length:mile": "mile miles",
    "length:foot": "foot feet ft",
    "length:inch": "inch inches",
    "length:yard": "yard yards yd",
    "area:ha": "hectare hectares ha",
    "area:acre": "acre acres",
    "area:mu": "mu",
    "mass:t": "ton tons tonne tonnes",
    "mass:kg": "kg kgs kilogram kilograms kilo kilos kilogramme kilogrammes",
    "mass:jin": "jin catties catty",
    "mass:g": "gram grams gramme grammes",
    "mass:mg": "mg milligram milligrams",
    "mass:lb": "pounds-weight lb lbs",
    "mass:oz": "ounce ounces oz",
    "volume:l": "liter liters litre litres",
    "volume:ml": "ml milliliters millilitres",
    "volume:gal": "gallon gallons",
    "volume:bbl": "barrel barrels",
    "money:CNY": "yuan rmb renminbi cny",
    "money:USD": "usd",
    "money:dollar": "dollar dollars",
    "money:cent": "cents",
    "money:EUR": "euro euros eur",
    "money:GBP": "pounds sterling gbp",
    "money:JPY": "yen jpy",
    "money:HKD": "hkd",
    "money:RUB": "rubles roubles ruble rouble",
    "money:INR": "rupees",
    "money:other": "francs baht krona kronor pesos ringgit",
    "power:W": "watt watts",
    "power:kW": "kw kilowatt kilowatts",
    "power:MW": "mw megawatt megawatts",
    "energy:kWh": "kwh kilowatt-hours",
    "multiple": "times fold x",
}
UNIT_OF = {w: unit for unit, words in _UNIT_WORDS.items() for w in words.split()}

_NOUN_WORDS = {
    "person": "people persons person men women officers officer children students workers residents passengers "
    "patients members soldiers employees staff victims teachers suspects citizens villagers tourists visitors athletes "
    "users migrants refugees inhabitants personnel policemen doctors boys girls players fans participants",
    "case": "case cases incidents crimes accidents",
    "time": "times occasions",
    "company": "companies enterprises firms businesses banks hospitals institutions stores restaurants hotels shops",
    "household": "households families homes",
    "vehicle": "vehicles cars taxis aircraft planes ships trains buses units sets",
    "point": "points",
    "goal": "goals",
    "country": "countries nations states",
    "province": "provinces",
    "city": "cities",
    "clause": "articles clauses items provisions measures projects",
    "session": "sessions rounds matches games batches",
    "floor": "floors storeys stories buildings rooms houses",
    "animal": "animals birds dogs cats pigs cows",
}
NOUN_OF = {w: group for group, words in _NOUN_WORDS.items() for w in words.split()}

#: What may follow a number directly or after a space or hyphen; longest first. Group names say the reading.
AFTER = re.compile(
    r"[ -]?(?:"
    r"(?P<pp>(?:percentage|percent|per cent|per-cent|%)[ -]?(?:age)?[ -]?points?\b|percentages?\b|pps?\b|ppts?\b)"
    r"|(?P<bp>basis[ -]points?\b|bps?\b)"
    r"|(?P<pct>%|percent(?:age)?\b|per ?cent\b|pct\b)"
    r"|(?P<mille>‰|per[ -](?:thousand|mille?)\b|per 1,?000\b|in (?:every )?1,000\b)"
    r"|(?P<myriad>‱|(?:(?:cases |incidents |calls )?(?:per|for every|in every|out of every|out of)) "
    r"(?:10,?000|ten thousand)\b)"
    r"|(?P<age>(?:-|–| )?(?:year|yr|month|week|day)s?[- ]old\w*|years of age\b)"
    r"|(?P<area>(?:sq\.?|square)[ -](?P<sq>kilomet(?:er|re)s?|km|met(?:er|re)s?|m|miles?|feet|foot|ft|mu)\b)"
    r"|(?P<power>(?:km|m|ft)[23²³](?![0-9a-z]))"
    r"|(?P<cubic>cubic[ -]met(?:er|re)s?\b)"
    r"|(?P<kwh>(?:kilowatt|kw)[ -]?(?:hours?|h)\b)"
    r"|(?P<kmh>(?:km/h|kph|kmh|kilomet(?:er|re)s (?:per|an) hour)\b)"
    r"|(?P<temp>(?:degrees?|°) ?(?P<scale>celsius|centigrade|c\b|fahrenheit|f\b)?)"
    r"|(?P<clock>(?P<pm>[ap])\.?m\b\.?|o'?clock\b|o’clock\b)"
    r"|(?P<cur>(?:us|american|hong kong|hk|australian|canadian|singapore|new taiwan|nt) dollars?\b)"
    r")"
)
SUFFIX = re.compile(r"(?P<ord>st|nd|rd|th)\b|(?P<plural>'?s|’s)\b|(?P<mag>bn|mn|tn|trn|mln|million|billion|k|b|m)\b")
SUFFIX_WORTH = {
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "mn": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "m": 10**6,
    "tn": 10**12,
    "trn": 10**12,
    "k": 1000,
}
CURRENCY_BEFORE = re.compile(
    r"(?:(?<![a-z0-9])(?:(?P<code>usd|aud|cad|cny|rmb|hkd|gbp|eur|jpy|krw|sgd|twd|rub|chf|inr|nzd|myr|thb|zar|brl|mxn|"
    r"vnd|idr|php|sek|nok|dkk|us(?=[ ]?\$)|hk(?=[ ]?\$)|nt(?=[ ]?\$)) ?"
    r"|(?P<short>a|au|c|ca|s|sg)(?=\$)))?(?P<sign>[$¥￥€£])? ?$"
)
CURRENCY_SIGN = {"$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP"}
CURRENCY_CODE = {"hk": "HKD", "hkd": "HKD", "nt": "TWD", "au": "AUD", "aud": "AUD", "a": "AUD", "c": "CAD", "ca": "CAD"}
CURRENCY_CODE |= {
    "cad": "CAD",
    "s": "SGD",
    "sg": "SGD",
    "sgd": "SGD",
    "cny": "CNY",
    "rmb": "CNY",
    "usd": "USD",
    "us": "USD",
}
CURRENCY_CODE |= {"gbp": "GBP", "eur": "EUR", "jpy": "JPY", "krw": "KRW"}
CURRENCY_CODE |= {"rub": "RUB", "inr": "INR", "twd": "TWD"}
CURRENCY_CODE |= dict.fromkeys(
    ["chf", "nzd", "myr", "thb", "zar", "brl", "mxn", "vnd", "idr", "php", "sek", "nok", "dkk"], "other"
)
CURRENCY_WORD = {"us": "USD", "am": "USD", "ho": "HKD", "hk": "HKD", "au": "AUD", "ca": "CAD", "si": "SGD"}
CURRENCY_WORD |= {"ne": "TWD", "nt": "TWD"}
_AREAS = (("mi", "area:mi2"), ("mu", "area:mu"), ("k", "area:km2"), ("m", "area:m2"), ("f", "area:ft2"))


def area(word: str) -> str:
    """The unit of "square" and this word."""
    return next(unit for prefix, unit in _AREAS if word.startswith(prefix))


BOUND_BEFORE: list[tuple[re.Pattern[str], Bound]] = [
    (
        re.compile(
            r"\b(?:at least|no (?:less|fewer) than|not less than|a minimum of|minimum|reach(?:ed|es|ing)?)[ ]?\S{0,3}$"
        ),
        "at-least",
    ),
    (
        re.compile(
            r"\b(?:at most|no more than|not more than|up to|a maximum of|not exceed(?:ing)?|as many as|as much as|"
            r"within)[ ]?\S{0,3}$"
        ),
        "at-most",
    ),
    (
        re.compile(
            r"(?:\b(?:more than|over|above|exceed(?:s|ed|ing)?|upwards of|greater than|higher than|"
            r"surpass(?:es|ed|ing)?|"
            r"in excess of|topp?(?:s|ed|ing)?|past|beyond)|>)[ ]?(?:the |an? )?\S{0,3}$"
        ),
        "over",
    ),
    (
        re.compile(
            r"(?:\b(?:less than|under|below|nearly|almost|fewer than|close to|approaching|lower than|just short of|"
            r"nearing|not yet)|<)[ ]?(?:the |an? )?\S{0,3}$"
        ),
        "under",
    ),
    (
        re.compile(
            r"(?:\b(?:about|around|approximately|some|roughly|circa|an estimated|estimated|"
            r"approx\.?)|~)[ ]?(?:the |an? )?\S{0,3}$"
        ),
        "about",
    ),
]
BOUND_AFTER: list[tuple[re.Pattern[str], Bound]] = [
    (
        re.compile(
            r"\s*(?:\w+ ){0,2}(?:or more|and above|or above|or older|and over|or over|or higher|and older|plus)\b|\+"
        ),
        "at-least",
    ),
    (
        re.compile(r"\s*(?:\w+ ){0,2}(?:or less|or fewer|and below|or below|or younger|and under|or under|or lower)\b"),
        "at-most",
    ),
    (re.compile(r"\s*(?:\w+ ){0,2}(?:or so|or thereabouts)\b|-odd\b| odd\b"), "about"),
]
MULTIPLIED = {
    "doubled": 2, "double": 2, "doubling": 2, "doubles": 2, "twofold": 2, "twice": 2, "tripled": 3, "triple": 3,
    "tripling": 3, "triples": 3, "trebled": 3, "treble": 3, "threefold": 3, "thrice": 3, "quadrupled": 4,
    "quadruple": 4, "quadrupling": 4, "fourfold": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "ninefold": 9, "tenfold": 10, "twentyfold": 20, "hundredfold": 100, "thousandfold": 1000,
}  # fmt: skip
PAIR = {"both": 2, "pair": 2, "couple": 2, "duo": 2, "twin": 2, "twins": 2, "once": 1, "single": 1, "trio": 3}
PAIR |= {"fortnight": 2, "decade": 10, "century": 100, "centuries": 100, "noon": 12, "midnight": 0, "quartet": 4}
