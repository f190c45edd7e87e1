"""Every code is documented, its example is true, and its right English is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingci.checks import CODES, FAMILIES, SEVERITIES, Pair, check_pairs
from jingci.glossary import Glossary, load_glossary
from jingci.model import Waiver
from jingci.registry import loaded

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def codes_of(pairs: list[tuple[str, str]], glossary: Glossary, waive: tuple[Waiver, ...] = ()) -> set[str]:
    checked = check_pairs(Pair(zh, en, glossary, id=str(n), waive=waive) for n, (zh, en) in enumerate(pairs))
    return {finding.code for item in checked for finding in item.findings if not finding.waived}


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_code_is_true(code: str, glossary: Glossary) -> None:
    entry = CODES[code]
    waive = (Waiver("figure-missing", "was wrong once"),) if code == "waiver-unused" else ()
    assert code in codes_of(list(entry.wrong), glossary, waive)
    right = [(zh, en) for (zh, _), en in zip(entry.wrong, entry.right, strict=True)]
    assert code not in codes_of(right, glossary)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_documented(code: str) -> None:
    entry = CODES[code]
    assert entry.family in FAMILIES
    assert entry.severity in SEVERITIES
    assert f"#### `{code}` ({entry.severity})" in PAGE
    assert f"**{entry.meaning}** {entry.explanation}" in PAGE
    for (zh, wrong), right in zip(entry.wrong, entry.right, strict=True):
        assert f"| {zh} | {wrong or '(nothing)'} | {right} |" in PAGE


def test_the_page_has_no_other_codes() -> None:
    assert PAGE.count("\n#### `") == len(CODES)


@pytest.mark.parametrize("name", [name for names in FAMILIES.values() for name in names])
def test_the_registry_names_functions(name: str) -> None:
    assert callable(loaded(name))
