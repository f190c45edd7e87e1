"""Segments partition a text; sentences end where they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.segmentation import segment_text
from jingci.text import sentences


@given(st.text(st.sampled_from("一二、。！？!”“（）()【】\n 　警情;：\r\u2028a"), max_size=80) | st.text(max_size=80))
def test_segments_partition_the_text(text: str) -> None:
    at = 0
    segments = segment_text(text)
    for segment in segments:
        assert text[at : segment.start].strip() == ""
        assert segment.zh == text[segment.start : segment.start + len(segment.zh)]
        assert segment.zh.strip()
        at = segment.start + len(segment.zh)
        assert (segment.kind == "skip") == bool(segment.reason) == (not segment.id)
    assert text[at:].strip() == ""
    ids = [segment.id for segment in segments if segment.id]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一是主体不明。有的地方牵头。", ["一是主体不明。", "有的地方牵头。"]),
        ("“幸亏来得快!”伤者道谢。他走了。", ["“幸亏来得快!”伤者道谢。", "他走了。"]),
        ("他说：“治安好了。”近年来，试点。", ["他说：“治安好了。”", "近年来，试点。"]),
        ("按照“三化”(信息化。网格化)建设。完", ["按照“三化”(信息化。网格化)建设。", "完"]),
        ("平稳。【存在问题】白天案多", ["平稳。", "【存在问题】白天案多"]),
        ("真的吗？！好。", ["真的吗？！", "好。"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("下降8.94%，万人比0.53。", ["下降8.94%，万人比0.53。"]),
        ("(未闭合。下一句。\n新行。", ["(未闭合。下一句。", "新行。"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == parts


def test_headings_and_ids() -> None:
    text = "工作报告\n\n一、总体情况\n近年来很好。继续努力。\n下一段。\n【成效】明显\n二、问题\n"
    assert [(s.id, s.kind) for s in segment_text(text)] == [
        ("s0p1c1", "title"),
        ("s1h", "heading"),
        ("s1p1c1", "sentence"),
        ("s1p1c2", "sentence"),
        ("s1p2c1", "sentence"),
        ("s2h", "heading"),
        ("s3h", "heading"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2019年3月5日情况通报", "title"),
        ("2019年3月工作总结", "title"),
        ("二〇一五年三月四日", "dateline"),
        ("发布日期:2015年3月4日", "dateline"),
        ("文/胡志文 耿興徐", "byline"),
        ("鄂公发〔2015〕12号", "aside"),
        ("打造“枫桥式公安派出所”", "title"),
        ("各县区公安局:", "sentence"),
    ],
)
def test_lines_above_the_text(line: str, kind: str) -> None:
    body = "近年来,公安机关坚持打防结合,深入推进网格化管理,群众安全感明显提升。"
    assert segment_text(f"{line}\n{body}")[0].kind == kind


def test_numbered_lines_are_headings_or_a_list() -> None:
    text = "工作分三步:\n1.摸底\n2.整治\n3.验收\n1.摸底\n组织民警逐户走访,登记实有人口信息,做到底数清、情况明,不留空白和死角。\n"
    assert [(s.zh, s.kind) for s in segment_text(text)][1:5] == [
        ("1.摸底", "sentence"),
        ("2.整治", "sentence"),
        ("3.验收", "sentence"),
        ("1.摸底", "heading"),
    ]


def test_an_official_letter_ends_with_organ_and_date() -> None:
    text = "特此通知，请各单位结合实际，认真组织实施，并将落实情况及时报送市局办公室。\n鄂州市公安局\n2015年3月4日\n"
    assert [s.kind for s in segment_text(text)] == ["sentence", "byline", "dateline"]


def test_a_refrain_is_no_second_print() -> None:
    text = "严打整治,保一方平安。\n街面警情下降三成,群众拍手称好。\n严打整治,保一方平安。\n入室盗窃下降五成。\n"
    assert all(s.kind != "skip" for s in segment_text(text))
