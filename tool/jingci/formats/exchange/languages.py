"""Language codes as files name them."""

from __future__ import annotations

import re

from jingci.errors import UsageError

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")


def checked_language(code: str, language: str) -> str:
    """The code itself, once it is a BCP 47 code of a language.

    :param code: such as ``zh-CN``, ``zh-Hans``, ``en-US``.
    :param language: ``zh`` or ``en``.
    :raises UsageError: otherwise.
    """
    if not _CODE.match(code) or code.lower().split("-")[0] != language:
        example = {"zh": "zh-CN, zh-Hans", "en": "en-US, en"}[language]
        raise UsageError(f"“{code}” is no language code for {language}", hint=f"such as {example}")
    return code
