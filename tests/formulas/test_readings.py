"""The termbase's readings: used where the text is silent, attributed, never passed off as the text's own."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from jingci import find_formulas
from jingci.formulas.readings import Entries, entries_among
from jingci.formulas.wording import spelled
from jingci.glossary import Glossary
from jingci.model import Concept, Form, Member, Person, Reading, Rendering, Source

LOCAL = Reading("other-2015#s1", "local", (Member("甲化", "a"), Member("乙化", "b"), Member("丙化", "c")))
NATIONAL = Reading("@doe-2020, p. 3", "national", (Member("抢劫", "robbery"), Member("抢夺", "snatching")))


def concept(name: str, form: str, *readings: Reading) -> Concept:
    """An entry of a formula."""
    return Concept(name, "formula", (Form(form, "-"),), (Rendering(name),), gloss="", readings=readings)


@dataclass(eq=False)
class Termbase:
    """The least that the search asks of a glossary."""

    formula_entries: Entries
    sources: dict[str, Source] = field(default_factory=dict)


@pytest.fixture
def termbase() -> Termbase:
    work = Source("doe-2020", "book", "Robbery", "scholarly", author=(Person("Doe", "Jane"),), issued="2020")
    entries = (concept("sanhua", "三化", LOCAL), concept("liangqiang", "两抢", NATIONAL), concept("wushi", "五事机制"))
    return Termbase(entries_among(entries), {"doe-2020": work})


def test_a_local_reading_is_attributed(termbase: Termbase) -> None:
    (formula,) = find_formulas("深化“三化”建设。", termbase)
    assert (formula.origin, formula.attribution, formula.concept) == ("local", "Other 2015", "sanhua")
    assert [(m.text, m.span) for m in formula.members] == [("甲化", None), ("乙化", None), ("丙化", None)]
    assert spelled(formula) == "Not spelled out here; in Other 2015: 甲化 (a); 乙化 (b); 丙化 (c)."


def test_a_national_reading_is_given_as_such(termbase: Termbase) -> None:
    (formula,) = find_formulas("两抢案件下降。", termbase)
    assert (formula.origin, formula.attribution, formula.source) == ("national", "Doe 2020, p. 3", "@doe-2020, p. 3")
    listed = "抢劫 (robbery); 抢夺 (snatching)."
    assert spelled(formula) == f"Not spelled out here; nationally (Doe 2020, p. 3): {listed}"
    assert spelled(formula, cite=True) == f"Not spelled out here; nationally [@doe-2020, p. 3]: {listed}"


def test_the_reading_of_the_reports_own_edition(termbase: Termbase) -> None:
    (formula,) = find_formulas("深化“三化”建设。", termbase, report="other-2015")
    assert formula.origin == "edition"
    assert spelled(formula).startswith("In this report, by the reading of its edition: 甲化")


def test_the_texts_own_members_come_first_and_a_difference_is_said(termbase: Termbase) -> None:
    (formula,) = find_formulas("以“三化”(丁化、戊化、己化)为方向。", termbase)
    assert [m.text for m in formula.members] == ["丁化", "戊化", "己化"]
    assert formula.remarks == ("read differently elsewhere (Other 2015): 甲化、乙化、丙化",)


def test_the_same_members_in_another_order_are_no_difference(termbase: Termbase) -> None:
    (formula,) = find_formulas("以“三化”(丙化、乙化、甲化建设)为方向。", termbase)
    assert formula.remarks == ()
    assert [m.en for m in formula.members] == ["c", "b", ""]


def test_a_form_of_the_termbase_is_known_without_quotation_marks(termbase: Termbase) -> None:
    (formula,) = find_formulas("推行五事机制以来", termbase)
    assert (formula.text, formula.concept, formula.origin) == ("五事机制", "wushi", "none")
    assert find_formulas("推行五事机制以来") == []


def test_without_a_termbase_nothing_is_read_into_the_text() -> None:
    (formula,) = find_formulas("两抢案件下降。")
    assert (formula.members, formula.origin, formula.attribution) == ((), "none", "")


def test_the_kitchen_sinks_own_glossary(small: Glossary) -> None:
    (formula,) = find_formulas("深化三化建设。", small)
    assert (formula.origin, formula.attribution) == ("local", "Kitchen Sink")
