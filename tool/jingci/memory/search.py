"""Asking a memory: exact, in context, fuzzy; the best first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from types import TracebackType

from jingci.errors import UsageError
from jingci.memory.file import MAX_LENGTH, MemoryFile, hash_of
from jingci.memory.scoring import LONGEST, differs_in_figures_only
from jingci.memory.tokens import Encoder, key_of
from jingci.model import MatchKind, MemoryMatch

#: Units of one text that are looked at for different English.
_UNITS_A_TEXT = 500
_KINDS: dict[MatchKind, int] = {"context": 0, "exact": 1, "fuzzy": 2}
#: States of an edition and of XLIFF, the most trustworthy first; any other comes after the second.
_TRUST = {"reviewed": 0, "final": 0, "signed-off": 0, "edited": 1, "translated": 1, "draft": 3}
_UNIT = (
    "SELECT zh, en, unit.name, state, source.name, before, after FROM unit JOIN source ON source = source.id"
    " WHERE text = ? AND source.name NOT IN (SELECT value FROM json_each(?))"
)
_NEWEST = f"ORDER BY source.id DESC, unit.id LIMIT {_UNITS_A_TEXT}"


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is asked for: the key, the hashes of the keys before and after it, and what to leave out."""

    key: str
    before: int
    after: int
    limit: int
    min_score: int
    exclude: Collection[str]


class Memory:
    """One or several memory files, asked together.

    A match at the same score from an earlier file comes first. Safe to be asked from several threads.

    :param files: open memory files; they are closed with the memory.
    """

    def __init__(self, *files: MemoryFile) -> None:
        self.files = files

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        for file in self.files:
            file.close()

    def matches(
        self,
        zh: str,
        before: str = "",
        after: str = "",
        limit: int = 5,
        min_score: int = 70,
        exclude: Collection[str] = (),
    ) -> list[MemoryMatch]:
        """The units whose Chinese resembles a text, the best first; units of equal Chinese and English once.

        :param zh: Chinese in either script.
        :param before: the segment before it and, in ``after``, the one after it; empty where there is none. A unit with
            the same text and the same two neighbours is a match of kind ``context``.
        :param limit: how many matches at most.
        :param min_score: the least score, 1 to 100 (:mod:`jingci.memory.scoring`). From 70 on practically everything is
            found that there is; below it, what shares enough pairs of characters with the text.
        :param exclude: names of files whose units are left out, as an evaluation leaves out the report it is about.
        :raises UsageError: a score or limit that makes no sense.
        """
        if not 1 <= min_score <= 100 or limit < 1:
            raise UsageError("a least score is 1 to 100, a limit at least 1")
        key = key_of(zh) if len(zh) <= MAX_LENGTH else ""
        if not key:
            return []
        sought = _Sought(key, hash_of(key_of(before)), hash_of(key_of(after)), limit, min_score, exclude)
        found = [match for file in self.files for match in _matches_in(file, sought)]
        found.sort(key=lambda match: (_KINDS[match.kind], -match.score, _TRUST.get(match.state, 2)))
        best = _distinct(found)[:limit]
        return [
            replace(match, only_figures=True)
            if match.kind == "fuzzy" and differs_in_figures_only(zh, match.zh)
            else match
            for match in best
        ]


def _matches_in(file: MemoryFile, sought: _Sought) -> list[MemoryMatch]:
    with file.reading():
        found = _equal(file, sought)
        if sought.min_score < 100 and len(found) < sought.limit:
            found += _similar(file, sought, sought.limit - len(found))
    return found


def _equal(file: MemoryFile, sought: _Sought) -> list[MemoryMatch]:
    query = "SELECT id FROM text WHERE hash = ? AND key = ?"
    row = file.connection.execute(query, (hash_of(sought.key), sought.key)).fetchone()
    return _units(file, row[0], 100, sought) if row else []


def _similar(file: MemoryFile, sought: _Sought, limit: int) -> list[MemoryMatch]:
    found: list[MemoryMatch] = []
    for text, score in _scored(file, sought):
        # Of equal scores all are looked at: the most trustworthy come first.
        if len(found) >= limit and score < found[-1].score:
            break
        found += _units(file, text, score, sought)
    return found


def _scored(file: MemoryFile, sought: _Sought) -> Iterable[tuple[int, int]]:
    """The numbers of similar texts with their scores, the best first."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    encoder = Encoder(sought.key)
    size = len(encoder.query)
    if size > LONGEST:
        return
    numbers = file.candidates.find(sought.key, sought.min_score)
    query = "SELECT id, key FROM text WHERE id IN (SELECT value FROM json_each(?)) AND hash != ?"
    rows = file.connection.execute(query, (json.dumps(numbers), hash_of(sought.key)))
    keys = {number: encoder.encoded(key) for number, key in rows}
    # The cutoff is a float: what is just under it is cut by the score itself.
    cutoff = sought.min_score / 100 - 1e-9
    for key, similarity, number in process.extract(
        encoder.query, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff, limit=None
    ):
        longest = max(size, len(key))
        score = 100 * round(similarity * longest) // longest
        if score >= sought.min_score:
            yield number, score


def _units(file: MemoryFile, text: int, score: int, sought: _Sought) -> list[MemoryMatch]:
    """The units of a text as matches, different English only, the most trustworthy first."""
    in_context = score == 100 and bool(sought.before or sought.after)
    excluded = json.dumps(list(sought.exclude))
    rows = []
    if in_context:
        query = f"{_UNIT} AND before = ? AND after = ? {_NEWEST}"
        rows += file.connection.execute(query, (text, excluded, sought.before, sought.after)).fetchall()
    rows += file.connection.execute(f"{_UNIT} {_NEWEST}", (text, excluded)).fetchall()
    found = []
    for zh, en, name, state, source, before, after in rows:
        same = in_context and (before, after) == (sought.before, sought.after)
        kind: MatchKind = "context" if same else "exact" if score == 100 else "fuzzy"
        found.append(MemoryMatch(zh, en, score, kind, f"{source}#{name}", state))
    found.sort(key=lambda match: (_KINDS[match.kind], _TRUST.get(match.state, 2)))
    return _distinct(found)


def _distinct(found: Iterable[MemoryMatch]) -> list[MemoryMatch]:
    """The first of those with equal Chinese and English."""
    first: dict[tuple[str, str], MemoryMatch] = {}
    for match in found:
        first.setdefault((key_of(match.zh), match.en), match)
    return list(first.values())
