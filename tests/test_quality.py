"""Style, types and the lint of the real data, so that one command covers them all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jingci.annotation import annotate
from jingci.data import dump_yaml, parse_yaml
from jingci.edition import edition_folders, load_edition
from jingci.formats import render
from jingci.formats.shelf import to_shelf
from jingci.glossary import load_glossary
from jingci.glossary.check import lint_project

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["style", "format", "types"],
)
def test_tools_are_content(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_termbase_has_no_remarks() -> None:
    assert [str(finding) for finding in lint_project()] == []


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_edition_files_are_in_the_canonical_layout(name: str) -> None:
    for path in edition_folders()[name].glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert dump_yaml(parse_yaml(text, str(path))) == text, f"run: jingci glossary format {path}"


@pytest.mark.parametrize("name", sorted(edition_folders()))
def test_rendered_edition_is_fresh(name: str) -> None:
    folder = edition_folders()[name]
    expected = render(annotate(load_edition(folder), load_glossary()), "markdown")
    assert (folder / "README.md").read_text(encoding="utf-8") == expected, (
        f"run: jingci annotate {name} -o translations/{name}/README.md"
    )


def test_the_shelf_is_fresh() -> None:
    reports = [load_edition(folder) for folder in edition_folders().values()]
    text = (ROOT / "translations" / "README.md").read_text(encoding="utf-8")
    assert text == to_shelf(reports, load_glossary()), "run: jingci reports --shelf > translations/README.md"


def test_the_tree_speaks_of_the_project_only() -> None:
    """No path of a developer's machine, and nothing unfinished, in what is tracked."""
    done = subprocess.run(["git", "grep", "-nIE", r"(^|[^[:alnum:]])/(root|home)/[A-Za-z.]", "--", "."], cwd=ROOT,
                          capture_output=True, text=True)  # fmt: skip
    assert done.stdout == ""
