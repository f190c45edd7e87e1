"""The course of a translation: what is asked when, what is made of the answers, and what becomes of each segment."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from jingci.errors import JingciError, UsageError
from jingci.glossary import Glossary
from jingci.model import Draft, DraftRequest, Engine, Finding, MemoryMatch, Report, Segment, Usage
from jingci.translation.crew import Crew
from jingci.translation.requests import Memory, Requests
from jingci.translation.verdicts import figures_agree, judged, plain, problems, shortened, weight

MAX_REPAIR = 5
_SAYS = re.compile(r"\w")
#: What an origin may not hold in an engine's name.
_ODD = re.compile(r"[^\w.:/@+-]+")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of a segment.

    :ivar segment: with its English, or as it was where there is none.
    :ivar problem: what the engine says is wrong; without English, why there is none.
    :ivar findings: what the checks have against the English that is kept.
    :ivar asked: how often the engine was asked; 0 for what a memory knew.
    :ivar usage: what its answers consumed.
    """

    segment: Segment
    problem: str = ""
    findings: tuple[Finding, ...] = ()
    asked: int = 0
    usage: Usage = field(default_factory=Usage)


def wanted(report: Report, redo: Collection[str] = ()) -> list[int]:
    """Which segments of the report's body are to be drafted: those without English, and of ``redo`` the drafts.

    What a person has edited or reviewed is not, nor what has no word in it.
    """
    return [
        place
        for place, segment in enumerate(report.body)
        if segment.state in ("empty", "draft")
        and (not segment.en.strip() or segment.id in redo)
        and _SAYS.search(segment.zh)
    ]


@dataclass
class _Attempt:
    """A segment that the engine is at work on."""

    place: int
    request: DraftRequest
    asked: int = 0
    usage: Usage = field(default_factory=Usage)
    best: Drafted | None = None
    sent: set[str] = field(default_factory=set)


class Drafting:
    """One pass over a report: what it does, :func:`jingci.translation.translate` says; how it stops, :meth:`run`."""

    def __init__(
        self,
        report: Report,
        engine: Engine,
        glossary: Glossary,
        memory: Memory | None = None,
        *,
        repair: int = 2,
        redo: Collection[str] = (),
    ) -> None:
        if not 0 <= repair <= MAX_REPAIR:
            raise UsageError(f"a draft is sent back 0 to {MAX_REPAIR} times, not {repair}")
        self._engine = engine
        self._glossary = glossary
        self._repair = repair
        # Twice as far as there are requests under way, so that one slow answer does not hold up all the others.
        self._distance = 1 if engine.concurrency == 1 else 2 * engine.concurrency
        places = wanted(report, redo)
        body = list(report.body)
        for place in places:
            body[place] = replace(body[place], en="", origin="", state="empty", problems=())
        self._requests = Requests(report, body, glossary, memory, self._distance)
        self._todo = deque(places)
        self._back: deque[_Attempt] = deque()
        self._under_way: dict[int, _Attempt] = {}

    def run(self, done: Callable[[Drafted], None], stop: threading.Event | None = None) -> None:
        """Draft what is wanted; ``done`` is told of each segment, in the calling thread.

        Where the engine cannot go on, an answer cannot be kept, or the user interrupts, nothing more is asked, the
        answers under way are waited for and told of, and then the error goes on; a second interruption goes on at once.

        :param stop: interrupts at the next safe point where it is set. An interruption that is raised where the thread
            happens to be may lose the answer that it is at.
        """
        stop = stop or threading.Event()
        with Crew(self._engine.draft, self._engine.concurrency) as crew:
            try:
                while self._todo or self._back or self._under_way:
                    self._ask(crew, done, stop)
                    if self._under_way:
                        self._take(*crew.answer(stop), done)
            except (JingciError, KeyboardInterrupt):
                self._finish(crew, done)
                raise

    def _ask(self, crew: Crew, done: Callable[[Drafted], None], stop: threading.Event) -> None:
        """Give the engine as much as it may have at once; what is sent back goes first."""
        while len(self._under_way) < self._engine.concurrency:
            if stop.is_set():
                raise KeyboardInterrupt
            if self._back:
                self._send(crew, self._back.popleft())
            elif self._todo and self._may_begin(self._todo[0]):
                place = self._todo.popleft()
                matches = self._requests.matches(place)
                known = self._from_memory(place, matches)
                if known is not None:
                    self._settle(place, known, done)
                else:
                    self._send(crew, _Attempt(place, self._requests.request(place, matches)))
            else:
                return

    def _may_begin(self, place: int) -> bool:
        begun = [attempt.place for attempt in (*self._under_way.values(), *self._back)]
        return not begun or place - min(begun) < self._distance

    def _send(self, crew: Crew, attempt: _Attempt) -> None:
        self._under_way[attempt.place] = attempt
        crew.ask(attempt.place, attempt.request)

    def _take(self, place: int, answer: Draft | BaseException, done: Callable[[Drafted], None]) -> None:
        attempt = self._under_way.pop(place)
        if isinstance(answer, BaseException):
            raise answer
        drafted = self._judge(attempt, answer)
        if drafted is None:
            self._back.append(attempt)
        else:
            self._settle(place, drafted, done)

    def _finish(self, crew: Crew, done: Callable[[Drafted], None]) -> None:
        """Wait for what is under way; what would be sent back is left for another run."""
        for place, answer in crew.last():
            if place in self._under_way and not isinstance(answer, BaseException):
                self._take(place, answer, done)

    def _settle(self, place: int, drafted: Drafted, done: Callable[[Drafted], None]) -> None:
        self._requests.segments[place] = drafted.segment
        done(drafted)

    def _from_memory(self, place: int, matches: tuple[MemoryMatch, ...]) -> Drafted | None:
        """The English of equal Chinese, unless its figures are others: a memory may hold an error, too."""
        segment = self._requests.segments[place]
        for match in matches:
            english = plain(match.en)
            if match.kind != "fuzzy" and english and figures_agree(segment, english, self._glossary):
                origin = shortened(f"memory:{match.place}")
                return Drafted(replace(segment, en=english, origin=origin, state="draft"))
        return None

    def _judge(self, attempt: _Attempt, answer: Draft) -> Drafted | None:
        """What becomes of the segment, or None where the draft is sent back."""
        attempt.asked += 1
        attempt.usage += answer.usage
        english, problem = plain(answer.en), shortened(answer.problem)
        segment = attempt.request.segment
        if english:
            findings = judged(segment, english, self._glossary)
            draft = self._drafted(attempt, english, problem, findings)
            if attempt.best is None or weight(findings, problem) < weight(attempt.best.findings, attempt.best.problem):
                attempt.best = draft
            # The same draft with the same findings would be the same request.
            if findings and attempt.asked <= self._repair and english not in attempt.sent:
                attempt.sent.add(english)
                attempt.request = replace(attempt.request, draft=english, findings=findings)
                return None
        best = attempt.best or Drafted(segment, problem)
        return replace(best, asked=attempt.asked, usage=attempt.usage)

    def _drafted(self, attempt: _Attempt, english: str, problem: str, findings: tuple[Finding, ...]) -> Drafted:
        segment = replace(
            attempt.request.segment,
            en=english,
            origin=f"engine:{_ODD.sub('-', self._engine.name)}",
            state="draft",
            problems=problems(findings, problem),
        )
        return Drafted(segment, problem, findings)
