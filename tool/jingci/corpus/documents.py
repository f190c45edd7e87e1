"""What a corpus is made of: documents with what is known of them, and those that could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document of a corpus.

    ``name`` tells it from the others: a path below the corpus, or file and line. ``date`` is ISO 8601 as far as it is
    known (2016, 2016-03, 2016-03-04), ``place`` the words of the corpus's own metadata; both are empty where it has
    none, and :func:`jingci.corpus.dating.settled` then asks the name and the first lines.
    """

    name: str
    text: str
    date: str = ""
    place: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class UnreadDocument:
    """A document that could not be read, and why."""

    name: str
    problem: str
