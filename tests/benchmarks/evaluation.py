"""What the measures say of systems whose faults are known, and of machine translation; how long they take.

    python tests/benchmarks/evaluation.py [--data DIR] [--pairs N]
    python tests/benchmarks/evaluation.py --wmt DIR [--baseline SYSTEM]

``--wmt`` takes a folder as the WMT's shared tasks publish them (github.com/wmt-conference/wmt21-news-systems, its
``txt``): ``sources/TEST.zh-en.src.zh``, ``references/TEST.zh-en.ref.A.en`` and ``system-outputs/TEST.zh-en.hyp.*.en``.

The systems of the first command are no machine translation: each is the reference with one kind of damage, seeded, so
that it is known which measure ought to see it. They are made of the five editions, and of N pairs of ``DIR``
(``../shared/data`` beside the checkout by default), which holds ``wmt17-20.zh`` and ``wmt17-20.en``: 12,397 professional
pairs. sacrebleu alone is the peer that the time of all measures is given in multiples of.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path

from jingci.edition import edition_folders
from jingci.evaluation import METRICS, Evaluation, evaluate
from jingci.evaluation.texts import text_metrics, text_scores
from jingci.glossary import Glossary, load_glossary
from jingci.jobs.evaluating import align

SEED = 20181127


def digits(rng: random.Random, text: str) -> str:
    """One digit in three is another."""
    return re.sub(r"\d", lambda m: rng.choice("0123456789") if rng.random() < 0.33 else m[0], text)


def dropped(rng: random.Random, text: str) -> str:
    """One segment in twelve is gone, and one in six without its last half."""
    draw = rng.random()
    words = text.split()
    return "" if draw < 1 / 12 else " ".join(words[: (len(words) + 1) // 2]) if draw < 1 / 4 else text


def swapped(rng: random.Random, text: str, terms: list[str]) -> str:
    """One rendering of the termbase in four is that of another term."""

    def other(match: re.Match[str]) -> str:
        return rng.choice(terms) if rng.random() < 0.25 else match[0]

    return _of(tuple(terms)).sub(other, text)


def short_words(rng: random.Random, text: str) -> str:
    """Two short words in five are other short words; where one stands in a rendering of a term, that is gone."""
    words = text.split(" ")
    return " ".join(rng.choice(["and", "of", "to", "by"]) if w in _SHORT and rng.random() < 0.4 else w for w in words)


_SHORT = frozenset({"the", "of", "and", "in", "to", "by", "for", "with", "on"})
_PATTERNS: dict[tuple[str, ...], re.Pattern[str]] = {}


def _of(terms: tuple[str, ...]) -> re.Pattern[str]:
    if terms not in _PATTERNS:
        longest = sorted(terms, key=len, reverse=True)
        _PATTERNS[terms] = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
    return _PATTERNS[terms]


def systems_of(references: list[str], terms: list[str]) -> dict[str, list[str]]:
    """The damaged systems; the first is the baseline."""
    rng = random.Random(SEED)
    return {
        "short words": [short_words(rng, text) for text in references],
        "digits": [digits(rng, text) for text in references],
        "dropped": [dropped(rng, text) for text in references],
        "terms": [swapped(rng, text, terms) for text in references],
    }


def ranking(found: Evaluation) -> None:
    """Systems by chrF++; a star where both tests say that a score is not the baseline's (p < 0.05)."""
    sure: dict[tuple[str, str], list[bool]] = {}
    for comparison in found.comparisons:
        verdict = comparison.p is not None and comparison.p < 0.05
        sure.setdefault((comparison.system, comparison.metric), []).append(verdict)
    print("| system | " + " | ".join(METRICS[name].label for name in found.metrics) + " |")
    print("|---|" + "---|" * len(found.metrics))
    for system in sorted(found.systems, key=lambda scores: -(scores.overall["chrf"] or 0)):
        cells = [
            f"{score:.2f}{'*' if all(sure.get((system.name, name), [False])) else ''}"
            for name in found.metrics
            if (score := system.overall[name]) is not None
        ]
        print(f"| {system.name} | {' | '.join(cells)} |")
    if found.reference is not None:
        cells = [
            f"{score:.2f}" if (score := found.reference.overall.get(m)) is not None else "–" for m in found.metrics
        ]
        print(f"| (reference) | {' | '.join(cells)} |")


def damaged(references: list[str], glossary: Glossary) -> dict[str, list[str]]:
    """The damaged systems, with the renderings that stand in the references."""
    terms = [r.text for c in glossary.concepts for r in c.en if r.status == "preferred" and " " in r.text]
    there = "\n".join(references)
    return systems_of(references, [text for text in terms if text in there])


def published(folder: Path, baseline: str) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """The systems of a shared task, the baseline first; the references and the sources."""

    def lines(path: Path) -> list[str]:
        return path.read_text(encoding="utf-8").split("\n")[:-1]

    (reference,) = folder.glob("references/*.zh-en.ref.A.en")
    (source,) = folder.glob("sources/*.zh-en.src.zh")
    outputs = sorted(folder.glob("system-outputs/*.zh-en.hyp.*.en"))
    systems = {path.name.split(".hyp.")[1].removesuffix(".en"): lines(path) for path in outputs}
    first = {baseline: systems[baseline]} if baseline else {}
    return {**first, **systems}, lines(reference), lines(source)


def run(
    title: str,
    systems: dict[str, list[str]],
    references: list[str],
    sources: list[str],
    documents: list[str] | None,
    glossary: Glossary,
) -> None:
    """One table, and what it took."""
    start = time.process_time()
    found = evaluate(systems, references, sources, glossary, documents=documents, differing=0)
    whole = time.process_time() - start
    start = time.process_time()
    evaluate(systems, references, sources, glossary, tests=(), differing=0)
    scored = time.process_time() - start
    start = time.process_time()
    for texts in systems.values():
        text_scores(text_metrics(references), texts)
    peer = time.process_time() - start
    print(f"\n{title}: {found.segments:,} segments\n")
    ranking(found)
    print(f"\nscores {scored:.1f} s, {scored / peer:.1f} × sacrebleu's three alone; with both tests {whole:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data")
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--wmt", type=Path)
    parser.add_argument("--baseline", default="", help="what the others are compared with [default: the first]")
    args = parser.parse_args()
    glossary = load_glossary()
    if args.wmt:
        systems, references, sources = published(args.wmt, args.baseline)
        run(args.wmt.name, systems, references, sources, None, glossary)
        return
    editions = str(next(iter(edition_folders().values())).parent)
    aligned = align([editions], editions)
    run(
        "The editions",
        damaged(aligned.references, glossary),
        aligned.references,
        aligned.sources or [],
        aligned.documents,
        glossary,
    )
    if not (args.data / "wmt17-20.zh").is_file():
        print(f"\n{args.data} is not there, so the WMT pairs are left out")
        return
    zh, en = ((args.data / f"wmt17-20.{lang}").read_text(encoding="utf-8").split("\n")[:-1] for lang in ("zh", "en"))
    chosen = sorted(random.Random(SEED).sample(range(len(zh)), args.pairs))
    references, sources = [en[place] for place in chosen], [zh[place] for place in chosen]
    run("WMT pairs", damaged(references, glossary), references, sources, None, glossary)


if __name__ == "__main__":
    main()
