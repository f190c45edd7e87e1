"""What a scan shows: plots by year and place (SVG and PNG), and a summary page that needs nothing else."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from jingci.corpus.trends import Counts
from jingci.errors import MissingExtraError
from jingci.files import write_bytes, write_text
from jingci.formats.trends.page import to_page
from jingci.formats.trends.plots import place_plot, year_plot
from jingci.glossary import Glossary

__all__ = ["required", "write_trends"]


def required() -> None:
    """Make sure that plots can be drawn.

    :raises MissingExtraError: matplotlib is not installed.
    """
    try:
        import_module("matplotlib")
    except ImportError as error:
        hint = "pip install 'jingci[corpus]', or use --no-plots"
        raise MissingExtraError("plots need matplotlib", hint=hint) from error


def write_trends(counts: Counts, glossary: Glossary, folder: Path, title: str) -> list[Path]:
    """Draw what the sums show, into a folder; the files that were written, the summary last.

    There is a plot by year where documents of two years are known, and one by place where those of one place are.

    :raises FileError: the folder cannot be written.
    """
    required()
    files: list[Path] = []
    pictures: dict[str, bytes] = {}
    for name, plot in (("years", year_plot), ("places", place_plot)):
        for suffix in ("svg", "png"):
            data = plot(counts, glossary, suffix)
            if data is not None:
                file = folder / f"{name}.{suffix}"
                write_bytes(file, data)
                files.append(file)
                if suffix == "svg":
                    pictures[name] = data
    page = folder / "summary.html"
    write_text(page, to_page(counts, glossary, title, pictures))
    return [*files, page]
