"""Imports point one way, and importing the package costs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import jingci

PACKAGE = Path(jingci.__file__).parent
#: From the bottom up; a module may import modules of its own and of lower layers.
LAYERS = [
    ["errors", "model", "pinyin", "screen", "columns", "paths", "version"],
    ["text", "folding", "segmentation", "sic", "markup", "renderings", "bibliography", "numerals", "match",
     "boundaries", "lexicon", "formulas", "names"],
    ["data", "registry", "files", "glossary", "edition", "memory"],
    ["annotation", "attestation", "translation", "glossing", "checks", "evaluation", "corpus"],
    ["engines", "formats", "site"],
    ["jobs"],
    ["cli"],
]  # fmt: skip
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def part_of(path: Path) -> str:
    """The top-level part of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    """The parts of jingci that a file imports, whether at its top or inside a function; not for type checking."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("jingci."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "jingci":
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(a.name.split(".")[1] for a in node.names if a.name.startswith("jingci."))
    return names - {"version"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    assert part in LEVEL, f"{part} has no place in the layers"
    wrong = {name for name in imported_parts(path) if LEVEL.get(name, 99) > LEVEL[part]}
    assert not wrong


def test_nobody_imports_the_command_line() -> None:
    importers = {part_of(path) for path in MODULES if "cli" in imported_parts(path)}
    assert importers <= {"cli"}


def test_import_jingci_loads_nothing_heavy() -> None:
    code = (
        "import jingci, sys; heavy = {'yaml', 'opencc', 'lxml', 'sacrebleu', 'click', 'daachorse'}; "
        "print(sorted(set(sys.modules) & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_warm_lookup_loads_no_data_library() -> None:
    code = (
        "import sys\n"
        "from jingci.cli.main import run\n"
        "assert run(['lookup', '网格化']) == 0\n"
        "heavy = {'yaml', 'opencc', 'daachorse', 'rapidfuzz', 'jingci.model', 'dataclasses'}\n"
        "print(sorted(set(sys.modules) & (heavy - set(sys.argv[1:]))), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code]
    subprocess.run(command, capture_output=True, text=True, check=True)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_no_module_hides_a_public_function() -> None:
    modules = {part_of(path) for path in MODULES}
    assert not modules & set(jingci.__all__)
