"""The engine ``gloss`` keeps the contract, gives no English, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from engines.contract import EngineContract, request_for
from jingci.engines import EngineSettings, open_engine
from jingci.errors import UsageError
from jingci.glossary import Glossary
from jingci.model import Engine


class TestGloss(EngineContract):
    """The contract, with one thread and with four."""

    @pytest.fixture(autouse=True, params=[None, 4])
    def _at_once(self, request: pytest.FixtureRequest) -> None:
        self.settings = EngineSettings(concurrency=request.param)

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        """An engine as the options make it."""
        yield open_engine("gloss", self.settings)

    def test_it_gives_words_and_no_english(self, engine: Engine, small: Glossary) -> None:
        draft = engine.draft(request_for("推进网格化管理,采集信息2.2亿条。", small))
        assert (draft.en, draft.problem) == ("", "")
        assert [word.en for word in draft.words if word.en] == [
            "advance",
            "grid management",
            "gather",
            "information",
            "220 million",
        ]


def test_it_takes_no_address() -> None:
    with pytest.raises(UsageError, match="--base-url has no meaning for the engine gloss"):
        open_engine("gloss", EngineSettings(base_url="http://127.0.0.1/v1"))
