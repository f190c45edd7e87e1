"""Queries on the compiled index, answered without building the object model: every lookup pays for what is here."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from jingci.glossary.index import Layer, open_index
from jingci.pinyin import plain_pinyin

#: A row that a query found: concept number, by what (zh, en, pinyin, id), and whether the whole key was named.
Row = tuple[int, str, bool]
_WHOLE = "SELECT ord, min(rank) FROM key WHERE kind = ? AND key = ? GROUP BY ord"
_PART = "SELECT ord, min(rank) FROM key WHERE kind = ? AND {} GROUP BY ord"
#: Longer queries are not looked through for what they are made of.
_LONGEST_COMPOUND = 24
_LIKE = "key LIKE ? ESCAPE '\\'"


class Dictionary:
    """The compiled index of a stack of layers.

    :raises DataError: where a layer cannot be compiled.
    """

    def __init__(self, layers: list[Layer]) -> None:
        self._layers = layers
        self._index = open_index(layers)

    def query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of the index; a damaged one is compiled again, once."""
        try:
            return self._index.execute(sql, tuple(values)).fetchall()
        except sqlite3.DatabaseError:
            self._index = open_index(self._layers, fresh=True)
            return self._index.execute(sql, tuple(values)).fetchall()

    def rows(self, query: str, *, exact: bool = False) -> list[Row]:
        """What a query names, the best first: Chinese in either script, pinyin with or without tones, English.

        :param exact: only whole forms and renderings; no pinyin, no parts.
        """
        query = _encodable(query)
        found = _collected(self._tiers(query, exact=exact))
        if not found and not query.isascii():
            # An unusual spelling: full-width letters, a variant character.
            from jingci.folding import fold

            if (folded := fold(query).text) != query:
                found = _collected(self._tiers(folded, exact=exact))
            found = found or _collected(iter([("zh", True, self._bare(bare(folded)))]))
        return found

    def _bare(self, key: str) -> list[tuple[int, int]]:
        """The concepts one of whose forms is the key but for punctuation: 打防结合、预防为主 for 打防结合，预防为主."""
        clause = "SELECT ord, min(rank) FROM key WHERE kind IN ('zh', 'bare') AND key = ? GROUP BY ord"
        return self.query(clause, (key,)) if key else []

    def parts(self, query: str) -> list[int]:
        """The numbers of the entries that a Chinese query without an entry is made of, one after the other.

        Empty unless they cover all of it. Of several ways the one with the fewest parts is taken, and of these the
        one whose first parts are the longest.
        """
        from jingci.folding import fold

        text = bare(fold(_encodable(query)).text)[:_LONGEST_COMPOUND]
        pieces = [text[i:j] for i in range(len(text)) for j in range(i + 2, len(text) + 1)]
        marks = ", ".join("?" * len(pieces))
        rows = self.query(
            f"SELECT key, ord, min(rank) FROM key WHERE kind = 'zh' AND key IN ({marks}) GROUP BY key", pieces
        )
        known = {key: number for key, number, _ in rows}
        ways: list[list[str] | None] = [None] * len(text) + [[]]
        for start in range(len(text) - 1, -1, -1):
            longer = [
                [text[start:end], *rest]
                for end in range(len(text), start + 1, -1)
                if text[start:end] in known and (rest := ways[end]) is not None
            ]
            ways[start] = min(longer, key=len, default=None)
        return [known[part] for part in ways[0] or []]

    def entry(self, number: int) -> dict[str, Any]:
        """An entry ready to be shown."""
        import json

        entry: dict[str, Any] = json.loads(self.query("SELECT entry FROM concept WHERE ord = ?", (number,))[0][0])
        return entry

    def nearest(self, query: str, limit: int = 5) -> list[int]:
        """The numbers of the entries whose spelling comes nearest to a query that finds nothing."""
        from rapidfuzz import fuzz, process

        from jingci.folding import fold

        query = _encodable(query)
        scored: dict[int, float] = {}
        for kind, key in (("zh", fold(query).text), ("pinyin", plain_pinyin(query)), ("en", english_key(query))):
            rows = self.query("SELECT key, ord FROM key WHERE kind = ?", (kind,)) if key else []
            keys = [row[0] for row in rows]
            for _, score, place in process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=50, limit=limit):
                number = rows[place][1]
                scored[number] = max(score, scored.get(number, 0))
        return sorted(scored, key=lambda number: -scored[number])[:limit]

    def _tiers(self, query: str, *, exact: bool) -> Iterator[tuple[str, bool, list[tuple[int, int]]]]:
        plain = query.strip()
        english, pinyin = english_key(plain), plain_pinyin(plain)
        yield "zh", True, self.query(_WHOLE, ("zh", plain))
        yield "en", True, self.query(_WHOLE, ("en", english))
        if exact:
            return
        yield "id", True, self.query("SELECT ord, 0 FROM concept WHERE id = ?", (plain,))
        if pinyin.isascii():
            yield "pinyin", True, self.query(_WHOLE, ("pinyin", pinyin))
        if any("\u2e80" <= char <= "\u9fff" for char in plain):
            yield "zh", False, self.query(_PART.format(_LIKE), ("zh", f"%{_literal(plain)}%"))
            return
        if len(pinyin) > 2 and pinyin.isascii():
            following = pinyin[:-1] + chr(ord(pinyin[-1]) + 1)
            yield "pinyin", False, self.query(_PART.format("key >= ? AND key < ?"), ("pinyin", pinyin, following))
        if words := english.split():
            clause = " AND ".join(["' ' || key LIKE ? ESCAPE '\\'"] * len(words))
            yield "en", False, self.query(_PART.format(clause), ("en", *(f"% {_literal(word)}%" for word in words)))


def _collected(tiers: Iterator[tuple[str, bool, list[tuple[int, int]]]]) -> list[Row]:
    """The rows of all tiers, each concept once; parts of English words only where the pinyin found nothing."""
    found: dict[int, Row] = {}
    for by, whole, rows in tiers:
        for number, _ in sorted(rows, key=lambda row: (row[1], row[0])):
            found.setdefault(number, (number, by, whole))
        if by == "pinyin" and not whole and found:
            break
    return list(found.values())


def english_key(text: str) -> str:
    """English words as they are compared: lower case, without punctuation, single spaces.

    >>> english_key("People’s “mediation”")
    'peoples mediation'
    """
    return " ".join(re.findall(r"[a-z0-9À-ÖØ-öø-ɏ%+&]+", text.casefold().replace("’", "").replace("'", "")))


def bare(text: str) -> str:
    """A text without punctuation and blanks.

    >>> bare("新时代“枫桥经验”"), bare("打防结合，预防为主")
    ('新时代枫桥经验', '打防结合预防为主')
    """
    return "".join(char for char in text if char.isalnum())


def _encodable(text: str) -> str:
    """Lone surrogates, as undecodable bytes of a command line become, cannot go into a database."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _literal(text: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", text)
