"""From documents to candidates: what is found, what is left out, and in which order."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from jingci.corpus.extraction import Candidate, Extraction, extract
from jingci.corpus.extraction.classes import PATH, compiled, word_classes, word_list
from jingci.corpus.extraction.finding import _ranks
from jingci.corpus.extraction.runs import document_of
from jingci.corpus.words import Segmenter
from jingci.errors import DataError
from jingci.formats import read_report
from jingci.glossary import Glossary, load_glossary
from jingci.model import Report

CORPUS = {
    "one": (
        "强制隔离戒毒所收治戒毒人员。县强制隔离戒毒所新建病房,强制隔离戒毒所的民警昼夜值守。",
        "消防技术标准由部门制定,违反消防技术标准的予以处罚;消防技术标准每年修订。",
        "各派出所推行“三亮”(亮身份、亮职责、亮承诺)。",
    ),
    "two": (
        "大队对消防技术标准作了说明。按照消防技术标准施工,不按消防技术标准验收的停业。",
        "江苏省苏州市公安局和江苏省苏州市公安局以及江苏省苏州市公安局开会。",
        "2019年12月、2019年12月和2019年12月共抓获3000人、3000人和3000人。",
    ),
    "three": ("市强制隔离戒毒所通报情况,送强制隔离戒毒所。", "推进消防技术标准,推进落实消防技术标准,推进整改。"),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = tmp_path_factory.mktemp("corpus")
    for name, paragraphs in CORPUS.items():
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return [read_report(path) for path in sorted(folder.iterdir())]


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """A termbase without an entry."""
    path = tmp_path_factory.mktemp("empty") / "empty.csv"
    path.write_text("zh,en\n", encoding="utf-8")
    return load_glossary(path, only=True)


@pytest.fixture(scope="module")
def found(reports: list[Report], nothing: Glossary) -> Extraction:
    return extract(reports, nothing, minimum=3)


def texts(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.text for candidate in candidates]


def test_terms_with_their_figures(found: Extraction) -> None:
    assert texts(found.candidates)[0] == "消防技术标准"
    best = found.candidates[0]
    assert (best.count, best.documents) == (8, 3)
    assert best.keyness > 6.63
    assert min(best.left, best.right) > 1
    assert 0 < best.deviation < 1
    assert "强制隔离戒毒所" in texts(found.candidates)


def test_what_is_part_of_a_longer_candidate_is_left_out(found: Extraction) -> None:
    assert not {"消防技术", "技术标准", "强制隔离", "隔离戒毒所"} & set(texts(found.candidates))


def test_names_dates_figures_and_official_verbs_are_no_terms(found: Extraction) -> None:
    for text in texts(found.candidates):
        assert "苏州" not in text
        assert not any(char.isdigit() for char in text)
        assert not text.startswith(("推进", "年", "月"))


def test_examples_show_the_place(found: Extraction) -> None:
    for candidate in (*found.candidates, *found.formulas):
        assert candidate.examples
        for example in candidate.examples:
            assert example.span.of(example.text) == candidate.text


def test_a_formula_needs_to_stand_only_once(found: Extraction) -> None:
    (formula,) = found.formulas
    assert (formula.text, formula.kind, formula.count) == ("三亮", "formula", 1)
    assert formula.members == ("亮身份", "亮职责", "亮承诺")


def test_known_terms_are_no_candidates_and_variants_name_them(reports: list[Report], tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("zh,en\n强制隔离戒毒所,center\n建设技术标准,standard\n三亮,formula\n", encoding="utf-8")
    found = extract(reports, load_glossary(own, only=True), minimum=3)
    assert "强制隔离戒毒所" not in texts(found.candidates)
    variant = next(candidate for candidate in found.candidates if candidate.text == "消防技术标准")
    assert (variant.kind, variant.like) == ("variant", "建设技术标准")
    assert found.formulas == ()


def test_both_scripts_are_one(tmp_path: Path, nothing: Glossary) -> None:
    path = tmp_path / "hant.txt"
    path.write_text("違反消防技術標準。依消防技術標準辦理,按消防技術標準;消防技術標準甚嚴。\n", encoding="utf-8")
    candidate = extract([read_report(path)], nothing, minimum=3).candidates[0]
    assert candidate.text == "消防技术标准"
    assert candidate.examples[0].span.of(candidate.examples[0].text) == "消防技術標準"


def test_the_least_count(reports: list[Report], nothing: Glossary) -> None:
    assert all(candidate.count >= 5 for candidate in extract(reports, nothing, minimum=5).candidates)


def test_nothing_in_nothing(nothing: Glossary) -> None:
    assert extract([], nothing) == Extraction((), (), 0, 0)


def test_runs_end_at_function_words_names_and_figures(reports: list[Report], nothing: Glossary) -> None:
    document = document_of(reports[0], nothing, Segmenter(nothing))
    for sentence in document.sentences:
        for run in sentence.runs:
            assert "".join(word.text for word in run) == sentence.text[run[0].start : run[-1].end]
            assert not any(word.text in word_list("function") for word in run)


def test_equal_values_share_their_rank() -> None:
    assert _ranks([1.0, 2.0, 2.0, 0.5]) == [2.0, 0.5, 0.5, 3.0]


def test_the_shipped_classes_are_compiled_from_the_dictionary() -> None:
    jieba = pytest.importorskip("jieba", reason="needs jieba, whose dictionary the classes are compiled from")
    with jieba.get_dict_file() as stream:
        made = compiled(line.decode("utf-8") for line in stream)
    assert zlib.decompress(made) == zlib.decompress(PATH.read_bytes())


def test_classes_of_another_lexicon_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "classes.bin"
    path.write_bytes(zlib.compress(b"00000000\nnnn"))
    monkeypatch.setattr("jingci.corpus.extraction.classes.PATH", path)
    with pytest.raises(DataError, match="of another lexicon"):
        word_classes.__wrapped__()


def test_the_classes_are_those_of_the_dictionary() -> None:
    classes = word_classes()
    assert [classes[word] for word in ("派出所", "加强", "管理", "和", "非法")] == ["n", "v", "V", "x", "b"]
