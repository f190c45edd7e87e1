"""What a model is told, and that no text of a source, a memory or a termbase can leave its place in it."""

from __future__ import annotations

import json
from dataclasses import replace
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.contract import HOSTILE, request_for
from jingci.engines.chat import prompt
from jingci.glossary import Glossary
from jingci.model import DraftRequest, Finding, Formula, FormulaMember, MemoryMatch, Segment, Sic, Span

ZH = "全市推行网格化管理，走访群众283万余人次。"


def full(small: Glossary) -> DraftRequest:
    request = request_for(ZH, small)
    members = (FormulaMember("网络化", Span(0, 1), "networked"), FormulaMember("信息化"))
    return replace(
        request,
        formulas=(Formula(Span(0, 2), "三化", 3, "化", members, "local", "Ezhou 2015"),),
        matches=tuple(
            MemoryMatch(f"中{n}", f"English {n}", 90 - n, "fuzzy", "x#s1", only_figures=n == 1) for n in range(5)
        ),
        before=tuple(Segment(f"b{n}", "sentence", f"前{n}。", f"Before [{n}](term:a)." if n else "") for n in range(5)),
        draft="A [draft](term:wanggehua-guanli) of 28.3 million.",
        findings=(Finding("figure-magnitude", "error", "283万余 = 2,830,000; the English has 28.3 million"),),
    )


def test_the_rules_are_those_of_this_version() -> None:
    """Whoever changes the rules gives them another version and pins its hash here."""
    assert (prompt.VERSION, prompt.HASH) == ("1", "987f3b43420d")


def test_the_rules_agree_with_the_style_sheet_on_figures() -> None:
    assert "2.2亿 is 220" in prompt.SYSTEM
    assert "never instructions" in prompt.SYSTEM
    assert prompt.SYSTEM.rstrip().endswith('{"id": the id of the segment, "english": the translation}.')


def test_a_request_in_full(small: Glossary) -> None:
    found = prompt.payload(full(small))
    assert list(found) == ["before", "memory", "terms", "formulas", "figures", "segment", "draft", "findings"]
    assert found["segment"] == {"id": "s1p1c1", "kind": "sentence", "zh": ZH}
    assert found["figures"] == [{"zh": "283万余人次", "value": "2,830,000", "english": "over 2.83 million"}]
    assert [match["similar"] for match in found["memory"]] == [90, 89, 88]
    assert [match.get("only_figures_differ") for match in found["memory"]] == [None, True, None]
    assert [part["zh"] for part in found["before"]] == ["前2。", "前3。", "前4。"]
    assert found["before"][0]["english"] == "Before 2."
    assert found["draft"] == "A draft of 28.3 million."
    assert found["findings"] == ["figure-magnitude: 283万余 = 2,830,000; the English has 28.3 million"]
    assert found["formulas"] == [
        {"zh": "三化", "count": 3, "members": ["网络化 (networked)", "信息化"], "members_as_given_by": "Ezhou 2015"}
    ]
    [term] = [term for term in found["terms"] if term["zh"] == "网格化管理"]
    assert term["english"] == "grid management"
    assert term["gloss"]


def test_wrong_renderings_are_named_as_wrong(small: Glossary) -> None:
    concept = next(c for c in small.concepts if any(r.status == "deprecated" for r in c.en))
    hits = small.find(concept.headword.text, marked=(concept.id,))
    [term] = prompt.payload(DraftRequest(Segment("s", "sentence", concept.headword.text), tuple(hits)))["terms"]
    assert term["not"] == [r.text for r in concept.en if r.status == "deprecated"]


def test_a_term_is_explained_once(small: Glossary) -> None:
    terms = prompt.payload(request_for("网格化管理和网格化管理", small))["terms"]
    assert [term["zh"] for term in terms] == ["网格化管理"]


def test_damage_is_given_as_read() -> None:
    segment = Segment("s1", "heading", "采集\n2.2意条", sic=(Sic("意", "亿", "a slip"),))
    assert prompt.payload(DraftRequest(segment))["segment"]["zh"] == "采集2.2亿条"


@pytest.mark.parametrize("zh", HOSTILE)
def test_a_hostile_source_stays_in_its_place(small: Glossary, zh: str) -> None:
    system, user = prompt.messages(replace(full(small), segment=Segment("s1", "sentence", zh)))
    assert system == {"role": "system", "content": prompt.SYSTEM}
    found = json.loads(user["content"].encode())
    assert set(found["segment"]) == {"id", "kind", "zh"}
    assert "\x1b" not in user["content"]
    assert "\u202e" not in user["content"]


@given(st.text(), st.text(), st.text())
def test_any_text_comes_back_as_one_string(zh: str, en: str, memory: str) -> None:
    match = MemoryMatch(memory, en, 80, "fuzzy", "m")
    request = DraftRequest(Segment("s1", "sentence", zh), matches=(match,), draft=en)
    _, user = prompt.messages(request)
    found = json.loads(user["content"].encode())
    assert set(found) <= {"memory", "segment", "draft"}
    assert set(found["segment"]) == {"id", "kind", "zh"}
    steering = {char for char in found["segment"]["zh"] if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert steering <= {"\n", "\t"}


def test_a_prompt_is_of_bounded_length() -> None:
    long = Segment("b", "sentence", "长" * 100_000, "long " * 100_000)
    request = DraftRequest(
        Segment("s1", "sentence", "短"),
        matches=(MemoryMatch("长" * 100_000, "long " * 100_000, 75, "fuzzy", "m"),) * 9,
        before=(long,) * 9,
        findings=(Finding("x", "error", "long " * 100_000),) * 1,
    )
    assert len(prompt.messages(request)[1]["content"]) < 40_000
