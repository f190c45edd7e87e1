"""A translation job of 200 segments, killed 20 times: is it the same, and what was asked for again?

Run: ``python tests/benchmarks/kills.py [SEED]``. A process is killed (SIGKILL) when the server has seen a random number
of requests, a random fraction of a second later; the next one goes on. Exits 1 where a draft is lost or changed, or a
request is repeated that was not under way.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from jobs.killing import CONCURRENCY, assert_equal_and_paid_once, translated

SEGMENTS, KILLS = 200, 20


def main() -> None:
    """Print what was seen."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1000)
    with tempfile.TemporaryDirectory() as name:
        start = time.monotonic()
        whole = translated(Path(name) / "whole", SEGMENTS, 0, random.Random(seed))
        alone = time.monotonic() - start
        killed = translated(Path(name) / "killed", SEGMENTS, KILLS, random.Random(seed))
        took = time.monotonic() - start - alone
    again = assert_equal_and_paid_once(killed, whole)
    print(f"seed {seed}: {SEGMENTS} segments, {len(whole.requests)} requests; uninterrupted {alone:.1f} s")
    print(f"{KILLS} kills: the same files; {again} requests made again, at most {KILLS * CONCURRENCY} were under way")
    print(f"with the kills {took:.1f} s, {took / alone:.1f} times as long")


if __name__ == "__main__":
    main()
