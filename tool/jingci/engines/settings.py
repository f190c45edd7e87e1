"""What a user may set about an engine, by option or config file; never the key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, fields

from jingci.errors import UsageError

#: The settings that an engine uses, where those are not all.
USED = {"gloss": ("concurrency",), "ctranslate2": ("model", "concurrency")}


def to_stderr(message: str) -> None:
    """Print a line of notice on standard error."""
    print(f"jingci: {message}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, into the model and out of it, in any one currency."""

    tokens_in: float
    tokens_out: float

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """The cost of so many tokens."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Settings of an engine; what is None or empty was not said, and the engine's own default holds.

    :ivar model: the name of a model, or the folder of one.
    :ivar base_url: where the endpoint is, with the version in its path (``http://127.0.0.1:8080/v1``).
    :ivar key_file: a file of mode 0600 that holds the key.
    :ivar proxy: the address of a proxy; those named in the environment are not used.
    :ivar ca_file: certificates (PEM) to trust instead of the public authorities.
    :ivar concurrency: how many requests may be under way at once.
    :ivar timeout: seconds to wait for an answer.
    :ivar retries: how often a request that got no answer is sent again.
    :ivar answer_tokens: the limit of one answer.
    :ivar max_tokens: tokens, in and out, after which nothing more is asked.
    :ivar max_cost: cost, in the currency of ``price``, after which nothing more is asked.
    :ivar price: what tokens cost.
    :ivar announce: is told, before any text leaves the machine, where it goes.
    """

    model: str = ""
    base_url: str = ""
    key_file: str = ""
    proxy: str = ""
    ca_file: str = ""
    concurrency: int | None = None
    timeout: float | None = None
    retries: int | None = None
    answer_tokens: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    price: Price | None = None
    announce: Callable[[str], None] = to_stderr

    def refuse_unused(self, engine: str) -> None:
        """Refuse settings that an engine of :data:`USED` would silently ignore.

        :param engine: its name.
        :raises UsageError: naming the first other setting that was given.
        """
        for field in fields(self):
            if field.name not in (*USED[engine], "announce") and getattr(self, field.name) not in (None, ""):
                raise UsageError(f"{_option(field.name)} has no meaning for the engine {engine}")


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
