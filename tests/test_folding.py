"""Folding: the same length from OpenCC, and a way back from every position."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from functools import lru_cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.folding import INVISIBLE, fold, simplified, traditional_forms

chinese = st.text(
    st.sampled_from(
        "网格化管理警情民调解治安防控網格化管理警情調解兩搶台灣臺裡後发髮"
        "「」“”ＡＢ１２：，\u200b\u2060\n\r \u3000ab\x00\ud800"
    ),
    max_size=60,
)


@given(chinese | st.text(max_size=60))
def test_every_position_leads_back(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        span = folded.original(start, start + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert len(span) == 1
    spans = [folded.original(i, i + 1).start for i in range(len(folded.text))]
    assert spans == sorted(set(spans))


@given(chinese)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(chinese)
def test_nothing_but_invisible_characters_and_breaks_is_dropped(text: str) -> None:
    folded = fold(text)
    kept = {folded.original(i, i + 1).start for i in range(len(folded.text))}
    dropped = "".join(ch for i, ch in enumerate(text) if i not in kept)
    assert re.fullmatch(f"[{INVISIBLE}\\s]*", dropped)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("網格化管理", "网格化管理"),
        ("网格\n化管理", "网格化管理"),
        ("网格\r\n　　化管理", "网格化管理"),
        ("网格\n\n化管理", "网格\n\n化管理"),
        ("网\u200b格\ufeff化", "网格化"),
        ("ＧＰＳ１２３％", "GPS123%"),
        ("「三化」『三圈』“三化”", '"三化""三圈""三化"'),
        ("end\nof line", "end\nof line"),
        ("裝設線路，綫上巡邏；枱賬、臺賬", "装设线路,线上巡逻;台账、台账"),
        ("治安保衞與跟著警情走", "治安保卫与跟着警情走"),
        ("沈思後答覆", "沉思后答复"),
        ("新時代『楓橋經驗』", '新时代"枫桥经验"'),
        ("网 格化", "网 格化"),
        ("网格 \n \u200b 化", "网格化"),
        ("网格\n\u200b\n化", "网格\n\n化"),
        ("2020—2025年", "2020-2025年"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@lru_cache(maxsize=1)
def dictionary_words() -> frozenset[str]:
    """Every headword and every result of all dictionaries that OpenCC ships, decompiled with its own tool."""
    library = Path(opencc.__file__).parent / "clib"
    tool = next(iter([*library.glob("bin/opencc_dict*"), *filter(None, [shutil.which("opencc_dict")])]), None)
    assert tool is not None, "this OpenCC comes without opencc_dict, so its dictionaries cannot be read"
    words: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for dictionary in sorted(library.glob("share/opencc/*.ocd2")):
            text = Path(folder, f"{dictionary.stem}.txt")
            command = [str(tool), "-i", str(dictionary), "-o", str(text), "-f", "ocd2", "-t", "text"]
            subprocess.run(command, check=True, capture_output=True)
            for line in text.read_text(encoding="utf-8").splitlines():
                words.update(line.replace("\t", " ").split())
    assert len(words) > 50_000
    return frozenset(words)


def test_t2s_never_changes_the_length_of_a_dictionary_word() -> None:
    converter = opencc.OpenCC("t2s")
    assert [word for word in dictionary_words() if len(converter.convert(word)) != len(word)] == []


def test_no_dictionary_word_that_opencc_changes_is_passed_over() -> None:
    converter = opencc.OpenCC("t2s")
    # Compatibility ideographs are mended by another table; 坏 is left alone on purpose.
    words = [word for word in dictionary_words() if unicodedata.is_normalized("NFKC", word) and "坏" not in word]
    assert [word for word in words if simplified(word) != converter.convert(word)] == []


@pytest.mark.parametrize("way", ["s2t", "s2tw", "s2hk"])
def test_the_way_to_a_traditional_spelling_and_back(way: str) -> None:
    """For all characters of the first level of GB 2312, which holds the 3,755 common ones."""
    converter = opencc.OpenCC(way)
    codes = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    chars = [code.decode("gb2312") for code in codes if code < b"\xd7\xfa"]
    assert len(chars) == 3755
    assert [char for char in chars if fold(converter.convert(char)).text != fold(char).text] == []


def test_every_character_of_the_main_blocks_keeps_its_length() -> None:
    text = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x2A6E0)]))
    assert len(opencc.OpenCC("t2s").convert(text)) == len(text)


def test_traditional_forms_lead_back() -> None:
    forms = traditional_forms("网格化管理")
    assert "網格化管理" in forms
    assert all(simplified(form) == "网格化管理" for form in forms)
