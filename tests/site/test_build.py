"""The site on the disk: what is on its pages, the same bytes every time, and what a build leaves alone."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree, html

from conftest import KITCHEN_SINK
from jingci.cli.main import run
from jingci.errors import DataError, FileError, UsageError
from jingci.glossary import Glossary, load_glossary
from jingci.glossary.index import base_layer
from jingci.site import build_site
from links import Pages
from site_samples import HOSTILE, hostile_glossary

EDITION = KITCHEN_SINK / "edition"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, small: Glossary) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(small, [EDITION], folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tree(built: Path, page: str) -> html.HtmlElement:
    return html.fromstring((built / page).read_bytes())


def text(node: html.HtmlElement) -> str:
    return " ".join(" ".join(node.itertext()).split())


def test_a_concept_has_everything(built: Path) -> None:
    page = tree(built, "concepts/wanggehua-guanli.html")
    forms = [[text(cell) for cell in row.iter("td")] for row in page.xpath("//section[@id='forms']//tbody/tr")]
    assert forms[0] == ["网格化管理", "網格化管理", "wǎnggéhuà guǎnlǐ", "preferred"]
    renderings = text(page.get_element_by_id("renderings"))
    assert "grid management preferred Doe and 王小明 2020 (scholarly)" in renderings
    assert "suggests drawing lines on a map" in renderings
    cited = page.xpath("//section[@id='note']//a/@href")
    assert cited == ["../works.html#work-doe-2020-grids", "../works.html#work-law-2005-penalties"]
    related = page.get_element_by_id("related")
    assert [link.get("href") for link in related.iter("a")] == ["jingqing.html", "sanhua.html"]
    assert text(page.get_element_by_id("sources")).endswith("p. 12: what it is, the rendering")


def test_every_sentence_with_the_term_stands_on_its_page(built: Path, small: Glossary) -> None:
    from jingci.attestation import attestations
    from jingci.edition import load_edition

    found = list(attestations("wanggehua-guanli", [load_edition(EDITION)], small))
    page = tree(built, "concepts/wanggehua-guanli.html")
    items = page.xpath("//section[@id='attested']//li")
    assert [text(item.xpath(".//p[@class='place']")[0]) for item in items] == list(
        dict.fromkeys(a.segment for a in found)
    )
    marks = [mark.text for item in items for mark in item.xpath(".//p[@lang='zh-Hans']/mark")]
    assert marks == [a.zh_span.of(a.zh) for a in found]
    english = [mark.text for item in items for mark in item.xpath("./p[not(@lang)]/mark")]
    assert english == [a.en_span.of(a.en) for a in found if a.en_span]


def test_a_reading_leads_to_its_sentence_and_its_members(built: Path) -> None:
    links = tree(built, "concepts/sanhua.html").xpath("//section[@id='readings']//a/@href")
    assert links == ["../reports/kitchen-sink.html#s1p1c2", "wanggehua-guanli.html"]


def test_the_reader_leads_to_the_concepts(built: Path) -> None:
    links = tree(built, "reports/kitchen-sink.html").xpath("//a/@href")
    assert "../concepts/wanggehua-guanli.html" in links
    assert "../index.html" in links


def test_indexes_list_every_rendering_and_every_form(built: Path, small: Glossary) -> None:
    english = [
        a.text
        for page in (built / "english").glob("?*.html")
        for a in tree(built, f"english/{page.name}").xpath("//ul[@class='lines']//a")
    ]
    assert sorted(english) == sorted(r.text for c in small.concepts for r in c.en)
    chinese = [
        text(a)
        for page in (built / "pinyin").glob("?*.html")
        for a in tree(built, f"pinyin/{page.name}").xpath("//ul[@class='lines']//a")
    ]
    assert sorted(chinese) == sorted(f.text for c in small.concepts for f in c.zh)


def test_the_bibliography_names_who_names_a_work(built: Path) -> None:
    work = tree(built, "works.html").get_element_by_id("work-doe-2020-grids")
    assert "Journal of Tests 3, no. 2: 10–20" in text(work)
    assert work.xpath(".//a/@href") == ["https://example.org/grids", "concepts/wanggehua-guanli.html"]


def test_the_data_hold_every_entry(built: Path, small: Glossary) -> None:
    data = json.loads((built / "glossary.json").read_bytes())
    assert [c["id"] for c in data["concepts"]] == [c.id for c in small.concepts]
    assert data["concepts"][0]["zh"][0]["hant"] == "網格化管理"
    assert (built / data["concepts"][0]["page"]).is_file()
    assert {source["id"] for source in data["sources"]} == set(small.sources)


def test_links_of_the_small_site(built: Path) -> None:
    assert Pages(built).broken() == []


def test_links_of_the_project_s_site(tmp_path: Path) -> None:
    from jingci.edition import edition_folders

    build_site(load_glossary(), list(edition_folders().values()), tmp_path / "site")
    assert Pages(tmp_path / "site").broken() == []


def test_a_page_states_the_policy_and_obeys_it(built: Path) -> None:
    for path, page in Pages(built).trees.items():
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert len(policy) == 1, path
        assert policy[0].startswith("default-src 'none'; ")
        assert "unsafe" not in policy[0]
        assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]"), path
        if not path.startswith("reports/"):
            assert not page.xpath("//style | //script[not(@src)]"), path


def test_same_input_same_bytes(built: Path, small: Glossary, tmp_path: Path) -> None:
    again = build_site(small, [EDITION], tmp_path / "site")
    assert again.reused == 0
    assert contents(tmp_path / "site") == contents(built)
    renewed = build_site(small, [EDITION], tmp_path / "site")
    assert (renewed.written, renewed.reused) == (0, again.written)
    assert contents(tmp_path / "site") == contents(built)


def test_only_what_has_changed_is_made_and_is_what_a_new_build_makes(
    small: Glossary, rewritten: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    edition = rewritten("report.yaml", "Nobody's.", "Nobody’s at all.")
    first = build_site(small, [edition], site)
    edition.joinpath("report.yaml").write_text(
        edition.joinpath("report.yaml").read_text(encoding="utf-8").replace("Nobody’s at all.", "Somebody’s."),
        encoding="utf-8",
    )
    second = build_site(small, [edition], site)
    # The reader and what is kept of the report; rights are shown nowhere else.
    assert (second.written, second.reused) == (2, first.written - 2)
    build_site(small, [edition], tmp_path / "new")
    assert contents(site) == contents(tmp_path / "new")


def test_what_is_gone_is_gone(small: Glossary, tmp_path: Path) -> None:
    build_site(small, [EDITION], tmp_path / "site")
    build_site(small, [], tmp_path / "site")
    assert not (tmp_path / "site" / "reports").exists()
    assert Pages(tmp_path / "site").broken() == []


def test_a_damaged_page_is_made_anew(built: Path, small: Glossary, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(small, [EDITION], site)
    (site / "search.html").write_text("<p>other</p>", encoding="utf-8")
    (site / "about.html").unlink()
    assert build_site(small, [EDITION], site).written == 2
    assert contents(site) == contents(built)


def test_addresses_only_where_the_place_is_known(built: Path, small: Glossary, tmp_path: Path) -> None:
    assert not (built / "sitemap.xml").exists()
    assert not any(page.xpath("//link[@rel='canonical'] | //meta[@property]") for page in Pages(built).trees.values())
    build_site(small, [EDITION], tmp_path / "site", base_url="https://example.org/jc")
    pages = Pages(tmp_path / "site").trees
    places = [node.text for node in etree.parse(tmp_path / "site" / "sitemap.xml").iter("{*}loc")]
    canonical = [page.xpath("//link[@rel='canonical']/@href")[0] for path, page in pages.items() if path != "404.html"]
    assert sorted(places) == sorted(canonical)
    assert "https://example.org/jc/" in places
    assert "https://example.org/jc/reports/kitchen-sink.html" in places
    graph = pages["concepts/jingqing.html"].xpath("//meta[@property='og:title']/@content")
    assert graph == ["警情 “police incident”"]
    assert "/jc/search.html" in pages["404.html"].xpath("//a/@href")


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://", "https://a.org/?x", "https://a.org/\n"]
)
def test_a_base_url_that_is_none(url: str, small: Glossary, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not the address of a site"):
        build_site(small, [], tmp_path / "site", base_url=url)


@pytest.mark.parametrize("identifier", ["../../x", "a/b", "..", "a b", "<x>", "Ä", "con:1", "a" * 200])
def test_an_id_that_is_no_file_name(
    identifier: str, small: Glossary, rewritten: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    edition = rewritten("report.yaml", "id: kitchen-sink", f"id: '{identifier}'")
    with pytest.raises(DataError, match="cannot be the name of a page"):
        build_site(small, [edition], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_two_editions_of_one_id(small: Glossary, edition: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="another edition has the same report id"):
        build_site(small, [EDITION, edition], tmp_path / "site")
    (edition / "intro.md").write_text("Another.", encoding="utf-8")
    with pytest.raises(DataError, match="another edition has the same report id"):
        build_site(small, [EDITION, edition], tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["page.html", ".git/config", "concepts/mine.html", ".jingci-site/mine"])
def test_what_is_not_ours_is_not_touched(name: str, small: Glossary, tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    build_site(small, [EDITION], site)
    for folder in (site, other):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine", encoding="utf-8")
        before = contents(folder)
        with pytest.raises(FileError, match=r"did not write|not a site that jingci made"):
            build_site(small, [], folder)
        assert contents(folder) == before


def test_a_link_inside_is_not_followed(small: Glossary, tmp_path: Path) -> None:
    build_site(small, [], tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "english").rename(tmp_path / "elsewhere" / "english")
    (tmp_path / "site" / "english").symlink_to(tmp_path / "elsewhere" / "english")
    with pytest.raises(FileError, match="holds “english”"):
        build_site(small, [], tmp_path / "site")
    assert any((tmp_path / "elsewhere" / "english").iterdir())


def test_a_target_that_is_a_link_or_a_file(small: Glossary, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    build_site(small, [], tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match="is a file, not a folder"):
        build_site(small, [], tmp_path / "file")


_KILLED = """
import os, signal, sys
from pathlib import Path
from jingci.glossary import Glossary
from jingci.glossary.index import base_layer
from jingci.site import build_site
from jingci.site.folder import SiteFolder
real, left = SiteFolder._place, int(sys.argv[3])
def place(self, path):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, path)
SiteFolder._place = place
build_site(Glossary([base_layer(sys.argv[1])]), [], sys.argv[2])
"""


@pytest.mark.parametrize("files_before", [0, 1, 12])
def test_a_killed_build_leaves_the_old_site(files_before: int, small: Glossary, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(small, [EDITION], site)
    before = contents(site)
    command = [sys.executable, "-c", _KILLED, str(KITCHEN_SINK / "glossary"), str(site), str(files_before)]
    assert subprocess.run(command, capture_output=True).returncode == -signal.SIGKILL
    assert contents(site) == before
    assert len(list(tmp_path.iterdir())) == 2
    build_site(small, [EDITION], site)
    assert list(tmp_path.iterdir()) == [site]
    assert contents(site) == before


def test_a_build_that_goes_on_is_not_disturbed_by_another(small: Glossary, tmp_path: Path) -> None:
    from jingci.site.folder import SiteFolder

    with SiteFolder(tmp_path / "site") as slow:
        slow.add("index.html", "key", lambda: "slow")
        build_site(small, [], tmp_path / "site")
        slow.add("other.html", "key", lambda: "slow")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "slow"
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real, left = Path.write_bytes, [5]

    def write(self: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write)
        yield


def test_a_full_disk(small: Glossary, tmp_path: Path, full_disk: None) -> None:
    with pytest.raises(FileError, match="site: cannot be written: No space left on device"):
        build_site(small, [EDITION], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_step_without_exchange(small: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jingci.site.folder._exchanged_at_once", lambda new, old: False)
    build_site(small, [], tmp_path / "site")
    build_site(small, [EDITION], tmp_path / "site")
    assert (tmp_path / "site" / "reports" / "kitchen-sink.html").is_file()
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


def test_hostile_entries_are_inert(rewritten: Callable[[str, str, str], Path], tmp_path: Path) -> None:
    safe = HOSTILE.replace("\x1b", "").replace("\u202e", "").replace("\u2066", "")
    edition = rewritten("report.yaml", "summary: One of everything.", f"summary: {json.dumps(safe)}")
    rewritten("report.yaml", "short: Test City report", f"short: {json.dumps(safe)}")
    glossary = hostile_glossary(tmp_path)
    build_site(glossary, [edition], tmp_path / "site", base_url="https://example.org/")
    pages = Pages(tmp_path / "site")
    assert pages.broken() == []
    for path, page in pages.trees.items():
        assert not page.xpath("//img | //@*[starts-with(name(), 'on')] | //@style"), path
        assert not any(address.strip().lower().startswith("javascript") for address in page.xpath("//@href")), path
        assert len(page.xpath("//script[not(@src)]")) == path.startswith("reports/"), path
        whole = (tmp_path / "site" / path).read_text(encoding="utf-8")
        assert not set(whole) & set("\u202e\u2066\x1b"), path
    data = (tmp_path / "site" / "assets" / "search-data.js").read_text(encoding="utf-8")
    assert "alert" in data


def test_the_vendored_library_is_what_it_says() -> None:
    folder = files("jingci.site")
    record = json.loads(folder.joinpath("vendored.json").read_text(encoding="utf-8"))
    assert sha256(folder.joinpath("assets", record["file"]).read_bytes()).hexdigest() == record["sha256"]
    assert f"v{record['version']}" in record["from"] or f"-{record['version']}.tgz" in record["from"]


def test_at_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["site", "build", "-o", str(tmp_path / "site"), "no-such-report"]) == 2
    assert "neither a report's id nor an edition's folder" in capsys.readouterr().err
    assert run(["site", "serve", str(tmp_path)]) == 2
    assert "is not a site (jingci site build -o DIR makes one)" in capsys.readouterr().err


def test_a_termbase_of_another_stack_makes_other_pages(small: Glossary, tmp_path: Path) -> None:
    build_site(small, [EDITION], tmp_path / "site")
    (tmp_path / "mine.csv").write_text("zh,en\n三化,my three\n", encoding="utf-8")
    layered = load_glossary(tmp_path / "mine.csv", only=True)
    stack = Glossary([base_layer(str(KITCHEN_SINK / "glossary")), *layered.layers])
    build_site(stack, [EDITION], tmp_path / "site")
    assert Pages(tmp_path / "site").broken() == []
    assert not (tmp_path / "site" / "concepts" / "sanhua.html").exists()
