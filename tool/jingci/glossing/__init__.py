"""Word-by-word glosses of Chinese sentences: the termbase first, then names and figures, then CC-CEDICT."""

from __future__ import annotations

from jingci.glossing.cedict import Cedict
from jingci.glossing.gloss import Glosser

__all__ = ["Cedict", "Glosser"]
