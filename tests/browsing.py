"""A real Chromium for the tests, and what they ask of a page that it shows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from programs import needed

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """The browser, started; skips the test where it is not installed."""
    path = needed("chromium", "chromium-browser", "google-chrome")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@contextlib.contextmanager
def opened(browser: Any, address: str, *, within: str = "", **options: Any) -> Iterator[Any]:
    """A page in a context of its own; at its end it must have asked for nothing but itself and complained of nothing.

    :param within: the address of the site that it belongs to, for whose files it may ask too.
    :param options: of the context (``viewport``, ``color_scheme`` …).
    """
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options})
    context.set_default_timeout(8000)
    page = context.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url.partition("#")[0]))
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.goto(address)
    yield page
    context.close()
    if within:
        assert [what for what in heard if not what.startswith(within)] == []
    else:
        assert set(heard) == {address.partition("#")[0]}


def violations(page: Any) -> list[str]:
    """What axe-core finds against a page whose context was opened with ``bypass_csp=True``."""
    page.evaluate(_axe())
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {node['html'][:200]}" for v in result["violations"] for node in v["nodes"][:3]]


def _axe() -> str:
    """The source of axe-core, which a Python package ships; skips the test where that is not installed."""
    pytest.importorskip("axe_playwright_python", reason="this test needs axe-playwright-python, for its axe-core")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
