"""Whether what a model gives for English can be English at all."""

from __future__ import annotations

import re

from jingci.engines.cleaning import clean, has_tags, without_tags
from jingci.screen import visible

_REFUSAL = re.compile(
    r"(?:(?:I['’]m|I am) (?:very |so |really |truly )?(?:sorry|unable|not able)"
    r"|I (?:cannot|can['’]t|can not|won['’]t|will not)"
    r"|(?:Sorry|Apologies|Unfortunately),? (?:but )?I\b|As an AI\b)",
    re.I,
)
#: Chinese whose English may open like a refusal.
_FIRST_PERSON = re.compile("我|俺|咱|抱歉|对不起|對不起|遗憾|遺憾")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff，、；：]{15,}")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LOOP = 8
_LOOPS = 6


def judged(text: str, zh: str) -> tuple[str, str]:
    """What a model gives as English: cleaned, and what is wrong with it.

    What cannot stand is left out: Chinese, a refusal, a text without end. Of English with tags the words are kept, with
    the problem.

    :param zh: the Chinese that it is to be the English of.
    """
    if len(text) > 40 * len(zh) + 2000:
        return "", f"the answer is absurdly long ({len(text):,} characters)"
    en = clean(text)
    if not re.search(r"\w", en):
        return "", "the model gave an empty answer"
    if len(_HAN.findall(en)) * 2 > len(_LETTER.findall(en)) or _HAN_RUN.search(en):
        return "", f"the answer is in Chinese: {quoted_start(en)}"
    if is_refusal(en) and not _FIRST_PERSON.search(zh):
        return "", f"the model declines: {quoted_start(en)}"
    if runs_in_circles(en):
        return "", f"the answer runs in circles: {quoted_start(en)}"
    if has_tags(en) and not has_tags(zh):
        return without_tags(en), "the answer contained tags, which the source does not"
    return en, ""


def is_refusal(text: str) -> bool:
    """Whether a text opens as refusals do."""
    return _REFUSAL.match(text.strip()) is not None


def runs_in_circles(en: str) -> bool:
    """Whether up to eight words are said six times or more in a row, as small models do.

    >>> runs_in_circles("the " * 6), runs_in_circles("a very, very, very long day")
    (True, False)
    """
    words = en.casefold().split()
    for period in range(1, _LONGEST_LOOP + 1):
        same = 0
        for word, earlier in zip(words[period:], words, strict=False):
            same = same + 1 if word == earlier else 0
            if same >= period * (_LOOPS - 1):
                return True
    return False


def quoted_start(text: str) -> str:
    """The beginning of a text, in quotation marks, fit for a message."""
    line = clean(visible(text[:500]))
    return f"“{line[:80]}…”" if len(line) > 80 else f"“{line}”"
