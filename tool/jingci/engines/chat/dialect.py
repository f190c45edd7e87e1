"""Which parameters a server understands: all of them until it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

SCHEMA = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "english": {"type": "string"}},
    "required": ["id", "english"],
    "additionalProperties": False,
}
_STRUCTURE = re.compile(r"response_format|json_schema|json_object|json mode|structured|schema|grammar", re.I)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a request is put. ``structure`` is how JSON is asked for, ``limit`` the name of the limit on the answer."""

    structure: Literal["json_schema", "json_object", ""] = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens", ""] = "max_tokens"
    temperature: bool = True

    def body(self, model: str, messages: Sequence[dict[str, str]], answer_tokens: int) -> dict[str, Any]:
        """The body of a request."""
        body: dict[str, Any] = {"model": model, "messages": list(messages), "stream": False}
        if self.limit:
            body[self.limit] = answer_tokens
        if self.temperature:
            body["temperature"] = 0
        if self.structure == "json_schema":
            schema = {"name": "translation", "strict": True, "schema": SCHEMA}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.structure:
            body["response_format"] = {"type": self.structure}
        return body

    def without(self, complaint: str) -> Dialect | None:
        """What to try instead after a server's complaint about a parameter; None where it is about something else."""
        if "max_completion_tokens" in complaint and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if self.limit and self.limit in complaint:
            return replace(self, limit="max_completion_tokens" if self.limit == "max_tokens" else "")
        if self.temperature and "temperature" in complaint:
            return replace(self, temperature=False)
        if self.structure and _STRUCTURE.search(complaint):
            return replace(self, structure="json_object" if self.structure == "json_schema" else "")
        return None
