"""Coverage-guided fuzzing of the figures: no exception, spans in order, whatever the text.

    python tests/fuzz/fuzz_numerals.py CORPUS_DIR -max_total_time=600

Needs the package ``atheris``. Inputs are two texts in UTF-8 separated by a zero byte; the corpus it leaves behind, made
small with ``-merge=1``, is replayed by ``tests/numerals/test_corpus.py``.
"""

from __future__ import annotations

import sys


def split(data: bytes) -> tuple[str, str]:
    """The Chinese and the English of one input; bytes that are no UTF-8 are replaced."""
    zh, _, en = data.partition(b"\0")
    return zh.decode("utf8", "replace"), en.decode("utf8", "replace")


def check(zh: str, en: str) -> None:
    """What must hold of any two texts."""
    from jingci.numerals import compare, find_quantities

    for text, lang in ((zh, "zh"), (en, "en"), (en, "zh"), (zh, "en")):
        last = 0
        for quantity in find_quantities(text, "zh" if lang == "zh" else "en"):
            span = quantity.span
            assert 0 <= span.start < span.end <= len(text), (text, quantity)
            assert last <= span.start, (text, quantity)
            assert quantity.value >= 0, (text, quantity)
            assert quantity.high is None or quantity.high > quantity.value, (text, quantity)
            last = span.start
    for finding in compare(zh, en):
        assert finding.message, finding
        for text, spans in ((zh, finding.zh_spans), (en, finding.en_spans)):
            assert all(0 <= s.start < s.end <= len(text) for s in spans), finding


def main() -> None:
    """Run the fuzzer with the options of libFuzzer."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["jingci.numerals"]):
        import jingci.numerals  # noqa: F401

    def one_input(data: bytes) -> None:
        check(*split(data))

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
