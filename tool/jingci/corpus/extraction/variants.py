"""Variants of known terms: a known form with one part changed, added or left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

#: A variant keeps so many characters of the form, and so large a share of the longer of the two.
_KEPT = 3
_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class Known:
    """A known form and the id of its entry."""

    form: str
    concept: str


def shared(text: str, form: str, cuts: Collection[int]) -> float:
    """How much of the longer one a text and a form share, where they differ in one part alone; else 0.

    What is added or left out may stand anywhere; what is changed is whole words.

    :param cuts: where a word of ``text`` begins or ends, its own edges included.

    >>> round(shared("治安防控网络", "治安防控体系", {0, 2, 4, 6}), 2), shared("公共安全", "公交安全", {0, 2, 4})
    (0.67, 0.0)
    """
    shorter, longer = min(len(text), len(form)), max(len(text), len(form))
    before = _common(text, form)
    after = min(_common(text[::-1], form[::-1]), shorter - before)
    if before + after < shorter:
        before = max((cut for cut in cuts if cut <= before), default=0)
        after = max((len(text) - cut for cut in cuts if len(text) - cut <= after), default=0)
    kept = before + after
    if text == form or kept < _KEPT or kept / longer < _SHARE - 1e-9:
        return 0.0
    return kept / longer


def _common(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


class Variants:
    """Finds the known form that a text is nearest to.

    :param forms: known forms in simplified script with the ids of their entries.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = forms
        self._by_edge: dict[str, list[str]] = {}
        for form in forms:
            for edge in _edges(form):
                self._by_edge.setdefault(edge, []).append(form)

    def nearest(self, text: str, cuts: Collection[int]) -> Known | None:
        """The known form that shares most with a text, the first of those that share as much; None where none does.

        :param cuts: as for :func:`shared`.
        """
        # One part changed leaves the beginning or the end as it was.
        near = (form for edge in _edges(text) for form in self._by_edge.get(edge, ()))
        best, share = "", 0.0
        for form in near:
            if (score := shared(text, form, cuts)) > share:
                best, share = form, score
        return Known(best, self._forms[best]) if best else None


def _edges(text: str) -> tuple[str, str]:
    return f"<{text[:1]}", f"{text[-1:]}>"
