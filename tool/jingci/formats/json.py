"""An annotated report as JSON: for programs.

Its JSON Schema is ``annotated.schema.json``, versioned; a field is never given another meaning.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from jingci.formats.parts import notices
from jingci.formulas.wording import spelled
from jingci.markup import strip_markup
from jingci.model import AnnotatedReport, AnnotatedSegment, Concept, Footnote, Formula, Sic, Span

SCHEMA = "jingci-annotated-1"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what :func:`to_json` writes."""
    value: dict[str, Any] = json.loads(files("jingci.formats").joinpath("annotated.schema.json").read_bytes())
    return value


def to_json(annotated: AnnotatedReport, *, parallel: bool = True) -> str:
    """One JSON object: ``report``, ``segments``, ``footnotes``, ``terms``, ``bibliography``.

    Spans are ``[start, end]`` in code points: ``zh`` spans count in the segment's ``zh``, ``en`` spans in its ``en``.
    ``parallel`` is there for the writers' common call; JSON always holds both languages.
    """
    report = annotated.report
    value = {
        "schema": SCHEMA,
        "tool": {"name": "jingci", "version": annotated.tool_version, "glossary": annotated.glossary_hash},
        "report": {
            "id": report.id,
            "title": {"zh": report.title_zh, "en": report.title_en},
            "issuer": {"zh": report.issuer_zh, "en": report.issuer},
            "author": {"zh": report.author_zh, "en": report.author},
            "published": report.published,
            "url": report.url,
            "rights": report.rights,
            "how": report.how,
            "version": report.version,
            "released": report.released,
            "intro": report.intro,
        },
        "notices": notices(annotated),
        "attributions": [
            {"name": a.name, "date": a.date, "licence": a.licence, "licence_url": a.licence_url, "url": a.url}
            for a in annotated.attributions
        ],
        "segments": [_segment(segment) for segment in annotated.segments],
        "footnotes": [_footnote(footnote) for footnote in annotated.footnotes],
        "terms": [{**_concept(concept), "first": at} for concept, at in annotated.entries],
        "bibliography": [source.id for source in annotated.bibliography],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _segment(annotated: AnnotatedSegment) -> dict[str, Any]:
    segment = annotated.segment
    return {
        "id": segment.id,
        "kind": segment.kind,
        "start": segment.start,
        "zh": segment.zh,
        "en": strip_markup(segment.en),
        "origin": segment.origin,
        "state": segment.state,
        "problems": list(segment.problems),
        "sic": [_sic(sic) for sic in segment.sic],
        "hits": [{"term": h.concept.id, "form": h.form.text, "zh": _span(h.span)} for h in annotated.hits],
        "marks": [
            {"term": m.concept, "en": _span(m.span), "why": m.why, "footnote": m.footnote or None}
            for m in annotated.marks
        ],
        "notes": [{"note": n.note.id, "en": _span(n.span), "footnote": n.footnote} for n in annotated.notes],
        "formulas": [formula_value(formula) for formula in annotated.formulas],
        "gloss": [
            {
                "zh": _span(word.span),
                "text": word.text,
                "pinyin": word.pinyin,
                "en": word.en,
                "origin": word.origin,
                "term": word.concept or None,
            }
            for word in annotated.gloss
        ],
        "matches": [
            {"score": m.score, "kind": m.kind, "place": m.place, "state": m.state, "zh": m.zh, "en": strip_markup(m.en)}
            for m in annotated.matches
        ],
    }


def _sic(sic: Sic) -> dict[str, str]:
    return {"print": sic.print, "read": sic.read, "why": sic.why}


def formula_value(formula: Formula) -> dict[str, Any]:
    """A counted formula as it stands in the JSON of a report and of the command ``formulas``.

    A member's ``zh`` is null where it stands in no text, or in another segment than its formula.
    """
    return {
        "text": formula.text,
        "zh": _span(formula.span),
        "count": formula.count,
        "term": formula.concept or None,
        "origin": formula.origin,
        "attribution": formula.attribution,
        "members": [
            {"text": m.text, "zh": _span(m.span) if m.span else None, "en": m.en, "term": m.concept or None}
            for m in formula.members
        ],
        "remarks": list(formula.remarks),
    }


def _footnote(footnote: Footnote) -> dict[str, Any]:
    what: dict[str, Any] = {"text": footnote.note.text if footnote.note else ""}
    if footnote.concept:
        what = {"term": footnote.concept.id}
    elif footnote.sic:
        what = {"text": footnote.sic.why, "sic": _sic(footnote.sic)}
    formula = {"formula": footnote.formula.text, "spelled": spelled(footnote.formula)} if footnote.formula else {}
    return {"number": footnote.number, "at": footnote.at, **what, **formula}


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "kind": concept.kind,
        "zh": [{"text": f.text, "pinyin": f.pinyin, "status": f.status} for f in concept.zh],
        "en": [{"text": r.text, "status": r.status} for r in concept.en],
        "gloss": concept.gloss,
        "note": concept.note,
        "status": concept.status,
        "layer": concept.layer,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
