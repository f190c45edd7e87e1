"""What is evaluated: files of every kind, brought together; what does not go together is refused in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jingci.edition import edition_folders, load_edition
from jingci.errors import DataError, JingciError
from jingci.evaluation import evaluate
from jingci.jobs.evaluating import align
from jingci.markup import strip_markup

TABLE = "zh\ten\n派出所来了。\tThe police station came.\n警情下降。\tPolice incidents fell.\n"
TMX = """<tmx version="1.4"><header/><body>
<tu tuid="s1"><tuv xml:lang="zh"><seg>派出所来了。</seg></tuv><tuv xml:lang="en"><seg>The station came.</seg></tuv></tu>
<tu tuid="s2"><tuv xml:lang="zh"><seg>警情下降。</seg></tuv><tuv xml:lang="en"><seg>Incidents fell.</seg></tuv></tu>
</body></tmx>"""
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh"
 target-language="en" original="x" datatype="plaintext"><body>
<trans-unit id="s2"><source>警情下降。</source><target>Incidents fell.</target></trans-unit></body></file></xliff>"""
LINES = "The station came.\nIncidents fell.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    texts = {
        "ref.tsv": TABLE,
        "system.tmx": TMX,
        "part.xlf": XLIFF,
        "lines.txt": LINES,
        "zh.txt": "派出所來了。\n警情下降。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_kinds_of_files_go_together(files: Path) -> None:
    aligned = align([str(files / "system.tmx"), str(files / "lines.txt")], str(files / "ref.tsv"))
    assert aligned.hypotheses == {"system": LINES.split("\n")[:2], "lines": LINES.split("\n")[:2]}
    assert aligned.references == ["The police station came.", "Police incidents fell."]
    assert aligned.sources == ["派出所来了。", "警情下降。"]


def test_what_a_system_lacks_is_found_by_ids(files: Path) -> None:
    aligned = align([str(files / "part.xlf")], str(files / "system.tmx"))
    assert aligned.hypotheses == {"part": ["", "Incidents fell."]}


def test_the_chinese_is_the_references_or_a_systems_or_is_given(files: Path) -> None:
    lines = str(files / "lines.txt")
    assert align([lines], lines).sources is None
    assert align([str(files / "ref.tsv")], lines).sources == ["派出所来了。", "警情下降。"]
    assert align([lines], lines, str(files / "zh.txt")).sources == ["派出所來了。", "警情下降。"]


def test_an_edition_is_known_by_its_id_and_scores_perfectly_against_itself(tmp_path: Path) -> None:
    copy = shutil.copytree(edition_folders()["jinzhou-2011"], tmp_path / "copy")
    aligned = align([str(copy)], "jinzhou-2011")
    assert aligned.documents == ["jinzhou-2011"] * len(aligned.references)
    scores = evaluate(aligned.hypotheses, aligned.references, aligned.sources).systems[0].overall
    assert (scores["bleu"], scores["ter"]) == (pytest.approx(100), 0)


def test_documents_of_folders_go_together_by_name(tmp_path: Path) -> None:
    for name, folder in edition_folders().items():
        english = [strip_markup(segment.en) for segment in load_edition(folder).body]
        (tmp_path / f"{name}.txt").write_text("".join(f"{text}\n" for text in english), encoding="utf-8")
    editions = edition_folders()["jinzhou-2011"].parent
    aligned = align([str(tmp_path)], str(editions))
    assert set(aligned.documents) == set(edition_folders())
    assert aligned.hypotheses[tmp_path.name] == aligned.references
    with pytest.raises(DataError, match="has no document “cangzhou-2012”"):
        align([str(tmp_path / "jinzhou-2011.txt")], str(editions))
    (tmp_path / "jinzhou-2011.txt").rename(tmp_path / "other.txt")
    with pytest.raises(DataError, match="the reference has no document “other”"):
        align([str(tmp_path)], str(editions))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("short.txt", "One.\n", "has 1 segments; the reference"),
        ("other.tsv", TABLE.replace("派出所", "检察院"), "segment 1 has another Chinese"),
        ("none.tmx", '<tmx version="1.4"><header/><body></body></tmx>', "no segment"),
        ("bomb.tmx", '<!DOCTYPE t [<!ENTITY a "b">]><tmx version="1.4"><body>&a;</body></tmx>', "bomb.tmx"),
        ("cut.xlf", XLIFF[:200], "cut.xlf"),
        ("empty.txt", "", "the file is empty"),
    ],
)
def test_what_does_not_go_together_is_refused(files: Path, name: str, text: str, said: str) -> None:
    path = files / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JingciError, match=said) as caught:
        align([str(path)], str(files / "ref.tsv"))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_reference_without_english_is_none(files: Path) -> None:
    (files / "half.tsv").write_text(TABLE.replace("Police incidents fell.", ""), encoding="utf-8")
    with pytest.raises(DataError, match="segment 3 has no English, so this is no reference"):
        align([str(files / "lines.txt")], str(files / "half.tsv"))


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(DataError, match="the Chinese has 1 segments, the reference 2"):
        evaluate(["a", "b"], ["a", "b"], ["甲"])
    with pytest.raises(JingciError, match="not one string"):
        evaluate("text", ["text"])
    with pytest.raises(JingciError, match="no segments"):
        evaluate([], [])
