"""Two texts aligned line by line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from jingci.errors import DataError, EncodingError, FileError
from jingci.model import TranslationUnit


def read_lines(zh: str | Path, en: str | Path) -> Iterator[TranslationUnit]:
    """A unit a line; empty pairs are passed over.

    :raises DataError: one text has more lines than the other.
    :raises EncodingError: a text that is not UTF-8.
    """
    try:
        with open(zh, encoding="utf-8-sig") as source, open(en, encoding="utf-8-sig") as target:
            for number, (chinese, english) in enumerate(zip_longest(source, target), 1):
                if chinese is None or english is None:
                    longer, shorter = (zh, en) if english is None else (en, zh)
                    raise DataError(f"has more lines than {shorter}", path=str(longer), line=number)
                if chinese.strip() or english.strip():
                    yield TranslationUnit(str(number), chinese.rstrip("\r\n"), english.rstrip("\r\n"), f"line {number}")
    except UnicodeDecodeError as error:
        raise EncodingError(f"one of the two is not valid UTF-8: {error.reason}", path=f"{zh}, {en}") from error
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=str(error.filename)) from error
