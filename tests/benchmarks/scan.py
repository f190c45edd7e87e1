"""How fast a corpus is scanned, from reading it to Parquet, on one core, on two and on a cluster, and what goes where.

    python tests/benchmarks/scan.py [--megabytes 1000] [--only PART]... [--folder FOLDER]

The corpus is JSON lines: documents of some 3,000 characters, each a seeded draw of sentences from the five reports, from
the Chinese of ../shared/data where it is there, and from the glossary's notes (9 : 9 : 2), with a date and a place. Every
figure is drawn anew, so that no two documents say the same; the words repeat themselves, for no such corpus is free. The
part ``once`` therefore takes each sentence once (some 1.8 MB), with nothing remembered of it. Speeds are megabytes of
UTF-8 text a second, by the clock and by the processor time of all processes; memory is that of all processes together.
``pace`` is what a fixed loop of Python takes, before a run and on average meanwhile, beside it: where the first is not
always the same, the machine is not idle (or slows down, as virtual ones do), and neither the clock nor the processor time
can be compared. Nor can those of two Pythons: one built without the compiler's profile is a seventh slower. Beside the
gain by a second process stands what two such loops gain over one. The peers search a stated part of the text.

Parts: terms, all, two (processes), killed (and resumed: are the tables the same?), cluster (Dask, two workers on this
machine), once, profile (over a hundredth of the text, at least 5 MB), peers.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import jingci
from jingci.corpus.scanning import Plan
from jingci.edition import edition_folders
from jingci.formats.corpora import open_corpus
from jingci.jobs.scanning import Scan, scan_corpus
from jingci.jobs.scanning.shards import Order, Shard, scan_shard, shards
from processes import Spent, watched

SEED = 20_260_101
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data" / "wmt17-20.zh"
PLACES = ("湖北省鄂州市", "河北省沧州市", "重庆市", "浙江省杭州市", "四川省成都市", "")
PARTS = ("terms", "all", "two", "killed", "cluster", "once", "profile", "peers")
#: Figures that are names.
_NAMES = ("110", "119", "120", "122", "3366")
Group = tuple[list[str], int]


# The corpus


def sources() -> list[Group]:
    """The sentences that documents are drawn from, in groups, each with its weight."""
    reports = [
        found.group()
        for folder in edition_folders().values()
        for found in re.finditer(r"[^。！？\n]+[。！？\n]*", (folder / "source.zh.txt").read_text(encoding="utf-8"))
    ]
    news = SHARED.read_text(encoding="utf-8").splitlines() if SHARED.is_file() else []
    notes = [
        found.group()
        for file in sorted((ROOT / "glossary").glob("*.yaml"))
        for found in re.finditer(r"[\u3400-\u9fff，。、；：“”（）0-9《》％·]{8,}", file.read_text(encoding="utf-8"))
    ]
    return [(group, weight) for group, weight in ((reports, 9), (news, 9), (notes, 2)) if group]


def varied(sentence: str, chance: random.Random) -> str:
    """The sentence with other figures of the same length; years stay years."""

    def other(found: re.Match[str]) -> str:
        digits = found[0]
        if digits in _NAMES:
            return digits
        if len(digits) == 4 and digits[:2] in ("19", "20"):
            return str(chance.randrange(1980, 2026))
        return str(chance.randrange(1, 10)) + "".join(str(chance.randrange(10)) for _ in digits[1:])

    return re.sub("[0-9]+", other, sentence)


def make(path: Path, megabytes: float) -> int:
    """Write the corpus; the bytes of its texts."""
    groups, weights = zip(*sources(), strict=True)
    chance, size, number = random.Random(SEED), 0, 0
    with path.open("w", encoding="utf-8") as out:
        while size < megabytes * 1e6:
            parts: list[str] = []
            length = 0
            while length < 3000:
                parts.append(varied(chance.choice(chance.choices(groups, weights)[0]), chance).strip())
                length += len(parts[-1])
            text = "\n".join(parts)
            out.write(line(number, text, chance))
            size, number = size + len(text.encode()), number + 1
    return size


def make_once(path: Path) -> int:
    """Each sentence once, in random order, in documents of some 3,000 characters; the bytes of their texts."""
    chance = random.Random(SEED)
    sentences = [sentence.strip() for group, _ in sources() for sentence in group]
    chance.shuffle(sentences)
    size = number = 0
    with path.open("w", encoding="utf-8") as out:
        while sentences:
            text = sentences.pop()
            while sentences and len(text) < 3000:
                text += "\n" + sentences.pop()
            out.write(line(number, text, chance))
            size, number = size + len(text.encode()), number + 1
    return size


def line(number: int, text: str, chance: random.Random) -> str:
    date = f"{chance.randrange(2000, 2024)}-{chance.randrange(1, 13):02}"
    row = {"id": number, "date": date, "place": chance.choice(PLACES), "text": text}
    return json.dumps(row, ensure_ascii=False) + "\n"


# The runs


def command(corpus: Path, out: Path, *options: str) -> list[str]:
    """The command as a user gives it."""
    run = [sys.executable, "-c", "from jingci.cli import main; main()", "scan", str(corpus), "-o", str(out)]
    return [*run, "--no-plots", *options]


def pace(part: float = 1.0) -> float:
    """The milliseconds of processor time that a fixed loop takes now; estimated from a part of it."""
    start, total = time.thread_time(), 0
    for number in range(int(2_000_000 * part)):
        total += number
    return 1000 * (time.thread_time() - start) / part


#: Counts what it gets done in four seconds.
_LOOP = """
import time
def loop():
    total = 0
    for number in range(100_000):
        total += number
end, done = time.monotonic() + 4, 0
while time.monotonic() < end:
    loop()
    done += 1
print(done)
"""


def loops(processes: int) -> int:
    """What processes that share nothing get done at once: no scan can gain more by a second one than they do."""
    run = [sys.executable, "-c", _LOOP]
    started = [subprocess.Popen(run, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return sum(int(process.communicate()[0]) for process in started)


@contextmanager
def paced() -> Iterator[list[float]]:
    """What the loop takes meanwhile, looked at every two seconds."""
    found, over = [pace()], threading.Event()

    def look() -> None:
        while not over.wait(2):
            # The first loop after a rest is slow by itself.
            found.append(min(pace(0.01) for _ in range(3)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def show(title: str, size: int, spent: Spent, paces: list[float], *, own: bool = True) -> float:
    """A line of the table; the speed by the clock.

    :param own: whether the processes are all the command's own.
    """
    clock, busy, mean = size / 1e6 / spent.clock, size / 1e6 / spent.busy, sum(paces) / len(paces)
    rest = f"{busy:10.2f}{spent.memory:9.0f} MB" if own else f"{'-':>10}{'-':>9}   "
    print(f"{title:<32}{clock:8.2f}{rest}   pace {paces[0]:4.0f}, {mean:4.0f} ms", flush=True)
    return clock


class Bench:
    """The runs over one corpus; what one of them leaves, others compare theirs with."""

    def __init__(self, folder: Path, megabytes: float) -> None:
        self.folder, self.corpus = folder, folder / "corpus.jsonl"
        self.size = make(self.corpus, megabytes)
        self.megabytes = megabytes
        self.alone = 0.0

    def _run(self, title: str, name: str, *options: str, own: bool = True) -> float:
        out = self.folder / name
        shutil.rmtree(out, ignore_errors=True)
        with paced() as paces:
            spent = watched(command(self.corpus, out, *options))
        return show(title, self.size, spent, paces, own=own)

    def terms(self) -> None:
        self._run("terms, one process", "terms", "--terms-only", "--jobs", "1")

    def all(self) -> None:
        self.alone = self._run("terms, formulas, figures, one", "all", "--jobs", "1")

    def two(self) -> None:
        both = self._run("terms, formulas, figures, two", "two", "--jobs", "2")
        if self.alone:
            print(
                f"two processes by the clock: {both / self.alone:.2f} × (loops: {loops(2) / loops(1):.2f} ×)",
                flush=True,
            )
            self._compare("two")

    def killed(self) -> None:
        """Killed with all its processes when a third and when two thirds of the shards are done."""
        out = self.folder / "killed"
        shutil.rmtree(out, ignore_errors=True)
        shards_of_it = max(3, int(self.size / 4e6))
        run, clock = command(self.corpus, out, "--jobs", "2"), 0.0
        for goal in (shards_of_it // 3, 2 * shards_of_it // 3):
            clock += watched(run, lambda goal=goal: _lines(out / "parts" / "journal.jsonl") >= goal).clock
        clock += watched(run).clock
        print(f"killed twice and resumed: {clock:.0f} s by the clock", flush=True)
        self._compare("killed")

    def cluster(self) -> None:
        with _cluster(self.folder) as address:
            self._run("the same, Dask, two workers", "cluster", "--cluster", address, own=False)
        self._compare("cluster")

    def _compare(self, name: str) -> None:
        if (self.folder / "all").is_dir():
            names = ("documents", "terms", "formulas", "figures")
            same = all(_same(self.folder / "all" / f"{n}.parquet", self.folder / name / f"{n}.parquet") for n in names)
            print(f"  the tables are {'the same' if same else 'DIFFERENT'} as those of one process", flush=True)

    def once(self) -> None:
        """Each sentence once, in this process, without the start: by processor time."""
        path = self.folder / "once.jsonl"
        size = make_once(path)
        glossary = jingci.load_glossary()
        found = list(shards(open_corpus(path).items()))
        for title, terms_only in (("terms, each sentence once", True), ("all, each sentence once", False)):
            order = Order(Plan.of(glossary, terms_only=terms_only), "parquet", 20_000_000)
            scan_shard(Shard(0, found[0].items[:1], 0), order)
            before, start = pace(), time.process_time()
            for shard in found:
                scan_shard(shard, order)
            busy = time.process_time() - start
            print(
                f"{title:<32}{'-':>8}{size / 1e6 / busy:10.2f}{'-':>9}      pace {before:4.0f}, {pace():4.0f} ms",
                flush=True,
            )

    def profile(self) -> None:
        path = self.folder / "small.jsonl"
        size = make(path, max(5.0, self.megabytes / 100))
        profiler = cProfile.Profile()
        arguments: tuple[Any, ...] = (open_corpus(path), jingci.load_glossary(), self.folder / "profile", Scan(jobs=1))
        profiler.runcall(scan_corpus, *arguments)
        print(f"profile of one process over {size / 1e6:.1f} MB, with the start", flush=True)
        for order, rows in (("cumulative", 45), ("tottime", 25)):
            pstats.Stats(profiler).sort_stats(order).print_stats("jingci|daachorse|pyarrow|json", rows)

    def peers(self) -> None:
        """jieba's segmentation with the forms as user dictionary, and spaCy's PhraseMatcher: only terms."""
        from matching import bare_automaton, jieba_cut, phrase_matcher

        text = ""
        with self.corpus.open(encoding="utf-8") as lines:
            while len(text) < 700_000 and (row := next(lines, "")):
                text += json.loads(row)["text"] + "\n"
        size = len(text.encode()) / 1e6
        forms = sorted({form.text for c in jingci.load_glossary().concepts if c.link == "match" for form in c.zh})
        for peer in (bare_automaton(forms, text), phrase_matcher(forms, text), jieba_cut(forms, text)):
            if peer is not None:
                print(f"{peer[0] + ', terms':<40}{peer[1]:10.2f}   ({size:.1f} MB)", flush=True)


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") - 1 if file.is_file() else 0


def _same(one: Path, other: Path) -> bool:
    """Whether two tables hold the same, a group of rows at a time."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(one) as first, pq.ParquetFile(other) as second:
        if first.metadata.num_rows != second.metadata.num_rows:
            return False
        pairs = zip(first.iter_batches(100_000), second.iter_batches(100_000), strict=True)
        return all(left.equals(right) for left, right in pairs)


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """A scheduler and two workers as ``dask scheduler`` and ``dask worker`` start them; the scheduler's file."""
    file, code = folder / "dask.json", "import sys; from distributed.cli.{} import main; main(sys.argv[1:])"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}

    def start(kind: str, *options: str) -> subprocess.Popen[bytes]:
        run = [sys.executable, "-c", code.format(kind), *options, "--no-dashboard", "--scheduler-file", str(file)]
        return subprocess.Popen([*run, "--host", "127.0.0.1"], **quiet)  # type: ignore[call-overload,no-any-return]

    processes = [start("dask_scheduler", "--port", "0", "--no-show")]
    processes += [start("dask_worker", "--nthreads", "1", "--nworkers", "1", "--no-nanny") for _ in range(2)]
    try:
        limit = time.monotonic() + 60
        while not file.exists() and time.monotonic() < limit:
            time.sleep(0.1)
        yield str(file)
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=200)
    parser.add_argument("--only", choices=PARTS, action="append", help="again for several; all where none is given")
    parser.add_argument("--folder", type=Path, help="where the corpus and the tables go (a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        bench = Bench(Path(folder), options.megabytes)
        print(f"Python {sys.version}")
        print(f"{bench.size / 1e6:.0f} MB of text; MB/s by the clock, by processor time; most memory", flush=True)
        for part in PARTS:
            if not options.only or part in options.only:
                getattr(bench, part)()


if __name__ == "__main__":
    main()
