"""The administrative divisions as they are looked up: forms, units, word evidence and readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jingci.boundaries import Boundaries, LazyVeto
from jingci.lexicon import load_lexicon
from jingci.names.grammar import ORDINARY
from jingci.names.romanisation import Readings

_HERE = Path(__file__).parent
#: Generic parts of a clipped form, and of the units it may stand for: 石柱县 for 石柱土家族自治县.
_CLIPPED = {
    "自治县": ("县", " County"),
    "自治州": ("州", " Prefecture"),
    "自治旗": ("旗", " Banner"),
    "自治区": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A division. ``code`` is that of GB/T 2260 without trailing zeros: two digits a province, four a prefecture."""

    code: str
    name: str
    english: str
    short: str
    short_english: str
    bare: str
    also: tuple[str, ...]
    former: bool

    @property
    def level(self) -> str:
        """``province``, ``prefecture`` or ``county``."""
        return {2: "province", 4: "prefecture"}.get(len(self.code), "county")

    @property
    def is_city(self) -> bool:
        """Whether its organs are municipal."""
        return self.name.endswith("市")


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling and the units it may stand for. ``use`` is f (full name), c (clipped), o (a full name that is an
    ordinary word), or, of a short name, s (safe alone), w (needs other evidence) or n (never alone)."""

    text: str
    use: str
    english: str
    units: tuple[Unit, ...]


class Gazetteer:
    """The divisions and what helps to tell them from other words.

    :param units: the divisions.
    :param words: ordinary words of two characters.
    :param person_words: words of three characters that begin with a surname.
    :param readings: pinyin.
    :param blocks: longer words in which a short name is not the place.
    :param verbs: verbs of two characters.
    :param costs: gives the words of the language with their costs, see :class:`jingci.boundaries.Lexicon`.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        words: frozenset[str],
        person_words: frozenset[str],
        readings: Readings,
        blocks: frozenset[str] = frozenset(),
        verbs: frozenset[str] = frozenset(),
        costs: Callable[[], Mapping[str, int]] = load_lexicon,
    ) -> None:
        self.units = tuple(units)
        self.words = words
        self.person_words = person_words
        self.readings = readings
        self.blocks = blocks
        self.verbs = verbs
        self.forms = _forms(self.units)
        #: Whether a short name at a place of a text is rather part of other words there.
        self.inside_words = LazyVeto(lambda: Boundaries(costs(), (t for t, f in self.forms.items() if f.use in "sw")))
        self._automata: dict[tuple[str, ...], tuple[Any, list[str]]] = {}

    def automaton(self, others: tuple[str, ...]) -> tuple[Any, list[str]]:
        """An automaton over the forms and ``others``, and its patterns in order."""
        import daachorse

        if others not in self._automata:
            patterns = list(dict.fromkeys([*self.forms, *sorted(self.blocks), *others]))
            self._automata[others] = (
                daachorse.CharwiseDoubleArrayAhoCorasick(patterns, daachorse.MATCH_KIND_STANDARD),
                patterns,
            )
        return self._automata[others]


def _forms(units: Iterable[Unit]) -> dict[str, Form]:
    found: dict[tuple[str, str], list[Unit]] = {}
    english: dict[tuple[str, str], str] = {}
    # Of units of one name the mainland's in force come first (连江县 of Fujian before that of Matsu).
    for unit in sorted(units, key=lambda unit: (unit.former, unit.code[:2] == "71", len(unit.code), unit.code)):
        spellings = [(unit.name, "o" if unit.name in ORDINARY else "f", unit.english)]
        for generic, (clip, word) in _CLIPPED.items():
            if clip and unit.name.endswith(generic) and unit.short != unit.name:
                spellings.append((unit.short + clip, "c", unit.short_english + word))
        if unit.short != unit.name and len(unit.short) > 1:
            spellings.append((unit.short, unit.bare, unit.short_english))
        for text, use, words in spellings:
            key = (text, "f" if use in "fco" else "s")
            found.setdefault(key, []).append(unit)
            english.setdefault(key, words)
    forms: dict[str, Form] = {}
    for (text, family), members in found.items():
        use = _use(text, family, members)
        # A full name wins over a short one of the same spelling.
        if text not in forms or family == "f":
            forms[text] = Form(text, use, english[text, family], tuple(members))
    return forms


def _use(text: str, family: str, members: list[Unit]) -> str:
    if family == "f":
        return "o" if text in ORDINARY else "f" if any(unit.name == text for unit in members) else "c"
    # The unit that comes first decides: a prefecture before a county of the same name.
    return members[0].bare


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    words, people, blocks, verbs = _words()
    return Gazetteer(_units(), words, people, _readings(), blocks, verbs)


def _lines(name: str) -> Iterable[list[str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def _units() -> Iterable[Unit]:
    for code, name, english, short, short_english, bare, also, _, former in _lines("gazetteer.tsv"):
        spellings = tuple(also.split(";")) if also else ()
        yield Unit(code, name, english, short, short_english, bare, spellings, former == "x")


def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    pairs: list[str] = []
    verbs: list[str] = []
    blocks: list[str] = []
    people: list[str] = []
    for kind, char, rest in _lines("words.tsv"):
        if kind == "pair":
            words, common, rare = ([char + other for other in part] for part in rest.split("|"))
            pairs += words + common
            verbs += common + rare
        elif kind == "block":
            blocks += rest.split(" ")
        else:
            people += [char + other for other in rest.split(" ")]
    return frozenset(pairs), frozenset(people), frozenset(blocks), frozenset(verbs)


def _readings() -> Readings:
    characters: dict[str, str] = {}
    names: dict[str, str] = {}
    surnames: dict[str, str] = {}
    for kind, reading, text in _lines("readings.tsv"):
        if kind == "char":
            characters.update(dict.fromkeys(text, reading))
        elif kind == "name":
            names[text] = reading
        elif reading:
            surnames[text] = reading
        else:
            surnames.update(dict.fromkeys(text, ""))
    return Readings(characters, names, surnames)
