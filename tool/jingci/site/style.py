"""The style sheet of the site's pages: the reader's colors and fonts, and rules of their own."""

from __future__ import annotations

import re
from importlib.resources import files


def style_sheet() -> str:
    """The sheet."""
    reader = files("jingci.formats.reader").joinpath("reader.css").read_text(encoding="utf-8")
    own = files("jingci.site").joinpath("assets/site.css").read_text(encoding="utf-8")
    return f"{variables(reader)}\n{own}"


def variables(sheet: str) -> str:
    """The rule at the beginning of a sheet that names its colors and fonts.

    >>> variables(":root{--ink:#000}\\nbody{color:var(--ink)}")
    ':root{--ink:#000}'
    """
    found = re.match(r":root\{[^{}]*\}", sheet)
    if found is None:
        raise ValueError("the style sheet of the reader does not begin with its variables")
    return found[0]
