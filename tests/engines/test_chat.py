"""The chat engine against a real server: every misbehaviour ends in English, a marked draft, or one clear error."""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import chat_server
from chat_server import Answer, ChatServer, Drip, Drop, Raw, Redirect, Slow, Stall, Status
from engines.contract import SENTENCES, EngineContract, assert_draft, request_for
from jingci.engines import EngineSettings, Price, open_engine, signature
from jingci.engines.chat import client as chat_client
from jingci.engines.chat.engine import ChatEngine
from jingci.errors import EngineError, MissingExtraError, UsageError
from jingci.glossary import Glossary
from jingci.model import DraftRequest, Engine, Finding, Usage

KEY = "sk-test-9f8e7d6c5b4a"
ENGLISH = "The sentence speaks of 220 million."
FIGURE = "采集信息2.2亿条。"


OPENED: list[ChatEngine] = []


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pauses as in life, but a hundred times as short; no key but where a test sets one; engines closed at the end."""
    monkeypatch.setattr(chat_client, "FIRST_PAUSE", 0.01)
    for name in ("JINGCI_CHAT_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    yield
    while OPENED:
        OPENED.pop().close()


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


def engine_for(server: ChatServer, said: list[str] | None = None, **settings: object) -> ChatEngine:
    told = said if said is not None else []
    base = EngineSettings(model="test-model", base_url=server.base_url, timeout=5.0, announce=told.append)
    engine = open_engine("chat", replace(base, **settings))  # type: ignore[arg-type]
    assert isinstance(engine, ChatEngine)
    OPENED.append(engine)
    return engine


@pytest.fixture
def engine(server: ChatServer) -> ChatEngine:
    return engine_for(server)


class TestContract(EngineContract):
    @contextmanager
    def opened(self) -> Iterator[Engine]:
        with ChatServer() as server:
            yield engine_for(server)


# What goes out


def test_it_says_where_text_goes_before_any_goes(server: ChatServer, small: Glossary) -> None:
    seen: list[tuple[str, int]] = []
    engine = engine_for(server, announce=lambda line: seen.append((line, len(server.log))))
    assert seen == []
    for _ in range(2):
        engine.draft(request_for(FIGURE, small))
    assert seen == [(f"text is sent to 127.0.0.1:{server.port} (model test-model)", 0)]


def test_opening_sends_nothing(server: ChatServer) -> None:
    engine_for(server).close()
    assert server.log == []


def test_the_request_carries_what_is_known(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    request = request_for(SENTENCES[0], small)
    engine.draft(
        replace(request, draft="A draft of 22 million.", findings=(Finding("figure-value", "error", "2.2亿"),))
    )
    [asked] = server.log
    assert asked.payload["segment"] == {"id": "s1p1c1", "kind": "sentence", "zh": SENTENCES[0]}
    assert asked.payload["figures"] == [{"zh": "2.2亿条", "value": "220,000,000", "english": "220 million"}]
    assert asked.payload["terms"][0]["zh"] == "网格化管理"
    assert asked.payload["draft"] == "A draft of 22 million."
    assert asked.payload["findings"] == ["figure-value: 2.2亿"]
    assert asked.body["response_format"]["type"] == "json_schema"
    assert asked.body["temperature"] == 0
    assert "authorization" not in asked.headers


def test_the_answer_is_english_with_its_tokens(engine: ChatEngine, small: Glossary) -> None:
    draft = engine.draft(request_for(FIGURE, small))
    assert (draft.en, draft.problem) == (ENGLISH, "")
    assert draft.usage.tokens_in > 100
    assert not draft.usage.estimated
    assert engine.spent == draft.usage


def test_name_and_signature(engine: ChatEngine) -> None:
    assert engine.name == "chat:test-model"
    assert signature(engine).startswith("chat:test-model prompt:1:")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'jingci\[chat\]'"):
        open_engine("chat", EngineSettings(model="m", base_url="http://127.0.0.1:1/v1"))


@pytest.mark.parametrize("model", ["", "  ", "a\nb", "\x1b[31m"])
def test_a_model_needs_a_name(server: ChatServer, model: str) -> None:
    with pytest.raises(UsageError, match="needs the name of a model"):
        engine_for(server, model=model)


# The key


def written(root: Path) -> str:
    return "\n".join(path.read_text(errors="replace") for path in root.rglob("*") if path.is_file())


def key_file(tmp_path: Path, mode: int = 0o600) -> str:
    path = tmp_path / "key"
    path.write_text(KEY + "\n")
    path.chmod(mode)
    return str(path)


def test_the_key_of_a_private_file_is_sent(tmp_path: Path, small: Glossary) -> None:
    with ChatServer(key=KEY) as server:
        engine = engine_for(server, key_file=key_file(tmp_path))
        assert engine.draft(request_for(FIGURE, small)).en == ENGLISH
        assert KEY not in repr(vars(engine))


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o601])
def test_a_key_file_that_others_may_use_is_refused(tmp_path: Path, server: ChatServer, mode: int) -> None:
    with pytest.raises(UsageError, match=f"mode {mode:04o}.*chmod 600") as caught:
        engine_for(server, key_file=key_file(tmp_path, mode))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("content", ["", "two words", "key\r\nX-Injected: 1", "schlüssel"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, server: ChatServer, content: str) -> None:
    path = Path(key_file(tmp_path))
    path.write_text(content)
    with pytest.raises(UsageError, match="holds no key"):
        engine_for(server, key_file=str(path))


def test_the_key_of_the_environment(monkeypatch: pytest.MonkeyPatch, small: Glossary) -> None:
    monkeypatch.setenv("JINGCI_CHAT_KEY", KEY)
    with ChatServer(key=KEY) as server:
        assert engine_for(server).draft(request_for(FIGURE, small)).en == ENGLISH


def test_the_key_of_a_provider_goes_to_no_other(
    monkeypatch: pytest.MonkeyPatch, server: ChatServer, small: Glossary
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    engine_for(server).draft(request_for(FIGURE, small))
    assert "authorization" not in server.log[0].headers


def test_a_wrong_key_is_one_clear_error_without_it(
    monkeypatch: pytest.MonkeyPatch, small: Glossary, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JINGCI_CHAT_KEY", KEY)
    with ChatServer(key="another") as server, pytest.raises(EngineError, match="answers 401") as caught:
        engine_for(server).draft(request_for(FIGURE, small))
    assert len(server.log) == 1
    output = "".join(capsys.readouterr())
    assert not any(KEY[at : at + 6] in str(caught.value) + output for at in range(len(KEY) - 5))


@pytest.mark.parametrize(
    "behaviour",
    [
        Status(403, f"key {KEY} may not"),
        Status(400, f"bad {KEY[:9]}"),
        Answer(english=f"The key is {KEY}."),
        Answer(content=f"no JSON but {KEY}"),
        Raw(b'{"error": {"code": 402, "message": "%s"}}' % KEY.encode()),
    ],
)
def test_a_server_that_shows_the_key_does_not_bring_it_into_a_message(
    monkeypatch: pytest.MonkeyPatch, server: ChatServer, small: Glossary, behaviour: chat_server.Behaviour
) -> None:
    monkeypatch.setenv("JINGCI_CHAT_KEY", KEY)
    server.fallback = behaviour
    try:
        shown = str(engine_for(server).draft(request_for(FIGURE, small)))
    except EngineError as error:
        shown = str(error)
    assert KEY not in shown
    assert KEY[:9] not in shown


# Where text may go


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "where the model is"),
        ("http://example.com/v1", "unencrypted"),
        ("http://192.168.1.5:8080/v1", "unencrypted"),
        ("http://127.0.0.1.example.com/v1", "unencrypted"),
        ("https://user:secret@example.com/v1", "name or a password"),
        ("ftp://example.com/v1", "not an address"),
        ("example.com/v1", "not an address"),
        ("https://example.com:99999/v1", "not an address"),
        ("https://example.com/v1?key=x", "must end with its path"),
        ("https://exa\nmple.com/v1", "not an address"),
        ("https://[::1/v1", "not an address"),
    ],
)
def test_an_address_that_must_not_be_used_is_refused(url: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        open_engine("chat", EngineSettings(model="m", base_url=url))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://localhost:1/v1", "http://[::1]:1/v1/", "http://127.9.9.9:1/v1", "https://h/v1"]
)
def test_addresses_that_may_be_used(url: str) -> None:
    open_engine("chat", EngineSettings(model="m", base_url=url)).close()


def test_a_redirect_is_an_error_and_takes_nothing_along(
    monkeypatch: pytest.MonkeyPatch, server: ChatServer, small: Glossary
) -> None:
    monkeypatch.setenv("JINGCI_CHAT_KEY", KEY)
    with ChatServer() as other:
        for code in (301, 302, 303, 307, 308):
            server.plan["s1p1c1"] = [Redirect(f"http://127.0.0.1:{other.port}/v1/chat/completions", code)]
            with pytest.raises(EngineError, match=f"on to 127.0.0.1:{other.port}; nothing is sent there"):
                engine_for(server).draft(request_for(FIGURE, small))
        assert other.log == []


def test_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, server: ChatServer, small: Glossary
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert engine_for(server).draft(request_for(FIGURE, small)).en == ENGLISH


def test_a_proxy_that_is_named_is_used_and_said(server: ChatServer, small: Glossary) -> None:
    told: list[str] = []
    engine = open_engine(
        "chat",
        EngineSettings(
            model="m", base_url="https://chat.invalid/v1", proxy=f"http://127.0.0.1:{server.port}", announce=told.append
        ),
    )
    with pytest.raises(EngineError, match=r"no connection to chat\.invalid"):
        engine.draft(request_for(FIGURE, small))
    assert told == [f"text is sent to chat.invalid through 127.0.0.1:{server.port} (model m)"]
    with pytest.raises(UsageError, match="no proxy leads to"):
        engine_for(server, proxy="http://127.0.0.1:9")


def test_no_server_is_one_clear_error_at_once(small: Glossary) -> None:
    with ChatServer() as server:
        engine = engine_for(server)
    with pytest.raises(EngineError, match=r"no connection to 127\.0\.0\.1:\d+.*does the server run"):
        engine.draft(request_for(FIGURE, small))


@pytest.mark.parametrize("host", ["a..b", f"{'x' * 80}.example", "%00", "*", "ex\u200dample.com", "-"])
def test_a_host_that_cannot_be_is_one_clear_error(small: Glossary, host: str) -> None:
    settings = EngineSettings(model="m", base_url=f"https://{host}/v1", announce=lambda line: None)
    with pytest.raises((EngineError, UsageError), match=r"no connection to|no address|not an address") as caught:
        open_engine("chat", settings).draft(request_for(FIGURE, small))
    assert str(caught.value).isprintable()


# What comes back


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (chat_server.truncated_json(), "not the JSON asked for"),
        (chat_server.cut_off(), "cut off"),
        (chat_server.wrong_json(), "not a chat completion"),
        (chat_server.wrong_schema(), "not the JSON asked for"),
        (chat_server.empty(), "empty answer"),
        (chat_server.refusal(), "declines"),
        (chat_server.chinese(), "in Chinese"),
        (Answer(content=""), "empty answer"),
        (Answer(content='{"id": "s1p1c1", "english": "x"}', refusal="I will not."), "declines: “I will not.”"),
        (Answer(finish="content_filter"), "content filter"),
        (Answer(content='{"id": "s9", "english": "Of another."}'), "for another segment: “s9”"),
        (Answer(content='{"english": null}'), "not the JSON asked for"),
        (Answer(content="[" * 100_000), "not the JSON asked for"),
        (Answer(content='{"english": "' * 1000), "not the JSON asked for"),
        (Answer(english="word " * 5000), "absurdly long"),
        (Answer(english="I'm sorry, but I cannot help with that."), "declines"),
        (Answer(english="The city 推行网格化管理，采集信息，排查化解矛盾纠纷，提升群众安全感 there."), "in Chinese"),
        (Raw(b"[" * 200_000), "not a chat completion"),
        (Raw(b'{"choices": []}'), "not a chat completion"),
        (Raw(b'{"choices": [{"message": "text"}]}'), "not a chat completion"),
        (Raw(b"\xff\xfe\x00"), "not a chat completion"),
        (Raw(b""), "not a chat completion"),
    ],
)
def test_an_answer_that_cannot_be_used_is_marked_and_not_asked_for_again(
    server: ChatServer, engine: ChatEngine, small: Glossary, behaviour: chat_server.Behaviour, problem: str
) -> None:
    server.plan["s1p1c1"] = [behaviour]
    draft = engine.draft(request_for(FIGURE, small))
    assert_draft(draft)
    assert (draft.en, problem in draft.problem) == ("", True), draft
    assert draft.usage.tokens_in > 0
    assert len(server.log) == 1


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        (Answer(fenced=True), ENGLISH),
        (Answer(content='<think>Hm {"english": "no"}</think>\n{"english": "Yes."}'), "Yes."),
        (Answer(content='\ufeff{"id": "s1p1c1", "english": "A\nline."}'), "A line."),
        (Answer(english="It is [grid management](term:wanggehua-guanli \"why\") here."), "It is grid management here."),
        (Answer(english="[[x](term:a)](term:b) [y](term:NOT AN ID) end"), "x [y] (term:NOT AN ID) end"),
        (Answer(english="Red \x1b[31mtext\x1b[0m \x1b]0;title\x07and\u202e bidi\u200b."), "Red text and bidi."),
        (Answer(english="“Three transformations” (三化) are in place."), "“Three transformations” (三化) are in place."),
    ],
)  # fmt: skip
def test_an_answer_that_can_be_understood_is(
    server: ChatServer, engine: ChatEngine, small: Glossary, answer: Answer, english: str
) -> None:
    server.fallback = answer
    draft = engine.draft(request_for(FIGURE, small))
    assert (draft.en, draft.problem) == (english, "")


def test_a_hostile_answer_is_marked_and_loses_its_tags_and_controls(
    server: ChatServer, engine: ChatEngine, small: Glossary
) -> None:
    server.fallback = chat_server.hostile()
    draft = engine.draft(request_for(FIGURE, small))
    assert_draft(draft)
    assert "tags" in draft.problem
    assert "<" not in draft.en
    assert "](term:" not in draft.en


def test_an_english_that_begins_like_a_refusal_may_be_one(
    server: ChatServer, engine: ChatEngine, small: Glossary
) -> None:
    server.fallback = Answer(english="I'm sorry, he said.")
    assert engine.draft(request_for("他说:“我很抱歉。”", small)).en == "I'm sorry, he said."


def test_tokens_are_estimated_where_the_server_counts_none(
    server: ChatServer, engine: ChatEngine, small: Glossary
) -> None:
    counted = engine.draft(request_for(FIGURE, small)).usage
    for usage in (None, {}, {"prompt_tokens": -5, "completion_tokens": "7"}, {"prompt_tokens": True}):
        server.fallback = Answer(usage=usage)
        draft = engine.draft(request_for(FIGURE, small))
        assert draft.usage.estimated
        assert draft.usage.tokens_in >= counted.tokens_in / 2
    assert engine.spent.estimated


# Trying again


@pytest.mark.parametrize(
    "behaviours",
    [
        [Status(429, retry_after="0")],
        [Status(429)],
        [Status(500), Status(503, retry_after="0"), Status(502)],
        [Drop()],
        [Status(529)],
        [Raw(b'{"error": {"code": 502, "message": "upstream"}}')],
    ],
)
def test_what_passes_is_tried_again(
    server: ChatServer, engine: ChatEngine, small: Glossary, behaviours: list[chat_server.Behaviour]
) -> None:
    server.plan["s1p1c1"] = list(behaviours)
    draft = engine.draft(request_for(FIGURE, small))
    assert (draft.en, draft.problem) == (ENGLISH, "")
    assert server.asked("s1p1c1") == len(behaviours) + 1
    assert server.answered("s1p1c1") >= 1


@pytest.mark.parametrize("behaviour", [Drop(after=0), Drop(after=40), Stall(1.0)])
def test_an_answer_lost_on_the_way_is_asked_for_again_and_counted(
    server: ChatServer, small: Glossary, behaviour: chat_server.Behaviour
) -> None:
    engine = engine_for(server, timeout=0.3)
    server.plan["s1p1c1"] = [behaviour]
    draft = engine.draft(request_for(FIGURE, small))
    assert draft.en == ENGLISH
    assert server.asked("s1p1c1") == 2
    assert draft.usage.estimated
    once = engine.draft(request_for(FIGURE, small)).usage
    assert draft.usage.tokens_in > once.tokens_in * 3 / 2


def test_a_pause_that_the_server_asks_for_is_kept(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    server.plan["s1p1c1"] = [Status(429, retry_after="1")]
    engine.draft(request_for(FIGURE, small))
    first, second = server.log
    assert second.at - first.at >= 1.0


def test_a_pause_given_as_a_date_is_kept(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 2))
    server.plan["s1p1c1"] = [Status(503, retry_after=date)]
    engine.draft(request_for(FIGURE, small))
    assert server.log[1].at - server.log[0].at >= 0.5


def test_a_pause_too_long_to_wait_is_an_error(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    server.fallback = Status(429, retry_after="3600")
    with pytest.raises(EngineError, match="wants a pause of 3,600 seconds"):
        engine.draft(request_for(FIGURE, small))
    assert len(server.log) == 1


@pytest.mark.parametrize("value", ["soon", "nan", "-5", "Thu, 99 Foo"])
def test_a_pause_that_makes_no_sense_does_no_harm(
    server: ChatServer, engine: ChatEngine, small: Glossary, value: str
) -> None:
    server.plan["s1p1c1"] = [Status(429, retry_after=value)]
    assert engine.draft(request_for(FIGURE, small)).en == ENGLISH


def test_pauses_grow(server: ChatServer, monkeypatch: pytest.MonkeyPatch, small: Glossary) -> None:
    monkeypatch.setattr(chat_client, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(random, "uniform", lambda low, high: low)
    server.plan["s1p1c1"] = [Status(500)] * 4
    engine_for(server).draft(request_for(FIGURE, small))
    times = [entry.at for entry in server.log]
    for gap, least in zip([b - a for a, b in pairwise(times)], (0.05, 0.1, 0.2, 0.4), strict=True):
        assert gap >= least


def test_a_limit_that_stays_stops_the_job(server: ChatServer, small: Glossary) -> None:
    server.fallback = Status(429, "slow down")
    with pytest.raises(EngineError, match="answers 429: slow down, again and again"):
        engine_for(server, retries=2).draft(request_for(FIGURE, small))
    assert len(server.log) == 3


def test_an_empty_account_stops_the_job_at_once(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    server.fallback = Status(429, "insufficient_quota")
    with pytest.raises(EngineError, match="insufficient_quota"):
        engine.draft(request_for(FIGURE, small))
    assert len(server.log) == 1


def test_a_segment_without_an_answer_is_marked_and_the_next_goes_on(server: ChatServer, small: Glossary) -> None:
    engine = engine_for(server, retries=1)
    server.plan["s1"] = [Status(500, "no luck")] * 2
    draft = engine.draft(request_for(FIGURE, small, "s1"))
    assert (draft.en, draft.usage) == ("", Usage())
    assert draft.problem == f"127.0.0.1:{server.port} answers 500: no luck"
    assert engine.draft(request_for(FIGURE, small, "s2")).en == ENGLISH


@pytest.mark.parametrize("behaviour", [Status(500), chat_server.wrong_json()])
def test_three_in_a_row_stop_the_job(server: ChatServer, small: Glossary, behaviour: chat_server.Behaviour) -> None:
    engine = engine_for(server, retries=0)
    server.fallback = behaviour
    for name in ("s1", "s2"):
        assert engine.draft(request_for(FIGURE, small, name)).problem
    with pytest.raises(EngineError, match="3 segments in a row"):
        engine.draft(request_for(FIGURE, small, "s3"))


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (Status(404, "no model test-model"), "answers 404: no model test-model"),
        (Status(402), "the account has no means left"),
        (Status(403, "region"), "the key does not permit this.*: region"),
        (Status(400, "context too long"), "refuses the request: context too long"),
        (Status(418, "teapot\x1b[31m\n"), "answers 418: teapot"),
    ],
)
def test_what_no_retry_would_mend_stops_the_job(
    server: ChatServer, engine: ChatEngine, small: Glossary, status: Status, message: str
) -> None:
    server.fallback = status
    with pytest.raises(EngineError, match=message) as caught:
        engine.draft(request_for(FIGURE, small))
    assert str(caught.value).isprintable()
    assert len(server.log) == 1


def test_a_request_refused_later_concerns_that_segment(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    engine.draft(request_for(FIGURE, small, "s1"))
    server.plan["s2"] = [Status(400, "context too long")]
    assert "context too long" in engine.draft(request_for(FIGURE, small, "s2")).problem
    assert engine.draft(request_for(FIGURE, small, "s3")).en == ENGLISH


@pytest.mark.parametrize(
    "old",
    [
        {"formats": ("json_object",)},
        {"formats": ()},
        {"refused": ("max_tokens",)},
        {"refused": ("temperature", "max_tokens", "response_format")},
        {"refused": ("max_tokens", "max_completion_tokens")},
    ],
)
def test_an_old_server_is_met_on_its_own_terms(old: dict[str, tuple[str, ...]], small: Glossary) -> None:
    with ChatServer(**old) as server:  # type: ignore[arg-type]
        engine = engine_for(server)
        assert engine.draft(request_for(FIGURE, small)).en == ENGLISH
        asked = len(server.log)
        assert engine.draft(request_for(FIGURE, small)).en == ENGLISH
        assert len(server.log) == asked + 1, "what was found out is remembered"
        assert sum(entry.paid for entry in server.log) == 2


def test_a_huge_answer_is_given_up(server: ChatServer, small: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_client, "MAX_ANSWER", 10_000)
    server.fallback = Answer(english="A word. " * 100_000)
    draft = engine_for(server).draft(request_for(FIGURE, small))
    assert "not a chat completion" in draft.problem
    assert len(server.log) == 1


def test_a_compressed_answer_is_read(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    content = json.dumps({"id": "s1p1c1", "english": ENGLISH})
    body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    server.fallback = Raw(gzip.compress(body), headers={"Content-Encoding": "gzip"})
    assert engine.draft(request_for(FIGURE, small)).en == ENGLISH


def test_what_is_slow_to_read_on_purpose_is_read_quickly(
    server: ChatServer, engine: ChatEngine, small: Glossary
) -> None:
    """Each of these would take a careless reader minutes: fences, brackets, term marks, tags without end."""
    for content in ("```a\n" * 200_000, '{"a":' * 200_000, "<a" * 400_000, "\x1b[" * 400_000):
        server.fallback = Answer(content=content)
        assert engine.draft(request_for(FIGURE, small)).problem
        server.fallback = Answer(english=content[:2000])
        assert_draft(engine.draft(request_for(FIGURE, small)))
    server.fallback = Answer(english="[" * 1000 + "x" + "](term:a)" * 100)
    assert_draft(engine.draft(request_for(FIGURE, small)))


def test_an_answer_without_end_is_given_up(server: ChatServer, small: Glossary) -> None:
    server.fallback = Drip(0.05)
    draft = engine_for(server, retries=1, timeout=0.3).draft(request_for(FIGURE, small))
    assert "gave no answer in 0.3 seconds" in draft.problem
    assert len(server.log) == 2
    assert draft.usage.estimated


# Budget and concurrency


def drafts(engine: ChatEngine, request: DraftRequest, times: int) -> None:
    for _ in range(times):
        engine.draft(request)


def test_the_budget_of_tokens_is_never_exceeded(server: ChatServer, small: Glossary) -> None:
    one = engine_for(server).draft(request_for(FIGURE, small)).usage
    limit = 6 * (one.tokens_in + one.tokens_out)
    engine = engine_for(server, max_tokens=limit)
    server.log.clear()
    with pytest.raises(EngineError, match=f"the budget of {limit:,} tokens does not allow another request"):
        drafts(engine, request_for(FIGURE, small), 9)
    assert 1 <= len(server.log) <= 6
    assert engine.spent.tokens_in + engine.spent.tokens_out <= limit


def test_the_budget_holds_between_threads(server: ChatServer, small: Glossary) -> None:
    server.delay = 0.05
    engine = engine_for(server, max_cost=0.05, price=Price(10, 30), concurrency=4)
    request = request_for(FIGURE, small)

    def spend(_: int) -> None:
        with pytest.raises(EngineError, match=r"the budget of 0\.05 does not allow"):
            drafts(engine, request, 100)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(spend, range(4)))
    assert server.log
    assert engine.spent.cost <= 0.05
    expected = (engine.spent.tokens_in * 10 + engine.spent.tokens_out * 30) / 1e6
    assert engine.spent.cost == pytest.approx(expected)


def test_a_cost_limit_needs_a_price(server: ChatServer) -> None:
    with pytest.raises(UsageError, match="--max-cost needs to know"):
        engine_for(server, max_cost=1.0)


def test_requests_run_side_by_side_up_to_the_concurrency(server: ChatServer, small: Glossary) -> None:
    server.delay = 0.1
    engine = engine_for(server, concurrency=3)
    requests = [request_for(FIGURE, small, f"s{n}") for n in range(9)]
    with ThreadPoolExecutor(3) as pool:
        assert {draft.en for draft in pool.map(engine.draft, requests)} == {ENGLISH}
    assert server.peak == 3
    assert server.paid_twice() == []


def test_closing_ends_what_waits(server: ChatServer, monkeypatch: pytest.MonkeyPatch, small: Glossary) -> None:
    engine = engine_for(server)
    server.fallback = Status(429, retry_after="100")
    failed: list[BaseException] = []

    def draft() -> None:
        try:
            engine.draft(request_for(FIGURE, small))
        except EngineError as error:
            failed.append(error)

    thread = threading.Thread(target=draft)
    thread.start()
    while not server.log:
        time.sleep(0.01)
    time.sleep(0.1)
    engine.close()
    thread.join(timeout=10)
    assert [str(error) for error in failed] == ["stopped"]


def test_slow_is_not_lost(server: ChatServer, engine: ChatEngine, small: Glossary) -> None:
    server.fallback = Slow(0.3)
    assert engine.draft(request_for(FIGURE, small)).en == ENGLISH
    assert len(server.log) == 1


def test_nothing_that_is_written_holds_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Glossary, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the engine says, in drafts, names, errors and announcements, goes to a file that is then searched."""
    monkeypatch.setenv("JINGCI_CHAT_KEY", KEY)
    with ChatServer(key=KEY) as server, (tmp_path / "all").open("w") as log:
        server.plan = {"s1": [Status(500, f"key {KEY}")] * 9, "s2": [Answer(english=f"{KEY} is the key")]}
        engine = engine_for(server, retries=1, announce=lambda line: print(line, file=log))
        for name in ("s1", "s2", "s3"):
            print(engine.draft(request_for(FIGURE, small, name)), engine.name, engine.signature, engine, file=log)
    assert "text is sent" in written(tmp_path)
    assert KEY not in written(tmp_path) + "".join(capsys.readouterr())
    assert os.environ["JINGCI_CHAT_KEY"] == KEY
