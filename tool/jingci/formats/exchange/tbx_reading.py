"""Concepts out of a TBX file, version 2 or 3: ours without loss of what TBX holds, another tool's as far as it says.

What the writer (:mod:`jingci.formats.exchange.tbx`) put into notes with a label is taken out of them again. Citations
in prose stay short references; the names of works become the bibliography's ids again where it knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from jingci.bibliography import Bibliography
from jingci.errors import DataError
from jingci.formats.bilingual.xml import XML_LANG, local_name, stream
from jingci.glossary.own import own_id
from jingci.glossary.schema import PARTS_OF_SPEECH, SUPPORTS
from jingci.model import Concept, ConceptStatus, Evidence, Form, FormStatus, Kind, Rendering, RenderingStatus

_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_GROUPS = ("termGrp", "adminGrp", "descripGrp", "transacGrp")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LABELS = "Kind|Entry status|Years|Reading|Homograph|Not in|Replaced by|Pinyin|Traditional|Supports"
_LABELLED = re.compile(rf"({_LABELS}): (.*)\Z", re.DOTALL)


def read_tbx(path: str | Path, bibliography: Bibliography) -> Iterator[tuple[Concept, int]]:
    """The entries that have Chinese and English, each with the line it begins in.

    :raises DataError: not well-formed, or no TBX.
    """
    works = {bibliography.label(key): key for key in bibliography.sources}
    found = False
    for event, element in stream(path, "tbx", "martif", *_ENTRIES):
        if local_name(element) not in _ENTRIES:
            found = True
        elif event == "end" and (concept := _concept(element, works)) is not None:
            yield concept, element.sourceline or 1
    if not found:
        raise DataError("is not a TBX file (no <tbx> or <martif> element)", path=str(path))


def _concept(entry: Any, works: Mapping[str, str]) -> Concept | None:
    terms = list(_terms(entry))
    zh = [(term, name) for language, term, name in terms if language == "zh"]
    en = [(term, name) for language, term, name in terms if language == "en"]
    if not zh or not en:
        return None
    about = _About(entry)
    forms = _forms(zh)
    return Concept(
        id=_id(entry, forms[0].text),
        kind=_kind(about, zh[0][0]),
        zh=forms,
        en=_renderings(en, works),
        gloss=about.category("definition"),
        pos=_part_of_speech(zh[0][0]),
        note=about.note,
        years=about.label("Years"),
        homograph=about.label("Homograph"),
        not_in=tuple(filter(None, about.label("Not in").split("、"))),
        see=tuple(_references(entry, about.label("Replaced by"))),
        evidence=tuple(_evidence(entry, works)),
        status=_one_of(about.label("Entry status"), get_args(ConceptStatus), "provisional"),
        replaced_by=about.label("Replaced by"),
        field=about.category("subjectField"),
        layer=about.category("projectSubset") or "jingci",
    )


def _terms(entry: Any) -> Iterator[tuple[str, Any, str]]:
    """Language (two letters), element and text of each term, each text once a language."""
    seen: set[tuple[str, str]] = set()
    for section in entry:
        if local_name(section) not in _LANGUAGES:
            continue
        language = (section.get(XML_LANG) or section.get("lang") or "").lower()[:2]
        for group in section:
            text = next((_words(e) for e in group.iter() if local_name(e) == "term"), "")
            if local_name(group) in _TERMS and text.strip() and (language, text) not in seen:
                seen.add((language, text))
                yield language, group, text


class _About:
    """What stands at one level, in groups or not: categories by type, notes by label."""

    def __init__(self, element: Any) -> None:
        self._categories: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        free = []
        for child in _flat(element):
            if local_name(child) == "note":
                labelled = _LABELLED.match(_words(child))
                if labelled:
                    self._labels.setdefault(labelled[1], labelled[2])
                else:
                    free.append(_words(child))
            elif child.get("type"):
                self._categories.setdefault(child.get("type"), _words(child))
        self.note = "\n\n".join(text for text in free if text)

    def category(self, name: str) -> str:
        return self._categories.get(name, "")

    def label(self, name: str) -> str:
        return self._labels.get(name, "")


def _flat(element: Any) -> Iterator[Any]:
    """The children of an element, and those of the groups among them that stand for one datum with remarks."""
    for child in element:
        if local_name(child) == "termGrp":
            yield from child
        elif local_name(child) in _GROUPS:
            yield child[0]
        else:
            yield child


def _words(element: Any) -> str:
    return "".join(element.itertext())


def _id(entry: Any, chinese: str) -> str:
    name = (entry.get("id") or "").removeprefix("_").lower()
    return name if _SLUG.match(name) else own_id(chinese)


def _one_of(value: str, choices: tuple[str, ...], default: str) -> Any:
    return value if value in choices else default


def _kind(about: _About, term: Any) -> Kind:
    default = "abbreviation" if _About(term).category("termType") in ("abbreviation", "acronym") else "term"
    kind: Kind = _one_of(about.label("Kind"), get_args(Kind), default)
    return kind


def _part_of_speech(term: Any) -> str:
    about = _About(term)
    if about.category("termType") == "phrase" or about.category("partOfSpeech") == "other":
        return "phrase"
    return str(_one_of(about.category("partOfSpeech"), PARTS_OF_SPEECH, "noun"))


def _forms(terms: list[tuple[Any, str]]) -> tuple[Form, ...]:
    forms: list[Form] = []
    for term, text in terms:
        about = _About(term)
        forms.append(
            Form(text, about.label("Pinyin") or "-", _form_status(about, first=not forms), about.label("Traditional"))
        )
    return tuple(forms)


def _form_status(about: _About, *, first: bool) -> FormStatus:
    status, kind = about.category("administrativeStatus"), about.category("termType")
    if status.startswith(("superseded", "deprecated")):
        return "former"
    if kind in ("shortForm", "abbreviation", "acronym") and not first and not status.startswith("preferred"):
        return "short"
    if status.startswith("preferred") or (first and not status):
        return "preferred"
    return "short" if kind == "shortForm" else "variant"


def _renderings(terms: list[tuple[Any, str]], works: Mapping[str, str]) -> tuple[Rendering, ...]:
    renderings: list[Rendering] = []
    for term, text in terms:
        about = _About(term)
        sources = tuple(key for label in _sources(term) for key in _work(label, works)[:1] if key)
        status = _rendering_status(about, first=not renderings)
        why = about.note or ("no reason was given" if status == "deprecated" else "")
        renderings.append(Rendering(text, status, sources, why))
    return tuple(renderings)


def _rendering_status(about: _About, *, first: bool) -> RenderingStatus:
    status = about.category("administrativeStatus")
    if status.startswith(("deprecated", "superseded")):
        return "deprecated"
    if about.category("termType") == "shortForm" and not status.startswith("preferred"):
        return "short"
    return "preferred" if status.startswith("preferred") or (first and not status) else "admitted"


def _sources(element: Any) -> Iterator[str]:
    return (_words(child) for child in _flat(element) if child.get("type") == "source")


def _work(reference: str, works: Mapping[str, str]) -> tuple[str, str]:
    """The id of a work and the place in it, of a short reference; no id where the work is unknown."""
    label = reference
    while label not in works and ", " in label:
        label = label.rpartition(", ")[0]
    return works.get(label, ""), reference[len(label) :].removeprefix(", ")


def _evidence(entry: Any, works: Mapping[str, str]) -> Iterator[Evidence]:
    for child in entry:
        element = child[0] if local_name(child) == "adminGrp" and len(child) else child
        if element.get("type") != "source":
            continue
        key, where = _work(_words(element), works)
        if key:
            supports = _About(child).label("Supports").split(", ") if local_name(child) == "adminGrp" else []
            yield Evidence(key, tuple(what for what in supports if what in SUPPORTS), where)


def _references(entry: Any, replaced_by: str) -> Iterator[str]:
    for child in entry:
        if child.get("type") == "crossReference":
            target = (child.get("target") or _words(child)).removeprefix("_")
            if _SLUG.match(target) and target != replaced_by:
                yield target
