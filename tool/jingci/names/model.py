"""What :func:`jingci.names.find_names` returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jingci.model import Span

NameKind = Literal["place", "organ", "person-title"]


@dataclass(frozen=True, slots=True)
class Part:
    """A member of a name.

    ``kind`` says what it is: ``province``, ``prefecture``, ``county``, ``township``, ``village``, ``zone``, ``organ``,
    ``title`` or ``person``. ``code`` is the division's GB/T 2260 code where exactly one division can be meant, ``also``
    other spellings of its English.
    """

    text: str
    english: str
    kind: str
    code: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A place, an organ with its place, or a person with a title, as it stands in a text.

    ``span`` counts code points of the text as given; ``text`` is what stands there, in its own script; ``parts`` go in
    the order of the Chinese; ``confidence`` is between 0 and 1: 1 where the gazetteer spells the whole name, less where
    a rule or a bare short name decided.
    """

    span: Span
    text: str
    kind: NameKind
    english: str
    parts: tuple[Part, ...]
    confidence: float
