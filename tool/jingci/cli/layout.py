"""Text in columns, as the commands print it; see :mod:`jingci.columns`."""

from __future__ import annotations

from jingci.columns import pad, width, wrap

__all__ = ["pad", "width", "wrap"]
