"""How long a lookup and an annotation take from the shell, beside ``python -c "import click"`` in the same run.

    python tests/benchmarks/startup.py [RUNS]

Prints medians of whole-process wall time and their ratio to click's. The index is warm: one lookup runs first.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CODE = "from jingci.cli import main; main()"
COMMANDS = {
    'python -c "import click"': [sys.executable, "-c", "import click"],
    "jingci lookup 两抢": [sys.executable, "-c", CODE, "lookup", "两抢"],
    "jingci lookup fengqiao": [sys.executable, "-c", CODE, "lookup", "fengqiao"],
    "jingci annotate ezhou-2015": [sys.executable, "-c", CODE, "annotate", "ezhou-2015"],
}


def main(runs: int = 21) -> None:
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "JINGCI_CACHE": cache}
        subprocess.run(COMMANDS["jingci lookup 两抢"], env=env, stdout=subprocess.DEVNULL, check=True)
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        # In turns, so that a change of the machine's load falls on all of them alike.
        for _ in range(runs):
            for name, command in COMMANDS.items():
                start = time.perf_counter()
                subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
                times[name].append(time.perf_counter() - start)
        size = sum(path.stat().st_size for path in Path(cache).iterdir())
    base = statistics.median(times['python -c "import click"'])
    print(f"{runs} runs in turns, median; index {size / 1e6:.1f} MB; Python {sys.version.split()[0]}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<32}{median * 1000:7.0f} ms  {median / base:5.2f} ×")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
