"""The gold standard's scores: jingci beside plain substring matching and jieba with the forms as user dictionary.

    python tests/benchmarks/corpus.py [--errors]

Terms count by exact span; "traps" are the strings that look like terms and are not, and the share left alone. Formulas
count by exact span and count, "members" is the share of them with exactly the members that the text spells out. Names
count by exact span, kind and English.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

import score as scoring

import jingci
from jingci.glossary import Glossary
from jingci.model import Formula

Find = Callable[[str], Iterable[scoring.Bounds]]
IN_TEXT = {"bracket", "before", "clause", "run", "composed", "elsewhere"}


def forms_of(glossary: Glossary) -> set[str]:
    """Every form that is annotated wherever found."""
    return {form.text for concept in glossary.concepts if concept.link == "match" for form in concept.zh}


def jingci_terms(glossary: Glossary) -> Find:
    """The tool's own matching."""
    return lambda text: [(hit.span.start, hit.span.end) for hit in glossary.find(text)]


def substring_terms(forms: set[str]) -> Find:
    """Leftmost-longest substrings, as a CAT tool matches: no boundaries, no folding."""
    longest = max(map(len, forms))

    def find(text: str) -> Iterable[scoring.Bounds]:
        at = 0
        while at < len(text):
            for end in range(min(len(text), at + longest), at, -1):
                if text[at:end] in forms:
                    yield at, end
                    at = end
                    break
            else:
                at += 1

    return find


def jieba_terms(forms: set[str]) -> Find:
    """The tokens of jieba that are forms, the forms being its user dictionary."""
    import jieba

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    for form in forms:
        tokenizer.add_word(form)
    return lambda text: [(start, end) for word, start, end in tokenizer.tokenize(text) if word in forms]


def members_in_text(formula: Formula) -> tuple[str, ...]:
    """The members that the text itself gives."""
    return tuple(member.text for member in formula.members) if formula.origin in IN_TEXT else ()


def formulas(text: str, glossary: Glossary | None) -> list[tuple[scoring.Bounds, int, tuple[str, ...]]]:
    """The tool's formulas as the scorer takes them."""
    found = jingci.find_formulas(text, glossary)
    return [((f.span.start, f.span.end), f.count, members_in_text(f)) for f in found]


def names(text: str) -> list[tuple[scoring.Bounds, str, str]]:
    """The tool's places and organs as the scorer takes them; persons are not annotated here."""
    found = jingci.find_names(text)
    return [((n.span.start, n.span.end), n.kind, n.english) for n in found if n.kind in scoring.KINDS]


def row(title: str, result: scoring.Score, last: str) -> str:
    """One line of the table."""
    return f"{title:<34}{result.precision:>8.3f}{result.recall:>8.3f}{result.f1:>8.3f}  {last}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Terms, formulas and names against the gold standard.")
    parser.add_argument("--errors", action="store_true", help="show what the tool gets wrong")
    options = parser.parse_args()
    corpus = scoring.read()
    glossary = jingci.load_glossary()
    forms = forms_of(glossary)
    traps = sum(len(entry.traps) for entry in corpus)
    print(
        f"{len(corpus)} texts, {sum(len(e.terms) for e in corpus)} terms, {traps} traps, "
        f"{sum(len(e.formulas) for e in corpus)} formulas, {sum(len(e.names) for e in corpus)} names; {len(forms)} forms"
    )
    print(f"{'':<34}{'P':>8}{'R':>8}{'F1':>8}")
    finders: list[tuple[str, Find]] = [("jingci", jingci_terms(glossary)), ("substrings", substring_terms(forms))]
    if importlib.util.find_spec("jieba"):
        finders.append(("jieba with the forms", jieba_terms(forms)))
    results = []
    for title, find in finders:
        result = scoring.score_terms(corpus, find)
        results.append(result)
        print(row(f"terms: {title}", result, f"traps left alone {result.exact}/{traps}"))
    for title, layer in (("with the termbase", glossary), ("alone", None)):
        result = scoring.score_formulas(corpus, lambda text, layer=layer: formulas(text, layer))  # type: ignore[misc]
        results.append(result)
        print(row(f"formulas: jingci {title}", result, f"members {result.exactness:.3f}"))
    result = scoring.score_names(corpus, names)
    results.append(result)
    print(row("names: jingci", result, ""))
    if options.errors:
        for kind, errors in (("terms", results[0]), ("formulas", results[-3]), ("names", results[-1])):
            print(f"\n{kind}:", *errors.errors, sep="\n  ")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
