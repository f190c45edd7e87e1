"""A translation memory of a million segments: speed, size and recall, beside brute-force rapidfuzz and OmegaT's formula.

    python tests/benchmarks/memory.py [--segments N] [--queries N] [--oracle N] [--data DIR]

The segments, of about 40 characters, are clauses of real sentences (the editions; ``wmt17-20.zh`` in DIR,
``../shared/data`` beside the checkout by default) put together anew, a third of them altered in one to twelve places;
everything is seeded. The queries are stored segments altered in none to fourteen places, and one in five is new.

Built and asked in processes of their own, whose peak resident memory is shown. The oracle, rapidfuzz over every segment
with the same tokens, answers ``--oracle`` of the queries. OmegaT's score (``FuzzyMatcher.calcSimilarity`` over the
tokens of its tokenizer) is computed for the pairs found, over jieba's words where that is installed, with and without
figures and marks: OmegaT shows three such scores and sorts by the first, which leaves both out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from jingci.edition import edition_folders, load_edition
from jingci.memory import Memory, MemoryFile
from jingci.memory.tokens import key_of, tokens_of
from jingci.model import TranslationUnit

SEED = 20240229
LENGTH = 40
_CLAUSE = re.compile(r"[^,。;!?、]+[,。;!?、]?")


def clauses(data: Path) -> list[str]:
    """Clauses of real sentences, as keys."""
    texts = [segment.zh for folder in edition_folders().values() for segment in load_edition(folder).body]
    texts += (data / "wmt17-20.zh").read_text(encoding="utf-8").splitlines()
    return [clause for text in texts for clause in _CLAUSE.findall(key_of(text)) if len(clause) > 3]


def segment(rng: random.Random, pool: list[str]) -> str:
    """Clauses put together to some 40 characters."""
    parts = ""
    while len(parts) < LENGTH - 4:
        parts += rng.choice(pool)
    return parts[: LENGTH + 4].rstrip(",、") + "。"


def altered(rng: random.Random, text: str, letters: str, edits: int) -> str:
    """A segment with characters replaced, dropped, put in, or a figure changed."""
    chars = list(text)
    for _ in range(edits):
        place, what = rng.randrange(len(chars)), rng.random()
        if chars[place].isdigit():
            chars[place] = rng.choice("0123456789")
        elif what < 0.6:
            chars[place] = rng.choice(letters)
        elif what < 0.8 and len(chars) > 5:
            del chars[place]
        else:
            chars.insert(place, rng.choice(letters))
    return "".join(chars)


def write_segments(path: Path, data: Path, count: int, queries: int) -> list[str]:
    """Write the segments, one a line; the queries."""
    rng = random.Random(SEED)
    pool = clauses(data)
    letters = "".join(pool)
    recent: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count):
            text = segment(rng, pool)
            if recent and rng.random() < 1 / 3:
                text = altered(rng, rng.choice(recent), letters, rng.randint(1, 12))
            if len(recent) < 50_000:
                recent.append(text)
            else:
                recent[rng.randrange(len(recent))] = text
            file.write(text + "\n")
    asked = []
    for _ in range(queries):
        old = rng.random() < 0.8
        asked.append(altered(rng, rng.choice(recent), letters, rng.randint(0, 14)) if old else segment(rng, pool))
    return asked


def peak_mb() -> float:
    """This process's peak resident memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(folder: Path) -> dict[str, float]:
    """Build the memory, then add a hundred units to it."""

    def units(prefix: str, lines: Iterator[str]) -> Iterator[TranslationUnit]:
        for number, line in enumerate(lines):
            yield TranslationUnit(
                str(number), line.rstrip("\n"), f"{prefix} segment {number}, in English as long as such are"
            )

    start = time.perf_counter()
    with (
        MemoryFile(folder / "memory.sqlite", create=True) as memory,
        (folder / "zh.txt").open(encoding="utf-8") as file,
    ):
        memory.add(units("the", file), name="big")
        built = time.perf_counter() - start
    start = time.perf_counter()
    with MemoryFile(folder / "memory.sqlite") as memory:
        lines = [f"新增的第{number}条单位,内容是{number * 7}项工作的安排部署情况。" for number in range(100)]
        memory.add(units("a new", iter(lines)), name="small")
    size = (folder / "memory.sqlite").stat().st_size / 1e6
    return {"seconds": built, "hundred": time.perf_counter() - start, "peak": peak_mb(), "size": size}


def ask(folder: Path) -> dict[str, object]:
    """Ask the memory every query twice: cold is the first of all, the times are of the second round."""
    queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    start = time.perf_counter()
    with Memory(MemoryFile(folder / "memory.sqlite")) as memory:
        memory.matches(queries[0])
        first = time.perf_counter() - start
        answers, rounds = [], []
        for _ in range(2):
            times = []
            answers = []
            for query in queries:
                start, work = time.perf_counter(), time.process_time()
                found = memory.matches(query, limit=1)
                times.append((time.perf_counter() - start, time.process_time() - work))
                answers.append((found[0].score, found[0].zh) if found else (0, ""))
            rounds.append(times)
        return {"first": first, "rounds": rounds, "answers": answers, "peak": peak_mb()}


def in_process(part: str, folder: Path) -> dict[str, object]:
    """Run a part of this file in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--folder", str(folder)]
    result: dict[str, object] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return result


class Oracle:
    """rapidfuzz over every segment, one character a token."""

    def __init__(self, path: Path) -> None:
        self._codes: dict[str, str] = {}
        with path.open(encoding="utf-8") as file:
            self.segments = [self.encoded(line.rstrip("\n")) for line in file]

    def encoded(self, text: str) -> str:
        """The text with a character of its own for each long token."""
        tokens = tokens_of(key_of(text))
        return "".join(t if len(t) == 1 else self._codes.setdefault(t, chr(0xF0000 + len(self._codes))) for t in tokens)

    def best(self, query: str) -> int:
        """The best score, as the memory counts it, from 70 on; else 0."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        text = self.encoded(query)
        scorer = Levenshtein.normalized_similarity
        found = process.extractOne(text, self.segments, scorer=scorer, score_cutoff=0.7 - 1e-9)
        if found is None:
            return 0
        longest = max(len(text), len(found[0]))
        return 100 * (longest - Levenshtein.distance(text, found[0])) // longest


def omegat(one: Sequence[str], other: Sequence[str]) -> int:
    """OmegaT's similarity of two sequences of tokens."""
    from rapidfuzz.distance import Levenshtein

    longest = max(len(one), len(other))
    return 100 * (longest - Levenshtein.distance(one, other)) // longest if longest else 0


def percentile(values: Sequence[float], share: float) -> float:
    """A percentile in milliseconds."""
    return 1000 * sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(title: str, values: Sequence[float]) -> str:
    """One line of percentiles."""
    shown = "   ".join(
        f"{name} {percentile(values, share):7.1f}" for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    )
    return f"{title:<34}{shown}   max {1000 * max(values):7.1f} ms"


def compare(queries: list[str], answers: list[tuple[int, str]], oracle: Oracle, count: int) -> None:
    """Print recall and speed beside the oracle."""
    times, best = [], []
    for query in queries[:count]:
        start, work = time.perf_counter(), time.process_time()
        best.append(oracle.best(query))
        times.append((time.perf_counter() - start, time.process_time() - work))
    cases = [(score, found) for score, (found, _) in zip(best, answers, strict=False) if score >= 70]
    hits = sum(found == score for score, found in cases)
    wrong = sum(found > score for score, (found, _) in zip(best, answers, strict=False) if score or found >= 70)
    for kind, values in zip(("wall", "processor"), zip(*times, strict=True), strict=True):
        print(row(f"brute-force rapidfuzz, {kind}", values))
    print(f"top hit found                  {hits} of {len(cases)} that brute force finds at 70 or more; {wrong} wrong")


def beside_omegat(queries: list[str], answers: list[tuple[int, str]]) -> None:
    """Print how OmegaT's score differs on the pairs found."""
    pairs = [(query, zh, score) for query, (score, zh) in zip(queries, answers, strict=True) if zh and score < 100]
    ways = {"characters, figures, marks": lambda text: tokens_of(key_of(text))}
    try:
        import jieba

        jieba.setLogLevel(60)
        ways["jieba's words, figures, marks"] = lambda text: list(jieba.cut(key_of(text)))
        ways["jieba's words only"] = lambda text: [w for w in jieba.cut(key_of(text)) if re.match(r"[^\W\d]", w)]
    except ImportError:
        print("jieba is not installed: OmegaT's formula over characters only")
    for name, tokens in ways.items():
        others = [omegat(tokens(query), tokens(zh)) for query, zh, _ in pairs]
        gaps = [other - score for other, (_, _, score) in zip(others, pairs, strict=True)]
        print(
            f"  OmegaT over {name:<30} mean difference {statistics.mean(gaps):+6.1f}   within 5: "
            f"{100 * sum(abs(gap) <= 5 for gap in gaps) / len(gaps):5.1f} %   "
            f"70 or more: {100 * sum(other >= 70 for other in others) / len(others):5.1f} %   "
            f"100: {sum(other == 100 for other in others)} of {len(pairs)}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="The translation memory at size.")
    parser.add_argument("--segments", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--oracle", type=int, default=300)
    default = Path(__file__).parents[2].parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--part", choices=["build", "ask"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps({"build": build, "ask": ask}[options.part](options.folder)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        queries = write_segments(folder / "zh.txt", options.data, options.segments, options.queries)
        (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
        built = in_process("build", folder)
        print(
            f"{options.segments:,} segments built in    {built['seconds']:.0f} s, peak {built['peak']:.0f} MB, "
            f"file {built['size']:.0f} MB; a hundred more in {built['hundred']:.2f} s"
        )
        asked = in_process("ask", folder)
        answers = [(score, zh) for score, zh in asked["answers"]]  # type: ignore[attr-defined]
        first, second = asked["rounds"]  # type: ignore[misc]
        for round_, times in (("first round", first), ("second round", second)):
            for kind, values in zip(("wall", "processor"), zip(*times, strict=True), strict=True):
                print(row(f"memory, {round_}, {kind}", values))
        print(f"opened and first query         {1000 * asked['first']:.0f} ms; peak {asked['peak']:.0f} MB")  # type: ignore[operator]
        compare(queries, answers, Oracle(folder / "zh.txt"), options.oracle)
        beside_omegat(queries, answers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
