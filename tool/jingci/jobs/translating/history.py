"""What the journal of an edition tells: which answers were paid for, what became of each segment, which job is open.

The records, by ``kind``:

- ``journal``: the first; the SHA-256 of the source that it belongs to.
- ``job``: work has begun; ``refresh`` has the drafts that are made anew: by segment id, the SHA-256 of their English.
- ``answer``: what an engine answered, by the hash of what it was asked. One without English is there for the account
  only: the next run asks again.
- ``outcome``: a segment's draft as it is kept. ``was`` is the English that it replaces.
- ``done``: the job went through, and its answers are of no more use.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from jingci.errors import DataError
from jingci.jobs.translating.journal import Journal
from jingci.model import Draft, Segment, Usage
from jingci.translation import Drafted

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The draft of a segment with this Chinese (``zh`` is its SHA-256)."""

    segment: str
    zh: str
    en: str
    origin: str
    problems: tuple[str, ...] = ()
    was: str = ""

    @classmethod
    def of(cls, drafted: Drafted, was: str) -> Outcome:
        """The outcome that replaces the English ``was``."""
        s = drafted.segment
        return cls(s.id, digest(s.zh), s.en, s.origin, s.problems, was)

    def fits(self, segment: Segment) -> bool:
        """Whether it is about this segment as it stands."""
        return self.segment == segment.id and self.zh == digest(segment.zh)

    def applied(self, segment: Segment) -> Segment:
        """The segment with this English, a draft."""
        return replace(segment, en=self.en, origin=self.origin, state="draft", problems=self.problems)


class History:
    """The journal's records as a state that grows with it. Safe to be used from several threads.

    :ivar outcomes: of each segment the last one.
    :ivar refreshing: the drafts that the open job makes anew, with the SHA-256 of what they were; ``pending`` those of
        them that are still to be made.
    :ivar paid: what all answers consumed.
    :raises DataError: where the journal belongs to another source, or is of another version.
    """

    def __init__(self, journal: Journal, source_sha256: str) -> None:
        self.journal = journal
        self.outcomes: dict[str, Outcome] = {}
        self.refreshing: dict[str, str] = {}
        self.pending: set[str] = set()
        self.is_open = False
        self.paid = Usage()
        self._answers: dict[str, Draft] = {}
        self._lock = threading.Lock()
        self._source = source_sha256
        self._headed = bool(journal.records)
        if journal.records:
            self._check_head(journal.records[0])
        try:
            for record in journal.records[1:]:
                self._take(record)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError("a record of the journal lacks something", path=str(journal.path)) from error

    def answer(self, key: str) -> Draft | None:
        """What was answered to this request in the open job."""
        with self._lock:
            return self._answers.get(key)

    def begin(self, refresh: Iterable[Segment] = ()) -> None:
        """Open a job that makes these drafts anew, unless a job is open."""
        with self._lock:
            self._begin({segment.id: digest(segment.en) for segment in refresh})

    def add_answer(self, key: str, segment: str, draft: Draft) -> None:
        """Record an answer; a job is open from then on."""
        record = {
            "kind": "answer",
            "key": key,
            "segment": segment,
            "en": draft.en,
            "problem": draft.problem,
            "usage": asdict(draft.usage),
            "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        }
        with self._lock:
            self._begin({})
            self._add(record)

    def add_outcome(self, outcome: Outcome) -> None:
        """Record a segment's draft."""
        with self._lock:
            self._begin({})
            self._add({"kind": "outcome", **asdict(outcome)})

    def end(self) -> None:
        """Close the job."""
        with self._lock:
            if self.is_open:
                self._add({"kind": "done"})

    def _begin(self, refresh: dict[str, str]) -> None:
        if not self._headed:
            self.journal.append({"kind": "journal", "format": _FORMAT, "source": self._source})
            self._headed = True
        if not self.is_open:
            self._add({"kind": "job", "refresh": refresh})

    def _add(self, record: dict[str, Any]) -> None:
        self.journal.append(record)
        self._take(record)

    def _take(self, record: dict[str, Any]) -> None:
        match record["kind"]:
            case "job":
                self._start(dict(record["refresh"]))
            case "answer":
                usage = Usage(**{f.name: record["usage"][f.name] for f in fields(Usage) if f.name in record["usage"]})
                if record["en"]:
                    self._answers[record["key"]] = Draft(record["en"], record["problem"], usage=usage)
                self.paid += usage
            case "outcome":
                values = {f.name: record[f.name] for f in fields(Outcome)}
                self.outcomes[record["segment"]] = Outcome(**{**values, "problems": tuple(record["problems"])})
                self.pending.discard(record["segment"])
            case "done":
                self._finish()
            case kind:
                raise ValueError(kind)

    def _start(self, refresh: dict[str, str]) -> None:
        self._finish()
        self.is_open = True
        self.refreshing = refresh
        self.pending = set(refresh)
        self.outcomes = {name: o for name, o in self.outcomes.items() if name not in refresh}

    def _finish(self) -> None:
        self.is_open = False
        self.refreshing = {}
        self.pending = set()
        self._answers = {}

    def _check_head(self, head: dict[str, Any]) -> None:
        path = str(self.journal.path)
        if head.get("kind") != "journal" or head.get("format") != _FORMAT:
            raise DataError("is no journal of this version of jingci", path=path, line=1, hint="move it away")
        if head.get("source") != self._source:
            raise DataError("is the journal of another document", path=path, line=1, hint="move it away")


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
