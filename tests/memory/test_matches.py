"""Matches, with brute force over every unit as the oracle."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingci.edition import edition_folders, load_edition
from jingci.errors import UsageError
from jingci.memory import Memory, MemoryFile, candidates, postings, score
from jingci.memory.scoring import score_of_tokens
from jingci.memory.tokens import key_of, tokens_of
from jingci.model import TranslationUnit

sentence = st.text(st.sampled_from("警情网格管理治安防控三四12.5ab,。 網"), min_size=1, max_size=16)


def units(*texts: str, en: str = "English of ", state: str = "") -> Iterator[TranslationUnit]:
    return (TranslationUnit(str(number), zh, f"{en}{zh}", state=state) for number, zh in enumerate(texts, 1))


def memory(*texts: str) -> Memory:
    file = MemoryFile(":memory:", create=True)
    file.add(units(*texts), name="a.tmx")
    return Memory(file)


def best_scores(query: str, texts: Iterable[Sequence[str]], least: int) -> list[int]:
    """The scores of different texts, given as tokens, the best first."""
    tokens = tokens_of(key_of(query))
    scores = (score_of_tokens(tokens, other) for other in texts)
    return sorted((found for found in scores if found >= least), reverse=True)


def tokenised(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """The different texts among some, as tokens."""
    return {tuple(tokens_of(key_of(text))) for text in texts}


@given(st.lists(sentence, min_size=1, max_size=30), sentence, st.sampled_from([70, 75, 90, 100]), st.booleans())
def test_brute_force_finds_no_more(texts: list[str], query: str, least: int, near: bool) -> None:
    if near:
        query = texts[0][: len(query)] + query[:2] + texts[0][len(query) :]
    with memory(*texts) as opened:
        found = opened.matches(query, min_score=least, limit=40)
    assert [match.score for match in found] == best_scores(query, tokenised(texts), least)
    assert all(score(query, match.zh) == match.score for match in found)


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    texts = [segment.zh for folder in edition_folders().values() for segment in load_edition(folder).body]
    rng = random.Random(5)
    parts = [part + "," for text in texts for part in key_of(text).split(",") if 4 < len(part) < 30]
    return texts + ["".join(rng.sample(parts, 3)) for _ in range(2000)]


def test_brute_force_finds_no_better_in_thousands(sentences: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    # Small enough that several runs and rows are merged.
    monkeypatch.setattr(postings, "_HELD", 20_000)
    rng = random.Random(7)
    missed = cases = 0
    tokens = tokenised(sentences)
    with memory(*sentences) as opened:
        for _ in range(150):
            chars = list(rng.choice(sentences))
            for _ in range(rng.randint(0, max(1, len(chars) // 3))):
                chars[rng.randrange(len(chars))] = rng.choice("的一二三警管9")
            query = "".join(chars)
            best = best_scores(query, tokens, 70)[:1]
            found = [match.score for match in opened.matches(query, limit=1)]
            cases += bool(best)
            missed += best != found
    assert cases > 60
    assert missed == 0


def test_both_scripts(sentences: list[str]) -> None:
    with memory("推进网格化管理。", "調解治安糾紛。") as opened:
        assert [m.kind for m in opened.matches("推進網格化管理。")] == ["exact"]
        assert [m.zh for m in opened.matches("调解治安纠纷。")] == ["調解治安糾紛。"]


def test_context() -> None:
    file = MemoryFile(":memory:", create=True)
    rows = [("开始。", "Start."), ("同上。", "One."), ("中间。", "Middle."), ("同上。", "Two."), ("结束。", "End.")]
    file.add((TranslationUnit(str(n), zh, en) for n, (zh, en) in enumerate(rows)), name="a")
    with Memory(file) as opened:
        found = opened.matches("同上。", "中間。", "结束。")
        assert [(m.en, m.kind, m.score) for m in found] == [("Two.", "context", 100), ("One.", "exact", 100)]
        assert {m.kind for m in opened.matches("同上。", "中间。", "")} == {"exact"}
        assert {m.kind for m in opened.matches("同上。")} == {"exact"}
        assert opened.matches("开始。", "", "同上。")[0].kind == "context"
        assert opened.matches("结束。", "同上。")[0].kind == "context"


def test_a_neighbour_without_english_is_context() -> None:
    file = MemoryFile(":memory:", create=True)
    done = file.add([TranslationUnit("1", "没有译文。", ""), TranslationUnit("2", "有译文。", "Translated.")], name="a")
    assert (done.units, done.left_out) == (1, 1)
    with Memory(file) as opened:
        assert opened.matches("有译文。", "没有译文。")[0].kind == "context"
        assert opened.matches("没有译文。", min_score=100) == []


def test_order_and_place() -> None:
    first, second = (MemoryFile(":memory:", create=True) for _ in range(2))
    first.add(units("管控重点人员。", en="draft ", state="draft"), name="d")
    first.add(units("管控重点人员。", en="newer "), name="n.tmx")
    second.add(units("管控重点人员。", en="reviewed ", state="reviewed"), name="ed")
    second.add(units("管控重点人员。", en="newer "), name="copy")
    with Memory(first, second) as opened:
        found = opened.matches("管控重点人员。")
        assert [m.place for m in found] == ["ed#1", "n.tmx#1", "d#1"]
        assert [m.place for m in opened.matches("管控重点人员。", limit=1)] == ["ed#1"]
        assert [m.place for m in opened.matches("管控重点人员。", exclude={"ed", "n.tmx"})] == ["copy#1", "d#1"]
        assert [m.place for m in opened.matches("管控重点人员", exclude=["ed", "n.tmx", "copy"])] == ["d#1"]


def test_figures_alone_are_said_to_differ() -> None:
    with memory("破获案件324起。", "破获案件很多起。") as opened:
        found = opened.matches("破获案件227起。")
    assert [(m.score, m.only_figures) for m in found] == [(85, True), (75, False)]


def test_ubiquitous_texts_do_not_hide_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every pair is in very many texts, reading stops at the budget."""
    monkeypatch.setattr(candidates, "BUDGET", 500)
    monkeypatch.setattr(candidates, "CANDIDATES", 50)
    texts = [f"会议由党委书记{n}主持召开。" for n in range(3000)]
    with memory(*texts) as opened:
        assert opened.matches("会议由党委书记1234主持召开。")[0].zh == texts[1234]
        assert opened.matches("会议由党委书记主持召开。")[0].score == 92


def test_several_threads_ask_at_once(sentences: list[str]) -> None:
    with memory(*sentences[:1500]) as opened, ThreadPoolExecutor(4) as pool:
        queries = [sentence[3:] + "另外" for sentence in sentences[:200]]
        assert list(pool.map(opened.matches, queries)) == [opened.matches(query) for query in queries]


@pytest.mark.parametrize("query", ["", " \n\u3000", "\u200b", "警" * 30_000])
def test_nothing_to_be_found(query: str) -> None:
    with memory("警情。", "警" * 3000) as opened:
        assert opened.matches(query) == []


def test_long_texts_are_matched_exactly() -> None:
    with memory("警" * 3000) as opened:
        assert opened.matches("警" * 3000)[0].kind == "exact"
        assert opened.matches("警" * 2999) == []


@pytest.mark.parametrize("options", [{"min_score": 0}, {"min_score": 101}, {"limit": 0}])
def test_senseless_options(options: dict[str, int]) -> None:
    with memory("警情。") as opened, pytest.raises(UsageError):
        opened.matches("警情。", **options)  # type: ignore[arg-type]
