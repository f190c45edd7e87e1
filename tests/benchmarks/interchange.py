"""Interchange at size: 100,000 units out as TMX and XLIFF, and in again, with the memory that each takes.

    python tests/benchmarks/interchange.py [--units 100000]

The public peer beside it is translate-toolkit, which reads the same files whole.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

STEPS = {
    "out": """
from exchange_contract import many_reports
from jingci.formats.exchange import Export, write_export
from jingci.glossary import load_glossary
write_export(name, Export(load_glossary(), lambda: many_reports(units)), path)
""",
    "in": """
from jingci.formats.exchange.incoming import read_incoming
assert sum(1 for _ in read_incoming(path)) == units
""",
    "translate-toolkit in": """
from translate.storage import factory
with open(path, "rb") as file:
    assert len([u for u in factory.getobject(file).units if not u.isheader()]) >= units
""",
}


def measured(step: str, name: str, path: str, units: int) -> str:
    """One step in a process of its own: seconds, and the most memory the process had."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code = (
        f"import sys; sys.path.insert(0, {sys.path[0]!r}); name={name!r}; path={path!r}; units={units}\n{STEPS[step]}"
    )
    code += "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return f"{time.perf_counter() - start:6.1f} s by the clock, {spent:6.1f} s processor, {int(done.stdout):5} MB"


def main() -> None:
    """Print one line a step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=100_000)
    units = parser.parse_args().units
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix in (("tmx", "tmx"), ("xliff", "xlf"), ("xliff2", "xlf")):
            path = str(Path(folder) / f"{name}.{suffix}")
            for step in STEPS:
                if name != "xliff2" or step != "translate-toolkit in":
                    print(f"{name:7} {step:21} {measured(step, name, path, units)}", flush=True)


if __name__ == "__main__":
    main()
