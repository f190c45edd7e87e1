"""What a formula stands for where its text does not say: who speaks, and the termbase's readings.

A reading of another text is never passed off as this text's: it carries an attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from jingci.bibliography import Bibliography
from jingci.folding import fold
from jingci.formulas.counting import is_formula_form
from jingci.formulas.words import ESTABLISHED
from jingci.model import Concept, FormulaMember, Reading, Source


class Termbase(Protocol):
    """What is needed of a glossary."""

    @property
    def formula_entries(self) -> Entries: ...

    @property
    def sources(self) -> Mapping[str, Source]: ...


@dataclass(frozen=True)
class Entries:
    """The termbase's entries by their folded forms and by their ids, and the forms that are formulas."""

    by_form: Mapping[str, Concept] = field(default_factory=dict)
    by_id: Mapping[str, Concept] = field(default_factory=dict)
    forms: tuple[str, ...] = ()


def entries_among(concepts: Iterable[Concept]) -> Entries:
    """The entries as formulas need them; of two with one form a formula, else the first."""
    by_form: dict[str, Concept] = {}
    by_id: dict[str, Concept] = {}
    forms: set[str] = set()
    for concept in concepts:
        by_id[concept.id] = concept
        own = [plain_form(form.text) for form in concept.zh]
        for form in own:
            known = by_form.get(form)
            if known is None or (known.kind != "formula" and concept.kind == "formula"):
                by_form[form] = concept
        if concept.kind == "formula":
            forms.update(form for form in own if is_formula_form(form) and not _has_shorter(form, own))
    return Entries(by_form, by_id, tuple(sorted(forms)))


@lru_cache(maxsize=8192)
def plain_form(form: str) -> str:
    """A form folded and without the quotation marks that some are listed with."""
    return fold(form).text.replace('"', "")


def _has_shorter(form: str, forms: list[str]) -> bool:
    # 三调联动 is 三调 with what is said of it; the formula is 三调.
    return form not in ESTABLISHED and any(
        other != form and other in form and is_formula_form(other) for other in (*forms, *ESTABLISHED)
    )


# Who speaks

#: Level by the words that name it; the offices of a Party committee and a government, Chinese and English.
_LEVELS = (
    (
        re.compile("中共中央|中央|国务院|国家"),
        "central",
        ("中共中央办公厅", "国务院办公厅"),
        "CPC Central Committee",
        "State Council",
    ),
    (
        re.compile("省|自治区"),
        "provincial",
        ("省委办公厅", "省政府办公厅"),
        "provincial Party committee",
        "provincial government",
    ),
    (
        re.compile("地级市|全市|我市|本市|市"),
        "municipal",
        ("市委办公室", "市政府办公室"),
        "municipal Party committee",
        "municipal government",
    ),
    (re.compile("县|旗"), "county", ("县委办公室", "县政府办公室"), "county Party committee", "county government"),
    (re.compile("区"), "district", ("区委办公室", "区政府办公室"), "district Party committee", "district government"),
)
_NEAR = 12


def offices(before: str, speaker: str) -> tuple[str, tuple[FormulaMember, ...]]:
    """The level and the members of 两办, from the words right before it, else from the text up to it.

    :param before: the sentence up to 两办; its last words count most.
    :param speaker: what else of the text stands before it.
    """
    for stretch in (before[-_NEAR:], before, speaker[-2000:]):
        named = [(match.end(), level) for level in _LEVELS for match in level[0].finditer(stretch)]
        if named:
            # 市公安局 and 城区 name no level of 两办 in the running text; the nearest word does.
            _, (_, level, zh, party, government) = max(named, key=lambda pair: pair[0])
            english = (f"general office of the {party}", f"general office of the {government}")
            return level, tuple(FormulaMember(z, None, e) for z, e in zip(zh, english, strict=True))
    return "", ()


# The termbase


def choose(concept: Concept, report: str) -> Reading | None:
    """The reading to show: of this report's edition, else a national one, else another place's."""
    own = [reading for reading in concept.readings if report and reading.where.startswith(f"{report}#")]
    national = [reading for reading in concept.readings if reading.scope == "national"]
    return next(iter([*own, *national, *concept.readings]), None)


def place(reading: Reading, sources: Mapping[str, Source]) -> str:
    """Whose reading it is, in words: “Ezhou 2015”, “Xinhua 2006, whole”."""
    where = reading.where.strip("'")
    if where.startswith("@"):
        key, _, rest = where[1:].partition(",")
        name = Bibliography([sources[key]]).label(key) if key in sources else key
        return f"{name}, {rest.strip()}" if rest.strip() else name
    report = where.partition("#")[0]
    return " ".join(part.capitalize() for part in report.split("-"))


def citation(reading: Reading) -> str:
    """The work a reading is taken from, as pandoc cites it; empty for a reading of an edition."""
    where = reading.where.strip("'")
    return where if where.startswith("@") else ""


def is_own(reading: Reading, report: str) -> bool:
    """Whether a reading was given by the edition of this very report."""
    return bool(report) and reading.where.startswith(f"{report}#")


def members(reading: Reading) -> tuple[FormulaMember, ...]:
    """A reading's members; they stand nowhere in the text in hand."""
    return tuple(FormulaMember(member.zh, None, member.en, member.concept) for member in reading.members)


def same_members(found: Iterable[str], reading: Reading) -> bool:
    """Whether a text's members are a reading's, one for one in any order, a longer form standing for a shorter."""
    ours, theirs = [plain_form(text) for text in found], [plain_form(member.zh) for member in reading.members]
    if len(ours) != len(theirs):
        return False
    left = list(theirs)
    for text in ours:
        match = next((other for other in left if other == text), None)
        match = match or next((other for other in left if other in text or text in other), None)
        if match is None:
            return False
        left.remove(match)
    return True
