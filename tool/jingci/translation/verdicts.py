"""What is thought of a draft: made plain, checked, and what remains put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jingci.checks import FAMILIES, Pair, check_pairs
from jingci.glossary import Glossary
from jingci.markup import strip_markup
from jingci.model import Finding, Segment
from jingci.screen import visible

#: Neighbours are not compared: what stands beside a draft may be a draft that is still to come.
_FAMILIES = tuple(family for family in FAMILIES if family != "document")
_LONGEST = 300


def plain(text: str) -> str:
    """Text in one line, without mark-up and without characters that steer a terminal or reorder a line.

    Mark-up is for editors: a draft must not say of itself that it differs from the termbase on purpose.
    """
    # Invisible characters first: without them, mark-up may appear that was none.
    text = visible(text).replace("\ufffd", "")
    while (stripped := strip_markup(text)) != text:
        text = stripped
    return " ".join(text.split())


def judged(segment: Segment, english: str, glossary: Glossary | None) -> tuple[Finding, ...]:
    """What the checks have against this English, warnings and errors; what the segment waives is left out."""
    return tuple(_findings(segment, english, glossary, _FAMILIES))


def figures_agree(segment: Segment, english: str, glossary: Glossary | None) -> bool:
    """Whether nothing is found about the figures of this English."""
    return not any(_findings(segment, english, glossary, ("figures",)))


def weight(findings: Iterable[Finding], problem: str) -> tuple[int, int]:
    """How much there is against a draft, for comparing two: errors, then the rest."""
    severities = [finding.severity for finding in findings]
    return severities.count("error"), len(severities) + bool(problem)


def problems(findings: Iterable[Finding], problem: str) -> tuple[str, ...]:
    """What is recorded with a doubtful draft, a line each: ``code: message``, and what the engine said."""
    lines = [f"{finding.code}: {finding.message}" for finding in findings]
    lines += [f"engine: {problem}"] if problem else []
    return tuple(dict.fromkeys(map(shortened, lines)))


def shortened(text: str) -> str:
    """A message in one visible line of limited length."""
    line = " ".join(visible(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _findings(
    segment: Segment, english: str, glossary: Glossary | None, families: tuple[str, ...]
) -> Iterator[Finding]:
    pair = Pair.of_segment(replace(segment, en=english), glossary)
    for checked in check_pairs([pair], families):
        for finding in checked.findings:
            if finding.severity != "info" and not finding.waived and finding.code != "waiver-unused":
                yield finding
