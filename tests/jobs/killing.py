"""Killing ``jingci translate`` at random moments, and proving that nothing was lost or paid for twice."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from chat_server import ChatServer
from jobs.commands import engine_arguments, jingci, started

#: Every so manieth answer is wrong, and stays wrong when it is sent back.
_WRONG = 20
CONCURRENCY = 4


def document(segments: int) -> tuple[str, dict[str, str]]:
    """A text of so many sentences, and what the server answers to each."""
    text, answers = [], {}
    for number in range(segments):
        zh = f"第{number + 1}个派出所采集数据{number + 11}条。"
        wrong = 10 if number % _WRONG == 7 else 1
        text.append(zh)
        answers[zh] = f"The data collected by police station no. {number + 1}: {(number + 11) * wrong:,} records."
    return "\n".join(text) + "\n", answers


@dataclass(frozen=True)
class Outcome:
    """What a job left: its files, and how often the server saw each request."""

    segments: bytes
    report: bytes
    requests: Counter[str]
    runs: int


def translated(folder: Path, segments: int, kills: int, chance: random.Random) -> Outcome:
    """A document translated to the end, killed ``kills`` times on the way.

    The moment of a kill is a number of requests that the server has seen and a fraction of a second after it.
    """
    text, answers = document(segments)
    folder.mkdir()
    (folder / "new.txt").write_text(text, encoding="utf-8")
    moments = sorted(chance.sample(range(1, segments), kills))
    arguments = ["translate", "new.txt", "-o", "my", "--no-memory", "--repair", "1"]
    with ChatServer(answers, delay=0.01) as server:
        command = [*arguments, *engine_arguments(server, CONCURRENCY)]
        for moment in moments:
            process = started(folder, *command)
            end = time.monotonic() + 120
            while len(set(_asked(server))) < moment and process.poll() is None:
                assert time.monotonic() < end
                time.sleep(0.002)
            time.sleep(chance.random() / 20)
            process.kill()
            process.communicate(timeout=60)
        done = jingci(folder, *command)
        assert done.returncode == 1, done.stderr
        requests = Counter(_asked(server))
    files = [(folder / "my" / name).read_bytes() for name in ("segments.yaml", "report.yaml")]
    return Outcome(files[0], files[1], requests, kills + 1)


def assert_equal_and_paid_once(killed: Outcome, whole: Outcome) -> int:
    """The same result from the same requests; how many were made again, none of them but what was under way."""
    assert killed.segments == whole.segments
    assert killed.report == whole.report
    assert set(killed.requests) == set(whole.requests)
    assert set(whole.requests.values()) == {1}
    again = killed.requests.total() - len(killed.requests)
    assert again <= (killed.runs - 1) * CONCURRENCY
    return again


def _asked(server: ChatServer) -> list[str]:
    """What was asked, as JSON; a request that was cut off before its body had come was not."""
    return [json.dumps(entry.body["messages"]) for entry in server.entries() if "messages" in entry.body]
