"""An article that a page prints a second time."""

from __future__ import annotations

from collections.abc import Sequence

from jingci.segmentation.wording import squeezed

REPEATED = "the page prints the article a second time"
#: The least that must recur, in one run of blocks, to be a second print and not a refrain (characters).
_LEAST = 150
#: So many blocks of the first print may be missing from the second (a dateline, a byline).
_GAP = 3


def repeated(lines: Sequence[str], known: Sequence[str]) -> list[str]:
    """The reasons, with :data:`REPEATED` for each line of a run that stood before."""
    texts = [squeezed(line) for line in lines]
    reasons = list(known)
    first: dict[str, int] = {}
    place = 0
    while place < len(texts):
        run = [] if reasons[place] else _run(texts, reasons, first.get(texts[place], place), place)
        if sum(len(texts[at]) for at in run) >= _LEAST:
            for at in run:
                reasons[at] = REPEATED
            place = run[-1] + 1
            continue
        if not reasons[place]:
            first.setdefault(texts[place], place)
        place += 1
    return reasons


def _run(texts: Sequence[str], reasons: Sequence[str], earlier: int, later: int) -> list[int]:
    """The places from ``later`` on whose texts recur in order from ``earlier`` on."""
    run: list[int] = []
    start = later
    while later < len(texts) and earlier < start and not reasons[later]:
        window = range(earlier, min(earlier + _GAP + 1, start))
        match = next((at for at in window if texts[at] == texts[later] and not reasons[at]), None)
        if match is None:
            break
        run.append(later)
        earlier, later = match + 1, later + 1
    return run
