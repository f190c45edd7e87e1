"""The table of engines, and the server that the tests of engines talk to."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from typing import Any

import pytest

from chat_server import ChatServer, Drop, Redirect, Stall, Status, hostile, wrong_figure
from jingci.engines import ENGINES, EngineSettings, open_engine
from jingci.errors import UsageError


def ask(server: ChatServer, segment: str = "s1", **headers: str) -> tuple[int, dict[str, Any]]:
    content = json.dumps({"segment": {"id": segment, "zh": "3亿"}, "figures": [{"english": "300 million"}]})
    body = {"model": "m", "messages": [{"role": "user", "content": content}]}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    with closing(connection):
        connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read()
    return response.status, json.loads(text) if text else {}


def english(answer: dict[str, Any]) -> str:
    return str(json.loads(answer["choices"][0]["message"]["content"])["english"])


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_every_engine_is_there(name: str) -> None:
    module, _, function = ENGINES[name].partition(":")
    assert callable(getattr(import_module(module), function))


def test_an_unknown_engine_is_named_with_the_known() -> None:
    with pytest.raises(UsageError, match="unknown engine “chatt”"):
        open_engine("chatt")


def test_a_setting_without_meaning_is_refused() -> None:
    with pytest.raises(UsageError, match="--base-url has no meaning for the engine gloss"):
        EngineSettings(base_url="http://x").refuse_unused("gloss")


def test_the_options_load_no_client_and_no_model() -> None:
    code = (
        "import sys, jingci.cli.engine_options, jingci.engines.configuration\n"
        "print(sorted(set(sys.modules) & {'httpx', 'openai', 'ctranslate2', 'sentencepiece', 'numpy', 'yaml'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_server_answers_and_remembers() -> None:
    with ChatServer({"s2": "Three hundred million."}) as server:
        status, answer = ask(server)
        assert (status, english(answer)) == (200, "The sentence speaks of 300 million.")
        assert english(ask(server, "s2")[1]) == "Three hundred million."
        assert [(entry.number, entry.segment, entry.paid, entry.answered) for entry in server.log] == [
            (1, "s1", True, True),
            (2, "s2", True, True),
        ]


def test_the_server_misbehaves_by_segment_then_by_number() -> None:
    with ChatServer() as server:
        server.plan = {"s1": [Status(429, retry_after="7"), wrong_figure()], 3: [hostile()]}
        assert ask(server)[0] == 429
        assert english(ask(server)[1]) == "The sentence speaks of 3,000 million."
        assert "<script>" in english(ask(server, "s9")[1])
        assert english(ask(server)[1]) == "The sentence speaks of 300 million."
        assert server.asked("s1") == 3
        assert server.paid_twice() == ["s1"]


def test_the_server_drops_and_redirects() -> None:
    with ChatServer() as server:
        server.plan["s1"] = [Drop(), Drop(after=20), Stall(0.05), Redirect("http://127.0.0.2/v1")]
        for paid in (False, True, False):
            with pytest.raises((ConnectionError, http.client.HTTPException)):
                ask(server)
            assert (server.log[-1].paid, server.log[-1].answered) == (paid, False)
        assert ask(server)[0] == 307


def test_the_server_may_want_a_key() -> None:
    with ChatServer(key="sesame") as server:
        assert ask(server)[0] == 401
        assert ask(server, Authorization="Bearer sesame")[0] == 200
