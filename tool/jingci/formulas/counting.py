"""What an expression counts: its number, its heads, and the numbers of members that agree with it.

The expressions are folded and stand without quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jingci.formulas import words
from jingci.formulas.numbers import A_NUMBER, NUMBER, value

HAN = "\u4e00-\u9fff"
#: A Chinese character that is no digit.
NO_NUMBER = f"(?![一二两三四五六七八九十双])[{HAN}]"
GENERIC = "|".join(sorted(words.GENERIC, key=len, reverse=True))
_GENERIC_END = re.compile(rf"(?:{GENERIC})$")
_TIME = re.compile(
    "(?:半|多|来|余|几)?"
    "(?:年|个月|个多月|月|天|日|小时|个小时|分钟|秒|周|个星期|星期|点|点钟|时|刻钟|岁|季度|个季度|夜)"
    "(?:内|后|前|半|间|来|以上)?"
)
_MEASURED = re.compile(
    "(?:余|多|几)?(?:公里|千米|米|公斤|斤|吨|元|块|万|亿|千|百|%|倍|成|度|平方|码|层|楼|号|期|届|级以上|"
    "次|人|名|位|起|件|辆|台|家|户|条腿|分之)$"
)

#: Number–head, twice or more: 两降两升, 一厅五室, 三访三评, 双随机、一公开.
_COUNTS = re.compile(rf"(?:{NUMBER}(?:{NO_NUMBER}){{1,4}}[、,]?){{2,4}}")
_COUNT = re.compile(rf"({NUMBER})((?:{NO_NUMBER})+)")
_SINGLE = re.compile(
    rf"(?P<lead>(?:{NO_NUMBER}){{2,4}})?(?P<number>{NUMBER})(?P<head>[{HAN}](?:[{HAN}A-Za-z0-9%+()]){{0,9}})"
)
_PERCENT = re.compile(rf"(?P<number>{NUMBER})个(?P<head>[0-9]{{1,3}}%|百分之[一二三四五六七八九十百]{{1,4}})")
_SERIES = re.compile(
    r"[0-9一二三四五六七八九十]{1,2}(?:、[0-9一二三四五六七八九十]{1,2})+(?P<head>分钟|小时|公里|秒钟|秒|米)"
)
_BODY = re.compile(rf"(?P<number>{NUMBER})(?P<head>[位维]一体)")
#: Two formulas in one quotation: 五个满意,三个注意.
_TWO_COUNTS = re.compile(rf"({NUMBER}个[{HAN}]{{2,6}})[,、和]({NUMBER}个[{HAN}]{{2,6}})")
_PLUS = re.compile(r"[0-9一二三四五六七八九NnXx]{1,2}(?:\+[0-9一二三四五六七八九NnXx]{1,2})+")
_FIGURES = re.compile(r"[1-9]{2,5}|[一二三四五六七八九]{2,5}")
_ARTICLES = re.compile(rf"(?P<lead>[^0-9\"'()]{{0,12}}?)(?P<number>{NUMBER})条")
_DIGITS = re.compile("[1-9]{3,5}")
_YEAR = re.compile("(?:19|20)..$")
_JOINING = re.compile("[和、及]")
_UNJOINED = re.compile("[^和、及]+")
#: No formula is without one of these.
_ANY_NUMBER = re.compile("[0-9一二两三四五六七八九十双NnXx]")
FIGURES_OF = re.compile(r"[\"']?(?:[^\s,。;:、()\"']{0,3})(?:" + "|".join(words.FIGURES_OF) + ")")


@dataclass(frozen=True, slots=True)
class Parsed:
    count: int
    heads: tuple[str, ...]
    fits: tuple[int, ...]
    figures: tuple[str, ...] = ()
    kind: str = "count"


def parse_quotation(content: str, after: str) -> Iterator[tuple[int, int, Parsed]]:
    """The formulas that a quotation is made of (two articles of law joined by 和 are two)."""
    if _ANY_NUMBER.search(content) is None:
        return
    for start, end in _joined(content):
        part = content[start:end]
        if part in words.NOT_A_SET or part in words.IDIOMS:
            continue
        if (parsed := _whole(part, after if end == len(content) else "")) is not None:
            yield start, end, parsed


def _joined(content: str) -> Iterator[tuple[int, int]]:
    if (pair := _TWO_COUNTS.fullmatch(content)) is not None:
        yield pair.span(1)
        yield pair.span(2)
        return
    if _COUNTS.fullmatch(content) or _JOINING.search(content) is None:
        yield 0, len(content)
        return
    if _SERIES.fullmatch(content):
        yield 0, len(content)
        return
    parts = [(m.start(), m.end()) for m in _UNJOINED.finditer(content)]
    # Parts that are no formulas make the whole a list, and a list is not a name.
    for start, end in parts:
        if A_NUMBER.search(content, start, end):
            yield start, end


def _whole(text: str, after: str) -> Parsed | None:
    """What a quoted expression counts, or None where it is no formula."""
    if _PLUS.fullmatch(text):
        return of_figures(tuple(text.split("+")))
    if _FIGURES.fullmatch(text):
        return of_figures(tuple(text)) if each_counts(text, after) else None
    if match := _SERIES.fullmatch(text):
        limits = text[: match.start("head")].split("、")
        return Parsed(len(limits), (match["head"],), (len(limits),), kind="series")
    if match := _PERCENT.fullmatch(text):
        return _share(match)
    if match := _BODY.fullmatch(text):
        return _body(match)
    if match := _ARTICLES.fullmatch(text):
        lead, number = match["lead"], value(match["number"])
        if number > 1 and not lead.endswith(("第", "的", "了")) and (lead or number > 2):
            return Parsed(number, ("条",), (number,), kind="articles")
        return None
    return of_counts(text, quoted=True) or _single(text)


def _share(match: re.Match[str]) -> Parsed:
    count = value(match["number"])
    return Parsed(count, (match["head"],), (count,), kind="percent")


def _body(match: re.Match[str]) -> Parsed:
    count = value(match["number"])
    return Parsed(count, (match["head"],), (count,), kind="body")


def each_counts(figures: str, after: str) -> bool:
    """Whether figures (3366, 1+3+N) each count something, by what follows them; telephone numbers and years do not."""
    return FIGURES_OF.match(after) is not None and figures not in words.SERVICE_NUMBERS and not _YEAR.match(figures)


def of_figures(figures: tuple[str, ...]) -> Parsed:
    return Parsed(len(figures), (), (len(figures),), figures, "figures")


def _counted(pairs: list[tuple[str, str]]) -> Parsed | None:
    numbers = [value(number) for number, _ in pairs]
    heads = tuple(head for _, head in pairs)
    total = sum(numbers)
    fits = [total]
    if len(numbers) == 2 and numbers[0] == 1 and pairs[1][0] == "双":
        total, fits = 2, [2, 3]  # 一岗双责: two duties, one post
    elif len(set(numbers)) == 1 and len(numbers) > 1 and numbers[0] > 2:
        fits.append(numbers[0])  # 六防六促: six pairs
    kind = "ratio" if set(numbers) == {1} else "count"
    return Parsed(total, heads, tuple(fits), kind=kind) if total > 1 else None


def of_counts(text: str, *, quoted: bool) -> Parsed | None:
    """Number–head–number–head, if it is a name and no idiom."""
    if not _COUNTS.fullmatch(text) or text in words.IDIOMS or text[:4] in words.IDIOMS:
        return None
    pairs = [(m[1], m[2]) for m in _COUNT.finditer(text)]
    if len(pairs) < 2 or any(_TIME.fullmatch(head) or "的" in head for _, head in pairs):
        return None
    if pairs[0][1].startswith("个") and not pairs[1][1].startswith("个"):
        return None  # 四个铁一般 is one count
    numbers = [value(number) for number, _ in pairs]
    if max(numbers) > 36:
        return None
    if all(n == 1 for n in numbers):
        if any(head.startswith(tuple(words.SINGLE)) or len(head) > 3 for _, head in pairs):
            return None
        if not quoted and not _is_ratio(pairs):
            return None
        if "每" in text or pairs[0][1] in ("天", "周", "月", "年", "日", "季"):
            return None
    elif not quoted:
        if any(len(head) > 2 for _, head in pairs) or any(
            head in words.ORDINARY or head in "传手" for _, head in pairs
        ):
            return None
        if max(numbers) > 12 or any(number.isascii() for number, _ in pairs):
            return None
    return _counted(pairs)


def _is_ratio(pairs: list[tuple[str, str]]) -> bool:
    return len(pairs) == 2 and pairs[0][1] in words.RATIO_UNITS and pairs[1][1] in words.RATIO_SHARES


def _single(text: str) -> Parsed | None:
    """One number and one head, in quotation marks."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        return None
    number, head, lead = match["number"], match["head"], match["lead"] or ""
    count = value(number)
    if count < 2 or number == "二" or count > 36:
        return None
    if _TIME.fullmatch(head) or _MEASURED.match(head) or head[0] in "%万亿千百分点〇零两二三四五六七八九十":
        return None
    if head[0] in "户年月天周" or (count > 12 and len(head) == 1):
        return None
    if lead and (len(head) > 2 or lead[-1] in words.NOT_AFTER or lead[-1] in "的每了"):
        return None
    if lead == "" and number.isascii() and not head.startswith(("个", "大", "项", "必")):
        return None
    if head in ("大", "会", "中", "小", "高", "线", "线城市", "把手", "名", "个", "项") or head.startswith(
        ("中全会", "届", "轮")
    ):
        return None
    name = f"{number}{head}"
    if name in words.NOT_A_SET or (len(head) > 4 and "的" in head):
        return None
    return Parsed(count, (bare_head(head),), (count,))


def bare_head(head: str) -> str:
    return head[1:] if len(head) > 1 and head[0] in "个大项类种张道支" else head


def is_formula_form(form: str) -> bool:
    """Whether a termbase's form has the make-up of a counted formula (so that 打防管控 is left out)."""
    return form not in words.NOT_A_SET and of_established(form) is not None


def of_established(form: str) -> Parsed | None:
    """The count of an expression that is known to be a formula."""
    if match := _PERCENT.fullmatch(form):
        return _share(match)
    if match := _BODY.fullmatch(form):
        return _body(match)
    if match := _SERIES.fullmatch(form):
        limits = form[: match.start("head")].split("、")
        return Parsed(len(limits), (match["head"],), (len(limits),), kind="series")
    if _DIGITS.fullmatch(form) and form not in words.SERVICE_NUMBERS:
        return of_figures(tuple(form))
    bare = _GENERIC_END.sub("", form)
    if _COUNTS.fullmatch(form) or _COUNTS.fullmatch(bare):
        pairs = [(m[1], m[2]) for m in _COUNT.finditer(form)]
        return _counted(pairs) if len(pairs) > 1 else None
    match = _SINGLE.fullmatch(form)
    if match is None or value(match["number"]) < 2 or match["number"] == "二":
        return None
    count = value(match["number"])
    return Parsed(count, (bare_head(match["head"]),), (count,))
