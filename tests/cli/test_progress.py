"""The progress bar: shown where a person watches, in one line."""

from __future__ import annotations

import io
import sys

import pytest

from jingci.cli import progress
from jingci.cli.progress import Progress


class Terminal(io.StringIO):
    """What looks like a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    monkeypatch.setenv("COLUMNS", "80")
    return now


def lines(shown: str) -> list[str]:
    return [line for line in shown.split("\r\x1b[K") if line]


def test_it_shows_share_rate_and_more_in_one_line(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress(200, "sentences") as bar:
        bar.update(1)
        clock[0] = 10.0
        bar.update(50, ", cost 0.1234")
        clock[0] = 100.0
        bar.update(60, ", cost 0.1234")
        clock[0] = 200.0
        bar.update(199, ", " + "x" * 100)
    first, second, third = lines(sys.stderr.getvalue())  # type: ignore[attr-defined]
    assert first == "[######..................]  25%  50 sentences, 5 a second, cost 0.1234"
    assert "36 a minute" in second
    assert len(third) == 79


def test_it_is_silent_where_nobody_watches(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Progress(2, "sentences") as bar:
        clock[0] = 10.0
        bar.update(1)
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
