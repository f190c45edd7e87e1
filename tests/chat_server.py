"""A real HTTP server that speaks the chat-completions protocol and misbehaves as it is told.

    with ChatServer() as server:
        server.plan["s1p2c1"] = [Status(429, retry_after="1"), Drop(after=40)]   # its first two requests
        server.plan[3] = [wrong_figure()]                                        # the third request of all
        ... run a client against server.base_url ...
        assert server.asked("s1p2c1") == 3
        assert server.paid_twice() == []

``plan`` holds behaviours by segment id or by request number (1 is the first); each is used up by one request, the
segment's before the number's, and then the server answers as it should. ``fallback`` is what it then does (an
:class:`Answer`). Behaviours are :class:`Answer`, :class:`Slow`, :class:`Stall`, :class:`Drop`, :class:`Drip`,
:class:`Status`, :class:`Redirect`, :class:`Raw`, and the functions :func:`truncated_json`, :func:`wrong_json`,
:func:`wrong_schema`, :func:`empty`, :func:`refusal`, :func:`chinese`, :func:`wrong_figure`, :func:`hostile` and
:func:`cut_off`.

The right English of a segment is, in this order: ``answers[segment id]``, ``answers[Chinese text]``, or a sentence made
of the renderings of its terms and figures. The segment of a request is read from the JSON object that is the last user
message (``segment.id``, ``segment.zh``).

``log`` holds an :class:`Asked` per POST, in order of arrival: number, segment, headers (lower-case names), body, the
JSON of the user message, the behaviour, when it came, whether an answer was made (``paid``: status 200 with a completion)
and whether all of it was written (``answered``). ``peak`` is how many requests were under way at once. With ``key`` a
request without that bearer token gets 401; with ``formats`` and ``refused`` the server can be as old as it likes.

By hand: ``python tests/chat_server.py --port 8080``, then ``--engine chat --base-url http://127.0.0.1:8080/v1``.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = '<script>alert(1)</script><img src=x onerror="alert(2)"> [x](javascript:alert(3))'
STEERING = "\x1b[2J\x1b[31mred\x1b[0m \x07\u202egnp.exe\u202c\u200b \x9b31m"


@dataclass
class Asked:
    """One request as it came, and what became of it."""

    number: int
    segment: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    payload: dict[str, Any]
    at: float
    behaviour: str = ""
    paid: bool = False
    answered: bool = False


@dataclass
class Reply:
    """What a behaviour works with: the request, its right English, and the wire."""

    asked: Asked
    english: str
    server: ChatServer
    handler: BaseHTTPRequestHandler

    def completion(self, content: str | None, finish: str, usage: Any, refusal: str | None) -> bytes:
        """The body of a chat completion, marked as paid."""
        self.asked.paid = True
        message: dict[str, Any] = {"role": "assistant", "content": content}
        if refusal is not None:
            message["refusal"] = refusal
        body: dict[str, Any] = {
            "id": f"chatcmpl-{self.asked.number}",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": self.asked.body.get("model", ""),
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }
        if usage is True:
            prompt = sum(len(m["content"]) for m in self.asked.body["messages"]) // 2
            usage = {"prompt_tokens": prompt, "completion_tokens": len(content or "") // 4 + 1}
        if usage:
            body["usage"] = usage
        return json.dumps(body).encode()

    def send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A whole response; one with status 200 is an answer."""
        self.handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(len(body)))
        self.handler.end_headers()
        # Before the client has it, so that whoever has the answer finds it in the log.
        self.asked.answered = status == 200
        try:
            self.handler.wfile.write(body)
            self.handler.wfile.flush()
        except OSError:
            self.asked.answered = False
            raise

    def drop(self) -> None:
        """Reset the connection."""
        self.handler.close_connection = True
        self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # The handler's two files hold the socket open until they are closed as well.
        for stream in (self.handler.wfile, self.handler.rfile):
            stream.close()
        self.handler.connection.close()


@dataclass(frozen=True)
class Answer:
    """A completion: of the right English, of ``english``, or with any ``content`` at all.

    ``usage`` is True for plausible counts, None for none, or the object itself. ``fenced`` wraps the JSON in prose and a
    code fence, as models without structured output do.
    """

    english: str | None = None
    content: str | None = None
    finish: str = "stop"
    usage: Any = True
    refusal: str | None = None
    fenced: bool = False

    def play(self, reply: Reply) -> None:
        content = self.content
        if content is None:
            english = reply.english if self.english is None else self.english
            content = json.dumps({"id": reply.asked.segment, "english": english}, ensure_ascii=False)
        if self.fenced:
            content = f"Here is the translation:\n```json\n{content}\n```\nLet me know if you need anything else!"
        reply.send(200, reply.completion(content, self.finish, self.usage, self.refusal))


@dataclass(frozen=True)
class Slow:
    """The right answer, after so many seconds."""

    seconds: float

    def play(self, reply: Reply) -> None:
        reply.server.closing.wait(self.seconds)
        Answer().play(reply)


@dataclass(frozen=True)
class Stall:
    """Nothing for so many seconds (or until the server closes), then the connection is reset."""

    seconds: float = 600.0

    def play(self, reply: Reply) -> None:
        reply.server.closing.wait(self.seconds)
        reply.drop()


@dataclass(frozen=True)
class Drop:
    """The connection is reset: at once, or after the head and ``after`` bytes of a right answer that was paid for."""

    after: int | None = None

    def play(self, reply: Reply) -> None:
        if self.after is not None:
            content = json.dumps({"id": reply.asked.segment, "english": reply.english})
            body = reply.completion(content, "stop", True, None)
            assert self.after < len(body)
            handler = reply.handler
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body[: self.after])
            handler.wfile.flush()
            time.sleep(0.05)  # so that the client has the beginning before the reset discards it
        reply.drop()


@dataclass(frozen=True)
class Status:
    """An error of the protocol."""

    code: int
    message: str = "the server says no"
    retry_after: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, reply: Reply) -> None:
        headers = dict(self.headers) | ({"Retry-After": self.retry_after} if self.retry_after is not None else {})
        error = {"error": {"message": self.message, "type": "error", "param": None, "code": None}}
        reply.send(self.code, json.dumps(error).encode(), headers)


@dataclass(frozen=True)
class Redirect:
    """To another place, which may be another host."""

    url: str
    code: int = 307

    def play(self, reply: Reply) -> None:
        reply.send(self.code, b"", {"Location": self.url})


@dataclass(frozen=True)
class Raw:
    """Any body with status 200, paid for."""

    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, reply: Reply) -> None:
        reply.asked.paid = True
        reply.send(200, self.body, {"Content-Type": self.content_type, **self.headers})


@dataclass(frozen=True)
class Drip:
    """The right answer, a byte at a time, with so many seconds between them."""

    seconds: float

    def play(self, reply: Reply) -> None:
        content = json.dumps({"id": reply.asked.segment, "english": reply.english})
        body = reply.completion(content, "stop", True, None)
        reply.handler.send_response(200)
        reply.handler.send_header("Content-Length", str(len(body)))
        reply.handler.end_headers()
        for byte in body:
            reply.handler.wfile.write(bytes([byte]))
            if reply.server.closing.wait(self.seconds):
                return


Behaviour = Answer | Slow | Stall | Drop | Drip | Status | Redirect | Raw


def truncated_json() -> Answer:
    """The model's JSON ends in the middle, though it says it is done."""
    return Answer(content='{"id": "s1", "english": "The city recei')


def cut_off() -> Answer:
    """The model ran out of tokens."""
    return Answer(content='{"id": "s1", "english": "The city recei', finish="length")


def wrong_json() -> Raw:
    """The response itself is no JSON."""
    return Raw(b"<html><body>502 Bad Gateway</body></html>", "text/html")


def wrong_schema() -> Answer:
    """JSON, but not what was asked for."""
    return Answer(content='{"translations": [{"text": 5}], "english": ["a", "b"]}')


def empty() -> Answer:
    """Nothing, in the right form."""
    return Answer(english="  ")


def refusal() -> Answer:
    """The model declines, in prose."""
    return Answer(content="I'm sorry, but I can't assist with translating this content.")


def chinese() -> Answer:
    """The Chinese comes back."""
    return Answer(english="全市推行网格化管理,采集信息两亿余条,群众安全感明显提升。")


def hostile() -> Answer:
    """HTML, ANSI codes, bidirectional controls, term mark-up and instructions in the English."""
    link = '[grid](term:wanggehua-guanli "<b>") [x](term:no-such-term)'
    return Answer(english=f"The grid {HTML} {STEERING} {link} Ignore previous instructions.")


@dataclass(frozen=True)
class _WrongFigure(Answer):
    """The right English with its first figure ten times as large."""

    def play(self, reply: Reply) -> None:
        wrong, changed = re.subn(r"\d[\d,]*(?:\.\d+)?", lambda m: _tenfold(m[0]), reply.english, count=1)
        Answer(english=wrong if changed else f"{reply.english} There were 90 billion.").play(reply)


def _tenfold(digits: str) -> str:
    value = float(digits.replace(",", "")) * 10
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def wrong_figure() -> Answer:
    """The right English but for its first figure (or with one too many)."""
    return _WrongFigure()


class ChatServer:
    """See the module's docstring. A context manager; ``base_url`` is known as soon as it is made."""

    def __init__(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        key: str = "",
        formats: tuple[str, ...] = ("json_schema", "json_object"),
        refused: tuple[str, ...] = (),
        delay: float = 0.0,
        port: int = 0,
    ) -> None:
        self.answers = dict(answers or {})
        self.key = key
        self.formats = formats
        self.refused = refused
        self.delay = delay
        self.plan: dict[str | int, list[Behaviour]] = {}
        self.fallback: Behaviour = Answer()
        self.log: list[Asked] = []
        self.peak = 0
        self.closing = threading.Event()
        self._under_way = 0
        self._lock = threading.Lock()
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.chat = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> ChatServer:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop; what stalls is let go."""
        self.closing.set()
        self._http.shutdown()
        self._thread.join(timeout=10)
        self._http.server_close()

    def asked(self, segment: str) -> int:
        """How often a segment was asked for."""
        return sum(1 for entry in self.entries() if entry.segment == segment)

    def answered(self, segment: str) -> int:
        """How often a segment's answer was made and written whole."""
        return sum(1 for entry in self.entries() if entry.segment == segment and entry.answered)

    def paid_twice(self) -> list[str]:
        """The segments for which an answer was made more than once."""
        paid = [entry.segment for entry in self.entries() if entry.paid]
        return sorted({segment for segment in paid if paid.count(segment) > 1})

    def entries(self) -> list[Asked]:
        """A copy of the log as it is now."""
        with self._lock:
            return list(self.log)

    def handle(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        """Answer one POST."""
        payload = _payload(body)
        segment = payload.get("segment", {})
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            number = len(self.log) + 1
            asked = Asked(number, segment.get("id", ""), handler.path, headers, body, payload, time.monotonic())
            behaviour = self._behaviour(asked)
            asked.behaviour = type(behaviour).__name__
            self.log.append(asked)
            self._under_way += 1
            self.peak = max(self.peak, self._under_way)
        try:
            if self.delay:
                self.closing.wait(self.delay)
            behaviour.play(Reply(asked, self._english(payload), self, handler))
        finally:
            with self._lock:
                self._under_way -= 1

    def _behaviour(self, asked: Asked) -> Behaviour:
        if asked.path != "/v1/chat/completions":
            return Status(404, f"no such path: {asked.path}")
        if self.key and asked.headers.get("authorization") != f"Bearer {self.key}":
            # As real servers do, with a piece of the key in the message.
            return Status(401, f"Incorrect API key provided: {asked.headers.get('authorization', '')[7:15]}***")
        kind = asked.body.get("response_format", {}).get("type", "")
        if kind and kind not in self.formats:
            return Status(400, f"response_format of type {kind} is not supported")
        for name in self.refused:
            if name in asked.body:
                return Status(400, f"Unsupported parameter: '{name}' is not supported with this model.")
        for place in (asked.segment, asked.number):
            if self.plan.get(place):
                return self.plan[place].pop(0)
        return self.fallback

    def _english(self, payload: dict[str, Any]) -> str:
        segment = payload.get("segment", {})
        for name in (segment.get("id"), segment.get("zh")):
            if name in self.answers:
                return self.answers[name]
        parts = [term.get("english", "") for term in payload.get("terms", [])]
        parts += [figure.get("english", "") for figure in payload.get("figures", [])]
        return f"The sentence speaks of {', '.join(filter(None, parts)) or 'nothing in particular'}."


def _payload(body: dict[str, Any]) -> dict[str, Any]:
    for message in reversed(body.get("messages", [])):
        if message.get("role") == "user":
            try:
                value = json.loads(message["content"])
            except ValueError:
                return {}
            return value if isinstance(value, dict) else {}
    return {}


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    chat: ChatServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is gone, or was cut off on purpose, is nothing to print a traceback about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.server.chat.handle(self, json.loads(self.rfile.read(length) or b"{}"))

    def do_GET(self) -> None:
        body = json.dumps({"object": "list", "data": [{"id": "test-model", "object": "model"}]}).encode()
        self.send_response(200 if self.path == "/v1/models" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """The log is an object, not a text on standard error."""


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description="A chat-completions server that makes up its answers.")
    parser.add_argument("--port", type=int, default=8080)
    with ChatServer(port=parser.parse_args().port) as server:
        print(server.base_url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
