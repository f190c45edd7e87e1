"""Each code fires on a true case and is silent beside it."""

from __future__ import annotations

import pytest

import jingci
from jingci.checks import check_pair
from jingci.errors import UsageError
from jingci.glossary import Glossary, load_glossary
from jingci.model import Finding


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def found(zh: str, en: str, glossary: Glossary | None = None, severity: str = "warning") -> dict[str, Finding]:
    return {finding.code: finding for finding in check_pair(zh, en, glossary, severity=severity)}  # type: ignore[arg-type]


def test_figures_keep_message_and_spans() -> None:
    zh, en = "去年采集数据2.2亿条。", "Last year 2.2 billion records were collected."
    finding = found(zh, en)["figure-magnitude"]
    assert finding.message == "2.2亿 = 220,000,000; the English has 2.2 billion (×10)"
    assert finding.spans[0].of(zh).startswith("2.2亿")
    assert finding.target_spans[0].of(en).startswith("2.2 billion")


# --- terms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "english",
    [
        "The police station is open.",
        "Police stations are open.",
        "The police-station stays open.",
        'The [station](term:paichusuo "named before") is open.',
    ],
)
def test_an_approved_rendering_in_any_inflection(english: str, small: Glossary) -> None:
    assert "term-missing" not in found("派出所开门。", english, small, "info")


def test_a_name_without_a_trace_is_a_warning_and_a_variant_is_information(small: Glossary) -> None:
    assert found("派出所开门。", "It is open.", small, "info")["term-missing"].severity == "warning"
    assert found("派出所开门。", "The station is open.", small, "info")["term-missing"].severity == "info"
    assert "term-missing" not in found("派出所开门。", "The station is open.", small)


def test_a_repeated_concept_may_be_rendered_once(small: Glossary) -> None:
    assert not found("各派出所、驻所派出所都开门。", "All police stations are open.", small)


def test_a_form_inside_a_longer_one_counts_once(small: Glossary) -> None:
    finding = found("推进网格化管理。", "It was advanced.", small, "info")["term-missing"]
    assert [span.of("推进网格化管理。") for span in finding.spans] == ["网格化管理"]


def test_traditional_script_is_checked_alike(small: Glossary) -> None:
    zh = "推進網格化管理。"
    finding = found(zh, "Gridding was advanced.", small)["term-deprecated"]
    assert finding.spans[0].of(zh) == "網格化管理"


def test_a_deprecated_rendering(small: Glossary) -> None:
    assert "term-deprecated" in found("推进网格化。", "Gridding was advanced.", small)
    assert "term-deprecated" not in found("推进网格化。", "Grid management was advanced.", small)
    # The word stands for something else when the term is rendered.
    assert "term-deprecated" not in found(
        "网格化铺开。", "Grid management spread; the gridding of maps did not.", small
    )
    assert "term-deprecated" not in found("铺设电线。", "Gridding was advanced.", small)
    assert "term-deprecated" not in found("推进网格化。", '[Gridding](term:wanggehua-guanli "a pun") spread.', small)


@pytest.mark.parametrize(
    ("zh", "en", "forbidden"),
    [
        ("社会治安持续好转", "Social security kept improving.", True),
        ("社会治安持续好转", "Public order kept improving.", False),
        ("社会保障持续好转", "Social security kept improving.", False),
        ("社会保障和社会治安都好转", "Social security and public order both improved.", False),
        ("黑社会性质组织", "an organization of a black society nature", True),
        ("禁毒宣传、毒品犯罪", "poison crimes", True),
        ("投毒案使用毒品", "A poison was used.", False),
    ],
)
def test_literalisms(zh: str, en: str, forbidden: bool) -> None:
    assert ("term-forbidden" in found(zh, en)) is forbidden


def test_no_literalism_is_an_approved_rendering(glossary: Glossary) -> None:
    from jingci.checks.literalisms import LITERALISMS

    for zh, wrong, better, _ in LITERALISMS:
        assert wrong != better
        for entry in glossary.lookup(zh, exact=True):
            approved = {r.text.casefold() for r in entry.concept.en if r.status != "deprecated"}
            assert wrong.casefold() not in approved, (zh, wrong)


# --- formulas ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("en", "said"),
    [
        ("Build the “three rings.”", True),
        ("Build the 3 rings.", True),
        ("Build the triple ring.", True),
        ("Build the rings.", False),
        ("Build the four rings.", False),
    ],
)
def test_the_number_of_a_formula(en: str, said: bool) -> None:
    assert ("formula-count" not in found("构建“三圈”。", en)) is said


def test_both_says_two_and_a_plain_count_is_no_formula() -> None:
    assert "formula-count" not in found("落实“双控”。", "Carry out control of both.")
    assert "formula-count" not in found("浙江、云南两省试点完成。", "Pilots in Zhejiang and Yunnan were completed.")
    assert "formula-count" not in found("“四川造”汽车", "Cars “made in Sichuan”", severity="warning")


# --- completeness --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        ("民警走访群众。", "Officers 走访 the public.", "untranslated"),
        ("民警走访群众。", "民警走访群众。", "untranslated"),
        ("民警走访群众。", "(民警走访群众。)", "untranslated"),
        ("民警走访群众。", " ", "empty"),
        ("民警走访群众。", "…", "empty"),
    ],
)
def test_english_that_is_none(zh: str, en: str, code: str) -> None:
    assert found(zh, en)[code].severity == "error"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("民警走访群众。", "Officers call on the public (走访)."),
        ("何谓“枫桥”？", "What does “枫桥” mean?"),
        ("——", ""),
        ("。", ""),
        ("GPS", "GPS"),
    ],
)
def test_english_that_is_enough(zh: str, en: str) -> None:
    assert not {"untranslated", "empty"} & set(found(zh, en))


LONG_ZH = "近年来,在市委、市政府的坚强领导下,全市上下按照整体防范、有效控制的思路,加强社会治安防控,推进平安建设,取得了初步成效。"
LONG_EN = (
    "In recent years, under the strong leadership of the municipal Party committee and the municipal government, the"
    " whole city has strengthened public order prevention and control in line with the approach of overall prevention"
    " and effective control, advanced the building of a peaceful city, and achieved initial results."
)


def test_lengths() -> None:
    assert not found(LONG_ZH, LONG_EN)
    assert "too-short" in found(LONG_ZH, "In recent years there were initial results.")
    assert "too-long" in found(LONG_ZH, f"{LONG_EN} {LONG_EN} {LONG_EN}")
    # Headings vary freely.
    assert not found("工作成效", "Results")
    assert not found("一、主要做法", "I. The main practices that the city has followed")


@pytest.mark.parametrize(
    ("zh", "en", "short"),
    [
        ("巡警、特警、武警、铁警联合执勤。", "Patrol, special and railway police are jointly on duty.", True),
        ("巡警、特警、武警、铁警联合执勤。", "Patrol, special, armed and railway police are jointly on duty.", False),
        ("走访学校、医院、商场、车站。", "They visited schools, hospitals and stations.", True),
        ("走访学校、医院、商场、车站。", "They visited schools, hospitals, malls and stations.", False),
        ("走访学校、医院、商场等。", "They visited schools, hospitals, malls, etc.", False),
        ("走访学校、医院、商场。", "They visited: schools; hospitals; malls.", False),
        ("一、二、三等奖", "first, second and third prizes", False),
        ("打击、防范并重", "Combating and preventing are stressed alike.", False),
        ("盗窃(抢劫、抢夺、诈骗)案件", "cases of theft", False),
        ("北京、上海、广州、深圳四市", "the four cities of Beijing, Shanghai and Shenzhen", True),
        ("北京、上海、广州、深圳四市", "the four cities of Beijing, Shanghai, Guangzhou and Shenzhen", False),
    ],
)
def test_lists(zh: str, en: str, short: bool, glossary: Glossary) -> None:
    assert ("list-short" in found(zh, en, glossary)) is short


def test_a_comma_nearby_does_not_replace_a_member_of_a_located_list(glossary: Glossary) -> None:
    zh = "去年,北京、上海、广州、深圳均有下降,群众满意。"
    en = "Last year, in a word, there was a fall in Beijing, Shanghai and Shenzhen, and the public was satisfied."
    assert "list-short" in found(zh, en, glossary)


def test_the_and_of_a_term_divides_no_list(glossary: Glossary) -> None:
    zh = "注重源头防控、苗头防控、前端防控。"
    en = "Stress prevention and control at the source, at the first signs and at the front end."
    assert "list-short" not in found(zh, en, glossary)


@pytest.mark.parametrize(
    ("zh", "en", "severity"),
    [
        ("他说:“我们会回来的,请放心。”", "He said they would return.", "warning"),
        ("他说:“我们会回来的,请放心。”", "He said: “We will return.”", None),
        ("他说:“我们会回来的,请放心。”", "He said: 'We will return.'", None),
        ("他说:「我們會回來的,請放心。」", "He said they would return.", "warning"),
        ("所谓“专家”来了。", "The so-called expert came.", "info"),
        ("“雪亮”“天网”并举", "Both are used.", "info"),
        ("“雪亮”“天网”“平安”并举", "All three are used.", "warning"),
        ("专家来了。", "The expert came.", None),
    ],
)
def test_quotation_marks(zh: str, en: str, severity: str | None) -> None:
    finding = found(zh, en, severity="info").get("quotes-dropped")
    assert (finding.severity if finding else None) == severity


@pytest.mark.parametrize(
    ("zh", "en", "severity"),
    [
        ("各乡镇(含经济开发区)建成平台。", "All townships have built platforms.", "warning"),
        ("各乡镇(含经济开发区)建成平台。", "All townships, the zone included, have built platforms.", "info"),
        ("各乡镇(含经济开发区)建成平台。", "All townships (including the zone) have built platforms.", None),
        ("世界卫生组织(WHO)发布报告", "The WHO issued a report", None),
        ("本报讯(记者张三)今天", "Staff report", None),
    ],
)
def test_brackets(zh: str, en: str, severity: str | None) -> None:
    finding = found(zh, en, severity="info").get("brackets-dropped")
    assert (finding.severity if finding else None) == severity


@pytest.mark.parametrize(
    ("zh", "en", "severity"),
    [
        ("河北省公安厅部署行动。", "The department arranged an operation.", "warning"),
        ("河北省公安厅部署行动。", "The Public Security Department of Hebei arranged an operation.", None),
        ("河北省沧州市部署行动。", "Cangzhou arranged an operation.", "info"),
        ("陕西省部署行动。", "Shaanxi arranged an operation.", None),
        ("陕西省部署行动。", "Shanxi arranged an operation.", "warning"),
        ("河北省部署行动。", "The province arranged an operation.", "info"),
        ("上海合作组织峰会", "SCO summit", "info"),
        ("爱荷华州的农舍", "an Iowa farmhouse", None),
    ],
)
def test_place_names(zh: str, en: str, severity: str | None) -> None:
    finding = found(zh, en, severity="info").get("name-missing")
    if severity is None:
        assert finding is None or finding.severity == "info"
    else:
        assert finding is not None
        assert finding.severity == severity


@pytest.mark.parametrize(
    ("zh", "en", "lost"),
    [
        ("民警不得参与拆迁。", "Officers may take part in demolition.", True),
        ("民警不得参与拆迁。", "Officers must not take part in demolition.", False),
        ("民警不得参与拆迁。", "Officers are prohibited from taking part.", False),
        ("案件尚未侦破。", "The case has been solved.", True),
        ("案件尚未侦破。", "The case remains unsolved.", False),
        ("案件不得不移交。", "The case had to be handed over.", False),
        ("不仅如此,民警还走访。", "Moreover, officers call on people.", False),
        ("毫无疑问,治安好转。", "Public order has certainly improved.", False),
        ("无论如何都要走访。", "They have to visit anyway.", False),
        ("治安不断好转。", "Public order keeps improving.", False),
    ],
)
def test_negation(zh: str, en: str, lost: bool) -> None:
    assert ("negation-lost" in found(zh, en)) is lost


# --- the functions -------------------------------------------------------------------------------------------------


def test_families_and_severities_are_chosen() -> None:
    zh, en = "采集数据2.2亿条。", "Records 走访."
    assert {f.code for f in check_pair(zh, en, families=["figures"])} == {"figure-missing"}
    assert {f.code for f in check_pair(zh, en, severity="error")} == {"untranslated"}


@pytest.mark.parametrize(("option", "value"), [("families", ["figure"]), ("severity", "warn")])
def test_an_unknown_choice_is_an_error(option: str, value: object) -> None:
    with pytest.raises(UsageError, match="unknown"):
        check_pair("一", "one", **{option: value})  # type: ignore[arg-type]


def test_the_public_functions() -> None:
    assert jingci.check_pair is check_pair
    assert callable(jingci.check_report)
