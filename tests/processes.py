"""A command with all its processes, as it is seen from outside (Linux): time, processor time, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds by the clock, seconds of processor time of all its processes, and the most memory
    that they had together at one time, in MB (what they share counts once)."""

    clock: float
    busy: float
    memory: float


def watched(command: Sequence[str], kill_when: Callable[[], bool] | None = None) -> Spent:
    """Run a command to its end, or until it is killed with all its processes.

    :raises subprocess.CalledProcessError: it fails.
    """
    start, busy, memory = time.perf_counter(), {}, 0.0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None:
            present = _of_session(process.pid)
            busy |= {pid: seconds for pid in present if (seconds := _seconds(pid))}
            memory = max(memory, sum(map(_megabytes, present)))
            if kill_when is not None and kill_when():
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(_EVERY)
        killed = kill_when is not None and process.returncode == -signal.SIGKILL
    if process.returncode and not killed:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(time.perf_counter() - start, sum(busy.values()), memory)


def _of_session(leader: int) -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _session(entry) == leader]


def _fields(process: Path) -> list[str]:
    """What ``/proc/PID/stat`` says after the name of the command; nothing of a process that is gone."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _session(process: Path) -> int:
    fields = _fields(process)
    return int(fields[3]) if fields else 0


def _seconds(pid: int) -> float:
    fields = _fields(Path("/proc", str(pid)))
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _megabytes(pid: int) -> float:
    """The proportional set size."""
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
