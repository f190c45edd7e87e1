"""All counted formulas of a text, with their members."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jingci.formulas import readings
from jingci.formulas.detection import Candidate, candidates
from jingci.formulas.page import Page
from jingci.formulas.places import Spelled, echoes, spelled_out
from jingci.formulas.readings import Entries, Termbase
from jingci.model import Concept, Formula, FormulaMember

#: Origins of members that stand in the text itself.
IN_TEXT = ("bracket", "before", "clause", "run", "composed", "elsewhere")
_TWO_OFFICES = "两办"
#: Formulas that stand for other bodies each time, by who speaks, in any script.
_BY_SPEAKER = ("两办", "兩辦", "两辦", "兩办", "位一体", "位一體")


def find_formulas(text: str, glossary: Termbase | None = None, *, report: str = "") -> list[Formula]:
    """The counted formulas of a text in order, with what they stand for.

    The whole text is searched for members, so give it the whole document. Spans count code points of ``text``. The
    guideline is ``docs/formulas.md``.

    :param text: any text, in either script.
    :param glossary: a termbase: its formulas are known without quotation marks, and its readings are given, with their
        attribution, where the text spells nothing out.
    :param report: the id of the edition that the text is of; the readings that edition gives are then its own.

    >>> [(f.text, f.count, [m.text for m in f.members]) for f in find_formulas("“三化”(信息化、网格化、社会化)")]
    [('三化', 3, ['信息化', '网格化', '社会化'])]
    """
    page = Page(text)
    entries = glossary.formula_entries if glossary is not None else Entries()
    found = _decided(page, candidates(page, entries.forms))
    found = _shared(page, _composed(page, found))
    formulas = [_formula(page, item, entries) for item in found]
    formulas = _with_differences(formulas)
    if glossary is not None:
        formulas = [_read(formula, entries, glossary, report) for formula in formulas]
    return formulas


@dataclass(frozen=True, slots=True)
class _Found:
    """A formula and the list that spells it out."""

    formula: Candidate
    spelled: Spelled | None
    remark: str = ""


def _decided(page: Page, found: list[Candidate]) -> list[_Found]:
    """Candidates that are formulas: the sure ones, those the text spells out, and those it quotes elsewhere."""
    names = {_key(page, item) for item in found if item.sure}
    decided = []
    for item in found:
        spelled = spelled_out(page, item)
        proven = spelled is not None and len(spelled.items) in item.fits and _is_beside(page, item, spelled)
        if item.sure or proven or _key(page, item) in names:
            decided.append(_Found(item, spelled))
    return [item for place, item in enumerate(decided) if not _inside_another(place, decided)]


def _is_beside(page: Page, item: Candidate, spelled: Spelled) -> bool:
    """An unquoted count is proven by a list right beside it, not by one that stands near."""
    if item.kind == "echo" and not all(page.text.startswith(item.heads[0], start) for start, _ in spelled.items):
        return False
    return spelled.linked and spelled.origin in ("bracket", "before", "clause")


def _inside_another(place: int, found: list[_Found]) -> bool:
    """Whether a formula lies within a longer one, which can only be next to it in the order of their beginnings."""
    own = found[place].formula
    return any(
        other.formula.start <= own.start
        and own.end <= other.formula.end
        and other.formula.end - other.formula.start > own.end - own.start
        for other in found[max(0, place - 2) : place + 2]
    )


def _key(page: Page, item: Candidate) -> str:
    return page.text[item.start : item.end]


def _composed(page: Page, found: list[_Found]) -> list[_Found]:
    """Strings of figures made up of the formulas that the same text counts with them: 3366."""
    result = []
    for index, item in enumerate(found):
        figures = item.formula.figures
        if figures and all(figure.isdigit() for figure in figures):
            parts = _parts(found, index, [int(figure) for figure in figures])
            if parts:
                items = tuple((part.formula.start, part.formula.end) for part in parts)
                item = replace(item, spelled=Spelled(items, "composed", linked=True))
        result.append(item)
    return result


def _parts(found: list[_Found], index: int, figures: list[int]) -> list[_Found]:
    """The nearest formulas before the figures that have their counts, in their order; else the nearest after."""
    near_before = [item for item in found[max(0, index - 40) : index] if _is_plain(item)]
    near_after = [item for item in found[index + 1 : index + 40] if _is_plain(item)]
    for near in (near_before, near_after):
        counts = [item.formula.count for item in near]
        places = [i for i in range(len(counts) - len(figures) + 1) if counts[i : i + len(figures)] == figures]
        if places:
            start = places[-1] if near is near_before else places[0]
            return near[start : start + len(figures)]
    return []


def _is_plain(item: _Found) -> bool:
    return not item.formula.figures and item.formula.kind == "count"


def _shared(page: Page, found: list[_Found]) -> list[_Found]:
    """Formulas spelled out at another place of the same text get those members."""
    spelled: dict[str, list[_Found]] = {}
    for item in found:
        if item.spelled is not None:
            spelled.setdefault(_key(page, item.formula), []).append(item)
    result = []
    for item in found:
        others = spelled.get(_key(page, item.formula), [])
        if item.spelled is None and others and not _key(page, item.formula).endswith(_BY_SPEAKER):
            before = [other for other in others if other.formula.start < item.formula.start]
            source = before[-1] if before else others[0]
            assert source.spelled is not None
            where = "above" if before else "below"
            item = replace(
                item,
                spelled=replace(source.spelled, origin="elsewhere"),
                remark=f"not spelled out here, but {where} in this text",
            )
        result.append(item)
    return result


def _formula(page: Page, item: _Found, entries: Entries) -> Formula:
    formula, spelled = item.formula, item.spelled
    start, end = formula.start, formula.end
    concept = _concept(page, formula, entries)
    remarks = [item.remark] if item.remark else []
    members: tuple[FormulaMember, ...] = ()
    origin = "none"
    if spelled is not None:
        origin = spelled.origin
        spans = [page.span(*item) for item in spelled.items]
        members = tuple(FormulaMember(span.of(page.given), span) for span in spans)
        if len(members) not in formula.fits:
            remarks.append(f"the list has {len(members)} members, the formula counts {formula.count}")
    elif page.text[start:end].endswith(_TWO_OFFICES):
        sentence = max(page.text.rfind(stop, 0, start) for stop in "。!?\n") + 1
        level, members = readings.offices(page.text[sentence:start], page.text[max(0, sentence - 2000) : sentence])
        if members:
            origin = "speaker"
            remarks.append(f"{level} level, from the words before it")
    else:
        near = echoes(page, formula)
        if near and len(near) not in formula.fits:
            remarks.append(
                f"the sentence goes on to name {len(near)}: {', '.join(near)}; the formula counts {formula.count}"
            )
    return Formula(
        span=page.span(start, end),
        text=page.printed(start, end),
        count=formula.count,
        head="、".join(formula.heads),
        members=_with_terms(members, entries, concept),
        origin=origin,
        concept=concept.id if concept else "",
        remarks=tuple(remarks),
    )


def _concept(page: Page, formula: Candidate, entries: Entries) -> Concept | None:
    """The entry of a formula, by its own text or by the text with the noun that follows (五包 and 五包责任制)."""
    key = _key(page, formula)
    if key in entries.by_form:
        return entries.by_form[key]
    after = page.text[formula.right : formula.right + 6]
    return next(
        (entries.by_form[key + after[:n]] for n in range(len(after), 1, -1) if key + after[:n] in entries.by_form), None
    )


def _with_terms(
    members: tuple[FormulaMember, ...], entries: Entries, concept: Concept | None
) -> tuple[FormulaMember, ...]:
    """Members with their English and entry, where the formula's own readings or the termbase have them."""
    known = {readings.plain_form(m.zh): m for r in (concept.readings if concept else ()) for m in r.members}
    result = []
    for member in members:
        key = readings.plain_form(member.text)
        entry, own = entries.by_form.get(key), None if member.en else known.get(key)
        en, name = (own.en, own.concept) if own else (member.en, member.concept)
        if entry is not None:
            en, name = en or entry.preferred.text, name or entry.id
        result.append(FormulaMember(member.text, member.span, en, name))
    return tuple(result)


def _with_differences(formulas: list[Formula]) -> list[Formula]:
    """A formula that the text spells out twice, differently, says so at both places."""
    lists: dict[str, dict[frozenset[str], str]] = {}
    for formula in formulas:
        if formula.origin in IN_TEXT and formula.origin != "elsewhere" and formula.members:
            texts = [member.text for member in formula.members]
            lists.setdefault(formula.text, {}).setdefault(frozenset(texts), "、".join(texts))
    result = []
    for formula in formulas:
        own = frozenset(member.text for member in formula.members)
        others = [listed for kind, listed in lists.get(formula.text, {}).items() if kind != own]
        if others and formula.origin in IN_TEXT and not formula.text.endswith(_BY_SPEAKER):
            remark = f"this text spells it out differently elsewhere: {others[0]}"
            formula = replace(formula, remarks=(*formula.remarks, remark))
        result.append(formula)
    return result


def _read(formula: Formula, entries: Entries, glossary: Termbase, report: str) -> Formula:
    """The formula with the termbase's reading: as its members where it has none, as a remark where it differs."""
    concept = entries.by_id.get(formula.concept)
    if concept is None or not concept.readings:
        return formula
    reading = readings.choose(concept, report)
    assert reading is not None
    if formula.members:
        agrees = any(readings.same_members((m.text for m in formula.members), other) for other in concept.readings)
        if agrees or formula.origin in ("composed", "speaker") or readings.is_own(reading, report):
            return formula
        whose = "nationally" if reading.scope == "national" else "elsewhere"
        named = "、".join(member.zh for member in reading.members)
        remark = f"read differently {whose} ({readings.place(reading, glossary.sources)}): {named}"
        return replace(formula, remarks=(*formula.remarks, remark))
    return replace(
        formula,
        members=readings.members(reading),
        origin="edition" if readings.is_own(reading, report) else reading.scope,
        attribution=readings.place(reading, glossary.sources),
        source=readings.citation(reading),
    )
