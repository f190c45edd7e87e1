"""What stands above a report's text: the bar with its panels, the title, what a reader must know, the key."""

from __future__ import annotations

from jingci.formats.parts import citation_line, doubtful, draft_mark, has_english, is_glossed, notices, source_line
from jingci.formats.reader.citing import bibtex, csl_json
from jingci.formats.reader.safe import attribute, shown
from jingci.formats.reader.scripts import traditional_pairs
from jingci.model import AnnotatedReport

_VIEWS = (("en", "English only"), ("lines", "Chinese below each sentence"), ("side", "Chinese beside it"))
_THEMES = (("auto", "as the system"), ("light", "light"), ("dark", "dark"))


class Front:
    """The bar and the opening of one report's page.

    :param parallel: the Chinese stands beside the English at first.
    :param home: address and name of the place that the page belongs to.
    """

    def __init__(
        self, annotated: AnnotatedReport, *, parallel: bool, pinyin: bool, home: tuple[str, str] | None
    ) -> None:
        self.annotated = annotated
        self.report = annotated.report
        self.english = has_english(annotated)
        self.view = "side" if parallel else "en"
        self.pinyin = pinyin
        self.home = home

    def bar(self) -> str:
        """The bar; its panels are closed at first, and one is open at a time."""
        home = f'<a class="home" href="{attribute(self.home[0])}">{shown(self.home[1])}</a>' if self.home else ""
        panels = [
            _panel("contents", "Contents", self.contents()),
            _panel("display", "Display", self.display()),
            _panel("search", "Find", self.search(), " hidden"),
            _panel("cite", "Cite", self.citation()) if self.english else "",
        ]
        return (
            '<a class="skip" href="#report">Skip to the text</a>\n'
            f'<header class="bar"><nav aria-label="Reading tools">{home}{"".join(panels)}</nav></header>'
        )

    def contents(self) -> str:
        """The headings of the report and the sections of the page."""
        there = [("introduction", "Introduction")] if self.report.intro.strip() else []
        after = [("doubtful", "Doubtful drafts")] if doubtful(self.annotated) else []
        after += [("notes", "Notes")] if self.annotated.footnotes else []
        after += [("glossary", "Glossary")] if self.annotated.entries else []
        after += [("works", "Works cited")] if self.annotated.bibliography else []
        headings = "".join(
            _entry(item.segment.id, item.en or item.segment.zh, "" if item.en else ' lang="zh-Hans"')
            for item in self.annotated.segments
            if item.segment.kind == "heading"
        )
        inner = f"<ul>{headings}</ul>" if headings else ""
        report = f'<li><a href="#report">The report</a>{inner}</li>'
        before = "".join(_entry(*entry) for entry in there)
        behind = "".join(_entry(*entry) for entry in [*after, ("about", "About this edition")])
        return f"<ul>{before}{report}{behind}</ul>"

    def display(self) -> str:
        """The choices. Those of the text work by style alone; the script remembers them, and sets colors."""
        parts = []
        if self.english:
            parts.append(_choice("view", "The text", _VIEWS, self.view))
            if self.pinyin:
                parts.append('<p><label><input type="checkbox" id="pinyin"> Pinyin below the Chinese</label></p>')
        parts.append(_choice("theme", "Colors", _THEMES, "auto", " hidden"))
        return "".join(parts)

    def search(self) -> str:
        """What finds in the text; it needs the script, which shows it."""
        pairs = traditional_pairs("".join(item.segment.zh for item in self.annotated.segments))
        return (
            f'<p class="find" role="search"><input type="search" id="find" autocomplete="off" spellcheck="false" '
            f'data-pairs="{attribute(pairs)}" aria-label="Find in the text and the notes" '
            'placeholder="English, 汉字, 漢字, pinyin"> '
            '<button type="button" id="previous">Previous</button> <button type="button" id="next">Next</button> '
            '<output id="found" for="find"></output></p>'
        )

    def citation(self) -> str:
        """How to cite the edition; a sentence of it is cited at the sentence."""
        forms = (
            ("chicago", "Chicago", f'<p id="chicago">{shown(citation_line(self.annotated))}</p>'),
            ("csl", "CSL-JSON", f'<pre id="csl">{shown(csl_json(self.report))}</pre>'),
            ("bibtex", "BibTeX", f'<pre id="bibtex">{shown(bibtex(self.report))}</pre>'),
        )
        return "".join(
            f'<div class="form"><p class="name">{name} <button type="button" data-copy="{id_}" hidden>Copy</button></p>'
            f"{body}</div>"
            for id_, name, body in forms
        )

    def title(self) -> str:
        """Title, source, and what a reader must know before reading."""
        report = self.report
        language = "" if report.title_en else ' lang="zh-Hans"'
        lines = [f"<h1{language}>{shown(report.title_en or report.title_zh)}</h1>"]
        if report.title_en:
            lines.append(f'<p class="original" lang="zh-Hans">{shown(report.title_zh)}</p>')
        if line := source_line(report):
            lines.append(f'<p class="source">{shown(line)}</p>')
        if said := notices(self.annotated):
            lines.append(f'<div class="warning">{"".join(f"<p>{shown(line)}</p>" for line in said)}</div>')
        return "\n".join([*lines, self.key()])

    def provisional(self) -> bool:
        """Whether a note rests on an entry that has no sources yet."""
        concepts = (note.concept for note in self.annotated.footnotes if note.concept)
        return any(concept.status == "provisional" for concept in concepts)

    def key(self) -> str:
        """What the marks of this report mean: those that occur in it."""
        items = self.annotated.segments
        signs = {draft_mark(item) for item in items}
        marks = (
            ('<span class="t">term</span>', "a term of the glossary: its note opens on it", True),
            ("<sup>1</sup>", "the number of a note; that of a term stands where the term is first met", True),
            (
                '<sup class="sic">2</sup>',
                "the Chinese is damaged here: the note says how",
                any(i.damage for i in items),
            ),
            ('<sup class="draft">†</sup>', "a machine draft that nobody has compared with the Chinese", "†" in signs),
            ('<sup class="draft">‡</sup>', "a draft that a check had something against", "‡" in signs),
            ('<span class="w figure">字</span>', "words below a sentence are a gloss", any(map(is_glossed, items))),
            ("<i>(provisional)</i>", "an entry of the glossary that has no sources yet", self.provisional()),
            ('<span class="p"></span>', "the handle of a sentence: its link and its citation", True),
        )
        entries = "".join(f"<dt>{sign}</dt><dd>{said}</dd>" for sign, said, there in marks if there)
        return f'<details id="key"><summary>Key to the marks</summary><dl>{entries}</dl></details>'


def _panel(name: str, title: str, body: str, more: str = "") -> str:
    return (
        f'<details name="panel" id="panel-{name}"{more}><summary>{title}</summary>'
        f'<div class="panel">{body}</div></details>'
    )


def _entry(place: str, name: str, more: str = "") -> str:
    return f'<li><a href="#{attribute(place)}"{more}>{shown(name)}</a></li>'


def _choice(name: str, title: str, options: tuple[tuple[str, str], ...], chosen: str, more: str = "") -> str:
    labels = "".join(
        f'<label><input type="radio" name="{name}" id="{name}-{value}" value="{value}"'
        f"{' checked' if value == chosen else ''}> {said}</label>"
        for value, said in options
    )
    return f"<fieldset{more}><legend>{title}</legend>{labels}</fieldset>"
