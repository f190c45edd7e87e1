"""How fast terms are found, beside the bare automaton, spaCy and jieba in the same run.

    python tests/benchmarks/matching.py [--megabytes 50] [--only TABLE]

The text is made of the sentences of the five reports, shuffled with a stated seed (their punctuation and line breaks
kept), until it has so many megabytes of UTF-8. It is searched for the forms of the termbase, and for 10,000 words drawn
with a stated seed from jieba's dictionary. A peer that is not installed is named as missing. The slow peers search a
stated part of the text. Speeds are by processor time, the best of some runs on one core, so that other work on the
machine disturbs them less; only the two processes are timed by the clock.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import multiprocessing
import os
import random
import re
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from jingci.boundaries import Boundaries, Lexicon, contexts
from jingci.edition import edition_folders
from jingci.folding import fold
from jingci.glossary import Glossary, load_glossary
from jingci.glossary.lexicon import load_lexicon
from jingci.match import Matcher, Pattern

SEED = 20_260_101
RUNS = 3
Row = tuple[str, float, float]


def shuffled_text(megabytes: float, seed: int = SEED) -> str:
    """Sentences of the five reports in random order, again and again."""
    sentences = [
        found.group()
        for folder in edition_folders().values()
        for found in re.finditer(r"[^。！？\n]+[。！？\n]*", (folder / "source.zh.txt").read_text(encoding="utf-8"))
    ]
    generator = random.Random(seed)
    parts: list[str] = []
    size, goal = 0, megabytes * 1e6
    while size < goal:
        generator.shuffle(sentences)
        for sentence in sentences:
            parts.append(sentence)
            size += len(sentence.encode())
            if size >= goal:
                break
    return "".join(parts)


def drawn_words(count: int, seed: int = SEED, least: int = 0) -> list[str]:
    """Words drawn from jieba's dictionary, of two characters and more.

    :param least: only words that the dictionary counts so often.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return []
    lines = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    counted = (line.split(" ")[:2] for line in lines)
    words = sorted({fold(word).text for word, often in counted if int(often) >= least})
    return random.Random(seed).sample([word for word in words if len(word) > 1], count)


def matcher_of(words: Iterable[str]) -> Matcher:
    """A matcher with the veto, as the termbase has it."""
    lexicon = Lexicon(load_lexicon())
    patterns = []
    for number, word in enumerate(words):
        context = contexts(word, lexicon)
        patterns.append(Pattern(word, number, context.left, context.right))
    return Matcher(patterns, Boundaries(load_lexicon(), (pattern.text for pattern in patterns)))


def best(text: str, run: Callable[[str], int], runs: int = RUNS) -> tuple[float, float]:
    """Megabytes a second, and hits a megabyte."""
    size = len(text.encode()) / 1e6
    seconds, hits = 1e9, 0
    for _ in range(runs):
        gc.collect()
        begun = time.process_time()
        hits = run(text)
        seconds = min(seconds, time.process_time() - begun)
    return size / seconds, hits / size


def count(hits: Iterable[object]) -> int:
    return sum(1 for _ in hits)


def version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def bare_automaton(words: list[str], text: str) -> Row:
    import daachorse

    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    return f"daachorse {version('daachorse')} alone", *best(text, lambda t: len(automaton.find(t)))


def phrase_matcher(words: list[str], text: str) -> Row | None:
    if not version("spacy"):
        return None
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("zh")  # one token a character
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("term", list(nlp.tokenizer.pipe(words)))

    def run(part: str) -> int:
        return sum(len(matcher(doc)) for doc in nlp.tokenizer.pipe(part.split("\n")))

    return f"spaCy {version('spacy')} PhraseMatcher", *best(text, run, 1)


def jieba_cut(words: list[str], text: str) -> Row | None:
    if not version("jieba"):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    wanted = set(words)
    for word in words:
        tokenizer.add_word(word)
    name = f"jieba {version('jieba')}, user dictionary"
    return name, *best(text, lambda t: sum(1 for token in tokenizer.cut(t) if token in wanted), 1)


def table(title: str, words: list[str], ours: list[tuple[str, Callable[[str], int]]], text: str) -> None:
    size = len(text.encode()) / 1e6
    print(f"\n{title}: {len(words)} forms, {size:.1f} MB, {len(text):,} characters")
    bare = bare_automaton(words, text)
    rows = [bare, *((name, *best(text, run)) for name, run in ours)]
    part = text[: len(text) // 25]
    peers = [phrase_matcher(words, part), jieba_cut(words, part)]
    scan = rows[1][1]
    print(f"  {'':38} {'MB/s':>8} {'hits/MB':>9} {'scan is':>9}")
    for name, speed, hits in [*rows, *(peer for peer in peers if peer)]:
        print(f"  {name:38} {speed:8.2f} {hits:9.0f} {scan / speed:8.2f}x")
    for name, peer in zip(("spaCy", "jieba"), peers, strict=True):
        if peer is None:
            print(f"  {name} is not installed: not measured")
    print(f"  (spaCy and jieba on {len(part.encode()) / 1e6:.1f} MB of the same text)")


def words_table(text: str, least: int) -> None:
    """Words drawn from all of jieba's dictionary, or from its common words, which hit far more often."""
    words = drawn_words(10_000, least=least)
    if not words:
        print("\njieba is not installed: no words to draw")
        return
    matcher = matcher_of(words)
    kind = f"that it counts {least} times or more, " if least else ""
    ours = [("jingci scan", lambda text: count(matcher.scan(text)))]
    table(f"words of jieba's dictionary, {kind}seed {SEED}", words, ours, text)


def two_processes(text: str) -> None:
    """Two processes with half of the text each, beside one with all of it."""
    halves = [text[: len(text) // 2], text[len(text) // 2 :]]
    one, one_busy = _timed_pool([text])
    two, two_busy = _timed_pool(halves)
    print(f"\ntwo processes, by the clock: {one:.2f} s with one, {two:.2f} s with two: {one / two:.2f} times as fast")
    print(f"  processor time of the slower: {one_busy:.2f} s and {two_busy:.2f} s: {one_busy / two_busy:.2f} times")
    print(f"  (load of the machine {os.getloadavg()[0]:.1f}: the clock says little where that is above 1)")


def _timed_pool(parts: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and the processor time of the process that needs most."""
    context = multiprocessing.get_context("fork")
    with context.Pool(len(parts)) as pool:
        pool.map(_scan_part, ["三化"] * len(parts), chunksize=1)
        begun = time.perf_counter()
        busy = max(pool.map(_scan_part, parts, chunksize=1))
        return time.perf_counter() - begun, busy


def _scan_part(text: str) -> float:
    begun = time.process_time()
    count(_shared().scan(text))
    return time.process_time() - begun


_kept: list[Glossary] = []


def _shared() -> Glossary:
    if not _kept:
        _kept.append(load_glossary())
    return _kept[0]


def by_length(glossary: Glossary, text: str) -> None:
    print("\nby length of the document:")
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        if size <= len(text):
            part = text[:size]
            speed, _ = best(part, lambda t: count(glossary.scan(t)), RUNS if size > 100_000 else 10)
            nanoseconds = len(part.encode()) / 1e6 / speed / len(part) * 1e9
            print(f"  {size:>10,} characters {nanoseconds:8.1f} ns a character")


def memory() -> None:
    """Build time and memory by number of forms, each in a fresh process."""
    print("\nbuilding from words of jieba's dictionary (an index holds the contexts ready), and memory that stays:")
    for size in (1_000, 10_000, 100_000):
        words = "\n".join(drawn_words(size))
        command = [sys.executable, __file__, "--build"]
        done = subprocess.run(command, input=words, capture_output=True, text=True, check=True)
        print(f"  {done.stdout.strip()}")


def build() -> None:
    words = sys.stdin.read().split("\n")
    gc.collect()
    before = _resident()
    begun = time.process_time()
    load_lexicon()
    loaded = time.process_time()
    with_lexicon = _resident()
    matcher = matcher_of(words)
    prepared = time.process_time()
    count(matcher.scan("民警情绪"))
    ready = time.process_time()
    gc.collect()
    print(
        f"{len(words):>8,} forms: lexicon {loaded - begun:5.2f} s, contexts and veto {prepared - loaded:6.2f} s, automaton "
        f"{ready - prepared:5.2f} s; lexicon {with_lexicon - before:5.1f} MB, the rest {_resident() - with_lexicon:6.1f} MB"
    )


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=["termbase", "words", "length", "processes", "memory"], action="append")
    chosen = parser.parse_args()
    if chosen.build:
        build()
        return
    only = chosen.only or ["termbase", "words", "length", "processes", "memory"]
    text = shuffled_text(chosen.megabytes)
    glossary = _shared()
    count(glossary.scan(text[:1000]))
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, seed {SEED}, load {os.getloadavg()[0]:.1f}")
    if "termbase" in only:
        forms = sorted({fold(f.text).text for c in glossary.concepts if c.link == "match" for f in c.zh})
        ours = [("jingci scan", lambda t: count(glossary.scan(t))), ("jingci find", lambda t: len(glossary.find(t)))]
        table("the termbase", forms, ours, text)
    if "words" in only:
        for least in (0, 300):
            words_table(text, least)
    if "length" in only:
        by_length(glossary, text)
    if "processes" in only:
        two_processes(text)
    if "memory" in only:
        memory()


if __name__ == "__main__":
    main()
