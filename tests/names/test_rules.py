"""What a name carries, and the rules one by one."""

from __future__ import annotations

import pytest

from jingci.model import Span
from jingci.names import Name, Part, find_names
from jingci.names.segments import names_of_segments


def only(text: str) -> Name:
    (name,) = find_names(text)
    return name


def english(text: str) -> list[str]:
    return [name.english for name in find_names(text)]


def test_a_nested_place_has_its_divisions_as_parts() -> None:
    name = only("在河北省沧州市运河区,")
    assert name.span == Span(1, 10)
    assert name.parts == (
        Part("河北省", "Hebei Province", "province", "130000"),
        Part("沧州市", "Cangzhou", "prefecture", "130900"),
        Part("运河区", "Yunhe District", "county", "130903"),
    )
    assert name.confidence == 1.0


def test_other_spellings_are_given() -> None:
    assert only("日喀则市").parts[0].also == ("Shigatse",)


def test_an_organ_has_its_place_and_organs_as_parts() -> None:
    parts = only("锦州市公安局巡特警支队").parts
    assert [(part.text, part.kind) for part in parts] == [
        ("锦州市", "prefecture"),
        ("公安局", "organ"),
        ("巡特警支队", "organ"),
    ]


def test_a_person_has_title_and_name_as_parts() -> None:
    parts = only("支队长杨立东说").parts
    assert [(part.text, part.kind) for part in parts] == [("支队长", "title"), ("杨立东", "person")]


def test_a_unit_named_alike_elsewhere_is_chosen_by_the_larger_one() -> None:
    def code(text: str) -> str:
        return only(text).parts[-1].code

    assert code("北京市朝阳区") == "110105"
    assert code("吉林省长春市朝阳区") == "220104"
    assert code("朝阳区") == ""  # which of them is not known


@pytest.mark.parametrize(
    ("rank", "word"), [("总队", "Corps"), ("支队", "Detachment"), ("大队", "Brigade"), ("中队", "Squadron")]
)
def test_ranks(rank: str, word: str) -> None:
    assert only(f"武汉市公安局特警{rank}").english == f"Special Police {word}, Wuhan Public Security Bureau"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("辽宁省公安厅", "Liaoning Provincial Public Security Department"),
        ("锦州市公安局", "Jinzhou Public Security Bureau"),
        ("九龙坡区公安分局", "Jiulongpo District Public Security Sub-bureau"),
        ("鄂州市人民政府", "Ezhou Municipal People's Government"),
        ("石柱县委", "CPC Shizhu County Committee"),
        ("湖北省委", "CPC Hubei Provincial Committee"),
        ("广西壮族自治区公安厅", "Guangxi Zhuang Autonomous Region Public Security Department"),
    ],
)
def test_levels(zh: str, en: str) -> None:
    assert english(zh) == [en]


def test_full_width_and_broken_lines_and_invisible_characters() -> None:
    text = "锦州市公\n安局110\u200b大队"
    name = only(text)
    assert name.text == text
    assert name.english == "110 Brigade, Jinzhou Public Security Bureau"


def test_a_blank_line_divides() -> None:
    assert english("锦州市\n\n公安局") == ["Jinzhou"]


def test_former_units_are_known() -> None:
    assert english("璧山县公安局") == ["Bishan County Public Security Bureau"]


def test_the_head_of_a_bureau_is_not_the_bureau() -> None:
    assert english("锦州市公安局长会议") == ["Jinzhou"]


def test_a_full_name_elsewhere_vouches_for_a_doubtful_short_one() -> None:
    assert english("运河辖区治安好。运河区发案少。") == ["Yunhe", "Yunhe District"]
    assert [n.english for n in names_of_segments(["运河区发案少。", "运河特色鲜明。"])[1]] == ["Yunhe"]
    assert english("大运河通航。运河区发案少。") == ["Yunhe District"]


def test_names_of_segments_count_from_their_segment() -> None:
    first, second = names_of_segments(["鄂州市", "在黄冈"])
    assert [name.span for name in first] == [Span(0, 3)]
    assert [name.span for name in second] == [Span(1, 3)]


def test_an_anonymised_person_is_no_name() -> None:
    assert english("民警王某、局长李某某") == []


def test_pinyin_needs_its_apostrophe_and_its_own_readings() -> None:
    assert english("西安市、六安市、吕梁市、厦门市") == ["Xi'an", "Lu'an", "Lüliang", "Xiamen"]


def test_a_station_named_like_a_district_is_a_station() -> None:
    assert english("平川派出所") == ["Pingchuan Police Station"]
    assert english("在石柱县派出所工作") == ["Shizhu County"]


def test_a_site_named_like_a_district_is_not_the_district() -> None:
    assert english("广州白云机场") == ["Guangzhou"]
    assert english("广州白云区") == ["Baiyun District, Guangzhou"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("新疆维吾尔自治区党委", "CPC Xinjiang Uyghur Autonomous Region Committee"),
        ("慎城镇党委", "Shencheng Town Party Committee"),
        ("新疆生产建设兵团公安局", "Public Security Bureau, Xinjiang Production and Construction Corps"),
        ("唐山市路北区机场路街道", "Jichanglu Subdistrict, Lubei District, Tangshan"),
    ],
)
def test_committees_and_subdistricts(zh: str, en: str) -> None:
    assert english(zh) == [en]


@pytest.mark.parametrize(
    "text",
    [
        "东西藏在屋后。",
        "太湖南侧有人。",
        "是河北岸的村子。",
        "不断夯实派出所基础。",
        "依托包联派出所民警。",
        "会议宣化了精神。",
    ],
)
def test_what_only_looks_like_a_name_in_its_words_is_none(text: str) -> None:
    assert find_names(text) == []


def test_of_overlapping_short_names_the_one_that_is_no_part_of_words_stands() -> None:
    assert english("长江苏州段") == ["Suzhou"]


@pytest.mark.parametrize("verb", ["推行一", "组建护", "实现", "统筹", "积极推进"])
def test_a_verb_begins_no_village(verb: str) -> None:
    assert only(f"凤阳县{verb}村警务。").text == "凤阳县"


@pytest.mark.parametrize("base", ["团结", "建设", "解放", "胜利路"])
def test_verbs_that_places_are_called_after_are_names(base: str) -> None:
    assert only(f"凤阳县公安局{base}派出所。").text == f"凤阳县公安局{base}派出所"


def test_nothing_is_below_a_police_station() -> None:
    assert only("凤阳县公安局府城派出所荣列枫桥式公安派出所。").text == "凤阳县公安局府城派出所"


def test_a_zone_without_a_name_is_called_after_its_place() -> None:
    assert english("西宁保税区") == ["Xining Bonded Zone"]
    assert english("青海省西宁市经济技术开发区") == ["Xining Economic and Technological Development Zone, Qinghai"]
    assert english("西宁东川工业园区") == ["Dongchuan Industrial Park, Xining"]
    assert english("西宁市公安局工业园区分局") == ["Industrial Park Sub-bureau, Xining Public Security Bureau"]
    assert english("西宁经开区分局") == ["Xining Economic Development Zone Sub-bureau"]


def test_a_subdistrict_office_is_known_by_its_residents() -> None:
    assert english("市场办事处辖区平安。") == ["Shichang Subdistrict Office"]
    assert english("市场办事处关门。") == []
    assert english("北京办事处。") == ["Beijing"]


def test_persons_in_a_row_share_a_title() -> None:
    names = find_names("副局长赵刚、钱伟和孙丽带队,民警李伟、张某与同事赶到。")
    assert [name.text for name in names] == ["副局长赵刚", "钱伟", "孙丽", "民警李伟"]
    assert {name.kind for name in names} == {"person-title"}
    assert names[1].parts == (Part("钱伟", "", "person"),)


def test_a_doubtful_short_name_is_a_place_that_one_goes_to_or_comes_from() -> None:
    assert english("老人来自宣化,从宣化赶到北京。") == ["Xuanhua", "Xuanhua", "Beijing"]
    assert english("要来自宣化文化。") == []
