"""``jingci`` as a process, for the tests of jobs."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chat_server import ChatServer
from jingci.cli.main import run
from jingci.engines.chat import client as chat_client

RUN = [sys.executable, "-c", "from jingci.cli import main; main()"]


def environment(home: Path) -> dict[str, str]:
    """Nobody's settings: a home of its own, no key."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("_KEY", "_PROXY", "_proxy"))}
    return {**kept, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "COLUMNS": "80"}


def engine_arguments(server: ChatServer, concurrency: int = 2) -> list[str]:
    """The options that name a test server as the engine."""
    return ["--engine", "chat", "--base-url", server.base_url, "--model", "m", "--concurrency", str(concurrency)]


def jingci(cwd: Path, *args: str, stdin: bytes = b"") -> Done:
    """Run a command as a process to its end."""
    done = subprocess.run(
        [*RUN, *args], input=stdin, capture_output=True, cwd=cwd, env=environment(cwd), timeout=180, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and its output."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def summary(self) -> dict[str, Any]:
        """The summary that ``--json`` prints."""
        value = json.loads(self.stdout)
        assert isinstance(value, dict)
        return value


class Here:
    """Runs commands in this process, which saves their start; the pauses between tries are a hundred times as short."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.chdir(folder)
        for name in set(os.environ) - set(environment(folder)):
            patch.delenv(name)
        for name, value in environment(folder).items():
            patch.setenv(name, value)
        patch.setattr(chat_client, "FIRST_PAUSE", 0.01)

    def jingci(self, *args: str) -> Done:
        """Run a command."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(args))
        return Done(code, out.getvalue(), err.getvalue())


def started(cwd: Path, *args: str) -> subprocess.Popen[bytes]:
    """Start a command."""
    return subprocess.Popen(
        [*RUN, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, env=environment(cwd)
    )
