"""Length: how many English words a Chinese text asks for, and how far from that is suspicious.

The logarithm of English words per Chinese character is near enough normal. Its centre and spread were measured on the
12,397 professional pairs of the WMT test sets of 2017 to 2020: median -0.39; two in a thousand are shorter by more than
0.65 + 4/length, and one in a thousand longer by more than 0.62 + 6/length. An English that breaks off (no full stop
where the Chinese has one) is suspicious sooner: five in ten thousand are that short. Inside one document the ratio
hardly varies, so :class:`Norm` learns the document's own centre and spread as it goes (median and median absolute
deviation, which a few bad segments do not move) and judges by these.
"""

from __future__ import annotations

import math
import re
from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from statistics import median

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z0-9]+(?:[.,:/_@%?&=+-]+[A-Za-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.,'’:/_@%?&=]+[A-Za-z0-9À-ɏ]+)*")
#: A word or figure in Latin letters inside the Chinese counts as so many characters.
_LATIN_WEIGHT = 1.5
#: Below so many characters a text can be neither too short nor too long.
_LEAST_SHORT, _LEAST_LONG = 12.0, 4.0
_CENTRE = -0.39
#: Tolerance below and above the centre, in logarithms: for a text of any length, and what 1/length adds.
_BELOW, _BELOW_SHORT = 0.65, 4.0
_ABOVE, _ABOVE_SHORT = 0.62, 6.0
#: The share of the tolerance below that is left to an English that breaks off.
_BROKEN_OFF = 0.47
#: A document speaks for itself from so many segments of so many characters on; it is remembered so far back.
_ENOUGH, _LONG, _MEMORY = 20, 15.0, 400
#: It is measured anew after so many segments.
_STALE = 16
#: Its centre is believed within these limits, and its tolerance is so many deviations, but at least so much.
_CENTRES = (-0.9, 0.2)
_DEVIATIONS, _NARROWEST = 3.3, 0.42


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
    _known: tuple[float, float] | None = None
    _since: int = 0

    def learn(self, zh: float, en: int) -> None:
        """Take a segment into account; lengths as :func:`weight` and :func:`words` give them."""
        if zh < _LONG or not en:
            return
        if len(self.recent) == _MEMORY:
            self.ordered.remove(self.recent[0])
        ratio = math.log(en / zh)
        self.recent.append(ratio)
        insort(self.ordered, ratio)
        self._since += 1
        if len(self.ordered) >= _ENOUGH and (self._known is None or self._since >= _STALE):
            self._known, self._since = self._measured(), 0

    def _measured(self) -> tuple[float, float]:
        """Centre and tolerance of the document so far."""
        middle = self.ordered[len(self.ordered) // 2]
        spread = 1.4826 * median(abs(ratio - middle) for ratio in self.ordered)
        return min(max(middle, _CENTRES[0]), _CENTRES[1]), max(_NARROWEST, _DEVIATIONS * spread)

    def bounds(self, zh: float, *, broken_off: bool = False) -> tuple[float, float]:
        """The fewest and the most words that a text of this length may have in English.

        :param broken_off: the English has no end.
        """
        centre, below, above = _CENTRE, _BELOW, _ABOVE
        if self._known is not None:
            centre, below = self._known
            above = below
        below = (below + _BELOW_SHORT / zh) * (_BROKEN_OFF if broken_off else 1.0)
        return zh * math.exp(centre - below), zh * math.exp(centre + above + _ABOVE_SHORT / zh)

    def judge(self, zh: float, en: int, *, broken_off: bool = False) -> int:
        """-1 too short, 1 too long, 0 as usual."""
        low, high = self.bounds(max(zh, 1.0), broken_off=broken_off)
        return -1 if en < low and zh >= _LEAST_SHORT else 1 if en > high and zh >= _LEAST_LONG else 0
