"""The termbase as an Anki package: one note an entry, in a deck for each field, Chinese on the front.

A note keeps its identity from one export to the next, so that importing a newer one updates it and keeps its schedule.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

from jingci.errors import MissingExtraError
from jingci.formats.exchange import Export
from jingci.formats.exchange.articles import Article, article

FIELDS = ("Chinese", "Traditional", "Pinyin", "English", "Gloss", "Entry", "Id")
_MODEL = 1_683_021_407
#: Seconds since 1970 that stand for the time of every package, so that the same termbase gives the same notes.
_EPOCH = 1_600_000_000.0
_CSS = (
    ".card { font: 20px serif; text-align: center } .zh { font-size: 32px } "
    ".entry { font-size: 16px; text-align: left }"
)
_FRONT = '<div class="zh" lang="zh-Hans">{{Chinese}}</div>'
_BACK = """{{FrontSide}}<hr id="answer">
<div>{{Pinyin}}</div><div><b>{{English}}</b></div><div>{{Gloss}}</div>
<div class="entry">{{Entry}}</div>"""


def anki(export: Export, path: Path) -> None:
    """Write the package.

    :raises MissingExtraError: genanki is not installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise MissingExtraError("writing Anki packages needs genanki", hint="pip install 'jingci[anki]'") from error
    model = genanki.Model(
        _MODEL,
        "jingci",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Chinese to English", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    decks: dict[str, Any] = {}
    for concept in export.glossary.concepts:
        field = concept.field or "own list"
        if field not in decks:
            decks[field] = genanki.Deck(crc32(field.encode()) + 2**32, f"jingci::{field}")
        entry = article(export, concept)
        note = genanki.Note(model, _fields(entry), guid=genanki.guid_for("jingci", entry.id), tags=[entry.kind])
        decks[field].add_note(note)
    package = genanki.Package(list(decks.values()))
    package.write_to_file(str(path), timestamp=_EPOCH)


def _fields(entry: Article) -> list[str]:
    head = entry.forms[0]
    other = head.traditional if head.traditional != head.text else ""
    texts = [head.text, other, head.pinyin, entry.renderings[0].text, entry.gloss]
    return [*map(escape, texts), entry.html(), escape(entry.id)]
