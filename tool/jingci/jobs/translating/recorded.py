"""An engine whose answers are on the disk before anything else is asked in their place."""

from __future__ import annotations

import threading
from dataclasses import replace

from jingci.engines import signature
from jingci.jobs.translating.history import History
from jingci.model import Draft, DraftRequest, Engine, Usage
from jingci.translation import request_key


class Recorded:
    """The engine itself, but that every answer is recorded, and what was answered before is not asked again.

    :ivar spent: what the answers of this run consumed.
    """

    def __init__(self, engine: Engine, history: History) -> None:
        self._engine = engine
        self._history = history
        self._signature = signature(engine)
        self._lock = threading.Lock()
        self.spent = Usage()

    @property
    def name(self) -> str:
        """The engine's."""
        return self._engine.name

    @property
    def concurrency(self) -> int:
        """The engine's."""
        return self._engine.concurrency

    def draft(self, request: DraftRequest) -> Draft:
        """One segment's English: from the journal where it stands there, else from the engine.

        :raises EngineError: where the engine cannot go on.
        :raises FileError: where an answer cannot be recorded.
        """
        key = request_key(request, self._signature)
        if (known := self._history.answer(key)) is not None:
            return replace(known, usage=Usage())
        self._history.journal.require_room()
        draft = self._engine.draft(request)
        if draft.en or draft.usage.tokens_in or draft.usage.tokens_out:
            self._history.add_answer(key, request.segment.id, draft)
        with self._lock:
            self.spent += draft.usage
        return draft

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()
