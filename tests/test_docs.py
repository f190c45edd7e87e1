"""The documentation is true: its transcripts run, its Python runs, and every command and writer is in it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from jingci.cli.main import COMMANDS, group
from jingci.formats import SUFFIXES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """The Python of all pages, each block with a name."""
    return [
        (f"{page.name}-{number}", match[2])
        for page in PAGES
        for number, match in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")))
        if match[1] == "python"
    ]


def steps(transcript: str) -> list[tuple[str, str]]:
    """The commands of a transcript, each with its expected output; a command goes on in lines that begin with ``>``."""
    parts = re.split(r"^\$ (.*(?:\n> .*)*)\n", transcript, flags=re.MULTILINE)
    assert parts[0] == ""
    commands = [part.replace("\n> ", "\n") for part in parts[1::2]]
    return list(zip(commands, parts[2::2], strict=True))


@pytest.fixture
def shell(tmp_path: Path) -> Path:
    """A folder in which the transcripts run, with ``jingci`` on its path and the editions beside it."""
    folder = tmp_path
    (folder / "bin").mkdir()
    script = folder / "bin" / "jingci"
    code = "from jingci.cli import main; main()"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{code}" "$@"\n')
    script.chmod(0o755)
    for name in ("translations", "glossary"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def transcripts(page: Path) -> list[str]:
    """The transcripts of a page, in order."""
    return [match[2] for match in BLOCK.finditer(page.read_text(encoding="utf-8")) if match[1] == "console"]


# A page in one test: its later transcripts go on with what the earlier ones made.
@pytest.mark.parametrize("page", list(filter(transcripts, PAGES)), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_transcripts(page: Path, shell: Path) -> None:
    env = {**os.environ, "PATH": f"{shell / 'bin'}:{os.environ['PATH']}", "COLUMNS": "80"}
    for command, expected in (step for transcript in transcripts(page) for step in steps(transcript)):
        done = subprocess.run(
            command, shell=True, cwd=shell, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        pattern = ".*".join(re.escape(part) for part in expected.split("..."))
        assert re.fullmatch(pattern, done.stdout, re.DOTALL), f"$ {command}\n{done.stdout}"


@pytest.mark.parametrize(("name", "code"), examples(), ids=lambda value: value if "-" in value else "")
def test_python_examples(name: str, code: str, shell: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=shell, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shown = re.findall(r"^# (.+)$", code, re.MULTILINE)
    assert done.stdout.splitlines()[: len(shown)] == shown


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name: str) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES) + (ROOT / "CHANGELOG.md").read_text()
    assert re.search(rf"jingci {name}\b|`{name}\b|, `{name}`", text)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"


def test_every_suffix_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for suffix in (".html", ".md", ".json"):
        assert suffix in SUFFIXES
        assert suffix in text


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "glossary" / "README.md"]:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_test_command_of_the_readme_is_what_ci_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("\n## Test\n", 1)[1]
    command = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert command is not None
    assert "pytest" in command[1]
    assert "## Test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
