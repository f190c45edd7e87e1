"""The annotated names beside what the tool finds: precision, recall and F1 on spans, and the share of right English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jingci.data import parse_yaml

HERE = Path(__file__).parent
KINDS = {"P": "place", "O": "organ", "T": "person-title"}
Item = tuple[int, int, str, str]


def annotated(text: str, names: Iterable[str]) -> list[Item]:
    """The names of one text as (start, end, kind, English), found in order."""
    items: list[Item] = []
    at = 0
    for entry in names:
        kind, _, rest = entry.partition(" ")
        zh, _, english = rest.partition(" = ")
        at = text.index(zh, at)
        items.append((at, at + len(zh), KINDS[kind], english))
        at += len(zh)
    return items


def sentences() -> list[tuple[str, list[Item]]]:
    """The hand-written sentences."""
    return _sentences("sentences.yaml")


def _sentences(name: str) -> list[tuple[str, list[Item]]]:
    """The hand-written sentences."""
    path = HERE / name
    records: Any = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    return [(str(r["zh"]), annotated(r["zh"], r.get("names", ()))) for r in records]


def held_out() -> list[tuple[str, list[Item]]]:
    """The second set, on which the rules were not made."""
    return _sentences("held-out.yaml")


def reports(folder: Path) -> list[tuple[str, list[Item]]]:
    """The five editions' source texts."""
    path = HERE / "reports.yaml"
    records: Any = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    texts = {name: (folder / name / "source.zh.txt").read_text(encoding="utf-8") for name in records}
    return [(texts[name], annotated(texts[name], names)) for name, names in records.items()]


@dataclass
class Score:
    """Counts over a corpus, and what was wrong."""

    right: int = 0
    missed: int = 0
    false: int = 0
    english: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.false)

    @property
    def english_right(self) -> float:
        return self.english / max(1, self.right)

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}, English {self.english_right:.3f} "
            f"({self.right} right, {self.missed} missed, {self.false} false, {self.english} English)"
        )


def score(corpus: Iterable[tuple[str, list[Item]]], find: Callable[[str], list[Any]]) -> Score:
    """What ``find`` finds, against the annotation: a hit has the span and the kind."""
    total = Score()
    for text, expected in corpus:
        found = {(name.span.start, name.span.end, name.kind): name.english for name in find(text)}
        wanted = {item[:3]: item[3] for item in expected}
        for key, english in wanted.items():
            shown = text[key[0] : key[1]]
            if key not in found:
                total.missed += 1
                total.errors.append(f"missed {key[2]} {shown} | {text[:60]}")
            else:
                total.right += 1
                total.english += found[key] == english
                if found[key] != english:
                    total.errors.append(f"English {shown}: {found[key]!r}, not {english!r}")
        for key in found.keys() - wanted.keys():
            total.false += 1
            total.errors.append(f"false {key[2]} {text[key[0] : key[1]]} | {text[:60]}")
    return total


if __name__ == "__main__":
    from jingci.names import find_names

    editions = HERE.parents[1] / "translations"
    for title, corpus in (("sentences", sentences()), ("held out", held_out()), ("reports", reports(editions))):
        result = score(corpus, find_names)
        print(title, result, *result.errors, sep="\n  ")
