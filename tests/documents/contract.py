"""What every reader of documents owes: a partition of its text, no trace of mark-up, one clear line for bad input."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

import pytest

from jingci.edition import load_edition, save_segments
from jingci.errors import JingciError
from jingci.formats import read_report
from jingci.model import Report

PARAGRAPHS = (
    "近年来，某市公安局坚持打防结合，深入推进网格化管理，刑事警情同比下降8.94%。群众安全感明显提升。",
    "市局在主城区建成街面警务站22个，投入警力160余名，实现“屯警街面、动中备勤”。",
)
HEADING = "一、总体情况"
TITLE = "全市公安工作报告"


def assert_partition(report: Report) -> None:
    """Every character of the source stands in a segment or in a skipped stretch with a reason, or is white space."""
    at = 0
    for segment in report.segments:
        assert segment.start >= at
        assert not report.source[at : segment.start].strip()
        at = segment.start + len(segment.zh)
        assert report.source[segment.start : at] == segment.zh
        assert segment.zh.strip() == segment.zh != ""
        assert (segment.kind == "skip") == bool(segment.reason)
    assert not report.source[at:].strip()
    ids = [segment.id for segment in report.body]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def kinds(report: Report) -> list[tuple[str, str]]:
    """Kind and text of the segments that are not skipped."""
    return [(segment.kind, segment.zh) for segment in report.body]


def error_of(path: Path, **limits: int) -> str:
    """The one line a user sees of what cannot be read."""
    with pytest.raises(JingciError) as caught:
        read_report(path, **limits)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message


class ReaderContract(ABC):
    """Subclassed per reader; ``make`` writes a document of its kind with a title, a heading and two paragraphs."""

    suffix = ""
    kind = ""

    @abstractmethod
    def make(self, path: Path) -> None:
        """Write the document."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / f"report{self.suffix}"
        self.make(path)
        return path

    def test_structure(self, path: Path) -> None:
        report = read_report(path)
        assert_partition(report)
        found = kinds(report)
        assert ("title", TITLE) in found
        assert ("heading", HEADING) in found
        sentences = [text for kind, text in found if kind == "sentence"]
        assert "".join(sentences) == "".join(PARAGRAPHS)
        assert len(sentences) == 3
        assert report.title_zh == TITLE
        assert report.id == "report"
        assert self.kind in report.how

    def test_standard_input(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import io
        import sys
        from types import SimpleNamespace

        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(path.read_bytes())))
        report = read_report("-")
        assert kinds(report) == kinds(read_report(path))
        assert report.id == "stdin"

    def test_an_edition_can_be_made_of_it(self, path: Path, edition: Path) -> None:
        import hashlib

        report = read_report(path)
        data = report.source.encode()
        (edition / "source.zh.txt").write_bytes(data)
        meta = (edition / "report.yaml").read_text(encoding="utf-8")
        (edition / "report.yaml").write_text(
            "\n".join(line for line in meta.splitlines() if not line.startswith("sha256"))
            + f"\nsha256: {hashlib.sha256(data).hexdigest()}\n",
            encoding="utf-8",
        )
        (edition / "notes.yaml").unlink()
        save_segments(report, edition)
        loaded = load_edition(edition)
        assert [(s.id, s.kind, s.zh, s.start) for s in loaded.segments] == [
            (s.id, s.kind, s.zh, s.start) for s in report.segments
        ]

    def test_truncated(self, path: Path) -> None:
        data = path.read_bytes()
        for share in (0.2, 0.5, 0.9):
            path.write_bytes(data[: int(len(data) * share)])
            message = ""
            try:
                assert_partition(read_report(path))
            except JingciError as error:
                message = str(error)
            assert "\n" not in message

    def test_size_limit(self, path: Path) -> None:
        assert "larger than 100 bytes" in error_of(path, max_size=100)
