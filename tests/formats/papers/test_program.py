"""Pandoc as a program: missing, too old, failing; and the registry of writers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import KITCHEN_SINK
from formats.papers.contract import GOLDEN, annotated  # noqa: F401
from formats.test_golden import CASES
from jingci.errors import FileError, MissingExtraError, UsageError
from jingci.formats import SUFFIXES, WRITERS, format_of, render, rendered_bytes, write
from jingci.formats.pandoc import program
from jingci.model import AnnotatedReport

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]


def test_every_writer_has_golden_files_and_a_suffix() -> None:
    papers = {path.name.split(".")[1] for path in GOLDEN.glob("*.txt")}
    assert {format for format, _ in CASES.values()} | papers == set(WRITERS) == set(SUFFIXES.values())
    assert all(writer.about for writer in WRITERS.values())


@pytest.fixture
def without_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that is the whole PATH, and no package that brings pandoc."""
    monkeypatch.setattr(program, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def fake(folder: Path, script: str) -> None:
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_without_pandoc_it_says_what_to_install(without_package: Path, annotated: AnnotatedReport) -> None:  # noqa: F811
    with pytest.raises(MissingExtraError, match=r"pip install 'jingci\[pandoc\]'"):
        rendered_bytes(annotated, "docx")


def test_pandoc_of_the_path_is_used(without_package: Path, annotated: AnnotatedReport) -> None:  # noqa: F811
    fake(without_package, "echo 'JSON parse error: Incompatible API versions' >&2; exit 64")
    with pytest.raises(FileError, match=r"^pandoc failed \(64\): .*Incompatible.*pandoc 3\.2 or later is needed"):
        rendered_bytes(annotated, "docx")


def test_a_file_is_left_as_it_was_where_pandoc_fails(
    without_package: Path,
    annotated: AnnotatedReport,  # noqa: F811
) -> None:
    fake(without_package, "exit 3")
    target = without_package / "report.docx"
    target.write_bytes(b"mine")
    with pytest.raises(FileError, match="it says nothing"):
        write(annotated, target)
    assert target.read_bytes() == b"mine"
    assert len(list(without_package.iterdir())) == 2


@pytest.mark.parametrize("format", sorted(name for name, writer in WRITERS.items() if writer.binary))
def test_what_is_no_text_is_not_rendered_as_text(format: str, annotated: AnnotatedReport) -> None:  # noqa: F811
    with pytest.raises(UsageError, match="is no text"):
        render(annotated, format)


def test_unknown_formats_are_told_the_nearest() -> None:
    with pytest.raises(UsageError, match="docx"):
        write(None, "x", format="dcox")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"names no format.*\.docx"):
        format_of("report.doc")


def annotate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*RUN, "annotate", str(KITCHEN_SINK / "edition"), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_at_the_shell(tmp_path: Path) -> None:
    done = annotate("--parallel", "-o", str(tmp_path / "report.docx"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")
    for arguments in (["-f", "docx"], ["-f", "docx", "-o", "-"]):
        done = annotate(*arguments)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "the format “docx” is no text (name the file to be written with --output)" in done.stderr
