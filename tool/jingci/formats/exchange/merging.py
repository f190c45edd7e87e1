"""A translator's XLIFF into an edition: what changed, what is new, what is missing, what is held back.

A unit belongs to the segment whose id it bears if the Chinese is the same; tools that give units names of their own
(Trados, memoQ) are met by the Chinese, in the order of the text. Nothing is written where a doubt remains.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jingci.data import Items, Record, Text
from jingci.formats.exchange.incoming import Incoming, Piece
from jingci.formats.xml import storable
from jingci.markup import plain_and_links, strip_markup
from jingci.model import Note, Report, Segment
from jingci.sic import as_read

#: The keys of an edited segment's record in the order in which they are written; a draft's ``problems`` are gone.
_ORDER = ("id", "kind", "zh", "length", "sic", "en", "origin", "state", "terms", "waive", "retired")


@dataclass(frozen=True, slots=True)
class Held:
    """English that was not taken over, and why."""

    segment: str
    why: str


@dataclass
class Merge:
    """What a file brings to an edition.

    ``changed`` has the new English by segment id; ``unchanged`` counts; ``new`` names units that no segment has;
    ``missing`` the segments that the file has not, or not translated; ``reviewed`` those that are protected;
    ``unmarked`` those whose English lost a term mark.
    """

    changed: dict[str, str] = field(default_factory=dict)
    unchanged: int = 0
    new: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    reviewed: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


def merged(report: Report, units: Iterable[Incoming], *, over_reviewed: bool = False) -> Merge:
    """What the units bring to the report. They are gone through once and not kept.

    :param over_reviewed: take over changes of segments whose state is ``reviewed`` too.
    """
    result = Merge()
    finder = _Finder(report)
    seen: set[str] = set()
    for unit in units:
        found = finder.segments(unit, seen)
        if not found:
            result.new.append(unit.names[0] if unit.names else "?")
        for segment, piece in found:
            seen.add(segment.id)
            _take(result, report, segment, piece, over_reviewed)
    result.missing = [s.id for s in report.body if s.id not in seen] + result.missing
    return result


def _take(result: Merge, report: Report, segment: Segment, piece: Piece, over_reviewed: bool) -> None:
    english = piece.en.strip()
    plain = strip_markup(english)
    if not plain.strip():
        if segment.en:
            result.missing.append(segment.id)
        else:
            result.unchanged += 1
    elif _words(plain) == _words(storable(strip_markup(segment.en))):
        result.unchanged += 1
    elif segment.state == "reviewed" and not over_reviewed:
        result.reviewed.append(segment.id)
    elif lost := _lost_anchor(report.notes, segment, plain):
        why = f"the note “{lost.id}” quotes “{lost.quote}”, which the new English does not have exactly once"
        result.held.append(Held(segment.id, why))
    else:
        kept = _with_marks(segment.en, english)
        if len(plain_and_links(kept)[1]) < len(plain_and_links(segment.en)[1]):
            result.unmarked.append(segment.id)
        result.changed[segment.id] = kept


def _words(text: str) -> str:
    return " ".join(text.split())


def _lost_anchor(notes: Iterable[Note], segment: Segment, english: str) -> Note | None:
    """The first note whose quotation the new English does not have exactly once."""
    return next((n for n in notes if n.at == segment.id and english.count(n.quote) != 1), None)


def _with_marks(old: str, new: str) -> str:
    """The new English with the term marks of the old one, where a tool dropped them and their words still stand."""
    if plain_and_links(new)[1]:
        return new
    text, links = plain_and_links(old)
    for link in links:
        words = link.span.of(text)
        if new.count(words) == 1:
            why = f' "{link.why}"' if link.why else ""
            new = new.replace(words, f"[{words}](term:{link.concept}{why})")
    return new


class _Finder:
    """Finds the segments that a unit is of."""

    def __init__(self, report: Report) -> None:
        self._report = report.id
        self._by_id = {segment.id: segment for segment in report.body}
        self._by_text: dict[str, deque[Segment]] = defaultdict(deque)
        for segment in report.body:
            if key := _key(as_read(segment).text):
                self._by_text[key].append(segment)

    def segments(self, unit: Incoming, seen: set[str]) -> list[tuple[Segment, Piece]]:
        """Each segment with its piece of the unit; none where the unit is of no segment, or of another document's."""
        for name in unit.names:
            segment = self._by_id.get(name)
            if segment is not None and segment.id not in seen and self._is_of(unit, segment):
                return [(segment, unit.whole)]
        if (segment := self._next(unit.whole.zh, seen)) is not None:
            return [(segment, unit.whole)]
        found: list[tuple[Segment, Piece]] = []
        for piece in unit.pieces:
            if (segment := self._next(piece.zh, seen | {s.id for s, _ in found})) is not None:
                found.append((segment, piece))
        return found

    def _is_of(self, unit: Incoming, segment: Segment) -> bool:
        chinese = _key(as_read(segment).text)
        # An edition may be distributed without its Chinese: then its name must do.
        return chinese == _key(unit.whole.zh) if chinese else unit.original == self._report

    def _next(self, chinese: str, seen: set[str]) -> Segment | None:
        """The first segment with this Chinese that no unit has taken."""
        queue = self._by_text.get(_key(chinese))
        while queue:
            segment = queue.popleft()
            if segment.id not in seen:
                return segment
        return None


def _key(chinese: str) -> str:
    return "".join(storable(chinese).split())


def rewritten(document: Items, changed: Mapping[str, str]) -> Items:
    """The records of ``segments.yaml`` with the new English: state ``edited``, origin ``human``; the rest as it was."""
    result = Items()
    for record in document:
        known = isinstance(record, Record) and record.get("id") in changed
        result.append(_edited(record, changed[record["id"]]) if known else record)
    return result


def _edited(record: Record, english: str) -> dict[str, Any]:
    values = {**record, "en": Text(english), "origin": Text("human"), "state": Text("edited")}
    return {key: values[key] for key in _ORDER if key in values}


def lines(result: Merge) -> Iterator[str]:
    """What a merge did, in words."""
    counts = {
        "changed": len(result.changed),
        "unchanged": result.unchanged,
        "new": len(result.new),
        "missing": len(result.missing),
        "reviewed and protected": len(result.reviewed),
        "held back": len(result.held),
    }
    yield ", ".join(f"{number} {what}" for what, number in counts.items())
    yield from (f"changed: {name}" for name in result.changed)
    yield from _listed("new (no segment has this unit)", result.new)
    yield from _listed("missing (not in the file, or not translated there)", result.missing)
    yield from _listed("reviewed, not overwritten (--reviewed overwrites)", result.reviewed)
    yield from (f"held back: {held.segment}: {held.why}" for held in result.held)
    yield from (f"term mark lost: {name}" for name in result.unmarked)


def _listed(what: str, names: list[str], limit: int = 20) -> Iterator[str]:
    if names:
        rest = f" and {len(names) - limit} more" if len(names) > limit else ""
        yield f"{what}: {', '.join(names[:limit])}{rest}"
