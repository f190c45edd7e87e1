"""``kill -9`` at random moments. (tests/benchmarks/kills.py does it twenty times.)"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jobs.killing import assert_equal_and_paid_once, translated


@pytest.mark.parametrize("seed", [20])
def test_kills_lose_nothing_and_repeat_only_what_was_under_way(tmp_path: Path, seed: int) -> None:
    whole = translated(tmp_path / "whole", 200, 0, random.Random(seed))
    killed = translated(tmp_path / "killed", 200, 3, random.Random(seed))
    assert_equal_and_paid_once(killed, whole)
    assert whole.segments.count(b"problems:") == 10
