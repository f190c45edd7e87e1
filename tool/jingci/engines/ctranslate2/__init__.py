"""Drafts by a translation model on this machine: a folder that CTranslate2 reads, such as a converted OPUS-MT model.

``model`` opens the folder and translates; ``masking`` takes terms and figures out of the Chinese and puts their English
in; ``engine`` chooses among the results by what is right in them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jingci.engines.settings import EngineSettings
from jingci.errors import UsageError

if TYPE_CHECKING:
    from jingci.engines.ctranslate2.engine import LocalEngine


def open_engine(settings: EngineSettings) -> LocalEngine:
    """The engine ``ctranslate2`` with the model in a folder.

    :raises UsageError: without a folder, or for one that holds no such model.
    :raises FileError: where the folder or a file in it cannot be read.
    :raises EngineError: for a damaged model.
    :raises MissingExtraError: where ctranslate2 or sentencepiece is not installed.
    """
    from jingci.engines.ctranslate2.engine import LocalEngine
    from jingci.engines.ctranslate2.model import open_model

    settings.refuse_unused("ctranslate2")
    if not settings.model:
        raise UsageError("the engine ctranslate2 needs the folder of a model", hint="--model FOLDER")
    concurrency = settings.concurrency or max(1, (os.cpu_count() or 1) // 2)
    return LocalEngine(open_model(os.path.expanduser(settings.model), concurrency), concurrency)
