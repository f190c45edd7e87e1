"""Counts that only look like formulas, and first members without the word that governs the list."""

from __future__ import annotations

import pytest

from jingci.formulas import find_formulas


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("查获五包疑似毒品。", []),
        ("落实五包责任。", ["五包"]),
        ("绕湖跑了三圈。", []),
        ("构建了三圈防控。", ["三圈"]),
        ("群众满意度和安全感双升。", []),
        ("“双升”", ["双升"]),
    ],
)
def test_things_counted_are_no_formulas(text: str, formulas: list[str]) -> None:
    assert [formula.text for formula in find_formulas(text)] == formulas


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("以信息化、网格化、社会化“三化”为抓手。", ["信息化", "网格化", "社会化"]),
        ("发动店主、保洁员、快递员“三员”参与。", ["店主", "保洁员", "快递员"]),
        ("由街道、社区、物业“三方”负责。", ["街道", "社区", "物业"]),
    ],
)
def test_first_members(text: str, members: list[str]) -> None:
    assert [[member.text for member in formula.members] for formula in find_formulas(text)] == [members]
