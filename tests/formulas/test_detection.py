"""What is a counted formula and what is not: the decided cases of the guideline, and more of their kinds."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci import find_formulas
from jingci.folding import traditional_forms

GUIDELINE = Path(__file__).parents[2] / "docs" / "formulas.md"


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("“三化”", 3), ("“六网”", 6), ("“四警”", 4), ("“两实”", 2), ("“三车”", 3), ("两抢", 2), ("“两办”", 2),
        ("“六个减少”", 6), ("“三个到位”", 3), ("“1、3、5分钟”", 3), ("“一村一警”", 2), ("一人一档", 2), ("“一厅五室”", 6),
        ("“两降两升”", 4), ("“五包责任制”", 5), ("“五个一”", 5), ("“2个40%”", 2), ("“一标三实”", 4), ("三项建设", 3),
        ("“八项工程”", 8), ("“三级中心”", 3), ("“服务学校29条”", 29), ("“新10条”", 10), ("八类案件", 8), ("三非", 3),
        ("“全警三员”", 3), ("三纵三横", 6), ("两客一危", 3), ("六张网", 6), ("三道防线", 3), ("双随机、一公开", 3),
        ("一岗双责", 2), ("“四位一体”", 4), ("三访三评", 6), ("“五先一正”", 6), ("五必访", 5), ("“1+3+N”", 3),
    ],
)  # fmt: skip
def test_formula(expression: str, count: int) -> None:
    found = find_formulas(f"全面落实{expression},取得实效。")
    assert [(f.text, f.count) for f in found] == [(expression.strip("“”"), count)]


@pytest.mark.parametrize(
    "text",
    [
        "三个方面", "六个方面", "四点原因", "三个问题", "三个月", "两年", "“24小时”", "“5分钟”", "一周一调度、一月一通报", "三室一厅",
        "110", "“110”", "12345热线", "三项措施", "17项措施", "三大运营商", "三大电信运营商", "四级平台", "两级指挥中心", "线索765条",
        "这三类犯罪", "34类数据", "十八大", "党的二十大", "十八届三中、四中全会", "“十四五”规划", "“五一”", "“12·26”案件", "“三八”节",
        "一把手", "“一站式”", "一体化", "一张网", "“一次性死亡法”", "二期工程", "一类探头", "二级派出所", "第三方", "一级勤务", "四面八方",
        "三令五申", "一举一动", "一死三伤", "五区四县", "公安、司法、民政三部门", "黄冈、黄石、武汉三市", "十户联防", "第三调查组",
        "再三调解", "“两会”", "两会", "五家银行", "三个阶段", "一方面", "一起案件", "两抢劫案", "两办法", "三车道", "三化肥厂",
        "2015年3366起", "3.366万", "8月1日", "三个突出问题", "五个服务窗口", "四类人员", "七八个村庄", "三五成群", "三三两两",
    ],
)  # fmt: skip
def test_not_a_formula(text: str) -> None:
    assert find_formulas(f"今年以来,{text}") == []
    assert find_formulas(f"今年以来{text}等情况得到改善。") == []


def test_the_guideline_decides_enough_cases() -> None:
    rows = re.findall(r"^\| (\d+) \| .+ \| .+ \| .+ \|$", GUIDELINE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 40


@pytest.mark.parametrize(
    "expression", ["兩搶一盜", "三項建設", "一標三實", "八類案件", "一村一警", "“兩實”", "「六個減少」"]
)
def test_traditional_script(expression: str) -> None:
    (formula,) = find_formulas(f"落實{expression},取得實效。")
    assert formula.text == expression.strip("“”「」")


@given(
    st.lists(
        st.sampled_from(list("三六两一化圈网“”「」()（）、,。:即等的\n一是二是①②+个大项 \u200b3N办抢實的\ud800\0")),
        max_size=80,
    )
)
def test_any_text_is_read_and_spans_slice_it(parts: list[str]) -> None:
    text = "".join(parts)
    last = -1
    for formula in find_formulas(text):
        assert formula.span.of(text) == formula.text
        assert formula.span.start > last
        assert formula.count > 1
        last = formula.span.start
        for member in formula.members:
            assert member.text
            assert member.span is None or member.span.of(text) == member.text


@given(st.text(max_size=200))
def test_arbitrary_text_raises_nothing(text: str) -> None:
    for formula in find_formulas(text):
        assert formula.span.of(text) == formula.text


def test_both_scripts_give_the_same_places() -> None:
    text = "以“三化”(信息化、网格化、社会化)为方向,打击两抢犯罪,推行“一标三实”,实现了“六个减少”。"
    (traditional,) = (form for form in traditional_forms(text)[:1])
    one, other = find_formulas(text), find_formulas(traditional)
    assert [(f.span, f.count, f.origin, [m.span for m in f.members]) for f in one] == [
        (f.span, f.count, f.origin, [m.span for m in f.members]) for f in other
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "巡警、特警、武警、铁警“四警”显性用警。",
        "“三化”(信息化、网格化、社会化)",
        "“六个减少”:①甲。②乙。",
        "三化三圈六网",
        "“",
        "(",
        "“3366”体系",
        "“三圈”:一是",
        "、",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    def steps(text: str) -> int:
        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tick)
        try:
            find_formulas(text)
        finally:
            sys.setprofile(None)
        return count

    # Long enough for every window of the search to be full.
    times = 1500 // len(unit)
    small, large = steps(unit * times), steps(unit * 3 * times)
    assert large < 3.4 * small + 20_000
