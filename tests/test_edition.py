"""Editions are verified: every character of the source is accounted for, and every fault names its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.data import dump_yaml, parse_yaml
from jingci.edition import edition_folders, load_edition, save_segments, segment_record
from jingci.errors import DataError
from jingci.model import Segment, Sic, Span
from jingci.sic import as_read

Rewrite = Callable[[str, str, str], Path]


def test_loads_whole(edition: Path) -> None:
    report = load_edition(edition)
    assert report.id == "kitchen-sink"
    assert len(list(report.body)) == 7
    assert all(report.source[s.start : s.start + len(s.zh)] == s.zh for s in report.segments)
    assert [note.id for note in report.notes] == ["n1", "n2"]
    assert report.reviews[0].by == "A. Reviewer"


@pytest.mark.parametrize(
    ("name", "old", "new", "file", "line", "words"),
    [
        (
            "segments.yaml",
            "zh: 民警情绪稳定。",
            "zh: 民警情绪不稳。",
            "segments.yaml",
            45,
            "does not stand in the source",
        ),
        ("segments.yaml", "id: s1p1c4", "id: s1p1c3", "segments.yaml", 45, "stands already on line"),
        ("segments.yaml", "origin: memory:other", "origin: magic:other", "segments.yaml", 36, "none of human, memory"),
        ("segments.yaml", "state: draft", "state: drafty", "segments.yaml", 41, "did you mean “draft”"),
        ("segments.yaml", "  reason: website furniture\n", "", "segments.yaml", 7, "needs a “reason”"),
        ("segments.yaml", "print: 4,10余所", "print: 4,11余所", "segments.yaml", 22, "not stand exactly once"),
        ("segments.yaml", "    why: the print is damaged\n", "", "segments.yaml", 34, "has no “why”"),
        ("segments.yaml", "kind: heading", "kind: haeding", "segments.yaml", 11, "heading"),
        ("segments.yaml", "terms: [qunzhong]", "terms: qunzhong", "segments.yaml", 44, "must be a list"),
        ("segments.yaml", "state: draft", "state: edited", "segments.yaml", 42, "belong to drafts only"),
        ("segments.yaml", "  en: The masses are satisfied.\n", "", "segments.yaml", 41, "belong to drafts only"),
        ("notes.yaml", "quote: gridding", "quote: gridd", "notes.yaml", None, ""),
        ("notes.yaml", "quote: gridding", "quote: i", "notes.yaml", 7, "times"),
        ("notes.yaml", "quote: gridding", "quote: absent", "notes.yaml", 7, "is not found"),
        ("notes.yaml", "at: s1p1c2", "at: s9p1c2", "notes.yaml", 6, "is no segment"),
        ("report.yaml", "id: kitchen-sink", "id: kitchen-sink\nidd: x", "report.yaml", 2, "unknown key “idd”"),
        ("source.zh.txt", "稳定", "稳稳", "source.zh.txt", None, "SHA-256"),
    ],
)
def test_faults_name_their_place(
    rewritten: Rewrite, name: str, old: str, new: str, file: str, line: int | None, words: str
) -> None:
    folder = rewritten(name, old, new)
    if not words:
        load_edition(folder)
        return
    with pytest.raises(DataError) as caught:
        load_edition(folder)
    assert str(caught.value.path).endswith(file)
    assert caught.value.line == line
    assert words in str(caught.value)


def test_text_after_the_last_segment_is_missed(edition: Path) -> None:
    path = edition / "segments.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("- id: s1p2c1")], encoding="utf-8")
    with pytest.raises(DataError, match="in no record"):
        load_edition(edition)


def test_text_between_segments_is_missed(edition: Path) -> None:
    path = edition / "segments.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("- id: s1p1c4"), text.index("- id: s1p2c1")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(DataError, match="民警情绪"):
        load_edition(edition)


def test_saved_segments_are_the_same(edition: Path) -> None:
    before = load_edition(edition)
    save_segments(before, edition)
    assert load_edition(edition).segments == before.segments


def test_an_edition_without_its_chinese_still_loads(edition: Path) -> None:
    """As a distributor who may not pass on the source would ship it."""
    (edition / "source.zh.txt").unlink()
    path = edition / "segments.yaml"
    records = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    stripped = [
        {**{k: v for k, v in record.items() if k not in ("zh", "sic")}, "length": str(len(record["zh"]))}
        for record in records
    ]
    path.write_text(dump_yaml(stripped), encoding="utf-8")
    report = load_edition(edition)
    assert [segment.en[:10] for segment in report.body][:2] == ["Work repor", "I. Grid ma"]


chars = st.sampled_from("警情四10,余所\n 　a")


@given(st.text(chars, min_size=1, max_size=30), st.text(chars, max_size=6), st.data())
def test_reading_leads_back_to_the_print(zh: str, read: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(zh) - 1))
    damaged = zh[start : data.draw(st.integers(start + 1, len(zh)))]
    segment = Segment("s", "sentence", zh, sic=(Sic(damaged, read, "why"),))
    reading = as_read(segment)
    assert "\n" not in reading.text or "\n" in read
    at = zh.find(damaged)
    for place in range(len(reading.text)):
        span = reading.printed(Span(place, place + 1))
        assert 0 <= span.start < span.end <= len(zh)
        inside = Span(at, at + len(damaged)).overlaps(span)
        assert inside or span.of(zh) == reading.text[place]


def test_record_of_a_skip_keeps_its_reason() -> None:
    assert segment_record(Segment("", "skip", "x" * 500, reason="copy")) == {
        "kind": "skip",
        "length": "500",
        "reason": "copy",
    }


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_project_editions_are_whole(name: str) -> None:
    report = load_edition(edition_folders()[name])
    assert report.id == name
    assert all(segment.en for segment in report.body)
