"""Golden files: what is written, compared with what was written and read before."""

from __future__ import annotations

import os
from pathlib import Path


def assert_golden(path: Path, text: str) -> None:
    """The text is that of a golden file; with ``JINGCI_GOLDEN=write`` in the environment it becomes it."""
    if os.environ.get("JINGCI_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
