"""The termbase as a Yomitan dictionary (format 3), which explains Chinese words in the browser.

Format: https://github.com/yomidevs/yomitan/tree/master/ext/data/schemas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jingci.formats.exchange import Export
from jingci.formats.exchange.archives import write_archive
from jingci.formats.exchange.articles import PROVISIONAL, Article, Choice, article
from jingci.version import __version__

#: Terms in one bank, so that no file is too large to be parsed at once.
_BANK = 5000


def yomitan(export: Export, path: Path) -> None:
    """Write the dictionary, a zip archive."""
    write_archive(path, _members(export))


def _members(export: Export) -> Iterator[tuple[str, bytes]]:
    articles = [article(export, concept) for concept in export.glossary.concepts]
    terms = [term for number, entry in enumerate(articles, 1) for term in _terms(entry, number)]
    yield "index.json", _json(_index(export))
    kinds = sorted({entry.kind for entry in articles})
    yield "tag_bank_1.json", _json([[kind, "partOfSpeech", place, kind, 0] for place, kind in enumerate(kinds)])
    for number, start in enumerate(range(0, len(terms), _BANK), 1):
        yield f"term_bank_{number}.json", _json(terms[start : start + _BANK])


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _index(export: Export) -> dict[str, Any]:
    return {
        "title": "jingci: Chinese policing",
        "format": 3,
        "revision": f"{__version__}-{export.glossary.hash}",
        "sequenced": True,
        "author": "The jingci contributors",
        "attribution": "jingci termbase, CC BY 4.0",
        "description": "Chinese policing and public security, with sources",
        "sourceLanguage": "zh",
        "targetLanguage": "en",
    }


def _terms(entry: Article, number: int) -> Iterator[list[Any]]:
    """One record a spelling: the text, its pinyin, tags, rules, score, definitions, sequence, term tags."""
    definition = {"type": "structured-content", "content": list(_content(entry))}
    seen: set[str] = set()
    for place, form in enumerate(entry.forms):
        for text in (form.text, form.traditional):
            if text not in seen:
                seen.add(text)
                yield [text, form.pinyin, entry.kind, "", -place, [definition], number, ""]


def _content(entry: Article) -> Iterator[dict[str, Any]]:
    for choice in entry.renderings:
        yield _div(*_choice(choice))
    if entry.gloss:
        yield _div(entry.gloss)
    if entry.provisional:
        yield _div(_span(PROVISIONAL, fontStyle="italic"))
    for text in (*entry.readings, entry.note):
        if text:
            yield _div(text)
    if entry.works:
        yield _div(_span("; ".join(entry.works), fontSize="small"))


def _choice(choice: Choice) -> Iterator[Any]:
    if choice.status == "deprecated":
        yield _span(choice.text, textDecorationLine="line-through")
        yield f" {choice.why}"
        return
    yield _span(choice.text, fontWeight="bold")
    if choice.status != "preferred":
        yield _span(f" {choice.status}", fontStyle="italic")
    if choice.works:
        yield _span(f" {choice.works}", fontSize="small")


def _div(*content: Any) -> dict[str, Any]:
    return {"tag": "div", "content": list(content)}


def _span(text: str, **style: str) -> dict[str, Any]:
    return {"tag": "span", "content": text, "style": style}
