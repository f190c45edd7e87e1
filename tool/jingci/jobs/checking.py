"""Checking files: documents found below a path, their pairs streamed, the findings selected and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jingci.checks import CODES, Pair, check_pairs, chosen_families, severities_from
from jingci.data import nearest_hint
from jingci.edition import load_edition
from jingci.errors import FileError, UsageError
from jingci.formats.bilingual import read_units
from jingci.glossary import Glossary
from jingci.model import Finding

#: Bytes that open a unit, by suffix: how many there are is estimated by counting them.
_OPENERS = {
    ".tmx": (b"<tu ", b"<tu>"),
    ".xlf": (b"<trans-unit", b"<segment"),
    ".xliff": (b"<trans-unit", b"<segment"),
    ".sdlxliff": (b"<trans-unit",),
    ".mqxliff": (b"<trans-unit",),
}
_LINES = frozenset({".tsv", ".csv", ".txt", ".zh", ".en", ""})
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be checked: the file or folder it is in, and its pairs."""

    path: str
    pairs: Iterator[Pair]


@dataclass(frozen=True, slots=True)
class Result:
    """A pair with selected findings, and the file it stands in."""

    path: str
    pair: Pair
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Selection:
    """Which findings are wanted.

    :ivar severity: the least severity; :ivar codes: only these, where any are named; :ivar families: only these.
    """

    severity: str = "warning"
    codes: tuple[str, ...] = ()
    families: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        severities_from(self.severity)
        chosen_families(self.families)
        for code in self.codes:
            if code not in CODES:
                hint = nearest_hint(code, CODES) or "see jingci check --explain all"
                raise UsageError(f"unknown code “{code}”", hint=hint)

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted."""
        severities = severities_from(self.severity)
        return tuple(f for f in findings if f.severity in severities and (not self.codes or f.code in self.codes))


@dataclass
class Totals:
    """What has been seen so far: units, findings by code, waived findings."""

    units: int = 0
    documents: int = 0
    found: Counter[str] = field(default_factory=Counter)
    waived: int = 0

    @property
    def findings(self) -> int:
        """How many findings that are not waived."""
        return sum(self.found.values())


def documents(path: str, target: str | None, glossary: Glossary | None) -> Iterator[Document]:
    """What is to be checked at a path: an edition, the editions below a folder, a translation file, two aligned texts.

    :raises JingciError: naming the file and what is wrong with it.
    """
    folder = Path(path)
    if target is not None or not folder.is_dir():
        yield Document(path, (Pair.of_unit(unit, glossary) for unit in read_units(path, target)))
        return
    editions = [folder] if (folder / "report.yaml").is_file() else sorted(p.parent for p in folder.rglob("report.yaml"))
    if not editions:
        raise FileError("is a folder without an edition (a report.yaml) in it", path=path)
    for edition in editions:
        report = load_edition(edition)
        pairs = (Pair.of_segment(s, glossary, f"{report.id}#{s.id}") for s in report.body)
        yield Document(str(edition), pairs)


def check_documents(
    found: Iterable[Document],
    selection: Selection,
    totals: Totals,
    on_pair: Callable[[Totals], None] | None = None,
) -> Iterator[Result]:
    """The pairs with wanted findings, one at a time, in order.

    :param totals: counts everything that passes.
    :param on_pair: called after each pair.
    """
    for document in found:
        totals.documents += 1
        for checked in check_pairs(document.pairs, selection.families or None):
            totals.units += 1
            if findings := selection.of(checked.findings):
                totals.waived += sum(bool(finding.waived) for finding in findings)
                totals.found.update(finding.code for finding in findings if not finding.waived)
                yield Result(document.path, checked.pair, findings)
            if on_pair is not None:
                on_pair(totals)


def estimated_units(path: str) -> int:
    """About how many units a file has, by counting what opens them; 0 where that cannot be told cheaply."""
    file = Path(path)
    suffix = file.suffix.lower()
    marks = _OPENERS.get(suffix, (b"\n",) if suffix in _LINES else ())
    if not marks or not file.is_file():
        return 0
    count, rest = 0, b""
    keep = max(map(len, marks)) - 1
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                data = rest + chunk
                rest = data[len(data) - keep :] if keep else b""
                count += sum(data.count(mark) - rest.count(mark) for mark in marks)
    except OSError:
        return 0
    return count
