"""The program pandoc: where it is found, and how it is run.

It is a program of its own (GPL), started as a process; nothing of it is imported. The package ``pypandoc_binary``
brings it; without that, a ``pandoc`` of version 3 on the PATH serves.
"""

from __future__ import annotations

import calendar
import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jingci.errors import FileError, MissingExtraError
from jingci.model import Report
from jingci.screen import visible

EXTRA = "pip install 'jingci[pandoc]'"
#: Seconds; the longest report takes some two.
_PATIENCE = 600


def converted(document: dict[str, Any], format: str, report: Report, options: Sequence[str] = ()) -> bytes:
    """A pandoc document in another format.

    :param format: pandoc's name of it, with its extensions (``latex-smart``).
    :param report: whose time of writing the file bears.
    :raises MissingExtraError: where there is no pandoc.
    :raises FileError: where it fails.
    """
    command = [*_program(), "--from=json", f"--to={format}", "--standalone", "--output=-", *options]
    moment = time_of_writing(report)
    environment = {**os.environ, **({} if moment is None else {"SOURCE_DATE_EPOCH": str(moment)})}
    text = json.dumps(document).encode("ascii")
    try:
        done = subprocess.run(command, input=text, capture_output=True, env=environment, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FileError(f"pandoc did not finish: {error}", hint=EXTRA) from error
    if done.returncode != 0:
        said = " ".join(visible(done.stderr.decode("utf-8", "replace")).split())[:300]
        hint = f"pandoc 3.2 or later is needed: {EXTRA}" if "version" in said or "unrecognized" in said else ""
        raise FileError(f"pandoc failed ({done.returncode}): {said or 'it says nothing'}", hint=hint)
    return done.stdout


def _program() -> list[str]:
    """How pandoc is started; that of the package, which has all its data inside, reads no file but those named."""
    spec = find_spec("pypandoc")
    for folder in spec.submodule_search_locations or [] if spec else []:
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(folder, "files", name)).is_file():
                return [str(path), "--sandbox"]
    if found := shutil.which("pandoc"):
        return [found]
    raise MissingExtraError("this format needs the program pandoc", hint=EXTRA)


def time_of_writing(report: Report) -> int | None:
    """What a file bears that bears the time of its writing, in seconds since 1970, so that the same report is the same
    bytes: what ``SOURCE_DATE_EPOCH`` says, or the date of the report's release; none where it has none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return int(epoch)
    try:
        return calendar.timegm(time.strptime(report.released, "%Y-%m-%d"))
    except ValueError:
        return None
