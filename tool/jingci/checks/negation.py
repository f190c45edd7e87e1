"""Negation: a Chinese clause that denies, and an English without any word that could.

Conservative on purpose: only denials that an English sentence has to carry count (没有, 不得, 未能 …), and anything
that can carry one is accepted: *not*, *without*, *fail*, *unable*, *few*, *until*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jingci.checks.pair import Pair
from jingci.checks.state import State
from jingci.model import Finding

_DENIAL = re.compile(
    r"(?<!有)没有|没能|不能(?!不)|(?<![会能要])不会(?!不)|(?<!是)不是|不得(?![不已了])|未能|尚未|从未|并未|并不|并非|不应(?!求)|不再|不准(?!确)|不许|绝不|决不"
    r"|无法(?!无天)|不愿|不想|不敢|不允许|不存在|不属于|不具备|不符合|严禁|不可以"
)
#: Wordings in which the denial denies nothing, or is denied again.
_IDLE = re.compile(
    r"是不是|会不会|能不能|要不要|有没有|想不想|敢不敢|不能不|不得不|不会不|不时|毫无疑问|缺一不可|不可否认|没有不|无不|不无|莫不|并不排除"
    r"|如果不是|若不是|要不是|不是.{1,12}(?:而是|就是|便是)|再.{0,8}不能|不(?:能|敢|想)不|不能再.{0,12}了|不仅|是否|没有(?:任何)?(?:疑问|例外)"
    r"|反驳|否认|拒绝|避免|防止|阻止|担心|怀疑|误以为|吗[?。\"]?|不会.{0,16}失望"
)
_CARRIER = re.compile(
    r"n[’']t\b|\b(?:no|not|none|nor|neither|never|nothing|nobody|nowhere|cannot|cant|wont|dont|without|hardly|scarcely"
    r"|barely|rarely|seldom|few|fewer|little|less|least|unless|until|only|rather|instead|except\w*|beyond|yet|pending"
    r"|zero|too|nil|non\w*|un(?!til\b|der|it|ion|iv|iq|ifo|ifi|veil|cover)\w+"
    r"|dis(?!tri|cuss|play|tanc|eas|pat|cover|ast|h\b|tinct|til)\w+"
    r"|in(?:cap|suff|adeq|valid|defin|compl|consist|corr|effect|elig|evit|fin|formal|access|abil|act|appr|surm|ext|vis"
    r"|sep)\w*|im(?:poss|prop|meas|mun|perf)\w*|il(?:leg|log)\w*|ir(?:reg|rel|resp|rev|rat)\w*|fail\w*|lack\w*"
    r"|refus\w+|reject\w*|den(?:y|ie)\w*|absen\w+|free|stop\w*|prevent\w*|avoid\w*|prohibit\w*|forb[ia]d\w*|ban|bans"
    r"|banned|bar|barred|reluctan\w*|exclud\w*|exempt\w*|miss\w*|resist\w*|ignor\w*|neglect\w*|ceas\w*|cancel\w*"
    r"|halt\w*|quit|longer|short|far from|away from|other than|out of|rid of|anything but|keep\w* from|kept from|loss"
    r"|lose|losing|lost|difficult\w*|hard|struggl\w*|defi\w+|void|wrong\w*|fall\w* behind|contrary|against|despite"
    r"|in vain|breach\w*|violat\w*|ha(?:s|ve) yet|remain\w*|before|\w{3,}less(?:ly|ness)?)\b",
    re.IGNORECASE,
)
#: A long sentence can do without a word of denial in too many ways.
_LONGEST = 120


def check(pair: Pair, state: State) -> Iterator[Finding]:
    """A denial that the English shows no trace of."""
    if len(pair.zh) > _LONGEST or not pair.en.strip():
        return
    zh = pair.folded.text
    denials = list(_DENIAL.finditer(zh))
    if not denials or _IDLE.search(zh) or len(denials) > 2 or _CARRIER.search(pair.en):
        return
    shown = "、".join(dict.fromkeys(match[0] for match in denials))
    spans = [pair.unfolded(*match.span()) for match in denials]
    yield pair.finding("negation-lost", f"{shown} denies; the English has no word that does", spans)
