"""What needs the whole document: drift, copies, shifts, lengths of its own, waivers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jingci.checks import Pair, check_pairs, check_report
from jingci.checks.lengths import Norm
from jingci.edition import edition_folders, load_edition
from jingci.glossary import Glossary, load_glossary
from jingci.model import Finding, Waiver


def document(pairs: list[tuple[str, str]], glossary: Glossary | None = None) -> list[tuple[str, Finding]]:
    checked = check_pairs(
        Pair(zh, en, glossary, id=f"s{n}", marked=["qunzhong"]) for n, (zh, en) in enumerate(pairs, 1)
    )
    return [(finding.code, finding) for item in checked for finding in item.findings]


def test_drift_names_the_first_place(small: Glossary) -> None:
    pairs = [("群众满意。", "The masses are satisfied."), ("群众来访。", "The public comes to visit.")]
    [(code, finding)] = document(pairs, small)
    assert (code, finding.severity, finding.segment) == ("term-drift", "info", "s2")
    assert finding.message == "群众: “the public” here, “the masses” in s1"
    assert finding.target_spans[0].of(pairs[1][1]).casefold().endswith("public")


@pytest.mark.parametrize(
    "second",
    ["Grid management spreads.", "Grid managements spread.", 'The [gridding](term:wanggehua-guanli "a pun") spreads.'],
)
def test_inflection_and_links_are_no_drift(second: str, small: Glossary) -> None:
    pairs = [("推进网格化管理。", "Grid management is advanced."), ("网格化铺开。", second)]
    assert document(pairs, small) == []


def test_a_copy_left_behind() -> None:
    pairs = [("民警走访。", "Officers call on the public."), ("案件告破。", "Officers call on the public.")]
    assert [(code, f.segment) for code, f in document(pairs)] == [("duplicate", "s2")]


def test_the_same_chinese_twice_is_no_copy() -> None:
    assert document([("民警走访群众。", "Officers call on the public.")] * 3) == []
    pairs = [("民警走访群众。", "Officers call on the public."), ("民警走访群众!", "Officers call on the public!")]
    assert document(pairs) == []


def test_a_shift_by_one_segment() -> None:
    pairs = [
        ("召开大会。", "A congress was held."),
        ("刑事案件318起,治安案件902起。", "There are 45 stations and 1,230 officers."),
        ("有所45个、民警1230名。", "There is much to do."),
    ]
    found = {(code, f.segment) for code, f in document(pairs)}
    assert ("shifted", "s3") in found
    assert ("shifted", "s2") not in found


def test_wrong_figures_are_no_shift() -> None:
    pairs = [
        ("有所45个、民警1230名。", "There are 54 stations and 1,320 officers."),
        ("召开大会。", "A congress was held."),
    ]
    assert "shifted" not in {code for code, _ in document(pairs)}


def test_a_document_sets_its_own_length() -> None:
    norm = Norm()
    assert norm.judge(60, 25) == 0
    for words in range(55, 85):
        norm.learn(70, words)
    assert norm.judge(60, 25) == -1
    assert norm.judge(60, 60) == 0


def test_a_few_bad_segments_do_not_move_the_norm() -> None:
    norm = Norm()
    for place in range(60):
        norm.learn(50, 5 if place % 10 == 0 else 40)
    assert norm.judge(50, 5) == -1


def test_waivers_and_what_they_leave(small: Glossary) -> None:
    waive = (Waiver("figure-missing", "said in the head"), Waiver("empty", "old"), Waiver("figure-misssing", "typo"))
    pairs = [Pair("破案318起。", "Cases were solved.", small, id="s1", waive=waive)]
    [checked] = check_pairs(pairs)
    found = {finding.message: finding for finding in checked.findings}
    assert next(f for f in found.values() if f.code == "figure-missing").waived == "said in the head"
    assert "the waiver of empty waives nothing here" in found
    assert any("no code did you mean “figure-missing”?" in message for message in found)
    # A family that does not run cannot use its waivers.
    [figures_only] = check_pairs(pairs, ["figures"])
    assert [f.message for f in figures_only.findings if f.code == "waiver-unused" and "empty" in f.message] == []


def test_a_report_is_read_through_its_damage(small: Glossary, rewritten: Callable[[str, str, str], Path]) -> None:
    folder = rewritten("segments.yaml", "more than 410 police stations", "more than 41 police stations")
    findings = check_report(load_edition(folder), small)
    [finding] = [f for f in findings if f.code.startswith("figure-")]
    segment = next(s for s in load_edition(folder).body if s.id == finding.segment)
    assert finding.spans[0].of(segment.zh) == "4,10余所"


def test_a_waived_finding_of_a_report_keeps_the_reason(
    small: Glossary, rewritten: Callable[[str, str, str], Path]
) -> None:
    folder = rewritten("segments.yaml", "more than 410 police stations", "more than 377 police stations")
    findings = check_report(load_edition(folder), small)
    assert [f.waived for f in findings if f.code == "figure-mismatch"] == ["the print is damaged"]
    assert not [f for f in findings if f.code == "waiver-unused"]


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_the_editions_pass(name: str) -> None:
    findings = check_report(load_edition(edition_folders()[name]), load_glossary())
    assert [f"{f.segment} {f.code}: {f.message}" for f in findings if not f.waived] == []
