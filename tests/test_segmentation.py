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
