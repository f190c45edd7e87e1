"""Puts the data into the wheel: the termbase with its compiled index, the editions, and the guides.

With ``JINGCI_WITHOUT_SOURCES=1`` in the environment the editions go in without the Chinese source texts, for a
distributor who must leave them out: the English, the notes and the introductions remain.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "tool"))
        self.staging = Path(tempfile.mkdtemp(prefix="jingci-data-"))
        shutil.copytree(root / "glossary", self.staging / "glossary")
        shutil.copytree(root / "translations", self.staging / "translations")
        shutil.copytree(root / "docs", self.staging / "docs", ignore=shutil.ignore_patterns("*.png"))
        if os.environ.get("JINGCI_WITHOUT_SOURCES") == "1":
            self.leave_out_sources()
        self.compile_index()
        build_data["force_include"][str(self.staging)] = "jingci/_data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if staging := getattr(self, "staging", None):
            shutil.rmtree(staging, ignore_errors=True)

    def compile_index(self) -> None:
        from jingci.glossary.compile import build_file
        from jingci.glossary.index import base_layer, index_key
        from jingci.glossary.layers import merge

        layers = [base_layer(str(self.staging / "glossary"))]
        build_file(str(self.staging / "glossary.sqlite"), merge(layers), index_key(layers))

    def leave_out_sources(self) -> None:
        from jingci.data import dump_yaml, parse_yaml

        for path in self.staging.glob("translations/*/segments.yaml"):
            records = parse_yaml(path.read_text(encoding="utf-8"), str(path))
            stripped = []
            for record in records:
                length = str(record.get("length") or len(record.get("zh", "")))
                kept = {key: value for key, value in record.items() if key not in ("zh", "sic", "length")}
                stripped.append({**kept, "length": length})
            path.write_text(dump_yaml(stripped), encoding="utf-8")
            (path.parent / "source.zh.txt").unlink(missing_ok=True)
