"""Requests to an endpoint: one at a time per thread, tried again with growing pauses, never sent on by a redirect."""

from __future__ import annotations

import json
import random
import re
import ssl
import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from jingci.engines.chat.endpoint import Endpoint, host_of
from jingci.engines.chat.key import Key
from jingci.errors import EngineError, MissingExtraError
from jingci.screen import visible
from jingci.version import __version__

if TYPE_CHECKING:
    import httpx

MAX_ANSWER = 4_000_000
#: The longest pause, in seconds, that a server may ask for before the job stops instead.
MAX_WAIT = 120.0
#: Seconds before the second attempt; each further pause is twice as long.
FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_TRY_AGAIN = frozenset((408, 409, 425, 429, *range(500, 600))) - {501, 505}
_REJECTED = frozenset((400, 413, 415, 422, 501))
_REASONS = {
    401: "the key is not accepted, or one is needed",
    402: "the account has no means left",
    403: "the key does not permit this",
}


class Rejected(Exception):
    """The server finds fault with the request itself; ``args[0]`` is what it says. Nothing was paid."""


class Unanswered(Exception):
    """No answer came, however often it was asked for.

    :ivar reason: why, in a few words.
    :ivar sent: how many of the requests were sent whole, so that they may have been paid for.
    :ivar refused: whether the server said that it has too much to do.
    """

    def __init__(self, reason: str, sent: int, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Answer:
    """A response with status 200: its body, and how many requests before it may have been paid for in vain."""

    body: bytes
    lost: int = 0


class Client:
    """Posts JSON to one endpoint. Safe between threads.

    :param timeout: seconds from sending a request to the end of its answer.
    :param retries: how often a request without an answer is sent again.
    :raises MissingExtraError: where httpx is not installed.
    """

    def __init__(
        self,
        to: Endpoint,
        key: Key,
        *,
        timeout: float,
        retries: int,
        connections: int,
        proxy: str | None = None,
        ca_file: str = "",
    ) -> None:
        try:
            import httpx
        except ImportError as error:
            raise MissingExtraError(
                "the engine chat needs the package httpx", hint="pip install 'jingci[chat]'"
            ) from error
        self._to = to
        self._key = key
        self._timeout = timeout
        self._retries = retries
        self._reached = False
        self._not_before = 0.0
        self._closed = threading.Event()
        self._http = httpx.Client(
            verify=_certificates(ca_file),
            # Neither proxies nor credentials (.netrc) of the environment.
            trust_env=False,
            proxy=proxy,
            follow_redirects=False,
            timeout=httpx.Timeout(timeout, connect=min(timeout, 30.0), pool=None),
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
            headers={
                "User-Agent": f"jingci/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
            },
        )

    def close(self) -> None:
        """End what waits, and let go of the connections."""
        self._closed.set()
        self._http.close()

    def post(self, body: dict[str, Any]) -> Answer:
        """The answer to a request.

        :raises Rejected: where the server finds fault with the request.
        :raises Unanswered: where no answer came in as many attempts as are allowed.
        :raises EngineError: where no request at all would be answered.
        """
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        lost = 0
        for attempt in range(self._retries + 1):
            self._wait()
            failure = self._attempt(content)
            if isinstance(failure, Answer):
                self._reached = True
                return Answer(failure.body, lost)
            lost += failure.sent
            last = failure
            if attempt < self._retries:
                self._pause(failure, attempt)
        raise Unanswered(last.reason, lost, refused=last.refused)

    def _attempt(self, content: bytes) -> Answer | _Failure:
        import httpx

        try:
            return self._exchange(content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            if reason := _certificate_problem(error):
                raise EngineError(
                    f"{self._to.host} cannot be trusted: {reason}", hint="ca-file names its own"
                ) from error
            reason = f"no connection to {self._to.host}: {_words(error)}"
            if not self._reached:
                raise EngineError(reason, hint="is the address right, and does the server run?") from error
            return _Failure(reason)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise EngineError(f"{self._to.host} is no address: {_words(error)}", hint="see --base-url") from error
        except httpx.TimeoutException:
            return _Failure(f"{self._to.host} gave no answer in {self._timeout:g} seconds", sent=True)
        except httpx.HTTPError as error:
            return _Failure(f"{self._to.host} broke off: {_words(error)}", sent=True)
        except RuntimeError as error:
            # What httpx raises in threads that are still at work when the client is closed.
            if self._closed.is_set():
                raise EngineError("stopped") from error
            raise

    def _exchange(self, content: bytes) -> Answer | _Failure:
        headers = {"Content-Type": "application/json", **self._key.header()}
        with self._http.stream("POST", self._to.url, content=content, headers=headers) as response:
            status = response.status_code
            if 300 <= status < 400:
                target = host_of(response.headers.get("location", "")) or self._to.host
                raise EngineError(
                    f"{self._to.host} sends requests on to {target}; nothing is sent there",
                    hint="name that address with --base-url if you trust it",
                )
            body = self._body(response)
        if status < 300:
            failure = _error_inside(body)
            if failure is None:
                return Answer(body)
            status, message = failure
        else:
            message = _message(body)
        return self._failure(status, self._key.redacted(message), response)

    def _body(self, response: httpx.Response) -> bytes:
        """The body, in the time that an answer may take; what goes beyond :data:`MAX_ANSWER` bytes is left unread."""
        import httpx

        end = time.monotonic() + self._timeout
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MAX_ANSWER:
                break
            if time.monotonic() > end:
                # A server may send byte after byte for ever.
                raise httpx.ReadTimeout("the answer takes too long")
        return bytes(body[:MAX_ANSWER])

    def _failure(self, status: int, message: str, response: httpx.Response) -> _Failure:
        """What an error status means; only what may pass is returned."""
        said = f": {message}" if message and status != 401 else ""
        if status in _REASONS:
            raise EngineError(
                f"{self._to.host} answers {status} ({_REASONS[status]}){said}", hint="see docs/engines.md"
            )
        if status in _REJECTED:
            raise Rejected(message or f"status {status}")
        if status not in _TRY_AGAIN or "insufficient_quota" in message:
            hint = "is the path of the base URL right, and the model's name?" if status == 404 else ""
            raise EngineError(f"{self._to.host} answers {status}{said}", hint=hint)
        wait = _retry_after(response.headers.get("retry-after", ""))
        if wait is not None and wait > MAX_WAIT:
            raise EngineError(f"{self._to.host} wants a pause of {wait:,.0f} seconds", hint="run again later to go on")
        return _Failure(f"{self._to.host} answers {status}{said}", wait=wait, refused=status == 429)

    def _pause(self, failure: _Failure, attempt: int) -> None:
        """Wait before the next attempt; where the server said how long, all threads do."""
        if failure.wait is not None:
            self._not_before = max(self._not_before, time.monotonic() + failure.wait)
            return
        pause = min(_LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)
        self._closed.wait(pause * random.uniform(0.5, 1.0))

    def _wait(self) -> None:
        while not self._closed.is_set() and (rest := self._not_before - time.monotonic()) > 0:
            self._closed.wait(rest)
        if self._closed.is_set():
            raise EngineError("stopped")


@dataclass(frozen=True, slots=True)
class _Failure:
    """An attempt without an answer: why, how long the server wants to be left alone, whether it was sent whole."""

    reason: str
    wait: float | None = None
    sent: bool = False
    refused: bool = False


def _certificates(ca_file: str) -> ssl.SSLContext | bool:
    if not ca_file:
        return True
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise EngineError("holds no certificates that can be read", path=ca_file) from error


def _certificate_problem(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return visible(cause.verify_message)
        cause = cause.__cause__ or cause.__context__
    return ""


def _words(error: Exception) -> str:
    said = re.sub(r"\[Errno -?\d+\] ", "", " ".join(visible(str(error)).split()))
    return said[:200] or type(error).__name__


def _message(body: bytes) -> str:
    """What an error response says, in one short line."""
    text = body[:20_000].decode("utf-8", "replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return "" if "<" in text else _line(text)
    error = value.get("error", value) if isinstance(value, dict) else ""
    if isinstance(error, dict):
        parts = [error.get(name) for name in ("message", "detail", "code", "param")]
        return _line(" ".join(str(part) for part in parts if isinstance(part, (str, list)) and part))
    return _line(str(error))


def _line(text: str) -> str:
    return " ".join(visible(text).split())[:300]


def _error_inside(body: bytes) -> tuple[int, str] | None:
    """The status and message of an error that comes with status 200, as some gateways send it."""
    if not body.lstrip().startswith(b'{"error"'):
        return None
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, RecursionError):
        return None
    code = error.get("code") if isinstance(error, dict) else None
    return (code, _message(body)) if isinstance(code, int) and 400 <= code < 600 else None


def _retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks for: a number or a date (RFC 9110, section 10.2.3)."""
    value = value.strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if seconds == seconds else None


__all__ = ["MAX_ANSWER", "Answer", "Client", "Rejected", "Unanswered"]
