"""Works cited: short references for notes and full entries, in Chicago's author-date manner."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import cached_property

from jingci.markup import Citation
from jingci.model import Person, Source
from jingci.screen import quoted

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


#: Characters of a title that a short reference shows where there is no author.
_LABEL_LENGTH = 36


class Bibliography:
    """Short and full references for a set of works, told apart by a letter where author and year are the same."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources: Mapping[str, Source] = {source.id: source for source in sources}

    @cached_property
    def _labels(self) -> dict[str, str]:
        groups: dict[str, list[str]] = {}
        for source in sorted(self.sources.values(), key=lambda s: (s.title, s.id)):
            groups.setdefault(f"{_short_author(source)} {_year(source)}", []).append(source.id)
        return {
            key: label + (string.ascii_lowercase[place % 26] if len(keys) > 1 else "")
            for label, keys in groups.items()
            for place, key in enumerate(keys)
        }

    def label(self, key: str) -> str:
        """Author and year of a work, with its letter; an unknown key as it is."""
        return self._labels.get(key, f"@{key}")

    def short(self, citations: Iterable[Citation]) -> str:
        """A parenthesis such as ``(Pei 2021, introduction; Li 2019a)``; unknown keys are shown as they are."""
        parts = []
        for citation in citations:
            label = self.label(citation.source)
            parts.append(f"{label}, {citation.where}" if citation.where else label)
        return f"({'; '.join(parts)})"

    def full(self, source: Source) -> str:
        """A full entry, without mark-up."""
        label = self._labels[source.id]
        letter = label[-1] if label[-1] in string.ascii_lowercase and label[-2:-1].isdigit() else ""
        head = _authors(source.author) or _responsible(source)
        parts = [f"{head}.", f"{_year(source)}{letter}."]
        if head != source.title:
            title = source.title if source.title[-1:] in "?!.]" else f"{source.title}."
            parts.append(quoted(title) if not _is_book(source) else title)
        if where := _container(source, head):
            parts.append(f"{where}.")
        if date := _long_date(source.issued):
            parts.append(f"{date}.")
        if source.url:
            parts.append(f"{source.url}.")
        return " ".join(parts).replace("..", ".")

    def ordered(self) -> list[Source]:
        """The works by author, then year."""
        return sorted(self.sources.values(), key=lambda s: (self._labels[s.id].casefold(), s.title))


def _short_author(source: Source) -> str:
    names = [
        _whole_name(person) if _is_chinese(person) else person.family or person.literal for person in source.author
    ]
    if not names:
        return _shortened(_responsible(source))
    return names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} et al."


def _shortened(name: str) -> str:
    """A title in place of an author, cut to what a short reference can carry."""
    limit = _LABEL_LENGTH // 2 if name[:1] > "\u2e80" or name[1:2] > "\u2e80" else _LABEL_LENGTH
    if len(name) <= limit:
        return name
    cut = name[:limit].rsplit(" ", 1)[0] if " " in name[: limit + 1] else name[:limit]
    return cut.rstrip(" ,:;") + "…" + ("]" if name.startswith("[") else "")


def _authors(people: tuple[Person, ...]) -> str:
    if not people:
        return ""
    inverted = ", ".join(part for part in (people[0].family, people[0].given) if part)
    first = _whole_name(people[0]) if _is_chinese(people[0]) else people[0].literal or inverted
    rest = [_whole_name(person) for person in people[1:]]
    if not rest:
        return first
    # A comma before “and” sets off a name that is turned round (Pei, Minxin, and …); Chinese names are not.
    comma = "" if len(rest) == 1 and _is_chinese(people[0]) else ","
    return ", ".join([first, *rest[:-1]]) + f"{comma} and {rest[-1]}"


def _is_chinese(person: Person) -> bool:
    return (person.family or person.literal) > "\u2e80"


def _whole_name(person: Person) -> str:
    return person.literal or f"{person.family}{person.given}" if _is_chinese(person) else str(person)


def _responsible(source: Source) -> str:
    if source.type == "legislation":
        return source.publisher or source.title
    return source.container or source.publisher or source.title


def _year(source: Source) -> str:
    match = re.match(r"\d{4}", source.issued)
    return match[0] if match else "n.d."


def _long_date(issued: str) -> str:
    parts = issued.split("-")
    if len(parts) < 2 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return ""
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {int(parts[2])}, {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def _container(source: Source, head: str) -> str:
    parts = [source.container if source.container != head else ""]
    number = f"{source.volume}, no. {source.issue}" if source.volume and source.issue else source.volume or source.issue
    parts[0] = f"{parts[0]} {number}".strip()
    if source.page:
        parts[0] += f": {source.page}"
    parts.append(source.publisher if source.publisher != head else "")
    return ". ".join(part for part in parts if part)


def _is_book(source: Source) -> bool:
    return source.type in ("book", "report", "legislation", "thesis")
