"""What a reader takes out of a document, and the report made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jingci.errors import LimitError
from jingci.formats.documents.datelines import imprint_of, iso_date
from jingci.model import Report, Segment
from jingci.segmentation import Block, line_blocks, segment_blocks
from jingci.segmentation.blocks import Role

#: The longest text that is taken from a document (characters): some 2,500 pages.
MAX_TEXT = 5_000_000
#: What has no place in a text: control characters but tab and line feed, lone surrogates, invisible marks, marks that
#: turn the direction of a line.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]"
)
_LONGEST_FIELD = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, caption, table row … of a document; the cells of a ``row`` stand between tabs."""

    text: str
    role: Role = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A document's passages in reading order, and what it says of itself.

    ``kind`` is for the reader of a message (“web page”); ``remarks`` are the decisions that were taken; ``issuer``,
    ``author`` and ``published`` are the document's own words, an ISO date as far as there is one. A plain text is its
    own ``source``, to be kept to the character, and has no passages.
    """

    kind: str
    passages: Sequence[Passage]
    title: str = ""
    issuer: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    remarks: tuple[str, ...] = field(default=())
    source: str = ""


def report_of(extract: Extract, path: str) -> Report:
    """The report: the passages one to a line, in segments; the title, date and issuer as the document gives them.

    :param path: the file as the user named it; its stem is the report's id.
    :raises LimitError: a text longer than :data:`MAX_TEXT`.
    """
    if extract.source:
        source, blocks = extract.source, line_blocks(extract.source)
    else:
        source, blocks = _laid_out(extract.passages, path)
    segments = segment_blocks(source, blocks, extract.title)
    imprint = imprint_of(segment.zh for segment in segments if segment.kind in ("dateline", "byline", "aside"))
    name = "stdin" if path == "-" else Path(path).stem
    title = next((segment.zh for segment in segments if segment.kind == "title"), "") or extract.title
    return Report(
        id=name,
        title_zh=_field(title) or name,
        segments=segments,
        issuer_zh=_field(extract.issuer or imprint.issuer),
        author_zh=_field(extract.author or imprint.author),
        published=iso_date(extract.published) or imprint.published,
        url=_address(extract.url),
        source=source,
        path=path,
        how="; ".join(part for part in (extract.kind, *extract.remarks, _skipped(segments)) if part),
    )


def _laid_out(passages: Sequence[Passage], path: str) -> tuple[str, list[Block]]:
    lines: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for passage in passages:
        text = _UNWANTED.sub("", passage.text).strip()
        if not text:
            continue
        if offset + len(text) > MAX_TEXT:
            message = f"holds more than {MAX_TEXT:,} characters of text"
            raise LimitError(message, path=path, hint="split the document")
        lines.append(text)
        blocks.append(Block(offset, offset + len(text), passage.role, passage.reason))
        offset += len(text) + 1
    return "".join(f"{line}\n" for line in lines), blocks


def _skipped(segments: Sequence[Segment]) -> str:
    """How much of the text is skipped, for the message; empty where nothing is."""
    skipped = [segment for segment in segments if segment.kind == "skip"]
    if not skipped:
        return ""
    stretches = f"{len(skipped)} stretches" if len(skipped) > 1 else "1 stretch"
    characters = sum(len(segment.zh) for segment in skipped)
    return f"{stretches} skipped as no part of the document ({characters:,} characters)"


def _field(text: str) -> str:
    return _UNWANTED.sub("", " ".join(text.split()))[:_LONGEST_FIELD]


def _address(url: str) -> str:
    url = _UNWANTED.sub("", url.strip())
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\]{3,1000}", url) else ""
