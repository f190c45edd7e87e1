"""The report's text: each segment in English with its notes, and in Chinese with its pinyin."""

from __future__ import annotations

from jingci.formats.gloss_html import glossed
from jingci.formats.parts import DOUBTFUL, draft_mark, has_english, is_glossed, paragraphs
from jingci.formats.reader.pinyin import pinyin
from jingci.formats.reader.safe import attribute, shown
from jingci.formats.reader.scripts import script_of
from jingci.model import AnnotatedReport, AnnotatedSegment, Concept

_TAGS = {"title": "h3", "subtitle": "h4", "heading": "h3"}
#: Start and end in the text, and what stands there before and behind it.
_Cut = tuple[int, int, str, str]


class Text:
    """The text of one report.

    A block of it (class ``g``) holds its segments, each as English (``s``) and Chinese (``z``, with the pinyin ``y``
    inside), so that a style sheet alone can set them beside or below each other.
    """

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.numbers = {f.concept.id: f.number for f in annotated.footnotes if f.concept}
        self.english = has_english(annotated)
        self.script = script_of("".join(item.segment.zh for item in annotated.segments))
        self.pinyin = pinyin(annotated.segments)

    def report(self) -> str:
        """The section with all of the text."""
        blocks = [
            '<section id="report"><h2>The report</h2>',
            *map(self.block, paragraphs(self.annotated)),
            "</section>",
        ]
        return "\n".join(blocks)

    def block(self, group: list[AnnotatedSegment]) -> str:
        """A paragraph or a heading."""
        kind = group[0].segment.kind
        tag = _TAGS.get(kind, "p")
        block = f'<{tag} class="g {kind}">{" ".join(map(self.segment, group))}</{tag}>'
        return glossed(group[0], block, shown) if is_glossed(group[0]) else block

    def segment(self, item: AnnotatedSegment) -> str:
        """One segment: what is read, the handle by which it is cited, and its Chinese."""
        name = attribute(item.segment.id)
        state = (
            ""
            if item.en and item.segment.state == "reviewed"
            else f" {item.segment.state if item.en else 'untranslated'}"
        )
        language = "" if item.en else f' lang="{self.script}"'
        handle = f'<a class="p" href="#{name}" aria-label="{name}"></a>'
        body = f"{self.read(item)}{_draft(item)}{handle}"
        return f'<span class="s{state}" id="{name}"{language}>{body}</span>{self.chinese(item)}'

    def read(self, item: AnnotatedSegment) -> str:
        """The English, or the Chinese where there is none, with its terms and notes."""
        text = item.en or item.segment.zh
        cuts = self.cuts(item)
        points = [(note.span.end, note.footnote) for note in item.notes]
        points += [(mark.formula.span.end, mark.footnote) for mark in item.counted if not item.en]
        for point, footnote in points:
            # A note that ends inside a marked term stands after the term.
            end = next((e for s, e, b, _ in cuts if b and s < point < e), point)
            cuts.append((end, end, "", _reference(footnote)))
        parts, at = [], 0
        for start, end, before, after in sorted(cuts, key=lambda cut: (cut[1], cut[0] == cut[1])):
            parts += [shown(text[at:start]), before, shown(text[start:end]), after]
            at = end
        parts.append(shown(text[at:]))
        parts += [_reference(unplaced.footnote) for unplaced in item.unplaced if unplaced.footnote and item.en]
        parts += [_reference(number, ' class="sic"') for number in item.damage]
        parts += [_reference(mark.footnote) for mark in item.counted if item.en]
        # Of two numbers side by side, 1 and 2 are not 12.
        return "".join(parts).replace("</sup><sup", ",</sup><sup")

    def cuts(self, item: AnnotatedSegment) -> list[_Cut]:
        """The terms of the text that is read."""
        if item.en:
            return [
                (mark.span.start, mark.span.end, *self.term(mark.concept, mark.footnote, mark.why))
                for mark in item.marks
            ]
        return [
            (hit.span.start, hit.span.end, *self.term(hit.concept.id, _number_in(item, hit.concept)))
            for hit in item.hits
        ]

    def term(self, concept: str, footnote: int, why: str = "") -> tuple[str, str]:
        """A link to the term's note, with its number where that is given for the first time."""
        reason = f' data-why="{attribute(why)}"' if why else ""
        number = f"<sup>{footnote}</sup>" if footnote else ""
        return f'<a href="#n-{self.numbers[concept]}"{reason}>', f"</a>{number}"

    def chinese(self, item: AnnotatedSegment) -> str:
        """The Chinese of a segment that has English, as printed, damage marked."""
        if not item.en:
            return ""
        text = shown(item.segment.zh)
        for damage, number in zip(item.segment.sic, item.damage, strict=True):
            mark = f'<a class="sic" href="#n-{number}">{shown(damage.print)}</a>'
            text = text.replace(shown(damage.print), mark, 1)
        line = self.pinyin.lines.get(item.segment.id, "")
        latin = f'<span class="y" lang="zh-Latn">{shown(line)}</span>' if line else ""
        return f'<span class="z" lang="{self.script}">{text}{latin}</span>'


def _reference(number: int, more: str = "") -> str:
    return f'<sup{more}><a href="#n-{number}">{number}</a></sup>'


def _number_in(item: AnnotatedSegment, concept: Concept) -> int:
    return next((u.footnote for u in item.unplaced if u.hit.concept.id == concept.id), 0)


def _draft(item: AnnotatedSegment) -> str:
    sign = draft_mark(item)
    if not sign:
        return ""
    said = "draft that a check had something against" if sign == DOUBTFUL else "draft, not compared with the Chinese"
    return f' <sup class="draft"><a href="#key" aria-label="{sign} {said}">{sign}</a></sup>'
