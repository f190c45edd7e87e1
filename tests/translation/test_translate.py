"""``jingci.translate``: memory first, then the engine, then the checks; nothing of a person is touched."""

from __future__ import annotations

import random
import threading
from dataclasses import replace

import pytest

import jingci
from jingci.errors import EngineError, UsageError
from jingci.glossary import Glossary
from jingci.model import Draft, DraftRequest, MemoryMatch, Report, Segment, Sic, Usage, Waiver
from jingci.translation import Drafted, Drafting, request_key, translate
from jingci.translation.crew import Crew
from translation.fakes import FakeEngine, FakeMemory, report_of

FIGURE = "采集数据2.2亿条。"
RIGHT = "A total of 220 million records were collected."
WRONG = "A total of 2.2 billion records were collected."
PLAIN = "民警走访群众。"
CALLS = "Police officers call on the masses."


def only(report: Report) -> Segment:
    (segment,) = report.body
    return segment


def test_a_draft_that_passes_is_taken_with_origin_and_state(small: Glossary) -> None:
    engine = FakeEngine(lambda request: RIGHT)
    segment = only(translate(report_of(FIGURE), engine, small))
    assert (segment.en, segment.origin, segment.state) == (RIGHT, "engine:fake:one", "draft")
    assert segment.problems == ()
    assert len(engine.requests) == 1


def test_it_is_part_of_the_public_interface() -> None:
    assert jingci.translate is translate


def test_a_request_holds_what_is_known(small: Glossary) -> None:
    engine = FakeEngine()
    unit = MemoryMatch("推进网格化管理。", "Grid management was advanced.", 80, "fuzzy", "other#s1")
    zh = "推进网格化管理,建设“三化”(信息化、网格化、社会化),采集数据2.2亿条。"
    translate(report_of(zh), engine, small, FakeMemory({zh: unit}), repair=0)
    (request,) = engine.requests
    assert "wanggehua-guanli" in [hit.concept.id for hit in request.hits]
    assert [hit.text for hit in request.hits] == [hit.span.of(zh) for hit in request.hits]
    assert [(f.text, len(f.members)) for f in request.formulas] == [("三化", 3)]
    assert [(q.span.of(zh), q.value) for q in request.quantities if not q.exempt] == [("2.2亿条", 220_000_000)]
    assert request.matches == (unit,)


def test_spans_are_in_the_print(small: Glossary) -> None:
    printed = "建设派出\n所4,10余所。"
    segment = Segment("s1", "sentence", printed, sic=(Sic("4,10余所", "410余所", "split"),))
    engine = FakeEngine(lambda request: "More than 410 police stations were built.")
    out = translate(Report("r", "标题", (segment,)), engine, small)
    (request,) = engine.requests
    assert [q.span.of(printed) for q in request.quantities] == ["4,10余所"]
    assert [hit.span.of(printed) for hit in request.hits] == ["派出\n所"]
    assert only(out).problems == ()


@pytest.mark.parametrize("kind", ["exact", "context"])
def test_equal_chinese_is_taken_from_the_memory(small: Glossary, kind: str) -> None:
    match = MemoryMatch(PLAIN, "[Officers](term:minjing) call.", 100, kind, "ezhou-2015#s1p1c1", "reviewed")
    engine = FakeEngine()
    segment = only(translate(report_of(PLAIN), engine, small, FakeMemory({PLAIN: match})))
    assert (segment.en, segment.origin, segment.state) == ("Officers call.", "memory:ezhou-2015#s1p1c1", "draft")
    assert engine.requests == []


def test_a_memory_with_other_figures_is_only_shown_to_the_engine(small: Glossary) -> None:
    match = MemoryMatch(FIGURE, WRONG, 100, "exact", "mine#1")
    engine = FakeEngine(lambda request: RIGHT)
    segment = only(translate(report_of(FIGURE), engine, small, FakeMemory({FIGURE: match})))
    assert segment.origin == "engine:fake:one"
    assert engine.requests[0].matches == (match,)


def test_the_memory_is_asked_in_context_and_not_for_the_report_itself(small: Glossary) -> None:
    memory = FakeMemory({})
    translate(report_of("标题\n\n一句话。第二句。\n"), FakeEngine(), small, memory)
    assert memory.sought == [
        ("标题", "", "一句话。", ("test",)),
        ("一句话。", "标题", "第二句。", ("test",)),
        ("第二句。", "一句话。", "", ("test",)),
    ]


def test_a_finding_is_sent_back_with_the_draft(small: Glossary) -> None:
    engine = FakeEngine(lambda request: RIGHT if request.findings else WRONG)
    told: list[Drafted] = []
    segment = only(translate(report_of(FIGURE), engine, small, on_segment=told.append))
    assert (segment.en, segment.problems) == (RIGHT, ())
    second = engine.requests[1]
    assert second.draft == WRONG
    assert [finding.code for finding in second.findings] == ["figure-magnitude"]
    assert (told[0].asked, told[0].usage) == (2, Usage(200, 20, 1.0))


@pytest.mark.parametrize(("repair", "asked"), [(0, 1), (1, 2), (2, 3), (5, 6)])
def test_what_still_fails_is_kept_and_marked(small: Glossary, repair: int, asked: int) -> None:
    values = iter(range(21, 40))
    engine = FakeEngine(lambda request: WRONG.replace("2.2", f"2.{next(values)}"))
    segment = only(translate(report_of(FIGURE), engine, small, repair=repair))
    assert len(engine.requests) == asked
    assert segment.en.startswith("A total of 2.21 billion")
    assert segment.state == "draft"
    assert [problem.partition(":")[0] for problem in segment.problems] == ["figure-mismatch"]


def test_an_unchanged_draft_is_not_sent_back_again(small: Glossary) -> None:
    engine = FakeEngine(lambda request: WRONG)
    segment = only(translate(report_of(FIGURE), engine, small, repair=5))
    assert len(engine.requests) == 2
    assert segment.problems


def test_the_draft_with_the_fewest_findings_is_kept(small: Glossary) -> None:
    drafts = iter([WRONG, "采集数据", WRONG + " It cost 5 million yuan."])
    segment = only(translate(report_of(FIGURE), FakeEngine(lambda request: next(drafts)), small))
    assert segment.en == WRONG


def test_a_waived_finding_is_none(small: Glossary) -> None:
    segment = Segment("s1", "sentence", FIGURE, waive=(Waiver("figure-magnitude", "a test"), Waiver("empty", "unused")))
    engine = FakeEngine(lambda request: WRONG)
    out = only(translate(Report("r", "标题", (segment,)), engine, small))
    assert (out.en, out.problems, len(engine.requests)) == (WRONG, (), 1)


def test_no_answer_leaves_the_segment_empty_and_says_why(small: Glossary) -> None:
    told: list[Drafted] = []
    report = report_of(FIGURE)
    out = translate(
        report, FakeEngine(lambda request: Draft(problem="the model\ndeclines")), small, on_segment=told.append
    )
    assert out == report
    assert told[0].problem == "the model declines"


def test_a_problem_of_the_engine_is_recorded_with_the_draft(small: Glossary) -> None:
    engine = FakeEngine(lambda request: Draft(RIGHT, problem="the answer was cut off"))
    assert only(translate(report_of(FIGURE), engine, small)).problems == ("engine: the answer was cut off",)


def test_a_repair_that_brings_nothing_keeps_the_draft(small: Glossary) -> None:
    engine = FakeEngine(lambda request: Draft(problem="refused") if request.findings else WRONG)
    segment = only(translate(report_of(FIGURE), engine, small))
    assert segment.en == WRONG
    assert segment.problems


def test_a_draft_cannot_steer_or_excuse_itself(small: Glossary) -> None:
    """Term mark-up would say that it differs on purpose; control characters would steer a terminal."""
    hostile = (
        'The [[su\x07b-district](term:minjing "why")](te\u200brm:qunzhong)\u202e station\r\nand the \ud800rest \x1b[2J.'
    )
    segment = only(translate(report_of(PLAIN), FakeEngine(lambda request: hostile), small, repair=0))
    assert segment.en == "The sub-district station and the rest [2J."
    assert any(problem.startswith(("term-", "figure-")) for problem in segment.problems)
    assert all(problem.isprintable() for problem in segment.problems)


def test_problems_are_short_visible_lines(small: Glossary) -> None:
    engine = FakeEngine(lambda request: Draft(RIGHT, problem="a\x1b[31m\u202e\n" + "b" * 1000))
    (problem,) = only(translate(report_of(FIGURE), engine, small)).problems
    assert problem.isprintable()
    assert len(problem) == 300


@pytest.mark.parametrize("state", ["edited", "reviewed"])
@pytest.mark.parametrize("english", ["Mine.", ""])
def test_what_a_person_did_is_never_overwritten(small: Glossary, state: str, english: str) -> None:
    segment = Segment("s1", "sentence", PLAIN, english, "human", state)
    report = Report("r", "标题", (segment,))
    engine = FakeEngine()
    assert translate(report, engine, small, redo=("s1",)) == report
    assert engine.requests == []


def test_a_draft_is_made_anew_only_where_asked(small: Glossary) -> None:
    drafts = tuple(
        Segment(f"s{n}", "sentence", PLAIN, "Old.", "engine:old", "draft", problems=("x: y",)) for n in (1, 2)
    )
    engine = FakeEngine(lambda request: CALLS)
    out = translate(Report("r", "标题", drafts), engine, small, redo=("s2",))
    assert [(s.en, s.origin) for s in out.body] == [("Old.", "engine:old"), (CALLS, "engine:fake:one")]
    assert engine.requests[0].segment.en == ""
    assert out.segments[1].problems == ()


def test_skips_and_what_has_no_word_are_left(small: Glossary) -> None:
    segments = (Segment("", "skip", "首页", reason="furniture"), Segment("s1", "sentence", "※※※"))
    report = Report("r", "标题", segments)
    assert translate(report, FakeEngine(), small) == report


def test_an_engine_name_is_fit_for_origin(small: Glossary) -> None:
    engine = FakeEngine(lambda request: CALLS, name="chat:org/Model 7B (beta)\n")
    assert only(translate(report_of(PLAIN), engine, small)).origin == "engine:chat:org/Model-7B-beta-"


@pytest.mark.parametrize("repair", [-1, 6])
def test_a_repair_out_of_range_is_refused(small: Glossary, repair: int) -> None:
    with pytest.raises(UsageError, match="0 to 5"):
        translate(report_of(PLAIN), FakeEngine(), small, repair=repair)


def long_report(count: int = 24) -> Report:
    return report_of("".join(f"第{n}个派出所采集数据{n + 2}条。\n" for n in range(count)))


def english_of(request: DraftRequest) -> str:
    """Depends on everything that the request says, as a model's answer does."""
    seen = request_key(request, "x").translate(str.maketrans("0123456789", "ghijklmnop"))
    figures = " and ".join(str(q.value) for q in request.quantities)
    return f"{figures} records at the police station, {seen}."


@pytest.mark.parametrize("concurrency", [1, 2, 5])
def test_the_same_answers_make_the_same_text_whatever_their_order(small: Glossary, concurrency: int) -> None:
    report = long_report()
    results = []
    for seed in range(3):
        chance = random.Random(seed)
        delays = {segment.id: chance.random() / 100 for segment in report.body}
        engine = FakeEngine(english_of, concurrency=concurrency, delays=lambda r, d=delays: d[r.segment.id])
        results.append((translate(report, engine, small), sorted(map(repr, engine.requests))))
        assert engine.peak <= concurrency
    assert results[0] == results[1] == results[2]
    if concurrency > 1:
        assert engine.peak > 1


def test_alone_every_request_has_the_english_before_it(small: Glossary) -> None:
    engine = FakeEngine(english_of)
    translate(long_report(5), engine, small)
    assert [[bool(s.en) for s in request.before] for request in engine.requests] == [
        [],
        [True],
        [True] * 2,
        [True] * 2,
        [True] * 2,
    ]


def test_among_others_a_request_has_the_english_of_what_is_far_enough_before(small: Glossary) -> None:
    """Twice as far as there are requests under way; the segment just before it stands there in Chinese."""
    report = long_report(12)
    names = [segment.id for segment in report.body]
    engine = FakeEngine(english_of, concurrency=2)
    translate(report, engine, small)
    for request in engine.requests:
        place = names.index(request.segment.id)
        shown = [(names.index(s.id), bool(s.en)) for s in request.before]
        far = [(there, True) for there in (place - 5, place - 4) if there >= 0]
        assert shown == far + [(place - 1, False)] * (place > 0)


def test_a_persons_english_is_shown_however_near(small: Glossary) -> None:
    report = long_report(3)
    first, second, third = report.segments
    marked = replace(second, en='It [was](term:x "so").', origin="human", state="reviewed")
    engine = FakeEngine(english_of, concurrency=4)
    translate(replace(report, segments=(first, marked, third)), engine, small)
    last = next(request for request in engine.requests if request.segment.id == third.id)
    assert [s.en for s in last.before] == ["It was."]


def test_where_the_engine_cannot_go_on_what_is_done_has_been_told(small: Glossary) -> None:
    def answer(request: DraftRequest) -> str:
        if request.segment.zh.startswith("第6个"):
            raise EngineError("the budget is spent")
        return english_of(request)

    told: list[Drafted] = []
    engine = FakeEngine(answer, concurrency=3)
    with pytest.raises(EngineError, match="budget"):
        translate(long_report(), engine, small, on_segment=told.append)
    assert {d.segment.id for d in told} == set(engine.asked()) - {"s0p7c1"}
    assert len(set(engine.asked())) < 15


def test_an_interruption_waits_for_what_is_under_way(small: Glossary) -> None:
    told: list[str] = []

    def on_segment(drafted: Drafted) -> None:
        told.append(drafted.segment.id)
        if len(told) == 4:
            raise KeyboardInterrupt

    engine = FakeEngine(english_of, concurrency=3, delays=lambda request: 0.01)
    with pytest.raises(KeyboardInterrupt):
        translate(long_report(), engine, small, on_segment=on_segment)
    assert sorted(told) == sorted(engine.asked())
    assert len(told) < 10


def test_an_interruption_just_before_a_request_is_sent_ends_too(
    small: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    asked = 0
    send = Crew.ask

    def ask(crew: Crew, place: int, request: DraftRequest) -> None:
        nonlocal asked
        asked += 1
        if asked == 5:
            raise KeyboardInterrupt
        send(crew, place, request)

    monkeypatch.setattr(Crew, "ask", ask)
    engine = FakeEngine(english_of, concurrency=3, delays=lambda request: 0.01)
    with pytest.raises(KeyboardInterrupt):
        translate(long_report(), engine, small, on_segment=lambda drafted: told.append(drafted.segment.id))
    assert sorted(told) == sorted(engine.asked())
    assert len(told) == 4


def test_a_wish_to_stop_loses_no_answer(small: Glossary) -> None:
    told: list[str] = []
    stop = threading.Event()

    def done(drafted: Drafted) -> None:
        told.append(drafted.segment.id)
        if len(told) == 4:
            stop.set()

    engine = FakeEngine(english_of, concurrency=3, delays=lambda request: 0.01)
    with pytest.raises(KeyboardInterrupt):
        Drafting(long_report(), engine, small).run(done, stop)
    assert sorted(told) == sorted(engine.asked())
    assert 4 <= len(told) < 10


def test_the_key_of_a_request_tells_what_matters_apart(small: Glossary) -> None:
    engine = FakeEngine(lambda request: WRONG)
    translate(report_of(FIGURE + PLAIN), engine, small)
    keys = [request_key(request, "engine one") for request in engine.requests]
    assert len(set(keys)) == len(keys) == 4
    request = engine.requests[0]
    assert request_key(request, "engine one") == keys[0] != request_key(request, "engine two")
    changed = [
        replace(request, before=(Segment("s0", "sentence", "前。"),)),
        replace(request, matches=(MemoryMatch("a", "b", 80, "fuzzy", "c"),)),
        replace(request, quantities=()),
        replace(request, segment=replace(request.segment, zh=PLAIN)),
        replace(request, draft="x"),
    ]
    assert len({request_key(r, "engine one") for r in [request, *changed]}) == 6
