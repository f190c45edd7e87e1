"""Translation files in: the same units from every format, damage and hostility met with one clear error."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from conftest import KITCHEN_SINK
from jingci.errors import DataError, JingciError
from jingci.formats.bilingual import READERS, read_units

PAIRS = [("警情下降8.94%。", "Police incidents fell by 8.94%."), ("推进网格化 & <管理>", "Advance grid & <management>")]

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="zh-CN"/><body>
<tu tuid="a"><tuv xml:lang="zh-CN"><seg>警情<ph x="1">{1}</ph>下降<hi>8.94%</hi>。</seg></tuv>
<tuv xml:lang="en-US"><seg>Police <bpt i="1">&lt;b></bpt>incidents<ept i="1">&lt;/b></ept> fell by 8.94%.</seg></tuv></tu>
<tu><tuv xml:lang="EN"><seg>Advance grid &amp; &lt;management&gt;</seg></tuv>
<tuv xml:lang="ZH"><seg>推进网格化 &amp; &lt;管理&gt;</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>只有中文</seg></tuv></tu>
</body></tmx>"""

XLIFF_12 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file source-language="zh" target-language="en"
 original="x" datatype="plaintext"><body>
<trans-unit id="a"><source>警情<x id="1"/>下降<g id="2">8.94%</g>。</source><target state="final">Police <bpt id="1">&lt;b></bpt>incidents fell by 8.94%.</target></trans-unit>
<group id="g"><trans-unit id="b"><source>推进网格化 &amp; &lt;管理&gt;</source><target>Advance grid &amp; &lt;management&gt;</target></trans-unit></group>
<trans-unit id="c"><source>没有译文</source></trans-unit>
</body></file></xliff>"""

XLIFF_20 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh" trgLang="en"><file id="f">
<unit id="a"><segment id="s1" state="reviewed"><source>警情<ph id="1"/>下降<pc id="2">8.94%</pc>。</source>
<target>Police <pc id="2">incidents</pc> fell by 8.94%.</target></segment></unit>
<unit id="b"><segment><source>推进网格化 &amp; &lt;管理&gt;</source><target>Advance grid &amp; &lt;management&gt;</target></segment>
<ignorable><source> </source></ignorable></unit></file></xliff>"""

SDLXLIFF = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"
 version="1.2" sdl:version="1.0"><file original="x.docx" source-language="zh-CN" target-language="en-US"><body>
<trans-unit id="u1"><source>警情下降8.94%。推进网格化 &amp; &lt;管理&gt;</source>
<seg-source><mrk mtype="seg" mid="1"><g id="0">警情下降8.94%。</g></mrk><mrk mtype="seg" mid="2">推进网格化 &amp; &lt;管理&gt;</mrk></seg-source>
<target><mrk mtype="seg" mid="2">Advance grid &amp; &lt;management&gt;</mrk><mrk mtype="seg" mid="1">Police incidents<x id="9"/> fell by 8.94%.</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></body></file></xliff>"""

MQXLIFF = XLIFF_12.replace('version="1.2">', 'xmlns:mq="MQXliff" version="1.2">', 1)

TEXTS = {
    "a.tmx": TMX,
    "a.xlf": XLIFF_12,
    "b.xliff": XLIFF_20,
    "a.sdlxliff": SDLXLIFF,
    "a.mqxliff": MQXLIFF,
    "a.tsv": "".join(f"{zh}\t{en}\n" for zh, en in PAIRS),
    "b.tsv": "No\tEnglish\tChinese\n" + "".join(f"{n}\t{en}\t{zh}\n" for n, (zh, en) in enumerate(PAIRS)),
    "a.csv": "source,target\n" + "".join(f'"{zh}","{en}"\n' for zh, en in PAIRS),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_pairs_from_every_text_format(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name], encoding="utf-8")
    assert sorted((unit.zh, unit.en) for unit in read_units(path)) == sorted(PAIRS)


def test_ids_and_states(tmp_path: Path) -> None:
    for name, ids in [
        ("a.tmx", ["a", "2"]),
        ("a.xlf", ["a", "b"]),
        ("b.xliff", ["a", "b"]),
        ("a.sdlxliff", ["u1/1", "u1/2"]),
    ]:
        (tmp_path / name).write_text(TEXTS[name], encoding="utf-8")
        units = list(read_units(tmp_path / name))
        assert [unit.id for unit in units] == ids
    assert next(read_units(tmp_path / "a.xlf")).state == "final"
    assert next(read_units(tmp_path / "b.xliff")).state == "reviewed"


def test_line_aligned_texts(tmp_path: Path) -> None:
    zh, en = tmp_path / "x.zh", tmp_path / "x.en"
    zh.write_text("".join(f"{a}\n" for a, _ in PAIRS), encoding="utf-8")
    en.write_text("".join(f"{b}\n" for _, b in PAIRS), encoding="utf-8")
    assert [(unit.zh, unit.en) for unit in read_units(zh, en)] == PAIRS
    en.write_text("one line\n", encoding="utf-8")
    with pytest.raises(DataError, match="more lines") as caught:
        list(read_units(zh, en))
    assert caught.value.line == 2


def test_office_tables(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    book = openpyxl.Workbook()
    for row in [("中文", "英文"), *PAIRS]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for zh, en in PAIRS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = zh, en
    document.save(str(tmp_path / "a.docx"))
    for name in ("a.xlsx", "a.docx"):
        assert [(unit.zh, unit.en) for unit in read_units(tmp_path / name)] == PAIRS


def test_an_edition_is_read_as_it_is_read() -> None:
    units = {unit.id: unit for unit in read_units(KITCHEN_SINK / "edition")}
    assert "410余所" in units["s1p1c2"].zh
    assert "gridding work" in units["s1p1c2"].en
    assert units["s1p1c2"].waive[0].code == "figure-mismatch"
    assert units["s1p1c3"].zh == "群众满意。"


BOMB = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FETCH = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [BOMB, FETCH])
def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path, head: str) -> None:
    path = tmp_path / "x.tmx"
    entity = "&b;" if "ENTITY b" in head else "&x;"
    path.write_text(
        f'{head}<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>警{entity}情</seg></tuv>'
        f'<tuv xml:lang="en"><seg>x</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert [unit.zh for unit in read_units(path)] == ["警情"]


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 100, b"<a>", b"PK\x03\x04 nonsense", "只有一栏\n".encode(), b"\xff\xfe\x00", b"<x></y>"]
)
def test_damage_is_one_clear_error(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    with pytest.raises(JingciError) as caught:
        list(read_units(path))
    assert f"bad{suffix}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("big", "w", force_zip64=True) as entry,
    ):
        for _ in range(600):
            entry.write(b"\0" * 1_000_000)
    with pytest.raises(JingciError, match="unpacks to"):
        list(read_units(path))


def test_unknown_suffix_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(JingciError, match=r"\.tmx"):
        read_units(tmp_path / "x.doc")


def test_a_long_memory_is_streamed(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "long.tmx"
    unit = '<tu><tuv xml:lang="zh"><seg>警情下降</seg></tuv><tuv xml:lang="en"><seg>incidents fell</seg></tuv></tu>\n'
    with path.open("w", encoding="utf-8") as file:
        file.write('<tmx version="1.4"><body>' + unit * 20_000 + "</body></tmx>")
    tracemalloc.start()
    assert sum(1 for _ in read_units(path)) == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
