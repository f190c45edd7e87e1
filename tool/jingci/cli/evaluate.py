"""``jingci evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jingci.cli.options import glossary_options, opened_glossary, size_option
from jingci.errors import EXIT_OK

if TYPE_CHECKING:
    from jingci.evaluation import Evaluation, Test

_FORMATS = ("text", "json", "html")
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html"}
_TESTS: dict[str, tuple[Test, ...]] = {
    "both": ("bootstrap", "randomisation"),
    "bootstrap": ("bootstrap",),
    "randomisation": ("randomisation",),
    "none": (),
}


@click.command()
@click.argument("hypotheses", nargs=-1, metavar="[SYSTEM]...")
@click.option("--reference", "-r", metavar="REFERENCE", help="What the systems are measured against.")
@click.option("--source", "-s", metavar="CHINESE", help="The Chinese, where neither the reference nor a system has it.")
@click.option(
    "--test",
    type=click.Choice(list(_TESTS)),
    default="both",
    show_default=True,
    help="Tests of significance, where there are several systems.",
)
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Resamples or trials of a test [default: 1,000 and 10,000].",
)
@click.option(
    "--segments",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    metavar="N",
    help="How many of the segments that differ most are reported (JSON, HTML).",
)
@click.option("--self", "embedded", is_flag=True, help="What jingci offers for its own reports, each left out in turn.")
@click.option("--format", "-f", "format_", type=click.Choice(_FORMATS), help="[default: by suffix of FILE, else text]")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of the terminal.")
@glossary_options
@size_option
def evaluate(
    hypotheses: tuple[str, ...],
    reference: str | None,
    source: str | None,
    test: str,
    samples: int,
    segments: int,
    embedded: bool,
    format_: str | None,
    as_json: bool,
    output: str | None,
    layers: tuple[str, ...],
    only: bool,
    max_size: float | None,
) -> int:
    """Score translations against a reference: BLEU, chrF++, TER, terms, figures, completeness.

    SYSTEM, REFERENCE and CHINESE are texts with a segment a line, translation files (TMX, XLIFF, SDLXLIFF, MQXLIFF,
    TSV, CSV, XLSX, DOCX), an edition's id or folder, or a folder with one such per document, called the same on both
    sides. The first of several systems is the one that the others are compared with.
    """
    format_ = "json" if as_json else format_ or _SUFFIXES.get(Path(output or "").suffix.lower(), "text")
    if embedded:
        if hypotheses or reference or source or format_ == "html":
            raise click.UsageError("--self takes no files, and writes text or JSON")
        _write(_embedded(format_, layers, only), output)
        return EXIT_OK
    if not hypotheses or reference is None:
        raise click.UsageError("name at least one SYSTEM, and the --reference")
    size = int(max_size * 1_000_000) if max_size else None
    evaluation = _evaluated(hypotheses, reference, source, size, layers, only, _TESTS[test], samples, segments)
    _write(_rendered(evaluation, format_), output)
    return EXIT_OK


def _evaluated(
    hypotheses: tuple[str, ...],
    reference: str,
    source: str | None,
    max_size: int | None,
    layers: tuple[str, ...],
    only: bool,
    tests: tuple[Test, ...],
    samples: int,
    segments: int,
) -> Evaluation:
    from jingci.cli.progress import Progress
    from jingci.evaluation import evaluate
    from jingci.jobs.evaluating import align

    aligned = align(hypotheses, reference, source, max_size=max_size)
    if aligned.sources is None:
        click.echo(
            "jingci: there is no Chinese (--source), so terms, figures and completeness are not scored", err=True
        )
    with Progress(0, "steps") as progress:
        return evaluate(
            aligned.hypotheses,
            aligned.references,
            aligned.sources,
            opened_glossary(layers, only),
            documents=aligned.documents,
            tests=tests,
            samples=samples,
            differing=segments,
            on_step=progress.update,
        )


def _rendered(evaluation: Evaluation, format_: str) -> str:
    if format_ == "text":
        from jingci.cli.scores import to_text

        return "".join(f"{line}\n" for line in to_text(evaluation))
    from jingci.formats.scores import render

    return render(evaluation, format_)


def _embedded(format_: str, layers: tuple[str, ...], only: bool) -> str:
    from dataclasses import asdict

    from jingci.cli.scores import offers_text
    from jingci.edition import edition_folders, load_edition
    from jingci.evaluation import evaluate_embedded
    from jingci.memory import Memory
    from jingci.memory.editions import open_editions
    from jingci.version import __version__

    glossary = opened_glossary(layers, only)
    reports = [load_edition(folder) for folder in edition_folders().values()]
    with Memory(open_editions()) as memory:
        offers = evaluate_embedded(reports, glossary, memory)
    if format_ == "text":
        return "".join(f"{line}\n" for line in offers_text(offers))
    data = {"jingci": __version__, "glossary": glossary.hash, "reports": [asdict(offer) for offer in offers]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _write(text: str, output: str | None) -> None:
    if output is None or output == "-":
        sys.stdout.write(text)
        return
    from jingci.files import write_text

    write_text(output, text)
