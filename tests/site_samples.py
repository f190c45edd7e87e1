"""A termbase whose every text is an attack on the page that shows it."""

from __future__ import annotations

import json
from pathlib import Path

from jingci.glossary import Glossary, load_glossary

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u2066&#x3c;script>\x1b[31m"


def hostile_glossary(folder: Path) -> Glossary:
    """A list whose every text is an attack."""
    record = {
        "zh": [{"text": "网格员", "pinyin": f"w{HOSTILE}", "hant": f"網格員{HOSTILE}"}],
        "en": [{"text": f"</script>{HOSTILE}", "why": HOSTILE}, {"text": "w" * 100_000}],
        "gloss": f'" onmouseover="alert(1)" x=\'{HOSTILE}',
        "note": f"[x](javascript:alert(1)) [@{HOSTILE}] {HOSTILE}",
        "homograph": HOSTILE,
        "not_in": [HOSTILE],
        "years": HOSTILE,
    }
    path = folder / "“><script>alert(1)<script>.yaml"
    path.write_text(json.dumps([record]), encoding="utf-8")
    return load_glossary(path, only=True)
