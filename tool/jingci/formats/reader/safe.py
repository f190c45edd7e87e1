"""Text of documents and termbases on its way into a page: whatever it holds, it is shown and does nothing."""

from __future__ import annotations

import re
from html import escape

from jingci.screen import visible

_WEB = re.compile(r"https?://(?:www\.)?([^\s/?#@:]+)(?::\d+)?(?:[/?#]\S*)?\Z")


def shown(text: str) -> str:
    """Text between tags."""
    return escape(visible(text), quote=False)


def attribute(text: str) -> str:
    """Text of an attribute, between double quotation marks."""
    return shown(text).replace('"', "&quot;")


def outward(url: str) -> str:
    """An address in the web as a link that bears the name of its host; any other scheme, ``javascript:`` among them, as
    mere text."""
    host = _WEB.match(url)
    if host is None or not url.isprintable():
        return shown(url)
    return f'<a href="{attribute(url)}">{shown(host[1])}</a>'
