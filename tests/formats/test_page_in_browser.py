"""The page in a real Chromium: notes on hover, focus and tap, without a script, without a request, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import KITCHEN_SINK
from jingci.annotation import annotate
from jingci.edition import load_edition
from jingci.formats import write
from jingci.glossary import Glossary
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = needed("chromium", "chromium-browser", "google-chrome")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, small: Glossary) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write(annotate(load_edition(KITCHEN_SINK / "edition"), small), path, parallel=True)
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    opened = context.new_page()
    opened.requested = []
    opened.on("request", lambda request: opened.requested.append(request.url))
    opened.on("console", lambda message: opened.requested.append(f"console: {message.text}"))
    opened.goto(address)
    yield opened
    context.close()


def test_note_on_hover(page: Any) -> None:
    term = page.locator("#s1p1c1 .term").first
    tip = term.locator(".tip")
    assert not tip.is_visible()
    term.hover()
    assert tip.is_visible()
    assert "网格化管理" in tip.inner_text()
    page.mouse.move(5, 5)
    assert not tip.is_visible()


def test_note_on_focus_by_keyboard(page: Any) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(".term:focus").count():
            break
    assert page.locator(".term:focus .tip").is_visible()


def test_note_on_tap(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    term = page.locator("#s1p1c1 .term").first
    term.tap()
    tip = term.locator(".tip")
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_segment_can_be_addressed(page: Any, address: str) -> None:
    page.goto(f"{address}#s1p1c2")
    colour = page.locator("#s1p1c2").evaluate("node => getComputedStyle(node).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"


def test_footnote_leads_there_and_back(page: Any) -> None:
    page.locator("#ref-2").click()
    assert page.url.endswith("#note-2")
    page.locator("#note-2 .return").click()
    assert page.url.endswith("#s1p1c1")


def test_no_request_and_no_message(page: Any, address: str) -> None:
    assert page.requested == [address]


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_nothing_is_wider_than_the_window(browser: Any, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_real_report_fits_a_phone(browser: Any, tmp_path: Path) -> None:
    from jingci.edition import edition_folders
    from jingci.glossary import load_glossary

    path = tmp_path / "ezhou.html"
    write(annotate(load_edition(edition_folders()["ezhou-2015"]), load_glossary()), path)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert path.stat().st_size < 500_000
    context.close()
