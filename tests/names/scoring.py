"""The annotated names beside what the tool finds: precision, recall and F1 on spans, and the share of right English.

cd tests && python -m names.scoring
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from corpus.score import Score
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
    """The sentences of a file in this folder."""
    path = HERE / name
    records: Any = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    return [(str(r["zh"]), annotated(r["zh"], r.get("names", ()))) for r in records]


def held_out() -> list[tuple[str, list[Item]]]:
    """The set on which the rules were not made."""
    return _sentences("held-out.yaml")


def second() -> list[tuple[str, list[Item]]]:
    """The set written before the rules on word evidence."""
    return _sentences("second.yaml")


def third() -> list[tuple[str, list[Item]]]:
    """The set written after those rules, and before the tool was run on it."""
    return _sentences("third.yaml")


def reports(folder: Path) -> list[tuple[str, list[Item]]]:
    """The five editions' source texts."""
    path = HERE / "reports.yaml"
    records: Any = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    texts = {name: (folder / name / "source.zh.txt").read_text(encoding="utf-8") for name in records}
    return [(texts[name], annotated(texts[name], names)) for name, names in records.items()]


def score(corpus: Iterable[tuple[str, list[Item]]], find: Callable[[str], list[Any]]) -> Score:
    """What ``find`` finds, against the annotation: a hit has the span and the kind; ``exact`` counts right English."""
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
                total.exact += found[key] == english
                if found[key] != english:
                    total.errors.append(f"English {shown}: {found[key]!r}, not {english!r}")
        for key in found.keys() - wanted.keys():
            total.false += 1
            total.errors.append(f"false {key[2]} {text[key[0] : key[1]]} | {text[:60]}")
    return total


if __name__ == "__main__":
    from jingci.names import find_names

    editions = HERE.parents[1] / "translations"
    for title, corpus in (
        ("sentences", sentences()),
        ("held out", held_out()),
        ("second", second()),
        ("third", third()),
        ("reports", reports(editions)),
    ):
        result = score(corpus, find_names)
        print(title, result, *result.errors, sep="\n  ")
