"""Candidates as draft concepts, for a person to work on: no draft is a translation, and each says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jingci.corpus.extraction.model import Candidate
from jingci.data import dump_yaml
from jingci.formulas import find_formulas
from jingci.glossary import Glossary
from jingci.glossary.own import own_id
from jingci.glossary.records import as_record
from jingci.glossing import Glosser
from jingci.glossing.syllables import run
from jingci.model import Concept, Form, GlossedWord, Rendering, Segment
from jingci.screen import visible

WHY = "word by word, from the termbase and CC-CEDICT (CC BY-SA 4.0); no translation yet"
_UNKNOWN = "?"
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def drafts(candidates: Iterable[Candidate], glossary: Glossary) -> list[Concept]:
    """A provisional concept for each candidate; its English is a gloss, marked as such.

    :raises MissingExtraError: the dictionary of the gloss is not installed.
    """
    glosser = Glosser()
    return [_draft(candidate, glossary, glosser) for candidate in candidates]


def as_yaml(concepts: Iterable[Concept]) -> str:
    """Draft concepts as a list that ``--glossary`` takes."""
    return dump_yaml({"concepts": [as_record(concept) for concept in concepts]})


def _draft(candidate: Candidate, glossary: Glossary, glosser: Glosser) -> Concept:
    text = candidate.text
    segment = Segment("draft", "sentence", text)
    words = glosser.words(segment, hits=glossary.find(text), formulas=find_formulas(text, glossary))
    english = " + ".join(word.en or word.pinyin or _UNKNOWN for word in words) or _UNKNOWN
    return Concept(
        id=own_id(text),
        kind="formula" if candidate.kind == "formula" else "term",
        zh=(Form(text, pinyin_of(text, words)),),
        en=(Rendering(visible(english), "admitted", why=WHY),),
        gloss=f"draft: {candidate.count:,} times in {candidate.documents:,} documents of a corpus",
        note=_note(candidate),
        status="provisional",
    )


def _note(candidate: Candidate) -> str:
    parts = []
    if candidate.like:
        parts.append(f"Like {candidate.like} ({candidate.concept}).")
    if candidate.members:
        parts.append(f"Spelled out as {'、'.join(candidate.members)}.")
    parts += [f"“{_plain(e.text)}” ({_plain(e.document)}, {e.segment})" for e in candidate.examples]
    return " ".join(parts)


def _plain(text: str) -> str:
    """A stretch of a document in one line, in which nothing reads as a citation or a link of ours."""
    return " ".join(visible(text).split()).replace("[", "［").replace("]", "］")


def pinyin_of(text: str, words: Iterable[GlossedWord]) -> str:
    """The pinyin of a candidate, known terms as the termbase has it; ``-`` where pypinyin is not installed."""
    try:
        import pypinyin
    except ImportError:
        return "-"
    syllables = pypinyin.lazy_pinyin(text, style=pypinyin.Style.TONE)
    if not _HAN.fullmatch(text) or len(syllables) != len(text):
        return " ".join(part.strip() for part in syllables if part.strip()) or "-"
    return " ".join(
        word.pinyin if word.origin == "termbase" and word.pinyin else run(syllables[word.span.start : word.span.end])
        for word in words
    )
