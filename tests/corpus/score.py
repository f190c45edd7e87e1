"""The gold standard beside what a tool finds: precision, recall and F1 of terms, formulas and names.

Pure functions over :class:`Gold` records; what is scored comes in as a function of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jingci.data import parse_yaml

GOLD = Path(__file__).parent / "gold.yaml"
KEYS = {"id", "text", "terms", "not", "formulas", "names"}
ORIGINS = {"bracket", "before", "clause", "run", "composed", "none"}
KINDS = {"place", "organ"}
Bounds = tuple[int, int]


@dataclass(frozen=True)
class GoldFormula:
    """A counted formula: where it stands, what it counts, and the members that the text spells out."""

    span: Bounds
    count: int
    members: tuple[str, ...]
    origin: str


@dataclass(frozen=True)
class GoldName:
    """A place or an organ: where it stands, and its English, the preferred first, then what is as good."""

    span: Bounds
    kind: str
    english: tuple[str, ...]


@dataclass(frozen=True)
class Gold:
    """One annotated text."""

    id: str
    text: str
    terms: tuple[Bounds, ...]
    traps: tuple[Bounds, ...]
    formulas: tuple[GoldFormula, ...]
    names: tuple[GoldName, ...]


@dataclass
class Score:
    """Counts over a corpus; ``errors`` says in words what was wrong. What ``exact`` counts, each function says."""

    right: int = 0
    missed: int = 0
    false: int = 0
    exact: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """The share of what is right that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.false)

    @property
    def exactness(self) -> float:
        """Of what was rightly found, the share with the right members (formulas) or the right English (names)."""
        return self.exact / max(1, self.right)

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}, exact {self.exactness:.3f} "
            f"({self.right} right, {self.missed} missed, {self.false} false, {self.exact} exact)"
        )


def locate(text: str, spec: str) -> Bounds:
    """Where ``word`` (its first occurrence) or ``word@2`` (its second) stands in ``text``.

    >>> locate("民警报警", "警@2")
    (3, 4)
    """
    word, _, number = spec.partition("@")
    at = -1
    for _ in range(int(number or "1")):
        at = text.find(word, at + 1)
        if not word or at < 0:
            raise ValueError(f"“{spec}” does not stand in “{text}”")
    return at, at + len(word)


def read(path: Path = GOLD) -> list[Gold]:
    """The gold standard; raises :class:`ValueError` where a string does not stand in its text."""
    records: Any = parse_yaml(path.read_text(encoding="utf-8"), str(path))
    return [gold(record) for record in records]


def gold(record: dict[str, Any]) -> Gold:
    """One record of the file."""
    text = str(record["text"])
    return Gold(
        id=str(record["id"]),
        text=text,
        terms=tuple(locate(text, spec) for spec in record["terms"]),
        traps=tuple(locate(text, spec) for spec in record.get("not", ())),
        formulas=tuple(
            GoldFormula(locate(text, f["text"]), int(f["count"]), tuple(map(str, f["members"])), str(f["origin"]))
            for f in record.get("formulas", ())
        ),
        names=tuple(
            GoldName(locate(text, n["text"]), str(n["kind"]), (str(n["en"]), *map(str, n.get("also", ()))))
            for n in record.get("names", ())
        ),
    )


def _compare(total: Score, entry: Gold, wanted: Iterable[Bounds], found: Iterable[Bounds]) -> set[Bounds]:
    want, have = set(wanted), set(found)
    total.right += len(want & have)
    total.missed += len(want - have)
    total.false += len(have - want)
    total.errors += [f"{entry.id}: missed {entry.text[a:b]} @{a}" for a, b in sorted(want - have)]
    total.errors += [f"{entry.id}: false {entry.text[a:b]} @{a}" for a, b in sorted(have - want)]
    return want & have


def score_terms(corpus: Sequence[Gold], find: Callable[[str], Iterable[Bounds]]) -> Score:
    """Terms by exact span; ``exact`` counts the traps (``not``) that were left alone."""
    total = Score()
    for entry in corpus:
        found = set(find(entry.text))
        _compare(total, entry, entry.terms, found)
        total.exact += sum(trap not in found for trap in entry.traps)
    return total


def score_formulas(
    corpus: Sequence[Gold], find: Callable[[str], Iterable[tuple[Bounds, int, tuple[str, ...]]]]
) -> Score:
    """Formulas by exact span and count; ``exact`` counts those of them whose members are exactly the text's."""
    total = Score()
    for entry in corpus:
        found = {(*span, count): members for span, count, members in find(entry.text)}
        wanted = {(*f.span, f.count): f.members for f in entry.formulas}
        for key in wanted.keys() | found.keys():
            shown = f"{entry.text[key[0] : key[1]]} ({key[2]})"
            if key not in found:
                total.missed += 1
                total.errors.append(f"{entry.id}: missed {shown}")
            elif key not in wanted:
                total.false += 1
                total.errors.append(f"{entry.id}: false {shown}")
            else:
                total.right += 1
                total.exact += found[key] == wanted[key]
                if found[key] != wanted[key]:
                    total.errors.append(f"{entry.id}: members of {shown} {list(found[key])}, not {list(wanted[key])}")
    return total


def score_names(corpus: Sequence[Gold], find: Callable[[str], Iterable[tuple[Bounds, str, str]]]) -> Score:
    """Names by exact span, kind and English: a name with the wrong English is both missed and false."""
    total = Score()
    for entry in corpus:
        found = {(*span, kind): english for span, kind, english in find(entry.text)}
        wanted = {(*n.span, n.kind): n.english for n in entry.names}
        for key in wanted.keys() | found.keys():
            shown = f"{key[2]} {entry.text[key[0] : key[1]]}"
            if key in found and found[key] in wanted.get(key, ()):
                total.right += 1
                total.exact += 1
                continue
            total.missed += key in wanted
            total.false += key in found
            said = f"found {found[key]!r}" if key in found else "not found"
            should = f"right {wanted[key][0]!r}" if key in wanted else "not a name here"
            total.errors.append(f"{entry.id}: {shown}: {said}, {should}")
    return total
