"""What drafts English: a literal table of engines behind one protocol, each loaded where it is named.

An engine is chosen by its name, never by what happens to lie in the environment. Every engine takes the same
:class:`~jingci.engines.settings.EngineSettings` and refuses those that it has no use for.
"""

from __future__ import annotations

from collections.abc import Callable

from jingci.engines.settings import EngineSettings, Price
from jingci.model import Engine
from jingci.registry import entry_named, loaded

#: Name of each engine, and module and function that opens it: ``function(settings) -> Engine``.
ENGINES: dict[str, str] = {
    "gloss": "jingci.engines.gloss:open_engine",
    "chat": "jingci.engines.chat:open_engine",
    "ctranslate2": "jingci.engines.ctranslate2:open_engine",
}


def open_engine(name: str, settings: EngineSettings | None = None) -> Engine:
    """The engine of that name, ready to draft. Nothing is sent anywhere before its first draft.

    :param settings: what the options and the config file say; nothing by default.
    :raises UsageError: for an unknown name, a setting that the engine lacks, or one that it has no use for.
    :raises MissingExtraError: where the engine needs a package that is not installed.
    :raises EngineError: where the engine cannot be used as it is set up.
    """
    opened: Callable[[EngineSettings], Engine] = loaded(entry_named(ENGINES, name, "engine"))
    return opened(settings or EngineSettings())


def signature(engine: Engine) -> str:
    """What made a draft, exactly enough to tell two runs apart: engine, model, and the hash of the prompt if any."""
    return str(getattr(engine, "signature", engine.name))


__all__ = ["ENGINES", "EngineSettings", "Price", "open_engine", "signature"]
