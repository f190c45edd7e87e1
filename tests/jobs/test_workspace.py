"""An edition's folder under translation: made whole, gone on with, and never written over what a person did."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.checks import check_report
from jingci.data import dump_yaml, parse_yaml
from jingci.edition import load_edition
from jingci.errors import DataError, EngineError, FileError, JingciError, UsageError
from jingci.formats import read_report
from jingci.glossary import Glossary
from jingci.jobs.translating import (
    JOURNAL,
    MemoryOnly,
    Tally,
    Workspace,
    make_edition,
    require_same_source,
    translate_workspace,
)
from jingci.model import Draft, DraftRequest, MemoryMatch, Report, Usage
from jingci.segmentation import segment_text
from translation.fakes import FakeEngine, FakeMemory, report_of

TEXT = "工作报告\n\n一、概况\n采集数据2.2亿条。民警走访群众。\n派出所采集数据3条。民警走访商户。\n"
NAMES = ["s0p1c1", "s1h", "s1p1c1", "s1p1c2", "s1p2c1", "s1p2c2"]


def english_of(request: DraftRequest) -> str:
    figures = "".join(f" {q.value}" for q in request.quantities if not q.exempt)
    return f"English of {request.segment.id.translate(str.maketrans('0123', 'abcd'))}{figures} at the police station."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_edition(report_of(TEXT), tmp_path / "my-report", "somewhere/新报告.txt")
    return tmp_path / "my-report"


def run(
    folder: Path,
    engine: FakeEngine | MemoryOnly,
    glossary: Glossary,
    memory: FakeMemory | None = None,
    **options: object,
) -> Tally:
    with Workspace(folder) as workspace:
        return translate_workspace(workspace, engine, glossary, memory, **options)  # type: ignore[arg-type]


def english(folder: Path) -> dict[str, str]:
    return {segment.id: segment.en for segment in load_edition(folder).body}


def edited(folder: Path, name: str, **keys: str | None) -> None:
    """What a person does to a segment."""
    path = folder / "segments.yaml"
    records = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    for record in records:
        if record["id"] == name:  # type: ignore[index]
            for key, value in keys.items():
                record.pop(key, None) if value is None else record.update({key: value})  # type: ignore[union-attr,call-arg,arg-type]
    path.write_text(dump_yaml(records), encoding="utf-8")


def test_a_new_edition_is_whole(folder: Path) -> None:
    assert sorted(os.listdir(folder)) == ["intro.md", "notes.yaml", "report.yaml", "segments.yaml", "source.zh.txt"]
    report = load_edition(folder)
    assert report.source == TEXT
    assert (report.id, report.title_zh, report.notes) == ("my-report", "标题", ())
    assert [segment.id for segment in report.body] == NAMES
    assert "“新报告.txt”" in report.how
    assert "machine draft" in report.intro
    for name in ("report.yaml", "segments.yaml", "notes.yaml"):
        text = (folder / name).read_text(encoding="utf-8")
        assert dump_yaml(parse_yaml(text, name)) == text


def test_what_the_document_says_of_itself_is_kept(tmp_path: Path) -> None:
    report = report_of(TEXT)
    full = Report(**{**{f: getattr(report, f) for f in ("id", "title_zh", "segments", "source")},
                     "issuer_zh": "测试市公安局", "published": "2020-02-29", "url": "https://x.example"})  # fmt: skip
    make_edition(full, tmp_path / "e", "x.html")
    loaded = load_edition(tmp_path / "e")
    assert (loaded.issuer_zh, loaded.published, loaded.url) == ("测试市公安局", "2020-02-29", "https://x.example")


chars = st.sampled_from("警情。“”！\n\r\t 　\x00\x1b\u200b\u202e\u2028\x85'\":#-|>{}[]&*!%@`网no123~,?")


@given(st.text(chars, min_size=1, max_size=60))
def test_any_text_makes_an_edition_that_loads(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    target = tmp_path_factory.mktemp("any") / "e"
    report = Report("any", text, segment_text(text), source=text)
    if not text.strip():
        with pytest.raises(DataError, match="no text"):
            make_edition(report, target, "x")
        assert not target.exists()
        return
    make_edition(report, target, "x")
    assert [(s.id, s.zh, s.start) for s in load_edition(target).segments] == [
        (s.id, s.zh, s.start) for s in report.segments
    ]


def test_a_text_that_cannot_be_stored_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="surrogate"):
        make_edition(report_of("警\ud800情。"), tmp_path / "e", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "mine").touch()
    with pytest.raises(FileError, match="is there already"):
        make_edition(report_of(TEXT), tmp_path / "e", "x")
    assert os.listdir(tmp_path / "e") == ["mine"]


def test_another_document_is_told_apart(folder: Path) -> None:
    require_same_source(folder, report_of(TEXT))
    with pytest.raises(DataError, match="another document"):
        require_same_source(folder, report_of(TEXT + "更多。"))


def test_everything_is_drafted_and_the_edition_is_taken_by_the_others(folder: Path, small: Glossary) -> None:
    tally = run(folder, FakeEngine(english_of, concurrency=2), small)
    report = load_edition(folder)
    assert all(s.en.startswith("English of") and s.origin == "engine:fake:one" for s in report.body)
    assert (tally.done, tally.untranslated, tally.origins) == (6, 0, {"engine:fake:one": 6})
    assert tally.usage == tally.paid == Usage(600, 60, 3.0)
    assert report.title_en == english(folder)["s0p1c1"]
    assert [f for f in check_report(report, small, ["figures"]) if f.code != "figure-extra"] == []
    assert read_report(folder) == report


def test_a_run_that_has_nothing_to_do_asks_nothing_and_changes_nothing(folder: Path, small: Glossary) -> None:
    run(folder, FakeEngine(english_of), small)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    engine = FakeEngine(english_of)
    tally = run(folder, engine, small)
    assert engine.requests == []
    assert tally.usage == Usage()
    assert tally.paid == Usage(600, 60, 3.0)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_memory_alone(folder: Path, small: Glossary) -> None:
    match = MemoryMatch("民警走访群众。", "Officers call.", 100, "exact", "ezhou-2015#s1")
    tally = run(folder, MemoryOnly(), small, FakeMemory({"民警走访群众。": match}))
    assert tally.origins == {"memory": 1, "untranslated": 5}
    assert tally.failed == {}
    assert english(folder)["s1p1c2"] == "Officers call."
    tally = run(folder, FakeEngine(english_of), small)
    assert tally.origins == {"memory": 1, "engine:fake:one": 5}


class Failing(FakeEngine):
    """Cannot go on after so many answers."""

    def __init__(self, after: int, answer: Callable[[DraftRequest], Draft | str] = english_of) -> None:
        super().__init__(answer)
        self.after = after

    def draft(self, request: DraftRequest) -> Draft:
        if len(self.requests) >= self.after:
            raise EngineError("the budget is spent")
        return super().draft(request)


@pytest.mark.parametrize("after", range(6))
def test_a_stopped_job_goes_on_where_it_was(folder: Path, small: Glossary, after: int) -> None:
    first = Failing(after)
    tally = Tally()
    with pytest.raises(EngineError):
        run(folder, first, small, tally=tally)
    assert (tally.done, tally.untranslated) == (after, 6 - after)
    second = FakeEngine(english_of)
    run(folder, second, small)
    assert first.asked() + second.asked() == NAMES


def lost_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the process had been killed before it wrote segments.yaml."""
    monkeypatch.setattr(Workspace, "merge", lambda self: True)
    monkeypatch.setattr(Workspace, "add_title", lambda self: None)


def test_what_only_the_journal_has_is_not_asked_again(
    folder: Path, small: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        lost_merges(patch)
        with pytest.raises(EngineError):
            run(folder, Failing(4), small)
    assert not any(english(folder).values())
    engine = FakeEngine(english_of)
    tally = run(folder, engine, small)
    assert engine.asked() == NAMES[4:]
    assert tally.restored == 4
    assert all(english(folder).values())


def test_an_answer_without_its_outcome_is_not_asked_again(
    folder: Path, small: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between a repair and the next: the journal has the answers, and they are gone through again."""

    def wrong(request: DraftRequest) -> str:
        return english_of(request).replace("220000000", f"{22 + len(request.draft)} million")

    path = folder / JOURNAL
    whole = FakeEngine(wrong)
    run(folder, whole, small)
    lines = path.read_bytes().splitlines(keepends=True)
    expected = (folder / "segments.yaml").read_bytes()
    for cut in range(2, len(lines)):
        path.write_bytes(b"".join(lines[:cut]))
        for name in NAMES:
            edited(folder, name, en=None, origin=None, state=None, problems=None)
        again = FakeEngine(wrong)
        run(folder, again, small)
        assert (folder / "segments.yaml").read_bytes() == expected
        answered = sum(b'"kind":"answer"' in line for line in lines[:cut])
        assert len(again.requests) == len(whole.requests) - answered


def test_what_a_person_changes_between_runs_stands(folder: Path, small: Glossary) -> None:
    with pytest.raises(EngineError):
        run(folder, Failing(3), small)
    edited(folder, "s1p2c2", en="Mine.", origin="human", state="reviewed")
    edited(folder, "s1h", en="My heading", origin="human", state="edited", problems=None)
    edited(folder, "s1p1c1", en="My draft.")
    engine = FakeEngine(english_of)
    tally = run(folder, engine, small)
    got = english(folder)
    assert (got["s1p2c2"], got["s1h"], got["s1p1c1"]) == ("Mine.", "My heading", "My draft.")
    assert engine.asked() == ["s1p1c2", "s1p2c1"]
    assert tally.origins == {"engine:fake:one": 4, "reviewed": 1, "edited": 1}


def test_what_a_person_changes_during_a_run_stands_and_nothing_is_lost(folder: Path, small: Glossary) -> None:
    path = folder / "segments.yaml"

    def answer(request: DraftRequest) -> str:
        if request.segment.id == "s1p1c2":
            edited(folder, "s1p2c2", en="Mine.", origin="human", state="reviewed")
        return english_of(request)

    tally = run(folder, FakeEngine(answer), small)
    assert tally.unmerged
    changed = path.read_bytes()
    assert english(folder)["s1p2c2"] == "Mine."
    assert sum(map(bool, english(folder).values())) == 1
    engine = FakeEngine(english_of)
    tally = run(folder, engine, small)
    assert (engine.requests, tally.restored, tally.unmerged) == ([], 5, False)
    assert path.read_bytes() != changed
    assert english(folder)["s1p2c2"] == "Mine."
    assert all(english(folder).values())


def test_an_old_copy_saved_over_the_drafts_loses_nothing(folder: Path, small: Glossary) -> None:
    """As an editor does that had the file open before the run."""
    before = (folder / "segments.yaml").read_bytes()
    run(folder, FakeEngine(english_of), small)
    after = (folder / "segments.yaml").read_bytes()
    (folder / "segments.yaml").write_bytes(before)
    engine = FakeEngine(english_of)
    assert run(folder, engine, small).restored == 6
    assert engine.requests == []
    assert (folder / "segments.yaml").read_bytes() == after


def test_a_changed_source_does_not_get_the_english_of_the_old(folder: Path, small: Glossary) -> None:
    run(folder, FakeEngine(english_of), small)
    path = folder / "segments.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("- id: s1p1c1"), text.index("- id: s1p2c1")
    path.write_text(
        text[:start] + "- id: s1p1c1\n  kind: sentence\n  zh: 采集数据2.2亿条。民警走访群众。\n" + text[end:],
        encoding="utf-8",
    )
    engine = FakeEngine(english_of)
    run(folder, engine, small)
    assert engine.asked()[0] == "s1p1c1"
    assert engine.requests[0].segment.zh == "采集数据2.2亿条。民警走访群众。"


@pytest.mark.parametrize("usage", [Usage(), Usage(5, 5)])
def test_a_failure_is_asked_again_by_the_next_run(folder: Path, small: Glossary, usage: Usage) -> None:
    refused = Draft(problem="refused", usage=usage)
    tally = Tally()
    first = Failing(3, lambda request: refused if request.segment.id == "s1h" else english_of(request))
    with pytest.raises(EngineError):
        run(folder, first, small, tally=tally)
    assert tally.failed == {"s1h": "refused"}
    second = FakeEngine(english_of)
    assert run(folder, second, small).failed == {}
    assert second.asked() == ["s1h", *NAMES[3:]]


def redone(request: DraftRequest) -> str:
    return english_of(request).replace("English", "Better English")


def test_a_refresh_makes_drafts_anew_and_nothing_else(folder: Path, small: Glossary) -> None:
    run(folder, FakeEngine(english_of), small)
    edited(folder, "s1h", state="reviewed")
    edited(folder, "s1p1c1", state="edited", en="Mine.")
    edited(folder, "s1p1c2", en="My own words, still called a draft.")
    edited(folder, "s1p2c1", origin="human")
    engine = FakeEngine(redone)
    tally = run(folder, engine, small, refresh=True)
    assert engine.asked() == ["s0p1c1", "s1p2c2"]
    assert tally.kept == ["s1p1c2", "s1p2c1"]
    assert [name for name, en in english(folder).items() if en.startswith("Better")] == ["s0p1c1", "s1p2c2"]


def test_a_refresh_of_one_segment(folder: Path, small: Glossary) -> None:
    run(folder, FakeEngine(english_of), small)
    edited(folder, "s1p1c1", en=None, origin=None, state=None)
    engine = FakeEngine(redone)
    run(folder, engine, small, refresh=True, only=["s1h", "s1p1c1"])
    assert engine.asked() == ["s1h", "s1p1c1"]


@pytest.mark.parametrize(("name", "words"), [("s1x", "did you mean “s1h”"), ("s1h", "is reviewed")])
def test_a_refresh_of_what_is_no_draft_is_refused(folder: Path, small: Glossary, name: str, words: str) -> None:
    run(folder, FakeEngine(english_of), small)
    edited(folder, "s1h", state="reviewed")
    with pytest.raises(JingciError, match=words):
        run(folder, FakeEngine(english_of), small, refresh=True, only=[name])


@pytest.mark.parametrize("refresh", [False, True])
def test_a_stopped_refresh_goes_on_and_loses_no_draft(folder: Path, small: Glossary, refresh: bool) -> None:
    run(folder, FakeEngine(english_of), small)
    with pytest.raises(EngineError):
        run(folder, Failing(2, redone), small, refresh=True)
    assert all(english(folder).values())
    engine = FakeEngine(redone)
    run(folder, engine, small, refresh=refresh)
    assert engine.asked() == NAMES[2:]
    assert all(en.startswith("Better") for en in english(folder).values())
    engine = FakeEngine(english_of)
    run(folder, engine, small)
    assert engine.requests == []


def test_what_a_person_changes_while_a_refresh_is_stopped_stands(folder: Path, small: Glossary) -> None:
    run(folder, FakeEngine(english_of), small)
    with pytest.raises(EngineError):
        run(folder, Failing(2, redone), small, refresh=True)
    edited(folder, "s1p1c2", en="My own words, still called a draft.")
    engine = FakeEngine(redone)
    tally = run(folder, engine, small)
    assert engine.asked() == ["s1p1c1", "s1p2c1", "s1p2c2"]
    assert tally.kept == ["s1p1c2"]
    assert english(folder)["s1p1c2"] == "My own words, still called a draft."
    engine = FakeEngine(english_of)
    run(folder, engine, small)
    assert engine.requests == []


def test_a_refresh_that_brings_nothing_keeps_the_draft(folder: Path, small: Glossary) -> None:
    run(folder, FakeEngine(english_of), small)
    before = english(folder)
    tally = run(folder, FakeEngine(lambda request: Draft(problem="refused")), small, refresh=True)
    assert english(folder) == before
    assert len(tally.failed) == 6


def test_who_asks_the_memory_alone_leaves_a_job_open(folder: Path, small: Glossary) -> None:
    """Its answers are still of use: here, one that was to be mended."""
    with pytest.raises(EngineError):
        run(folder, Failing(3, lambda request: f"{english_of(request)} It cost 5 million yuan."), small)
    run(folder, MemoryOnly(), small)
    engine = FakeEngine(english_of)
    run(folder, engine, small)
    first = engine.requests[0]
    assert (first.segment.id, bool(first.findings)) == ("s1h", True)


def test_two_runs_do_not_collide(folder: Path) -> None:
    with Workspace(folder), pytest.raises(UsageError, match="another jingci translate is at work"):
        Workspace(folder)
    with Workspace(folder):
        pass


def test_an_edition_without_chinese_is_refused(edition: Path) -> None:
    (edition / "source.zh.txt").unlink()
    with pytest.raises(UsageError, match="no Chinese"):
        Workspace(edition)
    with pytest.raises(UsageError, match="no Chinese"):
        Workspace(edition)


def damaged(data: bytes) -> bytes:
    return data.replace(b"answer", b"anwser", 1)


def foreign(data: bytes) -> bytes:
    return b"\n".join([data.splitlines()[0].replace(b"a", b"b"), *data.splitlines()[1:], b""])


@pytest.mark.parametrize("change", [damaged, foreign])
def test_a_damaged_journal_stops_before_anything_is_asked(
    folder: Path, small: Glossary, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(EngineError):
        run(folder, Failing(3), small)
    path = folder / JOURNAL
    path.write_bytes(change(path.read_bytes()))
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(DataError, match="damaged"):
        run(folder, FakeEngine(english_of), small)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    path.unlink()
    engine = FakeEngine(english_of)
    run(folder, engine, small)
    assert engine.asked() == NAMES[3:]


def test_a_journal_of_another_document_is_refused(folder: Path, small: Glossary, tmp_path: Path) -> None:
    make_edition(report_of("别的。"), tmp_path / "other", "x")
    run(tmp_path / "other", FakeEngine(english_of), small)
    (folder / JOURNAL).write_bytes((tmp_path / "other" / JOURNAL).read_bytes())
    with pytest.raises(DataError, match="another document"):
        Workspace(folder)


def test_an_english_title_of_a_persons_is_kept(folder: Path, small: Glossary) -> None:
    path = folder / "report.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title_en: ''", "title_en: My title # mine"), encoding="utf-8")
    run(folder, FakeEngine(english_of), small)
    assert "title_en: My title # mine" in path.read_text(encoding="utf-8")


def test_a_title_changes_one_line(folder: Path, small: Glossary) -> None:
    path = folder / "report.yaml"
    text = path.read_text(encoding="utf-8") + "# a remark\n"
    path.write_text(text, encoding="utf-8")
    title = "The ‘people’s’ \\1 'title': #1" + " of a long report" * 10
    run(folder, FakeEngine(lambda request: title), small)
    assert load_edition(folder).title_en == title
    changed = path.read_text(encoding="utf-8")
    assert changed.endswith("# a remark\n")
    assert dump_yaml(parse_yaml(changed, "report.yaml")) + "# a remark\n" == changed
