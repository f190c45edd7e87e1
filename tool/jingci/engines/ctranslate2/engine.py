"""The engine: several ways of translating a segment, of which the one with the fewest mistakes is taken."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from jingci.engines.ctranslate2.masking import FORMS, Masked, Protected, mask, protected, surviving
from jingci.engines.ctranslate2.model import Model
from jingci.engines.judgement import judged
from jingci.model import Concept, Draft, DraftRequest
from jingci.numerals import compare
from jingci.renderings import EnglishText
from jingci.screen import visible
from jingci.sic import as_read

_HYPOTHESES = 4
#: How often placeholders that got lost are given up before all are.
_ROUNDS = 3
#: Sentences in which a model shows whether it copies a form of placeholder.
_PROBES = ("{} 是一个重点。", "全市建立 {} ，推进 {} 建设。")


@dataclass(frozen=True, slots=True)
class _Candidate:
    en: str
    problem: str
    mistakes: int


class LocalEngine:
    """Drafts by a translation model in a folder. Nothing leaves the machine."""

    def __init__(self, model: Model, concurrency: int) -> None:
        self._model = model
        self._concurrency = concurrency
        self._form: str | None = None
        self._probed = False
        self._closed = False
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """``ctranslate2:FOLDER``."""
        return f"ctranslate2:{self._model.name}"

    @property
    def signature(self) -> str:
        """The name and the hash of the model."""
        return f"{self.name} model:{self._model.hash}"

    @property
    def concurrency(self) -> int:
        """How many drafts may be under way at once."""
        return self._concurrency

    @property
    def placeholder(self) -> str | None:
        """The form of placeholder that this model copies; None where it copies none, so that nothing is protected."""
        with self._lock:
            if not self._probed:
                self._form = next((form for form in FORMS if self._copies(form)), None)
                self._probed = True
        return self._form

    def close(self) -> None:
        """Free the model's memory."""
        if not self._closed:
            self._closed = True
            self._model.close()

    def draft(self, request: DraftRequest) -> Draft:
        """One segment's English: with terms and figures protected where the model lets them through.

        :raises EngineError: where the model cannot translate at all.
        """
        text = as_read(request.segment).text
        candidates: list[_Candidate] = []
        for translation in self._translations(text, protected(request)):
            candidates.append(self._candidate(translation, request))
            if not candidates[-1].problem and not candidates[-1].mistakes:
                break
        best = min(candidates, key=lambda candidate: (bool(candidate.problem), candidate.mistakes))
        return Draft(best.en, best.problem)

    def _translations(self, text: str, stretches: list[Protected]) -> Iterator[str]:
        """A translation with everything protected that the model lets through; then those with nothing protected."""
        form = self.placeholder if stretches else None
        for _ in range(_ROUNDS):
            if not form or not stretches:
                break
            masked = mask(text, stretches, form)
            translation, *_ = self._translated(masked.text)
            lost = masked.missing(translation)
            if not lost:
                yield masked.filled(translation)
                break
            stretches = surviving(masked, stretches, lost)
        yield from self._translated(text, _HYPOTHESES)

    def _translated(self, text: str, hypotheses: int = 1) -> list[str]:
        return self._model.translate([visible(text).strip()], hypotheses)[0]

    def _candidate(self, translation: str, request: DraftRequest) -> _Candidate:
        zh = as_read(request.segment).text
        en, problem = judged(translation, zh)
        english = EnglishText(en)
        terms = sum(not _stands(hit.concept, english) for hit in request.hits)
        figures = len(compare(zh, en)) if en else 1
        return _Candidate(en, problem, terms + 2 * figures)

    def _copies(self, form: str) -> bool:
        for probe in _PROBES:
            marks = [form.format(letter) for letter in "AB"[: probe.count("{}")]]
            translation, *_ = self._translated(probe.format(*marks))
            if Masked("", dict.fromkeys(marks, "")).missing(translation):
                return False
        return True


def _stands(concept: Concept, english: EnglishText) -> bool:
    """Whether any rendering that is not wrong stands in the English."""
    return any(english.locate(rendering.text) for rendering in concept.en if rendering.status != "deprecated")
