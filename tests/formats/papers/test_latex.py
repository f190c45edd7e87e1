"""LaTeX: the source is compared with the golden files; ``tests/benchmarks/papers.py`` has it set by XeLaTeX."""

from __future__ import annotations

import re

import pytest

from formats.papers.contract import GOLDEN, PLAIN, WORKS, annotated, hostile  # noqa: F401
from formats.test_golden import unfinished
from golden import assert_golden
from jingci.annotation import annotate
from jingci.formats import render
from jingci.glossary import Glossary
from jingci.model import AnnotatedReport

#: How a text's characters are written that LaTeX would read: by name, by a backslash, in braces.
NAMED = {"textbackslash": "\\", "textasciitilde": "~", "textless": "<", "textgreater": ">", "textbar": "|"}
ESCAPE = re.compile(rf"\\({'|'.join(NAMED)})(?:\{{\}}|\s)?|\\\^\{{\}}|\{{([\[\]])\}}|-\\/|\\([{{}}$&#%_])")


def unescaped(found: re.Match[str]) -> str:
    """The character that an escape stands for."""
    return NAMED[found[1]] if found[1] else found[2] or found[3] or ("-" if found[0][0] == "-" else "^")


def body(source: str) -> str:
    return source.split("\\tableofcontents\n", 1)[1]


def commands(source: str) -> set[str]:
    return set(re.findall(r"\\[A-Za-z]+|\\.", body(source)))


@pytest.mark.parametrize("name", ["report", "parallel"])
def test_golden(name: str, annotated: AnnotatedReport) -> None:  # noqa: F811
    source = body(render(annotated, "latex", parallel=name == "parallel"))
    assert_golden(GOLDEN / f"{name}.latex.txt", source)


def test_the_same_report_is_the_same_text(annotated: AnnotatedReport) -> None:  # noqa: F811
    assert render(annotated, "latex") == render(annotated, "latex")


@pytest.mark.parametrize("parallel", [False, True])
def test_every_note_is_a_footnote_and_links_lead_somewhere(parallel: bool, annotated: AnnotatedReport) -> None:  # noqa: F811
    source = render(annotated, "latex", parallel=parallel)
    marks = len(re.findall(r"\\footnote(?:mark|text)?\{|\\footnotemark", source)) - source.count("\\footnotetext{")
    assert marks == len(annotated.footnotes)
    inside = set(re.findall(r"\\hyperref\[([^\]]*)\]", source)) | set(re.findall(r"\\hyperlink\{([^}]*)\}", source))
    assert len(inside) >= 8
    assert inside <= set(re.findall(r"\\(?:label|phantomsection\\label|hypertarget)\{([^}]*)\}", source))
    assert set(re.findall(r"\\(?:href|url)\{([^}]*)\}", body(source))) == WORKS


def test_headings_hold_no_links(annotated: AnnotatedReport) -> None:  # noqa: F811
    headings = re.findall(r"(?m)^\\(?:sub)?section.*", render(annotated, "latex"))
    assert headings
    assert not [line for line in headings if re.search(r"\\hyperref|\\hyperlink", line.split("\\footnote")[0])]


def test_hostile_text_is_text(small: Glossary) -> None:
    source = render(annotate(hostile(unfinished()), small), "latex", parallel=True)
    shown = "".join(ESCAPE.sub(unescaped, source).split())
    assert shown.count("".join(PLAIN.split())) >= 6
    assert not {"\\input", "\\immediate", "\\write", "\\openin"} & commands(source)
    assert set(re.findall(r"\\(?:href|url)\{([^}]*)\}", body(source))) <= WORKS
