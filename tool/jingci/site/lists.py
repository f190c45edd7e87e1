"""The pages that list concepts: by field, by English, by pinyin. Without a script they are the search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename

from jingci.formats.reader.safe import attribute, shown
from jingci.model import Concept
from jingci.pinyin import plain_pinyin
from jingci.site import addresses
from jingci.site.addresses import concept_page, field_page, letter_page, link
from jingci.site.concept import chinese, reading
from jingci.site.material import Material, by_pinyin
from jingci.site.shell import Frame, page

_STATUS = {"admitted": "", "preferred": "", "short": " (short)", "deprecated": " (deprecated)"}


def field_html(name: str, material: Material) -> str:
    """The concepts of one field, by pinyin, each with its gloss."""
    path = field_page(name)
    title = material.field_title(name)
    concepts = material.field(name)
    items = "".join(
        f'<li>{_entry(concept, path)}<span class="gloss">{shown(concept.gloss)}</span></li>' for concept in concepts
    )
    body = (
        f'<h1>{shown(title)}</h1><p class="count">{_count(len(concepts))}, by pinyin</p><ul class="terms">{items}</ul>'
    )
    return page(Frame(path, title, f"{title}: {_count(len(concepts))}.", material.base_url), body)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an index: a Chinese form with its pinyin, or a rendering with its status."""

    concept: Concept
    shown: str
    pinyin: str = ""
    status: str = ""

    @property
    def letter(self) -> str:
        """The letter that it stands under."""
        return addresses.initial(self.shown, self.pinyin)

    @property
    def key(self) -> tuple[str, ...]:
        """Its place under the letter."""
        if self.pinyin:
            return plain_pinyin(self.pinyin), self.pinyin, self.shown, self.concept.id
        return self.shown.casefold(), self.shown, *by_pinyin(self.concept)


def english_lines(material: Material) -> Iterator[Line]:
    """The index of English: every rendering, the deprecated ones too, for they are what is met elsewhere."""
    for concept in material.concepts.values():
        for rendering in concept.en:
            yield Line(concept, rendering.text, status=rendering.status)


def pinyin_lines(material: Material) -> Iterator[Line]:
    """The index of pinyin: every Chinese form."""
    for concept in material.concepts.values():
        for form in concept.zh:
            yield Line(concept, form.text, form.pinyin)


class IndexPages:
    """An index: a page for each letter, and one that leads to them.

    :param index: :data:`~jingci.site.addresses.ENGLISH` or :data:`~jingci.site.addresses.PINYIN`.
    :param collect: gives the lines in any order.
    """

    def __init__(self, index: str, material: Material, collect: Callable[[Material], Iterable[Line]]) -> None:
        self.index = index
        self.english = index == addresses.ENGLISH
        self.names = material.outline.english if self.english else material.outline.pinyin
        self.material = material
        self._collect = collect

    @cached_property
    def letters(self) -> Mapping[str, Sequence[Line]]:
        """The lines by letter; under a letter in any order."""
        lines: dict[str, list[Line]] = defaultdict(list)
        for line in self._collect(self.material):
            lines[line.letter].append(line)
        return {letter: lines[letter] for letter in self.names}

    def paths(self) -> list[str]:
        """Where the pages are, the one that leads to the others first."""
        return [self.index, *(letter_page(self.index, letter) for letter in self.names)]

    def html(self, path: str) -> str:
        """One of the pages."""
        if path == self.index:
            return self._leading()
        letter = next(letter for letter in self.names if letter_page(self.index, letter) == path)
        title = f"{'English' if self.english else 'Pinyin'}: {_name(letter)}"
        show = _english if self.english else _pinyin
        items = "".join(show(line, path) for line in sorted(self.letters[letter], key=lambda line: line.key))
        body = f'<h1>{title}</h1>{_letters(path, self.names, letter)}<ul class="lines">{items}</ul>'
        return page(Frame(path, title, "", self.material.base_url), body)

    def _leading(self) -> str:
        total = sum(map(len, self.letters.values()))
        rows = "".join(
            f'<li><a href="{attribute(link(self.index, letter_page(self.index, letter)))}">{_name(letter)}</a> '
            f'<span class="count">{len(lines):,}</span></li>'
            for letter, lines in self.letters.items()
        )
        title = "The termbase by its English" if self.english else "The termbase by pinyin"
        said = "renderings, A to Z" if self.english else "Chinese forms, by their pinyin"
        body = f'<h1>{title}</h1><p class="count">{total:,} {said}</p><ul class="letters big">{rows}</ul>'
        return page(Frame(self.index, title, f"{title}.", self.material.base_url), body)


def _english(line: Line, path: str) -> str:
    concept = line.concept
    where = attribute(link(path, concept_page(concept.id)))
    return (
        f'<li class="{line.status}"><a href="{where}">{shown(line.shown)}</a>{_STATUS[line.status]} '
        f"{chinese(concept.headword.text)} {reading(concept.headword.pinyin)}</li>"
    )


def _pinyin(line: Line, path: str) -> str:
    where = attribute(link(path, concept_page(line.concept.id)))
    english = shown(line.concept.preferred.text)
    return f'<li>{reading(line.pinyin)} <a href="{where}">{chinese(line.shown)}</a> {english}</li>'


def _letters(path: str, letters: Sequence[str], current: str) -> str:
    items = []
    for letter in letters:
        here = ' aria-current="page"' if letter == current else ""
        items.append(f'<li><a href="{attribute(basename(letter_page(path, letter)))}"{here}>{_name(letter)}</a></li>')
    return f'<nav aria-label="Letters"><ul class="letters">{"".join(items)}</ul></nav>'


def _name(letter: str) -> str:
    return letter.upper() if letter != "other" else "Others"


def _entry(concept: Concept, path: str) -> str:
    where = attribute(link(path, concept_page(concept.id)))
    return (
        f'<a href="{where}">{chinese(concept.headword.text)}</a> {reading(concept.headword.pinyin)} '
        f"{shown(concept.preferred.text)}"
    )


def _count(number: int) -> str:
    return f"{number:,} {'concept' if number == 1 else 'concepts'}"
