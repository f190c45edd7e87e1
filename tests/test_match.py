"""The matcher against a slow, obvious one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jingci import match
from jingci.folding import fold
from jingci.match import Matcher, Pattern, Veto, surroundings

ALPHABET = "警情民绪网格化"
forms_ = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=4), max_size=8, unique=True)
words_ = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=5), max_size=3)
text_ = st.text(st.sampled_from(ALPHABET + "網絡a\n\u200b。"), max_size=40)
#: A veto that depends on what stands beside the hit, at random.
vetoes_ = st.one_of(
    st.none(),
    st.sets(st.sampled_from(ALPHABET)).map(
        lambda chars: lambda text, start, end: (text[start - 1 : start] in chars) or (text[end : end + 1] in chars)
    ),
)


def patterns(forms: list[str], not_in: list[str], *, always: bool = True) -> list[Pattern]:
    """Patterns that are asked about everywhere, or beside any character of the alphabet."""
    beside = None if always else ALPHABET
    return [Pattern(form, n, beside, beside, surroundings(form, not_in)) for n, form in enumerate(forms)]


def occurrences(forms: list[str], not_in: list[str], veto: Veto | None, text: str) -> list[tuple[int, int, int]]:
    """All places in a folded text where a form stands and nothing speaks against it."""
    found = []
    for number, form in enumerate(forms):
        for start in range(len(text) - len(form) + 1):
            end = start + len(form)
            inside = any(
                word != form and word[at:].startswith(form) and start >= at and text.startswith(word, start - at)
                for word in not_in
                for at in range(len(word))
            )
            if text.startswith(form, start) and not inside and not (veto and veto(text, start, end)):
                found.append((start, end, number))
    return sorted(found, key=lambda hit: (hit[0], -hit[1]))


def longest(forms: list[str], not_in: list[str], veto: Veto | None, text: str) -> list[tuple[int, int, int]]:
    """At each position the longest accepted form that begins there; then on from its end."""
    hits, at = [], 0
    for start, end, number in occurrences(forms, not_in, veto, fold(text).text):
        if start >= at:
            at = end
            hits.append((*_print(text, start, end), number))
    return hits


def nested(forms: list[str], not_in: list[str], veto: Veto | None, text: str) -> list[tuple[int, int, int]]:
    """All forms, the longer before what lies inside it, which is judged by what else is inside."""
    hits: list[tuple[int, int, int]] = []
    for start, end, number in occurrences(forms, [], None, text):
        around = [hit for hit in hits if hit[0] <= start and end <= hit[1]]
        low, high = around[0][:2] if around else (0, len(text))
        if (start - low, end - low, number) in occurrences(forms, not_in, veto, text[low:high]):
            hits.append((start, end, number))
    return hits


def _print(text: str, start: int, end: int) -> tuple[int, int]:
    span = fold(text).original(start, end)
    return span.start, span.end


@given(forms_, words_, vetoes_, text_, st.booleans())
def test_agrees_with_the_oracle(
    forms: list[str], not_in: list[str], veto: Veto | None, text: str, always: bool
) -> None:
    # "Beside any character" is the same as "everywhere" for vetoes that look beside the hit.
    matcher = Matcher(patterns(forms, not_in, always=always), veto)
    assert list(matcher.scan(text)) == longest(forms, not_in, veto, text)


@given(forms_, words_, vetoes_, text_)
def test_nested_agrees_with_its_oracle(forms: list[str], not_in: list[str], veto: Veto | None, text: str) -> None:
    expected = [
        (*_print(text, start, end), number) for start, end, number in nested(forms, not_in, veto, fold(text).text)
    ]
    assert list(Matcher(patterns(forms, not_in), veto).scan(text, nested=True)) == expected


@settings(max_examples=50)
@given(forms_, words_, vetoes_, text_)
def test_places_are_the_hits_by_number(forms: list[str], not_in: list[str], veto: Veto | None, text: str) -> None:
    matcher = Matcher(patterns(forms, not_in), veto)
    grouped: dict[int, list[int]] = {}
    for start, end, number in matcher.scan(text):
        grouped.setdefault(number, []).extend((start, end))
    assert list(matcher.places(text).items()) == list(grouped.items())


@given(forms_, st.lists(text_, min_size=3, max_size=8))
def test_pieces_make_no_difference(forms: list[str], texts: list[str]) -> None:
    text = "。".join(texts)
    matcher = Matcher(patterns(forms, []))
    whole = list(matcher.scan(text))
    size, match.PIECE = match.PIECE, 5
    try:
        assert list(matcher.scan(text)) == whole
    finally:
        match.PIECE = size


def test_veto_is_asked_with_folded_text() -> None:
    asked = []

    def veto(text: str, start: int, end: int) -> bool:
        asked.append(text[start:end])
        return start == 0

    assert list(Matcher([Pattern("警情", 0, None, None)], veto).scan("警情，警\u200b情")) == [(3, 6, 0)]
    assert asked == ["警情", "警情"]


def test_veto_is_asked_only_where_there_is_doubt() -> None:
    asked = []

    def veto(text: str, start: int, end: int) -> bool:
        asked.append(start)
        return True

    matcher = Matcher([Pattern("警情", 7, "民", "绪")], veto)
    assert list(matcher.scan("警情，民警情，好警情，警情绪")) == [(0, 2, 7), (8, 10, 7)]
    assert asked == [4, 11]


def test_a_rejected_hit_gives_way_to_shorter_and_later_ones() -> None:
    def veto(text: str, start: int, end: int) -> bool:
        return text[start:end] == "公安部"

    forms = ["公安部", "公安", "安部门", "部门"]
    assert list(Matcher(patterns(forms, []), veto).scan("公安部门")) == [(0, 2, 1), (2, 4, 3)]


def test_a_word_blocks_only_the_form_it_is_listed_for() -> None:
    found = [Pattern("警长", 0, not_in=surroundings("警长", ["民警长期"])), Pattern("民警", 1), Pattern("长期", 2)]
    assert list(Matcher(found).scan("民警长期驻村，警长")) == [(0, 2, 1), (2, 4, 2), (7, 9, 0)]


def test_no_forms_no_hits() -> None:
    assert list(Matcher([]).scan("警情")) == []
    assert list(Matcher([Pattern("", 0)]).scan("警情", nested=True)) == []
