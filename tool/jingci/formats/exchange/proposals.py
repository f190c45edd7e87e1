"""Terms from outside as proposals: what is new, what the termbase has already, where the two do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from jingci.bibliography import Bibliography
from jingci.data import dump_yaml
from jingci.errors import DataError, UsageError
from jingci.files import read_text
from jingci.folding import fold
from jingci.formats.exchange.tbx_reading import read_tbx
from jingci.glossary import Glossary
from jingci.glossary.index import Layer
from jingci.glossary.own import read_csv, read_rows
from jingci.glossary.records import as_record
from jingci.model import Concept, Rendering

SUFFIXES = (".tbx", ".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry of the file that the termbase has in another way; ``why`` says how."""

    concept: Concept
    known: str
    why: str


@dataclass
class Proposals:
    """What a file brings to the termbase.

    ``new`` are entries none of whose forms it has; ``known`` names those that it has with the same English;
    ``conflicts`` are those that it has in part or with other English.
    """

    new: list[Concept] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def yaml(self) -> str:
        """The new entries and those in conflict, for review, as a list that ``--glossary`` takes."""
        concepts = [*self.new, *(conflict.concept for conflict in self.conflicts)]
        return dump_yaml({"concepts": [as_record(concept) for concept in concepts]})


def read_terms(path: str | Path, glossary: Glossary) -> list[Concept]:
    """The concepts of a TBX, CSV, TSV or XLSX file.

    :raises UsageError: a suffix that names none of them.
    :raises DataError: a file that is not what its suffix says, or with no terms in it.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"the suffix “{suffix}” names no list of terms", path=str(path), hint=", ".join(SUFFIXES))
    if suffix == ".tbx":
        found = list(read_tbx(path, Bibliography(glossary.sources.values())))
    elif suffix == ".xlsx":
        from jingci.formats.bilingual.tables import sheet_rows

        with sheet_rows(path) as rows:
            found = read_rows(enumerate(rows, 1), str(path))
    else:
        found = read_csv(read_text(path).text, str(path))
    if not found:
        raise DataError("has no entry with Chinese and English", path=str(path))
    return [concept for concept, _ in found]


def tbx_layer(path: str) -> Layer:
    """A TBX file as a list over the termbase, without what refers to other entries and works.

    :raises DataError: a file that is no TBX.
    """
    found = (concept for concept, _ in read_tbx(path, Bibliography([])))
    records = [as_record(replace(c, see=(), replaced_by="", evidence=(), status="provisional")) for c in found]
    return Layer(Path(path).name, [(f"{path}.yaml", dump_yaml({"concepts": records}).encode())])


def proposals(concepts: Iterable[Concept], glossary: Glossary) -> Proposals:
    """How the concepts stand to the termbase. Ids that are taken, or refer to nothing, give way."""
    result = Proposals()
    forms = {fold(form.text).text: concept for concept in glossary.concepts for form in concept.zh}
    taken: set[str] = set()
    for concept in concepts:
        held = [forms[text] for form in concept.zh if (text := fold(form.text).text) in forms]
        if not held:
            result.new.append(_own(concept, glossary, taken))
        elif why := _difference(concept, held):
            result.conflicts.append(Conflict(_own(concept, glossary, taken), held[0].id, why))
        else:
            result.known.append(concept.id)
    return result


def _difference(concept: Concept, held: list[Concept]) -> str:
    """How an entry differs from those that have its forms; nothing where it says no more than they do."""
    ids = list(dict.fromkeys(other.id for other in held))
    if len(ids) > 1:
        return f"its forms belong to {len(ids)} entries: {', '.join(ids)}"
    (known,) = ids
    other = held[0]
    renderings = {_key(r.text): r for r in other.en}
    for rendering in concept.en:
        ours = renderings.get(_key(rendering.text))
        if ours is None:
            return f"“{rendering.text}” is no rendering of {known}, which has “{other.preferred.text}”"
        if (ours.status == "deprecated") != (rendering.status == "deprecated"):
            return _status_difference(rendering, ours, known)
    theirs = {fold(form.text).text for form in other.zh}
    missing = [form.text for form in concept.zh if fold(form.text).text not in theirs]
    return f"{known} has no form {'、'.join(missing)}" if missing else ""


def _status_difference(rendering: Rendering, ours: Rendering, known: str) -> str:
    if ours.status == "deprecated":
        return f"“{rendering.text}” is to be avoided according to {known}: {ours.why}"
    return f"“{rendering.text}” is {ours.status} according to {known}, and to be avoided according to the file"


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _own(concept: Concept, glossary: Glossary, taken: set[str]) -> Concept:
    """The concept with an id of its own, and without references to what is not in the termbase."""
    base = name = concept.id if concept.id not in glossary.by_id else f"{concept.id}-proposed"
    number = 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return replace(
        concept,
        id=name,
        status="provisional",
        see=tuple(target for target in concept.see if target in glossary.by_id),
        replaced_by=concept.replaced_by if concept.replaced_by in glossary.by_id else "",
        en=tuple(replace(r, sources=tuple(s for s in r.sources if s in glossary.sources)) for r in concept.en),
        evidence=tuple(evidence for evidence in concept.evidence if evidence.source in glossary.sources),
    )


def lines(result: Proposals, limit: int = 50) -> Iterator[str]:
    """What was found, in words."""
    yield f"{len(result.new)} new, {len(result.known)} already there, {len(result.conflicts)} in conflict"
    for conflict in result.conflicts[:limit]:
        yield f"conflict: {conflict.concept.zh[0].text} ({conflict.concept.id}): {conflict.why}"
    if len(result.conflicts) > limit:
        yield f"and {len(result.conflicts) - limit} more conflicts, all in the file of proposals"
