"""Files: reading text of any common encoding, writing atomically."""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jingci.errors import EncodingError, FileError, LimitError

MAX_SIZE = 20_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text file's content, the encoding it was read with, and whether that was detected rather than certain."""

    text: str
    encoding: str
    detected: bool


def read_bytes(path: str | Path, *, max_size: int = MAX_SIZE) -> bytes:
    """A file's bytes; ``-`` is standard input.

    :raises FileError: missing, a directory, not readable.
    :raises LimitError: over ``max_size`` bytes (refused before it is read where the size is known).
    """
    name = str(path)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(max_size + 1)
        else:
            file = Path(path)
            if file.is_dir():
                raise FileError("is a directory, not a file", path=name)
            if file.stat().st_size > max_size:
                raise _too_large(name, max_size)
            with file.open("rb") as stream:
                data = stream.read(max_size + 1)
    except OSError as error:
        raise FileError(_reason(error), path=name) from error
    if len(data) > max_size:
        raise _too_large(name, max_size)
    return data


def read_text(path: str | Path, *, max_size: int = MAX_SIZE) -> DecodedText:
    """A text file in UTF-8, UTF-16, UTF-32, GB18030 or Big5.

    :raises EncodingError: bytes that are none of these, or a file with no text in it.
    :raises FileError: as :func:`read_bytes`.
    :raises LimitError: as :func:`read_bytes`.
    """
    decoded = decode(read_bytes(path, max_size=max_size), str(path))
    if not decoded.text.strip():
        raise EncodingError("the file is empty", path=str(path))
    return decoded


def decode(data: bytes, path: str) -> DecodedText:
    """Bytes as text: by byte-order mark, as UTF-8, or by the likeliest Chinese encoding.

    :raises EncodingError: naming the offset of the first byte that is not UTF-8.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return DecodedText(data.decode(encoding), encoding, False)
            except UnicodeDecodeError as error:
                raise EncodingError(f"not valid {encoding} at byte {error.start:,}", path=path) from error
    try:
        return DecodedText(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError as error:
        offset = error.start
    for encoding in _likely_encodings(data):
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if _reads_as_chinese(text):
                return DecodedText(text, encoding, True)
    raise EncodingError(
        f"not text in UTF-8, UTF-16, GB18030 or Big5 (first bad byte at offset {offset:,})",
        path=path,
        hint="convert it to UTF-8",
    )


def _likely_encodings(data: bytes) -> list[str]:
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    wide = ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    if odd != even and wide:
        return ["utf-16-le", "utf-16-be"] if odd > even else ["utf-16-be", "utf-16-le"]
    return ["gb18030", "big5hkscs", *wide]


#: Frequent characters of running Chinese, in both scripts: what a wrong decoding does not produce.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去"
    "把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或"
    "但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次"
    "品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必"
    "战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联认六共权收证"
    "改清己美再采转更单风切打白教速花带安場會經這國個為來們時說過對學發種後問關進東車長見門開電話書頭點機"
    "體實應產業處區與報"
)


def _reads_as_chinese(text: str) -> bool:
    han = [ch for ch in text[:20_000] if "\u4e00" <= ch <= "\u9fff"]
    odd = sum(1 for ch in text[:20_000] if ch < "\t" or "\ue000" <= ch <= "\uf8ff" or "\u0e00" <= ch <= "\u1fff")
    return bool(han) and odd * 50 <= len(han) and sum(ch in _FREQUENT for ch in han) * 10 >= len(han)


def write_text(path: str | Path, text: str) -> None:
    """Write a text file whole or not at all."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all: into a neighbour first, synced, then renamed over the target.

    :raises FileError: the folder is missing or not writable, the disk is full.
    """
    with atomic_file(path) as temporary, open(temporary, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def atomic_file(path: str | Path) -> Iterator[str]:
    """The path of a temporary neighbour, renamed over ``path`` at the end, removed where an error leaves it.

    :raises FileError: the folder is missing or not writable, the disk is full.
    """
    target = Path(path)
    temporary = ""
    try:
        if target.is_dir():
            raise FileError("is a directory; name a file", path=str(path))
        # A symbolic link is written through, as a shell redirection would.
        target = target.resolve() if target.is_symlink() else target
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        os.close(handle)
        yield temporary
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        raise FileError(f"cannot be written: {_reason(error)}", path=str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            if temporary:
                os.unlink(temporary)


@contextlib.contextmanager
def atomic_folder(path: str | Path) -> Iterator[Path]:
    """A temporary neighbour that becomes the folder ``path`` at the end, removed where an error leaves it.

    :raises FileError: there is a folder with something in it, or a file; the place is not writable, the disk is full.
    """
    target = Path(path)
    temporary: Path | None = None
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FileError("is there already", path=str(path), hint="name a folder that is new or empty")
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.absolute().parent))
        yield temporary
        temporary.chmod(0o777 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        raise FileError(f"cannot be written: {_reason(error)}", path=str(path)) from error
    finally:
        if temporary is not None and temporary.exists():
            shutil.rmtree(temporary, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _too_large(name: str, max_size: int) -> LimitError:
    return LimitError(f"larger than {max_size:,} bytes", path=name, hint="raise the limit with --max-size")


def _reason(error: OSError) -> str:
    reasons = {
        "FileNotFoundError": "no such file or folder",
        "PermissionError": "permission denied",
        "IsADirectoryError": "is a directory, not a file",
        "NotADirectoryError": "a part of the path is not a folder",
    }
    return reasons.get(type(error).__name__, error.strerror or str(error))
