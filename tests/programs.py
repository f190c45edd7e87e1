"""Programs that some tests need and a machine may lack: without them a test skips; under CI that is a failure."""

from __future__ import annotations

import os
import shutil

import pytest


def needed(*names: str) -> str:
    """The path of the first of these programs that is there; skips the test, or fails it under CI, where none is."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"this test needs {' or '.join(names)}, which is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
