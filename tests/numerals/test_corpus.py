"""The inputs that a coverage-guided run of ``tests/fuzz/fuzz_numerals.py`` kept, replayed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CORPUS = sorted((HERE / "corpus").glob("*"))
_spec = importlib.util.spec_from_file_location("fuzz_numerals", HERE.parent / "fuzz" / "fuzz_numerals.py")
assert _spec is not None
assert _spec.loader is not None
fuzz_numerals = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fuzz_numerals)


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) >= 100


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name[:12])
def test_replay(path: Path) -> None:
    fuzz_numerals.check(*fuzz_numerals.split(path.read_bytes()))
