"""What one document holds: terms, counted formulas and figures with their places.

:func:`scan_document` takes and returns nothing but plain objects that can be pickled, so that the same function runs in
this process, in others on the machine, or on a cluster. The termbase goes with the :class:`Plan` and is opened once in
each process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jingci.corpus.documents import CorpusDocument
from jingci.formulas import find_formulas
from jingci.glossary import Glossary
from jingci.glossary.index import Layer
from jingci.numerals import Quantity, find_quantities

#: Start, end, start, end …: code points of the document's text.
Places = list[int]
#: What stands there, its count, its members, where they come from, the concept.
FormulaKey = tuple[str, int, tuple[str, ...], str, str]


@dataclass(frozen=True)
class Plan:
    """What is looked for, and in which termbase.

    :ivar layers: the termbase's layers with their contents, so that another machine needs no files of this one.
    :ivar key: the hash of their contents.
    """

    layers: tuple[Layer, ...]
    key: str
    terms_only: bool = False

    @classmethod
    def of(cls, glossary: Glossary, *, terms_only: bool = False) -> Plan:
        """The plan for an open termbase."""
        layers = tuple(Layer(layer.name, files=layer.files) for layer in glossary.layers)
        return cls(layers, glossary.hash, terms_only)


@dataclass(slots=True)
class DocumentScan:
    """What a document holds: of each concept (its id), formula and figure the places, in order of the first.

    A figure is given as it is written, with what it says.
    """

    document: CorpusDocument
    terms: dict[str, Places]
    formulas: dict[FormulaKey, Places]
    figures: list[tuple[str, Quantity, Places]]

    @property
    def hits(self) -> int:
        """How often a term stands in the document."""
        return sum(map(len, self.terms.values())) // 2


def scan_document(document: CorpusDocument, plan: Plan) -> DocumentScan:
    """The terms of a document (longest from the left, as :meth:`Glossary.scan`), its formulas and its figures.

    >>> import jingci
    >>> document = CorpusDocument("a.txt", "推进网格化管理，网格化管理全覆盖")
    >>> scan_document(document, Plan.of(jingci.load_glossary(), terms_only=True)).terms
    {'wanggehua-guanli': [2, 7, 8, 13]}
    """
    glossary = _opened(plan)
    terms = glossary.places(document.text)
    if plan.terms_only:
        return DocumentScan(document, terms, {}, [])
    return DocumentScan(document, terms, _formulas(document.text, glossary), _figures(document.text))


def _formulas(text: str, glossary: Glossary) -> dict[FormulaKey, Places]:
    found: dict[FormulaKey, Places] = {}
    for formula in find_formulas(text, glossary):
        members = tuple(member.text for member in formula.members)
        key = (formula.text, formula.count, members, formula.origin, formula.concept)
        found.setdefault(key, []).extend((formula.span.start, formula.span.end))
    return found


def _figures(text: str) -> list[tuple[str, Quantity, Places]]:
    """Figures that are written alike and say the same are one, at several places."""
    figures: list[tuple[str, Quantity, Places]] = []
    by_writing: dict[str, list[tuple[str, Quantity, Places]]] = {}
    for quantity in find_quantities(text):
        span = quantity.span
        start, end = span.start, span.end
        written = text[start:end]
        alike = by_writing.setdefault(written, [])
        for _, known, places in alike:
            if _says_the_same(known, quantity):
                places += (start, end)
                break
        else:
            figures.append((written, quantity, [start, end]))
            alike.append(figures[-1])
    return figures


def _says_the_same(one: Quantity, other: Quantity) -> bool:
    """What is written alike may still differ, by what stands around it (15世纪80年代)."""
    return (
        one.unit == other.unit
        and one.bound == other.bound
        and one.kind == other.kind
        and one.noun == other.noun
        and one.exempt == other.exempt
        # To compare fractions takes long, and mostly they are the same objects.
        and (one.value is other.value or one.value == other.value)
        and (one.high is other.high or one.high == other.high)
    )


@lru_cache(maxsize=2)
def _glossary(key: str) -> list[Glossary]:
    """Room for the termbase of a hash, which this process opens once."""
    return []


def _opened(plan: Plan) -> Glossary:
    """The plan's termbase."""
    room = _glossary(plan.key)
    if not room:
        room.append(Glossary(list(plan.layers)))
    return room[0]
