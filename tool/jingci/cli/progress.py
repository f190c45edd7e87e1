"""A progress bar on standard error, for work that takes over a second where a person watches."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

_PATIENCE = 1.0
_INTERVAL = 0.1
_WIDTH = 24


class Progress:
    """Shows how far a long piece of work has come; nothing where standard error is no terminal.

    :param total: how many steps there are, or 0 where that is not known.
    :param what: the name of a step, in the plural.
    """

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._shown = sys.stderr.isatty()
        self._start = self._last = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def update(self, done: int, more: str = "") -> None:
        """Show that so many steps are done, at most ten times a second, and ``more`` after them."""
        if not self._shown:
            return
        now = time.monotonic()
        if now - self._start < _PATIENCE or now - self._last < _INTERVAL:
            return
        self._last = now
        line = self._line(done, now - self._start) + more
        # A line that is broken cannot be taken back.
        sys.stderr.write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the bar away, so that something else can be printed."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _line(self, done: int, seconds: float) -> str:
        rate = f"{done / seconds:,.0f} a second" if done >= seconds else f"{60 * done / seconds:,.0f} a minute"
        if not self._total:
            return f"{done:,} {self._what}, {rate}"
        share = min(1.0, done / self._total)
        return f"{self._drawing(share)} {share:4.0%}  {done:,} {self._what}, {rate}"

    def _drawing(self, share: float) -> str:
        return "[" + ("#" * round(share * _WIDTH)).ljust(_WIDTH, ".") + "]"
