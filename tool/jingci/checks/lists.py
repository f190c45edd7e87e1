"""Lists: the members of a Chinese enumeration (、) against the members that an English list can have.

An English list is a run of items between separators (commas, *and*, *or* …), the last of which is a conjunction unless
there is none, or *etc.* follows. The English is long enough for a Chinese list of n members where some run has n items
whose inner ones are not much longer than their Chinese counterparts. Members that are terms or places are located
first: then the run must be the one they stand in, and a neighbouring comma does not make up for a dropped member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding, Hit, Span
from jingci.names import Name

_CHAIN = re.compile(r"[^,。;:!?…\n、]+(?:、[^,。;:!?…\n、]+){2,}")
_BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"")
_NUMERAL = re.compile(r"[\s(]*(?:第?[0-9]+|第?[一二三四五六七八九十百几数]+)[)]?\Z")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.,'’-][A-Za-z0-9À-ɏ]+)*")
_SEPARATOR = re.compile(
    r"(?P<conjunction>\s*[,;][”’\"']?\s*(?:and|or|nor|as well as|plus|along with|then|but)\b"
    r"(?:\s+(?:also|even|finally|then))?"
    r"|[”’\"']?\s+(?:and/or|and|or|nor|as well as|along with|together with|plus|versus)\s+|\s*&\s*)"
    r"|(?P<point>\s*[,;][”’\"']?\s|/|\s[–—-]\s|[\n•·]|—)",
    re.IGNORECASE,
)
_STRETCH_END = re.compile(r"[:.?!][’”'\")]*\s+")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_OPEN_END = re.compile(r"[^,;.]{0,60}?\b(?:etc|among|and (?:other|so|more|the like)|or other)\b")
#: An inner member of c characters has at most c * a + b English words: (a, b) where no member was located, and where
#: some were, so that the place of the list is known.
_FREE, _ANCHORED = (1.0, 2.0), (1.3, 4.0)
#: A chain is cut at inner members that are longer than this: clauses, not members.
_LONGEST_MEMBER = 14
_MAX_SEPARATORS = 400


@dataclass(frozen=True, slots=True)
class _List:
    """A Chinese list: its members as spans of the folded Chinese."""

    members: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of English that no list reaches across: its separators (start, end, whether a conjunction), and the
    words between each and the next."""

    start: int
    end: int
    separators: tuple[tuple[int, int, bool], ...]
    words: tuple[int, ...]


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Lists for which the English has no list of as many members."""
    zh = pair.folded.text
    if "、" not in zh or not pair.en.strip():
        return
    lists = list(_lists(zh))
    english = _stretches(pair) if lists else []
    for found in lists:
        wanted = len(found.members)
        located = _located(pair, found)
        anchors = _together(list(located.values()), english)
        longest = _longest_run(pair.en, english, _most_words(found, anchors), anchors)
        if longest >= wanted and not _gap(located, english):
            continue
        spans = [pair.unfolded(m.start, m.end) for m in found.members]
        message = f"the list has {wanted} members; no English list has so many"
        if anchors:
            message = f"the list has {wanted} members; its English has fewer"
        yield pair.finding("list-short", message, spans, anchors)


def _lists(zh: str) -> Iterator[_List]:
    """Enumerations of three members or more, as printed with 、; what stands in brackets is no member."""
    masked = _BRACKETS.sub(lambda match: "□" * len(match[0]), zh)
    for chain in _CHAIN.finditer(masked):
        members: list[Span] = []
        at = chain.start()
        for item in chain[0].split("、"):
            members.append(Span(at, at + len(item)))
            at += len(item) + 1
        if any(_NUMERAL.match(masked, member.start, member.end) for member in members[:-1]):
            continue
        yield from _cut(masked, members)


def _cut(masked: str, members: Sequence[Span]) -> Iterator[_List]:
    run = [members[0]]
    for place, member in enumerate(members[1:], 1):
        run.append(member)
        # 巡警、特警“两警”显性用警、武装巡逻 is two lists.
        divided = "□" in masked[member.start : member.end].strip("□")
        if place < len(members) - 1 and (len(member) > _LONGEST_MEMBER or divided):
            if len(run) >= 3:
                yield _List(tuple(run))
            run = [member]
    if len(run) >= 3:
        yield _List(tuple(run))


def _stretches(pair: Pair) -> list[_Stretch]:
    """What stands in parentheses, then the sentences of the English without these."""
    en = pair.en
    # The "and" of "prevention and control" divides no list.
    terms = [place for place in pair.rendered if "," not in place.of(en) and " " in place.of(en)]
    parentheses = [match.span() for match in _PARENTHESIS.finditer(en)]
    masked = _PARENTHESIS.sub(lambda match: " " * len(match[0]), en)
    ends = [match.span() for match in _STRETCH_END.finditer(masked)]
    places = list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(en)], strict=True))
    stretches = [_stretch(masked, start, end, terms) for start, end in places]
    return [_stretch(en, start + 1, end - 1, terms) for start, end in parentheses] + stretches


def _stretch(text: str, start: int, end: int, terms: Sequence[Span]) -> _Stretch:
    found = [
        (m.start(), m.end(), m["conjunction"] is not None)
        for m in _SEPARATOR.finditer(text, start, end)
        if not any(term.start < m.start() and m.end() < term.end for term in terms)
    ][:_MAX_SEPARATORS]
    words = [_words(text, a[1], b[0], terms) for a, b in pairwise(found)]
    return _Stretch(start, end, tuple(found), tuple(words))


def _words(text: str, start: int, end: int, terms: Sequence[Span]) -> int:
    """The words of a stretch, those of a term counting as one."""
    inside = [term for term in terms if start <= term.start and term.end <= end]
    words = len(_WORD.findall(text, start, end))
    return words - max((len(_WORD.findall(term.of(text))) - 1 for term in inside), default=0)


def _located(pair: Pair, found: _List) -> dict[int, Span]:
    """Where members stand in the English, by their number: those that are a term which stands there once."""
    located: dict[int, Span] = {}
    for number, member in enumerate(found.members):
        place = _place(pair, member, first=number == 0, last=number == len(found.members) - 1)
        if place is not None and not any(place.overlaps(other) for other in located.values()):
            located[number] = place
    return located


def _place(pair: Pair, member: Span, *, first: bool, last: bool) -> Span | None:
    span = pair.unfolded(member.start, member.end)
    candidates: list[Hit | Name] = [*pair.hits, *pair.names]
    for place in candidates:
        # The first and the last member run on into the sentence.
        begins = first or place.span.start == span.start
        ends = last or place.span.end == span.end
        if begins and ends and span.contains(place.span):
            spans = _english_of(pair, place)
            return spans[0] if len(spans) == 1 else None
    return None


def _english_of(pair: Pair, place: Hit | Name) -> list[Span]:
    if isinstance(place, Hit):
        return [span for span, _ in pair.approved(place.concept)]
    return pair.english.locate(place.english) if place.kind == "place" else []


def _gap(located: Mapping[int, Span], english: Sequence[_Stretch]) -> bool:
    """Whether two members that stand in order have too few separators between them for those that belong there."""
    numbers = sorted(located)
    for a, b in pairwise(numbers):
        start, end = located[a].end, located[b].start
        around = next((st for st in english if st.start <= start < end <= st.end), None)
        if around is not None:
            between = sum(start <= s[0] and s[1] <= end for s in around.separators)
            if between < b - a and b - a > 1:
                return True
    return False


def _together(anchors: Sequence[Span], english: Sequence[_Stretch]) -> list[Span]:
    """The anchors that stand in one stretch, where that is most of them."""
    for stretch in english:
        inside = [anchor for anchor in anchors if stretch.start <= anchor.start and anchor.end <= stretch.end]
        if len(inside) * 2 > len(anchors):
            return inside
    return []


def _most_words(found: _List, anchors: Sequence[Span]) -> float:
    """The most words that an inner member of the English list may have."""
    longest = max(len(member) for member in found.members[1:-1])
    per_character, allowance = _ANCHORED if anchors else _FREE
    return longest * per_character + allowance


def _longest_run(en: str, english: Sequence[_Stretch], most: float, anchors: Sequence[Span]) -> int:
    """The most members that a run of English items around the anchors can have."""
    longest = 0
    for stretch in english:
        first = 0
        for place, (_, after, conjunction) in enumerate(stretch.separators):
            if place and stretch.words[place - 1] > most:
                first = place
            begin = first
            if not conjunction and not _OPEN_END.match(en, after):
                # A list that no conjunction closes has none at all.
                begin = max([first, *(n + 1 for n in range(first, place) if stretch.separators[n][2])])
            if place - begin + 2 > longest and _encloses(stretch, begin, place, anchors):
                longest = place - begin + 2
    return longest


def _encloses(stretch: _Stretch, first: int, last: int, anchors: Sequence[Span]) -> bool:
    """Whether the anchors stand within the run."""
    before = stretch.separators[first - 1][1] if first else stretch.start
    after = stretch.separators[last + 1][0] if last + 1 < len(stretch.separators) else stretch.end
    return all(before <= anchor.start and anchor.end <= after for anchor in anchors)
