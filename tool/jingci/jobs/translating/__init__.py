"""Translating a document into an edition's folder, so that nothing that was paid for is lost or asked for twice.

The order of things: every answer is in the journal (:mod:`~jingci.jobs.translating.journal`), on the disk, before its
thread asks for another; what became of a segment follows it there; ``segments.yaml`` is brought up to date from time to
time, and at the end, unless a person has changed it meanwhile. A run that was killed is repeated from the journal: what
it says of requests is derived from the text alone, so they are the same, and their answers stand there.
"""

from jingci.jobs.translating.making import make_edition
from jingci.jobs.translating.running import MemoryOnly, Tally, translate_workspace
from jingci.jobs.translating.workspace import JOURNAL, Workspace, is_workspace, require_same_source

__all__ = [
    "JOURNAL",
    "MemoryOnly",
    "Tally",
    "Workspace",
    "is_workspace",
    "make_edition",
    "require_same_source",
    "translate_workspace",
]
