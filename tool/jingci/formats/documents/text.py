"""Plain text in any common encoding."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from jingci.errors import EncodingError
from jingci.files import decode
from jingci.formats.documents.extract import Extract, Passage
from jingci.segmentation.wording import is_bracketed, is_numbered

#: A text whose lines were broken at one width: that width lies between these (columns; a Chinese character takes two).
_WIDTHS = range(24, 161)
#: A full line may lack so many columns: no punctuation opens a line, so that some lines end early.
_SLACK = 4
_SENTENCE_ENDS = "。！？!?；;：:”』」"


def read_text(data: bytes, path: str, max_size: int) -> Extract:
    """A text, line by line; lines that were broken at one width are joined to their paragraphs.

    :raises EncodingError: bytes that are text in no supported encoding, or no text at all.
    """
    decoded = decode(data, path)
    if not decoded.text.strip():
        raise EncodingError("the file is empty", path=path)
    remarks = [f"read as {decoded.encoding}" + (" (detected)" if decoded.detected else "")]
    lines = decoded.text.splitlines()
    if width := _wrapped_at(lines):
        lines = _joined(lines, width)
        remarks.append(f"lines broken at {width // 2} characters joined to paragraphs")
        return Extract("", [Passage(line) for line in lines], remarks=tuple(remarks))
    return Extract("", (), remarks=tuple(remarks), source=decoded.text)


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line.rstrip())


def _wrapped_at(lines: list[str]) -> int:
    """The width at which the lines of a text were broken (columns); 0 where they were not."""
    widths = [_columns(line) for line in lines if line.strip()]
    widest = max(widths, default=0)
    if widest not in _WIDTHS:
        return 0
    full = [
        line
        for line in lines
        if line.strip() and _columns(line) >= widest - _SLACK and line.rstrip()[-1] not in _SENTENCE_ENDS
    ]
    return widest if len(full) >= 3 and len(full) * 5 >= len(widths) * 2 else 0


def _joined(lines: list[str], width: int) -> list[str]:
    paragraphs: list[list[str]] = []
    goes_on = False
    for line in lines:
        words = line.strip()
        opens = bool(re.match(r"[ \t\u3000\xa0]{2}|\t|\u3000", line)) or is_numbered(words) or is_bracketed(words)
        if goes_on and words and not opens:
            last = paragraphs[-1][-1][-1]
            # Two words of an alphabet need the blank that the line break was.
            blank = " " if last.isascii() and last.isalpha() and words[0].isascii() else ""
            paragraphs[-1].append(blank + words)
        else:
            paragraphs.append([words])
        goes_on = bool(words) and _columns(line) >= width - _SLACK
    return ["".join(parts) for parts in paragraphs]
