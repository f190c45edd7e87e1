"""jingci: Chinese policing documents in annotated English that can be cited.

    >>> import jingci
    >>> glossary = jingci.load_glossary()
    >>> [hit.concept.id for hit in glossary.find("推进網格化管理")]
    ['wanggehua-guanli']

The functions are loaded when first used: ``import jingci`` alone costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jingci.version import __version__

if TYPE_CHECKING:
    from jingci.annotation import annotate
    from jingci.checks import check_pair, check_report
    from jingci.corpus.concordance import concordance
    from jingci.evaluation import evaluate
    from jingci.formats import read_report, write
    from jingci.formulas import find_formulas
    from jingci.glossary import Glossary, load_glossary
    from jingci.names import find_names
    from jingci.numerals import find_quantities
    from jingci.translation import translate

_EXPORTS = {
    "load_glossary": "jingci.glossary",
    "Glossary": "jingci.glossary",
    "find_formulas": "jingci.formulas",
    "find_names": "jingci.names",
    "find_quantities": "jingci.numerals",
    "check_pair": "jingci.checks",
    "check_report": "jingci.checks",
    "evaluate": "jingci.evaluation",
    "read_report": "jingci.formats",
    "annotate": "jingci.annotation",
    "translate": "jingci.translation",
    "concordance": "jingci.corpus.concordance",
    "write": "jingci.formats",
}

__all__ = [
    "Glossary",
    "__version__",
    "annotate",
    "check_pair",
    "check_report",
    "concordance",
    "evaluate",
    "find_formulas",
    "find_names",
    "find_quantities",
    "load_glossary",
    "read_report",
    "translate",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _EXPORTS:
        raise AttributeError(f"module “jingci” has no attribute “{name}”")
    return getattr(import_module(_EXPORTS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
