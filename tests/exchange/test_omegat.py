"""The OmegaT project: what is in it, and OmegaT itself opening it, translating from it and cutting text as we do."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from conftest import KITCHEN_SINK
from exchange_contract import HOSTILE, STRICT, hostile_report, kitchen_sink_export, one, words
from jingci.edition import edition_folders, load_edition
from jingci.formats.exchange import Export, write_export
from jingci.formats.exchange.incoming import read_incoming
from jingci.formats.exchange.merging import merged
from jingci.formats.exchange.omegat import one_line
from jingci.glossary import Glossary
from jingci.markup import strip_markup
from jingci.model import Report, Segment
from jingci.text import sentences
from programs import needed

#: Sentences whose ends a careless rule puts elsewhere.
TEXTS = [
    "公安机关要做到“有警必接！”他说。这是第二句。",
    "见附件（附件一。附件二。）第三句话在这里？！对。",
    "群众问：“能不能办好？”群众都说好。“好。”他又说。",
    "出台《关于加强治安防控工作的意见》。效果明显！",
    "网格化管理",
]


def project(tmp_path: Path, export: Export) -> Path:
    folder = tmp_path / "project"
    write_export("omegat", export, folder)
    return folder


def units(path: Path) -> list[tuple[str, str]]:
    """The units of a memory, and that it is one."""
    root = etree.parse(path, STRICT).getroot()
    assert root.tag == "tmx"
    return [(words(segs[0]), words(segs[1])) for tu in root.iter("tu") if (segs := tu.findall("tuv/seg"))]


def console(folder: Path) -> str:
    """OmegaT's own run over a project; what it says."""
    program = needed("omegat")
    done = subprocess.run(
        [program, str(folder), "--mode=console-translate", f"--config-dir={folder.parent / 'config'}"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def counted(folder: Path, row: str = "Total:") -> int:
    text = (folder / "omegat" / "project_stats.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(row)}\s+(\d+)", text, re.MULTILINE)
    assert found, text
    return int(found[1])


def test_what_is_in_the_folder(tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, kitchen_sink_export(small))
    report = load_edition(KITCHEN_SINK / "edition")
    source = (folder / "source" / "kitchen-sink.txt").read_text(encoding="utf-8")
    assert source.rstrip("\n").split("\n\n") == [one_line(s) for s in report.body]
    settled = units(folder / "omegat" / "project_save.tmx")
    assert settled == [(one_line(s), strip_markup(s.en)) for s in report.body if s.state in ("edited", "reviewed")]
    drafts = units(folder / "tm" / "mt" / "drafts.tmx")
    assert drafts == [(one_line(s), strip_markup(s.en)) for s in report.body if s.en and s.state == "draft"] != []
    assert len(units(folder / "tm" / "editions.tmx")) > 290
    assert "jingci import" in (folder / "README.txt").read_text(encoding="utf-8")


def test_the_glossary_has_three_columns(tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, kitchen_sink_export(small))
    rows = [line.split("\t") for line in (folder / "glossary" / "jingci.utf8").read_text("utf-8").splitlines()]
    assert {len(row) for row in rows} == {3}
    row = next(row for row in rows if row[0] == "网格化管理")
    assert row[1] == "grid management"
    assert "wǎnggéhuà guǎnlǐ" in row[2]
    assert "not “" in row[2]


def test_hostile_content_is_inert(tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, one([hostile_report()], small))
    for path in [*folder.rglob("*.tmx"), folder / "omegat.project", folder / "omegat" / "segmentation.conf"]:
        etree.parse(path, STRICT)
    assert [path.parent for path in (folder / "source").iterdir()] == [folder / "source"]
    assert len(units(folder / "tm" / "mt" / "drafts.tmx")) == len(HOSTILE)


def test_an_id_cannot_leave_the_folder(tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, one([Report("../../x/..", "题", ())], small))
    assert [path.name for path in (folder / "source").iterdir()] == ["_.._x_.txt"]


def test_one_sentence_with_two_translations_is_told(tmp_path: Path, small: Glossary) -> None:
    segments = [Segment(f"s{n}", "sentence", "推进工作。", en, "human", "edited") for n, en in enumerate("AAB")]
    export = one([Report("r", "题", tuple(segments))], small)
    folder = project(tmp_path, export)
    assert units(folder / "omegat" / "project_save.tmx")[0] == ("推进工作。", "A")
    assert export.left_out["further translations of a sentence that stands twice"] == 1


def every_edition() -> Iterable[Report]:
    return (load_edition(folder) for folder in edition_folders().values())


def test_omegat_opens_it_and_translates_from_the_memory(tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, Export(small, every_edition))
    console(folder)
    assert counted(folder, "Remaining:") == 0
    assert counted(folder) == sum(len(list(report.body)) for report in every_edition())
    for report in every_edition():
        text = (folder / "target" / f"{report.id}.txt").read_text(encoding="utf-8")
        assert text.rstrip("\n").split("\n\n") == [strip_markup(s.en) for s in report.body]


def test_omegat_cuts_sentences_as_we_do(tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, one([], small))
    (folder / "source" / "new.txt").write_text("\n".join(TEXTS) + "\n", encoding="utf-8")
    console(folder)
    assert counted(folder) == sum(len(sentences(text)) for text in TEXTS)


def test_a_translation_made_in_omegat_comes_back(tmp_path: Path, small: Glossary) -> None:
    report = load_edition(KITCHEN_SINK / "edition")
    folder = project(tmp_path, one([report], small))
    saved = folder / "omegat" / "project_save.tmx"
    saved.write_text(saved.read_text(encoding="utf-8").replace("I. Grid management", "I. Grids"), encoding="utf-8")
    console(folder)
    assert "I. Grids" in (folder / "target" / "kitchen-sink.txt").read_text(encoding="utf-8")
    # What OmegaT has written at the end of its run is a memory of its own.
    written = next(folder.glob("*-omegat.tmx"))
    result = merged(report, read_incoming(written), over_reviewed=True)
    assert result.changed == {"s1h": "I. Grids"}
    assert not result.new


@pytest.mark.parametrize("name", ["omegat.project", "omegat/segmentation.conf"])
def test_settings_are_those_of_chinese_and_english(name: str, tmp_path: Path, small: Glossary) -> None:
    folder = project(tmp_path, kitchen_sink_export(small, source_lang="zh-Hans", target_lang="en-GB"))
    text = (folder / name).read_text(encoding="utf-8")
    assert ("ZH-HANS" in text and "EN-GB" in text) if name == "omegat.project" else "ZH.*" in text
