"""An entry as a dictionary shows it: what StarDict, Yomitan and Anki have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from jingci.folding import traditional_forms
from jingci.formats.exchange import Export
from jingci.model import Concept
from jingci.pinyin import plain_pinyin
from jingci.screen import visible

PROVISIONAL = "provisional: no source was found"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A Chinese form in both scripts with its pinyin; ``status`` is empty for the headword."""

    text: str
    traditional: str
    pinyin: str
    status: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An English rendering: how it stands, why it is to be avoided, and whose it is."""

    text: str
    status: str
    why: str
    works: str


@dataclass(frozen=True, slots=True)
class Article:
    """An entry in plain text; ``readings`` say what a formula stands for and where."""

    id: str
    kind: str
    forms: tuple[Spelling, ...]
    renderings: tuple[Choice, ...]
    gloss: str
    note: str
    readings: tuple[str, ...]
    works: tuple[str, ...]
    provisional: bool

    def chinese(self) -> Iterator[str]:
        """The forms in both scripts, each once."""
        seen = dict.fromkeys(text for form in self.forms for text in (form.text, form.traditional))
        return iter(seen)

    def pinyin(self) -> Iterator[str]:
        """The pinyin of each form without tones and blanks, each once."""
        plain = (plain_pinyin(form.pinyin).replace(" ", "") for form in self.forms)
        return iter(dict.fromkeys(text for text in plain if text))

    def english(self) -> Iterator[str]:
        """The renderings that may be used."""
        return (choice.text for choice in self.renderings if choice.status != "deprecated")

    def html(self) -> str:
        """The entry as inert HTML: no script, no style sheet, no link."""
        return "".join(self._html())

    def _html(self) -> Iterator[str]:
        forms = ", ".join(_form(form) for form in self.forms)
        yield f"<div>{forms} <i>{escape(self.kind)}</i></div>"
        items = "".join(f"<li>{_choice(choice)}</li>" for choice in self.renderings)
        yield f"<ul>{items}</ul>"
        if self.gloss:
            yield f"<div>{escape(self.gloss)}</div>"
        if self.provisional:
            yield f"<div><i>{PROVISIONAL}</i></div>"
        for text in (*self.readings, self.note):
            if text:
                yield f"<p>{escape(text)}</p>"
        if self.works:
            yield f"<p><small>{escape('; '.join(self.works))}</small></p>"


def article(export: Export, concept: Concept) -> Article:
    """The article of a concept; what could not be seen in it is made visible."""
    forms = tuple(
        Spelling(
            visible(form.text),
            visible(form.hant or next(iter(traditional_forms(form.text)), form.text)),
            visible(form.pinyin) if form.pinyin != "-" else "",
            form.status if form.status != "preferred" else "",
        )
        for form in concept.zh
    )
    label = export.bibliography.label
    return Article(
        id=concept.id,
        kind=concept.kind,
        forms=forms,
        renderings=tuple(
            Choice(visible(r.text), r.status, visible(export.prose(r.why)), "; ".join(map(label, r.sources)))
            for r in (concept.preferred, *(r for r in concept.en if r is not concept.preferred))
        ),
        gloss=visible(concept.gloss),
        note=visible(export.prose(concept.note)),
        readings=tuple(_readings(export, concept)),
        works=tuple(dict.fromkeys(label(evidence.source) for evidence in concept.evidence)),
        provisional=concept.status == "provisional",
    )


def _readings(export: Export, concept: Concept) -> Iterator[str]:
    for reading in concept.readings:
        where = export.prose(f"[{reading.where}]") if reading.where.startswith("@") else f"({reading.where})"
        members = "; ".join(f"{member.zh} {member.en}".strip() for member in reading.members)
        yield visible(f"{reading.label or reading.scope} {where}: {members}")


def _form(form: Spelling) -> str:
    other = f" ({escape(form.traditional)})" if form.traditional != form.text else ""
    status = f" <i>{escape(form.status)}</i>" if form.status else ""
    return f"<b>{escape(form.text)}</b>{other} {escape(form.pinyin)}{status}"


def _choice(choice: Choice) -> str:
    if choice.status == "deprecated":
        return f"<s>{escape(choice.text)}</s> {escape(choice.why)}"
    status = f" <i>{escape(choice.status)}</i>" if choice.status != "preferred" else ""
    works = f" <small>{escape(choice.works)}</small>" if choice.works else ""
    return f"{escape(choice.text)}{status}{works}"
