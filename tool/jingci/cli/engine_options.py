"""The options that name an engine and set it up, for every command that drafts."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from jingci.engines import ENGINES
from jingci.engines.settings import EngineSettings

if TYPE_CHECKING:
    from jingci.model import Engine

_POSITIVE = click.IntRange(min=1)
_OPTIONS = (
    click.option(
        "--engine",
        "engine_name",
        metavar="NAME",
        help=f"What drafts the English: {', '.join(ENGINES)} [default: the config file's, else gloss].",
    ),
    click.option(
        "--base-url", metavar="URL", help="chat: the address of the endpoint, such as http://127.0.0.1:8080/v1."
    ),
    click.option("--model", metavar="NAME", help="chat: the model's name; ctranslate2: the model's folder."),
    click.option(
        "--key-file", metavar="FILE", help="chat: a file of mode 0600 with the key [default: JINGCI_CHAT_KEY]."
    ),
    click.option("--proxy", metavar="URL", help="chat: a proxy; those named in the environment are not used."),
    click.option("--ca-file", metavar="FILE", help="chat: certificates (PEM) to trust instead of the public ones."),
    click.option(
        "--concurrency", type=_POSITIVE, metavar="N", help="Drafts under way at once [default: the engine's]."
    ),
    click.option(
        "--timeout", type=click.FloatRange(min=0.1), metavar="S", help="chat: seconds for an answer [default: 180]."
    ),
    click.option(
        "--retries", type=click.IntRange(min=0), metavar="N", help="chat: further tries without an answer [default: 5]."
    ),
    click.option(
        "--answer-tokens", type=_POSITIVE, metavar="N", help="chat: the limit of one answer [default: by length]."
    ),
    click.option("--max-tokens", type=_POSITIVE, metavar="N", help="chat: stop before this run uses more tokens."),
    click.option(
        "--max-cost",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SUM",
        help="chat: stop before this run costs more; needs --price.",
    ),
    click.option("--price", metavar="IN/OUT", help="chat: what a million tokens cost, in and out, such as 0.15/0.60."),
)


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """What the options say about the engine; nothing is opened, read or sent before :meth:`open`."""

    name: str | None
    settings: EngineSettings

    def open(self) -> Engine:
        """The engine that the options and the config file describe.

        :raises JingciError: where it cannot be used.
        """
        from jingci.engines import open_engine
        from jingci.engines.configuration import chosen

        return open_engine(*chosen(self.name, self.settings))


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options; the command gets them as one argument ``engine``, an :class:`EngineChoice`."""

    @functools.wraps(command)
    def collected(
        *args: Any,
        engine_name: str | None,
        base_url: str | None,
        model: str | None,
        key_file: str | None,
        proxy: str | None,
        ca_file: str | None,
        concurrency: int | None,
        timeout: float | None,
        retries: int | None,
        answer_tokens: int | None,
        max_tokens: int | None,
        max_cost: float | None,
        price: str | None,
        **others: Any,
    ) -> Any:
        from jingci.engines.configuration import price as parsed

        settings = EngineSettings(
            model=model or "",
            base_url=base_url or "",
            key_file=key_file or "",
            proxy=proxy or "",
            ca_file=ca_file or "",
            concurrency=concurrency,
            timeout=timeout,
            retries=retries,
            answer_tokens=answer_tokens,
            max_tokens=max_tokens,
            max_cost=max_cost,
            price=parsed(price) if price is not None else None,
        )
        return command(*args, engine=EngineChoice(engine_name, settings), **others)

    for option in reversed(_OPTIONS):
        collected = option(collected)
    return collected
