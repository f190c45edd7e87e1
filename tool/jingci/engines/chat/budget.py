"""What a run may consume, reserved before a request goes out, so that no answer takes it over the limit."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from jingci.engines.settings import Price
from jingci.errors import EngineError, UsageError
from jingci.model import Usage

_HAN_FROM = "\u2e80"


def estimated_tokens(text: str) -> int:
    """A cautious estimate of the tokens of a text: three per two Chinese characters, one per three others."""
    wide = sum(char >= _HAN_FROM for char in text)
    return (3 * wide + 1) // 2 + (len(text) - wide + 2) // 3


@dataclass(frozen=True, slots=True)
class Reservation:
    """Tokens set aside for one request."""

    tokens_in: int
    tokens_out: int


class Budget:
    """Tokens and cost of a run; safe between threads.

    :param max_tokens: in and out together, or None.
    :param max_cost: in the currency of ``price``, or None.
    :raises UsageError: for a cost limit without a price.
    """

    def __init__(
        self, max_tokens: int | None = None, max_cost: float | None = None, price: Price | None = None
    ) -> None:
        if max_cost is not None and price is None:
            raise UsageError("--max-cost needs to know what tokens cost", hint="--price IN/OUT, per million tokens")
        self._max_tokens = max_tokens
        self._max_cost = max_cost
        self._price = price
        self._reserved = Usage()
        self._spent = Usage()
        self._lock = threading.Lock()

    @property
    def spent(self) -> Usage:
        """What has been consumed so far."""
        return self._spent

    def priced(self, usage: Usage) -> Usage:
        """The usage with its cost."""
        cost = self._price.cost(usage.tokens_in, usage.tokens_out) if self._price else 0.0
        return replace(usage, cost=cost)

    def reserve(self, tokens_in: int, tokens_out: int) -> Reservation:
        """Set tokens aside for a request.

        :raises EngineError: where they might take the run over its limit.
        """
        wanted = self.priced(Usage(tokens_in, tokens_out))
        with self._lock:
            then = self._spent + self._reserved + wanted
            if self._max_tokens is not None and then.tokens_in + then.tokens_out > self._max_tokens:
                used = self._spent.tokens_in + self._spent.tokens_out
                raise EngineError(
                    f"the budget of {self._max_tokens:,} tokens does not allow another request ({used:,} are used)",
                    hint="raise --max-tokens, or run again to go on",
                )
            if self._max_cost is not None and then.cost > self._max_cost:
                spent = f"{self._spent.cost:.4f} is spent"
                raise EngineError(
                    f"the budget of {self._max_cost:g} does not allow another request ({spent})",
                    hint="raise --max-cost, or run again to go on",
                )
            self._reserved += wanted
        return Reservation(tokens_in, tokens_out)

    def settle(self, reservation: Reservation, usage: Usage) -> None:
        """Put what a request consumed in the place of what was set aside for it."""
        wanted = self.priced(Usage(reservation.tokens_in, reservation.tokens_out))
        with self._lock:
            held = self._reserved
            self._reserved = Usage(
                held.tokens_in - wanted.tokens_in,
                held.tokens_out - wanted.tokens_out,
                max(0.0, held.cost - wanted.cost),
            )
            self._spent += usage
