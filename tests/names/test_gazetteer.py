"""The compiled divisions: whole, consistent, in the English that is accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jingci.names import default_gazetteer
from jingci.names.compile_gazetteer import split_name
from jingci.names.gazetteer import Unit

UNITS = default_gazetteer().units
FOLDER = Path(split_name.__globals__["__file__"]).parent


def units(name: str) -> list[Unit]:
    return [unit for unit in UNITS if unit.name == name]


def test_every_level_is_there() -> None:
    now = [unit for unit in UNITS if not unit.former and "*" not in unit.code and not unit.code.startswith("71")]
    counts = {level: sum(unit.level == level for unit in now) for level in ("province", "prefecture", "county")}
    assert counts["province"] == 33  # and Taiwan
    assert counts["prefecture"] == 333
    assert 2840 <= counts["county"] <= 2860


def test_each_unit_stands_once() -> None:
    seen = [(unit.code[:2], unit.code, unit.name) for unit in UNITS]
    assert len(seen) == len(set(seen))
    assert all(re.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{4}\*.", unit.code) for unit in UNITS)


def test_english_is_latin_and_fits_the_generic_part() -> None:
    for unit in UNITS:
        assert re.fullmatch(r"[A-Za-zÀ-ž' ,-]+", unit.english), unit
        assert unit.english.startswith(unit.short_english), unit
        if unit.name.endswith("县") and not unit.name.endswith("自治县"):
            assert unit.english.endswith(" County"), unit
        if unit.name.endswith("市"):
            assert " " not in unit.english or unit.name in ("新北市",) or unit.english == "New Taipei", unit


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("陕西省", "Shaanxi Province"), ("山西省", "Shanxi Province"), ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("呼和浩特市", "Hohhot"), ("乌鲁木齐市", "Ürümqi"), ("日喀则市", "Xigazê"), ("哈尔滨市", "Harbin"),
        ("肃南裕固族自治县", "Sunan Yugur Autonomous County"), ("延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture"),
        ("双江拉祜族佤族布朗族傣族自治县", "Shuangjiang Lahu, Va, Blang and Dai Autonomous County"),
        ("东乡族自治县", "Dongxiang Autonomous County"), ("科尔沁左翼中旗", "Horqin Left Middle Banner"),
        ("长安区", "Chang'an District"), ("漯河市", "Luohe"), ("万柏林区", "Wanbolin District"), ("殷都区", "Yindu District"),
        ("蔚县", "Yu County"), ("铅山县", "Yanshan County"), ("神农架林区", "Shennongjia Forestry District"),
        ("香港特别行政区", "Hong Kong Special Administrative Region"), ("渝北区", "Yubei District"),
    ],
)  # fmt: skip
def test_accepted_english(zh: str, en: str) -> None:
    assert {unit.english for unit in units(zh)} == {en}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("德宏傣族景颇族自治州", ("德宏", ["Dai", "Jingpo"], "自治州")),
        ("巴音郭楞蒙古自治州", ("巴音郭楞", ["Mongol"], "自治州")),
        ("龙胜各族自治县", ("龙胜", ["Various Nationalities"], "自治县")),
        ("碑林区", ("碑林", [], "区")),
    ],
)
def test_names_are_split(name: str, parts: tuple[str, list[str], str]) -> None:
    assert split_name(name) == parts


def test_every_accepted_name_is_used() -> None:
    """A line of ``accepted.tsv`` that names no division is a slip of the pen."""
    bases = {unit.short for unit in UNITS} | {unit.name for unit in UNITS} | {split_name(u.name)[0] for u in UNITS}
    for line in (FOLDER / "accepted.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "zh\t")):
            assert line.split("\t")[0].partition("@")[0] in bases, line


def test_the_data_files_are_compact() -> None:
    assert (FOLDER / "gazetteer.tsv").stat().st_size < 400_000
    assert sum(path.stat().st_size for path in FOLDER.glob("*.tsv")) < 450_000
