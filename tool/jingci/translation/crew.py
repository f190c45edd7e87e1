"""The threads in which an engine is asked: everything else happens in the thread that runs the translation."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from types import TracebackType

from jingci.model import Draft, DraftRequest

#: How long, in seconds, a wish to stop may go unnoticed.
_GLANCE = 0.1
#: The place of a request, and its draft or the error.
Answered = tuple[int, Draft | BaseException]


class Crew:
    """Asks for drafts in threads of its own.

    The threads do not keep the process alive: who stops for good does not wait for an answer that hangs.

    :param draft: called from ``size`` threads at once.
    """

    def __init__(self, draft: Callable[[DraftRequest], Draft], size: int) -> None:
        self._draft = draft
        self._wanted: SimpleQueue[tuple[int, DraftRequest] | None] = SimpleQueue()
        # None where a thread has ended.
        self._answers: SimpleQueue[Answered | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(size)]

    def __enter__(self) -> Crew:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismiss()

    def ask(self, place: int, request: DraftRequest) -> None:
        """Have a draft made, as soon as a thread is free."""
        self._wanted.put((place, request))

    def answer(self, stop: threading.Event) -> Answered:
        """The next answer or error, of whichever request, once there is one.

        :raises KeyboardInterrupt: ``stop`` is set.
        """
        while not stop.is_set():
            try:
                answered = self._answers.get(timeout=_GLANCE)
            except Empty:
                continue
            if answered is not None:
                return answered
        raise KeyboardInterrupt

    def last(self) -> Iterator[Answered]:
        """The answers that are still to come; nothing more can be asked.

        It ends with the threads and not with so many answers: an interruption may have come between the note that
        something is asked and the asking.
        """
        self._dismiss()
        left = len(self._threads)
        while left:
            answered = self._answers.get()
            if answered is None:
                left -= 1
            else:
                yield answered

    def _dismiss(self) -> None:
        for _ in self._threads:
            self._wanted.put(None)

    def _work(self) -> None:
        while (wanted := self._wanted.get()) is not None:
            place, request = wanted
            try:
                self._answers.put((place, self._draft(request)))
            except BaseException as error:
                self._answers.put((place, error))
        self._answers.put(None)
