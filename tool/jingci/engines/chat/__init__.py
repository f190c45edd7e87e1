"""Drafts by a language model behind any endpoint that speaks the OpenAI chat-completions protocol.

``endpoint`` says where text may go, ``key`` where the key comes from, ``prompt`` what the model is told
(``rules.txt``), ``dialect`` which parameters a server takes, ``client`` how a request is sent, ``answer`` how its
response is read, ``budget`` what a run may consume; ``engine`` puts them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingci.engines.settings import EngineSettings
from jingci.errors import UsageError

if TYPE_CHECKING:
    from jingci.engines.chat.engine import ChatEngine

CONCURRENCY = 4
TIMEOUT = 180.0
RETRIES = 5


def open_engine(settings: EngineSettings) -> ChatEngine:
    """The engine ``chat`` as it is set up. Nothing is sent before its first draft.

    :raises UsageError: without an address or a model, or with an address or a key file that must not be used.
    :raises MissingExtraError: where httpx is not installed.
    """
    from jingci.engines.chat.budget import Budget
    from jingci.engines.chat.client import Client
    from jingci.engines.chat.endpoint import endpoint, host_of, proxy_url
    from jingci.engines.chat.engine import ChatEngine
    from jingci.engines.chat.key import find_key

    to = endpoint(settings.base_url)
    if not settings.model.strip() or not settings.model.isprintable():
        raise UsageError("the engine chat needs the name of a model", hint="--model NAME")
    budget = Budget(settings.max_tokens, settings.max_cost, settings.price)
    proxy = proxy_url(settings.proxy, to)
    key = find_key(settings.key_file, to.hostname)
    concurrency = settings.concurrency or CONCURRENCY
    client = Client(
        to,
        key,
        timeout=settings.timeout or TIMEOUT,
        retries=RETRIES if settings.retries is None else settings.retries,
        connections=concurrency,
        proxy=proxy,
        ca_file=settings.ca_file,
    )
    return ChatEngine(
        settings.model.strip(),
        to,
        key,
        client,
        budget,
        concurrency=concurrency,
        announce=settings.announce,
        route=f" through {host_of(proxy)}" if proxy else "",
        answer_tokens=settings.answer_tokens,
    )
