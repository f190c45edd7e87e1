"""The termbase: strict reading, layers, the compiled index, lookup, and the editor's lint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jingci.glossary.store import Found, Glossary, load_glossary

__all__ = ["Found", "Glossary", "load_glossary"]


def __getattr__(name: str) -> Any:
    # A lookup from the shell needs the index alone: the object model is loaded by who asks for it.
    if name not in __all__:
        raise AttributeError(f"module “jingci.glossary” has no attribute “{name}”")
    from jingci.glossary import store

    return getattr(store, name)
