"""Where a chat endpoint is, and whether text and key may travel there."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from jingci.errors import UsageError
from jingci.screen import visible

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address that requests are posted to; ``host`` is its host and port, for people."""

    url: str
    host: str
    hostname: str
    loopback: bool


def endpoint(base_url: str) -> Endpoint:
    """The endpoint under a base URL.

    :param base_url: with the version in its path, such as ``https://host/v1``.
    :raises UsageError: where it is no such address, holds a password, or is plain http to another machine.
    """
    if not base_url:
        raise UsageError("the engine chat needs to know where the model is", hint="--base-url https://HOST/v1")
    parts = _split(base_url, "--base-url")
    hostname = parts.hostname or ""
    loopback = is_loopback(hostname)
    if parts.scheme == "http" and not loopback:
        raise UsageError(
            f"the address {_shown(base_url)} would send text and key unencrypted over the network",
            hint="use https; plain http is for this machine only",
        )
    path = parts.path.rstrip("/").removesuffix(_PATH)
    return Endpoint(f"{parts.scheme}://{parts.netloc}{path}{_PATH}", parts.netloc, hostname, loopback)


def proxy_url(proxy: str, to: Endpoint) -> str | None:
    """The address of a proxy; None where none is set.

    :raises UsageError: where it is no address, holds a password, or would stand between this machine and itself.
    """
    if not proxy:
        return None
    parts = _split(proxy, "--proxy")
    if to.loopback:
        raise UsageError(f"{to.host} is this machine, which no proxy leads to", hint="leave out --proxy")
    return f"{parts.scheme}://{parts.netloc}"


def is_loopback(hostname: str) -> bool:
    """Whether a host is this machine by its name or address alone."""
    if hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(hostname).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host that an address names, for a message; empty where it names none."""
    try:
        return visible(urlsplit(url).netloc.rpartition("@")[2])
    except ValueError:
        return ""


def _split(url: str, option: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if not fits or not url.isprintable() or " " in url:
        raise UsageError(f"{option} {_shown(url)} is not an address", hint="https://HOST/v1")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{option} must not hold a name or a password", hint="see docs/engines.md on the key")
    if parts.query or parts.fragment:
        raise UsageError(f"{option} must end with its path, without ? or #", hint="https://HOST/v1")
    return parts


def _shown(url: str) -> str:
    """The address for a message, without a password that may stand in it."""
    return f"“{visible(url.rpartition('@')[2])[:200]}”"
