"""The reader in a real Chromium: every choice, notes on hover, focus and tap, the keyboard alone, citing, finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from browsing import chromium, opened, violations
from conftest import KITCHEN_SINK
from formats.test_golden import unfinished
from jingci.annotation import annotate
from jingci.edition import edition_folders, load_edition
from jingci.formats import write
from jingci.glossary import Glossary, load_glossary
from jingci.model import Concept, Form, Note, Rendering, Report, Segment

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, small: Glossary) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write(annotate(unfinished(), small), path)
    return path.as_uri()


@pytest.fixture(scope="module")
def ezhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "ezhou.html"
    write(annotate(load_edition(edition_folders()["ezhou-2015"]), load_glossary()), path, parallel=True)
    return path


def display(page: Any, choice: str) -> None:
    """Open the panel with the choices, take one, close it."""
    page.locator("#panel-display summary").click()
    page.locator(choice).click()
    page.keyboard.press("Escape")


def test_views_and_colors_and_their_being_remembered(browser: Any, address: str) -> None:
    with opened(browser, address) as page:
        english, chinese = page.locator("#s1p1c1"), page.locator("#s1p1c1 + .z")
        latin = chinese.locator(".y")
        assert not page.locator(".panel:visible").count()
        assert not chinese.is_visible()
        display(page, "#view-lines")
        assert chinese.is_visible()
        assert not latin.is_visible()
        assert chinese.bounding_box()["y"] > english.bounding_box()["y"]
        display(page, "#pinyin")
        assert latin.inner_text().startswith("Tuījìn wǎnggéhuà guǎnlǐ, jǐngqíng")
        display(page, "#view-side")
        assert chinese.bounding_box()["x"] > english.bounding_box()["x"] + 300
        display(page, "#theme-dark")
        dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.reload()
        assert page.locator("#view-side").is_checked()
        assert latin.is_visible()
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
        display(page, "#theme-light")
        display(page, "#view-en")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark
        assert not chinese.is_visible()


def test_storage_may_be_forbidden(browser: Any, address: str) -> None:
    forbid = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    context = browser.new_context()
    context.add_init_script(forbid)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    display(page, "#view-lines")
    assert page.locator("#s1p1c1 + .z").is_visible()
    assert errors == []
    context.close()


def test_note_on_hover_and_on_click(browser: Any, address: str) -> None:
    with opened(browser, address) as page:
        term, pop = page.locator("#s1p1c1 > a").first, page.locator("#pop")
        assert not pop.is_visible()
        term.hover()
        pop.wait_for(state="visible")
        assert "网格化管理" in pop.inner_text()
        assert "dividing a neighborhood" in pop.inner_text()
        assert "each with staff" not in pop.inner_text()
        page.mouse.move(5, 300)
        pop.wait_for(state="hidden")
        term.click()
        assert "each with staff who know it" in pop.inner_text()
        page.mouse.move(5, 300)
        page.wait_for_timeout(300)
        assert pop.is_visible()
        pop.locator("a", has_text="Note 1").click()
        assert page.url.endswith("#n-1")
        assert not pop.is_visible()
        page.locator("#n-1 > a").last.click()
        assert page.url.endswith("#s1h")
        assert page.locator("#s1h").evaluate("node => getComputedStyle(node).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.locator("sup.draft a").first.click()
        assert page.locator("#key dl").is_visible()


def test_keyboard_alone(browser: Any, address: str) -> None:
    with opened(browser, address) as page:
        pop = page.locator("#pop")
        page.keyboard.press("Tab")
        assert page.locator(".skip:focus").count() == 1
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        while not page.locator(".s > a:not(.p):focus").count():
            page.keyboard.press("Tab")
        assert pop.is_visible()
        assert page.locator(".s > a:not(.p):focus").get_attribute("aria-describedby") == "pop"
        page.keyboard.press("Escape")
        assert not pop.is_visible()
        page.keyboard.press("Enter")
        assert pop.get_attribute("role") == "dialog"
        assert page.locator("#pop:focus").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".s > a:not(.p):focus").count() == 1
        page.locator("#panel-display summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        assert page.locator("#view-lines").is_checked()
        page.keyboard.press("Escape")
        assert not page.locator(".panel:visible").count()
        page.locator("#s1p1c1 .p").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator("#pop button:focus").inner_text() == "Copy link"


def test_note_on_tap(browser: Any, address: str) -> None:
    with opened(browser, address, **PHONE) as page:
        page.locator("#s1p1c1 > a").first.tap()
        box = page.locator("#pop").bounding_box()
        assert "each with staff" in page.locator("#pop").inner_text()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        page.locator("h1").tap()
        assert not page.locator("#pop").is_visible()


def test_a_sentence_is_cited(browser: Any, address: str) -> None:
    with opened(browser, f"{address}#s1p1c2", permissions=["clipboard-read", "clipboard-write"]) as page:
        color = page.locator("#s1p1c2").evaluate("node => getComputedStyle(node).backgroundColor")
        assert color != "rgba(0, 0, 0, 0)"
        page.locator("#s1p1c2").hover()
        page.locator("#s1p1c2 .p").click()
        page.locator("#pop button", has_text="Copy citation").click()
        page.locator("#said", has_text="Copied").wait_for()
        cited = page.evaluate("navigator.clipboard.readText()")
        assert cited.startswith("Zhang San. “Work Report of the Test City Public Security Bureau”")
        assert cited.endswith("jingci, kitchen-sink, s1p1c2.")
        page.locator("#pop button", has_text="Copy link").click()
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}#s1p1c2"
        page.locator("#pop button", has_text="Show the Chinese").click()
        assert page.locator("#s1p1c2 + .z").is_visible()
        page.locator("#panel-cite summary").click()
        for form, part in (
            ("chicago", "Annotated English edition"),
            ("csl", '"original-title"'),
            ("bibtex", "@techreport{"),
        ):
            page.locator(f"[data-copy={form}]").click()
            assert part in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("网格化", "网格化"),
        ("網格化", "网格化"),
        ("wanggehua guanli", "wǎnggéhuà guǎnlǐ"),
        ("wǎnggéhuà", "wǎnggéhuà"),
        ("GRID MAN", "grid man"),
        ("三化”小组", "三\n化”小组"),
    ],
)
def test_finding(browser: Any, address: str, asked: str, there: str) -> None:
    with opened(browser, address) as page:
        page.locator("#panel-search summary").click()
        page.locator("#find").fill(asked)
        page.locator("#found", has_text="1 of").wait_for()
        marked = page.evaluate("[...CSS.highlights.get('now')].map(range => range.toString())")
        assert marked[0].lower() == there
        shown = "(() => { const [r] = CSS.highlights.get('now'); return r.getClientRects().length > 0; })()"
        assert page.evaluate(shown)
        painted = "getComputedStyle(document.body, '::highlight(now)').backgroundColor"
        assert page.evaluate(painted) != "rgba(0, 0, 0, 0)"
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Enter")
        assert page.locator("#found").inner_text().startswith("1 of")
        page.locator("#find").fill("jingci is not in it")
        page.locator("#found", has_text="not found").wait_for()


def test_glossary_in_three_orders(browser: Any, address: str) -> None:
    with opened(browser, address) as page:
        column = "[...document.querySelectorAll('#glossary tbody tr')].map(row => row.cells[0].textContent)"
        orders = [page.evaluate(column)]
        for name in ("Pinyin", "Appearance"):
            page.locator(".orders button", has_text=name).click()
            orders.append(page.evaluate(column))
        assert orders == [
            ["grid management", "police incident", "police station", "the masses", "three transformations"],
            ["police incident", "police station", "the masses", "three transformations", "grid management"],
            ["grid management", "police incident", "three transformations", "police station", "the masses"],
        ]
        assert page.locator("#glossary tbody tr").first.locator("td").nth(1).inner_text() == "网格化管理"


def test_without_a_script_all_is_there(browser: Any, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        assert page.locator("#glossary a").count() == 5
        assert page.locator("#notes li").count() == 8
        assert not page.locator("#panel-search").is_visible()
        page.locator("#panel-display summary").click()
        page.locator("#view-lines").click()
        assert page.locator("#s1p1c1 + .z").is_visible()
        page.locator("#panel-display summary").click()
        page.locator("#s1p1c1 > a").first.click()
        assert page.url.endswith("#n-1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, address: str, scheme: str) -> None:
    with opened(browser, address, color_scheme=scheme, bypass_csp=True) as page:
        assert violations(page) == []
        display(page, "#view-side")
        page.locator("#pinyin").evaluate("node => node.click()")
        page.locator("#key summary").click()
        page.locator("#s1p1c1 > a").first.click()
        assert violations(page) == []
        for panel in ("contents", "display", "search", "cite"):
            page.locator(f"#panel-{panel} summary").click()
            assert violations(page) == []


def test_a_real_report_fits_a_phone(browser: Any, ezhou: Path) -> None:
    assert ezhou.stat().st_size < 400_000
    with opened(browser, ezhou.as_uri(), **PHONE) as page:
        assert page.evaluate(OVERFLOW) == 0
        for panel in ("contents", "display", "search", "cite"):
            page.locator(f"#panel-{panel} summary").tap()
            assert page.evaluate(OVERFLOW) == 0


def test_a_hostile_document_is_inert(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    write(annotate(hostile(), hostile_glossary()), path)
    with opened(browser, path.as_uri(), **PHONE) as page:
        for panel in ("contents", "display", "search", "cite"):
            page.locator(f"#panel-{panel} summary").tap()
        assert page.evaluate(OVERFLOW) == 0
        page.keyboard.press("Escape")
        page.locator(".s > a:not(.p)").first.tap()
        assert "<img src=x" in page.locator("#pop").inner_text()
        assert page.evaluate("[...document.links].map(a => a.protocol).filter(p => p !== 'file:')") == []
        assert (
            page.evaluate("document.querySelectorAll('script, img, iframe, [onerror], [onclick], [style]').length") <= 2
        )
        assert not {"\u202e", "\u2066"} & set(page.content())


EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt;&#60;script&#62; javascript:alert(3) "
    '</style></script><!-- \u202e\u2066 "\' onclick="alert(4)" [x](javascript:alert(5)) ]]>'
)


def hostile() -> Report:
    """A report whose every text tries something, with a word of 100 kB."""
    plain = load_edition(KITCHEN_SINK / "edition")
    texts = (EVIL, "x" * 100_000, "警" * 100_000)
    segments = tuple(
        Segment(
            f"s{n}",
            "heading" if n == 0 else "sentence",
            f"警情{zh}",
            f"police incident {en}",
            state="draft",
            problems=(EVIL,),
        )
        for n, (zh, en) in enumerate(zip(texts, (EVIL, "x" * 100_000, "short"), strict=True))
    )
    note = Note("n1", "s0", "police incident", EVIL)
    fields = dict.fromkeys(("title_zh", "title_en", "issuer", "author", "published", "rights", "how", "intro"), EVIL)
    return replace(plain, segments=segments, notes=(note,), url="javascript:alert(6)", **fields)  # type: ignore[arg-type]


def hostile_glossary() -> Glossary:
    """A termbase with one entry that does the same."""
    from jingci.glossary.index import base_layer

    small = Glossary([base_layer(str(KITCHEN_SINK / "glossary"))])
    concept = next(c for c in small.concepts if c.id == "jingqing")
    evil = replace(concept, gloss=EVIL, note=EVIL, en=(Rendering("police incident"),), zh=(Form("警情", EVIL),))
    return _With(small, evil)  # type: ignore[return-value]


class _With:
    """A glossary in which one concept is replaced."""

    def __init__(self, glossary: Glossary, concept: Concept) -> None:
        self.glossary, self.concept = glossary, concept
        self.by_id = {**glossary.by_id, concept.id: concept}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.glossary, name)

    def find(self, text: str, **options: Any) -> Any:
        return [replace(hit, concept=self.by_id[hit.concept.id]) for hit in self.glossary.find(text, **options)]
