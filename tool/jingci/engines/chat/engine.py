"""The engine: request by request, within its budget, saying where text goes before it goes there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from jingci.engines.chat import answer, prompt
from jingci.engines.chat.budget import Budget, estimated_tokens
from jingci.engines.chat.client import Answer, Client, Rejected, Unanswered
from jingci.engines.chat.dialect import Dialect
from jingci.engines.chat.endpoint import Endpoint
from jingci.engines.chat.key import Key
from jingci.errors import EngineError
from jingci.model import Draft, DraftRequest, Usage

#: So many segments in a row without a usable response mean that no other would have one.
_STRIKES = 3
_SPARE_TOKENS = 512
_TOKENS_PER_CHARACTER = 4
_FORM_TOKENS = 60


class ChatEngine:
    """Drafts by a language model behind an endpoint that speaks the chat-completions protocol.

    :param announce: is told, before the first text leaves, where it goes.
    :param answer_tokens: the limit of an answer, or None for one that grows with the segment.
    """

    def __init__(
        self,
        model: str,
        to: Endpoint,
        key: Key,
        client: Client,
        budget: Budget,
        *,
        concurrency: int,
        announce: Callable[[str], None],
        route: str = "",
        answer_tokens: int | None = None,
    ) -> None:
        self._model = model
        self._to = to
        self._key = key
        self._client = client
        self._budget = budget
        self._concurrency = concurrency
        self._announce = announce
        self._route = route
        self._answer_tokens = answer_tokens
        self._dialect = Dialect()
        self._accepted = False
        self._announced = False
        self._strikes = 0
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """``chat:MODEL``."""
        return f"chat:{self._model}"

    @property
    def signature(self) -> str:
        """The name, and version and hash of the prompt."""
        return f"{self.name} prompt:{prompt.VERSION}:{prompt.HASH}"

    @property
    def concurrency(self) -> int:
        """How many requests may be under way at once."""
        return self._concurrency

    @property
    def spent(self) -> Usage:
        """What the run has consumed so far."""
        return self._budget.spent

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def draft(self, request: DraftRequest) -> Draft:
        """One segment's English.

        :raises EngineError: where the job cannot go on: the endpoint cannot be reached or refuses every request, or
            the budget does not allow another one.
        """
        self._say_where()
        messages = prompt.messages(request)
        tokens_in = estimated_tokens("".join(message["content"] for message in messages))
        tokens_out = self._answer_tokens or _SPARE_TOKENS + _TOKENS_PER_CHARACTER * len(request.segment.zh)
        reservation = self._budget.reserve(tokens_in, tokens_out)
        usage = Usage()
        try:
            draft = self._asked(messages, tokens_in, tokens_out, request)
            usage = draft.usage
        finally:
            self._budget.settle(reservation, usage)
        return draft

    def _say_where(self) -> None:
        with self._lock:
            if not self._announced:
                self._announce(f"text is sent to {self._to.host}{self._route} (model {self._model})")
                self._announced = True

    def _asked(self, messages: list[dict[str, str]], tokens_in: int, tokens_out: int, request: DraftRequest) -> Draft:
        try:
            response = self._posted(messages, tokens_out)
        except Rejected as error:
            return Draft(problem=f"{self._to.host} refuses the request: {error}")
        except Unanswered as error:
            if error.refused:
                raise EngineError(f"{error.reason}, again and again", hint="run again later to go on") from error
            self._strike(error.reason)
            return Draft(problem=error.reason, usage=self._lost(error.sent, tokens_in))
        read = answer.read(response.body, request.segment.id, request.segment.zh)
        if read.completion:
            self._strikes = 0
        else:
            self._strike(read.problem)
        usage = self._lost(response.lost, tokens_in) + self._counted(read, tokens_in)
        return Draft(self._key.removed(read.en), self._key.removed(read.problem), usage=usage)

    def _posted(self, messages: list[dict[str, str]], tokens_out: int) -> Answer:
        """The response, after as many changes of dialect as the server wants."""
        while True:
            dialect = self._dialect
            try:
                response = self._client.post(dialect.body(self._model, messages, tokens_out))
            except Rejected as error:
                complaint = str(error)
                simpler = dialect.without(complaint)
                if simpler is None:
                    if not self._accepted:
                        raise EngineError(
                            f"{self._to.host} refuses the request: {complaint}", hint="is the model's name right?"
                        ) from error
                    raise
                # Another thread may have found out the same in the meantime.
                self._dialect = simpler if self._dialect == dialect else self._dialect
            else:
                self._accepted = True
                return response

    def _strike(self, reason: str) -> None:
        with self._lock:
            self._strikes += 1
            strikes = self._strikes
        if strikes >= _STRIKES:
            raise EngineError(f"{reason}; {strikes} segments in a row went that way", hint="run again later to go on")

    def _counted(self, read: answer.Reading, tokens_in: int) -> Usage:
        """The tokens of an answer, estimated where the server does not count them."""
        if read.tokens is not None:
            return self._budget.priced(Usage(*read.tokens))
        tokens_out = estimated_tokens(read.content) + _FORM_TOKENS
        return replace(self._budget.priced(Usage(tokens_in, tokens_out)), estimated=True)

    def _lost(self, requests: int, tokens_in: int) -> Usage:
        """What requests may have cost whose answers never came: their tokens in, at least."""
        if not requests:
            return Usage()
        return replace(self._budget.priced(Usage(requests * tokens_in)), estimated=True)
