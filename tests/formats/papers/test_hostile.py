"""A hostile report through every format of the registry: nothing acts, nothing leads anywhere, nothing breaks."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest

from formats.papers.contract import hostile
from formats.test_golden import unfinished
from jingci.annotation import annotate
from jingci.formats import WRITERS, rendered_bytes
from jingci.glossary import Glossary

#: Controls that reorder a line or steer a terminal.
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x07"
#: What acts in a tag of any of the formats that have tags, and in LaTeX; a text's own ``<`` is escaped.
TAG = re.compile(rb"<[^>]*>")
ACTING = re.compile(
    rb"""(?:href|src|Target)=["']?\s*javascript|<!ENTITY|SYSTEM\s|\son\w+\s*=\s*["']|<(?:img|iframe|object|embed)\b""",
    re.IGNORECASE,
)
COMMANDS = re.compile(rb"\\(?:input|immediate|write18|href\{javascript)\b")


def parts(data: bytes) -> list[bytes]:
    """What the file holds: of an archive, its parts."""
    if not data.startswith(b"PK"):
        return [data]
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("format", sorted(set(WRITERS) - {"pdf"}))
def test_a_word_of_100_kb_is_kept_whole(format: str, small: Glossary) -> None:
    report = unfinished()
    english, chinese = "w" * 100_000, "警" * 33_000
    segments = tuple(replace(s, zh=chinese, en=english) if s.kind == "sentence" else s for s in report.segments)
    written = rendered_bytes(annotate(replace(report, segments=segments, notes=()), small), format, parallel=True)
    texts = [TAG.sub(b"", part).decode("utf-8", "replace") for part in parts(written)]
    assert any(english in text for text in texts)
    assert any(chinese in text for text in texts)


# Of PDF, whose parts are packed, its own tests read the links and the names.
@pytest.mark.parametrize("format", sorted(set(WRITERS) - {"pdf"}))
def test_nothing_acts(format: str, small: Glossary) -> None:
    report = hostile(unfinished())
    text = 'x" onerror="alert(1) <img src=x onerror=alert(1)> \x1b[31m\u2067\u202e [x](javascript:alert(1)) \\input{x}'
    named = dict.fromkeys(("title_en", "issuer", "intro", "rights", "url", "how"), text)
    changed = replace(report, segments=tuple(replace(s, en=s.en + text) for s in report.segments), **named)
    for part in parts(rendered_bytes(annotate(changed, small), format, parallel=True)):
        if format == "json":
            # Data for programs: texts as they are, in the escapes of JSON.
            assert json.loads(part)["report"]["title"]["en"] == text
            continue
        assert not [control for control in CONTROLS if control.encode() in part]
        found = COMMANDS.search(part) if format == "latex" else ACTING.search(b"\n".join(TAG.findall(part)))
        assert format == "markdown" or found is None, (format, found)
