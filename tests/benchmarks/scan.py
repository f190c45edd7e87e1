"""How fast a corpus is scanned, end to end to Parquet, beside jieba and spaCy over the same text.

    python tests/benchmarks/scan.py [--megabytes 200] [--profile] [--cluster]

The corpus is JSON lines: documents of some 3,000 characters, each a seeded draw of sentences from the five reports and,
where it is there, from the Chinese of ../shared/data, half and half, with a date and a place. Speeds are megabytes of
UTF-8 text a second, by the clock and by processor time; the peers search a stated part of the text.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jingci
from jingci.edition import edition_folders
from jingci.formats.corpora import Corpus, open_corpus
from jingci.jobs.scanning import Scan, scan_corpus

SEED = 20_260_101
SHARED = Path(__file__).parents[3] / "shared" / "data" / "wmt17-20.zh"
PLACES = ("湖北省鄂州市", "河北省沧州市", "重庆市", "浙江省杭州市", "四川省成都市", "")


def sources() -> list[list[str]]:
    """The sentences that documents are drawn from, in groups that are drawn from alike."""
    reports = [
        found.group()
        for folder in edition_folders().values()
        for found in re.finditer(r"[^。！？\n]+[。！？\n]*", (folder / "source.zh.txt").read_text(encoding="utf-8"))
    ]
    news = SHARED.read_text(encoding="utf-8").splitlines() if SHARED.is_file() else []
    return [group for group in (reports, news) if group]


def make(path: Path, megabytes: float) -> int:
    """Write the corpus; the bytes of its texts."""
    groups, chance, size, number = sources(), random.Random(SEED), 0, 0
    with path.open("w", encoding="utf-8") as out:
        while size < megabytes * 1e6:
            parts: list[str] = []
            while sum(map(len, parts)) < 3000:
                parts.append(chance.choice(chance.choice(groups)))
            text = "\n".join(part.strip() for part in parts)
            date = f"{chance.randrange(2000, 2024)}-{chance.randrange(1, 13):02}"
            row = {"id": number, "date": date, "place": chance.choice(PLACES), "text": text}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            size, number = size + len(text.encode()), number + 1
    return size


def spent() -> float:
    """The processor time of this process and of those it has ended, in seconds."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def run(corpus: Path, out: Path, *options: str) -> tuple[float, float, float]:
    """The command as a user gives it: seconds by the clock and of processor time, and the largest process in MB."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-c", "from jingci.cli import main; main()", "scan", str(corpus), "-o", str(out)]
    clock, busy = time.perf_counter(), spent()
    subprocess.run([*command, *options], check=True, capture_output=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    return time.perf_counter() - clock, spent() - busy, peak


def show(title: str, size: int, clock: float, busy: float, peak: float, *, alone: bool = True) -> None:
    """A line; the processor time and memory of worker processes, which others end, are not known here."""
    own = f"{size / 1e6 / busy:10.2f}{peak:8.0f} MB" if alone else f"{'-':>10}{'-':>8}   "
    print(f"{title:<34}{size / 1e6 / clock:8.2f}{own}   load {os.getloadavg()[0]:.1f}", flush=True)


def peers(corpus: Path, megabytes: float = 2) -> None:
    """jieba's segmentation with the forms as user dictionary, and spaCy's PhraseMatcher, both only finding terms."""
    lines = corpus.open(encoding="utf-8")
    text = ""
    while len(text.encode()) < megabytes * 1e6:
        text += json.loads(next(lines))["text"] + "\n"
    size = len(text.encode())
    sys.path.insert(0, str(Path(__file__).parent))
    from matching import bare_automaton, jieba_cut, phrase_matcher

    forms = sorted({form.text for c in jingci.load_glossary().concepts if c.link == "match" for form in c.zh})
    for peer in (bare_automaton(forms, text), phrase_matcher(forms, text), jieba_cut(forms, text)):
        if peer is not None:
            print(f"{peer[0] + ', terms':<44}{peer[1]:8.2f}   ({size / 1e6:.1f} MB, load {os.getloadavg()[0]:.1f})")


def profile(corpus: Corpus, out: Path) -> None:
    """Where the time goes, in this process."""
    glossary = jingci.load_glossary()
    profiler = cProfile.Profile()
    profiler.runcall(scan_corpus, corpus, glossary, out, Scan(jobs=1))
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("jingci", 45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=200)
    parser.add_argument("--profile", action="store_true", help="only that, over a tenth of the text")
    parser.add_argument("--cluster", default="", help="also on the Dask cluster at this address")
    parser.add_argument("--only", choices=["terms", "all", "two", "peers"], action="append")
    options = parser.parse_args()
    only = options.only or ["terms", "all", "two", "peers"]
    with tempfile.TemporaryDirectory() as folder:
        corpus, out = Path(folder, "corpus.jsonl"), Path(folder, "out")
        size = make(corpus, options.megabytes / (10 if options.profile else 1))
        if options.profile:
            profile(open_corpus(corpus), out)
            return
        print(f"{size / 1e6:.0f} MB of text; MB/s by the clock, by processor time; the largest process")
        if "terms" in only:
            show("terms, one process", size, *run(corpus, out, "--terms-only", "--jobs", "1"))
        if "all" in only:
            show("terms, formulas, figures, one", size, *run(corpus, out, "--jobs", "1"))
        if "two" in only:
            show("terms, formulas, figures, two", size, *run(corpus, out, "--jobs", "2"), alone=False)
        if options.cluster:
            show("the same on the cluster", size, *run(corpus, out, "--cluster", options.cluster), alone=False)
        if "peers" in only:
            peers(corpus)


if __name__ == "__main__":
    main()
