"""The official schemas of exchange formats, which are not part of the project: tests that need one skip without it."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "shared" / "schemas"


def schema(name: str) -> Path:
    """The path of a schema; skips the test where it is absent."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"this test needs the schema {name} in ../shared/schemas, beside the checkout")
    return path
