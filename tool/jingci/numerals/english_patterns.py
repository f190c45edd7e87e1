"""The patterns by which English numbers and what stands around them are recognised, over text in lower case.

Repetitions are capped where a run could otherwise be scanned again and again: reading stays linear for any text.
"""

from __future__ import annotations

import re
from fractions import Fraction

from jingci.numerals import english_units as units
from jingci.numerals import english_values as values

#: ASCII capitals, full-width digits and odd spaces to plain ones, one for one.
LOWER = {i: i + 32 for i in range(65, 91)}
LOWER |= {
    ord(f): ord(h) for f, h in zip("０１２３４５６７８９％\u00a0\u2009\u202f\u2011", "0123456789%   -", strict=True)
}

_DECADE_WORDS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
DECADE_WORD = dict(zip(_DECADE_WORDS, range(20, 100, 10), strict=True))
_PLAIN = {*values.ONES, *values.TENS, *values.MAGNITUDE, *values.ORDINALS, "dozen", "half"} - {"mn", "bn", "tn"}
_ALONE = {*units.MULTIPLIED, *units.PAIR, *values.PLURAL_MAGNITUDE, *units.MONTHS, *DECADE_WORD, "quarter", "quarters"}
WORD = "|".join(sorted(_PLAIN, key=len, reverse=True))
_SINGLE = "|".join(sorted(_ALONE - _PLAIN, key=len, reverse=True))
_NUMBER = (
    r"(?:(?<![0-9])[1-9][0-9]{0,2}(?: 000){1,5}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,12}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|(?<![0-9a-z])\.[0-9]+)"
)
TOKEN = re.compile(
    rf"(?P<num>{_NUMBER})"
    r"|(?<![a-z0-9])(?P<ahalf>(?:an?|one) (?:year|month|week|day|hour|minute|mile|century|decade) and a half)(?![a-z])"
    rf"|(?<![a-z0-9])(?P<words>(?:{WORD})(?:(?:[ -]| and | a |-and-a-| and a )(?:{WORD})){{0,24}})(?![a-z0-9])"
    rf"|(?<![a-z0-9])(?P<single>{_SINGLE})(?![a-z0-9])"
    r"|(?P<vulgar>[½¼¾⅓⅔])"
)
VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
#: Roman numerals, in the text as written: after a word that takes one, or of two letters and more.
ROMAN = re.compile(
    r"\b(?:Chapter|CHAPTER|Part|PART|Title|Section|SECTION|Book|Annex|Article|Volume|Phase|Type|Class|War|Stage|"
    r"Schedule|Appendix|Table) ([IVXL]{1,7})\b"
    r"|(?<![A-Za-z0-9])(II|III|IV|VI|VII|VIII|IX|XI|XII|XIV|XVI)(?![A-Za-z0-9])"
)

# dates and times
ISO = re.compile(r"((?:19|20)[0-9]{2})([-/.])(0?[1-9]|1[0-2])\2([12][0-9]|3[01]|0?[1-9])(?![0-9])")
SLASHED = re.compile(r"(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|[12][0-9]|3[01])/((?:19|20)[0-9]{2})(?![0-9])")
CLOCK = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?::([0-5][0-9]))?(?![0-9])")
MERIDIEM = re.compile(r" ?[ap]\.?m\b")
#: Months that are also other words or abbreviations, and what shows that they are months.
DOUBTFUL_MONTHS = frozenset(("may", "march", "mar", "dec", "sep", "jan", "nov"))
VERB_MONTHS = frozenset(("may", "mar"))
MONTH_BEFORE = re.compile(
    r"\b(?:in|last|this|next|since|of|by|until|early|late|mid|on|from|to|between|during|and)[ -]$"
    r"|[0-9](?:st|nd|rd|th)?(?: of)? $"
)
MONTH_AFTER = re.compile(r"[., ]{1,2}[0-9]")
AFTER_MONTH = re.compile(r"[. ]{1,2}(?:the )?")
AFTER_DAY = re.compile(r" ?(?:-|–|to|and|or|,|through|until) ?(?:and )?")
SHORT_YEAR = re.compile(r" ?[-/–—] ?")
PERIOD_BEFORE = re.compile(r"(?<![0-9a-z])[1-4][hq]$")
HALF_YEAR = re.compile(r"h(?:[0-9]|\b)")
DECADES = re.compile(r"[ -](decades?|century|centuries)(?![a-z])")

# magnitudes and fractions
MAGNITUDE = re.compile(r"[ -]?(hundred|thousand|million|billion|trillion|crore|lakh|mn\b|bn\b|tn\b)s?(?![a-z])")
PLURALS = re.compile(r" of (thousands|millions|billions|trillions)\b")
SEVERAL = re.compile(r"(?<![a-z])(?:several|(?:a )?few|(?:a )?couple of|multi|many|some)[ -]$")
OVER = re.compile(r"/(2|3|4|5|8|10|12)(?![0-9/])")
PARTS = re.compile(
    r"[ -](half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)"
    r"(?![a-z])"
)
_PART_NAMES = ("hal", "thi", "qua", "fou", "fif", "six", "sev", "eig", "nin", "ten", "hun")
PART_OF = dict(zip(_PART_NAMES, (2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 100), strict=True))
OUT_OF = re.compile(
    r"(?: out of(?: every)? | in every | in |-in-|-out-of-)"
    rf"(?P<num>[0-9](?:[0-9,]{{0,8}}[0-9])?|a hundred|a thousand|a million|{WORD})(?![a-z0-9%])"
)
#: Whole numbers that "one in" is followed by where a share is meant; "in 2018" and "in 12 months" are not.
IN_ALL = frozenset((3, 4, 5, 6, 8, 10, 20, 100, 1000, 10**6))
TIMED = re.compile(r"[ -](?:years?|months?|days?|hours?|weeks?|minutes?|games?|matches|decades?)\b")
HALF_OF = re.compile(r"[ -](?:an?[ -])?(year|month|day|hour|century|decade|mile|kilometer|kilometre)\b")
HALF_AFTER = re.compile(r"(?: (?:and )?(?:a|one)[ -]half(?![a-z])|-and-a-half(?![a-z])|[ ]?½)")

# names and neighbours
ADDRESS = re.compile(r"\.(?:com|cn|net|org|gov)\b")
LABEL_BEFORE = re.compile(
    r"\b(?:no|nos|article|articles|art|section|chapter|clause|paragraph|item|number|phase|part|volume|issue|route|line|"
    r"room|gate|type|act|level|class|grade|channel|flight|order|law|resolution|stage|unit|season|top)\.? ?$"
)
LENGTH_WORD = re.compile(
    r"[ -](?:long|wide|tall|high|deep|away|from|race|sprint|freestyle|final|hurdles|relay|butterfly|above|below|x)"
)
WORDS = re.compile(r"[ -]?([a-z]{1,30}(?:-[a-z]{1,30}){0,4})")
JOIN = re.compile(r"(?: ?[-–—~] ?| to | or |-to-| and | to around | to about | to nearly )(?:us)?[$£€¥]?")
_STOP_WORDS = (
    "of in to and or at by for on from with the a an is was were are per than as that which who but"  # one line a list
)
STOP = frozenset(_STOP_WORDS.split())
