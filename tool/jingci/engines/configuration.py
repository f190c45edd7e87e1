"""The config file: which engine is used where none is named, and how each is set up.

It is TOML, ``config.toml`` in :func:`jingci.paths.config_folder`. It holds no key: ``key-file`` says where one is.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jingci.data import nearest_hint
from jingci.engines import ENGINES
from jingci.engines.settings import EngineSettings, Price
from jingci.errors import FileError, SchemaError, UsageError
from jingci.paths import config_folder
from jingci.registry import require_named

#: The engine that needs no set-up and sends nothing.
DEFAULT = "gloss"
_MAX_SIZE = 1_000_000
_SECRETS = ("key", "api-key", "api_key", "apikey", "token", "password", "secret")


def config_path() -> str:
    """Where the config file is, or would be."""
    return os.path.join(config_folder(), "config.toml")


def chosen(name: str | None, options: EngineSettings, path: str | None = None) -> tuple[str, EngineSettings]:
    """The engine to use and its settings: those of the options, then those of the config file.

    :param name: the engine that an option names, or None.
    :param options: what options say.
    :param path: the config file; the user's own by default, which need not exist.
    :raises SchemaError: for a config file that is wrong, naming the place.
    :raises UsageError: for an engine that does not exist.
    """
    path = path or config_path()
    table = _engine_table(path)
    name = name or _string(table.get("use", DEFAULT), "engine.use", path)
    require_named(ENGINES, name, "engine")
    settings = options
    configured = _settings(table.get(name, {}), name, path)
    if options.base_url and options.base_url != configured.get("base_url"):
        # The key to one place is not sent to another.
        configured.pop("key_file", None)
    for key, value in configured.items():
        if getattr(options, key) in (None, ""):
            settings = replace(settings, **{key: value})
    return name, settings


def price(text: str) -> Price:
    """The price ``IN/OUT`` of a million tokens, such as ``0.15/0.60``.

    :raises UsageError: where it is no such price.
    """
    first, slash, second = text.partition("/")
    try:
        found = Price(float(first), float(second))
    except ValueError:
        slash = ""
    if not slash or not all(math.isfinite(value) and value >= 0 for value in (found.tokens_in, found.tokens_out)):
        raise UsageError(f"the price “{text}” is not IN/OUT per million tokens", hint="such as 0.15/0.60")
    return found


def _engine_table(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, "rb") as stream:
            data = stream.read(_MAX_SIZE + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FileError(f"the config file cannot be read: {error.strerror}", path=path) from error
    try:
        whole = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SchemaError(f"not valid TOML: {error}", path=path) from error
    _check_names(whole, ("engine",), "the config file", path)
    table = _table(whole.get("engine", {}), "engine", path)
    _check_names(table, ("use", *ENGINES), "[engine]", path)
    return table


def _settings(value: Any, name: str, path: str) -> dict[str, Any]:
    """The settings of one engine's table, by the names of the fields of :class:`EngineSettings`."""
    table = _table(value, f"engine.{name}", path)
    _check_names(table, _READERS, f"[engine.{name}]", path)
    return {key.replace("-", "_"): _READERS[key](value, f"engine.{name}.{key}", path) for key, value in table.items()}


def _check_names(table: Mapping[str, Any], known: Any, where: str, path: str) -> None:
    for name in table:
        if name in known:
            continue
        if name.lower() in _SECRETS:
            raise SchemaError(
                f"“{name}” in {where}: a key does not belong in the config file",
                path=path,
                hint="put it into a file of mode 0600 and name that with key-file",
            )
        hint = nearest_hint(name, known) or f"known are {', '.join(known)}"
        raise SchemaError(f"unknown setting “{name}” in {where}", path=path, hint=hint)


def _table(value: Any, where: str, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SchemaError(f"“{where}” must be a table, [{where}]", path=path)
    return value


def _string(value: Any, where: str, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SchemaError(f"“{where}” must be text", path=path)
    return value


def _file(value: Any, where: str, path: str) -> str:
    """A path; one that is not absolute counts from the config file's folder."""
    return os.path.join(os.path.dirname(os.path.abspath(path)), os.path.expanduser(_string(value, where, path)))


def _count(value: Any, where: str, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise SchemaError(f"“{where}” must be a whole number above 0", path=path)
    return value


def _count_or_zero(value: Any, where: str, path: str) -> int:
    return 0 if value == 0 and not isinstance(value, bool) else _count(value, where, path)


def _amount(value: Any, where: str, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not (math.isfinite(value) and value > 0):
        raise SchemaError(f"“{where}” must be a number above 0", path=path)
    return float(value)


def _price(value: Any, where: str, path: str) -> Price:
    try:
        return price(_string(value, where, path))
    except UsageError as error:
        raise SchemaError(f"“{where}”: {error.message}", path=path, hint=error.hint) from error


#: What may be set about an engine, and how each value is read.
_READERS: dict[str, Callable[[Any, str, str], Any]] = {
    "model": _string,
    "base-url": _string,
    "key-file": _file,
    "proxy": _string,
    "ca-file": _file,
    "concurrency": _count,
    "timeout": _amount,
    "retries": _count_or_zero,
    "answer-tokens": _count,
    "max-tokens": _count,
    "max-cost": _amount,
    "price": _price,
}
