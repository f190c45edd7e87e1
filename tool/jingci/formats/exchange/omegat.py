"""An OmegaT project: a folder that opens as it is, with sources, translations so far, memory, glossary and rules.

The layout and the project file are those of OmegaT 3.6 and later (https://omegat.sourceforge.io/manual-standard/en/);
the segmentation rules are the serialised beans that 3.6 reads from ``segmentation.conf``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jingci.edition import edition_folders, load_edition
from jingci.formats.exchange import Export
from jingci.formats.exchange.segments import count_losses, damage_notes, english, notes_by_segment
from jingci.formats.xml import DECLARATION, Node, closed, node, opened, rendered
from jingci.model import Concept, Report, Segment
from jingci.sic import as_read
from jingci.version import __version__

_FOLDERS = ("source", "target", "tm", "tm/mt", "glossary", "dictionary", "omegat")
#: States whose English a person stands for: these open as translated. A draft is offered as a match.
_SETTLED = ("edited", "reviewed")
_README = """\
An OmegaT project written by jingci {version}. Open this folder in OmegaT (Project > Open).

source/      the reports, one segment of the edition a paragraph
omegat/      translations so far that a person has edited or reviewed, and the rules of segmentation
tm/          the other editions, as a memory; tm/mt/ has drafts that nobody has edited yet
glossary/    jingci's termbase: {concepts:,} entries

What you translate comes back with
    jingci import omegat/project_save.tmx EDITION-FOLDER
"""
# OmegaT looks for each half of a rule from left to right without overlap; what stands far off is looked behind or ahead
# at, so that a match takes one character at most.
_RULES = (
    # An end mark and what closes after it belong together.
    (False, "[。！？!?]", "[。！？!?”’」』）)》〉】]"),
    # “…!” before its speaker's tag does not end a sentence, nor does a mark in brackets or in a title.
    (False, "[！？!?][”’」』]+", r"\S"),
    (False, r"(?<=[（(][^（()）\n]{0,200})[。！？!?]", r"(?=[^（(\n]{0,200}[）)])"),
    (False, r"(?<=《[^《》\n]{0,200})[。！？!?]", r"(?=[^《\n]{0,200}》)"),
    (True, "[。！？!?][”’」』\"']*", r"\s*\S"),
)


def omegat(export: Export, folder: Path) -> None:
    """Write the project into an empty folder."""
    for name in _FOLDERS:
        (folder / name).mkdir()
    taken = _write_reports(export, folder)
    _write(folder / "tm" / "editions.tmx", _memory(export, _others(taken), ("draft", *_SETTLED)))
    _write(folder / "glossary" / "jingci.utf8", _glossary(export))
    _write(folder / "omegat" / "segmentation.conf", [DECLARATION, rendered(_segmentation())])
    _write(folder / "omegat.project", [DECLARATION, rendered(_project(export))])
    about = _README.format(version=__version__, concepts=len(export.glossary.concepts))
    _write(folder / "README.txt", [about])


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)


def _write_reports(export: Export, folder: Path) -> set[str]:
    """Write the sources and what is translated of them; the ids of the reports."""
    taken = set()
    for report in export.reports():
        taken.add(report.id)
        for segment in report.segments:
            count_losses(export, segment)
        lines = [one_line(segment) for segment in report.body]
        _write(folder / "source" / f"{_file_name(report.id)}.txt", ["\n\n".join(filter(None, lines)), "\n"])
    _write(folder / "omegat" / "project_save.tmx", _memory(export, export.reports(), _SETTLED))
    _write(folder / "tm" / "mt" / "drafts.tmx", _memory(export, export.reports(), ("draft",)))
    return taken


def one_line(segment: Segment) -> str:
    """The Chinese as read, on one line.

    >>> one_line(Segment("s1", "title", "推进\\n网格化  2015年"))
    '推进网格化 2015年'
    """
    return " ".join(as_read(segment).text.split())


def _file_name(report_id: str) -> str:
    """The id without what a file's name cannot have."""
    return "".join(char if char.isalnum() or char in "-_. " else "_" for char in report_id).strip(". ") or "report"


def _others(taken: set[str]) -> Iterator[Report]:
    """The project's editions that are not in the sources."""
    return (load_edition(folder) for name, folder in edition_folders().items() if name not in taken)


def _memory(export: Export, reports: Iterable[Report], states: Iterable[str]) -> Iterator[str]:
    """A TMX with the segments of some states. OmegaT keeps one note a unit, and one English a source text."""
    wanted = frozenset(states)
    yield DECLARATION
    yield opened(node("tmx", version="1.4"))
    yield rendered(_header(export), 1)
    yield opened(node("body"), 1)
    seen: dict[str, str] = {}
    for report in reports:
        notes = notes_by_segment(export, report)
        for segment in report.body:
            if not segment.en or segment.state not in wanted:
                continue
            zh, en = one_line(segment), english(segment).text
            if seen.setdefault(zh, en) != en:
                export.left_out["further translations of a sentence that stands twice"] += 1
            elif zh:
                note = "\n\n".join((*notes.get(segment.id, []), *damage_notes(segment)))
                yield rendered(_unit(export, zh, en, note), 2)
    yield closed("body", 1)
    yield closed("tmx")


def _header(export: Export) -> Node:
    return node(
        "header",
        creationtool="OmegaT",
        o_tmf="OmegaT TMX",
        adminlang="EN-US",
        datatype="plaintext",
        creationtoolversion="3.6.0",
        segtype="sentence",
        srclang=export.source_lang.upper(),
    )


def _unit(export: Export, zh: str, en: str, note: str) -> Node:
    return node(
        "tu",
        *([node("note", note)] if note else []),
        node("tuv", node("seg", zh), xml__lang=export.source_lang.upper()),
        node("tuv", node("seg", en), xml__lang=export.target_lang.upper()),
    )


def _glossary(export: Export) -> Iterator[str]:
    """Tab-separated: source, target, comment; OmegaT reads ``.utf8`` as UTF-8."""
    for concept in export.glossary.concepts:
        if concept.link == "never":
            export.left_out["entries that are never linked"] += 1
            continue
        for form in concept.zh:
            for target, comment in _renderings(concept, form.pinyin):
                yield "\t".join(_cell(text) for text in (form.text, target, comment)) + "\n"


def _renderings(concept: Concept, pinyin: str) -> Iterator[tuple[str, str]]:
    """Each rendering that may be used, the preferred one first, with what a translator should know."""
    avoid = [f"not “{r.text}”" for r in concept.en if r.status == "deprecated"]
    about = [pinyin if pinyin != "-" else "", concept.gloss, *avoid]
    if concept.status == "provisional":
        about.append("provisional: no source was found")
    yield concept.preferred.text, "; ".join(filter(None, about))
    for rendering in concept.en:
        if rendering.status in ("admitted", "short") and rendering is not concept.preferred:
            yield rendering.text, rendering.status


def _cell(text: str) -> str:
    return " ".join(text.split())


def _project(export: Export) -> Node:
    default = [
        node(name, "__DEFAULT__")
        for name in ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
    ]
    tokenizer = "org.omegat.tokenizer.Lucene{}Tokenizer"
    return node(
        "omegat",
        node(
            "project",
            *default,
            node("source_lang", export.source_lang.upper()),
            node("target_lang", export.target_lang.upper()),
            node("source_tok", tokenizer.format("SmartChinese")),
            node("target_tok", tokenizer.format("English")),
            node("sentence_seg", "true"),
            node("support_default_translations", "true"),
            node("remove_tags", "false"),
            version="1.0",
        ),
    )


def _segmentation() -> Node:
    """The rules as the bean encoder of Java writes them."""
    return node("java", _bean("SRX", _mapping(), _text_property("version", "0.2.2")), version="1.8.0", class_=_DECODER)


_DECODER = "java.beans.XMLDecoder"


def _mapping() -> Node:
    rules = [node("void", _rule(*rule), method="add") for rule in _RULES]
    chinese = _bean(
        "MapRule",
        _text_property("language", "Chinese"),
        _text_property("pattern", "ZH.*"),
        node("void", node("object", *rules, class_="java.util.ArrayList"), property="rules"),
    )
    # With rules of its own a project has no others: a text in another language ends its paragraphs only.
    return node(
        "void", node("object", node("void", chinese, method="add"), class_="java.util.ArrayList"),
        property="mappingRules",
    )  # fmt: skip


def _rule(is_break: bool, before: str, after: str) -> Node:
    return _bean(
        "Rule",
        _text_property("beforebreak", before),
        _text_property("afterbreak", after),
        node("void", node("boolean", str(is_break).lower()), property="breakRule"),
    )


def _bean(name: str, *properties: Node) -> Node:
    return node("object", *properties, class_=f"org.omegat.core.segmentation.{name}")


def _text_property(name: str, text: str) -> Node:
    return node("void", node("string", text), property=name)
