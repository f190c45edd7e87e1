"""The page of a concept."""

from __future__ import annotations

from collections.abc import Iterable

from jingci.formats.parts import long_date
from jingci.formats.reader.safe import attribute, shown
from jingci.model import Concept, Member, Reading
from jingci.screen import quoted
from jingci.site import addresses
from jingci.site.addresses import concept_page, link
from jingci.site.digest import Digest, Occurrence, Place
from jingci.site.material import Material, traditional
from jingci.site.outline import shelf
from jingci.site.shell import Frame, page

_AUTHORITY = {
    "official": "official",
    "scholarly": "scholarly",
    "press": "press",
    "reference": "reference work",
    "project": "this project",
}
_SUPPORTS = {"meaning": "what it is", "rendering": "the rendering", "history": "its history"}


def concept_html(concept: Concept, material: Material) -> str:
    """The page of one concept."""
    return _ConceptPage(concept, material).html()


def chinese(text: str) -> str:
    """Chinese text, marked as such."""
    return f'<span lang="zh-Hans">{shown(text)}</span>'


def reading(pinyin: str) -> str:
    """Pinyin, marked as such; nothing where there is none."""
    return f'<i lang="zh-Latn-pinyin">{shown(pinyin)}</i>' if pinyin not in ("", "-") else ""


class _ConceptPage:
    def __init__(self, concept: Concept, material: Material) -> None:
        self.concept = concept
        self.material = material
        self.path = concept_page(concept.id)
        self.prose = material.prose

    def html(self) -> str:
        """The whole page."""
        concept = self.concept
        frame = Frame(
            self.path,
            f"{concept.headword.text} “{concept.preferred.text}”" if concept.en else concept.headword.text,
            f"{concept.headword.text}, {quoted(concept.preferred.text)}: {concept.gloss}",
            self.material.base_url,
            kind="article",
        )
        parts = [self.head(), self.forms(), self.renderings(), self.note(), self.readings(), self.related()]
        parts += [self.sources(), self.attestations()]
        return page(frame, "\n".join(part for part in parts if part))

    def head(self) -> str:
        """The term, its rendering and gloss; what sort of entry it is."""
        concept = self.concept
        field = shelf(concept)
        where = attribute(link(self.path, addresses.field_page(field)))
        state = [concept.kind, "reviewed" if concept.status == "reviewed" else "provisional: not yet sourced"]
        state += [concept.years] if concept.years else []
        state += [f"from {concept.layer}"] if concept.layer != "jingci" else []
        gloss = f'<p class="gloss">{shown(concept.gloss)}</p>' if concept.gloss else ""
        return (
            f'<p class="crumb"><a href="{where}">{shown(self.material.field_title(field))}</a></p>\n'
            f'<h1 class="term">{chinese(concept.headword.text)} {reading(concept.headword.pinyin)}</h1>\n'
            f'<p class="rendering">{shown(concept.preferred.text)}</p>\n{gloss}'
            f'<p class="state">{shown(" · ".join(state))}</p>{self.replaced()}'
        )

    def replaced(self) -> str:
        """Where a retired entry's successor is."""
        name = self.concept.replaced_by
        if not name:
            return ""
        return f'<p class="notice">This entry is retired. See {self.named(name)}.</p>'

    def forms(self) -> str:
        """The Chinese in both scripts with its pinyin."""
        rows = "".join(
            f"<tr><td>{chinese(form.text)}</td>"
            f'<td><span lang="zh-Hant">{shown(traditional(form))}</span></td>'
            f"<td>{reading(form.pinyin)}</td><td>{shown(form.status)}</td></tr>"
            for form in self.concept.zh
        )
        remarks = [self.concept.pinyin_note, self.concept.homograph]
        if self.concept.not_in:
            remarks.append(f"Not this term inside {', '.join(self.concept.not_in)}.")
        said = "".join(f"<p>{self.prose.cited(remark, self.path)}</p>" for remark in remarks if remark)
        return _section("forms", "Chinese", _table(("Simplified", "Traditional", "Pinyin", "Status"), rows) + said)

    def renderings(self) -> str:
        """The English, who uses it, why some is not recommended."""
        rows = ""
        for rendering in self.concept.en:
            users = "; ".join(self.user(key) for key in rendering.sources)
            why = f'<span class="why">{self.prose.cited(rendering.why, self.path)}</span>' if rendering.why else ""
            text = f"<del>{shown(rendering.text)}</del>" if rendering.status == "deprecated" else shown(rendering.text)
            rows += (
                f'<tr><td class="{rendering.status}">{text}</td><td>{shown(rendering.status)}</td>'
                f"<td>{users}{'. ' if users and why else ''}{why}</td></tr>"
            )
        return _section("renderings", "English", _table(("Rendering", "Status", "Used by"), rows))

    def user(self, key: str) -> str:
        """A work that uses a rendering, and its authority."""
        source = self.material.glossary.sources.get(key)
        authority = f" ({_AUTHORITY[source.authority]})" if source else ""
        return f"{self.prose.work(key, self.path)}{authority}"

    def note(self) -> str:
        """The note."""
        text = self.prose.paragraphs(self.concept.note, self.path)
        return _section("note", "Note", text) if text else ""

    def readings(self) -> str:
        """What a formula stands for, place by place."""
        items = "".join(f"<li>{self.one_reading(one)}</li>" for one in self.concept.readings)
        return _section("readings", "What it stands for", f"<ul>{items}</ul>") if items else ""

    def one_reading(self, one: Reading) -> str:
        """A reading with whose it is and its members."""
        label = f"{shown(one.label)}, " if one.label else ""
        members = "".join(f"<li>{self.member(member)}</li>" for member in one.members)
        return f"<p>{label}{one.scope}, {self.where(one.where)}:</p><ol>{members}</ol>"

    def where(self, place: str) -> str:
        """The place of a reading: a segment of a report, or a work."""
        if place.startswith("@"):
            return self.prose.cited(f"[{place}]", self.path).removeprefix("(").removesuffix(")")
        report, _, segment = place.partition("#")
        if report not in self.material.report_ids:
            return shown(place)
        name = next(digest.name for digest in self.material.reports if digest.id == report)
        return f'<a href="{attribute(link(self.path, f"{addresses.report_page(report)}#{segment}"))}">{shown(name)}</a>'

    def member(self, member: Member) -> str:
        """A member of a formula, linked where it has an entry."""
        text = chinese(member.zh)
        if member.concept in self.material.concepts:
            text = f'<a href="{attribute(link(self.path, concept_page(member.concept)))}">{text}</a>'
        return f"{text} {shown(member.en)}".strip()

    def related(self) -> str:
        """The entries that this one leads to, and those that lead here."""
        groups = (
            ("See also", self.concept.see),
            ("Member of", self.material.outline.member_of.get(self.concept.id, ())),
            ("Referred to by", self.material.outline.referring.get(self.concept.id, ())),
        )
        body = ""
        for name, ids in groups:
            known = [self.named(one) for one in dict.fromkeys(ids) if one in self.material.concepts]
            body += f"<dt>{name}</dt><dd><ul>{_items(known)}</ul></dd>" if known else ""
        return _section("related", "Related", f"<dl>{body}</dl>") if body else ""

    def named(self, concept_id: str) -> str:
        """A link to another entry: its Chinese and its English."""
        other = self.material.concepts.get(concept_id)
        if other is None:
            return shown(concept_id)
        where = attribute(link(self.path, concept_page(other.id)))
        return f'<a href="{where}">{chinese(other.headword.text)} {shown(other.preferred.text)}</a>'

    def sources(self) -> str:
        """Which work supports what."""
        items = []
        for evidence in self.concept.evidence:
            what = ", ".join(_SUPPORTS.get(name, name) for name in evidence.supports)
            place = f", {shown(evidence.where)}" if evidence.where else ""
            source = self.material.glossary.sources.get(evidence.source)
            title = f" {shown(quoted(source.title))}" if source else ""
            items.append(f"{self.prose.work(evidence.source, self.path)}{title}{place}: {shown(what)}")
        return _section("sources", "Sources", f"<ul>{_items(items)}</ul>") if items else ""

    def attestations(self) -> str:
        """Every sentence of the reports in which the term stands."""
        attested = self.material.attested(self.concept)
        if not attested:
            return _section("attested", "In the reports", "<p>The term stands in none of the reports.</p>")
        total = sum(len(occurrences) for _, occurrences in attested)
        counted = f"{total} {'sentence' if total == 1 else 'sentences'}"
        reports = f"{len(attested)} {'report' if len(attested) == 1 else 'reports'}"
        groups = "".join(self.in_report(digest, occurrences) for digest, occurrences in attested)
        return _section("attested", "In the reports", f"<p>{counted} in {reports}.</p>{groups}")

    def in_report(self, digest: Digest, occurrences: Iterable[Occurrence]) -> str:
        """The sentences of one report."""
        target = addresses.report_page(digest.id)
        items = ""
        for occurrence in occurrences:
            zh, en = digest.detail.texts(occurrence.segment)
            english = f"<p>{_marked(en, occurrence.en)}</p>" if en else ""
            place = attribute(link(self.path, f"{target}#{occurrence.segment}"))
            items += (
                f'<li><p lang="zh-Hans">{_marked(zh, occurrence.zh)}</p>{english}'
                f'<p class="place"><a href="{place}">{shown(occurrence.segment)}</a></p></li>'
            )
        when = f", {shown(long_date(digest.published))}" if digest.published else ""
        head = f'<a href="{attribute(link(self.path, target))}">{shown(digest.name)}</a>{when}'
        return f"<h3>{head}</h3><ul>{items}</ul>"


def _marked(text: str, places: Iterable[Place]) -> str:
    parts, at = [], 0
    for start, end in places:
        # Places can overlap only where a shorter form stands inside a longer one: the first shows both.
        if start >= at:
            parts += [shown(text[at:start]), f"<mark>{shown(text[start:end])}</mark>"]
            at = end
    return "".join([*parts, shown(text[at:])])


def _section(name: str, title: str, body: str) -> str:
    return f'<section id="{name}"><h2>{title}</h2>{body}</section>'


def _table(columns: Iterable[str], rows: str) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in columns)
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _items(items: Iterable[str]) -> str:
    return "".join(f"<li>{item}</li>" for item in items)
