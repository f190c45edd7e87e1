"""Documents in the programs that people open them with: what each says of the longest edition.

    python tests/benchmarks/papers.py [--report ezhou-2015]

EPUB is given to epubcheck; DOCX and ODT to LibreOffice, which makes pages of them; LaTeX to XeLaTeX; the page, and
then every page of a site of the five editions, to the Nu HTML Checker (validator.github.io), where VNU_JAR is its jar.
What is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from jingci import load_glossary
from jingci.annotation import annotate
from jingci.edition import edition_folders, load_edition
from jingci.formats import write
from jingci.paths import data_root
from jingci.site import build_site

PATIENCE = 600


def run(command: list[str], folder: Path) -> tuple[int, str]:
    """What a program returns, and what it says."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=PATIENCE)
    return done.returncode, done.stdout + done.stderr


def checked_book(path: Path) -> str:
    """What epubcheck says in its last line of counts."""
    program = shutil.which("epubcheck")
    if program is None:
        return "epubcheck is not installed"
    jar = Path("/usr/share/java/epubcheck.jar")
    command = ["java", "-jar", str(jar)] if jar.is_file() and shutil.which("java") else [program]
    code, said = run([*command, str(path)], path.parent)
    return f"epubcheck returns {code}: {' '.join(re.findall('(?m)^(?:Messages|ERROR|FATAL).*', said))}"


def opened_in_office(path: Path) -> str:
    """How many pages LibreOffice makes of a document."""
    program = shutil.which("soffice")
    if program is None:
        return "LibreOffice is not installed"
    code, said = run([program, "--headless", "--convert-to", "pdf", path.name], path.parent)
    pages = path.with_suffix(".pdf")
    return f"LibreOffice makes {len(PdfReader(pages).pages)} pages" if pages.is_file() else f"({code}) {said[:300]}"


def set_by_tex(path: Path) -> str:
    """How many pages XeLaTeX sets, and how often it complains."""
    program = shutil.which("xelatex")
    if program is None:
        return "XeLaTeX is not installed"
    for _ in range(3):
        code, said = run([program, "-interaction=nonstopmode", "-halt-on-error", path.name], path.parent)
        if code:
            return f"XeLaTeX fails: {' '.join(re.findall('(?m)^!.*', said))}"
    missing = len(re.findall("Missing character", path.with_suffix(".log").read_text(errors="replace")))
    return f"XeLaTeX sets {len(PdfReader(path.with_suffix('.pdf')).pages)} pages, {missing} characters missing"


def validated(path: Path) -> str:
    """What the Nu HTML Checker counts on a page, or on all pages of a folder.

    It does not know hashes in a Content-Security-Policy nor the origin of a file on the disk, and warns of both.
    """
    jar = os.environ.get("VNU_JAR")
    if not jar:
        return "VNU_JAR is not set"
    command = ["java", "-Xss4m", "-jar", jar, "--skip-non-html", str(path)]
    said = [line for line in run(command, path.parent)[1].splitlines() if "Content Security Policy" not in line]
    errors = sum(" error: " in line for line in said)
    return f"the Nu HTML Checker finds {errors} errors and says {len(said) - errors} other things" + "".join(
        f"\n  {line[:200]}" for line in said[:5]
    )


CHECKS: dict[str, Callable[[Path], str]] = {
    "epub": checked_book,
    "docx": opened_in_office,
    "odt": opened_in_office,
    "latex": set_by_tex,
    "html": validated,
}


def main() -> None:
    """Print one line a document."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", default="ezhou-2015")
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(CHECKS)} [default: all]")
    arguments = parser.parse_args()
    annotated = annotate(load_edition(Path(data_root()) / "translations" / arguments.report), load_glossary())
    for format in arguments.formats or CHECKS:
        for parallel in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, f"report.{'tex' if format == 'latex' else format}")
                start = time.perf_counter()
                write(annotated, path, format=format, parallel=parallel)
                spent = time.perf_counter() - start
                how = "parallel" if parallel else "plain"
                print(f"{format:5} {how:8} {path.stat().st_size:8} bytes in {spent:5.1f} s; {CHECKS[format](path)}")
    if not arguments.formats or "html" in arguments.formats:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "site")
            build = build_site(load_glossary(), list(edition_folders().values()), site)
            print(f"site  {build.written} files; {validated(site)}")


if __name__ == "__main__":
    main()
