"""Comparison: what is found in wrong English, and what right English may do with a figure."""

from __future__ import annotations

import pytest

from jingci.numerals import compare


def warnings(zh: str, en: str) -> list[str]:
    return [f.code for f in compare(zh, en) if f.severity != "info"]


RIGHT = [
    ("采集数据2.2亿条", "220 million records were collected"),
    ("283万余人", "more than 2.83 million people"),
    ("警情万人比为万分之八点九", "8.9 calls per 10,000 residents"),
    ("近三成", "nearly 30 percent"),
    ("三成以上", "over three tenths"),
    ("两名民警和三名协警", "two officers and three auxiliaries"),
    ("一名民警", "an officer"),
    ("二○一八年", "in 2018"),
    ("二〇一八年十一月二十七日", "on 27 November 2018"),
    ("2018年11月27日", "November 27, 2018"),
    ("15时许", "at about 3 p.m."),
    ("20:30", "at 8:30 p.m."),
    ("零时", "at midnight"),
    ("十几个", "a dozen or so"),
    ("几十名", "dozens of"),
    ("数百万人", "millions of people"),
    ("上半年", "in the first half of the year"),
    ("半年", "six months"),
    ("12个月", "a year"),
    ("7天", "a week"),
    ("二十年来", "over the past two decades"),
    ("1-5月", "in the first five months"),
    ("十八届三中全会", "the Third Plenary Session of the 18th Central Committee"),
    ("上世纪八十年代", "in the 1980s"),
    ("80后", "people born in the 1980s"),
    ("30多岁", "in his thirties"),
    ("翻了一番", "doubled"),
    ("翻两番", "quadrupled"),
    ("增长了2倍", "tripled"),
    ("三分之一", "a third"),
    ("五分之一", "one in five"),
    ("10个中有3个", "3 out of 10"),
    ("50%", "half"),
    ("一半以上", "more than half"),
    ("20至30人", "20 to 30 people"),
    ("3至4万人", "30,000 to 40,000 people"),
    ("20%-30%", "between 20 and 30 percent"),
    ("第十二条第三款", "Article 12, paragraph 3"),
    ("第三章", "Chapter III"),
    ("上升2.3个百分点", "up 2.3 percentage points"),
    ("下调25个基点", "cut by 25 basis points"),
    ("3.5亿美元", "US$350 million"),
    ("3.5亿美元", "$350m"),
    ("500元", "500 yuan"),
    ("10公里", "6.2 miles"),
    ("100斤", "50 kilograms"),
    ("身高1.83米", "he is 1.83m tall"),
    ("一标三实", "the standard address and the three actual registers"),
    ("三化", "informatised, grid-based and unified"),
    ("千家万户", "every household"),
    ("110接处警", "emergency call handling"),
    ("两岸", "both sides of the Strait"),
    ("第二次世界大战", "World War II"),
    ("民国108年", "2019"),
    ("今年11月1日", "on November 1, 2018"),
    ("27日，记者获悉", "On Friday, reporters learned"),
    ("兩萬三千餘人", "more than 23,000 people"),
    ("１，１００萬", "11 million"),
    ("14个邻国中的12个", "12 of the 14 neighbours"),
    ("从2.9%降至2.6%", "to 2.6% from 2.9%"),
    ("处五日以上十日以下拘留", "detained for five to ten days"),
    ("2018财年", "FY18"),
    ("“9·11”事件", "the September 11 attacks"),
    ("全省0.53个点", "0.53 points"),
    ("数据", "data"),
    ("處十日以上十五日以下拘留，並處五百元以上一千元以下罰款",
     "detention of 10 to 15 days and a fine of 500 to 1,000 yuan"),
    ("依照本法第二十三条第一款第（三）项", "pursuant to Subparagraph (3), Paragraph 1 of Article 23"),
    ("第四章", "Chapter IV"),
    ("上半年每股盈利0.35元", "1H19 EPS of RMB0.35"),
    ("2019年第三季度营收35亿元", "3Q19 revenue was Rmb3.5bn"),
    ("市盈率为15.3倍", "15.3x earnings"),
    ("目標價由12.5港元上調至13.8港元", "target price raised from HK$12.5 to HK$13.8"),
    ("檢獲毒品市值約200萬元", "drugs worth about $2 million were seized"),
    ("每10万人2.3例", "2.3 cases per 100,000 people"),
    ("按年升兩成三", "up 23% year on year"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_right_english_passes(zh: str, en: str) -> None:
    assert warnings(zh, en) == []


WRONG = [
    ("2.2亿条", "2.2 billion records", "figure-magnitude"),
    ("2.2亿条", "22 million records", "figure-magnitude"),
    ("3亿", "3 billion", "figure-magnitude"),
    ("1.35万亿元", "1.35 billion yuan", "figure-magnitude"),
    ("三成", "3 percent", "figure-magnitude"),
    ("万分之八点九", "8.9 per thousand", "figure-magnitude"),
    ("万分之八点九", "8.9 percent", "figure-magnitude"),
    ("几百万人", "several billion people", "figure-magnitude"),
    ("3800台", "3,080 vehicles", "figure-mismatch"),
    ("2016年", "in 2015", "figure-mismatch"),
    ("11月27日", "on November 26", "figure-mismatch"),
    ("三名民警", "four officers", "figure-mismatch"),
    ("1,251家", "1,261 firms", "figure-mismatch"),
    ("2008名", "2,800 people", "figure-mismatch"),
    ("100多人", "more than 105 people", "figure-mismatch"),
    ("35起案件", "the cases", "figure-missing"),
    ("2016年增长", "it grew", "figure-missing"),
    ("第十九届", "the th Congress", "figure-missing"),
    ("3亿元", "RMB million", "figure-missing"),
    ("有关案件", "35 cases", "figure-extra"),
    ("上升2.3个百分点", "up 2.3 percent", "figure-unit"),
    ("2.3%", "2.3 percentage points", "figure-unit"),
    ("500元", "500 euros", "figure-unit"),
    ("500元", "$500", "figure-unit"),
    ("3年", "3 months", "figure-unit"),
    ("50公里", "50 miles", "figure-unit"),
    ("抓获12人，破案35起", "35 people were caught in 12 cases", "figure-order"),
    ("29人失踪，540人受伤", "540 people were missing and 29 were injured", "figure-order"),
    ("5月6日至7日", "from May 7 to 6", "figure-order"),
    ("警情万人比低于全省0.53个点", "0.53 percentage points lower", "figure-magnitude"),
]


@pytest.mark.parametrize(("zh", "en", "code"), WRONG)
def test_wrong_english_is_found(zh: str, en: str, code: str) -> None:
    assert code in warnings(zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        ("2.56万人", "about 26,000 people", "figure-rounded"),
        ("1,986人", "nearly 2,000 people", "figure-rounded"),
        ("三分之一的人", "33% of people", "figure-rounded"),
        ("283万余人", "2.83 million people", "figure-bound"),
        ("近300人", "300 people", "figure-bound"),
        ("300人以上", "up to 300 people", "figure-bound"),
    ],
)
def test_what_is_below_the_default_severity(zh: str, en: str, code: str) -> None:
    assert [(f.code, f.severity) for f in compare(zh, en)] == [(code, "info")]


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("采集数据2.2亿条", "2.2 billion records", "2.2亿 = 220,000,000; the English has 2.2 billion (×10)"),
        ("三成", "3%", "三成 = 30%; the English has 3% (÷10)"),
        ("万分之八点九", "8.9 per thousand", "万分之八点九 = 8.9 per 10,000; the English has 8.9 per thousand (×10)"),
        ("3800台", "3,080 vehicles", "3800台; the English has 3,080"),
        ("35起", "the cases", "35起; the English has no such figure"),
    ],
)
def test_the_message_explains(zh: str, en: str, message: str) -> None:
    assert message in [f.message for f in compare(zh, en)]


def test_spans_point_at_both_sides() -> None:
    zh, en = "整合数据34类2.2亿條", "34 kinds, 2.2 billion records"
    (finding,) = compare(zh, en)
    assert [s.of(zh) for s in finding.zh_spans] == ["2.2亿條"]
    assert [s.of(en) for s in finding.en_spans] == ["2.2 billion"]


def test_figures_are_paired_as_a_whole() -> None:
    # Taken one by one, the first 3 would claim "3 officers" and leave "3 cars" for the officers.
    assert warnings("3辆车、3名民警、3起案件", "3 officers with 3 cars solved 3 cases") == []


def test_warnings_come_before_information() -> None:
    found = compare("2.56万人，35起", "about 26,000 people")
    assert [f.severity for f in found] == ["warning", "info"]
