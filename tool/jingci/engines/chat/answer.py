"""A chat completion read with suspicion: English for the segment, or what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jingci.engines.judgement import is_refusal, judged, quoted_start

_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCE = "```"
_LANGUAGE = re.compile(r"\A[a-zA-Z]*\s")
_MAX_OBJECTS = 50
_MAX_TOKENS = 10**9


@dataclass(frozen=True, slots=True)
class Reading:
    """What a response says: the English and what is wrong with it, as in a draft.

    ``tokens`` are those in and out as the server counts them, None where it does not. ``completion`` tells whether the
    response was a chat completion at all.
    """

    en: str = ""
    problem: str = ""
    tokens: tuple[int, int] | None = None
    content: str = ""
    completion: bool = True


def read(body: bytes, segment: str, zh: str) -> Reading:
    """The response to the request for a segment.

    :param body: the response's body.
    :param segment: the segment's id, which the answer repeats.
    :param zh: the segment's Chinese.
    """
    try:
        value = json.loads(body)
        choice = value["choices"][0]
        message = choice["message"]
        content, finish = message.get("content"), choice.get("finish_reason")
        refusal = message.get("refusal")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Reading(problem="the server's answer is not a chat completion", completion=False)
    text = content if isinstance(content, str) else ""
    en, problem = _content(text, finish, refusal, segment, zh)
    return Reading(en, problem, _tokens(value.get("usage")), text)


def _content(text: str, finish: object, refusal: object, segment: str, zh: str) -> tuple[str, str]:
    if isinstance(refusal, str) and refusal.strip():
        return "", f"the model declines: {quoted_start(refusal)}"
    if finish == "content_filter":
        return "", "the provider's content filter held the answer back"
    if finish == "length":
        return "", "the answer was cut off at the limit of its length (answer-tokens)"
    if not text.strip():
        return "", "the model gave an empty answer"
    found = _answer_in(_THOUGHTS.sub("", text, count=1))
    if found is None:
        declines = is_refusal(text)
        return "", f"the {'model declines' if declines else 'answer is not the JSON asked for'}: {quoted_start(text)}"
    if "id" in found and found["id"] != segment:
        return "", f"the answer is for another segment: {quoted_start(str(found['id']))}"
    return judged(str(found["english"]), zh)


def _answer_in(text: str) -> dict[str, Any] | None:
    """The JSON object with the English: the whole text, in a code fence, or somewhere in the text."""
    for candidate in _candidates(text):
        if isinstance(candidate, dict) and isinstance(candidate.get("english"), str):
            return candidate
    return None


def _candidates(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    yield _decoded(decoder, text.strip().lstrip("\ufeff"), whole=True)
    for fenced in text.split(_FENCE)[1:_MAX_OBJECTS:2]:
        yield _decoded(decoder, _LANGUAGE.sub("", fenced).strip(), whole=True)
    at = text.find("{")
    for _ in range(_MAX_OBJECTS):
        if at < 0:
            return
        yield _decoded(decoder, text[at:], whole=False)
        at = text.find("{", at + 1)


def _decoded(decoder: json.JSONDecoder, text: str, *, whole: bool) -> Any:
    try:
        return decoder.decode(text) if whole else decoder.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _tokens(usage: object) -> tuple[int, int] | None:
    if not isinstance(usage, dict):
        return None
    counts = (usage.get("prompt_tokens"), usage.get("completion_tokens"))
    known = [n for n in counts if isinstance(n, int) and not isinstance(n, bool) and 0 <= n < _MAX_TOKENS]
    return (known[0], known[1]) if len(known) == 2 else None
