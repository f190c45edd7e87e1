"""BLEU, chrF++ and TER, their signatures and their significance are those of the sacrebleu command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jingci.edition import edition_folders, load_edition
from jingci.evaluation import Evaluation, evaluate
from jingci.jobs.evaluating import align
from jingci.markup import strip_markup

OPTIONS = ["-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "--format", "json"]
METRICS = {"bleu": "BLEU", "chrf": "chrF2++", "ter": "TER"}


def damaged(text: str, number: int) -> str:
    """Every third segment without its last words, every fifth with wrong words, every eleventh gone."""
    words = text.split()
    if number % 11 == 0:
        return ""
    if number % 3 == 0:
        words = words[: -max(1, len(words) // 4)]
    if number % 5 == 0:
        words[1::7] = ["wrong"] * len(words[1::7])
    return " ".join(words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English of a real edition, and two systems that lack some of it; with blanks at ends and odd line breaks."""
    folder = tmp_path_factory.mktemp("sacrebleu")
    english = [strip_markup(segment.en) for segment in load_edition(edition_folders()["ezhou-2015"]).body]
    english[3] += "\u2028after a line separator"
    (folder / "ref.txt").write_text("".join(f"{text}  \n" for text in english), encoding="utf-8")
    for name, step in (("one", 0), ("two", 4)):
        lines = [damaged(text, number + step) for number, text in enumerate(english)]
        (folder / f"{name}.txt").write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return folder


def paired(folder: Path, *options: str) -> tuple[list[list[str]], dict[str, str]]:
    """The numbers of each cell of the second system in the command's table, and the signatures by metric.

    As text: its JSON of chrF's interval is an error in sacrebleu 2.6.0 (a float32 that cannot be written).
    """
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", "ref.txt", "-i", "one.txt", "two.txt", *OPTIONS[:-1], "text", *options],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [line.split("│")[2:-1] for line in done.stdout.splitlines() if line.startswith("│")]
    cells = ["".join(parts) for parts in zip(*rows[-2:], strict=True)]
    signatures = dict(re.findall(r"^ - (BLEU|chrF2\+\+|TER) +(\S+)$", done.stdout, re.MULTILINE))
    return [re.findall(r"[0-9]+\.[0-9]+", cell) for cell in cells], signatures


def ours(folder: Path, **options: Any) -> Evaluation:
    aligned = align([str(folder / "one.txt"), str(folder / "two.txt")], str(folder / "ref.txt"))
    return evaluate(aligned.hypotheses, aligned.references, **options)


def test_scores_and_signatures_are_those_of_the_command(folder: Path) -> None:
    found = ours(folder, tests=())
    for name, system in zip(("one.txt", "two.txt"), found.systems, strict=True):
        done = subprocess.run(
            [sys.executable, "-m", "sacrebleu", "ref.txt", "-i", name, *OPTIONS, "-w", "6"],
            cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
        for theirs, (metric, score) in zip(json.loads(done.stdout), system.overall.items(), strict=True):
            assert theirs["name"] == METRICS[metric]
            assert round(score or 0, 6) == theirs["score"]
            assert f"{theirs['name']}|{theirs['signature']}" == found.signatures[metric]


@pytest.mark.parametrize(("test", "option"), [("bootstrap", "--paired-bs"), ("randomisation", "--paired-ar")])
def test_significance_is_that_of_the_command(folder: Path, test: Any, option: str) -> None:
    samples = 200
    found = ours(folder, tests=(test,), samples=samples)
    cells, signatures = paired(folder, option, f"{option}-n", str(samples), "-w", "6")
    system = found.systems[1].overall
    assert [comparison.metric for comparison in found.comparisons] == list(METRICS)
    for comparison, cell in zip(found.comparisons, cells, strict=True):
        assert f"{system[comparison.metric]:.6f}" == cell[0]
        assert f"{comparison.p:.4f}" == cell[-1]
        if test == "bootstrap":
            assert [f"{comparison.mean:.6f}", f"{comparison.margin:.6f}"] == cell[1:3]
        name = METRICS[comparison.metric]
        assert found.signatures[comparison.metric] == f"{name}|{signatures[name]}"


def test_without_chinese_there_is_nothing_else(folder: Path) -> None:
    found = ours(folder, tests=())
    assert found.metrics == ("bleu", "chrf", "ter")
    assert found.reference is None
