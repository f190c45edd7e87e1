"""Small corpora in every form, and what is found in a folder of results."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXTS = {
    "plain.txt": "群众工作。",
    "2015/ezhou.txt": "鄂州市公安局2015年工作总结\n推进网格化管理，破获案件324起，网格化管理全覆盖。",
    "2016/shazhou.txt": "沙洲县二〇一六年报告\n落实“三化”（信息化、网格化、社会化），采集信息2.2亿条。",
}


def folder(place: Path) -> Path:
    """As files below a folder, one of them in GB18030."""
    root = place / "corpus"
    for name, text in TEXTS.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("gb18030" if name.startswith("2016") else "utf-8"))
    return root


def zipped(place: Path) -> Path:
    path = place / "corpus.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in TEXTS.items():
            archive.writestr(name, text)
    return path


def tarred(place: Path) -> Path:
    path = place / "corpus.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in TEXTS.items():
            data = text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def lines(place: Path) -> Path:
    path = place / "corpus.jsonl"
    rows = [json.dumps({"id": name, "正文": text}, ensure_ascii=False) for name, text in TEXTS.items()]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def packed_lines(place: Path) -> Path:
    path = place / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress(lines(place).read_bytes()))
    return path


def parquet(place: Path) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = place / "corpus.parquet"
    pq.write_table(pa.table({"url": list(TEXTS), "content": list(TEXTS.values())}), path)
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "folder": folder,
    "zip": zipped,
    "tar": tarred,
    "lines": lines,
    "packed-lines": packed_lines,
    "parquet": parquet,
}


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """A table's rows, with spans as pairs, whatever its format."""
    if (file := out / f"{table}.parquet").exists():
        import pyarrow.parquet as pq

        found: list[dict[str, Any]] = pq.read_table(file).to_pylist()
        for row in found:
            if "spans" in row:
                row["spans"] = [(span["start"], span["end"]) for span in row["spans"]]
        return found
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        read: list[dict[str, Any]] = list(csv.DictReader(stream))
    for row in read:
        for name in ("count", "counts", "characters"):
            if name in row:
                row[name] = int(row[name])
        if "spans" in row:
            row["spans"] = [tuple(map(int, span.split("-"))) for span in row["spans"].split()]
    return read
