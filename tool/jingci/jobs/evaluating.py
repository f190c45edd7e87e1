"""What an evaluation is made of: documents read from files and editions, their segments aligned."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jingci.edition import edition_folders, load_edition
from jingci.errors import DataError, FileError, UsageError
from jingci.files import MAX_SIZE, read_text
from jingci.folding import fold
from jingci.formats.bilingual import READERS, read_units
from jingci.markup import strip_markup
from jingci.model import Report
from jingci.sic import as_read


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a file has it.

    :ivar path: as messages name it.
    :ivar ids: the file's names for its segments; empty where it has none.
    :ivar zh: the Chinese; empty where the file has none.
    :ivar texts: the English (of a text in one language, whichever it is).
    """

    name: str
    path: str
    texts: tuple[str, ...]
    ids: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


@dataclass
class Aligned:
    """Segments of all documents, ready to be evaluated; ``sources`` is None where there is no Chinese."""

    hypotheses: dict[str, list[str]]
    references: list[str] = field(default_factory=list)
    sources: list[str] | None = None
    documents: list[str] = field(default_factory=list)


def read_documents(path: str, *, max_size: int | None = None) -> list[Document]:
    """The documents at a path.

    :param path: the id of one of the project's editions, an edition's folder, a folder of editions or of files, a
        translation file (:data:`jingci.formats.bilingual.READERS`), or a text with a segment a line; ``-`` is standard
        input.
    :raises JingciError: naming the file and what is wrong with it.
    """
    try:
        return _documents(path, max_size or MAX_SIZE)
    except OSError as error:
        raise FileError(error.strerror or "cannot be read", path=path) from error


def _documents(path: str, max_size: int) -> list[Document]:
    file = Path(path)
    if path in edition_folders() and not file.exists():
        return [_edition(load_edition(edition_folders()[path]), path)]
    if not file.is_dir():
        return [_file(path, max_size)]
    if (file / "report.yaml").is_file():
        return [_edition(load_edition(file), path)]
    folders = sorted(found.parent for found in file.glob("*/report.yaml"))
    if folders:
        return [_edition(load_edition(folder), str(folder)) for folder in folders]
    files = sorted(found for found in file.iterdir() if found.is_file() and not found.name.startswith("."))
    if not files:
        raise FileError("is a folder without editions or files in it", path=path)
    return [_file(str(found), max_size) for found in files]


def _edition(report: Report, path: str) -> Document:
    body = list(report.body)
    english = tuple(strip_markup(segment.en) for segment in body)
    chinese = tuple(as_read(segment).text for segment in body)
    return Document(report.id, path, english, tuple(segment.id for segment in body), chinese)


def _file(path: str, max_size: int) -> Document:
    file = Path(path)
    name = "standard input" if path == "-" else file.stem
    if file.suffix.lower() in READERS:
        units = list(read_units(path))
        if not units:
            raise DataError("has no segment with Chinese and English", path=path)
        ids = tuple(unit.id for unit in units)
        return Document(name, path, tuple(u.en for u in units), ids, tuple(u.zh for u in units))
    lines = io.StringIO(read_text(path, max_size=max_size).text, newline=None)
    # As the sacrebleu command reads them.
    return Document(name, path, tuple(line.rstrip() for line in lines))


def align(
    hypotheses: Sequence[str], reference: str, source: str | None = None, *, max_size: int | None = None
) -> Aligned:
    """Read systems, reference and Chinese, and bring their segments together.

    Documents go together by name, or where there is one on each side; their segments by order, or by their ids where a
    system lacks some.

    :param hypotheses: the path of each system, which is called after it.
    :param source: the path of the Chinese; without it, the reference's own or that of a system.
    :raises DataError: documents or segments that do not go together.
    """
    references = read_documents(reference, max_size=max_size)
    names = _system_names(hypotheses)
    systems = {name: read_documents(path, max_size=max_size) for name, path in zip(names, hypotheses, strict=True)}
    chinese = read_documents(source, max_size=max_size) if source is not None else []
    aligned = Aligned({name: [] for name in names})
    sources: list[str] = []
    for document in references:
        _check_reference(document)
        partners = {name: _partner(document, found, references) for name, found in systems.items()}
        for name, partner in partners.items():
            aligned.hypotheses[name] += _texts(partner, document)
        given = _partner(document, chinese, references) if chinese else None
        sources += _source(document, list(partners.values()), given)
        aligned.references += document.texts
        aligned.documents += [document.name] * len(document.texts)
    if len(sources) == len(aligned.references):
        aligned.sources = sources
    return aligned


def _system_names(paths: Sequence[str]) -> list[str]:
    """What each system is called: the name of its file, or its path where two have the same."""
    names = ["standard input" if path == "-" else _stem(path) for path in paths]
    if len(set(names)) < len(names):
        names = list(paths)
    if len(set(names)) < len(names):
        raise UsageError("the same system is named twice")
    return names


def _stem(path: str) -> str:
    file = Path(path)
    return (file.name if file.is_dir() else file.stem) or path


def _check_reference(document: Document) -> None:
    for number, (chinese, english) in enumerate(zip(document.zh, document.texts, strict=False)):
        if any(char.isalnum() for char in chinese) and not english.strip():
            raise DataError(
                f"segment {document.ids[number]} has no English, so this is no reference", path=document.path
            )


def _partner(document: Document, found: Sequence[Document], references: Sequence[Document]) -> Document:
    """The document among those found that a reference's document goes with."""
    if len(found) == len(references) == 1:
        return found[0]
    by_name = {other.name: other for other in found}
    if len(by_name) < len(found):
        raise DataError("two documents have the same name", path=str(Path(found[0].path).parent))
    if document.name not in by_name:
        raise DataError(
            f"has no document “{document.name}”",
            path=found[0].path if len(found) == 1 else str(Path(found[0].path).parent),
            hint=f"the reference has {', '.join(other.name for other in references[:5])}",
        )
    if stray := set(by_name) - {other.name for other in references}:
        raise DataError(f"the reference has no document “{min(stray)}”", path=by_name[min(stray)].path)
    return by_name[document.name]


def _texts(system: Document, reference: Document) -> Iterator[str]:
    """The system's English of each segment of the reference; empty where it has none."""
    if len(system.texts) == len(reference.texts) and _first_unlike(system.zh, reference.zh) is None:
        return iter(system.texts)
    places = {name: place for place, name in enumerate(system.ids)}
    if places and len(places) == len(system.ids) and set(places) <= set(reference.ids):
        order = [places.get(name) for name in reference.ids]
        chinese = [("" if place is None or not system.zh else system.zh[place]) for place in order]
        expected = [zh if text else "" for zh, text in zip(reference.zh, chinese, strict=False)]
        if _first_unlike(chinese, expected) is None:
            return iter([system.texts[place] if place is not None else "" for place in order])
    if len(system.texts) != len(reference.texts):
        raise DataError(
            f"has {len(system.texts):,} segments; the reference, {reference.path}, has {len(reference.texts):,}",
            path=system.path,
        )
    place = _first_unlike(system.zh, reference.zh) or 0
    raise DataError(f"segment {place + 1} has another Chinese than the reference, {reference.path}", path=system.path)


def _first_unlike(one: Sequence[str], other: Sequence[str]) -> int | None:
    """The first place where two lists of Chinese differ in more than script, width and white space."""
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second and _bare(first) != _bare(second):
            return place
    return None


def _bare(text: str) -> str:
    return "".join(fold(text).text.split())


def _source(reference: Document, systems: Sequence[Document], given: Document | None) -> Sequence[str]:
    """The Chinese of the reference's segments; nothing where nobody has it."""
    if given is not None:
        texts = given.zh or given.texts
        if len(texts) != len(reference.texts):
            raise DataError(
                f"has {len(texts):,} segments; the reference, {reference.path}, has {len(reference.texts):,}",
                path=given.path,
            )
        return texts
    candidates = [reference.zh, *(system.zh for system in systems)]
    return next((zh for zh in candidates if len(zh) == len(reference.texts)), ())
