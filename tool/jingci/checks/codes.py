"""What the checks can say: every code with its family, its severity, its meaning and an example.

``jingci check --explain CODE`` shows an entry, ``docs/checks.md`` lists them; a test runs every example and proves that
the wrong English is found and the right one is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from jingci.model import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One thing that a check can say.

    :ivar severity: the default; a finding may be of a lower one where the evidence is weaker.
    :ivar meaning: one line.
    :ivar explanation: when it is said, what is tolerated, what to do.
    :ivar wrong: an example, segment by segment: (Chinese, English).
    :ivar right: English for its segments without the finding.
    """

    family: str
    severity: Severity
    meaning: str
    explanation: str
    wrong: tuple[tuple[str, str], ...]
    right: tuple[str, ...]


CODES: dict[str, Code] = {
    "figure-missing": Code(
        "figures",
        "warning",
        "A figure of the Chinese has no counterpart in the English.",
        "Values are compared, not digits: 1.2万 may be 12,000 or “twelve thousand”. Figures inside names, idioms and"
        " formulas (110, 千家万户, 一标三实) are exempt.",
        (("全市破获案件324起,抓获嫌疑人227名。", "The city solved 324 cases and caught the suspects."),),
        ("The city solved 324 cases and caught 227 suspects.",),
    ),
    "figure-extra": Code(
        "figures",
        "warning",
        "The English has a figure that the Chinese does not give.",
        "Words that merely point (one of, a few) and the numbering of headings are tolerated.",
        (("全市破获案件324起。", "The city solved 324 cases and caught 58 suspects."),),
        ("The city solved 324 cases.",),
    ),
    "figure-mismatch": Code(
        "figures",
        "warning",
        "A figure has another value in the English.",
        "The message gives both values.",
        (("全市共有社区民警276名。", "The city has 267 community police officers."),),
        ("The city has 276 community police officers.",),
    ),
    "figure-magnitude": Code(
        "figures",
        "warning",
        "A figure is off by a power of ten.",
        "万 is ten thousand and 亿 is a hundred million, so this is what goes wrong most often. The factor is given.",
        (("采集各类信息2.2亿条。", "2.2 billion items of information were collected."),),
        ("220 million items of information were collected.",),
    ),
    "figure-unit": Code(
        "figures",
        "warning",
        "A figure keeps its value and changes its unit.",
        "Percent are not percentage points, a rate per 10,000 is not a percentage, dollars are not yuan.",
        (("群众安全感上升3.2个百分点。", "The public’s sense of security rose by 3.2 percent."),),
        ("The public’s sense of security rose by 3.2 percentage points.",),
    ),
    "figure-order": Code(
        "figures",
        "warning",
        "Figures stand in one another’s places.",
        "All values are there, but attached to other things than in the Chinese.",
        (
            (
                "刑事案件下降12%,治安案件下降30%。",
                "Criminal cases fell by 30 percent and public order cases by 12 percent.",
            ),
        ),
        ("Criminal cases fell by 12 percent and public order cases by 30 percent.",),
    ),
    "figure-rounded": Code(
        "figures",
        "info",
        "The English rounds a figure.",
        "Rounding that says so (about, some) may be right in running prose, and is not in a table or a quotation.",
        (("全市登记流动人口2.56万人。", "The city registered about 26,000 members of the floating population."),),
        ("The city registered 25,600 members of the floating population.",),
    ),
    "figure-bound": Code(
        "figures",
        "info",
        "余, 近, 以上 and the like are not rendered, or are turned round.",
        "283万余 is more than 2.83 million, 近7000名 nearly 7,000.",
        (("近7000名从业人员参加巡逻。", "7,000 workers joined the patrols."),),
        ("Nearly 7,000 workers joined the patrols.",),
    ),
    "term-missing": Code(
        "terms",
        "warning",
        "A term of the Chinese has no approved rendering in the English.",
        "Approved are the preferred, admitted and short renderings of the termbase, in any inflection. A term inside a"
        " longer one counts once, and a repeated one may be rendered once. It is a warning for the names of organs,"
        " laws, programmes, formulas and events of which no trace is found, and information otherwise: other wordings"
        ' are often right. A rendering that differs on purpose is marked in an edition: [text](term:id "why").',
        (("最高人民检察院发布意见。", "An opinion was issued."),),
        ("The Supreme People’s Procuratorate issued an opinion.",),
    ),
    "term-deprecated": Code(
        "terms",
        "warning",
        "A rendering stands in the English that the termbase advises against.",
        "The message says why and what to use. A deprecated rendering that is part of an approved one is no finding.",
        (("推广新时代“枫桥经验”。", "The “Maple Bridge experience” of the new era was spread."),),
        ("The “Fengqiao Experience” of the new era was spread.",),
    ),
    "term-forbidden": Code(
        "terms",
        "warning",
        "A literal rendering that is wrong in any context.",
        "A short list of what the characters say and the words do not mean.",
        (("社会治安明显好转。", "Social security has clearly improved."),),
        ("Public order has clearly improved.",),
    ),
    "term-drift": Code(
        "terms",
        "warning",
        "One term has two different renderings in one document.",
        "Both are approved, so each may be right; a reader takes them for two things. Inflection, short forms and a"
        " rendering that contains the other are no drift. It is a warning where the name of an organ, law, programme,"
        " formula or event has nothing in common with the rendering used before, and information otherwise.",
        (
            ("民警及时处理警情。", "Officers dealt with police incidents in time."),
            ("警情少了一成。", "Calls for service fell by 10 percent."),
        ),
        (
            "Officers dealt with police incidents in time.",
            "Police incidents fell by 10 percent.",
        ),
    ),
    "formula-count": Code(
        "formulas",
        "warning",
        "The English does not say the number of a counted formula.",
        "“三圈” is three rings: the number is part of the name. Both, double, a pair and a trinity say a number, too."
        " It is information where the Chinese neither quotes the count nor is it a known formula.",
        (("构建“三圈”防线。", "Build the lines of defense around the city."),),
        ("Build the lines of defense of the “three rings.”",),
    ),
    "untranslated": Code(
        "completeness",
        "error",
        "Chinese stands in the English.",
        "Chinese that is quoted or in brackets is tolerated, unless the English is mostly Chinese.",
        (("社区民警走访群众。", "Community police officers 走访 the public."),),
        ("Community police officers call on the public (走访).",),
    ),
    "empty": Code(
        "completeness",
        "error",
        "The Chinese has no English.",
        "A segment that needs none is a skipped stretch with its reason, in an edition.",
        (("社区民警走访群众。", ""),),
        ("Community police officers call on the public.",),
    ),
    "too-short": Code(
        "completeness",
        "warning",
        "The English has far fewer words than such a Chinese text has.",
        "The usual length was measured on 12,397 professional pairs; after some segments the document’s own is used."
        " The limits are wide, and narrower where the English breaks off without a full stop.",
        (
            (
                "在全市范围内开展夏季治安打击整治行动,重点整治群众反映强烈的突出问题,全力维护社会大局持续稳定。",
                "A campaign was carried out.",
            ),
        ),
        (
            (
                "A summer campaign to combat and rectify public order problems was carried out across the city, dealing"
                " above all with the prominent problems about which the public complain strongly, and keeping society"
                " as a whole stable."
            ),
        ),
    ),
    "too-long": Code(
        "completeness",
        "warning",
        "The English has far more words than such a Chinese text has.",
        "Something may have been added, or the next segment merged into this one.",
        (
            (
                "该案正在进一步侦办中。",
                (
                    "The case is under further investigation, and the police remind the public never to transfer money"
                    " to strangers who call in the name of a bank, a court or a procuratorate, but to hang up at once"
                    " and to report the call on the emergency number."
                ),
            ),
        ),
        ("The case is under further investigation.",),
    ),
    "list-short": Code(
        "completeness",
        "warning",
        "A list has fewer members in the English.",
        "For each enumeration with 、 of three members or more some English list must be able to hold as many."
        " Members that are terms or places are located first, so that another list nearby does not count."
        " Conservative: a dropped member in a sentence with many commas may pass.",
        (
            (
                "巡警、特警、武警、铁警联合执勤。",
                "The patrol police, the special police and the railway police are jointly on duty.",
            ),
        ),
        (
            (
                "The patrol police, the special police, the People’s Armed Police and the railway police are jointly on"
                " duty."
            ),
        ),
    ),
    "quotes-dropped": Code(
        "completeness",
        "warning",
        "The Chinese quotes, and the English has no or fewer quotation marks.",
        "A warning where speech or a slogan, or three quotations and more, lost all marks; information where some are"
        " missing:"
        " English often leaves them away around single words.",
        (
            (
                "要做到“有警处警、无警巡逻”。",
                "They should respond to calls when there are any and patrol when there are none.",
            ),
        ),
        ("They should “respond to calls when there are any and patrol when there are none.”",),
    ),
    "brackets-dropped": Code(
        "completeness",
        "warning",
        "A bracket of the Chinese has no counterpart in the English.",
        "Brackets around foreign names, abbreviations and by-lines are tolerated. Information where dashes or commas"
        " may stand for them.",
        (("各乡镇街道(含经济开发区)已建成平台。", "All townships and subdistricts have built the platform."),),
        ("All townships and subdistricts (including the economic development zone) have built the platform.",),
    ),
    "name-missing": Code(
        "completeness",
        "warning",
        "A place name of the Chinese is not in the English.",
        "Provinces, cities, counties and districts known to the gazetteer, also inside the names of organs. Information"
        " where only a part is missing or the English points back (the city, the province).",
        (("河北省沧州市公安局部署专项行动。", "The municipal bureau arranged a special operation."),),
        ("The Public Security Bureau of Cangzhou, Hebei, arranged a special operation.",),
    ),
    "negation-lost": Code(
        "completeness",
        "warning",
        "The Chinese denies, and the English has no word that could.",
        "Only denials that English has to carry count (没有, 不得, 未能 …), and any word that can carry one is accepted"
        " (not, without, fail, unable, few, until …). Conservative: a lost negation beside such a word passes.",
        (("民警不得参与征地拆迁。", "Officers may take part in land acquisition and demolition."),),
        ("Officers must not take part in land acquisition and demolition.",),
    ),
    "duplicate": Code(
        "document",
        "warning",
        "A segment has the same English as the one before it, for other Chinese.",
        "Usually a copy left behind, after which a segment is missing.",
        (
            ("社区民警走访群众。", "Community police officers call on the public every week."),
            ("派出所公布联系方式。", "Community police officers call on the public every week."),
        ),
        (
            "Community police officers call on the public every week.",
            "The police stations make their contact details public.",
        ),
    ),
    "shifted": Code(
        "document",
        "warning",
        "The English belongs to the segment before or after.",
        "Most figures and terms of the Chinese stand in a neighbour’s English and hardly any in its own.",
        (
            ("全市共有派出所45个、民警1230名。", "There were 318 criminal cases and 902 public order cases."),
            ("刑事案件318起,治安案件902起。", "The city has 45 police stations and 1,230 officers."),
        ),
        (
            "The city has 45 police stations and 1,230 officers.",
            "There were 318 criminal cases and 902 public order cases.",
        ),
    ),
    "waiver-unused": Code(
        "document",
        "warning",
        "A waiver of a segment waives nothing, or names no code.",
        "Remove it: the finding it was made for is gone.",
        (("社区民警走访群众。", "Community police officers call on the public."),),
        ("Community police officers call on the public.",),
    ),
}
