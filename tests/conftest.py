"""Shared fixtures: a small termbase and edition of their own, so that tests do not move when the real data do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jingci.glossary import Glossary
from jingci.glossary.index import base_layer

HERE = Path(__file__).parent
KITCHEN_SINK = HERE / "kitchen-sink"

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests never touch the user's cache, data or config file."""
    folders = {"JINGCI_CACHE": "cache", "JINGCI_DATA": "data", "JINGCI_CONFIG": "config"}
    os.environ.update({name: str(tmp_path_factory.mktemp(folder)) for name, folder in folders.items()})
    yield
    for name in folders:
        os.environ.pop(name)


@pytest.fixture(scope="session")
def small() -> Glossary:
    """The kitchen sink's own termbase."""
    return Glossary([base_layer(str(KITCHEN_SINK / "glossary"))])


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the kitchen sink's edition, to be damaged."""
    return Path(shutil.copytree(KITCHEN_SINK / "edition", tmp_path / "edition"))


@pytest.fixture
def rewritten(edition: Path) -> Callable[[str, str, str], Path]:
    """Replace one string in one file of the copied edition; the edition's folder."""

    def rewrite(name: str, old: str, new: str) -> Path:
        path = edition / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")
        return edition

    return rewrite
