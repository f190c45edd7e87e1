"""The encoding of a web page: byte-order mark, valid UTF-8, what the page declares, the likeliest Chinese one."""

from __future__ import annotations

import codecs
import re

from jingci.errors import EncodingError
from jingci.files import DecodedText, decode

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
#: Labels that mean another encoding than Python takes them for (WHATWG Encoding Standard).
_LABELS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinese": "gb18030",
    "csgb2312": "gb18030",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cn-big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "utf-16": "utf-8",
    "unicode": "utf-8",
}
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: A page may have so many bytes that its encoding does not know, as pages cut by a program have.
_BAD_SHARE = 0.001


def decode_page(data: bytes, path: str, declared: str = "") -> tuple[str, str]:
    """A page's text, and how it was decoded (``UTF-8``, ``GB18030, declared as gb2312``).

    :param declared: the encoding that whatever holds the page declares; else the page's own declaration counts.
    :raises EncodingError: text in no supported encoding.
    """
    if not data.strip(b"\0\t\r\n\x0c "):
        raise EncodingError("the file is empty", path=path)
    match = _DECLARED.search(data[:4096])
    label = (declared or (match[1].decode("ascii") if match else "")).lower()
    if data.startswith(_BOMS):
        return _told(decode(data, path), "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, label, path)
    # A Chinese page that is valid UTF-8 is UTF-8, whatever it declares.
    return text, "read as utf-8" + (f", though declared as {label}" if label and _codec(label) != "utf-8" else "")


def _decode_as(data: bytes, label: str, path: str) -> tuple[str, str]:
    codec = _codec(label)
    if codec and codec != "utf-8":
        try:
            return data.decode(codec), f"read as {codec}, declared as {label}"
        except UnicodeDecodeError:
            pass
    try:
        return _told(decode(data, path), label)
    except EncodingError:
        lenient = codec or "gb18030"
        text = data.decode(lenient, "replace")
        bad = text.count("\ufffd")
        if bad > len(text) * _BAD_SHARE + 1:
            raise
        return text, f"read as {lenient}, {bad} unreadable bytes shown as \ufffd"


def _told(decoded: DecodedText, label: str) -> tuple[str, str]:
    though = f", though declared as {label}" if label else ""
    return decoded.text, f"read as {decoded.encoding}{' (detected)' if decoded.detected else ''}{though}"


def _codec(label: str) -> str:
    """The name of a text encoding; empty where the label names none."""
    try:
        found = codecs.lookup(_LABELS.get(label, label))
        "".encode(found.name)
    except (LookupError, UnicodeError):
        return ""
    return found.name
