"""An edition's folder while English is made for it: locked, and never written over what a person has changed."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from jingci.data import dump_yaml
from jingci.edition import load_edition, save_segments
from jingci.errors import DataError, FileError, UsageError
from jingci.files import read_text, write_text
from jingci.jobs.locking import locked
from jingci.jobs.translating.history import History, Outcome
from jingci.jobs.translating.journal import Journal
from jingci.markup import strip_markup
from jingci.model import Report, Segment

JOURNAL = "drafts.jsonl"
_NO_TITLE = re.compile(r"^title_en: (?:''|\"\")[ \t]*$", re.MULTILINE)


class Workspace:
    """An edition's folder, open for one run. A context manager.

    :ivar report: the edition as it stands in the files.
    :ivar history: what the journal tells.
    :ivar changed: whether a person changed ``segments.yaml`` during the run; nothing is merged from then on.
    :raises UsageError: another run is at work on the folder, or it holds no Chinese.
    :raises DataError: the edition or its journal is faulty.
    :raises FileError: the folder cannot be read.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._segments = self.folder / "segments.yaml"
        self._lock = locked(self.folder, "jingci translate")
        try:
            self.changed = False
            self._digest = self._present()
            self.report = load_edition(self.folder)
            if not self.report.source:
                raise UsageError("holds no Chinese (source.zh.txt), so nothing can be drafted", path=str(folder))
            self.history = History(Journal(self.folder / JOURNAL), self.report.sha256)
        except BaseException:
            os.close(self._lock)
            raise

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.history.journal.close()
        os.close(self._lock)

    def merge(self) -> bool:
        """Put what has become of the segments into ``segments.yaml``, unless a person has changed that file meanwhile.

        English of a person is never replaced: an outcome goes into an empty segment, or in the place of the draft that
        it was made to replace. What an engine drafted in an earlier job goes where there is nothing.

        :return: whether the file now has everything.
        :raises FileError: where it cannot be written.
        """
        outcomes = self.history.outcomes
        segments = tuple(self._merged(segment, outcomes.get(segment.id)) for segment in self.report.segments)
        if segments == self.report.segments:
            return not self.changed
        if self.changed or self._present() != self._digest:
            self.changed = True
            return False
        merged = replace(self.report, segments=segments)
        save_segments(merged, self.folder)
        self.report, self._digest = merged, self._present()
        return True

    def add_title(self) -> None:
        """Give the report its English title where it has none and its first title has been drafted."""
        title = next((strip_markup(s.en) for s in self.report.body if s.kind == "title" and s.en), "")
        path = self.folder / "report.yaml"
        if self.report.title_en or not title:
            return
        text = read_text(path).text
        # One line is replaced, so that nothing else a person has written there changes.
        written = dump_yaml({"title_en": title}).rstrip("\n")
        changed = _NO_TITLE.sub(lambda _: written, text, count=1)
        if changed != text:
            write_text(path, changed)
            self.report = replace(self.report, title_en=title)

    def _merged(self, segment: Segment, outcome: Outcome | None) -> Segment:
        if outcome is None or segment.kind == "skip" or not outcome.fits(segment):
            return segment
        if segment.state not in ("empty", "draft") or segment.en == outcome.en:
            return segment
        if not segment.en.strip():
            paid = self.history.is_open or outcome.origin.startswith("engine:")
            return outcome.applied(segment) if paid else segment
        replaces = segment.id in self.history.refreshing and segment.en == outcome.was
        return outcome.applied(segment) if replaces else segment

    def _present(self) -> str:
        try:
            return hashlib.sha256(self._segments.read_bytes()).hexdigest()
        except OSError as error:
            raise FileError(f"cannot be read: {error.strerror}", path=str(self._segments)) from error


def is_workspace(path: str | Path) -> bool:
    """Whether there is an edition at a path."""
    return (Path(path) / "report.yaml").is_file()


def require_same_source(folder: str | Path, report: Report) -> None:
    """Refuse an edition that was made from another text.

    :raises DataError: then.
    """
    if load_edition(folder).sha256 != hashlib.sha256(report.source.encode("utf-8", "replace")).hexdigest():
        raise DataError(
            "is the edition of another document", path=str(folder), hint="name another folder, or the folder alone"
        )
