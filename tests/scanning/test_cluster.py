"""The same scan on a Dask cluster of two worker processes, and when one of them is killed on the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import jingci
from jingci.errors import EngineError
from jingci.formats.corpora import open_corpus
from jingci.jobs.scanning import Outcome, Scan, scan_corpus
from scanning.test_scan import contents, many

pytest.importorskip("distributed", reason="this test needs Dask: pip install 'jingci[cluster]'")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own as ``dask scheduler`` and ``dask worker`` start them."""
    file = tmp_path / "scheduler.json"
    log = (tmp_path / "log").open("wb")
    code = "import sys; from distributed.cli.{} import main; main(sys.argv[1:])"

    def start(kind: str, *args: str) -> subprocess.Popen[bytes]:
        run = [sys.executable, "-c", code.format(kind)]
        return subprocess.Popen([*run, *args, "--scheduler-file", str(file)], stdout=log, stderr=log, cwd=tmp_path)

    processes = [start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")]
    worker = ("--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1")
    processes += [start("dask_worker", *worker) for _ in range(2)]
    limit = time.monotonic() + 60
    while not file.exists() and time.monotonic() < limit:
        time.sleep(0.1)
    try:
        yield str(file), processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()
        log.close()


def test_a_cluster_gives_the_same_tables_though_a_worker_dies(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    corpus = open_corpus(many(tmp_path, 60))
    glossary = jingci.load_glossary()
    options = {"format": "csv", "shard_bytes": 300}
    scan_corpus(corpus, glossary, tmp_path / "here", Scan(jobs=1, **options))  # type: ignore[arg-type]
    done: list[int] = []

    def kill(outcome: Outcome, step: str) -> None:
        done.append(outcome.documents)
        if len(done) == 5:
            os.kill(workers[0].pid, signal.SIGKILL)

    outcome = scan_corpus(corpus, glossary, tmp_path / "there", Scan(cluster=address, **options), kill)  # type: ignore[arg-type]
    assert workers[0].wait() == -signal.SIGKILL
    assert outcome.documents == 60
    assert done[4] < 60
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jingci.jobs.scanning.dask._SECONDS", 1)
    corpus = open_corpus(many(tmp_path, 2))
    with pytest.raises(EngineError, match=re.escape("no Dask scheduler answers at tcp://127.0.0.1:9")):
        scan_corpus(corpus, jingci.load_glossary(), tmp_path / "out", Scan(format="csv", cluster="tcp://127.0.0.1:9"))
