"""The site in a real Chromium: from the disk and from its server, the search, the keyboard, a phone, axe-core."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import chromium, opened, violations
from conftest import KITCHEN_SINK
from jingci.edition import edition_folders
from jingci.glossary import Glossary, load_glossary
from jingci.site import build_site
from jingci.site.serving import SiteServer
from site_samples import hostile_glossary

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(load_glossary(), [edition_folders()["ezhou-2015"]], folder)
    return folder


@pytest.fixture(scope="module")
def disk(root: Path) -> str:
    return f"{root.as_uri()}/"


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[str]:
    with SiteServer(root) as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        yield server.address
        server.stop()
        thread.join()


def ids(page: Any) -> list[str]:
    """What the search shows, best first, once it has an answer."""
    page.locator("#count", has_text=re.compile("[Ff]ound")).wait_for()
    links: list[str] = page.locator("#results a").evaluate_all("nodes => nodes.map((node) => node.href)")
    return [link.rpartition("/")[2].removesuffix(".html") for link in links]


QUERIES = {
    "网格化管理": "wanggehua-guanli",
    "網格化管理": "wanggehua-guanli",
    "格化管": "wanggehua-guanli",
    "wanggehuaguanli": "wanggehua-guanli",
    "wang ge hua guan li": "wanggehua-guanli",
    "wǎnggéhuà guǎnlǐ": "wanggehua-guanli",
    "grid management": "wanggehua-guanli",
    "GRID manag": "wanggehua-guanli",
    "gridding": "wanggehua-guanli",
    "fengqiao": "fengqiao-jingyan",
    "楓橋經驗": "fengqiao-jingyan",
}


@pytest.mark.parametrize("where", ["disk", "served"])
def test_search(browser: Any, where: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(where)
    with opened(browser, f"{site}search.html", within=site) as page:
        for query, expected in QUERIES.items():
            page.locator("#query").fill(query)
            assert expected in ids(page)[:2], query
        page.locator("#query").fill("grid managment")
        assert "wanggehua-guanli" in ids(page)[:5]
        page.locator("#query").fill("zzqx")
        assert ids(page) == []
        assert page.locator("#count").inner_text() == "Nothing found."
        page.locator("#query").fill("”’`<>\\ ٪")
        assert ids(page) == []


def test_a_question_in_the_address(browser: Any, served: str) -> None:
    with opened(browser, f"{served}search.html?q=%E7%B6%B2%E6%A0%BC%E5%93%A1", within=served) as page:
        assert ids(page)[0] == "wanggeyuan"
        page.locator("#query").fill("zero")
        page.wait_for_url("**/search.html?q=zero")


def test_the_keyboard_alone(browser: Any, disk: str) -> None:
    with opened(browser, f"{disk}index.html", within=disk) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#query:focus")
        page.keyboard.type("wangge")
        ids(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.href") == page.locator("#results a").nth(1).evaluate("n => n.href")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.id") == "query"
        page.keyboard.press("Enter")
        page.wait_for_selector("h1.term")
        assert page.locator("h1.term span").inner_text().startswith("网格")


def test_from_a_sentence_to_its_term_and_back(browser: Any, disk: str) -> None:
    with opened(browser, f"{disk}concepts/wanggehua-guanli.html", within=disk) as page:
        place = page.locator("#attested .place a").first
        segment = place.inner_text()
        place.click()
        assert page.url.endswith(f"reports/ezhou-2015.html#{segment}")
        page.wait_for_function(
            "id => { const y = document.getElementById(id)?.getBoundingClientRect().top; return y > 0 && y < 800; }",
            arg=segment,
        )
        colour = page.locator(f"[id='{segment}']").evaluate("node => getComputedStyle(node).backgroundColor")
        assert colour != "rgba(0, 0, 0, 0)"
        page.locator("#glossary a[href='../concepts/wanggehua-guanli.html']").first.click()
        assert page.locator("h1.term").is_visible()


def test_the_colors_of_the_reader_hold_for_the_site(browser: Any, served: str) -> None:
    with opened(browser, f"{served}reports/ezhou-2015.html", within=served, color_scheme="light") as page:
        page.locator("#panel-display summary").click()
        page.locator("#theme-dark").click()
        page.goto(f"{served}about.html")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_without_a_script(browser: Any, disk: str) -> None:
    with opened(browser, f"{disk}search.html", within=disk, java_script_enabled=False) as page:
        assert not page.locator("#query").is_visible()
        page.get_by_role("link", name="English, A to Z").click()
        page.get_by_role("link", name="G", exact=True).click()
        page.get_by_role("link", name="grid management", exact=True).click()
        assert page.locator("h1.term span").inner_text() == "网格化管理"


def test_a_page_that_is_missing_leads_back(browser: Any, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    assert page.goto(f"{served}concepts/deeper/nothing.html").status == 404
    page.get_by_role("link", name="Search").click()
    page.wait_for_selector("#query:focus")
    context.close()


PAGES = (
    "index.html",
    "concepts/wanggehua-guanli.html",
    "concepts/sanhua-wuwang.html",
    "english/g.html",
    "pinyin/index.html",
    "fields/grid-community.html",
    "search.html?q=wangge",
    "about.html",
    "guides/index.html",
    "guides/translator.html",
    "guides/scan.html",
)


#: A server shows it at any address: its links begin at the root and lead nowhere on a disk.
MISSING = "404.html"


def there(root: Path) -> list[str]:
    return [path for path in PAGES if (root / path.partition("?")[0]).is_file()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, root: Path, served: str, scheme: str) -> None:
    for path in [*there(root), MISSING]:
        with opened(browser, f"{served}{path}", within=served, color_scheme=scheme, bypass_csp=True) as page:
            assert violations(page) == [], path


def test_nothing_is_wider_than_a_phone(browser: Any, root: Path, disk: str) -> None:
    for path in [*there(root), "works.html"]:
        with opened(browser, f"{disk}{path}", within=disk, **PHONE) as page:
            assert page.evaluate(OVERFLOW) == 0, path


def test_hostile_entries_do_nothing(browser: Any, tmp_path: Path) -> None:
    glossary: Glossary = hostile_glossary(tmp_path)
    build_site(glossary, [KITCHEN_SINK / "edition"], tmp_path / "site")
    site = f"{(tmp_path / 'site').as_uri()}/"
    for path in sorted(set((tmp_path / "site").rglob("*.html")) - {tmp_path / "site" / MISSING}):
        with opened(browser, path.as_uri(), within=site, **PHONE) as page:
            assert page.evaluate(OVERFLOW) == 0, path
    with opened(browser, f"{site}search.html?q=%E7%BD%91%E6%A0%BC%E5%91%98", within=site) as page:
        assert len(ids(page)) == 1
        assert page.locator("#results img, #results script").count() == 0
