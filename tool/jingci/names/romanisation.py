"""Chinese names in the Latin alphabet: pinyin by syllable, without tone marks, with the apostrophes it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: Nationalities as the names of autonomous units have them in English. Longest first where one begins another.
NATIONALITIES = {
    "维吾尔": "Uyghur", "哈萨克": "Kazakh", "柯尔克孜": "Kyrgyz", "塔吉克": "Tajik", "锡伯": "Xibe", "蒙古": "Mongol",
    "壮": "Zhuang", "回": "Hui", "藏": "Tibetan", "朝鲜": "Korean", "土家": "Tujia", "苗": "Miao", "侗": "Dong",
    "布依": "Bouyei", "彝": "Yi", "傣": "Dai", "景颇": "Jingpo", "傈僳": "Lisu", "白": "Bai", "哈尼": "Hani",
    "裕固": "Yugur", "保安": "Bonan", "东乡": "Dongxiang", "撒拉": "Salar", "土": "Tu", "满": "Manchu",
    "达斡尔": "Daur", "鄂伦春": "Oroqen", "鄂温克": "Evenki", "畲": "She", "黎": "Li", "瑶": "Yao",
    "仫佬": "Mulao", "毛南": "Maonan", "水": "Shui", "仡佬": "Gelao", "羌": "Qiang", "拉祜": "Lahu", "佤": "Va",
    "纳西": "Naxi", "怒": "Nu", "独龙": "Derung", "普米": "Pumi", "布朗": "Blang", "基诺": "Jino",
    "阿昌": "Achang", "德昂": "De'ang", "赫哲": "Hezhe", "俄罗斯": "Russian", "门巴": "Monba", "珞巴": "Lhoba",
    "塔塔尔": "Tatar", "乌孜别克": "Uzbek", "京": "Gin", "高山": "Gaoshan", "各": "Various Nationalities",
}  # fmt: skip

_ORDINALS = dict(zip("一二三四五六七八九十", ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh",
                                           "Eighth", "Ninth", "Tenth"), strict=True))  # fmt: skip


def join_syllables(syllables: Iterable[str]) -> str:
    """Syllables as one capitalised name, with an apostrophe before a vowel inside it.

    >>> join_syllables(["xi", "an"]), join_syllables(["lü", "liang"])
    ("Xi'an", 'Lüliang')
    """
    joined = ""
    for syllable in syllables:
        joined += ("'" if joined and syllable[:1] in "aeo" else "") + syllable
    return joined[:1].upper() + joined[1:]


def and_list(words: list[str]) -> str:
    """Words in a row, the last joined by "and", without a serial comma.

    >>> and_list(["Dai"]), and_list(["Lahu", "Va", "Dai"])
    ('Dai', 'Lahu, Va and Dai')
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def ordinal(numeral: str) -> str:
    """An English ordinal for 一 to 十, or the empty string."""
    return _ORDINALS.get(numeral, "")


class Readings:
    """Pinyin of names: a reading for each character, and the names in which a character is read otherwise.

    :param characters: the usual reading of a character, without tone.
    :param names: readings of whole names or parts of names, syllables between spaces.
    """

    def __init__(self, characters: Mapping[str, str], names: Mapping[str, str], surnames: Mapping[str, str]) -> None:
        self._characters = characters
        self._names = names
        self.surnames = surnames
        self._longest = max(map(len, names), default=1)

    def syllables(self, name: str) -> list[str]:
        """The syllables of a name; a character without a reading stands for itself."""
        result: list[str] = []
        at = 0
        while at < len(name):
            for size in range(min(self._longest, len(name) - at), 1, -1):
                if reading := self._names.get(name[at : at + size]):
                    result += reading.split()
                    at += size
                    break
            else:
                result.append(self._characters.get(name[at], name[at]))
                at += 1
        return result

    def knows(self, name: str) -> bool:
        """Whether the name is one of those with a reading of their own."""
        return name in self._names

    def place(self, name: str) -> str:
        """A place name in pinyin, one word."""
        return join_syllables(self.syllables(name))

    def person(self, surname: str, given: str) -> str:
        """A person's name, family name first.

        >>> Readings({"立": "li", "东": "dong"}, {}, {"杨": "yang"}).person("杨", "立东")
        'Yang Lidong'
        """
        family = self.surnames.get(surname)
        first = join_syllables(family.split()) if family else self.place(surname)
        return f"{first} {self.place(given)}"
