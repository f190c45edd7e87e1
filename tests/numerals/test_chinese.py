"""Chinese quantities: what a reader of Chinese takes each figure for."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from jingci.numerals import Quantity, find_quantities
from jingci.numerals.chinese_words import fold
from jingci.numerals.script import SIMPLIFIED_OF


def only(text: str) -> Quantity:
    """The one firm quantity of a text."""
    firm = [q for q in find_quantities(text) if not q.exempt]
    assert len(firm) == 1, firm
    return firm[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("整合各类数据2.2亿条", 220_000_000),
        ("1,100万", 11_000_000),
        ("出租车3800台", 3800),
        ("1.35万亿", 1_350_000_000_000),
        ("二十万亿", 20_000_000_000_000),
        ("三十多万", 300_000),
        ("283万余", 2_830_000),
        ("5.5万余起", 55_000),
        ("１２３人", 123),
        ("１，１００万人", 11_000_000),
        ("廿八人", 28),
        ("二百五十名", 250),
        ("一千零二人", 1002),
        ("一千二百零三户", 1203),
        ("两万三千人", 23_000),
        ("三万五", 35_000),
        ("一亿两千万人", 120_000_000),
        ("1亿2000万人", 120_000_000),
        ("3百万人", 3_000_000),
        ("五点二亿吨", 520_000_000),
        ("3.5 亿人", 350_000_000),
        ("五千多年", 5000),
        ("17项", 17),
        ("29条", 29),
        ("十五个", 15),
        ("4个亿", 400_000_000),
        ("贰仟元", 2000),
    ],
)
def test_value(text: str, value: int) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("35.6%", F(356, 1000), "percent"),
        ("１２．５％", F(125, 1000), "percent"),
        ("百分之二十五", F(1, 4), "percent"),
        ("百分之0.5", F(1, 200), "percent"),
        ("千分之三点五", F(35, 10_000), "per-mille"),
        ("6‰", F(6, 1000), "per-mille"),
        ("万分之八点九", F(89, 100_000), "per-ten-thousand"),
        ("三成", F(3, 10), "percent"),
        ("六成半", F(65, 100), "percent"),
        ("两成三", F(23, 100), "percent"),
        ("三分之二", F(2, 3), "fraction"),
        ("下降1/3", F(1, 3), "fraction"),
    ],
)
def test_shares(text: str, value: F, kind: str) -> None:
    quantity = only(text)
    assert (quantity.unit, quantity.value, quantity.kind) == ("ratio", value, kind)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("上升2.3个百分点", "points", F(23, 1000)),
        ("上调25个基点", "points", F(25, 10_000)),
        ("满意度提高2个点", "points:any", F(2, 100)),
        ("警情万人比低于全省0.53个点", "points:any", F(53, 1_000_000)),
        ("增长3倍", "multiple", F(3)),
        ("翻两番", "multiple", F(4)),
        ("翻三番", "multiple", F(8)),
    ],
)
def test_points_and_multiples(text: str, unit: str, value: F) -> None:
    quantity = only(text)
    assert (quantity.unit, quantity.value) == (unit, value)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("283万余人", "over"),
        ("三十多万人", "over"),
        ("20多名民警", "over"),
        ("超过500人", "over"),
        ("逾300人", "over"),
        ("近300人", "under"),
        ("不足300人", "under"),
        ("约300人", "about"),
        ("300人左右", "about"),
        ("300人以上", "at-least"),
        ("至少300人", "at-least"),
        ("300人以下", "at-most"),
        ("300人以内", "at-most"),
        ("不超过300人", "at-most"),
        ("300人", "exact"),
        ("附近300人", "exact"),
        ("每亩节约16元", "exact"),
        ("签约20户", "exact"),
        ("侦破12起", "exact"),
        ("突破3000人", "over"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert only(text).bound == bound


def test_each_bound_goes_with_its_own_figure() -> None:
    low, high = find_quantities("处五日以上十日以下拘留")
    assert (low.value, low.bound, high.value, high.bound) == (5, "at-least", 10, "at-most")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20至30人", 20, 30),
        ("20-30人", 20, 30),
        ("20～30人", 20, 30),
        ("三五个", 3, 5),
        ("六七年", 6, 7),
        ("十五六岁", 15, 16),
        ("四五百人", 400, 500),
        ("3至4万人", 30_000, 40_000),
        ("600-700万", 6_000_000, 7_000_000),
        ("20%-30%", F(1, 5), F(3, 10)),
        ("2-2.5%", F(2, 100), F(25, 1000)),
    ],
)
def test_ranges(text: str, low: F, high: F) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.high) == (low, high)


def test_a_telephone_number_is_no_range() -> None:
    assert all(q.high is None for q in find_quantities("电话023-88196826"))


@pytest.mark.parametrize(("text", "exempt"), [("有以下四点原因", True), ("下午四点", False), ("四点半", False)])
def test_four_points_and_four_o_clock(text: str, exempt: bool) -> None:
    assert find_quantities(text)[0].exempt is exempt


def test_a_score_is_no_range() -> None:
    assert [(q.value, q.high) for q in find_quantities("以3-2获胜")] == [(3, None), (2, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年11月27日", [("date:year", 2018), ("date:month", 11), ("date:day", 27)]),
        ("二○一八年十一月二十七日", [("date:year", 2018), ("date:month", 11), ("date:day", 27)]),
        ("2018-11-27", [("date:year", 2018), ("date:month", 11), ("date:day", 27)]),
        ("2011-10-27 14:55", [("date:year", 2011), ("date:month", 10), ("date:day", 27), ("clock:hour", 14),
                              ("clock:minute", 55)]),
        ("去年12月份", [("date:month", 12)]),
        ("18年3月", [("date:year", 18), ("date:month", 3)]),
        ("18年来", [("duration:year", 18)]),
        ("2014 年 8 月 9 日", [("date:year", 2014), ("date:month", 8), ("date:day", 9)]),
        ("民国108年", [("date:year", 2019)]),
        ("1995-96赛季", [("date:year", 1995), ("date:year", 1996)]),
        ("上世纪80年代", [("date:decade", 80)]),
        ("15世纪80年代", [("date:century", 15), ("date:decade", 1480)]),
        ("1950年代", [("date:decade", 1950)]),
        ("6点44分", [("clock:hour", 6), ("clock:minute", 44)]),
        ("8点半", [("clock:hour", 8), ("clock:minute", 30)]),
        ("下午3时", [("clock:hour", 3)]),
        ("24小时", [("duration:hour", 24)]),
        ("两年半", [("duration:year", F(5, 2))]),
        ("两个半小时", [("duration:hour", F(5, 2))]),
        ("3个多月", [("duration:month", 3)]),
        ("半年", [("duration:year", F(1, 2))]),
        ("十分钟", [("duration:minute", 10)]),
    ],
)  # fmt: skip
def test_dates_and_times(text: str, expected: list[tuple[str, F]]) -> None:
    assert [(q.unit, q.value) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("投入700余万元", "money:CNY", 7_000_000),
        ("3.5亿美元", "money:USD", 350_000_000),
        ("47亿港元", "money:HKD", 4_700_000_000),
        ("￥500", "money:CNY", 500),
        ("600平方米", "area:m2", 600),
        ("5千米", "length:km", 5),
        ("1.4吨", "mass:t", F(7, 5)),
        ("28岁", "age", 28),
        ("第三名", "ordinal", 3),
        ("第十二条", "ordinal", 12),
        ("第三款", "ordinal", 3),
        ("十九大", "count", 19),
        ("第74届", "ordinal", 74),
    ],
)
def test_units(text: str, unit: str, value: F) -> None:
    quantity = only(text)
    assert (quantity.unit, quantity.value) == (unit, value)


def test_plenary_session_names_two_figures() -> None:
    values = [q.value for q in find_quantities("十八届三中全会")]
    assert values == [18, 3]


@pytest.mark.parametrize(
    "text",
    [
        "一标三实", "三化", "三圈", "六网", "六支撑", "四警", "两降两升", "一厅五室", "五包责任制", "推行“三车”安装",
        "110接处警", "拨打110", "110大队", "一月一通报", "千家万户", "四面八方", "一个", "一些", "一定", "统一", "第一时间", "三峡", "九龙坡",
        "五粮液", "数据", "几乎", "十分重要", "万一", "千万不要", "唯一", "周一", "星期三", "老百姓", "四川", "八卦",
        "队伍", "大陆首家", "“双11”", "“9·11”事件", "五一", "百分百", "两岸", "两会", "“两抢”", "“十三五”规划", "半决赛",
        "二十国集团", "上百人", "数百人", "几十人", "十几人", "成千上万", "张千千",
    ],
)  # fmt: skip
def test_names_idioms_and_formulas_ask_for_no_figure(text: str) -> None:
    assert all(q.exempt for q in find_quantities(text))


def test_exempt_figures_may_still_be_matched() -> None:
    assert [(q.value, q.exempt) for q in find_quantities("三化")] == [(3, True)]


@pytest.mark.parametrize(
    ("text", "low", "high"), [("数百", 200, 900), ("十几个", 11, 19), ("几十万", 200_000, 900_000)]
)
def test_vague_figures(text: str, low: int, high: int) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.kind, quantity.value, quantity.high) == ("vague", low, high)


@pytest.mark.parametrize("text", ["G20", "CRH380", "F-16战机", "5G网络", "054A型", "4K"])
def test_numbers_of_names_in_letters(text: str) -> None:
    assert [q.kind for q in find_quantities(text)] == ["label"]


def test_a_unit_written_once_goes_with_the_whole_list() -> None:
    assert [(q.unit, q.value) for q in find_quantities("分别下降1.4和0.6个百分点")] == [
        ("points", F(14, 1000)),
        ("points", F(6, 1000)),
    ]
    minutes = find_quantities("“1、3、5分钟”")
    assert [(q.unit, q.value) for q in minutes] == [("duration:minute", n) for n in (1, 3, 5)]


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("兩萬三千餘人", "两万三千余人"),
        ("３億５千萬元", "３亿５千万元"),
        ("二十六條", "二十六条"),
        ("半個小時", "半个小时"),
        ("四點三億美元", "四点三亿美元"),
        ("下跌2.1個百分點", "下跌2.1个百分点"),
        ("第74屆聯合國大會", "第74届联合国大会"),
        ("三隻、五輛、六噸、八間", "三只、五辆、六吨、八间"),
        ("四面八方、統一、第一時間", "四面八方、统一、第一时间"),
        ("6點44分", "6点44分"),
    ],
)
def test_both_scripts_read_alike(traditional: str, simplified: str) -> None:
    assert find_quantities(traditional) == find_quantities(simplified)


def test_the_span_is_in_the_text_as_given() -> None:
    text = "整合数据２．２億條，共１，１００萬"
    assert [q.span.of(text) for q in find_quantities(text)] == ["２．２億條", "１，１００萬"]


def test_the_table_of_characters_agrees_with_opencc() -> None:
    opencc = pytest.importorskip("opencc")
    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    odd = {t: s for t, s in SIMPLIFIED_OF.items() if not any(c.convert(t) == s for c in converters)}
    assert odd == {"週": "周"} or odd == {}
    assert all(len(t) == len(s) == 1 for t, s in SIMPLIFIED_OF.items())


def test_folding_keeps_the_length() -> None:
    text = "２．２億條　○Ｏ〇 ％～：／"
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依照本法第二十三条第（三）项", [(23, False), (3, True)]),
        ("处三年以上七年以下有期徒刑", [(3, False), (7, False)]),
        ("并处五百元以下罚款", [(500, False)]),
        ("第十二条之一", [(12, False), (1, True)]),
        ("每10股派发现金红利3元", [(10, False), (3, False)]),
        ("市盈率20倍", [(20, False)]),
        ("第三季度", [(3, False)]),
    ],
)
def test_law_and_finance(text: str, expected: list[tuple[int, bool]]) -> None:
    assert [(q.value, q.exempt) for q in find_quantities(text)] == expected
