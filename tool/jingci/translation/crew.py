"""The threads in which an engine is asked: everything else happens in the thread that runs the translation."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from types import TracebackType

from jingci.model import Draft, DraftRequest


class Crew:
    """Asks for drafts in threads of its own.

    The threads do not keep the process alive: who stops for good does not wait for an answer that hangs.

    :param draft: called from ``size`` threads at once.
    """

    def __init__(self, draft: Callable[[DraftRequest], Draft], size: int) -> None:
        self._draft = draft
        self._wanted: SimpleQueue[tuple[int, DraftRequest] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, Draft | BaseException]] = SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(size)]

    def __enter__(self) -> Crew:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in self._threads:
            self._wanted.put(None)

    def ask(self, place: int, request: DraftRequest) -> None:
        """Have a draft made, as soon as a thread is free."""
        self._wanted.put((place, request))

    def answer(self) -> tuple[int, Draft | BaseException]:
        """The next answer or error, of whichever request, once there is one."""
        return self._answers.get()

    def _work(self) -> None:
        while (wanted := self._wanted.get()) is not None:
            place, request = wanted
            try:
                self._answers.put((place, self._draft(request)))
            except BaseException as error:
                self._answers.put((place, error))
