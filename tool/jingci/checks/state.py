"""What the checks remember of a document while its segments pass: bounded by the termbase, not by the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from jingci.checks.lengths import Norm


@dataclass(frozen=True, slots=True)
class Use:
    """A rendering that a document uses for a concept: its text, and where it stands first."""

    rendering: str
    segment: str


@dataclass
class State:
    """A document so far.

    :ivar norm: how long its English is.
    :ivar uses: the renderings it uses, by concept id, in order of first use.
    """

    norm: Norm = field(default_factory=Norm)
    uses: dict[str, list[Use]] = field(default_factory=dict)
