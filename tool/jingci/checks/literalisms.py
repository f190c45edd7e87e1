"""Literal renderings that are wrong whatever the context: what the characters say, not what the word means.

One row each: the Chinese, the English that must not stand for it, and what to say instead. Both have to be in the
pair, so an English phrase that is right elsewhere may be listed; a row whose English is right beside another Chinese
word names that word last ("social security" is wrong for 社会治安 and right for 社会保障).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding
from jingci.screen import quoted

#: Chinese, English that is wrong for it, what to say instead, Chinese words for which that English is right.
LITERALISMS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("社会治安", "social security", "public order", ("社保", "社会保障", "社会保险", "社会安全")),
    ("派出所", "dispatched station", "police station", ()),
    ("派出所", "dispatched office", "police station", ()),
    ("民警", "people police", "police officer", ()),
    ("民警", "civil policeman", "police officer", ()),
    ("警情", "police sentiment", "incident report", ()),
    ("警情", "police situation", "incident report", ()),
    ("警力", "police power", "police strength", ("警权", "警察权")),
    ("网格", "lattice", "grid", ()),
    ("网格员", "grid member", "grid worker", ()),
    ("网格化", "gridification", "grid management", ()),
    ("综治", "comprehensive treatment", "comprehensive management (of public security)", ()),
    (
        "综合治理",
        "comprehensive treatment",
        "comprehensive management",
        ("水", "污染", "环境", "疾病", "荒漠", "流域", "河", "湖"),
    ),
    ("维稳", "peacekeeping", "stability maintenance", ("维和",)),
    ("群防群治", "group prevention and group treatment", "mass prevention and mass governance", ()),
    ("群防群治", "mass prevention and mass treatment", "mass prevention and mass governance", ()),
    ("严打", "hard strike", "strike hard", ()),
    ("严打", "strictly beat", "strike hard", ()),
    ("打黑", "beat black", "combat organized crime", ()),
    ("扫黑除恶", "sweep away black and evil", "combat organized crime and root out local evil forces", ()),
    ("扫黑除恶", "sweeping black and removing evil", "combat organized crime and root out local evil forces", ()),
    ("黑恶势力", "dark and evil forces", "organized criminal gangs and local evil forces", ()),
    ("黑社会", "black society", "organized crime", ()),
    ("两抢一盗", "two grabs and one theft", "robbery, snatching and theft", ()),
    ("黄赌毒", "yellow gambling poison", "pornography, gambling and drugs", ()),
    ("吸毒", "take poison", "use drugs", ("服毒", "毒药")),
    ("毒品", "poison", "drugs", ("中毒", "投毒", "下毒", "毒药", "毒害", "毒性", "有毒", "毒素", "荼毒")),
    ("重点人员", "important people", "key individuals", ("重要",)),
    ("重点人口", "important population", "key population", ("重要",)),
    ("暂住证", "temporary living certificate", "temporary residence permit", ()),
    ("实有人口", "real population", "actual population", ()),
    ("上访", "visit the upper", "petition", ()),
    ("两会", "two meetings", "two sessions", ()),
    ("一把手", "first hand", "top leader", ("一手",)),
    ("破案", "break the case", "solve the case", ()),
    ("破案", "breaking cases", "solving cases", ()),
    ("立案", "set up the case", "file the case", ()),
    ("取保候审", "obtain insurance pending trial", "bail pending trial", ()),
    ("双规", "double rules", "shuanggui (detention by Party discipline bodies)", ()),
    ("抓手", "gripper", "lever", ("机器人", "机械")),
    ("雪亮工程", "snow bright project", "Sharp Eyes Project", ()),
    ("雪亮工程", "bright snow project", "Sharp Eyes Project", ()),
    ("卡口", "bayonet", "checkpoint", ("卡口式", "镜头", "灯", "接口")),
    ("探头", "probe", "camera", ("探测", "传感", "超声", "探针")),
    ("撞猴子", "hit the monkey", "staged-accident extortion", ()),
    ("碰瓷", "touch porcelain", "staged-accident extortion", ()),
    ("技防", "technical defense", "technical prevention", ()),
    ("精神文明", "spirit civilization", "cultural and ethical progress", ()),
    ("干警", "dry police", "officers", ()),
    ("公安局", "public safety bureau", "public security bureau", ()),
    ("公安部", "Ministry of Public Safety", "Ministry of Public Security", ()),
    ("交警", "communication police", "traffic police", ()),
    ("交警", "transportation police", "traffic police", ()),
    ("人民调解", "folk mediation", "people's mediation", ("民间",)),
    ("社会面", "social surface", "society at large", ()),
    ("社会面", "social side", "society at large", ()),
    ("源头治理", "source treatment", "governance at the source", ("污染", "水")),
)
_BY_FORM: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
for _zh, _wrong, _better, _right in LITERALISMS:
    _BY_FORM.setdefault(_zh, []).append((_wrong, _better, _right))
_FORMS = re.compile("|".join(sorted(map(re.escape, _BY_FORM), key=len, reverse=True)))


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """Literalisms in the English for what stands in the Chinese."""
    zh = pair.folded.text
    forms = {match[0] for match in _FORMS.finditer(zh)} if pair.en else set()
    # A longer form that stands there hides a shorter one of the table: 社会治安, 治安.
    forms |= {form for form in _BY_FORM if any(form in other for other in forms)}
    reported: list[str] = []
    for form in sorted(forms, key=len, reverse=True):
        for wrong, better, right in _BY_FORM[form]:
            if wrong in reported or any(word in zh for word in right):
                continue
            places = [p for p in pair.english.locate(wrong) if not any(span.contains(p) for span in pair.rendered)]
            if places:
                reported.append(wrong)
                spans = [pair.unfolded(match.start(), match.end()) for match in re.finditer(re.escape(form), zh)]
                message = f"{form} is not {quoted(wrong)}; say {quoted(better)}"
                yield pair.finding("term-forbidden", message, spans, places)
