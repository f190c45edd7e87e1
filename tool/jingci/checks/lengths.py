"""Length: how many English words a Chinese text asks for, and how far from that is suspicious.

The logarithm of English words per Chinese character is near enough normal. Its centre and spread were measured on the
12,397 professional pairs of the WMT test sets of 2017 to 2020: median -0.39, tails of one in a thousand at about -0.9
and +0.7 from it for a sentence of 30 characters, wider for shorter texts (a tail that falls as 1/length), narrower for
long ones. Inside one document the ratio hardly varies, so :class:`Norm` learns the document's own centre and spread as
it goes (median and median absolute deviation, which a few bad segments do not move) and judges by both.
"""

from __future__ import annotations

import math
import re
from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from statistics import median

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z0-9]+")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.,'’][A-Za-z0-9À-ɏ]+)*")
#: A word or figure in Latin letters inside the Chinese counts as so many characters.
_LATIN_WEIGHT = 1.5
#: Below so many characters a text has no length to speak of.
_LEAST = 4.0
_CENTRE = -0.39
#: Tolerance below and above the centre, in logarithms: for a text of any length, and what 1/length adds.
_BELOW, _BELOW_SHORT = 0.85, 6.0
_ABOVE, _ABOVE_SHORT = 0.62, 6.0
#: A document speaks for itself from so many segments of so many characters on; it is remembered so far back.
_ENOUGH, _LONG, _MEMORY = 20, 15.0, 400
#: Its centre is believed within these limits, and its tolerance is so many deviations, but at least so much.
_CENTRES = (-0.9, 0.2)
_DEVIATIONS, _NARROWEST = 4.5, 0.42


def weight(zh: str) -> float:
    """The length of a Chinese text: its characters, each Latin word or figure counting as 1.5."""
    return len(_HAN.findall(zh)) + _LATIN_WEIGHT * len(_LATIN.findall(zh))


def words(en: str) -> int:
    """The words and figures of an English text."""
    return len(_WORD.findall(en))


@dataclass
class Norm:
    """What is usual: in general, and in this document so far."""

    recent: deque[float] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    ordered: list[float] = field(default_factory=list)

    def learn(self, zh: float, en: int) -> None:
        """Take a segment into account; lengths as :func:`weight` and :func:`words` give them."""
        if zh < _LONG or not en:
            return
        if len(self.recent) == _MEMORY:
            self.ordered.remove(self.recent[0])
        ratio = math.log(en / zh)
        self.recent.append(ratio)
        insort(self.ordered, ratio)

    def bounds(self, zh: float) -> tuple[float, float]:
        """The fewest and the most words that a text of this length may have in English."""
        low, high = _CENTRE - _BELOW, _CENTRE + _ABOVE
        if len(self.ordered) >= _ENOUGH:
            middle = self.ordered[len(self.ordered) // 2]
            centre = min(max(middle, _CENTRES[0]), _CENTRES[1])
            spread = 1.4826 * median(abs(ratio - middle) for ratio in self.ordered)
            width = max(_NARROWEST, _DEVIATIONS * spread)
            low, high = centre - width, centre + width
        low, high = low - _BELOW_SHORT / zh, high + _ABOVE_SHORT / zh
        return zh * math.exp(low), zh * math.exp(high)

    def judge(self, zh: float, en: int) -> int:
        """-1 too short, 1 too long, 0 as usual."""
        if zh < _LEAST:
            return 0
        low, high = self.bounds(zh)
        return -1 if en < low else 1 if en > high else 0
