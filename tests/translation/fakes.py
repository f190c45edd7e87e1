"""Engines and memories that answer as they are told, without a network."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping

from jingci.model import Draft, DraftRequest, MemoryMatch, Report, Usage
from jingci.segmentation import segment_text


def report_of(text: str, name: str = "test") -> Report:
    """A plain text as a report."""
    return Report(name, "标题", segment_text(text), source=text)


def saying_nothing(request: DraftRequest) -> str:
    """English of about the right length that has nothing wrong with it but that it says nothing."""
    return "It is said " + "and said " * (len(request.segment.zh) // 8) + "again."


class FakeEngine:
    """Answers with what ``answer`` makes of a request; remembers every request, in the order in which they came."""

    def __init__(
        self,
        answer: Callable[[DraftRequest], Draft | str] = saying_nothing,
        *,
        concurrency: int = 1,
        delays: Callable[[DraftRequest], float] = lambda request: 0.0,
        name: str = "fake:one",
    ) -> None:
        self.name = name
        self.concurrency = concurrency
        self.requests: list[DraftRequest] = []
        self.peak = 0
        self._answer = answer
        self._delays = delays
        self._under_way = 0
        self._lock = threading.Lock()

    def draft(self, request: DraftRequest) -> Draft:
        with self._lock:
            self.requests.append(request)
            self._under_way += 1
            self.peak = max(self.peak, self._under_way)
        try:
            time.sleep(self._delays(request))
            answer = self._answer(request)
        finally:
            with self._lock:
                self._under_way -= 1
        return Draft(answer, usage=Usage(100, 10, 0.5)) if isinstance(answer, str) else answer

    def close(self) -> None:
        """Nothing is open."""

    def asked(self) -> list[str]:
        """The ids of the segments asked for, in order."""
        return [request.segment.id for request in self.requests]


class FakeMemory:
    """Knows what it is given, by the Chinese."""

    def __init__(self, units: Mapping[str, MemoryMatch]) -> None:
        self.units = dict(units)
        self.sought: list[tuple[str, str, str, tuple[str, ...]]] = []

    def matches(
        self,
        zh: str,
        before: str = "",
        after: str = "",
        limit: int = 5,
        min_score: int = 70,
        exclude: Collection[str] = (),
    ) -> list[MemoryMatch]:
        self.sought.append((zh, before, after, tuple(exclude)))
        return [self.units[zh]] if zh in self.units else []
