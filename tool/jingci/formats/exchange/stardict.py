"""The termbase as a StarDict dictionary, for GoldenDict, KOReader, sdcv and others: a folder of three files.

Format: https://github.com/huzheng001/stardict-3/blob/master/dict/doc/StarDictFileFormat. An article is found by its
Chinese in both scripts, its pinyin without tones, and its English.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from jingci.errors import LimitError
from jingci.formats.exchange import Export
from jingci.formats.exchange.articles import article
from jingci.version import __version__

NAME = "jingci"
#: What an index can hold of a word, in bytes, without the zero at its end.
_MAX_WORD = 255
_MAX_OFFSET = 2**32 - 1


def stardict(export: Export, folder: Path) -> None:
    """Write the dictionary into an empty folder.

    :raises LimitError: more articles than 32-bit offsets reach.
    """
    index: list[tuple[bytes, int, int]] = []
    offset = 0
    with (folder / f"{NAME}.dict").open("wb") as stream:
        for concept in export.glossary.concepts:
            entry = article(export, concept)
            data = entry.html().encode()
            if offset + len(data) > _MAX_OFFSET:
                raise LimitError("the articles are more than a StarDict dictionary can hold (4 GiB)")
            stream.write(data)
            for word in (*entry.chinese(), *entry.pinyin(), *entry.english()):
                key = " ".join(word.split()).encode()
                if 0 < len(key) <= _MAX_WORD:
                    index.append((key, offset, len(data)))
                else:
                    export.left_out[f"words of over {_MAX_WORD} bytes (their articles are there)"] += 1
            offset += len(data)
    entries = sorted(set(index), key=lambda item: (_ordered(item[0]), item[1]))
    written = b"".join(word + b"\0" + struct.pack(">II", at, size) for word, at, size in entries)
    (folder / f"{NAME}.idx").write_bytes(written)
    (folder / f"{NAME}.ifo").write_text("\n".join(_info(export, len(entries), len(written))) + "\n", encoding="utf-8")


def _ordered(word: bytes) -> tuple[bytes, bytes]:
    """The order that readers search in: by ASCII without case, then byte by byte."""
    return word.lower(), word


def _info(export: Export, words: int, size: int) -> Iterator[str]:
    yield "StarDict's dict ifo file"
    yield "version=2.4.2"
    yield "bookname=jingci: Chinese policing and public security"
    yield f"wordcount={words}"
    yield f"idxfilesize={size}"
    yield "author=The jingci contributors"
    yield f"description=jingci {__version__}, termbase {export.glossary.hash}, CC BY 4.0"
    yield "sametypesequence=h"
