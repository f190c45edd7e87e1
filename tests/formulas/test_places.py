"""Where a formula is spelled out: one test a kind of place, and what is no such place."""

from __future__ import annotations

import pytest

from jingci import find_formulas
from jingci.model import Formula


def only(text: str) -> Formula:
    """The one formula of a text."""
    (formula,) = find_formulas(text)
    return formula


def members(text: str) -> list[str]:
    """The members of the one formula of a text."""
    return [member.text for member in only(text).members]


@pytest.mark.parametrize(
    ("text", "origin", "expected"),
    [
        ("以“三化”(信息化、网格化、社会化)为方向。", "bracket", ["信息化", "网格化", "社会化"]),
        ("推行“三联”防控机制（联防、联控、联管）。", "bracket", ["联防", "联控", "联管"]),
        ("推行三联工作法(联防、联控和联管)。", "bracket", ["联防", "联控", "联管"]),
        ("节点期间,巡警、特警、武警、铁警“四警”显性用警。", "before", ["巡警", "特警", "武警", "铁警"]),
        ("着力构建了环主城区、环远城区、环市域的“三圈”模式。", "before", ["环主城区", "环远城区", "环市域"]),
        ("坚持每月开展设卡大盘查、治安大清查、安全大检查“三查”。", "before", ["设卡大盘查", "治安大清查", "安全大检查"]),
        ("实行“警调衔接”“民调入所”“律师进所”三方介入。", "before", ["警调衔接", "民调入所", "律师进所"]),
        ("构建“民警+网格员+居民”三位一体机制。", "before", ["民警", "网格员", "居民"]),
        ("做好实有人口、实有房屋(以下简称“两实”)管理。", "before", ["实有人口", "实有房屋"]),
        ("坚持“四清”,即底数清、情况清、动向清、轨迹清。", "clause", ["底数清", "情况清", "动向清", "轨迹清"]),
        ("所谓“三率”包括见警率、管事率、抓获率三个指标。", "clause", ["见警率", "管事率", "抓获率"]),
        ("开展“三个一”活动,一卡:联系卡,一信:公开信,一册:登记册。", "clause", ["联系卡", "公开信", "登记册"]),
        ("落实“四定”责任制,定人员、定区域、定任务、定奖惩。", "clause", ["定人员", "定区域", "定任务", "定奖惩"]),
        ("实现“三个转变”:一是由慢到快,成效明显;二是由散到聚;三是由虚到实。", "run", ["由慢到快", "由散到聚", "由虚到实"]),
        ("实现了“两个减少”:①案件减少。通过打击,下降9%。②事故减少。", "run", ["案件减少", "事故减少"]),
        ("抓好“三大工程”。\n一是平安工程。建成。\n二是科技工程。投入。\n三是素质工程。培训。", "run", ["平安工程", "科技工程", "素质工程"]),
    ],
)  # fmt: skip
def test_place(text: str, origin: str, expected: list[str]) -> None:
    formula = only(text)
    assert formula.origin == origin
    assert [member.text for member in formula.members] == expected
    assert formula.remarks == ()


def test_spans_slice_the_text_as_given() -> None:
    text = "\ufeff推行「三\u200b化」（資訊化、網格\n化、社會化）。"
    (formula,) = find_formulas(text)
    assert formula.span.of(text) == formula.text == "三\u200b化"
    assert [m.text for m in formula.members] == ["資訊化", "網格\n化", "社會化"]
    for member in formula.members:
        assert member.span is not None
        assert member.span.of(text) == member.text


@pytest.mark.parametrize(
    ("left", "right"), [("“", "”"), ("「", "」"), ("『", "』"), ('"', '"'), ("＂", "＂"), ("‘", "’"), ("", "")]
)
def test_any_quotation_mark_or_none(left: str, right: str) -> None:
    formula = only(f"联防、联控、联管{left}三联{right}机制")
    assert (formula.text, formula.count, len(formula.members)) == ("三联", 3, 3)


def test_full_width_figures() -> None:
    found = find_formulas("以“三化”为方向、“三圈”为防线、“六网”为骨架、“六支撑”为基础的“３３６６”防控体系")
    assert [f.text for f in found] == ["三化", "三圈", "六网", "六支撑", "３３６６"]
    assert [m.text for m in found[-1].members] == ["三化", "三圈", "六网", "六支撑"]
    assert found[-1].origin == "composed"


def test_a_list_of_another_length_is_taken_with_a_remark() -> None:
    formula = only("做到警务终端、警民联系卡、警务工作包等七配齐。")
    assert [m.text for m in formula.members] == ["警务终端", "警民联系卡", "警务工作包"]
    assert formula.remarks == ("the list has 3 members, the formula counts 7",)


def test_two_falls_and_two_rises_are_four() -> None:
    formula = only("刑事案件、治安案件“两降两升”(立案数下降、查破率上升)")
    assert (formula.count, len(formula.members), len(formula.remarks)) == (4, 2, 1)


def test_what_the_head_is_short_for_is_remarked_on() -> None:
    formula = only("依托“两实”管理,采录实有人口信息112万余条,实有房屋信息36.3万条,实有单位信息5500余条。")
    assert formula.members == ()
    assert formula.origin == "none"
    assert formula.remarks == ("the sentence goes on to name 3: 实有人口, 实有房屋, 实有单位; the formula counts 2",)


def test_spelled_out_twice_differently() -> None:
    first, second = find_formulas("环主城区、环远城区、环市域的“三圈”模式。以“三圈”(环市际、环区际、环主城区)为防线。")
    assert first.remarks == ("this text spells it out differently elsewhere: 环市际、环区际、环主城区",)
    assert second.remarks == ("this text spells it out differently elsewhere: 环主城区、环远城区、环市域",)


def test_spelled_out_elsewhere() -> None:
    text = "深化“三化”建设。以“三化”(信息化、网格化、社会化)为方向。继续深化“三化”。"
    first, second, third = find_formulas(text)
    assert (first.origin, second.origin, third.origin) == ("elsewhere", "bracket", "elsewhere")
    assert first.members == second.members == third.members
    assert first.remarks == ("not spelled out here, but below in this text",)
    assert third.remarks == ("not spelled out here, but above in this text",)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("提请市“两办”下发意见", "municipal"),
        ("省两办印发通知", "provincial"),
        ("县“两办”转发方案", "county"),
        ("中央“两办”印发意见", "central"),
        ("我市高度重视。“两办”专门下发文件", "municipal"),
    ],
)
def test_two_offices_by_who_speaks(text: str, level: str) -> None:
    formula = only(text)
    assert formula.origin == "speaker"
    assert formula.remarks == (f"{level} level, from the words before it",)
    assert all(member.span is None and member.en for member in formula.members)


def test_two_offices_of_nobody_named() -> None:
    assert only("“两办”下发文件").origin == "none"


@pytest.mark.parametrize(
    "text",
    [
        "刑事案件、“两抢”案件、盗窃案件分别下降",
        "在主城区、远城区推行“两化”建设",
        "建设警务室、治安岗亭,并推进“两化”",
        "民警、辅警、群众纷纷参与“两化”建设",
    ],
)
def test_a_list_that_is_not_the_formulas_own(text: str) -> None:
    assert members(text) == []
