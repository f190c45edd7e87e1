"""Term success as WMT 2025 counts it: computed by hand, and against the slow implementation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.oracles import wmt_success
from jingci.evaluation import evaluate, term_success
from jingci.evaluation.success import terms_of
from jingci.folding import fold
from jingci.glossary import Glossary

TERMS = {"社区": ["community"], "社区民警": ["community police officer", "community officer"], "网格": ["grid"]}
SOURCE = "社区民警走访社区。社区民警服务社区。"
REFERENCE = "Community officers visit the community. Community officers serve the community."


@pytest.mark.parametrize(
    ("hypothesis", "expected"),
    [
        # 社区 stands four times in the Chinese (twice inside 社区民警), "community" four times: 1. 社区民警 stands
        # twice, "community officer" twice: 1. 网格 does not stand there and does not count.
        (REFERENCE, 100.0),
        # 社区 2 of 4, 社区民警 1 of 2.
        ("Community officers visit the community.", 50.0),
        # Either rendering counts: 社区 2 of 4, 社区民警 2 of 2.
        ("A community police officer helps a community officer.", 75.0),
        # 社区 4 of 4; more than enough is no more than 1; 社区民警 0 of 2.
        ("Community, community, COMMUNITY, community and community.", 50.0),
        ("Neighborhood police officers visit the neighborhood.", 0.0),
        ("", 0.0),
    ],
)
def test_computed_by_hand(hypothesis: str, expected: float) -> None:
    assert term_success(SOURCE, hypothesis, REFERENCE, TERMS) == pytest.approx(expected)


def test_a_term_counts_only_where_the_reference_renders_it() -> None:
    # The reference has "community" but no rendering of 社区民警: 社区 alone counts, 2 of 4.
    reference = "Police officers visit the community."
    assert term_success(SOURCE, "Community officers visit the community.", reference, TERMS) == pytest.approx(50)
    assert term_success(SOURCE, "Community officers", "They walk about.", TERMS) is None
    assert term_success("今天天气好。", "grid", "grid", TERMS) is None


def test_latin_letters_of_the_source_are_counted_in_lower_case() -> None:
    assert (
        term_success(
            "AI和ai", "artificial intelligence", "Artificial intelligence", {"Ai": ["artificial Intelligence"]}
        )
        == 50
    )


def test_the_mean_is_over_the_terms_of_all_documents(small: Glossary) -> None:
    # First document: 派出所 1 of 1 and 警情 0 of 1; second: 派出所 1 of 2. (1 + 0 + 0.5) / 3.
    sources = ["派出所处理警情。", "派出所帮助派出所。"]
    references = ["The police station handles police incidents.", "The police station helps the police station."]
    hypotheses = ["The police station handles it.", "The police station helps."]
    found = evaluate(hypotheses, references, sources, small, documents=["a", "b"])
    assert found.systems[0].overall["terms"] == pytest.approx(50)
    assert found.systems[0].documents["a"]["terms"] == pytest.approx(50)
    assert found.systems[0].documents["b"]["terms"] == pytest.approx(50)
    assert found.reference is not None
    assert found.reference.overall["terms"] == 100


def test_traditional_characters_and_full_width_are_counted_too(small: Glossary) -> None:
    found = evaluate(["the police station"], ["the police station"], ["派出所。網格化管理"], small)
    assert found.systems[0].overall["terms"] == 100
    assert "网格化管理" in terms_of(small)
    assert fold("網格化管理").text == "网格化管理"


CHINESE = st.text(alphabet="社区民警网格。aA", max_size=12)
ENGLISH = st.lists(
    st.sampled_from(["community", "Community", "community officer", "police", "grid", "grids", "communitycommunity"]),
    max_size=6,
).map(" ".join)
SEGMENTS = st.lists(st.tuples(CHINESE, ENGLISH, ENGLISH), min_size=1, max_size=5)


@given(SEGMENTS)
def test_agrees_with_the_definition(segments: list[tuple[str, str, str]]) -> None:
    source, hypothesis, reference = ("\n".join(texts) for texts in zip(*segments, strict=True))
    expected = wmt_success([segments], TERMS)
    assert term_success(source, hypothesis, reference, TERMS) == (None if expected is None else pytest.approx(expected))


@given(st.lists(SEGMENTS, min_size=1, max_size=3))
def test_agrees_with_the_definition_over_documents_of_segments(documents: list[list[tuple[str, str, str]]]) -> None:
    from jingci.evaluation.corpus import Corpus
    from jingci.evaluation.success import TermSuccess, lower_terms
    from jingci.evaluation.tally import score_of

    names = tuple(str(number) for number, segments in enumerate(documents) for _ in segments)
    flat = [segment for segments in documents for segment in segments]
    sources, hypotheses, references = (tuple(texts) for texts in zip(*flat, strict=True))
    corpus = Corpus(references, sources, names)
    success = TermSuccess(corpus, [text.lower() for text in sources], lower_terms(TERMS))
    expected = wmt_success(documents, TERMS)
    assert score_of(success.tally(hypotheses), len(corpus)) == (None if expected is None else pytest.approx(expected))
