"""What an editor would want to be told about a termbase that loads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from jingci.data import dump_yaml, parse_yaml
from jingci.errors import MissingExtraError
from jingci.files import decode
from jingci.folding import fold, is_simplified, traditional_forms
from jingci.glossary.index import Layer
from jingci.glossary.layers import Termbase
from jingci.markup import citations
from jingci.model import Concept, Form

GLOSS_LENGTH = 120
NOTE_WORDS = (35, 175)
#: Kinds that need a note: the terms of art.
NOTED = ("term", "abbreviation", "formula", "slogan", "programme")
#: A reviewed entry needs one source of these kinds: a dictionary or an encyclopaedia alone does not make it.
SUFFICIENT = ("official", "scholarly", "press")
_PADDING = re.compile(
    r"\b(?:it (?:should|must|is important to|is worth)[^.]{0,12} not(?:e|ing|ed)"
    r"|plays? (?:an?|the) (?:important|vital|key|crucial) role"
    r"|in order to|as we (?:know|all know)|needless to say|of course|very (?:important|unique)|basically|simply put)\b",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(r"""\w*["']\w*""")
_LATIN_RUN = re.compile(r"[A-Za-z0-9.%+\-、，,·：:；“”《》()（）/！？ \u3001-\u3011]+")
_TONED = re.compile(r"[^a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿê]")


@dataclass(frozen=True, slots=True, order=True)
class LintFinding:
    """One remark: where, a stable code, what is wrong."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code}: {self.message}"


def lint(
    layers: Iterable[Layer], termbase: Termbase, segment_ids: Mapping[str, set[str]], cited: Collection[str] = ()
) -> list[LintFinding]:
    """All remarks on a termbase, by place.

    :param layers: the layers as read, for the layout check.
    :param segment_ids: the segment ids of each edition, for the readings of formulas.
    :param cited: the works that the editions cite, which are no orphans.
    :raises MissingExtraError: pypinyin is not installed.
    """
    known = _Known.of(termbase)
    findings = [
        f
        for rule in (_gloss, _note, _quotes, _pinyin, _traditional, _evidence, _repeated)
        for f in _each(termbase, rule, known)
    ]
    findings += _readings(termbase, segment_ids)
    findings += _shared_forms(termbase)
    findings += _bibliography(termbase, cited)
    findings += _layout(layers)
    return sorted(findings)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rules for one entry ask of all: who made each work, and which entries have a note."""

    authority: Mapping[str, str]
    noted: Set[str]

    @classmethod
    def of(cls, termbase: Termbase) -> _Known:
        return cls({s.id: s.authority for s in termbase.sources}, {c.id for c in termbase.concepts if c.note})


_Rule = Callable[[Concept, _Known], Iterator[tuple[str, str]]]


def _each(termbase: Termbase, rule: _Rule, known: _Known) -> Iterator[LintFinding]:
    for concept in termbase.concepts:
        path, line = termbase.places[concept.id]
        for code, message in rule(concept, known):
            yield LintFinding(path, line, code, f"{concept.id}: {message}")


def _gloss(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    if len(concept.gloss) > GLOSS_LENGTH:
        yield "gloss-long", f"the gloss has {len(concept.gloss)} characters (at most {GLOSS_LENGTH})"
    if not concept.gloss:
        yield "gloss-missing", "there is no gloss"
    if concept.gloss.endswith("."):
        yield "gloss-period", "a gloss has no final period"


def _note(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    words = len(concept.note.split())
    # An entry of few words may leave the explanation to the one it refers to.
    referred = not words and not known.noted.isdisjoint(concept.see)
    if concept.kind in NOTED and not referred and not NOTE_WORDS[0] <= words <= NOTE_WORDS[1]:
        yield "note-length", f"the note has {words} words (40 to 150 are expected)"
    if match := _PADDING.search(concept.note):
        yield "note-padding", f"“{match[0]}” says nothing"
    for citation in citations(concept.note):
        if citation.source not in known.authority:
            yield "note-source", f"the note cites “{citation.source}”, which is not listed"


def _quotes(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    texts = [concept.gloss, concept.note, concept.homograph, *chain(*((one.text, one.why) for one in concept.en))]
    if match := next(filter(None, map(_STRAIGHT.search, texts)), None):
        yield "quote-straight", f"“{match[0]}”: quotation marks and apostrophes are “ ” ‘ ’"


def _evidence(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    kinds = {known.authority.get(e.source) for e in concept.evidence if {"meaning", "rendering"} & set(e.supports)}
    if concept.status == "reviewed" and not kinds & set(SUFFICIENT):
        yield "evidence-weak", "reviewed without an official, scholarly or press source for meaning or rendering"
    supported = {e.source for e in concept.evidence if "rendering" in e.supports}
    used = {key for rendering in concept.en for key in rendering.sources}
    for key in sorted(supported - used):
        yield "evidence-rendering", f"“{key}” is said to support a rendering, but no rendering names it"


def _repeated(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    lists = {"see": concept.see} | {f"the sources of “{rendering.text}”": rendering.sources for rendering in concept.en}
    lists["evidence"] = tuple(e.source for e in concept.evidence)
    for place, keys in lists.items():
        for key in sorted(key for key, count in Counter(keys).items() if count > 1):
            yield "repeated", f"{place}: “{key}” is listed twice"
    if concept.id in concept.see:
        yield "repeated", "see: the concept points to itself"


def _pinyin(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    for form in concept.zh:
        if not pinyin_agrees(form) and not concept.pinyin_note:
            yield "pinyin", f"“{form.pinyin}” for {form.text}; pypinyin gives “{_expected(form.text)}”"


def pinyin_agrees(form: Form) -> bool:
    """Whether a form's pinyin is what pypinyin reads, word division and capitals aside; Latin and digits are free."""
    return re.fullmatch(_pattern(form.text), _TONED.sub("", form.pinyin.lower())) is not None


def _pattern(text: str) -> str:
    parts, at = [], 0
    for match in _LATIN_RUN.finditer(text):
        parts += ["".join(_syllables(text[at : match.start()])), ".*"]
        at = match.end()
    parts.append("".join(_syllables(text[at:])))
    return "".join(parts)


def _expected(text: str) -> str:
    return " ".join(_syllables(text))


@lru_cache(maxsize=8192)
def _syllables(text: str) -> tuple[str, ...]:
    try:
        import pypinyin
    except ImportError as error:
        raise MissingExtraError("the lint of pinyin needs pypinyin", hint="pip install 'jingci[edit]'") from error
    return tuple(pypinyin.lazy_pinyin(text, style=pypinyin.Style.TONE)) if text else ()


def _traditional(concept: Concept, known: _Known) -> Iterator[tuple[str, str]]:
    for form in concept.zh:
        if not is_simplified(form.text):
            yield "form-script", f"“{form.text}” is not in simplified script and half-width letters"
        for spelling in [form.hant] if form.hant else traditional_forms(form.text):
            if fold(spelling).text != fold(form.text).text:
                yield "form-traditional", f"“{spelling}” does not lead back to “{form.text}”; give “hant”"


def _readings(termbase: Termbase, segment_ids: Mapping[str, set[str]]) -> Iterator[LintFinding]:
    works = {source.id for source in termbase.sources}
    for concept in termbase.concepts:
        path, line = termbase.places[concept.id]
        for reading in concept.readings:
            report, _, segment = reading.where.partition("#")
            cited = reading.where.removeprefix("@").partition(",")[0]
            known = cited in works if reading.where.startswith("@") else segment in segment_ids.get(report, ())
            if not known:
                yield LintFinding(path, line, "reading-place", f"{concept.id}: “{reading.where}” resolves to nothing")


def _shared_forms(termbase: Termbase) -> Iterator[LintFinding]:
    claims: dict[str, list[Concept]] = defaultdict(list)
    for concept in termbase.concepts:
        for form in concept.zh:
            claims[form.text].append(concept)
    for text, concepts in claims.items():
        silent = [concept for concept in concepts if not concept.homograph]
        if len(concepts) > 1 and silent:
            path, line = termbase.places[silent[0].id]
            others = ", ".join(c.id for c in concepts if c is not silent[0])
            message = f"{silent[0].id}: “{text}” is claimed by {others} too; say how they differ (homograph)"
            yield LintFinding(path, line, "form-shared", message)


def _bibliography(termbase: Termbase, cited: Collection[str]) -> Iterator[LintFinding]:
    used: Counter[str] = Counter()
    reviewed = [concept for concept in termbase.concepts if concept.status == "reviewed"]
    for concept in termbase.concepts:
        keys = chain(
            (e.source for e in concept.evidence),
            (key for rendering in concept.en for key in rendering.sources),
            (citation.source for citation in citations(concept.note)),
            (r.where.removeprefix("@").partition(",")[0] for r in concept.readings if r.where.startswith("@")),
        )
        used.update(set(keys))
    support = Counter(key for concept in reviewed for key in {e.source for e in concept.evidence})
    path = next((place for place, _ in termbase.places.values()), "glossary/").rpartition("/")[0] + "/sources.yaml"
    for key, count in support.items():
        if count * 10 > max(len(reviewed), 100):
            yield LintFinding(
                path, 1, "source-overused", f"{key}: supports {count} of {len(reviewed)} reviewed concepts"
            )
    for source in termbase.sources:
        if not used[source.id] and source.id not in cited:
            yield LintFinding(path, 1, "source-orphan", f"{source.id}: no concept and no edition cites it")


def _layout(layers: Iterable[Layer]) -> Iterator[LintFinding]:
    for layer in layers:
        for path, data in layer.files:
            text = decode(data, path).text
            if path.endswith((".yaml", ".yml")) and dump_yaml(parse_yaml(text, path)) != text:
                yield LintFinding(path, 1, "layout", "not in the canonical layout; run: jingci glossary format")
