"""How long a site of 5,000 concepts and 100 reports takes: all of it, one report changed, a keystroke in its search.

    python tests/benchmarks/site.py [CONCEPTS REPORTS]

The termbase is the project's own and, up to the number asked for, entries made of it under other forms; the reports are
its editions under other ids, each with a sentence of its own. Beside the site the same reports are rendered as lone
pages in the same run, which is the least that any site of them costs. The search is timed in Chromium from the
keystroke to the frame that shows the answer.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from browsing import chromium
from jingci.annotation import annotate
from jingci.data import dump_yaml
from jingci.edition import edition_folders, load_edition
from jingci.formats import render
from jingci.glossary import load_glossary
from jingci.glossary.records import as_record
from jingci.model import Concept

CODE = "from jingci.cli import main; main()"
WORDS = ("網格", "网格化管理", "公安局", "wanggehua", "gonganju", "p", "po", "police stat", "grid managment", "派出所")
FRAMES = """query => new Promise((done) => {
  const input = document.querySelector("#query"), start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input"));
  const answered = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([answered, performance.now() - start])));
})"""


def more_entries(folder: Path, number: int) -> Path:
    """A list of so many entries like the project's own, each under a form that no text has."""
    base = load_glossary().concepts
    records = [_other(base[n % len(base)], n) for n in range(number)]
    path = folder / "more.yaml"
    path.write_text(dump_yaml(records), encoding="utf-8")
    return path


def _other(concept: Concept, number: int) -> dict[str, object]:
    record = as_record(concept)
    known = ("kind", "en", "gloss", "note", "status")
    forms = [{**form, "text": f"{form['text']}之{chr(0x5000 + number)}"} for form in record["zh"][:1]]
    return {**{key: record[key] for key in known if key in record}, "id": f"{concept.id}-{number}", "zh": forms}


def more_editions(folder: Path, number: int) -> list[Path]:
    """So many copies of the project's editions, each with an id and an introduction of its own."""
    own = list(edition_folders().values())
    copies = []
    for n in range(number):
        copy = Path(shutil.copytree(own[n % len(own)], folder / f"copy-{n}"))
        meta = (copy / "report.yaml").read_text(encoding="utf-8")
        old = next(line for line in meta.splitlines() if line.startswith("id: "))
        (copy / "report.yaml").write_text(meta.replace(old, f"{old}-{n}", 1), encoding="utf-8")
        copies.append(copy)
    return copies


def build(site: Path, editions: list[Path], layer: Path) -> float:
    """Seconds of one build from the shell."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start = time.perf_counter()
    command = [sys.executable, "-c", CODE, "site", "build", "-o", str(site), "-g", str(layer), *map(str, editions)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    taken = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    print(f"{taken:7.2f} s  ({used:.2f} s of one processor) {done.stderr.strip().rpartition(': ')[2]}")
    return taken


def main(concepts: int = 5000, reports: int = 100) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layer = more_entries(folder, max(0, concepts - len(load_glossary().concepts)))
        editions = more_editions(folder, reports)
        glossary = load_glossary(layer)
        print(f"{len(glossary.concepts):,} concepts, {reports} reports; Python {sys.version.split()[0]}")
        start = time.perf_counter()
        for edition in editions:
            render(annotate(load_edition(edition), glossary), "html")
        pages = time.perf_counter() - start
        print(f"{pages:7.2f} s  the reports as lone pages, in one process")
        site = folder / "site"
        whole = build(site, editions, layer)
        print(f"{whole / pages:7.2f} ×  of the lone pages")
        build(site, editions, layer)
        for turn in range(3):
            segments = editions[0] / "segments.yaml"
            text = segments.read_text(encoding="utf-8")
            segments.write_text(text.replace("\n  en: ", f"\n  en: Turn {turn}. ", 1), encoding="utf-8")
            build(site, editions, layer)
        files = [path for path in site.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(
            f"{len(files):,} files, {size / 1e6:.1f} MB; search data {(site / 'assets/search-data.js').stat().st_size:,}"
        )
        search(site)


def search(site: Path) -> None:
    """Keystrokes in the search of the site, in Chromium."""
    with chromium() as browser:
        page = browser.new_page()
        start = time.perf_counter()
        page.goto(f"{site.as_uri()}/search.html")
        page.wait_for_selector("#query:focus")
        print(f"{(time.perf_counter() - start) * 1000:7.0f} ms until the search can be typed into")
        page.locator("#query").fill("x")
        page.locator("#count", has_text="ound").wait_for()
        print(f"{(time.perf_counter() - start) * 1000:7.0f} ms until it answers")
        answered, shown = [], []
        for word in WORDS:
            for end in range(1, len(word) + 1):
                one, two = page.evaluate(FRAMES, word[:end])
                answered.append(one)
                shown.append(two)
        for what, times in (("answered", answered), ("shown", shown)):
            times.sort()
            worst, usual = times[-1], statistics.median(times)
            print(f"{json.dumps(what)}: {len(times)} keystrokes, median {usual:.1f} ms, longest {worst:.1f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
